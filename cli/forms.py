"""In which form a command writes its results, and where: the same options for every command that prints some."""

import io
import sys
from collections.abc import Callable, Mapping
from contextlib import redirect_stdout
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kb.errors import InputError, Place

if TYPE_CHECKING:
    from explain.made_with import MadeWith
    from explain.pictures.shapes import Picture
    from kb.store import KnowledgeBase

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
    ".svg": "svg",
    ".png": "png",
    ".pdf": "pdf",
}
"""The form that the ending of a file stands for."""

PICTURES = ("svg", "png", "pdf")
"""The forms in which a picture can be written."""

Drawn = tuple["KnowledgeBase", "Picture", "MadeWith"]
"""What a command returns that was to draw: from which knowledge base, the picture, and with what it was made."""


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
        return form_options(*forms)(_printed(command))

    return decorate


def _printed(command: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(command)
    def called(*, path: Path | None, **options: object) -> None:
        if path is None:
            command(**options)
            return
        from kb.writing.export import write_whole

        ended: click.exceptions.Exit | None = None
        with redirect_stdout(io.StringIO()) as printed:
            try:
                command(**options)
            except click.exceptions.Exit as exit_:  # done, and something was found wrong
                ended = exit_
        write_whole(printed.getvalue().encode(), path)
        if ended is not None:
            raise ended

    return called


def drawn_options(*forms: str, answers: bool = False) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command that can also draw its results the same options, and ``--caption``.

    Where ``form`` is one of :data:`PICTURES`, the command returns what is :data:`Drawn`. Otherwise it prints, or, where
    it ``answers``, it is passed ``path`` and writes by itself.
    """

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        plain = command if answers else _printed(command)

        @wraps(command)
        def called(*, form: str, path: Path | None, caption: bool, **options: object) -> None:
            if form in PICTURES or (caption and form == "text" and path is None):
                own = {"path": path} if answers else {}
                _draw(command(form=form if form in PICTURES else "svg", **own, **options), form, path, caption=caption)
            elif caption:
                raise click.UsageError(f"--caption goes with a picture ({', '.join(PICTURES)}) or stands alone.")
            else:
                plain(form=form, path=path, **options)

        told = "Print what goes below the picture in a paper: a caption, and the works in BibTeX."
        return click.option("--caption", is_flag=True, help=told)(form_options(*forms, *PICTURES)(called))

    return decorate


def _draw(drawn: Drawn, form: str, path: Path | None, *, caption: bool) -> None:
    """Write a picture to a file, or else to standard output; then print its caption if that is wanted."""
    from explain.pictures.citing import told
    from explain.pictures.paper import written
    from kb.writing.export import write_whole

    kb, picture, made = drawn
    if form in PICTURES and path is not None:
        write_whole(written(picture, form), path)
    elif form in PICTURES:
        if caption or (form != "svg" and sys.stdout.isatty()):
            raise click.UsageError(f"name the file for the picture, as in -o picture.{form}.")
        click.echo(written(picture, form), nl=False)
    if caption:
        click.echo(told(kb, picture, made), nl=False)


def nothing(told: str, form: str) -> None:
    """Say that there is nothing to show.

    Raises:
        InputError: a picture was to show it.
    """
    if form in PICTURES:
        raise InputError(f"there is nothing to draw: {told}", remedy="Name another state, coalition or day.")
    click.echo(told)


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
        told = f"the ending {path.suffix!r}" if path.suffix else "a name without an ending"
        raise InputError(
            f"{told} does not say in which form to write",
            where=Place(str(path)),
            remedy=f"Use one of {', '.join(endings)}, or name the form with --format.",
        )
    return found
