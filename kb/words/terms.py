"""The words of the vocabularies: what each term is called and what it means."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kb.names import SKOS, name_of
from kb.words.synonyms import vocabulary_quads
from ontology.terms import BASE


@dataclass(frozen=True)
class Term:
    """A term of a vocabulary: its name, label and definition, and the other terms that it names."""

    id: str
    label: str
    definition: str
    names: frozenset[str] = frozenset()


@cache
def terms_of(scheme: str) -> Mapping[str, Term]:
    """Return the terms of a scheme by name, in the order in which the vocabulary lists them."""
    found: dict[str, dict[str, list[str]]] = {}
    for quad in vocabulary_quads():
        name = name_of(getattr(quad.subject, "value", ""))
        if name.startswith(f"{scheme}/") and "/source/" not in name:
            found.setdefault(name, {}).setdefault(quad.predicate.value, []).append(getattr(quad.object, "value", ""))
    return {
        name: Term(
            name,
            given[SKOS + "prefLabel"][0],
            " ".join(given.get(SKOS + "definition", ())),
            frozenset(name_of(value) for values in given.values() for value in values if value.startswith(BASE)),
        )
        for name, given in found.items()
    }
