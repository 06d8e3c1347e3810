"""``coalition why``: the reasons for a conclusion, down to page and document."""

from typing import TYPE_CHECKING

import click

from cli.console import WIDTH, console, print_json, show
from cli.court import complete_episodes, court_options, find_episode

if TYPE_CHECKING:
    from kb.store import KnowledgeBase
    from rules.judging import Court


@click.command(epilog="Example: coalition why denmark-2016-12 cause")
@click.argument("episode", shell_complete=complete_episodes)
@click.argument("topic", default="verdict", metavar="[verdict|strategy|cause|H1|H1A|H2|H2A|interests|restrictions]")
@click.option("--depth", type=click.IntRange(min=1), help="Levels of reasons to show; 4 unless given.")
@click.option("--all", "everything", is_flag=True, help="Show every derivation and every premise.")
@click.option("--json", "as_json", is_flag=True, help="Print the whole answer as data.")
@court_options
def why(
    *,
    kb: "KnowledgeBase",
    court: "Court",
    episode: str,
    topic: str,
    depth: int | None,
    everything: bool,
    as_json: bool,
) -> None:
    """Say why a conclusion about an EPISODE holds.

    Every step names its rule, every leaf its fact with source and place; what was looked for and not found stands
    beside them.
    """
    from explain.text import DEPTH, render
    from explain.why import why as explain

    answer = explain(kb, court.judge(find_episode(court, episode)), topic, every_way=everything or as_json)
    if as_json:
        from explain.plain import as_data

        print_json(as_data(answer))
        return
    show(render(answer, width=min(console().width, WIDTH), depth=None if everything else depth or DEPTH))
