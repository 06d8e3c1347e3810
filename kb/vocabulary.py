"""The ontology's vocabularies: which concepts there are, and the records of those that rules look into."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import pyoxigraph as ox

from kb.errors import Place
from kb.names import BASE, CLASSES, SKOS, TYPE, name_of
from kb.records import Record
from kb.schema import slots
from kb.values import plain_value

_FILE = "vocabularies.ttl"


@dataclass(frozen=True)
class Vocabulary:
    """Concepts by scheme (the folder of their IRIs), and the records of roles, capabilities and grounds by name."""

    concepts: Mapping[str, frozenset[str]] = field(default_factory=dict)
    records: Mapping[str, Record] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)


@cache
def bundled_vocabulary() -> Vocabulary:
    """Return the vocabulary that ships with the ontology."""
    return read_vocabulary((files("ontology") / _FILE).read_bytes())


def read_vocabulary(data: bytes) -> Vocabulary:
    """Return the concepts of a SKOS vocabulary in Turtle.

    Of a term's many notes only what its record holds is kept: label, note, and fields such as risk.
    """
    nodes: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = {}
    for quad in ox.parse(data, format=ox.RdfFormat.TURTLE, base_iri=BASE):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, (ox.NamedNode, ox.Literal)):
            nodes.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, []).append(quad.object)
    concepts: dict[str, set[str]] = {}
    records: dict[str, Record] = {}
    for iri, given in nodes.items():
        types = {value.value for value in given.get(TYPE, ())}
        scheme, _, concept = name_of(iri).partition("/")
        if SKOS + "Concept" in types and concept:
            concepts.setdefault(scheme, set()).add(concept)
        for kind in types & CLASSES.keys():
            record = _record(name_of(iri), CLASSES[kind], given)
            if isinstance(record, Record):
                records[record.id] = record
    places = dict.fromkeys(records, Place(f"ontology/{_FILE}"))
    return Vocabulary({scheme: frozenset(known) for scheme, known in concepts.items()}, records, places)


def _record(name: str, kind: type, given: Mapping[str, list[ox.NamedNode | ox.Literal]]) -> object:
    found: dict[str, object] = {"id": name}
    for link, slot in slots(kind).items():
        values = given.get(link)
        if slot.takes == "source" or not values:
            continue
        if slot.takes == "concept":
            found[slot.field] = values[0].value.rpartition("/")[2]
        else:
            found[slot.field] = plain_value(slot, values[0])
    preferred = given.get(SKOS + "prefLabel")
    if preferred:
        found.setdefault("label", preferred[0].value)
    return kind(**found)
