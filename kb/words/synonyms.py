"""What people call things: the preferred and alternative labels of every concept, and the labels of classes."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kb.names import RDFS, SKOS, name_of
from ontology.terms import BASE, NAMESPACE, ONTOLOGY_FILE, VOCABULARIES_FILE, text_of

if TYPE_CHECKING:
    import pyoxigraph as ox

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
        if quad.predicate.value == _BROADER:
            found.setdefault(_iri(quad), []).append(name_of(_value(quad.object)))
    return {name_of(iri): tuple(sorted(parents)) for iri, parents in found.items()}


@cache
def vocabulary_quads() -> "tuple[ox.Quad, ...]":
    """Return every statement of the vocabularies."""
    return _quads(VOCABULARIES_FILE)


@cache
def ontology_quads() -> "tuple[ox.Quad, ...]":
    """Return every statement of the ontology."""
    return _quads(ONTOLOGY_FILE)


def _quads(file: Path) -> "tuple[ox.Quad, ...]":
    import pyoxigraph as ox  # noqa: PLC0415 - not every answer needs other words than those that facts bear

    return tuple(ox.parse(text_of(file).encode(), format=ox.RdfFormat.TURTLE, base_iri=BASE))


def _labels(quads: "tuple[ox.Quad, ...]") -> dict[str, tuple[str, ...]]:
    found: dict[str, set[tuple[int, str]]] = {}
    for quad in quads:
        if quad.predicate.value in _LABELS:
            found.setdefault(_iri(quad), set()).add((_LABELS.index(quad.predicate.value), _value(quad.object)))
    return {iri: tuple(dict.fromkeys(text for _, text in sorted(named))) for iri, named in found.items()}


def _iri(quad: "ox.Quad") -> str:
    return _value(quad.subject)


def _value(node: "ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple") -> str:
    """Return an IRI or a text: all that labels and concepts are stated with."""
    value: str = getattr(node, "value")  # noqa: B009 - neither a blank node nor a triple stands there
    return value
