"""``coalition alternatives``: what would keep a state in, and what it would take."""

from datetime import date
from typing import TYPE_CHECKING

import click

from cli.console import print_json
from cli.court import complete_episodes, court_options
from cli.foresight.showing import show_page
from cli.forms import printed_options
from cli.making import made_with, with_made
from cli.options import Until

if TYPE_CHECKING:
    from kb.store import KnowledgeBase
    from rules.judging.court import Court


@click.command(epilog="Example: coalition alternatives denmark-2016-12")
@click.argument("name", metavar="STATE | EPISODE", shell_complete=complete_episodes)
@click.option("--on", type=Until(), metavar="YYYY-MM[-DD]", help="For a state: the day, or the last of that month.")
@printed_options("text", "json", "markdown", "html")
@court_options
def alternatives(*, kb: "KnowledgeBase", court: "Court", name: str, on: date | None, form: str) -> None:
    """Find what else would have kept a duty done, or made an exit none or a lesser one.

    For a STATE on a day, of everything whose exit would then be a defection; for an EPISODE, on the eve of its
    decision. Each proposal is judged by the rules on what was known by then, and shown with what it would take, the
    restrictions that bear on it, and the states that did just that before.
    """
    from explain.foresight.keeping import as_data, kept, page
    from rules.foreseeing.eve import meant
    from rules.foreseeing.orders import ordered

    watch, things = meant(court, name, on)
    alerts = ordered(watch.alerts(things))
    found = kept(watch, alerts)
    if form == "json":
        print_json(with_made(as_data(watch.on, found), made_with(kb, court)))
        return
    show_page(page(watch, found, len(alerts) - len(found)), form)
