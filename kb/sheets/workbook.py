"""Workbooks of Excel: read without running anything in them, and written to the same bytes each time.

Of a workbook only the values of its cells are read. Formulas are marked and never computed; macros, links to other
files, pictures and hidden parts are left alone. The archive is measured before it is unpacked.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import IO, Any, Final

from kb.errors import InputError, Place, unreadable
from kb.sheets.cells import EMPTY, Cell
from kb.sheets.tables import MOST_COLUMNS, Row, Table, column_name, table_of

MOST_UNPACKED: Final = 384 * 1024 * 1024
_MOST_PARTS: Final = 5_000
_MERGED = re.compile(rb'<mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_BEYOND = re.compile(rb'\sr="(?:[H-Z][A-Z]|[A-Z]{3})\d')
"""A cell beyond the last column that is read."""
_FORBIDDEN = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_MOST_MERGED: Final = 20_000
_HEAD: Final = 4096
_OVERLAP: Final = 32
_WHENEVER: Final = datetime(1980, 1, 1, tzinfo=UTC)


def library() -> ModuleType:
    """Return the library that reads and writes workbooks.

    Raises:
        InputError: it is not installed.
    """
    try:
        import openpyxl  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise InputError(
            "workbooks of Excel need the library openpyxl",
            remedy="Install it: pip install 'coalition-kb[sheets]'; or use CSV, which needs nothing.",
        ) from error
    found: ModuleType = openpyxl
    return found


def read_workbook(path: Path) -> list[Table]:
    """Return the tables of a workbook.

    Raises:
        InputError: it is no workbook, too large, or has merged cells that mean nothing.
    """
    openpyxl = library()
    _measure(path)
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=False, keep_links=False)
        try:
            return [table for sheet in book.worksheets for table in _table(path, sheet)]
        finally:
            book.close()
    except InputError:
        raise
    except Exception as error:
        raise _unreadable(path, f"{type(error).__name__}: {error}") from error


def _measure(path: Path) -> None:
    """Refuse an archive that would fill the memory, or whose parts could name others."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            size = sum(part.file_size for part in parts)
            if len(parts) > _MOST_PARTS or size > MOST_UNPACKED:
                raise InputError(
                    f"the workbook unpacks to {size:,} bytes in {len(parts):,} parts",
                    where=Place(str(path)),
                    why=f"It could fill the memory: at most {MOST_UNPACKED:,} bytes in {_MOST_PARTS:,} parts are read.",
                    remedy="Split it into several workbooks, or save its sheets as CSV.",
                )
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    with archive.open(part) as file:
                        if _FORBIDDEN.search(file.read(_HEAD)):
                            raise _unreadable(path, "a document type, which no spreadsheet program writes")
    except OSError as error:
        raise unreadable("file", str(path), error) from error
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise _unreadable(path, str(error)) from error


def _unreadable(path: Path, what: str) -> InputError:
    return InputError(
        f"not a workbook that can be read: {what}",
        where=Place(str(path)),
        why="Nothing of a file that cannot be read is used.",
        remedy="Open it in a spreadsheet program and save it again as .xlsx, without a password; or save it as CSV.",
    )


def _table(path: Path, sheet: Any) -> list[Table]:
    sheet.reset_dimensions()  # what a file says of its own size may be wrong
    merged = _merged(path, sheet)
    return table_of(sheet.title, str(path), _rows(sheet.title, sheet.iter_rows(), merged))


def _rows(name: str, rows: Iterator[Any], merged: Mapping[tuple[int, int], tuple[int, int]]) -> Iterator[Row]:
    kept: dict[tuple[int, int], Cell] = {}
    corners = set(merged.values())
    for number, row in enumerate(rows, start=1):
        found = []
        for at, given in enumerate(row):
            place = (number, at)
            cell = EMPTY if given.value is None else _cell(name, number, at, given)
            if place in corners:
                kept[place] = cell
            elif place in merged and cell.raw is None:
                above = kept[merged[place]]
                cell = Cell(above.raw, f"{name}!{column_name(at)}{number}", above.shown, above.formula)
            found.append(cell)
        while found and found[-1].raw is None:
            found.pop()
        yield found


def _cell(name: str, number: int, at: int, given: Any) -> Cell:
    raw, where = given.value, f"{name}!{column_name(at)}{number}"
    if isinstance(raw, str):
        return Cell(raw, where, formula=given.data_type == "f")
    raw = raw if isinstance(raw, (int, float)) else _plain(raw)
    return Cell(raw, where, given.number_format or "", given.data_type == "f")


def _plain(value: Any) -> Any:
    """Return what openpyxl read, a formula that fills several cells as its text."""
    return value if hasattr(value, "year") or hasattr(value, "hour") or hasattr(value, "days") else str(value)


def _merged(path: Path, sheet: Any) -> dict[tuple[int, int], tuple[int, int]]:
    """Return, for each cell that another one covers, that other: those merged within one column hold one value.

    Raises:
        InputError: cells of several columns are merged.
    """
    found: dict[tuple[int, int], tuple[int, int]] = {}
    # A sheet that is read row by row does not say which of its cells are merged; the end of its file does.
    inner = sheet._worksheet_path  # noqa: SLF001
    with zipfile.ZipFile(path) as archive, archive.open(inner) as file:
        ranges = [span.groups() for span in _MERGED.finditer(_after_rows(file, Place(f"{path}: {sheet.title}")))]
    for left, top, right, bottom in ranges:
        first, last = int(top), int(bottom)
        where = Place(f"{path}: {sheet.title}!{left.decode()}{first}")
        if left != right:
            raise InputError(
                f"cells of several columns are merged: {left.decode()}{first} to {right.decode()}{last}",
                where=where,
                why="A value that stands in several columns says nothing clear in any of them.",
                remedy="Unmerge them, and write each value into its own column.",
            )
        if last - first + len(found) > _MOST_MERGED:
            raise InputError("too many cells are merged", where=where, remedy="Unmerge them and fill the cells.")
        at = _index(left)
        found |= {(row, at): (first, at) for row in range(first + 1, last + 1)}
    return found


def _after_rows(file: IO[bytes], where: Place) -> bytes:
    """Return what stands behind the rows in the file of a sheet.

    Raises:
        InputError: a cell lies beyond the last column that is read.
    """
    end, tail = b"</sheetData>", b""
    while chunk := file.read(1 << 20):
        tail += chunk
        if _BEYOND.search(tail):
            raise InputError(
                f"the sheet has more than {MOST_COLUMNS} columns",
                where=where,
                remedy="Clear what stands far to the right.",
            )
        at = tail.find(end)
        if at >= 0:
            return tail[at:] + file.read(1 << 24)
        tail = tail[-_OVERLAP:]
    return b""


def _index(letters: bytes) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + letter - ord("A") + 1
    return index - 1


def workbook_bytes(book: Any) -> bytes:
    """Return a workbook as a file, the same bytes for the same cells."""
    book.properties.creator = "coalition-kb"
    book.properties.created = book.properties.modified = _WHENEVER.replace(tzinfo=None)
    written = io.BytesIO()
    book.save(written)
    again = io.BytesIO()
    stamp = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as new:
        for part in sorted(old.infolist(), key=lambda item: (item.filename != "[Content_Types].xml", item.filename)):
            data = old.read(part)
            if part.filename == "docProps/core.xml":
                data = stamp.sub(rb"\g<1>1980-01-01T00:00:00Z", data)
            info = zipfile.ZipInfo(part.filename, date_time=_WHENEVER.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            new.writestr(info, data)
    return again.getvalue()
