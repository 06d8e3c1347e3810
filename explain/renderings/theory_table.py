"""How rival theories fare, for the terminal: a matrix of theories and states, and a sentence for each cell."""

import textwrap
from collections.abc import Sequence

from rich.console import Group
from rich.table import Table
from rich.text import Text

from explain.answers.theories import Cell
from explain.words.phrases import the
from kb.store import KnowledgeBase
from rules.engine.proof import ON_THE_RECORD

ABREAST = 3
"""How many columns of states stand beside one another."""
_OUTCOME, _THEORY = 13, 38
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
    parts: list[Table | Text | str] = []
    groups = list(dict.fromkeys(column[0].coalition for column in columns))
    for group in groups:
        own = [column for column in columns if column[0].coalition == group]
        parts += [Text(_capital(kb.label(group)), "bold")] * (len(groups) > 1)
        for start in range(0, len(own), ABREAST):
            parts += [_table(kb, own[start : start + ABREAST]), ""]
    for column in columns:
        first = column[0]
        part = f"{kb.label(first.state)} in {the(kb.label(first.coalition))}"
        parts.append(Text(_capital(f"{part}: {first.episode}" if first.episode else part), "bold"))
        parts += [_paragraph(item, width) for item in column]
        parts.append("")
    legend = "? facts are missing. " if any(item.missing for item in cells) else ""
    legend += "° on the record. " if any(item.standing == ON_THE_RECORD for item in cells) else ""
    return Group(*parts, Text(f"{legend}To see why: coalition why STATE THEORY", "dim"))


def _table(kb: KnowledgeBase, columns: Sequence[Sequence[Cell]]) -> Table:
    drawn = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    drawn.add_column("Theory", width=_THEORY - 1, overflow="fold")
    for column in columns:
        drawn.add_column(_head(kb, column[0]), width=_OUTCOME, overflow="fold", vertical="bottom")
    for row in zip(*columns, strict=True):
        drawn.add_row(row[0].label, *(_mark(item) for item in row))
    return drawn


def _mark(item: Cell) -> Text:
    mark = " ?" if item.missing else "°" if item.standing == ON_THE_RECORD else ""
    return Text(item.outcome + mark, _STYLES.get(item.outcome, "dim"))


def _head(kb: KnowledgeBase, first: Cell) -> str:
    """Return what stands above a column: the state, with the month where only one episode is meant."""
    state = _capital(kb.label(first.state))
    return f"{state} {first.episode.removeprefix(f'{first.state}-')}" if first.episode else state


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _paragraph(item: Cell, width: int) -> Text:
    lead = f"{item.label}: {item.outcome}. "
    rows = textwrap.wrap(lead + item.sentence, width, subsequent_indent="  ", break_long_words=False)
    text = Text("\n".join(rows))
    text.stylize("bold", 0, min(len(item.label), len(rows[0])))
    return text
