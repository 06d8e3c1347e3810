"""Published tables made again from the knowledge base, with a footnote wherever a published cell differs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from string import ascii_lowercase

from explain.tables.cells import Cell, Context, alike, compute
from kb.reading.published import Column, PublishedTable, Row, Value
from kb.records import Contribution
from kb.words.terms import terms_of
from rules.judging.court import Court


@dataclass(frozen=True)
class Entry:
    """A cell as it is printed: its text and the marks of its footnotes."""

    text: str
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Footnote:
    """A footnote; without a mark it is about the whole table. ``differs``: a published cell is not the computed one."""

    mark: str
    text: str
    differs: bool = False


@dataclass(frozen=True)
class Table:
    """A table ready to print. ``source`` says where the published one stands."""

    id: str
    caption: str
    source: str
    heads: tuple[str, ...]
    numeric: tuple[bool, ...]
    rows: tuple[tuple[Entry, ...], ...]
    footnotes: tuple[Footnote, ...]


def make(court: Court, published: PublishedTable) -> Table:
    """Compute a published table."""
    notes = _Notes()
    context = Context(court, published)
    rows = []
    for row, is_published in _rows(context):
        cells = [compute(context, row.of, column) for column in published.columns]
        rows.append(_entries(context, row, cells, notes, is_published))
    for row in published.rows:
        if not context.has(row.of):
            notes.add(f"Published but not computed: {_published(context, row)}.", differs=True, marked=False)
    for remark in published.remarks:
        notes.add(remark, marked=False)
    work = court.kb.works.get(published.work)
    return Table(
        id=published.id,
        caption=published.caption,
        source=f"{work.short if work else published.work}, {published.place}",
        heads=tuple(column.head for column in published.columns),
        numeric=tuple(column.computes in _NUMERIC for column in published.columns),
        rows=tuple(rows),
        footnotes=tuple(notes.found.values()),
    )


_NUMERIC = frozenset({"population", "military-spending", "number", "personnel"})


@dataclass
class _Notes:
    """Gathers footnotes; the same text keeps its mark."""

    found: dict[str, Footnote] = field(default_factory=dict)

    def add(self, text: str, *, differs: bool = False, marked: bool = True) -> str:
        """Return the mark of a footnote, which is made where there is none with this text."""
        if text not in self.found:
            number = sum(bool(note.mark) for note in self.found.values())
            self.found[text] = Footnote(_mark(number) if marked else "", text, differs)
        return self.found[text].mark


def _mark(number: int) -> str:
    """Return a, b, ... z, aa, ab ..."""
    more, last = divmod(number, len(ascii_lowercase))
    return (_mark(more - 1) if more else "") + ascii_lowercase[last]


def _rows(context: Context) -> Iterator[tuple[Row, bool]]:
    """Yield the rows to print in the published order, then what that leaves out; with whether a row was published."""
    published = context.published.rows
    yield from ((row, True) for row in published if context.has(row.of))
    named = {name for row in published for name in row.of}
    yield from ((Row((name,)), False) for name in _all(context) if name not in named)


def _all(context: Context) -> Sequence[str]:
    """Return everything that belongs in such a table, in its own order."""
    table = context.published
    if table.kind == "terms":
        return tuple(terms_of(table.scheme))
    if table.kind == "defections":
        return tuple(context.defections)
    if table.kind == "contributions":
        units = context.court.kb.of(Contribution)
        own = (item for item in units if item.state in table.states and item.coalition == table.coalition)
        return tuple(item.id for item in sorted(own, key=lambda item: (item.begins, item.id)))
    return ()


def _entries(context: Context, row: Row, cells: Sequence[Cell], notes: _Notes, is_published: bool) -> tuple[Entry, ...]:
    """Return the cells of a row with the marks of their footnotes."""
    entries = []
    columns = context.published.columns
    for column, cell in zip(columns, cells, strict=True):
        marks = [notes.add(text, differs=differs) for text, differs in _remarks(row, column, cell)]
        if not is_published and column is columns[0]:
            why = " ".join(filter(None, ("Not in the published table.", _added(context.published.added, row))))
            marks.append(notes.add(why, differs=True))
        entries.append(Entry(cell.text, tuple(marks)))
    return tuple(entries)


def _added(reasons: Mapping[str, str], row: Row) -> str:
    return " ".join(reasons[name] for name in row.of if name in reasons)


def _remarks(row: Row, column: Column, cell: Cell) -> Iterator[tuple[str, bool]]:
    """Yield the footnotes to a cell, each with whether it says that the published cell differs."""
    given = row.cells.get(column.id)
    if given is not None and not alike(column, given, cell.value):
        told, why = cell.told(given), row.why.get(column.id)
        yield (f"Published: {told}. {why}" if why else f"Differs from the published value, {told}."), True
    if column.id in row.notes:
        yield row.notes[column.id], False


def _published(context: Context, row: Row) -> str:
    """Return a published row that nothing on record matches, in words."""
    told = [context.label(row.of[0])]
    for column in context.published.columns:
        given: Value | None = row.cells.get(column.id)
        if given is not None:
            told.append(f"{column.head.lower()} {compute(context, (), column).told(given)}")
    return ", ".join(told)
