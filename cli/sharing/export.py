"""``coalition export``: ontology, facts and conclusions as RDF."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.court import complete_episodes, court_options, find_findings
from cli.forms import OUTPUT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kb.store import KnowledgeBase
    from kb.writing.rdf import Triple
    from rules.judging.court import Court

PARTS = ("ontology", "facts", "conclusions")
FORMATS = ("turtle", "ntriples", "jsonld", "rdfxml", "trig")


@click.command(epilog="Example: coalition export denmark --what conclusions -o denmark.ttl")
@click.argument(
    "names", metavar="[EPISODE | STATE | COALITION | STATE/COALITION]...", nargs=-1, shell_complete=complete_episodes
)
@click.option("--what", type=click.Choice([*PARTS, "all"]), default="all", help="What to write; all unless given.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="How; by the ending of FILE, or turtle.")
@OUTPUT
@court_options
def export(
    *, kb: "KnowledgeBase", court: "Court", names: tuple[str, ...], what: str, form: str | None, path: Path | None
) -> None:
    """Write the ontology, the facts or the conclusions as linked data.

    Facts can be loaded again with --cases. Conclusions carry their proof in PROV-O, for the episodes and states'
    parts in coalitions that are named or else for all; verify --proof FILE checks them later. In TriG, all three
    stand in graphs of their own; other forms hold them as one graph. The same cases give the same bytes.
    """
    from kb.writing.export import check_goal, format_of, serialise, write_whole

    if names and what not in ("conclusions", "all"):
        raise click.UsageError(f"names select conclusions, and --what {what} has none.")
    if path:
        check_goal(path)
    form = form or (format_of(path) if path else "turtle")
    data = serialise({part: _part(part, kb, court, names) for part in PARTS if what in (part, "all")}, form)
    if path:
        write_whole(data, path)
    else:
        sys.stdout.buffer.write(data)


def _part(part: str, kb: "KnowledgeBase", court: "Court", names: tuple[str, ...]) -> "Iterable[Triple]":
    from kb.writing.rdf import facts, ontology

    if part == "ontology":
        return ontology()
    if part == "facts":
        return facts(kb)
    from explain.linked.conclusions import conclusions
    from rules.judging.dossier import archive_of

    return conclusions(court, find_findings(kb, archive_of(court), names))
