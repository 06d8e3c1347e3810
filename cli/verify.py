"""``coalition verify``: check proofs again without the engine."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.court import complete_episodes, court_options, find_episode, find_episodes
from kb.errors import InputError, Place

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kb.store import KnowledgeBase
    from rules.judging import Court
    from rules.verification import Checked


LINKED = frozenset({".ttl", ".nt", ".rdf", ".jsonld", ".trig"})
"""Endings of files that keep a proof as linked data; any other is JSON."""


@click.command(epilog="Example: coalition verify denmark-2016-12 --save proof.json")
@click.argument("names", metavar="[EPISODE | STATE | COALITION]...", nargs=-1, shell_complete=complete_episodes)
@click.option(
    "--save", type=click.Path(path_type=Path), help="Keep the proof of one episode: JSON, or linked data by the ending."
)
@click.option("--proof", type=click.Path(path_type=Path), help="Check a proof kept before, in place of a fresh one.")
@court_options
@click.pass_context
def verify(
    ctx: click.Context,
    *,
    kb: "KnowledgeBase",
    court: "Court",
    names: tuple[str, ...],
    save: Path | None,
    proof: Path | None,
) -> None:
    """Check every step of proofs against the rules, and every leaf against the case files, without the engine.

    Exits with 1 where a step does not hold, and names it.
    """
    if proof is not None:
        faulty = _saved(kb, proof)
    elif save is not None:
        faulty = _save(kb, court, names, save)
    else:
        checked = {name: _checked(kb, court, name) for name in find_episodes(kb, court, names)}
        faulty = [name for name, found in checked.items() if not _told(name, found)]
    if faulty:
        ctx.exit(1)


def _checked(kb: "KnowledgeBase", court: "Court", name: str) -> "Checked":
    from rules.verification import verify as check

    return check(court.judge(name).proof, court.inference.rulebook, kb, court.inference.thresholds)


def _told(name: str, found: "Checked") -> bool:
    """Print what was checked; return whether all of it holds."""
    counts = f"{found.steps} steps, {found.facts} facts, {found.absences} absences"
    click.echo(f"{name}: {'verified' if not found.faults else 'REFUSED'} ({counts})")
    for fault in found.faults:
        click.echo(f"  {fault.step}\n    {fault.what}")
    return not found.faults


def _save(kb: "KnowledgeBase", court: "Court", names: tuple[str, ...], path: Path) -> list[str]:
    from kb.export import format_of, serialise, write_whole
    from rules.proof_file import SavedProof, dumps

    if len(names) != 1:
        raise InputError("a file holds the proof of one episode", remedy="Name one episode before --save.")
    name = find_episode(court, names[0])
    values = {item.name: item.value for item in court.inference.thresholds.values()}
    saved = SavedProof(name, values, court.judge(name).proof)
    if path.suffix.lower() in LINKED:
        from explain.proof_rdf import with_proof

        write_whole(serialise({"conclusions": with_proof(court, saved)}, format_of(path)), path)
    else:
        write_whole(dumps(saved).encode(), path)
    return [] if _told(name, _checked(kb, court, name)) else [name]


def _saved(kb: "KnowledgeBase", path: Path) -> list[str]:
    from rules.proof_file import loads
    from rules.theory import RULEBOOK
    from rules.thresholds import with_overrides
    from rules.verification import Fault
    from rules.verification import verify as check

    triples = _triples(path) if path.suffix.lower() in LINKED else None
    if triples is None:
        saved = loads(_text(path), str(path))
    else:
        from explain.proof_rdf import altered_nodes, kept_proof

        saved = kept_proof(triples, str(path))
    thresholds = with_overrides(saved.thresholds)
    found = check(saved.proof, RULEBOOK, kb, thresholds)
    if triples is not None and not found.faults:
        nodes = altered_nodes(triples, kb, thresholds, saved)
        found = replace(found, faults=tuple(Fault(node, "the linked data say other than the proof") for node in nodes))
    return [] if _told(saved.episode, found) else [saved.episode]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"the file cannot be read: {error}", where=Place(str(path))) from error


def _triples(path: Path) -> "list[ox.Triple]":
    import pyoxigraph as ox

    try:
        return [
            quad.triple for quad in ox.parse(_text(path).encode(), format=ox.RdfFormat.from_extension(path.suffix[1:]))
        ]
    except (SyntaxError, ValueError) as error:
        raise InputError(f"the file is no sound linked data: {error}", where=Place(str(path))) from error
