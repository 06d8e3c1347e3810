"""``coalition brief``: a page on a state or a coalition, fit to be handed to somebody who reads nothing else."""

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


@click.command(epilog="Example: coalition brief belgium --on 2015-06-01 -o belgium.html")
@click.argument("name", metavar="STATE | COALITION")
@click.option("--on", type=Until(), metavar="YYYY-MM[-DD]", required=True, help="The day, or the last of that month.")
@printed_options("text", "json", "markdown", "html")
@court_options
def brief(*, kb: "KnowledgeBase", court: "Court", name: str, on: date, form: str) -> None:
    """Write a page on a STATE or a COALITION on a day, from what was known by then.

    It says what is in service and owed, what may come and why, what would keep them in and what that takes, what to
    find out first, and what states did before, with sources. It can be handed to somebody who reads nothing else.
    """
    from explain.foresight.brief import as_data, briefing, page
    from rules.foreseeing.watching import Watch

    state, coalition = find_state_or_coalition(kb, name)
    found = briefing(Watch(court, on), state or coalition or name, state, coalition)
    if form == "json":
        print_json(with_made(as_data(found), made_with(kb, court)))
        return
    show_page(page(found), form)
