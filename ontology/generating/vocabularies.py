"""The vocabularies in SKOS: one scheme for each file of ``ontology/vocabularies/``.

A file of an extension may add to a bundled scheme: it bears its name and holds ``concepts`` alone.

A file says of its scheme and of each concept what it is called (``label``, ``synonyms``), what it means
(``definition``, ``scope``) and where that stands (``source``; for the scheme, ``work``). A concept may have one that is
``broader``. Any other key is a property that carries meaning for rules, such as the risk of a role, and is written
nowhere else. ``kind`` is the class of record that the concepts of a scheme are, where rules read such properties.
"""

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml

from ontology.generating.turtle import Statement, english, node, quoted
from ontology.stating import Misstated
from ontology.terms import camel, context

FOLDER = Path(__file__).parent.parent / "vocabularies"

WORDS = frozenset({"label", "synonyms", "broader", "definition", "scope", "source"})
"""What is said of any concept; other keys are properties."""

HEAD = """\
# Written by `make schema` from ontology/vocabularies/: edit the files there, not this one.

@base <https://w3id.org/coalition-kb/> .
@prefix ck: <https://w3id.org/coalition-kb/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""

Given = Mapping[str, Any]


def vocabularies(folder: Path = FOLDER, more: Sequence[Path] = ()) -> str:
    """Return every scheme of a folder, and those of more files, with their concepts, in Turtle."""
    files = [*sorted(folder.glob("*.yaml")), *more]
    return HEAD + "".join(f"\n{part}" for file in files for part in _scheme(file))


def concepts(folder: Path = FOLDER, more: Sequence[Path] = ()) -> dict[str, list[str]]:
    """Return the names of the concepts of every scheme of a folder and of more files."""
    found: dict[str, list[str]] = {}
    for file in [*sorted(folder.glob("*.yaml")), *more]:
        found.setdefault(file.stem, []).extend(_given(file)["concepts"])
    return found


def _given(file: Path) -> dict[str, Any]:
    try:
        given = yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise Misstated(str(file), f"this is not YAML: {error}", "See https://yaml.org/spec.") from error
    if not isinstance(given, dict) or not isinstance(given.get("concepts"), dict):
        raise Misstated(str(file), "this is no vocabulary", "List what it holds, by name, under `concepts:`.")
    return given


def _scheme(file: Path) -> Iterator[str]:
    given = _given(file)
    scheme = file.stem
    bundled = FOLDER / file.name
    kind = given.get("kind") or (_given(bundled).get("kind") if bundled.exists() else None)
    top = [f"<{scheme}/{name}>" for name, concept in given["concepts"].items() if "broader" not in concept]
    yield node(
        f"<{scheme}>",
        [
            ("a", ["skos:ConceptScheme"]),
            *(_words(given) if "label" in given else []),
            ("skos:hasTopConcept", top),
            ("dcterms:source", [f"<work/{work}>" for work in _listed(given.get("work"))]),
            ("rdfs:isDefinedBy", ["<ontology>"]),
        ],
    )
    for name, concept in given["concepts"].items():
        _check(file, name, concept)
        yield from _concept(scheme, name, concept, kind)


def _check(file: Path, name: str, given: Given) -> None:
    """Refuse a key that has no meaning, and a concept that says too little.

    Raises:
        Misstated: a key is neither a word of the vocabularies nor a property, or one of them lacks.
    """
    for key in ("label", "definition", "source"):
        if key not in given:
            raise Misstated(f"{file.name}: {name}", f"it has no `{key}`", f"Add a line `{key}: ...`.")
    for key in given.keys() - WORDS:
        known = context().get(key)
        if known is None or isinstance(known, str):
            near = ", ".join(get_close_matches(key, [*WORDS, *context()])) or ", ".join(sorted(WORDS))
            raise Misstated(f"{file.name}: {name}", f"{key!r} is no property", f"What is near: {near}.")


def _concept(scheme: str, name: str, given: Given, kind: str | None) -> Iterator[str]:
    concept = f"{scheme}/{name}"
    sources = list(enumerate(_listed(given["source"]), start=1))
    broader = [f"<{scheme}/{parent}>" for parent in _listed(given.get("broader"))]
    yield node(
        f"<{concept}>",
        [
            ("a", ["skos:Concept", *([f"ck:{kind}"] if kind else [])]),
            ("skos:inScheme", [f"<{scheme}>"]),
            ("skos:topConceptOf", [] if broader else [f"<{scheme}>"]),
            ("skos:broader", broader),
            *_words(given),
            *((f"ck:{camel(key)}", _values(key, value)) for key, value in given.items() if key not in WORDS),
            ("dcterms:source", sorted({f"<work/{source['work']}>" for _, source in sources})),
            ("ck:source", [f"<{concept}/source/{number}>" for number, _ in sources]),
            ("rdfs:isDefinedBy", [f"<{scheme}>"]),
        ],
    )
    for number, source in sources:
        said: list[Statement] = [(f"ck:{camel(key)}", _values(key, value)) for key, value in source.items()]
        yield node(f"<{concept}/source/{number}>", [("a", ["ck:Citation"]), *said])


def _words(given: Given) -> list[Statement]:
    label = english(given["label"])
    return [
        ("rdfs:label", [label]),
        ("skos:prefLabel", [label]),
        ("skos:altLabel", [english(text) for text in given.get("synonyms", ())]),
        ("skos:definition", [english(given["definition"])]),
        ("skos:scopeNote", [english(text) for text in _listed(given.get("scope"))]),
    ]


def _values(key: str, value: Any) -> list[str]:
    """Return the values of a property; a name of a concept or of a class becomes what a case file would mean by it."""
    meaning = context()[key]
    if meaning["@type"] == "@vocab":
        return [f"ck:{item}" for item in _listed(value)]
    if meaning["@type"] == "@id":
        folder = meaning["@context"]["@base"].removeprefix(context()["@base"])
        return [f"<{folder}{item}>" for item in _listed(value)]
    return [_literal(item) for item in _listed(value)]


def _literal(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, int) else quoted(value)


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
