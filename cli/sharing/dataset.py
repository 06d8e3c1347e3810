"""``coalition dataset``: the record and what follows from it as flat tables, networks and lists of works."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli.court import complete_episodes, court_options, find_episode, find_findings
from cli.making import made_with
from kb.errors import InputError, Place

if TYPE_CHECKING:
    from explain.dataset.network import Network
    from explain.dataset.tables import Table
    from kb.store import KnowledgeBase
    from rules.judging.court import Court

FORMATS = ("csv", "parquet", "xlsx")


@click.command(epilog="Example: coalition dataset tables/ --format xlsx denmark")
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument(
    "names", metavar="[EPISODE | STATE | COALITION | STATE/COALITION]...", nargs=-1, shell_complete=complete_episodes
)
@click.option(
    "--format", "forms", multiple=True, type=click.Choice(FORMATS), help="Also in this form; CSV always. Repeatable."
)
@click.option(
    "--condition", "conditions", multiple=True, metavar="NAME", help="A condition of the truth table; repeatable."
)
@click.option("--outcome", default="defection", metavar="NAME", help="Its outcome; defection unless given.")
@click.option("--proof", "proofs", multiple=True, metavar="EPISODE", help="The proof of an episode as a network, too.")
@court_options
def dataset(
    *,
    kb: "KnowledgeBase",
    court: "Court",
    folder: Path,
    names: tuple[str, ...],
    forms: tuple[str, ...],
    conditions: tuple[str, ...],
    outcome: str,
    proofs: tuple[str, ...],
) -> None:
    """Write tables for R, Python, Stata and QCA, networks for Gephi, and the works cited, into FOLDER.

    A row for each episode with its conditions as 1, 0 or nothing and its outcome, each state, contribution, fact,
    citation, work and conclusion; a truth table; datapackage.json, which says what each column holds; GraphML and
    GEXF; BibTeX and CSL-JSON. The same cases give the same bytes.
    """
    from kb.writing.export import write_whole
    from rules.judging.dossier import archive_of

    chosen = find_findings(kb, archive_of(court), names)
    tables = _tables(kb, court, chosen, conditions, outcome)
    proven = [find_episode(court, name) for name in proofs]
    files = {
        **_table_files(tables, forms, asdict(made_with(kb, court))),
        **_networks(court, chosen, proven),
        **_works(kb, tables),
    }
    _make_folder(folder)
    for name, data in files.items():
        write_whole(data, folder / name)
    click.echo(f"{len(files)} files written to {folder}.", err=True)


def _tables(
    kb: "KnowledgeBase", court: "Court", chosen: Sequence[str], conditions: tuple[str, ...], outcome: str
) -> "list[Table]":
    from explain.dataset.conclusions import conclusions
    from explain.dataset.episodes import episodes, theory_conditions
    from explain.dataset.records import citations, contributions, facts, states, works
    from explain.dataset.truth import truth_table

    cases = episodes(court, [name for name in chosen if name in court.episodes])
    table, left = truth_table(cases, conditions or theory_conditions(), outcome)
    if left:
        told = f"{len(left)} of {len(cases.rows)} episodes are not in the truth table, since they leave something open"
        click.echo(f"{told} or have no such outcome.", err=True)
    return [
        cases,
        states(kb),
        contributions(kb),
        facts(kb),
        citations(kb),
        works(kb),
        conclusions(court, chosen),
        table,
    ]


def _table_files(tables: "Sequence[Table]", forms: Sequence[str], made: Mapping[str, Any]) -> dict[str, bytes]:
    """Return the files of the tables, and the package that describes them."""
    from explain.dataset.files import csv_bytes, parquet_bytes, workbook_of
    from explain.dataset.package import data_package

    files = {f"{table.name}.csv": csv_bytes(table) for table in tables}
    files["datapackage.json"] = data_package(tables, files, made)
    if "parquet" in forms:
        files |= {f"{table.name}.parquet": parquet_bytes(table) for table in tables}
    if "xlsx" in forms:
        files["tables.xlsx"] = workbook_of(tables)
    return files


def _networks(court: "Court", chosen: Sequence[str], proven: Sequence[str]) -> dict[str, bytes]:
    from explain.dataset.network import proof_network, record_network
    from explain.dataset.network_files import gexf, graphml

    networks = {"network": record_network(court, chosen)}
    networks |= {f"proof-{name}": proof_network(court, name) for name in proven}
    forms: Mapping[str, Callable[[Network], bytes]] = {"graphml": graphml, "gexf": gexf}
    return {f"{name}.{form}": write(network) for name, network in networks.items() for form, write in forms.items()}


def _works(kb: "KnowledgeBase", tables: "Sequence[Table]") -> dict[str, bytes]:
    from kb.writing.references import bibtex, csl_json

    listed = next(table for table in tables if table.name == "works")
    works = [kb.works[str(row[0])] for row in listed.rows]
    return {"works.bib": bibtex(works), "works.json": csl_json(works)}


def _make_folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"the folder cannot be made: {error.strerror or error}", where=Place(str(path))) from error
