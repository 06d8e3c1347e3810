"""Which files are written, and from what."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from ontology.generating.context import context
from ontology.generating.ontology import ontology
from ontology.generating.shapes import shapes
from ontology.generating.vocabularies import vocabularies
from ontology.terms import CONTEXT_FILE, ONTOLOGY_FILE, SHAPES_FILE, VOCABULARIES_FILE

FILES: Final[Mapping[Path, Callable[[], str]]] = {
    CONTEXT_FILE: context,
    ONTOLOGY_FILE: ontology,
    SHAPES_FILE: shapes,
    VOCABULARIES_FILE: vocabularies,
}
"""Each generated file with what writes its text; the context first, since the vocabularies read it."""
