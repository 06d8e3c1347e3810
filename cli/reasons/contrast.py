"""``coalition contrast``: at which conditions two episodes part."""

from typing import TYPE_CHECKING, Any

import click

from cli.answering import drawn_answer_options, show_answer
from cli.court import complete_episodes, court_options, find_episode
from cli.forms import PICTURES

if TYPE_CHECKING:
    from cli.forms import Drawn
    from kb.store import KnowledgeBase
    from rules.judging.court import Court


@click.command(epilog="Example: coalition contrast belgium-2015-07 belgium-2018-01")
@click.argument("first", shell_complete=complete_episodes)
@click.argument("second", metavar="SECOND | CONCLUSION...", nargs=-1, required=True, shell_complete=complete_episodes)
@drawn_answer_options
@court_options
def contrast(
    *, kb: "KnowledgeBase", court: "Court", first: str, second: tuple[str, ...], **shown: Any
) -> "Drawn | None":
    """Say where two episodes part, or why an episode did not get another CONCLUSION.

    Two episodes are compared on every topic (verdict, strategy, cause, hypotheses, interests, restrictions), or on
    the topic or CONCLUSION named after them: the conditions that one met and the other did not stand side by side.
    With the name of a CONCLUSION instead of a second episode, the nearest rules for it are shown as by why-not.
    """
    from rules.judging.targets import names_conclusion, target

    judgement = court.judge(find_episode(court, first))
    if second[0].casefold() not in court.episodes and names_conclusion(second[0]):
        if shown["form"] in PICTURES:
            raise click.UsageError(f"only two episodes are drawn side by side; {second[0]} is none.")
        from explain.answers.why_not import why_not

        show_answer(why_not(kb, judgement, target(judgement, second)), court, **shown)
        return None
    other = court.judge(find_episode(court, second[0]))
    if shown["form"] in PICTURES:
        from cli.making import made_with
        from explain.pictures.contrast import contrast as draw

        made = made_with(kb, court, [judgement.episode.id, other.episode.id])
        return kb, draw(kb, judgement, other, second[1:]), made
    from explain.answers.contrast import contrast as explain

    show_answer(explain(kb, judgement, other, second[1:]), court, **shown)
    return None
