"""A second court over the same facts and rules, without the engine, against which the proofs of others are held."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

from kb.errors import InputError, Place
from kb.profiles.base import Computed
from kb.store import KnowledgeBase
from rules.engine.facts import Mirrored, field_names
from rules.engine.inference import Inference
from rules.engine.nearness import Nearness
from rules.engine.prepared import Coverage
from rules.engine.proof import Known, Proof
from rules.engine.rederiving import Rederivation
from rules.judging.court import Court
from rules.judging.dossier import Archive, archive_of
from rules.judging.proof_file import SavedProof, as_data, differences
from rules.judging.verification import MOST_FAULTS, Checked, Fault, by_field, verify


class Review(Court):
    """A court that follows the rules without the engine."""

    def over(self, kb: KnowledgeBase) -> "Review":
        """Return a court of the same kind over another knowledge base."""
        return Review(kb, inference=self.inference, mirrors=self._mirrors)

    def follow(
        self, inference: Inference, facts: Iterable[Mirrored], coverage: Coverage, built_on: Iterable[Proof] = ()
    ) -> Proof:
        """Return all that follows by the rules of an inference; the inference itself is not asked."""
        again = Rederivation(inference.rulebook, inference.thresholds)
        return again.proof(map(as_known, facts), coverage, built_on)


def as_known(fact: Mirrored) -> Known:
    """Return a fact as proofs name it."""
    values = tuple((name, fact[name]) for name in field_names(type(fact)))
    origin = "computed" if issubclass(fact.record, Computed) else "observed"
    return Known(fact.identity, type(fact).__name__, values, origin, tuple(fact.basis))


def review_of(court: Court) -> Archive:
    """Return what a second court makes of the facts of a court, under the same thresholds."""
    return archive_of(Review(court.kb, inference=court.inference))


def kept(archive: Archive, about: str) -> SavedProof:
    """Return the proof of an episode or of a state's part as it is kept."""
    court = archive.court
    thresholds = {item.name: float(item.value) for item in court.inference.thresholds.values()}
    day = court.kb.as_of.isoformat() if court.kb.as_of else None
    return SavedProof(about, thresholds, day, archive.finding(about).proof)


def check_kept(review: Archive, saved: SavedProof, data: Any, place: str) -> Checked:
    """Check a proof that was kept: what it was made with, what it says, and that it says no more and no less.

    Args:
        review: what a second court finds.
        saved: the proof.
        data: the plain data it was read from.
        place: the file.

    Raises:
        InputError: no episode and no state's part bears the name that the proof is about.
    """
    known(review, saved.about, place)
    otherwise = tuple(made_otherwise(review, saved.thresholds, saved.as_of))
    meant = replace(kept(review, saved.about), made_with=saved.made_with)
    return held_against(saved.proof, review.finding(saved.about).nearness, data, meant, otherwise)


def held_against(
    given: Proof, again: Nearness, data: Any, meant: SavedProof, otherwise: tuple[Fault, ...] = ()
) -> Checked:
    """Hold a proof that was read from a file against what follows, and the plain data against what they should say.

    Args:
        given: the proof as it was read.
        again: all that follows, as a second derivation found it.
        data: the plain data it was read from.
        meant: the proof as it would be kept.
        otherwise: what it was made with that is another here; where there is any, nothing else is told.
    """
    found = verify(by_field(given), replace(again, proof=by_field(again.proof)))
    faults = otherwise or found.faults or tuple(islice(differences(data, as_data(meant)), MOST_FAULTS))
    return replace(found, faults=faults)


def known(review: Archive, about: str, place: str) -> None:
    """Refuse a file that is about something of which no case tells.

    Raises:
        InputError: no episode and no state's part bears that name.
    """
    if about not in review.names:
        raise InputError(
            f"it is about {about!r}, of which no case tells",
            where=Place(place),
            why="A proof is checked against the facts that it rests on.",
            remedy="Add the case file that it was made from: --with FILE.",
        )


def made_otherwise(review: Archive, thresholds: Mapping[str, Any], as_of: str | None) -> Iterator[Fault]:
    """Yield what a proof was made with, where that is not what holds here.

    Args:
        review: what a second court finds.
        thresholds: the thresholds that the proof gives, by name: numbers, or texts.
        as_of: the day of which it says that nothing later was known.
    """
    day = review.court.kb.as_of
    if as_of != (day.isoformat() if day else None):
        remedy = f"with --as-of {as_of}" if as_of else "without --as-of"
        yield Fault("as_of", f"it was made from what was known on another day; if that is meant, check it {remedy}")
    yield from under_other_thresholds(review.court, thresholds)


def under_other_thresholds(court: Court, thresholds: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield the thresholds with which a proof was made, where others hold here."""
    for name, item in court.inference.thresholds.items():
        value = _number(thresholds.get(name))
        if value is not None and value != item.value:
            what = f"it was made with {value:g}, and here it is {item.value:g}"
            yield Fault(f"thresholds/{name}", f"{what}; if that is meant, check it with --threshold {name}={value:g}")


def _number(value: object) -> float | None:
    try:
        return float(str(value))
    except ValueError:
        return None
