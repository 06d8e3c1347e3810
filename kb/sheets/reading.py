"""From a workbook, a folder of CSV files or one such file to tables of cells, with bounds on all that is read."""

import csv
import io
import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Final

from kb.errors import InputError, Place
from kb.reading.limits import read_text
from kb.sheets.cells import EMPTY, Cell
from kb.sheets.tables import Row, Table, column_name, table_of
from kb.sheets.workbook import read_workbook

MOST_CSV_BYTES: Final = 64 * 1024 * 1024


def read_tables(path: Path) -> list[Table]:
    """Return the tables of a workbook, a folder of CSV files or a CSV file, empty ones left out.

    Raises:
        InputError: it cannot be read, or is larger than anything that a hand has coded.
    """
    if path.is_dir():
        files = sorted(item for item in path.iterdir() if item.suffix.lower() == ".csv")
        tables = [table for file in files for table in _csv(file)]
    elif path.suffix.lower() == ".csv":
        tables = _csv(path)
    elif path.suffix.lower() in (".xlsx", ".xlsm"):
        tables = read_workbook(path)
    elif not path.exists():
        raise InputError(
            "there is no such file or folder", where=Place(str(path)), remedy="Check its name, and where you are."
        )
    else:
        raise InputError(
            f"the ending {path.suffix!r} is not that of a spreadsheet",
            where=Place(str(path)),
            remedy="Use .xlsx or .csv, or a folder of .csv files; save older or other spreadsheets as one of these.",
        )
    if not tables:
        raise InputError(
            "there are no rows in it",
            where=Place(str(path)),
            remedy="Write a first line of column heads and facts below; `coalition case template` makes such sheets.",
        )
    return tables


def _csv(path: Path) -> list[Table]:
    text = read_text(path, MOST_CSV_BYTES)
    name = path.stem
    return table_of(name, str(path), _csv_rows(name, str(path), text))


def _csv_rows(name: str, path: str, text: str) -> Iterator[Row]:
    lines = csv.reader(io.StringIO(text), delimiter=_delimiter(text), strict=True)
    for number in count(1):
        try:
            values = next(lines, None)
        except csv.Error as error:
            raise InputError(
                f"not valid CSV: {error}",
                where=Place(path, lines.line_num),
                why="Nothing of a file that cannot be read is used.",
                remedy="Check the quotes in this line.",
            ) from error
        if values is None:
            return
        yield [
            Cell(value, f"{name}!{column_name(at)}{number}", formula=value.startswith("=")) if value.strip() else EMPTY
            for at, value in enumerate(values)
        ]


def _delimiter(text: str) -> str:
    """Return what parts the cells: whichever of comma, semicolon and tab stands most often in the first line."""
    head = re.sub(r'"[^"]*"', "", next((line for line in text.splitlines() if line.strip()), ""))
    return max(",;\t", key=head.count)
