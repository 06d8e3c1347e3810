"""``coalition alliance``: how states behave as allies."""

from typing import TYPE_CHECKING

import click

from cli.console import WIDTH, console, print_json, show
from cli.court import court_options
from cli.forms import printed_options
from cli.making import made_with, with_made
from cli.options import coalition_option, find_coalitions, find_state

if TYPE_CHECKING:
    from kb.store import KnowledgeBase
    from rules.judging.court import Court


@click.command(epilog="Example: coalition alliance denmark")
@click.argument("state", required=False)
@coalition_option
@click.option("--all", "everything", is_flag=True, help="Show every fact.")
@printed_options("text", "json")
@court_options
def alliance(
    *, kb: "KnowledgeBase", court: "Court", state: str | None, coalition: str | None, everything: bool, form: str
) -> None:
    """Say how a STATE behaves as an ally, or compare all states.

    Small or not, which fear prevails (abandonment or entrapment), super-loyalty, free-riding as expected and as
    observed, punching above weight, and the forms of its alignment; for one state with the facts and sources.
    """
    from explain.answers.alliance import alliance as report
    from explain.answers.alliance import as_data
    from explain.renderings.alliance_text import render, table
    from rules.judging.dossier import Archive

    archive = Archive(court)
    wanted = find_state(kb, state) if state else None
    keys = [
        (owner, joined)
        for owner, joined in archive.parts
        if wanted in (None, owner) and joined in find_coalitions(kb, owner, coalition)
    ]
    reports = [report(kb, archive.dossier(owner, joined)) for owner, joined in keys]
    if form == "json":
        about = ["/".join(key) for key in keys]
        made = [made_with(kb, court, [name]) for name in about]
        print_json([with_made(as_data(item), own) for item, own in zip(reports, made, strict=True)])
    elif not reports:
        click.echo("No contribution to any coalition on record.")
    elif wanted:
        show(*(render(item, width=min(console().width, WIDTH), every_fact=everything) for item in reports))
    else:
        show(table(reports))
