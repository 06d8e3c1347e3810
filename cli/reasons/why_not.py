"""``coalition why-not``: what kept a conclusion from holding."""

from typing import TYPE_CHECKING, Any

import click

from cli.answering import answer_options, show_answer
from cli.court import complete_episodes, court_options, find_episode

if TYPE_CHECKING:
    from kb.store import KnowledgeBase
    from rules.judging.court import Court


@click.command("why-not", epilog="Example: coalition why-not denmark-2016-12 cause military-capacity")
@click.argument("episode", shell_complete=complete_episodes)
@click.argument("conclusion", nargs=-1, required=True)
@answer_options
@court_options
def why_not(*, kb: "KnowledgeBase", court: "Court", episode: str, conclusion: tuple[str, ...], **shown: Any) -> None:
    """Say why a CONCLUSION about an EPISODE does not hold.

    Every rule that could have led to it is shown, the nearest first, with each condition: met (and by which fact),
    unmet (and what came closest) or unknown (and which record is incomplete). A CONCLUSION is defection,
    not-defection, out-of-scope, strategy NAME, cause NAME, interest NAME, restriction NAME or H1, H1A, H2, H2A.
    """
    from explain.answers.why_not import why_not as explain
    from rules.judging.targets import target

    judgement = court.judge(find_episode(court, episode))
    show_answer(explain(kb, judgement, target(judgement, conclusion)), court, **shown)
