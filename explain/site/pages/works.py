"""The page of a work: how it is cited, which facts it reports or stands behind, and what hangs on it."""

from collections.abc import Iterable, Mapping
from typing import Any

from explain.site.holdings import Holdings
from explain.site.pages.facts import Place, places
from explain.site.pages.lists import Listing, cut, line
from explain.site.sorts import ALL, Link, Links, Sort, View, plain
from kb.store import Work
from kb.words.meanings import sources_of_concept

_REPORTED, _RESTING = 500, 100
"""How many facts that a work reports, and how many episodes that rest on them, its page shows."""


class Works(Sort):
    """Works and documents of the bibliography."""

    id = "work"
    noun = "source"

    def names(self, held: Holdings) -> Iterable[str]:
        """Return every work."""
        return [f"work/{key}" for key in sorted(held.kb.works)]

    def title(self, held: Holdings, name: str) -> str:
        """Return it as readers cite it."""
        return held.kb.works[_key(name)].short

    def words(self, held: Holdings, name: str) -> str:
        """Return its title and key."""
        return f"{held.kb.works[_key(name)].title} {_key(name)}"

    def view(self, held: Holdings, name: str, links: Links) -> View:
        """Return the entry, the facts that it reports or is cited for, and what rests on it."""
        del links
        key = _key(name)
        citing = held.citing.get(key, {})
        reports = {fact: [item for item in items if item.work == key] for fact, items in citing.items()}
        behind = {fact: [item for item in items if item.document == key] for fact, items in citing.items()}
        own = [fact for fact, items in reports.items() if items]
        alone = sum({item.work for item in held.of(fact).source} == {key} for fact in own)
        episodes = dict.fromkeys(episode for fact in citing for episode in held.bearing.get(fact, ()))
        rules = [rule.id for rule in held.rules.values() if key in (rule.source.work, rule.source.after)]
        return {
            "work": held.kb.works[key],
            "reference": _without_address(held.kb.works[key]),
            "reports": cut(_facts(held, reports), _REPORTED),
            "behind": cut(_facts(held, behind)),
            "alone": alone,
            "episodes": cut(
                [line(held, judged) for name, judged in held.judgements.items() if name in episodes], _RESTING
            ),
            "rules": [Link(rule, f"rule/{rule}") for rule in rules],
            "terms": [Link(held.kb.label(term), term) for term in held.terms if key in _works_of(term)],
        }

    def data(self, held: Holdings, name: str) -> Mapping[str, Any]:
        """Return the entry, and the names of the facts, rules and episodes that hang on it."""
        key = _key(name)
        work, citing = held.kb.works[key], held.citing.get(key, {})
        return {
            "key": key,
            "reference": work.reference,
            "fields": dict(work.fields),
            "facts": {fact: plain(items) for fact, items in sorted(citing.items())},
            "episodes": sorted({episode for fact in citing for episode in held.bearing.get(fact, ())}),
            "made_with": plain(held.made),
        }


class Sources(Listing):
    """Every work and document."""

    id = "works"
    name = f"{ALL}works"
    heading = "Sources"

    def members(self, held: Holdings) -> Iterable[str]:
        """Return every work."""
        return [f"work/{key}" for key in sorted(held.kb.works)]

    def view(self, held: Holdings, name: str, links: Links) -> View:
        """Return the works read, those cited in them, and those from which the theory comes."""
        del name, links
        read = {item.work for record in held.kb.records.values() for item in record.source}
        theory = {key for rule in held.rules.values() for key in (rule.source.work, rule.source.after) if key}
        cited = held.citing.keys() - read
        left = held.kb.works.keys() - read - cited - theory
        groups = {
            "Works read for facts and terms": read,
            "Works from which the rules come": theory - read,
            "Documents that these works cite": cited - theory,
            "Others in the bibliography": left,
        }
        return {"groups": {head: cut(_entries(held, keys)) for head, keys in groups.items() if keys}}

    def data(self, held: Holdings, name: str) -> Mapping[str, Any]:
        """Return how each is cited, and by how many facts."""
        del name
        counts = {key: len(held.citing.get(key, ())) for key in sorted(held.kb.works)}
        works = [
            {"key": key, "reference": held.kb.works[key].reference, "facts": count} for key, count in counts.items()
        ]
        return {"works": works, "made_with": plain(held.made)}


def _without_address(work: Work) -> str:
    """Return how a work is cited, without the address at its end, which the page leads to."""
    return work.reference.removesuffix(".").removesuffix(work.url).removesuffix(work.doi).rstrip()


def _key(name: str) -> str:
    return name.removeprefix("work/")


def _facts(held: Holdings, found: Mapping[str, list[Any]]) -> list[tuple[Link, tuple[Place, ...]]]:
    names = held.in_time(name for name, items in found.items() if items)
    return [
        (Link(held.told(name) if "/" not in name else held.kb.label(name), name), places(held, found[name]))
        for name in names
    ]


def _entries(held: Holdings, keys: Iterable[str]) -> list[tuple[Link, str, int]]:
    works = sorted((held.kb.works[key].short.casefold(), key) for key in keys if key in held.kb.works)
    return [
        (Link(held.kb.works[key].short, f"work/{key}"), held.kb.works[key].title, len(held.citing.get(key, ())))
        for _, key in works
    ]


def _works_of(term: str) -> set[str]:
    return {work for work, _ in sources_of_concept(term)}
