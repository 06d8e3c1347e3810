"""``coalition export``: ontology, facts and conclusions as RDF."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.court import complete_episodes, court_options, find_findings
from cli.forms import OUTPUT

if TYPE_CHECKING:
    from kb.store import KnowledgeBase
    from rules.judging.court import Court

PARTS = ("ontology", "facts", "bibliography", "alignments", "conclusions")
DESCRIPTION = "description"
NANOPUBLICATIONS = "nanopublications"
_PATIENCE = 300
"""How many seconds a server may take for what is sent to it."""
FORMATS = ("turtle", "ntriples", "jsonld", "rdfxml", "trig", "nquads")


@click.command(epilog="Example: coalition export denmark --what conclusions -o denmark.ttl")
@click.argument(
    "names", metavar="[EPISODE | STATE | COALITION | STATE/COALITION]...", nargs=-1, shell_complete=complete_episodes
)
@click.option(
    "--what",
    type=click.Choice([*PARTS, "all", DESCRIPTION, NANOPUBLICATIONS]),
    default="all",
    metavar="PART",
    help=f"What to write: {', '.join([*PARTS, DESCRIPTION])} or {NANOPUBLICATIONS}; all unless given.",
)
@click.option("--format", "form", type=click.Choice(FORMATS), help="How; by the ending of FILE, or turtle.")
@OUTPUT
@click.option(
    "--store",
    "folder",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Write all to a store on disk, which query --store asks.",
)
@click.option("--endpoint", metavar="URL", help="Write all to a server, where it takes updates in SPARQL 1.1.")
@court_options
def export(
    *,
    kb: "KnowledgeBase",
    court: "Court",
    names: tuple[str, ...],
    what: str,
    form: str | None,
    path: Path | None,
    folder: Path | None,
    endpoint: str | None,
) -> None:
    """Write the ontology, the facts, the bibliography, alignments or the conclusions as linked data.

    Facts can be loaded again with --cases. Conclusions carry their proof in PROV-O, for the episodes and states'
    parts in coalitions that are named or else for all; verify --proof FILE checks them later. In TriG and N-Quads
    the parts stand in graphs of their own, that of the conclusions named after the version of the rulebook; other
    forms hold them as one graph. Nanopublications, in TriG or N-Quads, hold one conclusion each, to be cited and passed
    on alone. Alignments tell by which terms and codes others know the same; the description says
    in VoID and DCAT what the data set is and how much each of its graphs holds. The same cases give the same bytes.

    A store on disk (--store) is Oxigraph's. What is there before stays whole until all is written, and the conclusions
    of other versions of the rulebook stay beside these. A server (--endpoint) gets the same graphs in one request.
    """
    from explain.linked.description import description
    from explain.linked.graphs import CONCLUSIONS, graphs
    from kb.writing.export import check_goal, format_of, serialise
    from rules.judging.dossier import archive_of

    if names and what not in ("conclusions", "all", NANOPUBLICATIONS):
        raise click.UsageError(f"names select conclusions, and --what {what} has none.")
    if (folder or endpoint) and (path or form or what != "all" or (folder and endpoint)):
        raise click.UsageError("--store and --endpoint take everything: neither goes with -o, --format or --what.")
    if path:
        check_goal(path)
    form = form or (format_of(path) if path else "trig" if what == NANOPUBLICATIONS else "turtle")
    if what == NANOPUBLICATIONS:
        _hand_over(_nanopublications(kb, court, names, form), path)
        return
    parts = PARTS if what in ("all", DESCRIPTION) else (what,)
    chosen = find_findings(kb, archive_of(court), names) if CONCLUSIONS in parts else []
    found = graphs(court, chosen, parts)
    if folder:
        from kb.writing.storing import write_store

        write_store(folder, found)
        return
    if endpoint:
        from kb.writing.servers import publish

        publish(endpoint, found, seconds=_PATIENCE)
        return
    data = serialise({DESCRIPTION: description(found)} if what == DESCRIPTION else found, form)
    _hand_over(data, path)


def _nanopublications(kb: "KnowledgeBase", court: "Court", names: tuple[str, ...], form: str) -> bytes:
    from explain.linked.nanopublications import nanopublications
    from kb.writing.export import APART, serialise
    from rules.judging.dossier import archive_of

    if form not in APART:
        raise click.UsageError(f"nanopublications are graphs apart: write them as {' or '.join(sorted(APART))}.")
    return serialise(nanopublications(court, find_findings(kb, archive_of(court), names)), form)


def _hand_over(data: bytes, path: Path | None) -> None:
    from kb.writing.export import write_whole

    if path:
        write_whole(data, path)
    else:
        sys.stdout.buffer.write(data)
