"""``coalition theories``: how rival theories fare, as a matrix and in sentences."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from cli.console import WIDTH, console, print_json, show
from cli.court import complete_episodes, court_options
from cli.forms import PICTURES, Drawn, drawn_options
from cli.making import made_with, with_made
from cli.options import unknown

if TYPE_CHECKING:
    from kb.store import KnowledgeBase
    from rules.judging.court import Court
    from rules.judging.dossier import Archive

Column = tuple[str, str, str | None]
"""A state, a coalition and, where only one exit is meant, an episode."""


@click.command(epilog="Example: coalition theories belgium terror-at-home")
@click.argument("names", metavar="[STATE | EPISODE | THEORY]...", nargs=-1, shell_complete=complete_episodes)
@click.option("--coalition", help="Only the parts of states in this coalition.")
@drawn_options("text", "json")
@court_options
def theories(
    *, kb: "KnowledgeBase", court: "Court", names: tuple[str, ...], coalition: str | None, form: str
) -> Drawn | None:
    """Set rival theories of why states leave coalitions against the cases.

    A theory is supported, contradicted, coincidental or untested for a STATE's part in a coalition, or at what went
    before one EPISODE. Names of theories select rows.
    """
    from explain.answers.theories import as_data, cell
    from rules.judging.dossier import Archive

    archive = Archive(court)
    rows, columns = _selected(kb, archive, names, coalition)
    cells = [cell(kb, archive.dossier(state, group), row, episode) for state, group, episode in columns for row in rows]
    if form in PICTURES:
        from explain.pictures.theories import theories as draw

        about = {item.episode or f"{item.state}/{item.coalition}" for item in cells}
        return kb, draw(kb, cells, len(rows)), made_with(kb, court, sorted(about))
    if form == "json":
        made = [made_with(kb, court, [item.episode or f"{item.state}/{item.coalition}"]) for item in cells]
        print_json([with_made(as_data(item), own) for item, own in zip(cells, made, strict=True)])
        return None
    from explain.renderings.theory_table import matrix

    show(matrix(kb, cells, len(rows), min(console().width, WIDTH)))
    return None


def _selected(
    kb: "KnowledgeBase", archive: "Archive", names: Iterable[str], coalition: str | None
) -> tuple[list[str], list[Column]]:
    """Return the theories and the parts of states that names select; all where none is given."""
    known = _theories(kb)
    rows: dict[str, None] = {}
    columns: dict[Column, None] = {}
    parts = [(state, group) for group, state in sorted((group, state) for state, group in archive.parts)]
    if coalition:
        parts = [part for part in parts if coalition.casefold() in _spellings(kb, part[1])]
        if not parts:
            raise unknown("coalition", coalition, {group for _, group in archive.parts})
    for text in names:
        found = list(_columns(kb, archive, parts, text.casefold()))
        columns.update(dict.fromkeys(found))
        meant = [name for name, label in known.items() if text.casefold() in (name, label.casefold())]
        rows.update(dict.fromkeys(meant))
        if not found and not meant:
            there = [*known, *(state for state, _ in parts), *archive.court.episodes]
            raise unknown("state, episode or theory", text, there)
    return list(rows or known), list(columns) or [(state, group, None) for state, group in parts]


def _columns(kb: "KnowledgeBase", archive: "Archive", parts: list[tuple[str, str]], text: str) -> Iterator[Column]:
    for state, group in parts:
        if text in _spellings(kb, state):
            yield state, group, None
    item = archive.court.episodes.get(text)
    if item is not None and (item.episode.state, item.episode.coalition) in parts:
        yield item.episode.state, item.episode.coalition, text


def _theories(kb: "KnowledgeBase") -> dict[str, str]:
    from explain.answers.theories import theories as every

    return {item.id.rpartition("/")[2]: kb.label(item.id) for item in every(kb)}


def _spellings(kb: "KnowledgeBase", name: str) -> tuple[str, str]:
    return name.casefold(), kb.label(name).casefold()
