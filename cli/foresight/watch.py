"""``coalition watch``: every contribution on a day, by how near it is to a defection on what was known by then."""

from datetime import date
from typing import TYPE_CHECKING

import click

from cli.console import print_json
from cli.court import court_options
from cli.foresight.showing import find_state_or_coalition, show_page
from cli.forms import printed_options
from cli.making import made_with, with_made
from cli.options import Until

if TYPE_CHECKING:
    from kb.store import KnowledgeBase
    from rules.judging.court import Court

ORDERS = ("nearness", "soonest", "cause")
"""The orders in which a list can stand."""


@click.command(epilog="Example: coalition watch --on 2015-06-20 netherlands")
@click.argument("name", metavar="[STATE | COALITION]", required=False)
@click.option("--on", type=Until(), metavar="YYYY-MM[-DD]", help="The day, or the last of that month.")
@click.option("--backtest", is_flag=True, help="Instead: every month's list on record, held against what came.")
@click.option("--order", type=click.Choice(ORDERS), default=ORDERS[0], help="In which order; by facts wanting first.")
@printed_options("text", "json", "markdown", "html")
@court_options
def watch(
    *,
    kb: "KnowledgeBase",
    court: "Court",
    name: str | None,
    on: date | None,
    order: str,
    backtest: bool,
    form: str,
) -> None:
    """List every contribution in service on a day by how near it is to a defection on what was known by then.

    For each: what is announced or comes due, what it would be if it went, from which cause, and which facts are still
    wanting. With --as-of only what was known by an earlier day counts. No number stands for a belief: the order is by
    facts and days.
    """
    if backtest:
        if name or on:
            raise click.UsageError("--backtest goes through all that is on record, with no name and no --on.")
        _backtest(kb, court, form)
        return
    if on is None:
        raise click.UsageError("name a day with --on YYYY-MM-DD, or ask for --backtest.")
    from explain.foresight.listing import as_data, listing, page
    from rules.foreseeing.watching import Watch

    state, coalition = find_state_or_coalition(kb, name)
    found = listing(Watch(court, on), order, state, coalition)
    if form == "json":
        print_json(with_made(as_data(found), made_with(kb, court)))
        return
    show_page(page(found, whole=name is not None), form, sources=name is not None)


def _backtest(kb: "KnowledgeBase", court: "Court", form: str) -> None:
    from explain.foresight.fared import as_data, page
    from rules.foreseeing.backtest import backtest

    found = backtest(court)
    if form == "json":
        print_json(with_made(as_data(found), made_with(kb, court)))
    else:
        show_page(page(kb, found), form)
