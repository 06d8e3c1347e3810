"""``coalition watch``: every contribution on a day, by how near it is to a defection on what was known by then."""

from datetime import date
from typing import TYPE_CHECKING

import click

from cli.console import WIDTH, console, print_json
from cli.court import court_options
from cli.forms import printed_options
from cli.making import made_with, with_made
from cli.options import Until, unknown

if TYPE_CHECKING:
    from kb.store import KnowledgeBase
    from rules.judging.court import Court

ORDERS = ("nearness", "soonest", "cause")
"""The orders in which a list can stand."""


@click.command(epilog="Example: coalition watch --on 2015-06-20 netherlands")
@click.argument("name", metavar="[STATE | COALITION]", required=False)
@click.option("--on", type=Until(), metavar="YYYY-MM[-DD]", required=True, help="The day, or the last of that month.")
@click.option("--order", type=click.Choice(ORDERS), default=ORDERS[0], help="In which order; by facts wanting first.")
@printed_options("text", "json", "markdown", "html")
@court_options
def watch(*, kb: "KnowledgeBase", court: "Court", name: str | None, on: date, order: str, form: str) -> None:
    """List every contribution in service on a day by how near it is to a defection on what was known by then.

    For each: what is announced or comes due, what it would be if it went, from which cause, and which facts are still
    wanting. With --as-of only what was known by an earlier day counts. No number stands for a belief: the order is by
    facts and days.
    """
    from explain.foresight.listing import as_data, listing, page
    from explain.renderings import pages
    from rules.foreseeing.watching import Watch

    state, coalition = find_state_or_coalition(kb, name)
    found = listing(Watch(court, on), order, state, coalition)
    if form == "json":
        print_json(with_made(as_data(found), made_with(kb, court)))
        return
    told = page(found, whole=name is not None)
    if form == "text":
        click.echo(pages.text(told, min(console().width, WIDTH), sources=name is not None), nl=False)
    else:
        click.echo((pages.markdown if form == "markdown" else pages.html)(told), nl=False)


def find_state_or_coalition(kb: "KnowledgeBase", text: str | None) -> tuple[str | None, str | None]:
    """Return the state or the coalition that a user means by its name or label; neither where no name is given.

    Raises:
        InputError: there is none; near matches are offered.
    """
    from kb.records import Coalition, State

    if text is None:
        return None, None
    states, coalitions = ([item.id for item in kb.of(kind)] for kind in (State, Coalition))
    for found in (*states, *coalitions):
        if text.casefold() in (found.casefold(), kb.label(found).casefold()):
            return (found, None) if found in states else (None, found)
    raise unknown("state or coalition", text, [*states, *coalitions])
