"""Tables as files: CSV, Parquet and one workbook, the same bytes for the same rows."""

import csv
import io
from collections.abc import Callable, Sequence
from datetime import date
from importlib import import_module
from types import ModuleType
from typing import Any, Final

from explain.dataset.tables import Plain, Table
from kb.errors import InputError
from kb.sheets.workbook import library, workbook_bytes

_LONGEST: Final = 32_767
"""Characters that a cell of Excel can hold."""
_SHEET: Final = 31


def csv_bytes(table: Table) -> bytes:
    """Return a table as CSV: UTF-8, with a head, nothing for what is not known."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([column.name for column in table.columns])
    writer.writerows(["" if value is None else _written(value) for value in row] for row in table.rows)
    return text.getvalue().encode()


def _written(value: Plain) -> Plain:
    return value.isoformat() if isinstance(value, date) else value


def parquet_bytes(table: Table) -> bytes:
    """Return a table as Parquet, each column with its type and definition.

    Raises:
        InputError: the library for it is not installed.
    """
    arrow = _arrow()
    types = {
        "string": arrow.string(),
        "integer": arrow.int64(),
        "number": arrow.float64(),
        "date": arrow.date32(),
    }
    fields = [
        arrow.field(column.name, types[column.type], not column.required, {"definition": column.definition})
        for column in table.columns
    ]
    schema = arrow.schema(fields, {"title": table.title})
    columns = [list(values) for values in zip(*table.rows, strict=True)] or [[] for _ in table.columns]
    arrays = [arrow.array(values, field.type) for values, field in zip(columns, fields, strict=True)]
    written = io.BytesIO()
    import_module("pyarrow.parquet").write_table(arrow.Table.from_arrays(arrays, schema=schema), written)
    return written.getvalue()


def _arrow() -> ModuleType:
    try:
        return import_module("pyarrow")
    except ImportError as error:
        raise InputError(
            "Parquet needs the library pyarrow", remedy="Install it: pip install 'coalition-kb[parquet]'; or use CSV."
        ) from error


def workbook_of(tables: Sequence[Table]) -> bytes:
    """Return tables as the sheets of one workbook, with a sheet that says what each column holds.

    Raises:
        InputError: the library for it is not installed.
    """
    openpyxl = library()
    book = openpyxl.Workbook(write_only=True)
    about = book.create_sheet("columns")
    about.append(["table", "column", "type", "unit", "definition"])
    for table in tables:
        for column in table.columns:
            about.append([table.name, column.name, column.type, column.unit, column.definition])
    cell = openpyxl.cell.WriteOnlyCell
    for table in tables:
        sheet = book.create_sheet(table.name[:_SHEET])
        sheet.append([column.name for column in table.columns])
        for row in table.rows:
            sheet.append([_cell(cell, sheet, value) for value in row])
    return workbook_bytes(book)


def _cell(make: Callable[..., Any], sheet: Any, value: Plain) -> Any:
    """Return a cell; text stays text, even where it begins like a formula."""
    if not isinstance(value, str):
        return value
    made = make(sheet, value=value[:_LONGEST])
    made.data_type = "s"
    return made
