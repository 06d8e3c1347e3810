"""``coalition robust``: on which single facts, sources and thresholds a verdict hangs."""

from typing import TYPE_CHECKING, Any

import click

from cli.answering import answer_options, show_answer
from cli.court import complete_episodes, court_options, find_episode

if TYPE_CHECKING:
    from kb.store import KnowledgeBase
    from rules.judging.court import Court


@click.command(epilog="Example: coalition robust denmark-2016-12 cause elite-consensus")
@click.argument("episode", shell_complete=complete_episodes)
@click.argument("conclusion", nargs=-1)
@answer_options
@court_options
def robust(*, kb: "KnowledgeBase", court: "Court", episode: str, conclusion: tuple[str, ...], **shown: Any) -> None:
    """Say which single fact, source or threshold would overturn a CONCLUSION about an EPISODE (else its verdict).

    For every threshold of the theory the range over which the conclusion stands is given.
    """
    from explain.answers.robust import robust as explain
    from rules.judging.targets import target
    from rules.questions.robustness import robustness

    judgement = court.judge(find_episode(court, episode))
    wanted = target(judgement, conclusion)
    show_answer(explain(kb, judgement, wanted, robustness(court, judgement, wanted)), court, **shown)
