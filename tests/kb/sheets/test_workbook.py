"""Workbooks: merged cells, formulas and hostile archives, and what is never looked at."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kb.errors import InputError
from kb.sheets import workbook
from kb.sheets.reading import read_tables
from kb.sheets.tables import column_name

HEADS = ["state", "year", "troops"]


def saved(tmp_path: Path, change: Callable[[Any], None]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (HEADS, ["Belgium", 2014, 120], [None, 2015, 100], [None, 2016, 90]):
        sheet.append(row)
    change(sheet)
    path = tmp_path / "deployments.xlsx"
    book.save(path)
    return path


def with_part(path: Path, name: str, data: bytes) -> Path:
    """Return a copy of a workbook in which one part holds something else."""
    changed = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part, old.read(part))
        new.writestr(name, data)
    path.write_bytes(changed.getvalue())
    return path


def test_cells_merged_within_a_column_all_hold_its_value(tmp_path: Path) -> None:
    (table,) = read_tables(saved(tmp_path, lambda sheet: sheet.merge_cells("A2:A4")))
    assert [(row[0].text, row[0].where) for row in table.rows] == [("Belgium", f"Sheet!A{n}") for n in (2, 3, 4)]


def test_cells_merged_over_columns_are_refused_by_their_place(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cells of several columns are merged: A2 to B3") as refused:
        read_tables(saved(tmp_path, lambda sheet: sheet.merge_cells("A2:B3")))
    assert str(refused.value.where).endswith("Sheet!A2")


def test_formulas_are_marked_and_not_computed(tmp_path: Path) -> None:
    (table,) = read_tables(saved(tmp_path, lambda sheet: sheet.__setitem__("C4", "=C3-10")))
    assert [row[2].formula for row in table.rows] == [False, False, True]


def test_blank_rows_and_a_size_that_is_too_large_cost_nothing(tmp_path: Path) -> None:
    (table,) = read_tables(saved(tmp_path, lambda sheet: sheet.__setitem__("A4000", "Denmark")))
    assert table.rows[-1][0].where == "Sheet!A4000"
    assert len(table.rows) == 4


def test_an_archive_that_unpacks_to_too_much_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_UNPACKED", 200_000)
    path = with_part(saved(tmp_path, lambda _: None), "xl/media/bomb.bin", bytes(1_000_000))
    assert path.stat().st_size < 50_000
    with pytest.raises(InputError, match="unpacks to"):
        read_tables(path)


def test_a_document_type_is_refused(tmp_path: Path) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><sst>&a;</sst>'
    with pytest.raises(InputError, match="document type"):
        read_tables(with_part(saved(tmp_path, lambda _: None), "xl/sharedStrings.xml", bomb))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 and no more", b"state;year\n"])
def test_what_is_no_workbook_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "case.xlsx"
    path.write_bytes(data)
    with pytest.raises(InputError, match="not a workbook that can be read"):
        read_tables(path)


def test_a_workbook_without_its_parts_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "case.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(InputError, match="not a workbook that can be read"):
        read_tables(path)


def test_a_cell_far_to_the_right_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="more than 208 columns"):
        read_tables(saved(tmp_path, lambda sheet: sheet.__setitem__("XFD2", 1)))


@pytest.mark.parametrize(("index", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_named_as_excel_names_them(index: int, name: str) -> None:
    assert column_name(index) == name


@pytest.mark.parametrize("comma", [",", ";", "\t"])
def test_csv_may_be_parted_by_commas_semicolons_or_tabs(tmp_path: Path, comma: str) -> None:
    path = tmp_path / "deployments.csv"
    path.write_text(comma.join(HEADS) + "\n" + comma.join(("Belgium", "2014", "=1+1")) + "\n", encoding="utf-8-sig")
    (table,) = read_tables(path)
    assert [cell.text for cell in table.heads] == HEADS
    assert table.rows[0][2].formula


def test_another_kind_of_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "case.ods"
    path.write_bytes(b"PK")
    with pytest.raises(InputError, match="not that of a spreadsheet"):
        read_tables(path)
