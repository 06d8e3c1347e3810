"""What tests of sheets share: the bundled cases, read once."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kb.reading.loading import load
from kb.store import KnowledgeBase

Write = Callable[[Mapping[str, Sequence[Sequence[Any]]]], Path]


@pytest.fixture(scope="session")
def kb() -> KnowledgeBase:
    return load()


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return a function that writes a workbook of rows by sheet."""

    def made(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> Path:
        book = openpyxl.Workbook()
        book.remove(book.active)
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
        path = tmp_path / "case.xlsx"
        book.save(path)
        return path

    return made
