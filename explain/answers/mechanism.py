"""The status-seeking mechanism in one case, part by part: what it predicts, what was seen, and what that is worth."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from explain.answer import Source
from explain.answers.seen import Seen, dated, lightest, seen, speaker
from explain.words.phrases import the
from explain.words.questions import compared
from explain.words.telling import Teller
from kb.records import Manifestation
from kb.store import KnowledgeBase
from rules.engine.proof import Proof
from rules.judging.dossier import Dossier
from rules.judging.gaps import undecided

PARTS = {
    "condition": "Condition: small and dependent",
    "scope": "Scope condition: lawful under the Charter",
    "part-1": "Part 1: operations as a way to standing",
    "part-2": "Part 2: joining of its own accord",
    "part-3": "Part 3: contributions made to be seen",
    "outcome": "Outcome: forces used, risk accepted",
}
"""The parts of the mechanism in order, in words."""
FRAME = ("condition", "scope")
OPEN = "open"


@dataclass(frozen=True)
class Prediction:
    """One manifestation that a part predicts.

    Attributes:
        manifestation: its name in the vocabulary.
        text: what must be observed.
        certainty: high or low.
        uniqueness: high or low.
        test: the test of process tracing that this makes.
        result: passed; failed (it had to be seen); unseen (it had not); open where the record is not complete.
        evidence: the facts in which it is seen, in order of time.
        sources: where the theory says so.
    """

    manifestation: str
    text: str
    certainty: str
    uniqueness: str
    test: str
    result: str
    evidence: tuple[Seen, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class PartReport:
    """A part of the mechanism: its finding, the level of belief (``None`` for condition and scope), its predictions."""

    part: str
    text: str
    finding: str
    standing: str
    confidence: str | None
    predictions: tuple[Prediction, ...]


@dataclass(frozen=True)
class MechanismReport:
    """The whole mechanism in one case.

    Attributes:
        state: the state.
        coalition: the coalition.
        title: both in words.
        confidence: belief in the chain: high, moderate, low, none, or open.
        standing: how that stands: certain, on the record or open.
        weakest: the parts that limit it.
        compatible: protection may have been sought at the same time.
        parts: the parts in order.
        open_points: what would settle what is open.
    """

    state: str
    coalition: str
    title: str
    confidence: str
    standing: str
    weakest: tuple[str, ...]
    compatible: bool
    parts: tuple[PartReport, ...]
    open_points: tuple[str, ...]


def mechanism(kb: KnowledgeBase, dossier: Dossier) -> MechanismReport:
    """Report what the mechanism predicts of a state in a coalition, and what the record shows."""
    teller, proof = speaker(kb, dossier), dossier.proof
    state, coalition = dossier.engagement.state, dossier.engagement.coalition
    parts = tuple(_part(teller, proof, name) for name in PARTS)
    confidence = _only(proof, "ChainConfidence", "level")
    return MechanismReport(
        state,
        coalition,
        f"{teller.value(state)} in {the(teller.value(coalition))}",
        confidence,
        _standing(proof, "ChainConfidence"),
        tuple(item.part for item in parts if confidence in (item.confidence, _frame_level(item))),
        bool(proof.concluded("MotivesCompatible")),
        parts,
        tuple(_open(teller, proof)) if OPEN in (confidence, *(item.finding for item in parts)) else (),
    )


def as_data(report: MechanismReport) -> dict[str, Any]:
    """Return a report as nested dictionaries and lists."""
    return asdict(report)


def _only(proof: Proof, kind: str, field: str, **values: str) -> str:
    found = proof.concluded(kind, **values)
    return str(found[0][field]) if found else OPEN


def _frame_level(item: PartReport) -> str | None:
    """Return the level to which a condition that does not hold brings the chain down."""
    return "none" if item.confidence is None and item.finding == "contradicted" else None


def _part(teller: Teller, proof: Proof, name: str) -> PartReport:
    predictions = sorted(
        (item for item in teller.kb.of(Manifestation) if item.part == name),
        key=lambda item: (item.uniqueness != "high", item.certainty != "high", item.id),
    )
    level = _only(proof, "PartConfidence", "level", part=name)
    return PartReport(
        name,
        PARTS[name],
        _only(proof, "PartFinding", "finding", part=name),
        _standing(proof, "PartFinding", part=name),
        None if name in FRAME else level,
        tuple(_prediction(teller, proof, item) for item in predictions),
    )


def _prediction(teller: Teller, proof: Proof, item: Manifestation) -> Prediction:
    name = item.id.partition("/")[2]
    evidence = tuple(_evidence(teller, proof, name))
    return Prediction(
        name,
        item.label or name,
        item.certainty,
        item.uniqueness,
        _only(proof, "ProcessTest", "test", manifestation=name),
        _result(proof, item, name, bool(evidence)),
        tuple(sorted(evidence, key=lambda found: dated(teller, found.fact))),
        teller.sources(item),
    )


def _result(proof: Proof, item: Manifestation, name: str, passed: bool) -> str:
    if passed:
        return "passed"
    if proof.concluded("FailedTest", manifestation=name):
        return "failed"
    doubtful = [
        *proof.open("FailedTest", manifestation=name),
        *proof.open("Evidence", manifestation=name),
        *proof.open("Circumstance", manifestation=name),
    ]
    return OPEN if doubtful or item.certainty == "high" else "unseen"


def _evidence(teller: Teller, proof: Proof, name: str) -> Iterator[Seen]:
    for kind in ("Circumstance", "Evidence"):
        for found in proof.concluded(kind, manifestation=name):
            step = lightest(proof, found.name)
            known = next(
                item for item in proof.facts.values() if item.origin == "observed" and item["id"] == found["fact"]
            )
            yield seen(teller, known, step)


def _open(teller: Teller, proof: Proof) -> Iterator[str]:
    points = {
        compared(teller, proof, gap).text
        for kind in ("FailedTest", "PartFinding", "PartConfidence", "ChainConfidence")
        for possible in proof.open(kind)
        for gap in undecided(proof, possible.name, str(possible.values[0][1]))
    }
    yield from sorted(points)


def _standing(proof: Proof, kind: str, **values: str) -> str:
    found = proof.concluded(kind, **values)
    return proof.standing(found[0].name) if found else OPEN
