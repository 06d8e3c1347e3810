"""The page of a fact: what it says field by field, where it stands, and which verdicts rest on it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from explain.site.holdings import Holdings
from explain.site.pages.lists import Line, Listing, cut, line
from explain.site.sorts import ALL, Link, Links, Sort, View, plain
from explain.words.phrases import VOICES, asked, given, named, spoken
from explain.words.telling import sentence
from kb import records as r
from kb.dates import Moment
from kb.records import SCHEMES, Citation, Coalition, State, Theory, Variant
from kb.schema import Slot, slots
from kb.words.synonyms import class_labels
from ontology.stating import bundled
from ontology.terms import camel

_APART = frozenset({"label", "note", "source", "adjective"})
"""What is told elsewhere on the page."""
_OF_A_KIND = 150
"""How many facts of a kind the list of all shows."""


@dataclass(frozen=True)
class Place:
    """Where a fact stands: a work and the place in it, the document that it cites there, and in whose voice."""

    work: Link
    place: str
    document: Link | None
    document_place: str
    voice: str


@dataclass(frozen=True)
class Field:
    """A field of a fact in words: what it is called, and its values, some of which have pages of their own."""

    label: str
    values: Sequence[Link]


@dataclass(frozen=True)
class Another:
    """What another place says of a field: which field, the value, and where."""

    field: str
    value: Link
    places: Sequence[Place]


def places(held: Holdings, citations: Iterable[Citation]) -> tuple[Place, ...]:
    """Return where something stands."""
    return tuple(
        Place(
            work(held, item.work),
            item.place,
            work(held, item.document) if item.document else None,
            item.document_place or "",
            VOICES.get(item.voice or "", ""),
        )
        for item in citations
    )


def work(held: Holdings, key: str) -> Link:
    """Return a work as readers cite it, which leads to its page."""
    found = held.kb.works.get(key)
    return Link(found.short if found else key, f"work/{key}")


def kind_of(record: r.Record) -> Link:
    """Return what a fact is, which leads to what that means."""
    kind = type(record).__name__
    return Link(sentence(class_labels().get(kind, (kind,))[0]), "ontology", kind)


def fields(held: Holdings, record: r.Record) -> Iterator[Field]:
    """Yield the fields that a fact fills in, in words."""
    for slot in slots(type(record)).values():
        value = getattr(record, slot.field)
        if slot.field not in _APART and value not in (None, ()):
            label = class_labels().get(camel(slot.field), (asked(slot.field),))[0]
            yield Field(label, tuple(_values(held, slot, value)))


def _values(held: Holdings, slot: Slot, value: Any) -> Iterator[Link]:
    for item in value if isinstance(value, tuple) else (value,):
        if slot.takes == "node":
            yield Link(named(held.kb, item), item)
        elif slot.takes == "concept":
            name = f"{SCHEMES[slot.field]}/{item}"
            yield Link(held.kb.label(name), name)
        elif slot.takes == "class":
            yield Link(class_labels().get(item, (item,))[0], "ontology", item)
        else:
            yield Link(_told(item, slot))


def _told(value: Any, slot: Slot) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Moment):
        return spoken(value)
    stated = bundled().fields.get(slot.field)
    unit = f" {stated.unit}" if stated and stated.unit else ""
    return (f"{value:,}" if isinstance(value, int) else str(value)) + unit


def others(held: Holdings, name: str) -> list[Another]:
    """Return what other places say of a fact."""
    found = held.variants.get(name, ())
    return [
        Another(asked(item.property), Link(given(item.value), item.id), places(held, item.source)) for item in found
    ]


def naming(held: Holdings, name: str) -> list[Link]:
    """Return the facts that name a node, in order of time."""
    found = [other for other in held.kb.named_by.get(name, ()) if not isinstance(held.kb.records[other], Variant)]
    return [Link(held.told(other), other) for other in held.in_time(found)]


def bearing(held: Holdings, name: str) -> tuple[Sequence[Line], int]:
    """Return the episodes of which something rests on a fact, and how many more there are than a page shows."""
    return cut([line(held, held.judgements[episode]) for episode in held.bearing.get(name, ())])


class Facts(Sort):
    """Facts of any kind that no other sort of page tells of: contributions, decisions, votes, words, losses."""

    id = "fact"
    noun = "fact"

    def names(self, held: Holdings) -> Iterable[str]:
        """Return every such fact."""
        apart = (State, Coalition, Theory)
        return [
            name for name, item in sorted(held.kb.records.items()) if "/" not in name and not isinstance(item, apart)
        ]

    def title(self, held: Holdings, name: str) -> str:
        """Return the fact in one line."""
        return held.told(name)

    def words(self, held: Holdings, name: str) -> str:
        """Return its name and its kind."""
        return f"{name} {kind_of(held.kb.records[name]).text}"

    def view(self, held: Holdings, name: str, links: Links) -> View:
        """Return its fields and sources, what other places say, and what rests on it."""
        del links
        record = held.kb.records[name]
        state = getattr(record, "state", None)
        return {
            "name": name,
            "kind": kind_of(record),
            "state": Link(sentence(held.kb.label(state)), state) if state else None,
            "field_rows": [item for item in fields(held, record) if item.label != "state"],
            "note": record.note,
            "place_rows": places(held, record.source),
            "others": others(held, name),
            "naming": cut(naming(held, name)),
            "bearing": bearing(held, name),
        }

    def data(self, held: Holdings, name: str) -> Mapping[str, Any]:
        """Return the fact as a case file has it, with the episodes of which something rests on it."""
        record = held.kb.records[name]
        said = {slot.field: plain(getattr(record, slot.field)) for slot in slots(type(record)).values()}
        return {
            "id": name,
            "type": type(record).__name__,
            **{field: value for field, value in said.items() if value not in (None, [])},
            "told": held.told(name),
            "decides": list(held.bearing.get(name, ())),
            "made_with": plain(held.made),
        }


def about(held: Holdings, names: Iterable[str]) -> list[tuple[str, list[Link]]]:
    """Return facts in order of time, by what they are, each kind under its name."""
    found: dict[str, list[Link]] = {}
    for name in held.in_time(names):
        found.setdefault(kind_of(held.kb.records[name]).text, []).append(Link(held.told(name), name))
    return sorted(found.items())


class Record(Listing):
    """Every fact by its kind."""

    id = "facts"
    name = f"{ALL}facts"
    heading = "Facts"

    def members(self, held: Holdings) -> Iterable[str]:
        """Return every fact."""
        return Facts().names(held)

    def view(self, held: Holdings, name: str, links: Links) -> View:
        """Return the facts of each kind in order of time."""
        del name, links
        return {"kinds": [(kind, cut(found, _OF_A_KIND)) for kind, found in about(held, self.members(held))]}

    def data(self, held: Holdings, name: str) -> Mapping[str, Any]:
        """Return each in one line."""
        del name
        return {"facts": {fact: held.told(fact) for fact in self.members(held)}, "made_with": plain(held.made)}
