"""From spreadsheets to a case file: every table read as what it is, every fault told, and what remains to be asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kb.errors import InputError, Place
from kb.near import suggest
from kb.records import OBSERVED, Citation, Record, State
from kb.sheets.deployments import Deployments, Fall, columns_of, question
from kb.sheets.facts import Reader
from kb.sheets.faults import Faults
from kb.sheets.layout import REMARK, Sheet, called, knows_sheet, shape, sheet_of
from kb.sheets.naming import Names
from kb.sheets.reading import read_tables
from kb.sheets.tables import Table
from kb.sheets.template import NOT_READ
from kb.store import KnowledgeBase


@dataclass(frozen=True)
class Imported:
    """What spreadsheets state: records in order, and questions to put above some of them."""

    records: tuple[Record, ...]
    questions: dict[str, tuple[str, ...]]
    added: tuple[str, ...] = ()
    """States that stood in no case and came in by their names or codes."""


def import_case(
    path: Path, kb: KnowledgeBase, *, source: Citation | None = None, coalition: str | None = None
) -> Imported:
    """Return what a workbook, a CSV file or a folder of them states.

    Args:
        path: what to read.
        kb: what is known beside it: the states, coalitions and works that cells may name.
        source: where facts stand whose rows do not say so.
        coalition: the coalition of long tables that name none.

    Raises:
        InputError: something is wrong, all of it at once.
    """
    return from_tables(str(path), read_tables(path), kb, source=source, coalition=coalition)


def from_tables(
    path: str,
    tables: Sequence[Table],
    kb: KnowledgeBase,
    *,
    source: Citation | None = None,
    coalition: str | None = None,
) -> Imported:
    """Return what some tables state; ``path`` is what messages call the file that they come from.

    Raises:
        InputError: something is wrong, all of it at once.
    """
    faults = Faults(path)
    names = Names(kb)
    reader = Reader(names, faults, source if source and source.place else None)
    deployments = Deployments(names, faults, source, coalition)
    long_tables = []
    for sheet, table in _in_order(tables, faults):
        if sheet is None:
            long_tables.append(table)
        else:
            reader.take(sheet, table)
    for table in long_tables:
        deployments.take(table)
    records = reader.records()
    more, falls = deployments.contributions()
    faults.refuse()
    if not records and not more:
        what = "there is no fact in these sheets"
        raise InputError(what, where=Place(path), remedy="Write facts below the heads, a row for each.")
    states = _added_states(names, {**records, **more})
    labels = {name: kb.label(name) for fall in falls for name in (fall.state, fall.coalition)}
    labels |= {record.id: record.label or record.id for record in states}
    return Imported(
        (*states, *records.values(), *more.values()),
        _questions(falls, labels),
        tuple(sorted(record.label or record.id for record in states)),
    )


def _questions(falls: Sequence[Fall], labels: dict[str, str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for fall in falls:
        found.setdefault(fall.fact, []).append(question(fall, labels))
    return {name: tuple(asked) for name, asked in found.items()}


def _in_order(tables: Sequence[Table], faults: Faults) -> list[tuple[Sheet | None, Table]]:
    """Return each table with its sheet, none for long tables of deployments; what others name comes first."""
    found: list[tuple[Sheet | None, Table]] = []
    for table in tables:
        if shape(table.name) in NOT_READ or table.name.startswith(REMARK):
            continue
        heads = {shape(head.text) for head in table.heads}
        if columns_of(table):
            found.append((None, table))
        elif knows_sheet(table.name):
            found.append((sheet_of(table.name), table))
        elif "type" in heads:
            found.append((Sheet(table.name, "Record", tuple(OBSERVED)), table))
        else:
            why = "The name of a sheet says which kind of fact its rows are, unless a column `type` does."
            names = sorted(called(kind.__name__) for kind in OBSERVED)
            hint = suggest(
                table.name, names, otherwise=f"Name it after a kind of fact, such as {', '.join(names[:6])}."
            )
            faults.add(
                table.name,
                f"the sheet {table.name!r} holds no kind of fact",
                why,
                f"{hint} A name that begins with {REMARK} leaves it out.",
            )
    return sorted(found, key=lambda item: item[0] is not None and State not in item[0].kinds)


def _added_states(names: Names, records: dict[str, Record]) -> list[Record]:
    """Return the states that rows brought in, each with the source of the first fact that names it."""
    found: list[Record] = []
    for name, label in sorted(names.states.added.items()):
        first = next((item for item in records.values() if name in _named(item)), None)
        if first is not None:
            found.append(State(id=name, label=label, source=first.source))
    return found


def _named(record: Record) -> set[str]:
    values = (getattr(record, field) for field in record.__dataclass_fields__)
    return {
        word for value in values for word in (value if isinstance(value, tuple) else (value,)) if isinstance(word, str)
    }
