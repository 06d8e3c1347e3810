"""Kinds of fact that a reader adds at run time: their records, made from a schema file, beside the bundled ones.

What is taken up holds for the whole run: it must come before cases are read. No code is written; every table that says
what records there are and what their fields take is added to in place.
"""

import re
from collections.abc import Sequence
from dataclasses import field, make_dataclass
from pathlib import Path
from typing import Any

from kb import names, schema
from kb.dates import Moment
from kb.errors import InputError, Place
from kb.records import tables
from kb.records.base import Record
from kb.records.naming import Concept, Node
from kb.words import meanings, synonyms, terms, vocabulary
from kb.writing import json_ld_writer, rdf
from ontology.generating.extending import Extension, extended
from ontology.stating import Field, Kind, Misstated
from ontology.terms import term

_TYPES: dict[str, Any] = {
    "date": Moment,
    "text": str,
    "count": int,
    "number": float,
    "truth": bool,
    "class": str,
    "concept": Concept,
    "node": Node,
}

_taken: list[Path] = []
"""The files that have been taken up."""


def take_up(files: Sequence[Path]) -> None:
    """Let cases, rules and answers know the kinds, fields and concepts of some schema files.

    Raises:
        InputError: a file cannot be read, or says what means nothing.
    """
    new = [file for file in files if file.resolve() not in _taken]
    if not new:
        return
    if _taken:
        raise InputError(
            "another extension of the schema is in use",
            why="What can be said is settled when a run begins.",
            remedy="Name all extensions at once, each with --schema.",
        )
    try:
        extension = extended(new)
    except OSError as error:
        told = f"the schema cannot be read: {error.strerror or error}"
        raise InputError(told, where=Place(str(error.filename)), remedy="Check its name and its path.") from error
    except Misstated as error:
        why = "A schema says what kinds of fact there are, and what their fields hold."
        where, told = _place(new, error.where)
        raise InputError(f"{told}{error.what}", where=where, why=why, remedy=error.remedy) from error
    _add(extension)
    _taken.extend(file.resolve() for file in new)


def _place(files: Sequence[Path], where: str) -> tuple[Place, str]:
    """Return the line of what is misstated, as `file: kind: field` or less names it, and what it is called there."""
    names_ = where.split(": ")
    for file in (*files, *(file.parent / names_[0] for file in files)):
        own = (str(file), file.name, file.stem)
        said = [name for name in names_ if name not in own]
        if not file.is_file() or (len(said) == len(names_) and file not in files):
            continue
        lines, at = file.read_text(encoding="utf-8").splitlines(), 0
        for name in said:
            key = re.compile(rf"\W{'*' if at else '{0,3}'}{re.escape(name)}\W*:")
            at = next((number for number, line in enumerate(lines[at:], at + 1) if key.match(line)), 0)
            if not at:
                break
        if at or not said:
            return Place(str(file), at or None), "".join(f"{name}: " for name in said)
    return Place(where), ""


def taken() -> tuple[Path, ...]:
    """Return the schema files that have been taken up."""
    return tuple(_taken)


def _add(extension: Extension) -> None:
    """Add to the tables, and forget what was read before."""
    for kind in extension.records:
        record = _record(extension, kind)
        tables.OBSERVED.append(record)
        tables.ADDED.append(record)
        names.CLASSES[term(kind.name)] = record
        if kind.vocabulary:
            tables.FOLDERS[record] = kind.vocabulary
    for part in extension.parts:
        for item in part.fields.values():
            _add_field(item)
    for remembered in _remembered():
        remembered.cache_clear()


def _record(extension: Extension, kind: Kind) -> type[Record]:
    """Return the class of record for a kind."""
    space = {"__doc__": f"{kind.opening}.\n\n{kind.said}", "__module__": __name__}
    made = [_field(kind, extension.schema.fields[name]) for name in kind.counts]
    return make_dataclass(kind.name, made, bases=(Record,), namespace=space, frozen=True, slots=True, kw_only=True)


def _field(kind: Kind, item: Field) -> tuple[str, Any] | tuple[str, Any, Any]:
    plain, needed = _TYPES[item.takes], kind.least(item.name) > 0
    if kind.many(item.name):
        several = tuple[plain, ...]  # type: ignore[valid-type]
        return (item.name, several) if needed else (item.name, several, field(default=()))
    return (item.name, plain) if needed else (item.name, plain | None, field(default=None))


def _add_field(item: Field) -> None:
    """Enter a field in the tables that say what it takes."""
    if item.scheme:
        tables.SCHEMES[item.name] = tables.CONCEPTS[item.name] = item.scheme
    if item.takes == "node":
        tables.NODES.add(item.name)
        targets = [record for record in tables.OBSERVED if record.__name__ in item.names]
        tables.TARGETS[item.name] = targets if item.names else tables.OBSERVED
    if item.takes == "class":
        tables.CLASS_NAMES.add(item.name)
    if item.unit == "per cent":
        tables.SHARES.add(item.name)
    low, high = item.bounds
    if low is not None and high is not None:
        tables.BOUNDS[item.name] = (low, high)
    tables.ORDERED.extend((first, item.name) for first in item.not_before)


def _remembered() -> tuple[Any, ...]:
    """Return the functions that keep what they once read of the ontology, its vocabularies or the records."""
    modules = (names, schema, vocabulary, meanings, synonyms, terms, rdf, json_ld_writer)
    found = (item for module in modules for item in vars(module).values())
    return tuple(item for item in found if hasattr(item, "cache_clear"))
