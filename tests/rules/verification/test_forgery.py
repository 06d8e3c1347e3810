"""Proofs forged with care: whoever changes every place that hangs together is refused all the same."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from rules.engine.proof import CERTAIN, ON_THE_RECORD, Absent, Held, Proof
from rules.judging.dossier import Archive
from rules.judging.proof_file import as_data, loads
from rules.judging.review import check_kept, kept
from rules.judging.verification import Fault, verify
from tests.rules.verification.conftest import ABOUT

each_proof = pytest.mark.parametrize("about", ABOUT)


def faults(review: Archive, text: str) -> tuple[Fault, ...]:
    """Return the faults that are found in a proof that was kept."""
    saved, data = loads(text, "proof.json")
    return check_kept(review, saved, data, "proof.json").faults


def forged(archive: Archive, about: str, proof: Proof) -> str:
    """Return another proof as it would be kept, but for the blanks between what it says."""
    return json.dumps(as_data(replace(kept(archive, about), proof=proof)))


def without(proof: Proof, name: str) -> Proof:
    """Return a proof without a conclusion, its steps, and whatever rests on it."""
    gone = {name}
    while more := {
        step.conclusion
        for found in (*proof.steps.values(), *proof.possible.values())
        for step in found
        if step.conclusion not in gone and gone & {getattr(item, "fact", None) for item in step.premises}
    }:
        gone |= more
    return Proof(
        {key: fact for key, fact in proof.facts.items() if key not in gone},
        {key: steps for key, steps in proof.steps.items() if key not in gone},
        {key: steps for key, steps in proof.possible.items() if key not in gone},
        proof.certain - gone,
    )


@each_proof
def test_no_conclusion_can_be_left_out(about: str, archive: Archive, review: Archive) -> None:
    proof = archive.finding(about).proof
    for name in (*proof.steps, *proof.possible):
        found = faults(review, forged(archive, about, without(proof, name)))
        assert any(name in fault.where and "leaves it out" in fault.what for fault in found), name


@each_proof
def test_no_standing_can_be_raised_or_lowered(about: str, archive: Archive, review: Archive) -> None:
    proof = archive.finding(about).proof
    for name in proof.steps:
        other = proof.certain ^ {name}
        found = faults(review, forged(archive, about, replace(proof, certain=other)))
        told = (ON_THE_RECORD, CERTAIN) if name in proof.certain else (CERTAIN, ON_THE_RECORD)
        assert Fault(name, f"it is said to be {told[0]}, and it is {told[1]}") in found


def vouched(proof: Proof) -> Iterator[tuple[str, Proof]]:
    """Yield each conclusion that holds on the record only, as though complete records vouched for it."""
    for name, steps in proof.steps.items():
        if name not in proof.certain:
            raised = tuple(step._replace(premises=tuple(map(_complete, step.premises))) for step in steps)
            yield name, replace(proof, steps={**proof.steps, name: raised}, certain=proof.certain | {name})


def _complete(premise: Any) -> Any:
    if not isinstance(premise, Absent):
        return premise
    listed = dict(premise.records) | dict.fromkeys(premise.incomplete, ("made-up-record",))
    return premise._replace(records=tuple(sorted(listed.items())), incomplete=())


@each_proof
def test_no_record_can_be_made_up_to_vouch_for_an_absence(about: str, archive: Archive, review: Archive) -> None:
    for name, proof in vouched(archive.finding(about).proof):
        found = faults(review, forged(archive, about, proof))
        assert Fault(name, f"it is said to be {CERTAIN}, and it is {ON_THE_RECORD}") in found


@each_proof
def test_no_open_conclusion_can_be_said_to_hold(about: str, archive: Archive, review: Archive) -> None:
    proof = archive.finding(about).proof
    for name, steps in proof.possible.items():
        rest = {key: found for key, found in proof.possible.items() if key != name}
        raised = replace(proof, steps={**proof.steps, name: steps}, possible=rest)
        found = faults(review, forged(archive, about, raised))
        assert Fault(name, f"it is said to be {ON_THE_RECORD}, and it is open") in found


def test_a_circle_is_no_ground(archive: Archive, review: Archive) -> None:
    proof = archive.finding(ABOUT[0]).proof
    name, (step, *_) = next(iter(proof.steps.items()))
    circle = step._replace(premises=(*step.premises[:-1], Held(step.premises[-1].number, name)))
    assert faults(review, forged(archive, ABOUT[0], replace(proof, steps={**proof.steps, name: (circle,)})))


@each_proof
def test_the_order_of_steps_and_a_step_told_twice_are_seen(about: str, texts: dict[str, str], review: Archive) -> None:
    data = json.loads(texts[about])
    for steps in (data["steps"][::-1], [data["steps"][0], *data["steps"]]):
        assert faults(review, json.dumps({**data, "steps": steps}))


def test_what_the_engine_overlooks_is_told(archive: Archive, review: Archive) -> None:
    finding = archive.finding(ABOUT[0])
    assert not verify(finding.proof, review.finding(ABOUT[0]).nearness).faults
    name = next(iter(finding.proof.steps))
    found = verify(without(finding.proof, name), review.finding(ABOUT[0]).nearness).faults
    assert any(name in fault.where for fault in found)
