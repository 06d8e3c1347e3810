"""Which files are written, and from what."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Final

from ontology.generating import records
from ontology.generating.alignments import alignments
from ontology.generating.case_schema import case_schema
from ontology.generating.context import context
from ontology.generating.ontology import ontology
from ontology.generating.reference import reference
from ontology.generating.shapes import shapes
from ontology.generating.vocabularies import vocabularies
from ontology.stating import bundled
from ontology.terms import (
    ALIGNMENTS_FILE,
    CASE_SCHEMA_FILE,
    CONTEXT_FILE,
    FOLDER,
    ONTOLOGY_FILE,
    SHAPES_FILE,
    VOCABULARIES_FILE,
)

KB: Final = FOLDER.parent / "kb"

FILES: Final[Mapping[Path, Callable[[], str]]] = {
    CONTEXT_FILE: context,
    ONTOLOGY_FILE: ontology,
    SHAPES_FILE: shapes,
    VOCABULARIES_FILE: vocabularies,
    ALIGNMENTS_FILE: alignments,
    **{KB / "records" / f"{part.stem}.py": partial(records.records, part.stem) for part in records.modules(bundled())},
    CASE_SCHEMA_FILE: case_schema,
    FOLDER.parent / "docs" / "facts.md": reference,
    KB / "records" / "tables.py": records.tables,
    KB / "records" / "__init__.py": records.package,
    KB / "profiles" / "computed.py": records.computed,
}
"""Each generated file with what writes its text; the context first, since the vocabularies read it."""
