"""Altered facts alter strategy, cause and hypotheses, and what is missing is named when nothing explains an exit."""

import pytest

from kb.dates import moment
from kb.records import (
    BudgetLimit,
    Contribution,
    Dependency,
    MaintenanceDue,
    ReadinessLoss,
    Request,
    SizeComparison,
    Statement,
    Vote,
)
from kb.store import KnowledgeBase
from rules.judging.court import Judgement
from tests.rules.judging.altering import (
    MADE_UP,
    absences,
    altered,
    bundled,
    held,
    judged,
    lacks,
    rules_of,
    steps,
    the_step,
    units,
    wants,
    without_records,
)

FIRST, SECOND = "denmark-2015-10", "denmark-2016-12"
ELITES = "political/elite-consensus"


def strike(**values: str) -> KnowledgeBase:
    return altered(bundled(), changes={"denmark-strike-2016": {name: moment(value) for name, value in values.items()}})


def unexplained(found: Judgement) -> None:
    """A defection without an established cause, so that H1 and H1A are not judged."""
    assert (found.verdict, found.causes) == ("defection", ())
    assert (found.hypotheses["H1"], found.hypotheses["H1A"]) == (None, None)


# The errant strike and the loss of consensus


def test_a_strike_made_public_years_later_explains_nothing_and_what_would_is_named() -> None:
    found = judged(strike(public="2019"), SECOND)
    unexplained(found)
    assert steps(found, "ConsensusShaken") == ()
    assert "Incident(denmark-strike-2016)" not in found.proof.facts
    assert ("Incident",) in wants(found, ELITES) or ("CabinetCrisis",) in wants(found, ELITES)
    assert found.strategies == ("partial-withdrawal",)


@pytest.mark.parametrize("public", ["2016-12-03", "2016-08-31"], ids=["the day after", "over three months before"])
def test_a_strike_explains_only_a_decision_that_follows_it_soon(public: str) -> None:
    found = judged(strike(public=public), SECOND)
    unexplained(found)
    assert any(name == "consensus.shaken" and "2016-12-02" in needed for name, needed in lacks(found, ELITES))


def test_a_strike_whose_publicity_may_lie_after_the_decision_settles_nothing() -> None:
    found = judged(strike(public="2016-12"), SECOND)
    unexplained(found)
    assert found.proof.open("ConsensusShaken", episode=SECOND)
    assert found.proof.open("Cause", episode=SECOND, cause=ELITES)


def test_consensus_breaks_on_the_fact_and_not_on_the_grounds_that_were_given() -> None:
    for step in steps(judged(bundled(), SECOND), "ConsensusLost"):
        assert absences(step) == ["CapacityLimit", "ReturnPromised"]
        assert f"ConsensusShaken(episode={SECOND}, incident=denmark-strike-2016)" in held(step)
    other = altered(bundled(), changes={"denmark-decision-2016-12-02": {"grounds": ("repairs", "budget", "readiness")}})
    found = judged(other, SECOND)
    assert found.causes == (ELITES,)
    assert steps(found, "CapacityLimit") == ()


@pytest.mark.parametrize("own_majority", [True, None])
def test_a_government_not_known_to_need_others_loses_no_consensus(own_majority: bool | None) -> None:
    kb = altered(bundled(), changes={"denmark-government-rasmussen": {"own_majority": own_majority}})
    found = judged(kb, SECOND)
    unexplained(found)
    assert wants(found, ELITES)
    assert found.proof.open("Cause", episode=SECOND) == ()


def test_a_capacity_fact_of_its_own_takes_the_place_of_lost_consensus_but_needs_the_will() -> None:
    worn = MaintenanceDue(
        id="made-up-wear",
        state="denmark",
        coalition="global-coalition",
        capability="f-16am",
        known=moment("2016-11"),
        source=MADE_UP,
    )
    limited = altered(bundled(), added=[worn])
    found = judged(limited, SECOND)
    unexplained(found)
    assert held(the_step(found, "CapacityLimit", limit="units"))[1] == "MaintenanceDue(made-up-wear)"
    assert steps(found, "ConsensusLost") == ()
    promise = _promise("denmark-f16am-2016", "2016-11-30")
    willing = judged(altered(limited, added=[promise]), SECOND)
    assert willing.causes == ("military-capacity/units",)
    assert (willing.hypotheses["H1"], willing.hypotheses["H1A"]) == ("yes", "yes")


