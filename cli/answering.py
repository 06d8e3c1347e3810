"""What every command that answers a question shares: how much to show, in which form, and where."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli.asking_again import HEARD, asked
from cli.console import WIDTH, console, json_text, show
from cli.forms import drawn_options, form_options
from cli.given import all_with_given
from cli.making import made_with, with_made

if TYPE_CHECKING:
    from explain.answer import Answer
    from explain.made_with import MadeWith
    from rules.judging.court import Court

FORMATS = ("text", "json", "markdown", "html", "dot", "mermaid", "rdf")
"""The forms in which an answer can be written."""

_WHOLE = frozenset({"json", "html", "rdf"})
"""The forms that leave nothing out."""


def answer_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command ``--depth``, ``--all``, ``--format``, ``--json`` and ``-o``; pass it ``form`` and ``path``."""
    return _how_much(form_options(*FORMATS)(command))


def drawn_answer_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the same, and the forms of pictures; see :func:`cli.forms.drawn_options`."""
    return _how_much(drawn_options(*FORMATS, answers=True)(command))


def _how_much(command: Callable[..., Any]) -> Callable[..., Any]:
    depth = click.option("--depth", type=click.IntRange(min=1), help="Levels of reasons to show; 4 unless given.")
    everything = click.option("--all", "everything", is_flag=True, help="Show every derivation and every premise.")
    return depth(everything(command))


def wants_all(shown: Mapping[str, Any]) -> bool:
    """Tell whether every derivation is asked for: by ``--all``, or by a form that leaves nothing out."""
    return bool(shown["everything"]) or shown["form"] in _WHOLE


def show_answer(
    answer: "Answer", court: "Court", *, depth: int | None, everything: bool, form: str, path: Path | None
) -> None:
    """Print an answer, or write it to a file whole, in the form that was asked for.

    Raises:
        InputError: the file cannot be written.
    """
    heard = click.get_current_context().meta.get(HEARD)
    if heard is not None:
        heard.append((answer, court))
        return
    answer = replace(answer, advice=all_with_given(answer.advice))
    levels = _depth(depth, everything=everything)
    if path is not None:
        from kb.writing.export import write_whole

        write_whole(_written(answer, court, form, levels).encode(), path)
    elif form == "text":
        from explain.renderings.text import render

        show(render(answer, width=min(console().width, WIDTH), depth=levels))
    else:
        click.echo(_written(answer, court, form, levels), nl=False)


def _made(answer: "Answer", court: "Court") -> "MadeWith":
    """Return with what an answer was made, from the facts about all that it is about."""
    from explain.linked.answer import subjects

    return made_with(court.kb, court, subjects(court, answer))


def _depth(depth: int | None, *, everything: bool) -> int | None:
    from explain.renderings.shortening import DEPTH

    return None if everything else depth or DEPTH


def _written(answer: "Answer", court: "Court", form: str, depth: int | None) -> str:
    """Return an answer in a form, as it stands in a file."""
    if form == "json":
        from explain.renderings.plain import as_data

        return json_text(with_made(as_data(answer), _made(answer, court)))
    if form == "rdf":
        from explain.linked.answer import triples
        from kb.writing.export import serialise

        return serialise({"answer": triples(court, answer, asked(click.get_current_context()))}, "turtle").decode()
    if form == "html":
        from explain.renderings import html

        return html.render(answer, _made(answer, court))
    if form == "markdown":
        from explain.renderings import markdown

        return markdown.render(answer, depth=depth)
    if form == "text":
        from explain.renderings import text

        return text.render(answer, width=WIDTH, depth=depth).plain + "\n"
    from explain.renderings import graphs

    return (graphs.dot if form == "dot" else graphs.mermaid)(answer, depth=depth)
