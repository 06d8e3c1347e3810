"""``coalition diff``: which answers two sides give otherwise, and through which facts or rules."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli.court import threshold_option
from cli.forms import printed_options
from cli.options import knowledge_options
from cli.sides import show_differences, side

if TYPE_CHECKING:
    from cli.options import Load


@click.command(epilog="Example: coalition diff my-cases/ your-cases/")
@click.argument("old", metavar="OLD", type=click.Path(path_type=Path))
@click.argument("new", metavar="NEW", type=click.Path(path_type=Path))
@threshold_option
@printed_options("text", "json")
@knowledge_options
def diff(*, load: "Load", old: Path, new: Path, settings: tuple[str, ...], form: str) -> None:
    """Show which answers differ between OLD and NEW, and through which facts or rules.

    Each may be cases (a file or a folder, read as with --cases), rules (a pack, or the word bundled for the rules
    without it) or results (a file that `coalition judge --json` wrote).
    """
    from explain.comparing.saved import is_saved, saved_differences
    from explain.comparing.sides import differences

    if is_saved(old) or is_saved(new):
        found = saved_differences(*(_results(path, load, settings) for path in (old, new)))
    else:
        found = differences(side(old, load, settings), side(new, load, settings))
    show_differences(found, form)


def _results(path: Path, load: "Load", settings: tuple[str, ...]) -> "list[dict[str, Any]]":
    """Return saved results, or those that cases or rules give now."""
    from explain.answers.judgements import as_data
    from explain.comparing.saved import is_saved, read_saved

    if is_saved(path):
        return read_saved(path)
    court = side(path, load, settings).court
    return [as_data(court.judge(name)) for name in court.episodes]
