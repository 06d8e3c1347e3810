"""What every command that answers a question shares: how much to show, and in which form."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from cli.console import WIDTH, console, print_json, show

if TYPE_CHECKING:
    from explain.answer import Answer

_DEPTH = click.option("--depth", type=click.IntRange(min=1), help="Levels of reasons to show; 4 unless given.")
_ALL = click.option("--all", "everything", is_flag=True, help="Show every derivation and every premise.")
_JSON = click.option("--json", "as_json", is_flag=True, help="Print the whole answer as data.")


def answer_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command ``--depth``, ``--all`` and ``--json``."""
    return _DEPTH(_ALL(_JSON(command)))


def show_answer(answer: "Answer", *, depth: int | None, everything: bool, as_json: bool) -> None:
    """Print an answer in the form that was asked for."""
    if as_json:
        from explain.plain import as_data

        print_json(as_data(answer))
        return
    from explain.text import DEPTH, render

    show(render(answer, width=min(console().width, WIDTH), depth=None if everything else depth or DEPTH))
