"""``coalition judge``: the verdict on every change of every contribution."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli.console import print_each, show
from cli.court import complete_episodes, court_options, find_episodes, find_findings
from cli.forms import printed_options
from cli.given import with_given
from cli.judging import as_data, as_row, worlds_as_data, worlds_as_lines
from cli.making import made_with, with_made
from cli.spreading import Spread, spread_options

if TYPE_CHECKING:
    from kb.store import KnowledgeBase
    from rules.judging.court import Court


@click.command(epilog="Example: coalition judge denmark netherlands-2017-07")
@click.argument("names", metavar="[EPISODE | STATE | COALITION]...", nargs=-1, shell_complete=complete_episodes)
@click.option(
    "--against",
    metavar="PATH | NAME | bundled",
    type=click.Path(path_type=Path),
    help="Show only what is judged otherwise than by this pack of rules, or by the bundled rules.",
)
@click.option(
    "--possible-worlds",
    is_flag=True,
    help="How often each verdict comes out, whichever way what sources leave open is settled.",
)
@printed_options("text", "json")
@spread_options
@court_options
def judge(
    *,
    kb: "KnowledgeBase",
    court: "Court",
    names: tuple[str, ...],
    form: str,
    against: Path | None,
    possible_worlds: bool,
    workers: int,
    scheduler: str | None,
) -> None:
    """Judge whether changes of contributions were defections.

    Each EPISODE is a month in which a STATE's part in a COALITION changed, or in which it did not bring what it
    owed. Without names, all episodes are judged.
    """
    if against is not None:
        if possible_worlds or workers > 1 or scheduler:
            raise click.UsageError("--against goes with no --possible-worlds, --workers or --scheduler.")
        _judge_against(kb, court, names, against, form)
        return
    work = {
        (False, "json"): as_data,
        (False, "text"): as_row,
        (True, "json"): worlds_as_data,
        (True, "text"): worlds_as_lines,
    }[possible_worlds, form]
    spread = Spread(court, work, find_episodes(kb, court, names), workers, scheduler, slow=possible_worlds)
    with spread.kept():
        if form == "json":
            print_each(_completed(kb, court, item) for item in spread.results())
        elif possible_worlds:
            for number, lines in enumerate(spread.results()):
                click.echo("\n".join([*[""] * bool(number), *lines]))
        else:
            from explain.tables.verdicts import table

            show(table(list(spread.results()), with_given))


def _completed(kb: "KnowledgeBase", court: "Court", item: dict[str, Any]) -> dict[str, Any]:
    """Return a result with all with which it was made, of which only the facts are its own."""
    made = made_with(kb, court)
    return with_made(item, replace(made, facts=item["made_with"]["facts"]) if "made_with" in item else made)


def _judge_against(kb: "KnowledgeBase", court: "Court", names: tuple[str, ...], against: Path, form: str) -> None:
    """Show what the rules of this run change, case by case, and through which of them."""
    from cli.sides import show_differences, side, this_run
    from explain.comparing.sides import differences

    settings = click.get_current_context().params["settings"]
    sides = side(against, lambda: kb, settings), this_run(lambda: kb, settings)
    chosen = find_findings(kb, sides[1].archive, names) if names else None
    del court
    show_differences(differences(*sides, chosen), form)
