"""``coalition mechanism``: the status-seeking mechanism in one case, part by part."""

from typing import TYPE_CHECKING

import click

from cli.console import WIDTH, console, print_json, show
from cli.court import court_options
from cli.forms import printed_options
from cli.making import made_with, with_made
from cli.options import coalition_option, find_coalitions, find_state, state_argument

if TYPE_CHECKING:
    from kb.store import KnowledgeBase
    from rules.judging.court import Court


@click.command(epilog="Example: coalition mechanism belgium")
@state_argument
@coalition_option
@click.option("--all", "everything", is_flag=True, help="Show every fact with every source.")
@printed_options("text", "json")
@court_options
def mechanism(
    *, kb: "KnowledgeBase", court: "Court", state: str, coalition: str | None, everything: bool, form: str
) -> None:
    """Say whether a STATE took part in a coalition to gain standing.

    For each part of the mechanism: what it predicts, by which test of process tracing, whether it was found, not
    found or contradicted, in which facts; and how far belief in the whole chain is raised.
    """
    from explain.answers.mechanism import as_data
    from explain.answers.mechanism import mechanism as report
    from explain.renderings.mechanism_text import render
    from rules.judging.dossier import Archive

    archive, name = Archive(court), find_state(kb, state)
    reports = [report(kb, archive.dossier(name, found)) for found in find_coalitions(kb, name, coalition)]
    if form == "json":
        made = [made_with(kb, court, [f"{item.state}/{item.coalition}"]) for item in reports]
        print_json([with_made(as_data(item), own) for item, own in zip(reports, made, strict=True)])
        return
    if not reports:
        click.echo(f"{kb.label(name)}: no contribution to any coalition on record.")
        return
    show(*(render(item, width=min(console().width, WIDTH), every_fact=everything) for item in reports))
