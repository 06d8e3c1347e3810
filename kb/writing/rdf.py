"""What is known and concluded as RDF triples: the statements of the cases, and facts described field by field.

Every date comes with its first and its last day (``ck:beginsEarliest``, ``ck:beginsLatest``), so that queries and
shapes can compare dates of any precision. Every node has an IRI.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import pyoxigraph as ox

from kb.dates import Moment, moment
from kb.names import RDFS, TYPE, XSD, iri_of, property_of
from kb.records import CONCEPTS, NODES, OBSERVED
from kb.schema import slots
from kb.store import KnowledgeBase
from ontology.terms import BASE, EARLIEST, EDTF, LATEST, ONTOLOGY_FILE, VOCABULARIES_FILE, term, text_of

IRI = ox.NamedNode
Triple = ox.Triple

PROV = "http://www.w3.org/ns/prov#"
DCTERMS = "http://purl.org/dc/terms/"

_A = IRI(TYPE)
_LABEL = IRI(RDFS + "label")
_DATE = IRI(XSD + "date")
_EDTF = IRI(EDTF)


def facts(kb: KnowledgeBase) -> Iterator[Triple]:
    """Yield what the case files say, as they say it, with the days that each date allows.

    Such days that a file gives itself are replaced by those that follow from its dates.
    """
    for quad in kb.quads:
        if quad.predicate.value in _derived_properties():
            continue
        yield quad.triple
        node, value = quad.subject, quad.object
        if isinstance(node, IRI) and isinstance(value, ox.Literal) and value.datatype == _EDTF:
            yield from _days(node, quad.predicate.value, moment(value.value))


def described(node: IRI, kind: str, values: Iterable[tuple[str, Any]], basis: Iterable[str] = ()) -> Iterator[Triple]:
    """Yield what a computed or concluded fact says.

    Args:
        node: its IRI.
        kind: the name of its class.
        values: its fields; ``None``, which means that nothing is known, is left out.
        basis: the names of the facts from which it was computed.
    """
    yield Triple(node, _A, IRI(term(kind)))
    yield Triple(node, _A, IRI(PROV + "Entity"))
    for field, value in values:
        if field == "id":
            continue
        for item in value if isinstance(value, tuple) else (value,):
            if item is not None:
                yield Triple(node, IRI(property_of(field)), _value(field, item))
            if isinstance(item, Moment):
                yield from _days(node, property_of(field), item)
    for name in basis:
        yield Triple(node, IRI(term("basis")), IRI(iri_of(name)))
        yield Triple(node, IRI(PROV + "wasDerivedFrom"), IRI(iri_of(name)))


def works(kb: KnowledgeBase, keys: Iterable[str]) -> Iterator[Triple]:
    """Yield how works of the bibliography are cited: author and year, title, and the whole reference."""
    for key in keys:
        node, work = concept("work", key), kb.works[key]
        yield Triple(node, _A, IRI(term("Work")))
        yield Triple(node, _LABEL, ox.Literal(work.short))
        yield Triple(node, IRI(DCTERMS + "title"), ox.Literal(work.title))
        yield Triple(node, IRI(DCTERMS + "bibliographicCitation"), ox.Literal(work.reference))


def labelled(node: IRI, text: str) -> Triple:
    """Return the label of a node, an English sentence or name."""
    return Triple(node, _LABEL, ox.Literal(text, language="en"))


def concept(scheme: str, name: str) -> IRI:
    """Return the IRI of a concept; those of the hypotheses are in small letters, as in ``hypothesis/h1a``."""
    return IRI(f"{BASE}{scheme}/{name.lower() if scheme == 'hypothesis' else name}")


@cache
def ontology() -> tuple[Triple, ...]:
    """Return the ontology and its vocabularies; blank nodes, which OWL needs for lists, have canonical labels."""
    dataset = ox.Dataset(
        quad
        for file in (ONTOLOGY_FILE, VOCABULARIES_FILE)
        for quad in ox.parse(text_of(file).encode(), format=ox.RdfFormat.TURTLE, base_iri=BASE, rename_blank_nodes=True)
    )
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return tuple(quad.triple for quad in dataset)


def _value(field: str, value: Any) -> IRI | ox.Literal:
    if isinstance(value, Moment):
        return ox.Literal(value.text, datatype=_EDTF)
    if field in CONCEPTS:
        return concept(CONCEPTS[field], str(value))
    if field in NODES:
        return IRI(iri_of(value))
    return ox.Literal(value)


def _days(node: IRI, link: str, date: Moment) -> Iterator[Triple]:
    for end, found in ((EARLIEST, date.earliest), (LATEST, date.latest)):
        yield Triple(node, IRI(link + end), ox.Literal(found.isoformat(), datatype=_DATE))


@cache
def _derived_properties() -> frozenset[str]:
    """Return the properties that hold the first or last day of a date."""
    dates = {link for kind in OBSERVED for link, slot in slots(kind).items() if slot.takes == "date"}
    return frozenset(link + end for link in dates for end in (EARLIEST, LATEST))
