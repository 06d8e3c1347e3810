"""How rival theories fare, for the terminal: a matrix of theories and states, and a sentence for each cell."""

import textwrap
from collections.abc import Sequence

from rich.console import Group
from rich.table import Table
from rich.text import Text

from explain.theories import Cell
from kb.store import KnowledgeBase

ABREAST = 3
"""How many columns of states stand beside one another."""
_OUTCOME, _THEORY = 12, 41
_STYLES = {"supported": "green", "contradicted": "red", "coincidental": "yellow"}


def matrix(kb: KnowledgeBase, cells: Sequence[Cell], rows: int, width: int = 80) -> Group:
    """Return the cells as tables of theories against states or episodes, then what each cell means.

    Args:
        kb: the knowledge base, for words.
        cells: column by column, in each the same theories.
        rows: how many theories there are.
        width: columns of the terminal.
    """
    columns = [cells[start : start + rows] for start in range(0, len(cells), rows)]
    crowded = len({item.coalition for item in cells}) > 1
    parts: list[Table | Text | str] = []
    for start in range(0, len(columns), ABREAST):
        parts += [_table(kb, columns[start : start + ABREAST], crowded), ""]
    for column in columns:
        first = column[0]
        part = f"{kb.label(first.state)} in the {kb.label(first.coalition)}"
        parts.append(Text(_capital(f"{part}: {first.episode}" if first.episode else part), "bold"))
        parts += [_paragraph(item, width) for item in column]
        parts.append("")
    return Group(*parts, Text("To see why: coalition why STATE THEORY", "dim"))


def _table(kb: KnowledgeBase, columns: Sequence[Sequence[Cell]], crowded: bool) -> Table:
    drawn = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    drawn.add_column("Theory", width=_THEORY - 1, overflow="fold")
    for column in columns:
        drawn.add_column(_head(kb, column[0], crowded), width=_OUTCOME, overflow="fold", vertical="bottom")
    for row in zip(*columns, strict=True):
        drawn.add_row(row[0].label, *(Text(item.outcome, _STYLES.get(item.outcome, "dim")) for item in row))
    return drawn


def _head(kb: KnowledgeBase, first: Cell, crowded: bool) -> str:
    """Return what stands above a column: the episode or the state, with its coalition where there are several."""
    if first.episode:
        return _capital(f"{kb.label(first.state)} {first.episode.removeprefix(f'{first.state}-')}")
    return _capital(kb.label(first.state) + (f", {kb.label(first.coalition)}" if crowded else ""))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _paragraph(item: Cell, width: int) -> Text:
    lead = f"{item.label}: {item.outcome}. "
    rows = textwrap.wrap(lead + item.sentence, width, subsequent_indent="  ", break_long_words=False)
    text = Text("\n".join(rows))
    text.stylize("bold", 0, min(len(item.label), len(rows[0])))
    return text
