"""``coalition why``: the reasons for a conclusion, down to page and document."""

from typing import TYPE_CHECKING, Any

import click

from cli.answering import answer_options, show_answer, wants_all
from cli.court import complete_episodes, court_options, find_episode, is_supposed
from cli.dossiers import find_dossier, is_state
from kb.errors import InputError

if TYPE_CHECKING:
    from kb.store import KnowledgeBase
    from rules.judging.court import Court


@click.command(epilog="Example: coalition why denmark-2016-12 cause")
@click.argument("episode", metavar="EPISODE | STATE", shell_complete=complete_episodes)
@click.argument(
    "topic", default="verdict", metavar="[verdict|strategy|cause|H1|H1A|H2|H2A|interests|restrictions | THEORY]"
)
@click.option("--coalition", help="For a theory: the coalition meant, where a state has a part in several.")
@answer_options
@court_options
def why(*, kb: "KnowledgeBase", court: "Court", episode: str, topic: str, coalition: str | None, **shown: Any) -> None:
    """Say why a conclusion about an EPISODE holds, or how a rival THEORY fares for a STATE.

    An exit that has not come is named as `coalition watch` and `coalition alternatives` print it.

    Every step names its rule, every leaf its fact with source and place; what was looked for and not found stands
    beside them.
    """
    from explain.answers.why import why as explain

    if is_state(kb, episode):
        from explain.answers.theories import find_theory, why_cell

        dossier = find_dossier(kb, court, episode, coalition)
        show_answer(why_cell(kb, dossier, find_theory(kb, topic), every_way=wants_all(shown)), court, **shown)
        return
    if is_supposed(episode):
        from explain.foresight.opened import why_supposed
        from rules.foreseeing.opening import opened

        if shown["form"] == "rdf":
            raise InputError(
                f"{episode} is not written as linked data",
                why="It would say of an episode on record what was only supposed.",
                remedy="Choose another form, as --format json.",
            )
        alert, outcome = opened(court, episode)
        show_answer(
            why_supposed(episode.casefold(), alert, outcome, topic, every_way=wants_all(shown)), outcome.court, **shown
        )
        return
    judgement = court.judge(find_episode(court, episode))
    show_answer(explain(kb, judgement, topic, every_way=wants_all(shown)), court, **shown)
