"""Computed tables as text for the terminal, JSON, Markdown, CSV and LaTeX."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from explain.tables.computed import Entry, Footnote, Table

WIDTH = 80


def text(table: Table, width: int = WIDTH) -> str:
    """Return a table as plain text of a width, footnotes below, each line without spaces at its end."""
    drawn = Grid(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="")
    for head, numeric in zip(table.heads, table.numeric, strict=True):
        drawn.add_column(head, justify="right" if numeric else "left", overflow="fold")
    drawn.add_section()
    for row in table.rows:
        drawn.add_row(*(Text(_marked(entry, "({})")) for entry in row))
    page = Console(width=width, file=io.StringIO(), color_system=None, highlight=False, markup=False, emoji=False)
    with page.capture() as captured:
        page.print(Text(_title(table)))
        page.print()
        page.print(drawn)
        page.print()
        for note in table.footnotes:
            lead = f"({note.mark}) " if note.mark else ""
            page.print(Text(f"{lead}{note.text}"))
        page.print(Text(counted(table)))
    return "\n".join(line.rstrip() for line in captured.get().splitlines()) + "\n"


def markdown(table: Table, width: int = WIDTH) -> str:
    """Return a table as Markdown, footnotes as GitHub and pandoc read them."""
    del width
    rule = ["--:" if numeric else "---" for numeric in table.numeric]
    rows = [[_md(_marked(entry, "[^{}]"), notes=True) for entry in row] for row in table.rows]
    lines = [f"**{_md(_title(table))}**", ""]
    lines += [f"| {' | '.join(cells)} |" for cells in ([_md(head) for head in table.heads], rule, *rows)]
    plain = [_md(note.text) for note in table.footnotes if not note.mark]
    marked = [f"[^{note.mark}]: {_md(note.text)}" for note in table.footnotes if note.mark]
    for item in (*plain, counted(table), *marked):
        lines += ["", item]
    return "\n".join(lines) + "\n"


def comma_separated(table: Table, width: int = WIDTH) -> str:
    """Return a table as CSV, with a last column for the footnotes of each row."""
    del width
    goal = io.StringIO()
    writer = csv.writer(goal, lineterminator="\n")
    writer.writerow([*table.heads, "Notes"])
    notes = {note.mark: note.text for note in table.footnotes}
    for row in table.rows:
        told = [f"{head}: {notes[mark]}" for head, entry in zip(table.heads, row, strict=True) for mark in entry.marks]
        writer.writerow([*(_safe(entry.text) for entry in row), " ".join(told)])
    return goal.getvalue()


def latex(table: Table, width: int = WIDTH) -> str:
    """Return a table as LaTeX with the rules of booktabs, footnotes below."""
    del width
    columns = "".join("r" if numeric else "l" for numeric in table.numeric)
    lines = ["\\begin{table}", f"\\caption{{{_tex(_title(table))}}}", f"\\label{{tab:{table.id}}}"]
    lines += [f"\\begin{{tabular}}{{{columns}}}", "\\toprule", _tex_row(map(_tex, table.heads)), "\\midrule"]
    lines += [_tex_row(_tex(entry.text) + _superscript(entry.marks) for entry in row) for row in table.rows]
    lines += ["\\bottomrule", "\\end{tabular}", "", "\\footnotesize"]
    lines += [f"{_superscript((note.mark,) if note.mark else ())}{_tex(note.text)}\\par" for note in table.footnotes]
    return "\n".join([*lines, f"{_tex(counted(table))}\\par", "\\end{table}"]) + "\n"


def as_data(table: Table) -> dict[str, Any]:
    """Return a table as plain data: its cells by row and head, and the footnotes under their marks."""
    return {
        "table": table.id,
        "caption": table.caption,
        "source": table.source,
        "heads": list(table.heads),
        "rows": [[{"text": entry.text, "notes": list(entry.marks)} for entry in row] for row in table.rows],
        "notes": [{"mark": note.mark, "text": note.text, "differs": note.differs} for note in table.footnotes],
    }


def as_json(table: Table, width: int = WIDTH) -> str:
    """Return a table as JSON."""
    del width
    return json.dumps(as_data(table), indent=2, ensure_ascii=False) + "\n"


FORMATS: Mapping[str, Callable[[Table, int], str]] = {
    "text": text,
    "json": as_json,
    "markdown": markdown,
    "csv": comma_separated,
    "latex": latex,
}
"""How a table can be written, by the name that a user gives."""


def _title(table: Table) -> str:
    return f"{table.caption} ({table.source})"


def counted(table: Table) -> str:
    """Return how many differences there are, in words."""
    number = len(_differing(table.footnotes))
    told = {0: "No published cell differs", 1: "One difference"}.get(number, f"{number} differences")
    return f"Computed from the knowledge base. {told}{' from what was published' if number else ''}."


def _differing(notes: Iterable[Footnote]) -> list[Footnote]:
    return [note for note in notes if note.differs]


def _marked(entry: Entry, form: str) -> str:
    return entry.text + "".join(f" {form.format(mark)}" if "(" in form else form.format(mark) for mark in entry.marks)


def _md(words: str, *, notes: bool = False) -> str:
    special = r"([\\`*_{}<>|#])" if notes else r"([\\`*_{}\[\]<>|#])"
    return re.sub(special, r"\\\1", words)


def _safe(words: str) -> str:
    """Return the text of a cell so that no spreadsheet takes it for a formula."""
    return f"'{words}" if words[:1] in ("=", "+", "-", "@") else words


_TEX: Mapping[str, str] = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_{}"},
    "–": "--",
    "’": "'",
    "→": r"$\rightarrow$",
}


def _tex(words: str) -> str:
    return "".join(_TEX.get(letter, letter) for letter in words)


def _tex_row(cells: Iterable[str]) -> str:
    return f"{' & '.join(cells)} \\\\"


def _superscript(marks: tuple[str, ...]) -> str:
    return f"\\textsuperscript{{{','.join(marks)}}}" if marks else ""
