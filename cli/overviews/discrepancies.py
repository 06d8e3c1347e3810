"""``coalition discrepancies``: where sources disagree, and what would follow from the other value."""

from typing import TYPE_CHECKING

import click

from cli.console import WIDTH, console, print_json, show
from cli.court import complete_episodes, court_options, find_episodes
from cli.forms import printed_options
from cli.making import made_with, with_made

if TYPE_CHECKING:
    from explain.answers.discrepancies import Discrepancy
    from kb.store import KnowledgeBase
    from rules.judging.court import Court


@click.command(epilog="Example: coalition discrepancies denmark")
@click.argument("names", metavar="[EPISODE | STATE | COALITION]...", nargs=-1, shell_complete=complete_episodes)
@printed_options("text", "json")
@court_options
def discrepancies(*, kb: "KnowledgeBase", court: "Court", names: tuple[str, ...], form: str) -> None:
    """List the facts of which sources give two values.

    For each: the value that is used, the other one, their places, why the one is used, and whether any verdict,
    strategy, cause or hypothesis would change with the other, which is found out by judging again. An EPISODE
    selects what its proof rests on or what would change it; a STATE, all about that state.
    """
    from explain.renderings.discrepancy_text import as_data, render

    found = _selected(kb, court, names)
    if form == "json":
        print_json([with_made(as_data(item), made_with(kb, court)) for item in found])
    else:
        show(render(found, min(console().width, WIDTH)))


def _selected(kb: "KnowledgeBase", court: "Court", names: tuple[str, ...]) -> "list[Discrepancy]":
    from explain.answers.discrepancies import discrepancies as compare
    from explain.answers.discrepancies import rests_on, states_of
    from kb.records import Variant

    episodes = {name.casefold() for name in names} & court.episodes.keys()
    others = [name for name in names if name.casefold() not in episodes]
    states = {court.episodes[name].episode.state for name in find_episodes(kb, court, others)} if others else set()
    variants = [
        item
        for item in kb.of(Variant)
        if episodes or not names or states.intersection(states_of(kb, kb.records[item.about]))
    ]
    used = {name for episode in episodes for name in rests_on(court.judge(episode))}
    return [
        item
        for item in compare(court, variants)
        if not names
        or states.intersection(item.states)
        or item.fact in used
        or episodes.intersection(effect.episode for effect in item.effects)
    ]
