"""A fact on its way from a row to a record, and what can be wrong with it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from kb.reading.relations import Fault
from kb.records import Citation, Record
from kb.schema import Slot
from kb.sheets.cells import Cell
from kb.sheets.layout import FACT, Sheet, headed, slots_of
from ontology.stating import with_article

CITED: Final = tuple(slots_of(Citation))
"""The columns that name a source."""
SOURCE: Final = "source"


@dataclass
class Draft:
    """A fact on its way from a row: its kind and name, what is known of its fields, and the cells they come from."""

    kind: type[Record]
    where: str
    name: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    cells: dict[str, Cell] = field(default_factory=dict)
    sources: list[Citation] = field(default_factory=list)
    sound: bool = True


def lacking(what: str, slot: Slot) -> tuple[str, str, str]:
    """Return what to say of a row without a value that it needs: what, why and what to do."""
    head = headed(slot.field)
    why = "Nobody could look the fact up." if what == SOURCE else "The fact could not be judged without it."
    return f"{with_article(what)} has no `{head}`", why, f"Fill the column {head!r} of this row."


class NoTerm(Exception):
    """A word that no vocabulary has."""

    def __init__(self, fault: Fault) -> None:
        """Keep what is wrong with it."""
        super().__init__(fault.what)
        self.fault = fault


def fields_of(sheet: Sheet) -> Iterator[str]:
    """Yield the fields that the columns of a sheet may hold."""
    if not sheet.kinds:
        yield from (FACT, *CITED)
        return
    yield from ("id", "type")
    for kind in sheet.kinds:
        yield from (name for name in slots_of(kind) if name != "source")
    yield from CITED
