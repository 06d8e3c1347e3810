"""The one console that commands print to, and the width of what they print.

In a pipe, or anywhere that is not a terminal, output is 80 columns wide and has no colour. ``NO_COLOR`` and
``TERM=dumb`` are respected by rich itself.
"""

import io
import sys
import textwrap
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

WIDTH = 80
"""Columns outside a terminal."""


@cache
def console() -> "Console":
    """Return the console for results: standard output."""
    from rich.console import Console

    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal without a character shows another, and goes on
    width = None if sys.stdout.isatty() else WIDTH
    return Console(width=width, highlight=False, markup=False, emoji=False, soft_wrap=False)


_paging: ContextVar[bool] = ContextVar("paging", default=False)


@contextmanager
def paged() -> Iterator[None]:
    """Show what is longer than the screen page by page, for a while: in a conversation its beginning would be gone."""
    before = _paging.set(True)
    try:
        yield
    finally:
        _paging.reset(before)


def show(*renderables: "RenderableType") -> None:
    """Print results with an empty line between them; outside a terminal no line ends in spaces."""
    shared = console()
    with shared.capture() as printed:
        for index, renderable in enumerate(renderables):
            shared.print(*[""] * bool(index), renderable, sep="\n")
    text = printed.get()
    if not shared.is_terminal:
        sys.stdout.write("".join(f"{line.rstrip()}\n" for line in text.splitlines()))
    elif _paging.get() and text.count("\n") >= shared.height:
        import click

        click.echo_via_pager(text, color=True)
    else:
        sys.stdout.write(text)


def print_json(value: object) -> None:
    """Print a value as indented JSON, keys in the order given, the same bytes in a terminal and in a pipe."""
    import click

    click.echo(json_text(value), nl=False)


def print_each(values: Iterable[object]) -> None:
    """Print values as one indented JSON list, each as soon as it is there."""
    import click

    before = "["
    for value in values:
        click.echo(f"{before}\n{textwrap.indent(json_text(value).rstrip(), '  ')}", nl=False)
        before = ","
    click.echo("[]" if before == "[" else "\n]")


def folded(message: str, lead: str = "Error: ") -> str:
    """Return a message in lines no wider than outside a terminal; what has no spaces, as a path, stays whole."""
    lines: list[str] = []
    for line in message.split("\n"):
        indent = line[: len(line) - len(line.lstrip())]
        width = WIDTH - (0 if lines else len(lead))
        if len(line) <= width:
            lines.append(line)
            continue
        first = textwrap.wrap(
            line.strip(),
            WIDTH,
            initial_indent=indent + " " * (WIDTH - width),
            subsequent_indent=f"{indent}  ",
            break_long_words=False,
            break_on_hyphens=False,
        )
        lines += [first[0][WIDTH - width :], *first[1:]]
    return "\n".join(lines)


def json_text(value: object) -> str:
    """Return a value as indented JSON, keys in the order given."""
    import json

    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"
