"""What each field of a record takes, read off the record classes themselves."""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from kb.dates import Moment
from kb.names import property_of
from kb.records import CLASS_NAMES, OBSERVED, Citation, field_types

Takes = Literal["text", "count", "number", "truth", "date", "node", "concept", "source", "class"]


@dataclass(frozen=True, slots=True)
class Slot:
    """One field of a record: its name, what it takes, whether it takes several values and whether it must be given."""

    field: str
    takes: Takes
    many: bool
    required: bool


def slots(record: type) -> Mapping[str, Slot]:
    """Return the fields that a case file may give for a class, by the IRI of their property."""
    return _slots(record)


@cache
def _slots(record: type) -> Mapping[str, Slot]:
    hints = field_types(record)
    return {
        property_of(item.name): _slot(item.name, hints[item.name], item.default is MISSING)
        for item in fields(record)
        if item.name != "id"
    }


def _slot(name: str, hint: Any, required: bool) -> Slot:
    if get_origin(hint) in (Union, UnionType):
        hint = next(part for part in get_args(hint) if part is not NoneType)
    many = get_origin(hint) is tuple
    if many:
        hint = get_args(hint)[0]
    if name in CLASS_NAMES:
        return Slot(name, "class", many, required)
    if get_origin(hint) is Annotated:
        return Slot(name, hint.__metadata__[0], many, required)
    plain: dict[Any, Takes] = {
        str: "text",
        int: "count",
        float: "number",
        bool: "truth",
        Moment: "date",
        Citation: "source",
    }
    return Slot(name, plain[hint], many, required)


@cache
def text_fields() -> frozenset[str]:
    """Return the fields that hold words or dates wherever they occur, so that ``place: 14`` is read as text."""
    found: dict[str, set[str]] = {}
    for record in (*OBSERVED, Citation):
        for slot in slots(record).values():
            found.setdefault(slot.field, set()).add(slot.takes)
    return frozenset(field for field, takes in found.items() if takes <= {"text", "date"})
