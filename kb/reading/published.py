"""The tables that the literature published about the cases: what stands in each cell, to hold computed ones against.

A table is data: which kind of thing its rows are about, what each column computes, and the published cells, in the
same form in which they are computed. Files lie in ``kb/published``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from kb.reading.limits import read_text
from kb.reading.yaml_guard import Mapping as Tree
from kb.reading.yaml_guard import Scalar, read_yaml

FOLDER = Path(__file__).parent.parent / "published"

Value = str | int | float | tuple[str | int, ...]


@dataclass(frozen=True)
class Column:
    """A column: its ``head``, what it ``computes`` and, for combat units, in which ``theatre``."""

    id: str
    head: str
    computes: str
    theatre: str = ""


@dataclass(frozen=True)
class Row:
    """A published row.

    Attributes:
        of: the nodes or episodes that it is about.
        cells: what was published, by column; a column that is not compared has none.
        why: why a cell is computed otherwise, by column.
        notes: what a reader should know of a cell, even where both agree, by column.
    """

    of: tuple[str, ...]
    cells: Mapping[str, Value] = field(default_factory=dict)
    why: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class PublishedTable:
    """A published table.

    Attributes:
        id: the name by which it is asked for.
        caption: what it shows, in our words.
        work: the key of the work, and ``place``, where in it.
        kind: what its rows are: ``states``, ``terms``, ``defections`` or ``contributions``.
        coalition: the coalition that it is about, if any.
        states: the states it is about, or none for those of its rows.
        scheme: the vocabulary that it is about, if any.
        columns: its columns; rows: its rows.
        added: why something that it leaves out stands in the computed table, by node.
        remarks: what a reader should know of the whole.
    """

    id: str
    caption: str
    work: str
    place: str
    kind: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    coalition: str = ""
    states: tuple[str, ...] = ()
    scheme: str = ""
    added: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()


@cache
def published_tables() -> Mapping[str, PublishedTable]:
    """Return every published table by name, in the order of the files."""
    return {table.id: table for path in sorted(FOLDER.glob("*.yaml")) for table in _read(path)}


def _read(path: Path) -> Iterator[PublishedTable]:
    document = _plain(read_yaml(read_text(path), str(path)))
    for given in document["tables"]:
        yield PublishedTable(
            **{
                **given,
                "columns": tuple(Column(**column) for column in given["columns"]),
                "rows": tuple(Row(**row) for row in given.get("rows", ())),
            }
        )


def _plain(tree: Any) -> Any:
    """Return a YAML tree as mappings, tuples and values."""
    if isinstance(tree, Tree):
        return {key: _plain(value) for key, value in tree.items.items()}
    return tree.value if isinstance(tree, Scalar) else tuple(_plain(item) for item in tree.items)
