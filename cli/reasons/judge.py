"""``coalition judge``: the verdict on every change of every contribution."""

from typing import TYPE_CHECKING

import click

from cli.console import print_json, show
from cli.court import complete_episodes, court_options, find_episodes
from cli.forms import printed_options

if TYPE_CHECKING:
    from kb.store import KnowledgeBase
    from rules.judging.court import Court


@click.command(epilog="Example: coalition judge denmark netherlands-2017-07")
@click.argument("names", metavar="[EPISODE | STATE | COALITION]...", nargs=-1, shell_complete=complete_episodes)
@printed_options("text", "json")
@court_options
def judge(*, kb: "KnowledgeBase", court: "Court", names: tuple[str, ...], form: str) -> None:
    """Judge whether changes of contributions were defections.

    Each EPISODE is a month in which a STATE's part in a COALITION changed, or in which it did not bring what it
    owed. Without names, all episodes are judged.
    """
    judged = [court.judge(name) for name in find_episodes(kb, court, names)]
    if form == "json":
        from explain.answers.judgements import as_data

        print_json([as_data(item) for item in judged])
        return
    from explain.tables.verdicts import table

    show(table(kb, judged))
