"""What people call things: the preferred and alternative labels of every concept, and the labels of classes."""

from collections.abc import Iterator, Mapping
from functools import cache

import pyoxigraph as ox

from kb.names import RDFS, SKOS, name_of
from ontology.terms import BASE, NAMESPACE, ONTOLOGY_FILE, VOCABULARIES_FILE, text_of

_LABELS = (SKOS + "prefLabel", RDFS + "label", SKOS + "altLabel")
_BROADER = SKOS + "broader"


@cache
def concept_labels() -> Mapping[str, tuple[str, ...]]:
    """Return what each concept and scheme is called (``role/air-strike``, ``role``), the preferred label first."""
    return {name_of(iri): labels for iri, labels in _labels(vocabulary_quads()).items()}


@cache
def class_labels() -> Mapping[str, tuple[str, ...]]:
    """Return what each class and property of the ontology is called, by its bare name (``Incident``)."""
    found = _labels(ontology_quads()).items()
    return {iri.removeprefix(NAMESPACE): labels for iri, labels in found if iri.startswith(NAMESPACE)}


def with_broader(concept: str) -> Iterator[str]:
    """Yield a concept and all that are broader than it."""
    yield concept
    for parent in _broader().get(concept, ()):
        yield from with_broader(parent)


@cache
def _broader() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for quad in vocabulary_quads():
        if quad.predicate.value == _BROADER and isinstance(quad.object, ox.NamedNode):
            found.setdefault(_iri(quad), []).append(name_of(quad.object.value))
    return {name_of(iri): tuple(sorted(parents)) for iri, parents in found.items()}


@cache
def vocabulary_quads() -> tuple[ox.Quad, ...]:
    """Return every statement of the vocabularies."""
    return tuple(ox.parse(text_of(VOCABULARIES_FILE).encode(), format=ox.RdfFormat.TURTLE, base_iri=BASE))


@cache
def ontology_quads() -> tuple[ox.Quad, ...]:
    """Return every statement of the ontology."""
    return tuple(ox.parse(text_of(ONTOLOGY_FILE).encode(), format=ox.RdfFormat.TURTLE, base_iri=BASE))


def _labels(quads: tuple[ox.Quad, ...]) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[tuple[int, str]]] = {}
    for quad in quads:
        if quad.predicate.value in _LABELS and isinstance(quad.object, ox.Literal):
            found.setdefault(_iri(quad), set()).add((_LABELS.index(quad.predicate.value), quad.object.value))
    return {iri: tuple(dict.fromkeys(text for _, text in sorted(named))) for iri, named in found.items()}


def _iri(quad: ox.Quad) -> str:
    assert isinstance(quad.subject, ox.NamedNode)
    return quad.subject.value
