"""What a field may name: the fault in a name that no vocabulary, no fact and no class bears, and in a missing value."""

from collections.abc import Iterable

from kb.near import suggest
from kb.reading.nodes import class_word, suggest_class
from kb.reading.relations import Fault
from kb.records import OBSERVED, SCHEMES, TARGETS
from kb.words.synonyms import concept_labels

_LISTED = 40
"""Up to so many known terms are listed in a message."""


def lacks(kind: type, field: str) -> Fault:
    """Return the fault of a fact without a value that it needs."""
    why = f"A {kind.__name__} cannot be judged without it."
    return Fault(None, f"has no `{field}`", why, f"Add a line `{field}: ...`.")


def unknown_concept(field: str, word: str, known: Iterable[str]) -> Fault:
    """Return the fault of a field that names a concept which its scheme does not have."""
    scheme, names = SCHEMES[field], sorted(known)
    terms = f"Known are: {', '.join(names)}." if len(names) <= _LISTED else f"{len(names)} are known."
    ways = {
        "work": f"Add it to a .bib file beside the case. {terms}",
        "capability": f"Add a node `id: capability/{word}` of type Capability. {terms}",
    }
    return Fault(
        field,
        f"`{field}` names the unknown {'source' if scheme == 'work' else scheme} {word!r}",
        "Every source must stand in the bibliography." if scheme == "work" else "No rule could read it.",
        also_called(scheme, word, names) or suggest(word, names, otherwise=ways.get(scheme, terms)),
    )


def also_called(scheme: str, word: str, names: Iterable[str]) -> str:
    """Return the concepts that are also called so, by a label or a synonym."""
    said = word.casefold().replace("-", " ")
    labels = concept_labels()
    found = [name for name in names if said in {text.casefold() for text in labels.get(f"{scheme}/{name}", ())}]
    return f"That is {' or '.join(map(repr, found))} here." if found else ""


def wrong_node(field: str, name: str, kind: type | None, fitting: Iterable[str]) -> Fault:
    """Return the fault of a field that names a node of a kind it does not take, or (``None``) of none."""
    wanted = TARGETS[field]
    called = " or ".join(item.__name__ for item in wanted) if wanted is not OBSERVED else "fact"
    found = f"which is a {kind.__name__}" if kind else f"and there is no such {called}"
    return Fault(
        field,
        f"`{field}` names {name!r}, {found}",
        f"It must name a {called} that one of the files describes.",
        suggest(name, fitting, otherwise=f"Name a {called}, add one under this id, or add the file that has it."),
    )


def unknown_class(field: str, iri: str) -> Fault:
    """Return the fault of a field that names a class which no fact can have."""
    return Fault(
        field,
        f"`{field}` names the unknown class {class_word(iri)!r}",
        "A record can only be complete for kinds of fact that exist.",
        suggest_class(iri),
    )
