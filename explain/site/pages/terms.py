"""The pages of terms: what each means, who says so, what is broader and narrower, and where it is used."""

from collections.abc import Iterable, Mapping
from typing import Any

from explain.site.holdings import Holdings
from explain.site.pages.facts import Place, work
from explain.site.pages.lists import Listing, cut
from explain.site.sorts import ALL, Link, Links, Sort, View, plain
from explain.words.telling import sentence
from kb.records import OBSERVED
from kb.words.meanings import meaning_of, sources_of_concept
from kb.words.synonyms import class_labels, concept_labels, with_broader


class Terms(Sort):
    """Terms of the vocabularies."""

    id = "term"
    noun = "term"

    def names(self, held: Holdings) -> Iterable[str]:
        """Return every term but theories, which have pages of their own."""
        return [name for name in held.terms if not name.startswith("theory/")]

    def title(self, held: Holdings, name: str) -> str:
        """Return its label."""
        del held
        return sentence(concept_labels()[name][0])

    def words(self, held: Holdings, name: str) -> str:
        """Return what else it is called."""
        del held
        return " ".join((*concept_labels()[name][1:], name.partition("/")[0]))

    def view(self, held: Holdings, name: str, links: Links) -> View:
        """Return what it means, what stands above and below it, and which facts use it."""
        del links
        told = meaning_of(name)
        scheme = name.partition("/")[0]
        record = held.kb.records.get(name)
        below = [other for other in held.terms if other != name and name in with_broader(other)]
        above = [other for other in with_broader(name) if other != name]
        sources = [Place(work(held, key), place, None, "", "") for key, place in sources_of_concept(name)]
        return {
            "name": name,
            "scheme": Link(_scheme(scheme), f"{ALL}terms", scheme),
            "also": concept_labels()[name][1:],
            "meaning": told.definition,
            "notes": told.notes,
            "record": record,
            "above": [Link(held.kb.label(other), other) for other in above],
            "below": [Link(held.kb.label(other), other) for other in below],
            "place_rows": sources,
            "concluded": cut([Link(held.titled(episode), episode) for episode in held.concluded.get(name, ())]),
            "used": cut([Link(held.told(fact), fact) for fact in held.in_time(held.using.get(name, ()))]),
        }

    def data(self, held: Holdings, name: str) -> Mapping[str, Any]:
        """Return the same, with the names of facts and episodes."""
        told = meaning_of(name)
        return {
            "id": name,
            "labels": list(concept_labels()[name]),
            "definition": told.definition,
            "notes": list(told.notes),
            "facts": sorted(held.using.get(name, ())),
            "episodes": list(held.concluded.get(name, ())),
            "made_with": plain(held.made),
        }


class Vocabularies(Listing):
    """Every term by its scheme."""

    id = "terms"
    name = f"{ALL}terms"
    heading = "Terms"

    def members(self, held: Holdings) -> Iterable[str]:
        """Return every term."""
        return held.terms

    def view(self, held: Holdings, name: str, links: Links) -> View:
        """Return the terms under what each scheme is called."""
        del name, links
        found: dict[str, list[tuple[Link, str]]] = {}
        for term in held.terms:
            row = Link(held.kb.label(term), term), meaning_of(term).definition
            found.setdefault(term.partition("/")[0], []).append(row)
        return {"schemes": [(name, _scheme(name), meaning_of(name).definition, rows) for name, rows in found.items()]}

    def data(self, held: Holdings, name: str) -> Mapping[str, Any]:
        """Return each with its definition."""
        del name
        terms = [
            {"id": term, "label": held.kb.label(term), "definition": meaning_of(term).definition} for term in held.terms
        ]
        return {"terms": terms, "made_with": plain(held.made)}


class Kinds(Listing):
    """What each kind of fact and each conclusion means."""

    id = "kinds"
    name = "ontology"
    heading = "Kinds of fact and conclusion"

    def members(self, held: Holdings) -> Iterable[str]:
        """Return every class."""
        del held
        return [f"ontology#{name}" for name in class_labels()]

    def view(self, held: Holdings, name: str, links: Links) -> View:
        """Return what each means, kinds of fact that case files state apart from all others."""
        del name, links
        counts: dict[str, int] = {}
        for record in held.kb.records.values():
            counts[type(record).__name__] = counts.get(type(record).__name__, 0) + 1
        stated = {kind.__name__ for kind in OBSERVED}
        rows = [
            (kind, sentence(labels[0]), meaning_of(kind), counts.get(kind))
            for kind, labels in sorted(class_labels().items(), key=lambda item: item[1][0].casefold())
            if kind[:1].isupper()
        ]
        return {
            "stated": [row for row in rows if row[0] in stated],
            "others": [row for row in rows if row[0] not in stated],
        }

    def data(self, held: Holdings, name: str) -> Mapping[str, Any]:
        """Return each with its definition."""
        del name
        kinds = {kind: meaning_of(kind).definition for kind in sorted(class_labels()) if kind[:1].isupper()}
        return {"kinds": kinds, "made_with": plain(held.made)}


def _scheme(name: str) -> str:
    return sentence(concept_labels().get(name, (name,))[0])
