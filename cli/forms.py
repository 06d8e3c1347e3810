"""In which form a command writes its results, and where: the same options for every command that prints some."""

import io
from collections.abc import Callable, Mapping
from contextlib import redirect_stdout
from functools import wraps
from pathlib import Path
from typing import Any

import click

from kb.errors import InputError, Place

SUFFIXES: Mapping[str, str] = {
    ".txt": "text",
    ".json": "json",
    ".md": "markdown",
    ".html": "html",
    ".dot": "dot",
    ".gv": "dot",
    ".mmd": "mermaid",
    ".ttl": "rdf",
    ".csv": "csv",
    ".tsv": "tsv",
    ".tex": "latex",
    ".sarif": "sarif",
}
"""The form that the ending of a file stands for."""


OUTPUT = click.option(
    "-o", "--output", "path", type=click.Path(path_type=Path), metavar="FILE", help="Where; else standard output."
)
"""Gives a command ``-o``; it is passed ``path``."""


def form_options(*forms: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command ``--format``, ``--json`` and ``-o``; pass it ``form`` and ``path``."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(command)
        def called(*, form: str | None, as_json: bool, path: Path | None, **options: object) -> object:
            if as_json and form not in (None, "json"):
                raise click.UsageError(f"--json and --format {form} exclude each other.")
            chosen = "json" if as_json else form
            if path is not None:
                chosen = _for_file(forms, chosen, path)
            return command(form=chosen or "text", path=path, **options)

        options = (
            click.option("--format", "form", type=click.Choice(forms), help="How; by the ending of FILE, or text."),
            click.option("--json", "as_json", is_flag=True, help="Short for --format json."),
            OUTPUT,
        )
        for option in reversed(options):
            called = option(called)
        return called

    return decorate


def printed_options(*forms: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command that prints its results the same options; pass it ``form``, and put what it prints in the file."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(command)
        def called(*, path: Path | None, **options: object) -> None:
            if path is None:
                command(**options)
                return
            from kb.writing.export import write_whole

            with redirect_stdout(io.StringIO()) as printed:
                command(**options)
            write_whole(printed.getvalue().encode(), path)

        return form_options(*forms)(called)

    return decorate


def _for_file(forms: tuple[str, ...], form: str | None, path: Path) -> str:
    """Return the form to write to a file, once it is known that the file could be written.

    Raises:
        InputError: the ending of the file names no form, or something that is no file stands there.
    """
    from kb.writing.export import check_goal

    check_goal(path)
    if form is not None:
        return form
    found = SUFFIXES.get(path.suffix.lower())
    if found not in forms:
        endings = [ending for ending, name in SUFFIXES.items() if name in forms]
        raise InputError(
            f"the ending {path.suffix!r} does not say in which form to write",
            where=Place(str(path)),
            remedy=f"Use one of {', '.join(endings)}, or name the form with --format.",
        )
    return found
