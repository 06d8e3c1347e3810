"""How what a query found is shown: its question in English, a table, and how many rows there are."""

import re
from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from explain.linked.named import Named
from explain.linked.querying import Found
from explain.linked.results import shown, table

_GAP = 2
"""Columns of space between two values."""
_PIECE = re.compile(r"[^\s/+-]*(?:[/+-]+|\s+|$)")
"""What is kept on one line where a value is broken: names break after a hyphen, a slash or a plus."""


def render(found: Found, title: str, width: int) -> Iterator[RenderableType]:
    """Yield the question, where it has a name, and what was found, for a terminal of some width."""
    if title:
        yield Text(title, style="bold")
    if found.truth is not None:
        yield Text("Yes." if found.truth else "No.")
        return
    names, rows = table(found)
    if not rows:
        yield Text("Nothing was found.")
        return
    texts = [[shown(term) for term in row] for row in rows]
    widths = _widths([max(map(len, column)) for column in zip(names, *texts, strict=True)], width)
    made = Table(box=None, padding=(0, _GAP, 0, 0), pad_edge=False, header_style="bold", show_edge=False)
    for name, wide in zip(names, widths, strict=True):
        made.add_column(name, width=wide, overflow="fold")
    for text in texts:
        made.add_row(*(Text(_broken(value, wide)) for value, wide in zip(text, widths, strict=True)))
    yield made
    yield Text(f"{len(rows)} {'row' if len(rows) == 1 else 'rows'}.", style="dim")


def _widths(wanted: Sequence[int], width: int) -> list[int]:
    """Share a width out: a column gets what it wants, unless it wants more than its share of what the others leave."""
    left, columns = width - _GAP * (len(wanted) - 1), len(wanted)
    given = [0] * len(wanted)
    for number in sorted(range(len(wanted)), key=lambda item: wanted[item]):
        given[number] = max(min(wanted[number], left // columns), 1)
        left, columns = left - given[number], columns - 1
    return given


def _broken(text: str, width: int) -> str:
    """Return a text in lines of at most a width, broken where a reader would."""
    lines = [""]
    for piece in filter(None, _PIECE.findall(text)):
        if len((lines[-1] + piece).rstrip()) > width and lines[-1]:
            lines.append("")
        lines[-1] += piece
    return "\n".join(line.rstrip() for line in lines)


def listed(questions: Iterable[Named]) -> RenderableType:
    """Return the questions that have a name, each with its English below it."""
    return Group(
        *(
            Group(Text(item.name, style="bold"), Padding(Text(f"{item.english} {item.note}".strip()), (0, 0, 0, 2)))
            for item in questions
        )
    )
