"""``coalition verify``: check proofs again without the engine."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.court import complete_episodes, court_options, find_episode, find_episodes
from kb.errors import InputError, Place

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kb.store import KnowledgeBase
    from rules.dossier import Dossier
    from rules.judging import Court
    from rules.nearness import Nearness
    from rules.proof import Proof
    from rules.proof_file import SavedProof
    from rules.verification import Checked, Leaves


LINKED = frozenset({".ttl", ".nt", ".rdf", ".jsonld", ".trig"})
"""Endings of files that keep a proof as linked data; any other is JSON."""


@click.command(epilog="Example: coalition verify denmark-2016-12 --save proof.json")
@click.argument(
    "names", metavar="[EPISODE | STATE | COALITION | STATE/COALITION]...", nargs=-1, shell_complete=complete_episodes
)
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
        from rules.verification import Leaves

        whole, leaves = dict(_whole(court, names)), Leaves(kb)
        about = [*find_episodes(kb, court, [name for name in names if "/" not in name]), *whole]
        about = about if names and not all("/" in name for name in names) else [*whole] if names else about
        faulty = [name for name in about if not _told(name, _checked(leaves, *_fresh(court, whole, name)))]
    if faulty:
        ctx.exit(1)


def _whole(court: "Court", names: tuple[str, ...]) -> "Iterator[tuple[str, Dossier]]":
    """Yield the states' whole parts that names select: STATE/COALITION, a state's own, or all where none is given."""
    from rules.dossier import Archive

    archive = Archive(court)
    for state, coalition in archive.parts:
        if not names or state in names or f"{state}/{coalition}" in names:
            yield f"{state}/{coalition}", archive.dossier(state, coalition)


def _fresh(court: "Court", whole: "Mapping[str, Dossier]", name: str) -> "tuple[Proof, Nearness]":
    found = whole[name] if name in whole else court.judge(name)
    return found.proof, found.nearness


def _checked(leaves: "Leaves", proof: "Proof", nearness: "Nearness") -> "Checked":
    from rules.verification import verify as check

    return check(proof, nearness.rulebook, leaves, nearness.thresholds)


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
    from rules.verification import Leaves

    if len(names) != 1:
        raise InputError("a file holds one proof", remedy="Name one episode, or STATE/COALITION, before --save.")
    whole = dict(_whole(court, names)) if "/" in names[0] else {}
    name = names[0] if whole else find_episode(court, names[0])
    proof, nearness = _fresh(court, whole, name)
    saved = SavedProof(name, {item.name: item.value for item in court.inference.thresholds.values()}, proof)
    if path.suffix.lower() not in LINKED:
        write_whole(dumps(saved).encode(), path)
    elif whole:
        raise InputError("the proof of a state's whole part is kept as JSON", remedy="Let the name end in .json.")
    else:
        from explain.proof_rdf import with_proof

        write_whole(serialise({"conclusions": with_proof(court, saved)}, format_of(path)), path)
    return [] if _told(name, _checked(Leaves(kb), proof, nearness)) else [name]


def _saved(kb: "KnowledgeBase", path: Path) -> list[str]:
    from rules.proof_file import loads
    from rules.verification import Leaves

    triples = _triples(path) if path.suffix.lower() in LINKED else None
    if triples is None:
        saved = loads(_text(path), str(path))
    else:
        from explain.proof_rdf import kept_proof

        saved = kept_proof(triples, str(path))
    found = refusals(Leaves(kb), saved, triples)
    return [] if _told(saved.about, found) else [saved.about]


def refusals(leaves: "Leaves", saved: "SavedProof", triples: "list[ox.Triple] | None") -> "Checked":
    """Check a kept proof: its steps and leaves, what it says it is about, its digest, and the linked data around it."""
    from rules.proof_file import outer_faults
    from rules.theory import RULEBOOK
    from rules.thresholds import with_overrides
    from rules.verification import Fault
    from rules.verification import verify as check
    from rules.wider_theory import WIDER

    thresholds = with_overrides(saved.thresholds)
    found = check(saved.proof, WIDER if "/" in saved.about else RULEBOOK, leaves, thresholds)
    faults = [*found.faults, *(Fault(*pair) for pair in outer_faults(saved))]
    if triples is not None and not faults:
        from explain.proof_rdf import altered_nodes

        nodes = altered_nodes(triples, leaves.kb, thresholds, saved)
        faults = [Fault(node, "the linked data say other than the proof") for node in nodes]
    return replace(found, faults=tuple(faults))


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
