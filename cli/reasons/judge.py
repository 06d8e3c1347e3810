"""``coalition judge``: the verdict on every change of every contribution."""

from typing import TYPE_CHECKING, Any

import click

from cli.console import print_each, show
from cli.court import complete_episodes, court_options, find_episodes
from cli.forms import printed_options
from cli.spreading import Spread, spread_options

if TYPE_CHECKING:
    from kb.store import KnowledgeBase
    from rules.judging.court import Court


@click.command(epilog="Example: coalition judge denmark netherlands-2017-07")
@click.argument("names", metavar="[EPISODE | STATE | COALITION]...", nargs=-1, shell_complete=complete_episodes)
@click.option(
    "--possible-worlds",
    is_flag=True,
    help="How often each verdict comes out, whichever way what sources leave open is settled.",
)
@printed_options("text", "json")
@spread_options
@court_options
def judge(
    *,
    kb: "KnowledgeBase",
    court: "Court",
    names: tuple[str, ...],
    form: str,
    possible_worlds: bool,
    workers: int,
    scheduler: str | None,
) -> None:
    """Judge whether changes of contributions were defections.

    Each EPISODE is a month in which a STATE's part in a COALITION changed, or in which it did not bring what it
    owed. Without names, all episodes are judged.
    """
    work = {
        (False, "json"): as_data,
        (False, "text"): as_row,
        (True, "json"): worlds_as_data,
        (True, "text"): worlds_as_lines,
    }[possible_worlds, form]
    spread = Spread(court, work, find_episodes(kb, court, names), workers, scheduler, slow=possible_worlds)
    with spread.kept():
        if form == "json":
            print_each(spread.results())
        elif possible_worlds:
            for lines in spread.results():
                click.echo("\n".join(lines))
        else:
            from explain.tables.verdicts import table

            show(table(list(spread.results())))


def as_data(kb: "KnowledgeBase", court: "Court", name: str) -> dict[str, Any]:
    """Return a judgement as data."""
    from explain.answers.judgements import as_data

    del kb
    return as_data(court.afresh(name))


def as_row(kb: "KnowledgeBase", court: "Court", name: str) -> Any:
    """Return a judgement as a row of the table."""
    from explain.tables.verdicts import row

    return row(kb, court.afresh(name))


def worlds_as_data(kb: "KnowledgeBase", court: "Court", name: str) -> dict[str, Any]:
    """Return what becomes of an episode in its possible worlds, as data."""
    from explain.answers.worlds import as_data
    from rules.questions.worlds import possible_worlds

    del kb
    return as_data(possible_worlds(court, name))


def worlds_as_lines(kb: "KnowledgeBase", court: "Court", name: str) -> list[str]:
    """Return the same in words, a line each, under the name of the episode."""
    import textwrap

    from explain.answers.worlds import lines
    from explain.words.telling import Teller
    from rules.questions.worlds import possible_worlds

    teller = Teller(kb, court.inference.rulebook, court.inference.thresholds)
    found = list(lines(teller, possible_worlds(court, name)))
    wrapped = (textwrap.wrap(line, 74, initial_indent="  ", subsequent_indent="    ") for line in found)
    return [name, *(part for line in wrapped for part in line), ""]
