"""Status seeking and alliance behaviour come out of the bundled facts as published, each for the right reasons."""

from collections.abc import Mapping

import pytest

from kb.altered.altering import Alteration, altered
from kb.reading.loading import load
from kb.store import KnowledgeBase
from rules.engine.proof import ON_THE_RECORD, Step
from rules.judging.court import Court
from rules.judging.dossier import Archive, Dossier

COALITION = "global-coalition"
STATES = ("belgium", "denmark", "netherlands")
each_state = pytest.mark.parametrize("state", STATES)


@pytest.fixture(scope="module")
def kb() -> KnowledgeBase:
    """Return the bundled cases."""
    return load()


@pytest.fixture(scope="module")
def dossiers(kb: KnowledgeBase) -> Mapping[str, Dossier]:
    """Return what is said of each state's part in the coalition."""
    archive = Archive(Court(kb))
    return {state: archive.dossier(state, COALITION) for state in STATES}


def evidence(dossier: Dossier, manifestation: str) -> set[str]:
    """Return the facts in which a manifestation is seen."""
    return {str(item["fact"]) for item in dossier.proof.concluded("Evidence", manifestation=manifestation)}


def values(dossier: Dossier, kind: str, field: str, **wanted: str) -> set[str]:
    """Return the values of a field in all conclusions of a class."""
    return {str(item[field]) for item in dossier.proof.concluded(kind, **wanted)}


def without(kb: KnowledgeBase, *facts: str) -> Dossier:
    """Return the Belgian dossier as it would be without some facts."""
    changed = altered(kb, [Alteration(fact, None, None) for fact in facts])
    return Archive(Court(changed)).dossier("belgium", COALITION)


BROKEN = {"belgium": {}, "denmark": {"part-1": "not-found"}, "netherlands": {"outcome": "contradicted"}}
"""Where the chain does not hold: nobody in Denmark is on record with a gain, and no Dutch word accepts a risk."""


@each_state
def test_every_part_of_the_mechanism_is_found_where_facts_bear_it(state: str, dossiers: Mapping[str, Dossier]) -> None:
    found = dossiers[state].proof.concluded("PartFinding")
    expected = dict.fromkeys(("condition", "scope", "part-1", "part-2", "part-3", "outcome"), "found")
    assert {item["part"]: item["finding"] for item in found} == {**expected, **BROKEN[state]}


@each_state
def test_the_chain_is_as_strong_as_its_weakest_part(state: str, dossiers: Mapping[str, Dossier]) -> None:
    level = "none" if BROKEN[state] else "moderate"
    assert values(dossiers[state], "ChainConfidence", "level") == {level}
    weakest = {dict(step.bindings)["weakest"] for step in _steps(dossiers[state], "ChainConfidence")}
    assert (set(BROKEN[state]) or {"part-2", "outcome"}) <= weakest


def test_belgian_talk_of_gains_is_a_smoking_gun(dossiers: Mapping[str, Dossier]) -> None:
    proof = dossiers["belgium"].proof
    assert values(dossiers["belgium"], "ProcessTest", "test", manifestation="gains-named") == {"smoking-gun"}
    assert {"belgium-interview-2017-07-13", "belgium-interview-2017-07-13-council", "belgium-de-crem-2016"} <= evidence(
        dossiers["belgium"], "gains-named"
    )
    assert proof.concluded("PartConfidence", part="part-1", level="high")


def test_belgium_moved_before_it_was_asked(dossiers: Mapping[str, Dossier]) -> None:
    assert {
        "belgium-reynders-2014-09-10",
        "belgium-de-crem-2014-09-10",
        "belgium-de-crem-2014-09-18",
        "belgium-contacts-2016",
    } <= evidence(dossiers["belgium"], "free-will")
    assert "belgium-vandeput-2014-10-24" not in evidence(dossiers["belgium"], "units-offered")


def test_the_dutch_never_dwelt_on_prestige_and_were_not_praised(dossiers: Mapping[str, Dossier]) -> None:
    dutch = dossiers["netherlands"]
    assert not evidence(dutch, "visibility-stressed")
    assert not evidence(dutch, "part-praised")
    assert values(dutch, "PartConfidence", "level", part="part-3") == {"moderate"}


def test_other_states_are_judged_from_the_thesis_alone(kb: KnowledgeBase, dossiers: Mapping[str, Dossier]) -> None:
    for state in ("denmark", "netherlands"):
        for item in dossiers[state].proof.concluded("Evidence"):
            assert {source.work for source in kb.records[str(item["fact"])].source} == {"vaneijk-2021"}


@each_state
def test_protection_may_be_sought_too(state: str, dossiers: Mapping[str, Dossier]) -> None:
    forms = values(dossiers[state], "Alignment", "form")
    assert "bandwagoning-for-protection" in forms
    sought = "part-1" not in BROKEN[state]
    assert bool(dossiers[state].proof.concluded("MotivesCompatible")) is sought
    assert ("bandwagoning-for-status" in forms) is not bool(BROKEN[state])


def test_a_hoop_missed_on_a_complete_record_contradicts_the_chain(kb: KnowledgeBase) -> None:
    dossier = without(kb, "belgium-risk-2014-09-18", "belgium-reynders-2014-09-26", "belgium-interview-2017-07-13")
    assert values(dossier, "PartFinding", "finding", part="outcome") == {"contradicted"}
    assert values(dossier, "ChainConfidence", "level") == {"none"}


def test_without_complete_statements_a_hoop_missed_is_failed_on_the_record_only(kb: KnowledgeBase) -> None:
    spoken = ("belgium-risk-2014-09-18", "belgium-reynders-2014-09-26", "belgium-interview-2017-07-13")
    dossier = without(kb, *spoken)
    (failed,) = dossier.proof.concluded("FailedTest", manifestation="risk-accepted")
    assert dossier.proof.standing(failed.name) == ON_THE_RECORD
    assert not values(dossier, "PartFinding", "finding", part="outcome") & {"found"}


def test_a_state_that_leans_on_no_leader_is_outside_the_mechanism(kb: KnowledgeBase) -> None:
    dossier = without(kb, "belgium-depends-on-united-states")
    assert not values(dossier, "PartFinding", "finding", part="condition") & {"found"}
    assert not values(dossier, "ChainConfidence", "level") & {"low", "moderate", "high"}


@each_state
def test_abandonment_outweighs_entrapment_and_nobody_rides_free(state: str, dossiers: Mapping[str, Dossier]) -> None:
    assert values(dossiers[state], "PrevailingFear", "fear") == {"abandonment"}
    assert values(dossiers[state], "FreeRiding", "answer") == {"contradicted"}


def test_denmark_alone_is_super_loyal(dossiers: Mapping[str, Dossier]) -> None:
    assert [state for state in STATES if dossiers[state].proof.concluded("SuperLoyalty")] == ["denmark"]


def test_each_outdoes_larger_members_and_two_send_a_large_share_of_their_fleet(
    dossiers: Mapping[str, Dossier],
) -> None:
    signs = {state: values(dossiers[state], "AboveWeight", "sign") for state in STATES}
    both = {"outdoes-larger-members", "large-share-of-fleet"}
    assert signs == {"belgium": {"outdoes-larger-members"}, "denmark": both, "netherlands": both}
    larger = {dict(step.bindings).get("larger") for step in _steps(dossiers["belgium"], "AboveWeight")}
    assert larger == {"germany", "italy", "poland", "spain"}


def _steps(dossier: Dossier, kind: str) -> list[Step]:
    return [step for item in dossier.proof.concluded(kind) for step in dossier.proof.steps[item.name]]