def _promise(about: str, said: str) -> Statement:
    return Statement(
        id="made-up-promise",
        state="denmark",
        coalition="global-coalition",
        date=moment(said),
        speaker="the government",
        about=(about,),
        content=("return-promised",),
        source=MADE_UP,
    )


def test_a_promise_to_return_speaks_against_lost_consensus() -> None:
    found = judged(altered(bundled(), added=[_promise("denmark-f16am-2016", "2016-11-30")]), SECOND)
    unexplained(found)
    assert steps(found, "ReturnPromised")
    assert not wants(found, ELITES), "no further fact would outweigh the promise"


def test_a_promise_in_the_month_of_leaving_may_have_come_too_late_and_settles_nothing() -> None:
    found = judged(altered(bundled(), added=[_promise("denmark-f16am-2016", "2016-12-02")]), SECOND)
    unexplained(found)
    assert found.proof.open("ReturnPromised", episode=SECOND)


# Will and capacity


def without_will() -> KnowledgeBase:
    """Denmark leaves in 2015 with neither promise nor radar, and after no vote."""
    kb = without_records(bundled(), Vote, "denmark")
    return altered(kb, without=["denmark-statement-2015-08-26-return", "denmark-radar-2015"])


@pytest.mark.parametrize(
    ("kept", "sign"),
    [
        ("denmark-statement-2015-08-26-return", "return-promised"),
        ("denmark-radar-2015", "substitute-sent"),
        ("denmark-vote-2014-10-02", "elites-agreed"),
    ],
)
def test_each_sign_of_will_carries_the_cause_alone(kept: str, sign: str) -> None:
    found = judged(altered(without_will(), added=[bundled().records[kept]]), FIRST)
    assert found.causes == ("military-capacity/units",)
    assert {fact["sign"] for fact in found.proof.concluded("WillIntact", episode=FIRST)} == {sign}


def test_without_any_sign_of_will_no_capacity_limit_is_the_cause() -> None:
    found = judged(without_will(), FIRST)
    unexplained(found)
    assert steps(found, "CapacityLimit", limit="units")
    assert {name for name, _ in lacks(found, "military-capacity/units")} <= {
        "consensus.large-majority",
        "will.return-promised",
        "will.substitute",
        "will.carried-on",
        "will.burden-shared",
    }


@pytest.mark.parametrize(("in_favour", "against", "enough"), [(68, 34, True), (68, 35, False)])
def test_a_vote_shows_consensus_from_two_thirds_on(in_favour: int, against: int, enough: bool) -> None:
    vote = bundled().records["denmark-vote-2014-10-02"]
    kb = altered(without_will(), added=[vote])
    found = judged(altered(kb, changes={vote.id: {"in_favour": in_favour, "against": against}}), FIRST)
    assert bool(steps(found, "EliteConsensus")) == enough
    assert bool(found.causes) == enough


def test_a_vote_without_counts_shows_nothing() -> None:
    vote = bundled().records["denmark-vote-2014-10-02"]
    kb = altered(without_will(), added=[vote])
    found = judged(altered(kb, changes={vote.id: {"against": None}}), FIRST)
    unexplained(found)


@pytest.mark.parametrize("name", ["netherlands-2015-07", "netherlands-2015-10", "netherlands-2017-07"])
def test_without_a_loss_of_readiness_the_dutch_exits_have_no_cause(name: str) -> None:
    found = judged(without_records(bundled(), ReadinessLoss), name)
    unexplained(found)
    assert ("ReadinessLoss",) in wants(found, "military-capacity/readiness")


