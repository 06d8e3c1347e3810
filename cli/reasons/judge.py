"""``coalition judge``: the verdict on every change of every contribution."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.console import print_json, show
from cli.court import complete_episodes, court_options, find_episodes, find_findings
from cli.forms import printed_options
from cli.making import made_with, with_made

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
@printed_options("text", "json")
@court_options
def judge(*, kb: "KnowledgeBase", court: "Court", names: tuple[str, ...], against: Path | None, form: str) -> None:
    """Judge whether changes of contributions were defections.

    Each EPISODE is a month in which a STATE's part in a COALITION changed, or in which it did not bring what it
    owed. Without names, all episodes are judged.
    """
    if against is not None:
        _judge_against(kb, court, names, against, form)
        return
    judged = [court.judge(name) for name in find_episodes(kb, court, names)]
    if form == "json":
        from explain.answers.judgements import as_data

        print_json([with_made(as_data(item), made_with(kb, court, [item.episode.id])) for item in judged])
        return
    from explain.tables.verdicts import table

    show(table(kb, judged))


def _judge_against(kb: "KnowledgeBase", court: "Court", names: tuple[str, ...], against: Path, form: str) -> None:
    """Show what the rules of this run change, case by case, and through which of them."""
    from cli.sides import show_differences, side, this_run
    from explain.answers.diff import differences

    settings = click.get_current_context().params["settings"]
    sides = side(against, lambda: kb, settings), this_run(lambda: kb, settings)
    chosen = find_findings(kb, sides[1].archive, names) if names else None
    del court
    show_differences(differences(*sides, chosen), form)
