"""Names of the ontology: from field to property, from bare name to IRI and back, and where its files lie.

Nothing here parses RDF, so that this module costs next to nothing to import.
"""

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

BASE: Final = "https://w3id.org/coalition-kb/"
"""The start of every IRI of the knowledge base; names of nodes are relative to it."""

ONTOLOGY: Final = BASE + "ontology"
"""The IRI of the ontology itself."""

NAMESPACE: Final = ONTOLOGY + "#"
"""The start of the IRIs of classes and properties, abbreviated ``ck``."""

PREFIX: Final = "ck"
"""The usual prefix for :data:`NAMESPACE`."""

EDTF: Final = "http://id.loc.gov/datatypes/edtf/EDTF"
"""The datatype of dates as sources give them."""

EARLIEST: Final = "Earliest"
LATEST: Final = "Latest"
"""What the properties for the first and last day of a date add to the property of the date."""

FOLDER: Final = Path(__file__).parent
ONTOLOGY_FILE: Final = FOLDER / "coalition.ttl"
VOCABULARIES_FILE: Final = FOLDER / "vocabularies.ttl"
SHAPES_FILE: Final = FOLDER / "shapes.ttl"
ALIGNMENTS_FILE: Final = FOLDER / "alignments.ttl"
CONTEXT_FILE: Final = FOLDER / "context.jsonld"
CASE_SCHEMA_FILE: Final = FOLDER / "case.schema.json"


_EXTENDED: dict[Path, str] = {}


def text_of(file: Path) -> str:
    """Return what one of the files says, with what extensions add to it."""
    return _EXTENDED[file] if file in _EXTENDED else file.read_text(encoding="utf-8")


def extensions() -> tuple[str, ...]:
    """Return the texts of the files to which extensions have added."""
    return tuple(_EXTENDED[file] for file in sorted(_EXTENDED))


def extend(texts: Mapping[Path, str]) -> None:
    """Let files say more than they do as they were bundled, from now on."""
    _EXTENDED.update(texts)
    context.cache_clear()
    class_names.cache_clear()


@cache
def context() -> dict[str, Any]:
    """Return the JSON-LD context of case files: the value of ``@context``. Callers must not change it."""
    document: dict[str, dict[str, Any]] = json.loads(text_of(CONTEXT_FILE))
    return document["@context"]


def camel(field: str) -> str:
    """Return the name of the property for a field: ``plannedEnd`` for ``planned_end``."""
    first, *rest = field.split("_")
    return first + "".join(word.capitalize() for word in rest)


def field_of(name: str) -> str:
    """Return the field for the name of a property: ``planned_end`` for ``plannedEnd``."""
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)


def term(name: str) -> str:
    """Return the IRI of a class or property of the ontology by its name."""
    return NAMESPACE + name


def iri(name: str, scheme: str | None = None) -> str:
    """Return the IRI of a node by its name, or of a concept by its bare name and scheme."""
    return f"{BASE}{scheme}/{name}" if scheme else BASE + name


def name_of(node: str) -> str:
    """Return the name of a node: its IRI below the base.

    Raises:
        ValueError: the IRI does not lie below the base.
    """
    if not node.startswith(BASE):
        raise ValueError(f"{node} does not start with {BASE}")
    return node.removeprefix(BASE)


@cache
def class_names() -> frozenset[str]:
    """Return the names of the ontology's classes, read off the lines of its file that declare one."""
    declared = re.finditer(r"^ck:(\w+)\s+a owl:Class\b", text_of(ONTOLOGY_FILE), re.MULTILINE)
    return frozenset(match[1] for match in declared)