def test_a_loss_of_readiness_that_came_to_light_after_the_decision_explains_nothing() -> None:
    losses = {item.id: {"known": moment("2015-06-20")} for item in bundled().of(ReadinessLoss)}
    unexplained(judged(altered(bundled(), changes=losses), "netherlands-2015-10"))


@pytest.mark.parametrize(("size", "enough"), [(70, True), (71, False)])
def test_a_fleet_is_stretched_from_a_tenth_on(size: int, enough: bool) -> None:
    found = judged(altered(bundled(), changes={"denmark-fleet-f16am": {"size": size}}), FIRST)
    assert bool(found.causes) == enough


def test_money_that_lasts_is_no_cause() -> None:
    (limit,) = (item.id for item in bundled().of(BudgetLimit) if str(item.runs_out) == "2015-06-30")
    found = judged(altered(bundled(), changes={limit: {"runs_out": moment("2015-12-31")}}), "belgium-2015-07")
    unexplained(found)
    needed = ("capacity.budget", "2015-12-31 and 2015-07-01: more than 1 month apart")
    assert needed in lacks(found, "military-capacity/budget")


# Strategy


def test_without_the_radar_the_first_danish_exit_is_a_partial_withdrawal() -> None:
    found = judged(altered(bundled(), without=["denmark-radar-2015"]), FIRST)
    assert (found.verdict, found.strategies) == ("defection", ("partial-withdrawal",))
    assert absences(the_step(found, "Strategy")) == ["SupportConcurrent", "Phased"]
    assert found.causes == ("military-capacity/units",)


def test_a_radar_that_was_no_substitute_counts_when_it_came_within_the_month() -> None:
    early = altered(bundled(), changes={"denmark-radar-2015": {"substitutes": None, "begins": moment("2015-10-31")}})
    found = judged(altered(early, changes={"denmark-f16am-2014": {"ends": moment("2015-10-10")}}), FIRST)
    assert found.strategies == ("swapping",)
    assert rules_of(found, "SupportConcurrent") == {"strategy.concurrent"}


@pytest.mark.parametrize(("begins", "shape"), [("2017-02", "partial-withdrawal"), ("2016-12-31", "swapping")])
def test_a_ship_is_sent_instead_only_if_it_comes_within_the_month(begins: str, shape: str) -> None:
    found = judged(altered(bundled(), changes={"denmark-frigate-2017": {"begins": moment(begins)}}), SECOND)
    assert (found.verdict, found.strategies) == ("defection", (shape,))


def test_who_leaves_nothing_behind_withdraws_totally() -> None:
    rest = {item.id for item in bundled().of(Contribution) if item.state == "denmark"} - {"denmark-f16am-2016"}
    found = judged(altered(bundled(), without=rest), SECOND)
    assert found.strategies == ("total-withdrawal",)
    assert (found.hypotheses["H2"], found.hypotheses["H2A"]) == ("no", "no")
    assert absences(the_step(found, "Hypothesis", hypothesis="H2")) == ["StaysInvolved"]


# Hypotheses


def test_a_state_that_is_not_small_has_no_answer_to_the_hypotheses_on_small_states() -> None:
    found = judged(without_records(bundled(), SizeComparison, "denmark"), FIRST)
    assert dict(found.hypotheses) == {"H1": "yes", "H1A": None, "H2": "yes", "H2A": None}


def test_a_state_that_depends_on_nobody_and_was_not_asked_shows_no_ties() -> None:
    kb = without_records(without_records(bundled(), Dependency, "denmark"), Request, "denmark")
    found = judged(kb, FIRST)
    assert dict(found.hypotheses) == {"H1": "yes", "H1A": "yes", "H2": None, "H2A": None}
    assert "core" in judged(bundled(), FIRST).interests


def test_units_that_arrive_are_no_defection_whatever_else_holds() -> None:
    kb = altered(bundled(), added=[units("made-up-more", "denmark", "2016-11-05", None, count=2)])
    found = judged(kb, "denmark-2016-11")
    assert (found.verdict, found.reasons) == ("not-defection", ("exposure-not-lower", "increase"))
    assert judged(kb, SECOND).change.combat_after == 2
