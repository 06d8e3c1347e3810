"""What every command that answers a question shares: how much to show, in which form, and where."""

from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli.asking_again import HEARD, asked
from cli.console import WIDTH, console, json_text, show
from kb.errors import InputError, Place

if TYPE_CHECKING:
    from explain.answer import Answer
    from rules.judging.court import Court

FORMATS = ("text", "json", "markdown", "html", "dot", "mermaid", "rdf")
"""The forms in which an answer can be written."""

SUFFIXES: Mapping[str, str] = {
    ".txt": "text",
    ".json": "json",
    ".md": "markdown",
    ".html": "html",
    ".dot": "dot",
    ".gv": "dot",
    ".mmd": "mermaid",
    ".ttl": "rdf",
}
"""The form that the ending of a file stands for."""

_WHOLE = frozenset({"json", "html", "rdf"})
"""The forms that leave nothing out."""


def answer_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command ``--depth``, ``--all``, ``--format``, ``--json`` and ``-o``; pass it ``form`` and ``path``."""

    @wraps(command)
    def called(*, form: str | None, as_json: bool, path: Path | None, **options: object) -> object:
        if as_json and form not in (None, "json"):
            raise click.UsageError(f"--json and --format {form} exclude each other.")
        return command(form="json" if as_json else _form(form, path), path=path, **options)

    options = (
        click.option("--depth", type=click.IntRange(min=1), help="Levels of reasons to show; 4 unless given."),
        click.option("--all", "everything", is_flag=True, help="Show every derivation and every premise."),
        click.option("--format", "form", type=click.Choice(FORMATS), help="How; by the ending of FILE, or text."),
        click.option("--json", "as_json", is_flag=True, help="Short for --format json."),
        click.option(
            "-o",
            "--output",
            "path",
            type=click.Path(path_type=Path),
            metavar="FILE",
            help="Where; else standard output.",
        ),
    )
    for option in reversed(options):
        called = option(called)
    return called


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
    levels = _depth(depth, everything=everything)
    if path is not None:
        from kb.writing.export import write_whole

        write_whole(_written(answer, court, form, levels).encode(), path)
    elif form == "text":
        from explain.renderings.text import render

        show(render(answer, width=min(console().width, WIDTH), depth=levels))
    else:
        click.echo(_written(answer, court, form, levels), nl=False)


def _depth(depth: int | None, *, everything: bool) -> int | None:
    from explain.renderings.shortening import DEPTH

    return None if everything else depth or DEPTH


def _form(form: str | None, path: Path | None) -> str:
    """Return the form to write, once it is known that the file could be written.

    Raises:
        InputError: the ending of the file names no form, or something that is no file stands there.
    """
    if path is None:
        return form or "text"
    from kb.writing.export import check_goal

    check_goal(path)
    if form is None and path.suffix.lower() not in SUFFIXES:
        raise InputError(
            f"the ending {path.suffix!r} does not say in which form to write",
            where=Place(str(path)),
            remedy=f"Use one of {', '.join(SUFFIXES)}, or name the form with --format.",
        )
    return form or SUFFIXES[path.suffix.lower()]


def _written(answer: "Answer", court: "Court", form: str, depth: int | None) -> str:
    """Return an answer in a form, as it stands in a file."""
    if form == "json":
        from explain.renderings.plain import as_data

        return json_text(as_data(answer))
    if form == "rdf":
        from explain.linked.answer import triples
        from kb.writing.export import serialise

        return serialise({"answer": triples(court, answer, asked(click.get_current_context()))}, "turtle").decode()
    if form == "html":
        from explain.renderings import html

        return html.render(answer)
    if form == "markdown":
        from explain.renderings import markdown

        return markdown.render(answer, depth=depth)
    if form == "text":
        from explain.renderings import text

        return text.render(answer, width=WIDTH, depth=depth).plain + "\n"
    from explain.renderings import graphs

    return (graphs.dot if form == "dot" else graphs.mermaid)(answer, depth=depth)
