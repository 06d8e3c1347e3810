"""Two sides that are held against each other: what their names mean, and how their differences are shown."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.console import WIDTH, console, print_json, show
from cli.court import set_by_user
from cli.options import Load, load_instead, may_run_code

if TYPE_CHECKING:
    from explain.answer import Answer
    from explain.comparing.sides import Side

BUNDLED = "bundled"
"""What stands for the rules that the program brings, without any pack."""


def side(named: Path, load: Load, settings: Iterable[str]) -> "Side":
    """Return one side: these cases under the rules of this run, or the cases of this run under these rules."""
    from explain.comparing.sides import Side
    from rules.packs.beside import with_pack
    from rules.packs.finding import find_pack
    from rules.packs.reading import is_pack
    from rules.packs.taking import BOOKS, bundled
    from rules.theory.thresholds import with_overrides

    own = set_by_user(settings)
    if str(named) == BUNDLED:
        return Side(load(), bundled(), with_overrides(own, packs=False))
    found = find_pack(named)
    if not is_pack(found):
        return Side(load_instead(found), BOOKS, with_overrides(own))
    read = with_pack(found, run_code=may_run_code())
    return Side(load(), read.books, with_overrides({**read.settings, **own}))


def this_run(load: Load, settings: Iterable[str]) -> "Side":
    """Return the side that the options of the running command describe."""
    from explain.comparing.sides import Side
    from rules.packs.taking import BOOKS
    from rules.theory.thresholds import with_overrides

    return Side(load(), BOOKS, with_overrides(set_by_user(settings)))


def show_differences(answers: "Iterable[Answer]", form: str) -> None:
    """Print the answers that differ, one after another, and count them."""
    from explain.renderings import text
    from explain.renderings.plain import as_data

    found = list(answers)
    if form == "json":
        print_json([as_data(item) for item in found])
        return
    if found:
        show(*(text.render(item, width=min(console().width, WIDTH)) for item in found))
        click.echo()
    click.echo(
        "Nothing differs." if not found else f"{len(found)} answer{' differs' if len(found) == 1 else 's differ'}."
    )
