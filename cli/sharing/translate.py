"""``coalition translate``: an episode as a program for another engine."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.court import complete_episodes, court_options, find_episode
from cli.forms import OUTPUT

if TYPE_CHECKING:
    from kb.store import KnowledgeBase
    from rules.judging.court import Court

ENGINES = ("clingo", "clips")


@click.command(epilog="Example: coalition translate denmark-2016-12 --to clingo -o denmark.lp")
@click.argument("episode", shell_complete=complete_episodes)
@click.option("--to", "engine", type=click.Choice(ENGINES), default="clingo", help="For which engine; else clingo.")
@OUTPUT
@court_options
def translate(*, kb: "KnowledgeBase", court: "Court", episode: str, engine: str, path: Path | None) -> None:
    """Write an EPISODE as a program for another engine, so that its verdict can be checked without this one.

    The program holds the rules, the facts that the episode can see and what comparisons of dates and numbers mean. It
    is for clingo (answer set programming), with labels by which xclingo explains what follows, or for CLIPS. What it
    concludes bears the levels: 3 certain, 2 on the record, 1 open, 0 beyond the record.
    """
    from kb.writing.export import check_goal, write_whole
    from rules.translating.programs import LANGUAGES

    del kb
    if path:
        check_goal(path)
    program = LANGUAGES[engine](court, find_episode(court, episode))
    if path:
        write_whole(program.encode(), path)
    else:
        click.echo(program, nl=False)
