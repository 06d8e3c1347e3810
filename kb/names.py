"""Names and IRIs: how records, fields and terms of the context are called in the graph.

A node's name is the path of its IRI below :data:`BASE` (``belgium``, ``role/air-strike``); a node from elsewhere
keeps its whole IRI. A field ``planned_end`` is the property ``ck:plannedEnd``.
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from kb.records import OBSERVED, SCHEMES, Citation, Record

BASE = "https://w3id.org/coalition-kb/"
ONTOLOGY = BASE + "ontology#"
EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"
TYPE = RDF + "type"

CLASSES: dict[str, type[Record] | type[Citation]] = {
    ONTOLOGY + kind.__name__: kind for kind in (*OBSERVED, Citation)
}
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
    first, *rest = field.split("_")
    return _BORROWED.get(field) or ONTOLOGY + first + "".join(part.capitalize() for part in rest)


def concept_iri(field: str, concept: str) -> str:
    """Return the IRI of a concept that a field names."""
    return f"{BASE}{SCHEMES[field]}/{concept}"


@cache
def context() -> Mapping[str, Any]:
    """Return the ontology's JSON-LD context, which gives every key of a case file its meaning."""
    document = json.loads((files("ontology") / "context.jsonld").read_text(encoding="utf-8"))
    found: Mapping[str, Any] = document["@context"]
    return found


@cache
def coercions() -> Mapping[str, str | None]:
    """Return every key that a case file may use, with the datatype or ``@id`` that its text is read as, if any."""
    return {
        key: term.get("@type") if isinstance(term, dict) else None
        for key, term in context().items()
        if not key.startswith("@") and not _is_prefix(term)
    }


def _is_prefix(term: object) -> bool:
    return isinstance(term, str) and term.endswith(("#", "/"))
