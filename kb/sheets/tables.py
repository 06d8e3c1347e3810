"""Tables of cells, whatever file they come from, with bounds on how large one may be."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from string import ascii_uppercase
from typing import Final

from kb.errors import InputError, Place
from kb.sheets.cells import Cell

MOST_COLUMNS: Final = 208
"""Up to the column GZ."""
MOST_ROWS: Final = 250_000
"""Rows of one sheet, far above what a hand can code."""
_BLANK_ROWS: Final = 5_000
"""After so many rows without a word nothing more is expected."""

Row = Sequence[Cell]


@dataclass(frozen=True)
class Table:
    """A sheet as it was read: its name, its heads, and its rows below them."""

    name: str
    heads: Row
    rows: tuple[Row, ...]


def table_of(name: str, path: str, rows: Iterator[Row]) -> list[Table]:
    """Return the table of some rows: the first that is not blank holds the heads; blank ones are left out.

    Raises:
        InputError: there are more rows or columns than are read.
    """
    found: list[Row] = []
    blank = 0
    for row in rows:
        if any(cell.raw not in (None, "") for cell in row):
            found.append(row)
            blank = 0
        else:
            blank += 1
        if blank > _BLANK_ROWS:
            break
        if len(found) > MOST_ROWS or len(row) > MOST_COLUMNS:
            what = f"more than {MOST_ROWS:,} rows" if len(found) > MOST_ROWS else f"more than {MOST_COLUMNS} columns"
            raise InputError(
                f"the sheet {name!r} has {what}",
                where=Place(path),
                why="It could fill the memory.",
                remedy="Split it into several files.",
            )
    return [Table(name, found[0], tuple(found[1:]))] if found else []


@cache
def column_name(index: int) -> str:
    """Return the letters of a column, counted from nought."""
    letters = ""
    index += 1
    while index:
        index, last = divmod(index - 1, len(ascii_uppercase))
        letters = ascii_uppercase[last] + letters
    return letters
