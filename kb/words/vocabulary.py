"""The ontology's vocabularies: which concepts there are, and the records of those that rules look into."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pyoxigraph as ox

from kb.errors import Place
from kb.names import CLASSES, SKOS, TYPE, name_of
from kb.records import SCHEMES, Citation, Record
from kb.schema import slots
from kb.values import citation_order, plain_value
from ontology.terms import BASE, NAMESPACE, VOCABULARIES_FILE, text_of

Given = Mapping[str, list[ox.NamedNode | ox.Literal]]
Nodes = dict[str, dict[str, list[ox.NamedNode | ox.Literal]]]


@dataclass(frozen=True)
class Vocabulary:
    """Concepts by scheme (the folder of their IRIs), and the records of roles, capabilities and grounds by name."""

    concepts: Mapping[str, frozenset[str]] = field(default_factory=dict)
    records: Mapping[str, Record] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)


@cache
def bundled_vocabulary() -> Vocabulary:
    """Return the vocabulary that ships with the ontology."""
    return read_vocabulary(text_of(VOCABULARIES_FILE).encode())


def read_vocabulary(data: bytes) -> Vocabulary:
    """Return the concepts of a SKOS vocabulary in Turtle.

    Of a term's many notes only what its record holds is kept: label, note, and fields such as risk.
    """
    nodes: Nodes = {}
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
        for kind in (CLASSES[name] for name in types & CLASSES.keys()):
            if issubclass(kind, Record):
                records[name_of(iri)] = kind(id=name_of(iri), **_fields(kind, given, nodes))
    places = dict.fromkeys(records, Place(f"ontology/{VOCABULARIES_FILE.name}"))
    return Vocabulary({scheme: frozenset(known) for scheme, known in concepts.items()}, records, places)


def _fields(kind: type, given: Given, nodes: Nodes) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for link, slot in slots(kind).items():
        values = given.get(link)
        if not values:
            continue
        if slot.takes == "source":
            citations = [Citation(**_fields(Citation, nodes[value.value], nodes)) for value in values]
            found[slot.field] = tuple(sorted(citations, key=citation_order))
        elif slot.takes == "class":
            found[slot.field] = tuple(sorted(value.value.removeprefix(NAMESPACE) for value in values))
        elif slot.takes == "concept":
            names = tuple(sorted(value.value.removeprefix(f"{BASE}{SCHEMES[slot.field]}/") for value in values))
            found[slot.field] = names if slot.many else names[0]
        else:
            found[slot.field] = plain_value(slot, values[0])
    return found
