"""What terms mean: definition, notes and sources of every concept of the vocabularies and class of the ontology."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from kb.names import SKOS, name_of
from kb.words.synonyms import ontology_quads, vocabulary_quads
from ontology.terms import NAMESPACE

_NOTES = (SKOS + "scopeNote", SKOS + "example")


@dataclass(frozen=True)
class Meaning:
    """What a term means: its definition and, in order, what notes add to it."""

    definition: str = ""
    notes: tuple[str, ...] = ()


def meaning_of(name: str) -> Meaning:
    """Return what a concept (``strategy/swapping``) or class (``Vote``) means; nothing where it is not defined."""
    return _meanings().get(name if name in _meanings() else name.casefold(), Meaning())


def sources_of_concept(name: str) -> tuple[tuple[str, str], ...]:
    """Return the works from which a concept comes, each with the place in it."""
    return _sources().get(name.casefold(), ())


def _quads() -> Iterator[ox.Quad]:
    for quad in (*vocabulary_quads(), *ontology_quads()):
        if isinstance(quad.subject, ox.NamedNode):
            yield quad


def _name(iri: str) -> str:
    return iri.removeprefix(NAMESPACE) if iri.startswith(NAMESPACE) else name_of(iri)


@cache
def _meanings() -> Mapping[str, Meaning]:
    defined: dict[str, list[str]] = {}
    noted: dict[str, list[str]] = {}
    for quad in _quads():
        text = getattr(quad.object, "value", "")
        name = _name(getattr(quad.subject, "value", ""))
        if quad.predicate.value == SKOS + "definition":
            defined.setdefault(name, []).append(text)
        elif quad.predicate.value in _NOTES:
            noted.setdefault(name, []).append(text)
    return {name: Meaning(" ".join(texts), tuple(noted.get(name, ()))) for name, texts in defined.items()}


@cache
def _sources() -> Mapping[str, tuple[tuple[str, str], ...]]:
    given: dict[str, dict[str, str]] = {}
    for quad in _quads():
        name = _name(getattr(quad.subject, "value", ""))
        if "/source/" in name:
            given.setdefault(name, {})[quad.predicate.value] = getattr(quad.object, "value", "")
    found: dict[str, list[tuple[str, str]]] = {}
    for name, values in sorted(given.items()):
        work = name_of(values.get(f"{NAMESPACE}work", "")).removeprefix("work/")
        found.setdefault(name.partition("/source/")[0], []).append((work, values.get(f"{NAMESPACE}place", "")))
    return {name: tuple(places) for name, places in found.items()}
