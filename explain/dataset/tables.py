"""What a flat table is: columns that say what they hold, and rows of plain values."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from kb.dates import Moment
from kb.names import property_of
from kb.schema import Slot
from kb.words.meanings import meaning_of
from ontology.stating import bundled
from ontology.terms import camel

Plain = str | int | float | date | None

BETWEEN: Final = "; "
"""What stands between several values in one cell."""

_TYPES: Final = {"count": "integer", "number": "number", "truth": "integer"}


@dataclass(frozen=True)
class Column:
    """One column: its name, its type in a data package, what it holds, its unit, and the values it can have."""

    name: str
    type: str
    definition: str
    unit: str = ""
    values: tuple[Plain, ...] = ()
    required: bool = False
    property: str = ""


@dataclass(frozen=True)
class Table:
    """One table: its name, what a row is, the columns that tell rows apart, and which columns name rows elsewhere."""

    name: str
    title: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[Plain, ...], ...]
    links: Mapping[str, tuple[str, str]] = field(default_factory=dict)


def text(name: str, definition: str, *, required: bool = False) -> Column:
    """Return a column of text."""
    return Column(name, "string", definition, required=required)


def truth(name: str, definition: str) -> Column:
    """Return a column of 1, 0 and nothing."""
    return Column(name, "integer", definition, values=(0, 1))


def dated(name: str, definition: str, *, required: bool = False) -> tuple[Column, ...]:
    """Return the columns of a date: as its source gives it, and its first and last day."""
    return (
        Column(name, "string", f"{definition} In EDTF, as precise as its source.", required=required),
        Column(f"{name}_earliest", "date", f"The first day that {name} allows."),
        Column(f"{name}_latest", "date", f"The last day that {name} allows."),
    )


def columns_of(slot: Slot) -> tuple[Column, ...]:
    """Return the columns of a field of a record, with what the ontology says of it."""
    stated = bundled().fields.get(slot.field)
    said = stated.definition if stated else meaning_of(camel(slot.field)).definition
    said = said or f"The {slot.field} of the fact."
    if slot.takes == "date":
        return dated(slot.field, said, required=slot.required)
    several = f" Several with {BETWEEN.strip()} between them." if slot.many else ""
    unit = (stated.unit if stated else None) or ""
    values: tuple[Plain, ...] = (0, 1) if slot.takes == "truth" else ()
    kind = "string" if slot.many else _TYPES.get(slot.takes, "string")
    return (Column(slot.field, kind, said + several, unit, values, slot.required, property_of(slot.field)),)


def values_of(slot: Slot, value: Any) -> tuple[Plain, ...]:
    """Return what the columns of a field hold for one value of it."""
    if slot.takes == "date":
        return days(value)
    return (plain(value),)


def days(value: Moment | None) -> tuple[Plain, Plain, Plain]:
    """Return a date as its columns hold it."""
    return (value.text, value.earliest, value.latest) if value is not None else (None, None, None)


def plain(value: Any) -> Plain:
    """Return a value as one cell holds it."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, tuple):
        return joined(map(str, value))
    return value if value is None or isinstance(value, (str, int, float)) else str(value)


def joined(values: Iterable[str]) -> str | None:
    """Return several values as one cell holds them; nothing where there are none."""
    return BETWEEN.join(values) or None


def as_json(values: Mapping[str, Any]) -> str:
    """Return named values as JSON in one cell."""
    return json.dumps(values, ensure_ascii=False, default=_listed)


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, Sequence) else str(value)
