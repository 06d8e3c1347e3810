"""The tables of the literature, computed; where sources contradict one another; and the search."""

from collections.abc import Iterable, Mapping
from typing import Any

from explain.answers.discrepancies import Discrepancy
from explain.renderings.discrepancy_text import as_data, told_effects
from explain.site.holdings import Holdings
from explain.site.pages.facts import places, work
from explain.site.pages.lists import Listing, cut
from explain.site.sorts import ALL, Link, Links, Sort, View, plain
from explain.tables.formats import counted
from explain.words.phrases import asked
from explain.words.telling import sentence
from kb.reading.published import published_tables
from kb.records import Variant


class Tables(Sort):
    """Tables of the literature, computed from what is on record."""

    id = "table"
    noun = "table"

    def names(self, held: Holdings) -> Iterable[str]:
        """Return every table."""
        del held
        return [f"table/{name}" for name in published_tables()]

    def title(self, held: Holdings, name: str) -> str:
        """Return its caption."""
        del held
        return published_tables()[_bare(name)].caption

    def view(self, held: Holdings, name: str, links: Links) -> View:
        """Return it with the footnotes that say where a published cell differs."""
        del links
        published = published_tables()[_bare(name)]
        made = held.table(_bare(name))
        return {
            "table": made,
            "work": work(held, published.work),
            "place": published.place,
            "counted": counted(made),
        }

    def data(self, held: Holdings, name: str) -> Mapping[str, Any]:
        """Return its cells and footnotes."""
        return {**plain(held.table(_bare(name))), "made_with": plain(held.made)}


class Computed(Listing):
    """Every table."""

    id = "tables"
    name = f"{ALL}tables"
    heading = "Tables of the literature"

    def members(self, held: Holdings) -> Iterable[str]:
        """Return the works from which they come."""
        del held
        return dict.fromkeys(f"work/{item.work}" for item in published_tables().values())

    def view(self, held: Holdings, name: str, links: Links) -> View:
        """Return each with its caption and how many of its cells differ."""
        del name, links
        return {
            "tables": [
                (
                    Link(item.caption, f"table/{item.id}"),
                    f"{work(held, item.work).text}, {item.place}",
                    counted(held.table(item.id)),
                )
                for item in published_tables().values()
            ]
        }

    def data(self, held: Holdings, name: str) -> Mapping[str, Any]:
        """Return the same."""
        return {**self.view(held, name, Links()), "made_with": plain(held.made)}


class Discrepancies(Listing):
    """Where sources contradict one another, and what the other value would change."""

    id = "discrepancies"
    name = f"{ALL}discrepancies"
    heading = "Where sources contradict one another"

    def members(self, held: Holdings) -> Iterable[str]:
        """Return the notes of other values."""
        return [item.id for item in held.kb.of(Variant)]

    def view(self, held: Holdings, name: str, links: Links) -> View:
        """Return each fact with both values, their places, and what would be concluded otherwise."""
        del name, links
        found = held.discrepancies
        rows = [_row(held, item) for item in found]
        return {
            "rows": cut(rows),
            "changing": cut([row for row in rows if row["effects"]]),
            "others": cut([row for row in rows if not row["effects"]]),
        }

    def data(self, held: Holdings, name: str) -> list[Mapping[str, Any]]:
        """Return each, as ``coalition discrepancies`` gives it."""
        del name
        made = plain(held.made_for((), "discrepancies"))
        return [{**plain(as_data(item)), "made_with": made} for item in held.discrepancies]


class Search(Listing):
    """The search."""

    id = "search"
    name = f"{ALL}search"
    heading = "Search"

    def members(self, held: Holdings) -> Iterable[str]:
        """Return nothing: it lists what is asked for."""
        del held
        return ()

    def view(self, held: Holdings, name: str, links: Links) -> View:
        """Return nothing: the script lists what is asked for."""
        del held, name, links
        return {}

    def data(self, held: Holdings, name: str) -> Mapping[str, Any]:
        """Return with what all was made."""
        del name
        return {"made_with": plain(held.made)}


def _row(held: Holdings, item: Discrepancy) -> Mapping[str, Any]:
    variant = held.of(item.variant)
    return {
        "id": item.variant.replace("/", "-"),
        "fact": Link(sentence(item.headline), item.fact),
        "field": asked(item.property),
        "used": item.used,
        "used_places": places(held, held.of(item.fact).source),
        "other": item.other,
        "other_places": places(held, variant.source),
        "why": item.why,
        "untried": item.untried,
        "effects": [_effect(held, words) for words in told_effects(item.effects)],
    }


def _effect(held: Holdings, words: str) -> tuple[Link, str]:
    episode, _, told = words.partition(": ")
    return Link(held.titled(episode) if episode in held.judgements else episode, episode), told


def _bare(name: str) -> str:
    return name.removeprefix("table/")
