"""Names and IRIs: how records, fields and terms of the context are called in the graph.

A node's name is the path of its IRI below :data:`BASE` (``belgium``, ``role/air-strike``); a node from elsewhere
keeps its whole IRI. A field ``planned_end`` is the property ``ck:plannedEnd``.
"""

import dataclasses
import re
from collections.abc import Mapping
from functools import cache

from kb.records import OBSERVED, Citation, Record
from ontology.terms import BASE, camel, context, term

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"
TYPE = RDF + "type"

CLASSES: dict[str, type[Record] | type[Citation]] = {term(kind.__name__): kind for kind in (*OBSERVED, Citation)}
"""Every class that a case file may use, by its IRI."""

_BORROWED = {"label": RDFS + "label", "note": SKOS + "note"}


def name_of(iri: str) -> str:
    """Return the name of a node: its path below the base, else the whole IRI."""
    return iri.removeprefix(BASE)


def iri_of(name: str) -> str:
    """Return the IRI of a node from its name."""
    return name if ":" in name else BASE + name


def property_of(field: str) -> str:
    """Return the IRI of a field's property."""
    return _BORROWED.get(field) or term(camel(field))


@cache
def coercions() -> Mapping[str, str | None]:
    """Return every key of a node in a case file, with the datatype or ``@id`` that its text is read as, if any."""
    fields = {item.name for kind in CLASSES.values() for item in dataclasses.fields(kind)} | {"type"}
    return {
        key: meaning.get("@type") if isinstance(meaning, dict) else None
        for key, meaning in context().items()
        if key in fields
    }


_PREFIX = re.compile(r"\b(re|de|non|self)-")


def spelled(name: str) -> str:
    """Return a bare name in words: ``total withdrawal``, ``re-role``, ``UN resolution``."""
    kept = _PREFIX.sub(r"\1~", name.replace("self-defence", "self~defence"))
    return re.sub(r"\bun\b", "UN", kept.replace("-", " ")).replace("~", "-")
