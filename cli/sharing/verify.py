"""``coalition verify``: check proofs again without the engine."""

import textwrap
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.console import WIDTH
from cli.court import complete_episodes, court_options, find_findings, is_supposed
from cli.making import made_with
from kb.errors import InputError, Place, printable, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kb.store import KnowledgeBase
    from rules.judging.court import Court
    from rules.judging.dossier import Archive
    from rules.judging.proof_file import SavedProof
    from rules.judging.verification import Checked, Fault

LINKED = frozenset({".ttl", ".nt", ".rdf", ".jsonld", ".trig", ".nq"})
"""Endings of files that keep proofs as linked data; any other is JSON."""

_MOST = 20
"""How many faults are told one by one."""


@click.command(epilog="Example: coalition verify denmark-2016-12 --save proof.json")
@click.argument(
    "names", metavar="[EPISODE | STATE | COALITION | STATE/COALITION]...", nargs=-1, shell_complete=complete_episodes
)
@click.option(
    "--save",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Keep the proof: one as JSON, any number as linked data, by the ending.",
)
@click.option(
    "--proof",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Check a file written by --save, by export or as an answer in RDF.",
)
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
    """Check proofs against a second derivation, which follows the same rules from the same facts without the engine.

    Nothing of a proof is taken on trust: every step and fact, what each comparison says, which records vouch for an
    absence, how each conclusion stands, and that no step is missing. Exits with 1 where something does not hold,
    and names it.
    """
    if proof is not None:
        if names or save:
            raise click.UsageError("--proof FILE says itself what it is about; it goes with no name and no --save.")
        sound = _check_file(court, proof)
    else:
        from rules.judging.dossier import archive_of

        supposed = [name for name in names if is_supposed(name)]
        others = tuple(name for name in names if name not in supposed)
        archive = archive_of(court)
        chosen = find_findings(kb, archive, others) if others or not supposed else []
        if save is not None:
            _save(archive, [*chosen, *supposed], save)
        sound = all([_check(archive, chosen), _check_supposed(court, supposed)])
    if not sound:
        ctx.exit(1)


def _check(archive: "Archive", names: "Iterable[str]") -> bool:
    """Check fresh proofs and print what was checked; return whether all of it holds."""
    from rules.judging.review import review_of
    from rules.judging.verification import verify as check

    review = review_of(archive.court)
    sound = [_told(name, check(archive.finding(name).proof, review.finding(name).nearness)) for name in names]
    return all(sound)


def _check_supposed(court: "Court", names: "Iterable[str]") -> bool:
    """Check the proofs of supposed exits; return whether all of them hold."""
    from rules.foreseeing.opening import kept, opened, reviewed
    from rules.judging.verification import verify as check

    sound = []
    for name in names:
        proof, again = kept(name, opened(court, name)[1]).proof, reviewed(court, name)
        sound.append(_told(name, check(proof, again.court.judge(again.judgement.episode.id).nearness)))
    return all(sound)


def _save(archive: "Archive", names: list[str], path: Path) -> None:
    from kb.writing.export import serialise, write_whole

    supposed = [name for name in names if is_supposed(name)]
    if supposed and path.suffix.lower() in LINKED:
        raise InputError(
            f"{supposed[0]} is not kept as linked data",
            where=Place(str(path)),
            why="It would say of an episode on record what was only supposed.",
            remedy="Let the file end in .json.",
        )
    if path.suffix.lower() in LINKED:
        from explain.linked.conclusions import conclusions
        from kb.writing.export import format_of

        write_whole(serialise({"conclusions": conclusions(archive.court, names)}, format_of(path)), path)
        return
    if len(names) != 1:
        raise InputError(
            f"a file holds one proof, and {len(names)} are asked for",
            where=Place(str(path)),
            remedy="Name one episode, or a state's part as STATE/COALITION, or let the file end in .ttl.",
        )
    from rules.judging.proof_file import dumps
    from rules.judging.review import kept

    if supposed:
        from rules.foreseeing import opening

        saved = opening.kept(names[0], opening.opened(archive.court, names[0])[1])
    else:
        made = asdict(made_with(archive.court.kb, archive.court, names))
        saved = replace(kept(archive, names[0]), made_with=made)
    write_whole(dumps(saved).encode(), path)


def _check_file(court: "Court", path: Path) -> bool:
    """Check a proof that was kept and print what was checked; return whether all of it holds."""
    from kb.reading.files import read_quads
    from kb.reading.limits import MAX_WRITTEN_BYTES, read_text
    from rules.judging.review import check_kept, review_of

    review = review_of(court)
    if path.suffix.lower() not in LINKED:
        from rules.judging.proof_file import loads

        saved, data = loads(read_text(path, MAX_WRITTEN_BYTES), str(path))
        if is_supposed(saved.about):
            from rules.foreseeing.opening import check_kept as check_supposed

            return _told(saved.about, check_supposed(court, saved, data))
        sound = _told(saved.about, check_kept(review, saved, data, str(path)))
        _tell_made(court, saved, sound=sound)
        return sound
    from cli.asking_again import ask_again
    from explain.linked.reading_back import Linked
    from rules.judging.verification import counted

    linked, quads = Linked(review, ask_again), read_quads(path)
    subject = linked.subject(quads, str(path))
    faults = linked.faults(quads, subject, str(path))
    if faults:
        click.echo(f"{path}: REFUSED")
        _tell(faults)
        return False
    for name in subject.names:
        _told(name, counted(review.finding(name).proof))
    _tell_otherwise(linked.otherwise(quads, subject))
    return True


def _tell_made(court: "Court", saved: "SavedProof", *, sound: bool) -> None:
    """Print with what else a proof was made than what holds here."""
    from explain.made_with import differing

    if not saved.made_with:
        return
    now = asdict(made_with(court.kb, court, [saved.about]))
    different = differing(saved.made_with, now)
    if sound:
        _tell_otherwise(different)
    elif "packs" in different:
        then, here = (printable(", ".join(item["packs"]) or "none") for item in (saved.made_with, now))
        told = f"It was made with these packs of rules: {then}. Here: {here}. To judge with a pack, give --rules."
        click.echo(textwrap.fill(told, WIDTH, break_long_words=False))


def _tell_otherwise(different: "Sequence[str]") -> None:
    from explain.words.phrases import listed

    if different:
        told = f"Not made with the same {listed(list(different))} as here; what it says holds here too."
        click.echo(textwrap.fill(told, WIDTH))


def _told(name: str, found: "Checked") -> bool:
    """Print what was checked; return whether all of it holds."""
    pairs = ((found.steps, "step"), (found.facts, "fact"), (found.absences, "absence"))
    counts = ", ".join(f"{number} {word}{'' if number == 1 else 's'}" for number, word in pairs)
    click.echo(f"{printable(shortened(name))}: {'REFUSED' if found.faults else 'verified'} ({counts})")
    _tell(found.faults)
    return not found.faults


def _tell(faults: "tuple[Fault, ...]") -> None:
    from rules.judging.verification import MOST_FAULTS

    for fault in faults[:_MOST]:
        for text, indent in ((fault.where, "  "), (fault.what, "    ")):
            told = textwrap.wrap(printable(shortened(text)), WIDTH - 6, break_long_words=False, break_on_hyphens=False)
            click.echo("\n".join(f"{indent}{'  ' if number else ''}{line}" for number, line in enumerate(told)))
    if len(faults) > _MOST:
        least = "at least " if len(faults) >= MOST_FAULTS else ""
        click.echo(f"  and at {least}{len(faults) - _MOST} more places")
