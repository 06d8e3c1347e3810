"""``coalition flip``: the smallest changes of facts that overturn a conclusion."""

from typing import TYPE_CHECKING, Any

import click

from cli.answering import answer_options, show_answer
from cli.court import complete_episodes, court_options, find_episode

if TYPE_CHECKING:
    from kb.store import KnowledgeBase
    from rules.judging.court import Court


@click.command(epilog="Example: coalition flip denmark-2016-12 cause elite-consensus")
@click.argument("episode", shell_complete=complete_episodes)
@click.argument("conclusion", nargs=-1)
@answer_options
@court_options
def flip(*, kb: "KnowledgeBase", court: "Court", episode: str, conclusion: tuple[str, ...], **shown: Any) -> None:
    """Find what could have been otherwise so that a CONCLUSION about an EPISODE (else its verdict) falls.

    The smallest changes of each kind are shown, the likeliest kind first: what a partner, a government or a parliament
    might have done or said, on which other day, what might have happened. Facts that belong together are one change.
    Each was verified by judging the changed case. What would make it another episode, or none, stands apart.
    """
    from explain.answers.flip import flip as explain
    from rules.judging.targets import target
    from rules.overturning.flipping import flips

    judgement = court.judge(find_episode(court, episode))
    wanted = target(judgement, conclusion)
    show_answer(explain(kb, judgement, wanted, flips(court, judgement, wanted)), court, **shown)
