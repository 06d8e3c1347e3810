"""An extension of the schema, read when a run begins: kinds, fields and concepts of a reader's own, as data.

An extension is a file in the language of the schema (see :mod:`ontology.stating`). It adds kinds and fields and changes
none that are there; ``vocabularies`` lists files of concepts beside it, in the language of the vocabularies. What the
ontology, its vocabularies, shapes and context say is written anew from both, in memory.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ontology.generating.case_schema import case_schema
from ontology.generating.context import context
from ontology.generating.ontology import ontology
from ontology.generating.shapes import shapes
from ontology.generating.vocabularies import FOLDER, concepts, vocabularies
from ontology.stating import Kind, Misstated, Part, Schema, bundled, listed, read, use
from ontology.terms import (
    CASE_SCHEMA_FILE,
    CONTEXT_FILE,
    ONTOLOGY_FILE,
    SHAPES_FILE,
    VOCABULARIES_FILE,
    extend,
)


@dataclass(frozen=True)
class Extension:
    """The schema with what some files add to it, and what these say."""

    schema: Schema
    parts: tuple[Part, ...]

    @property
    def records(self) -> tuple[Kind, ...]:
        """Return the kinds added of which case files state facts."""
        stated = self.schema.observed
        return tuple(kind for part in self.parts for name, kind in part.kinds.items() if name in stated)


def extended(files: Sequence[Path]) -> Extension:
    """Let the ontology and what belongs to it say what some files add, from now on.

    Raises:
        Misstated: a file says what means nothing, or changes what is there.
        OSError: a file cannot be read.
    """
    parts = tuple(read(file) for file in files)
    schema = Schema((*bundled().parts, *parts))
    for fault in (*_clashes(parts), *schema.faults(), *_schemes(schema, parts, files)):
        raise fault
    more = _vocabularies(parts, files)
    extend({CONTEXT_FILE: context(schema)})  # by which the vocabularies know their properties
    extend(
        {
            ONTOLOGY_FILE: ontology(schema),
            SHAPES_FILE: shapes(schema),
            VOCABULARIES_FILE: vocabularies(more=more),
            CASE_SCHEMA_FILE: case_schema(schema, concepts(more=more)),
        }
    )
    use(schema)
    return Extension(schema, parts)


def _vocabularies(parts: Sequence[Part], files: Sequence[Path]) -> list[Path]:
    """Return the files of concepts that an extension names, which lie beside it."""
    return [
        file.parent / name
        for part, file in zip(parts, files, strict=True)
        for name in listed(part.rest.get("vocabularies"))
    ]


def _clashes(parts: Sequence[Part]) -> Iterator[Misstated]:
    """Yield what is stated already, and kinds that no case file could state."""
    known = dict.fromkeys((*bundled().kinds, *bundled().fields), "ontology/schema")
    for part in parts:
        for name in (*part.kinds, *part.fields):
            if name in known:
                told = f"it is stated already, in {known[name]}"
                yield Misstated(f"{part.stem}: {name}", told, "Give it another name, or leave it out.")
            known[name] = part.stem
        for name, kind in part.kinds.items():
            if not kind.above:
                remedy = "Say what it `is`, such as Event or Conclusion."
                yield Misstated(f"{part.stem}: {name}", "it lies below no other kind", remedy)


def _schemes(schema: Schema, parts: Sequence[Part], files: Sequence[Path]) -> Iterator[Misstated]:
    """Yield fields that take concepts of a scheme which has none, and figures that only a program could compute."""
    known = {*concepts(FOLDER, _vocabularies(parts, files)), "work"}
    for part in parts:
        for name, field in part.fields.items():
            if field.scheme and field.scheme not in known:
                remedy = f"Add a file {field.scheme}.yaml and name it under `vocabularies`."
                yield Misstated(f"{part.stem}: {name}", f"there is no scheme {field.scheme!r}", remedy)
        for name, kind in part.kinds.items():
            if kind.counts and schema.is_a(name, "ComputedFact"):
                remedy = "State what was observed, and let rules conclude the rest."
                yield Misstated(f"{part.stem}: {name}", "nothing would compute it", remedy)
            if kind.counts and schema.is_a(name, "Conclusion"):
                remedy = "Leave out its fields here; they stand with the rules."
                yield Misstated(f"{part.stem}: {name}", "no case file may state a conclusion", remedy)
