"""``coalition why``: the reasons for a conclusion, down to page and document."""

from typing import TYPE_CHECKING, Any

import click

from cli.answering import answer_options, show_answer
from cli.court import complete_episodes, court_options, find_episode

if TYPE_CHECKING:
    from kb.store import KnowledgeBase
    from rules.judging import Court


@click.command(epilog="Example: coalition why denmark-2016-12 cause")
@click.argument("episode", shell_complete=complete_episodes)
@click.argument("topic", default="verdict", metavar="[verdict|strategy|cause|H1|H1A|H2|H2A|interests|restrictions]")
@answer_options
@court_options
def why(*, kb: "KnowledgeBase", court: "Court", episode: str, topic: str, **shown: Any) -> None:
    """Say why a conclusion about an EPISODE holds.

    Every step names its rule, every leaf its fact with source and place; what was looked for and not found stands
    beside them.
    """
    from explain.why import why as explain

    whole = bool(shown["everything"] or shown["as_json"])
    show_answer(explain(kb, court.judge(find_episode(court, episode)), topic, every_way=whole), **shown)
