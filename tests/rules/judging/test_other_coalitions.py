"""Other coalitions and members in the texts: judged as far as the facts go, and no further."""

import pytest

from kb.dates import moment
from kb.records import OBSERVED, CompleteRecord, Contribution, Decision, Resolution, TerritorialAttack
from kb.store import KnowledgeBase
from rules.engine.proof import CERTAIN, ON_THE_RECORD, OPEN
from rules.judging.court import Judgement
from rules.judging.topics import open_gaps
from tests.rules.judging.altering import (
    MADE_UP,
    altered,
    bundled,
    court,
    judged,
    lacks,
    rules_of,
    steps,
    the_step,
    undone_by,
)

CANADA, FRANCE = "canada-2011-01", "france-2012-01"
EVERYTHING = tuple(sorted(kind.__name__ for kind in OBSERVED if kind is not CompleteRecord))
VAGUE = {
    "jordan": ["jordan-2014-09", "jordan-2015-02", "jordan-2017-01"],
    "bahrain": ["bahrain-2014-09", "bahrain-2014-12", "bahrain-2015-01", "bahrain-2015-12"],
    "united-arab-emirates": [f"united-arab-emirates-{month}" for month in ("2014-09", "2014-12", "2015-01", "2015-12")],
}


def complete(state: str, coalition: str, begins: str, ends: str) -> CompleteRecord:
    """Return a record that says everything of a state's part is listed."""
    return CompleteRecord(
        id=f"{state}-made-up-complete",
        state=state,
        coalition=coalition,
        kinds=EVERYTHING,
        begins=moment(begins),
        ends=moment(ends),
        source=MADE_UP,
    )


def needed(judgement: Judgement, towards: str) -> set[str]:
    """Return the rules that an undecided comparison keeps open towards a verdict."""
    return {rule for rule, _ in lacks(judgement, towards)}


def episodes_of(kb: KnowledgeBase, state: str) -> list[str]:
    """Return the names of the episodes of a state."""
    return [name for name, item in court(kb).episodes.items() if item.part.state == state]


# Members of whom too little is known


@pytest.mark.parametrize("state", VAGUE)
def test_each_vague_contributor_has_the_episodes_that_its_years_give(state: str) -> None:
    assert episodes_of(bundled(), state) == VAGUE[state]


@pytest.mark.parametrize("name", [name for names in VAGUE.values() for name in names])
def test_no_exit_of_a_vague_contributor_is_certain_and_what_could_undo_it_is_named(name: str) -> None:
    found = judged(bundled(), name)
    assert found.causes == ()
    assert found.standing in (ON_THE_RECORD, OPEN)
    assert undone_by(found) if found.standing == ON_THE_RECORD else open_gaps(found, "verdict")


@pytest.mark.parametrize("name", ["jordan-2017-01", "bahrain-2015-12", "united-arab-emirates-2015-12"])
def test_that_they_left_is_known_and_whether_anybody_took_over_is_not(name: str) -> None:
    found = judged(bundled(), name)
    assert (found.change.combat_before, found.change.combat_after, found.change.combat_lost) == (None, 0, None)
    assert rules_of(found, "ExposureFell") == {"exposure.none-left"}
    assert (found.verdict, found.standing) == ("defection", ON_THE_RECORD)
    assert undone_by(found).keys() == {"TakenOver", "DutyPassed", "DutyEnded"}
    assert {"Arrangement", "ConsentWithdrawal", "Decision", "Release", "Resolution"} <= undone_by(found)["DutyEnded"]


def test_a_number_that_nobody_gives_is_named_where_it_would_tell() -> None:
    uncounted = altered(bundled(), changes={"netherlands-f-16am-2015": {"count": None, "personnel": None}})
    found = judged(uncounted, "netherlands-2016-01")
    assert found.verdict == "undetermined"
    assert ("exposure.fewer-units", "unknown, perhaps more than 0") in lacks(found, "defection")


def test_with_complete_records_the_vague_exits_would_be_defections() -> None:
    kb = altered(bundled(), added=[complete("bahrain", "global-coalition", "2014-01-01", "2016-12-31")])
    assert (judged(kb, "bahrain-2015-12").verdict, judged(kb, "bahrain-2015-12").standing) == ("defection", CERTAIN)
    assert judged(kb, "bahrain-2015-12").strategies == ("total-withdrawal",)
    assert judged(kb, "bahrain-2014-09").verdict == "not-defection"


# Afghanistan


def test_canada_defected_by_a_swap_that_the_leader_pressed_for() -> None:
    found = judged(bundled(), CANADA)
    assert (found.verdict, found.reasons) == ("defection", ("fewer-units", "others-carry-more"))
    assert found.strategies == ("swapping",)
    assert dict(found.hypotheses) == {"H1": None, "H1A": None, "H2": "yes", "H2A": None}
    assert the_step(found, "Hypothesis").rule == "h2.pressed-to-stay"
    assert "24 to 47 months, 12 needed" in str(the_step(found, "Early").premises)


def test_why_canada_defected_stays_open_for_want_of_dates() -> None:
    found = judged(bundled(), CANADA)
    assert found.causes == ()
    span = "[2005-01-01..2011-12-31]"
    for cause, rule in (
        ("political/casualties", "cause.casualties"),
        ("political/military-risk", "cause.rising-violence"),
        ("political/public-opinion", "cause.public-opinion"),
    ):
        assert (rule, f"{span}, before or after {span}") in lacks(found, cause)


def test_had_canada_not_been_pressed_its_training_mission_would_show_its_will() -> None:
    assert not steps(judged(bundled(), CANADA), "WillIntact")
    kb = altered(
        bundled(), without=["us-presses-canada"], added=[complete("canada", "isaf", "2004-01-01", "2014-12-31")]
    )
    found = judged(kb, CANADA)
    assert rules_of(found, "WillIntact") == {"will.substitute"}
    assert (found.causes, found.hypotheses["H2"]) == ((), None)


def test_with_dates_and_complete_records_losses_and_opinion_explain_the_canadian_exit() -> None:
    changes = {
        "canada-isaf-withdraw": {"date": moment("2010-11-16")},
        "canada-isaf-substitute": {"date": moment("2010-11-16")},
        "canada-isaf-losses": {"date": moment("2010-10-01")},
        "canada-isaf-opinion": {"date": moment("2010-03")},
    }
    kb = altered(bundled(), changes=changes, added=[complete("canada", "isaf", "2004-01-01", "2014-12-31")])
    found = judged(kb, CANADA)
    assert found.causes == ("political/casualties", "political/public-opinion")
    assert found.hypotheses["H1"] == "yes"


def test_canada_joining_was_no_defection() -> None:
    assert judged(bundled(), "canada-2005-01").verdict == "not-defection"


def test_france_defected_on_the_record_and_nothing_is_undecided() -> None:
    found = judged(bundled(), FRANCE)
    assert (found.verdict, found.standing) == ("defection", ON_THE_RECORD)
    assert rules_of(found, "ExposureFell") == {"exposure.none-left", "exposure.safer-role"}
    assert rules_of(found, "Early") == {"timing.well-before-the-end"}
    assert not open_gaps(found, "verdict")
    assert "Arrangement" in undone_by(found)["TakenOver"]


def test_with_complete_records_france_defected_by_partial_withdrawal_and_re_role() -> None:
    added = [complete("france", "isaf", "2001-01-01", "2014-12-31")]
    found = judged(altered(bundled(), added=added), FRANCE)
    assert (found.verdict, found.strategies) == ("defection", ("partial-withdrawal", "re-role"))
    assert found.causes == ()
    decided = Decision(
        id="made-up-withdrawal", state="france", coalition="isaf", date=moment("2012-05"), act="withdraw",
        about=("france-isaf-withdrawn",), source=MADE_UP,
    )  # fmt: skip
    dated = {"france-leadership-2012": {"date": moment("2011-12")}, "france-isaf-join": {"date": moment("2001-12")}}
    early = {"france-isaf-withdrawn": {"ends": moment("2012-06")}, "france-isaf-support": {"begins": moment("2012-06")}}
    found = judged(altered(bundled(), added=[*added, decided], changes={**dated, **early}), "france-2012-06")
    assert (found.verdict, found.strategies) == ("defection", ("partial-withdrawal", "re-role"))
    assert found.causes == ("political/leadership-change",)


def test_the_dutch_exit_from_afghanistan_stays_open_for_want_of_a_year() -> None:
    found = judged(bundled(), "netherlands-2014-09")
    assert (found.episode.coalition, found.verdict) == ("isaf", "undetermined")
    assert "timing.well-before-the-end" in needed(found, "defection")
    assert "timing.last-year" in needed(found, "not-defection")


@pytest.mark.parametrize("state", ["georgia", "estonia"])
def test_states_whose_units_no_text_names_have_nothing_to_judge(state: str) -> None:
    assert episodes_of(bundled(), state) == []
    assert state in bundled().records


def test_that_georgia_joined_after_an_invasion_and_where_estonia_stands_is_on_record() -> None:
    """Why it joined is what scholars find; an explanation of theirs is no ground that the state gave."""
    decision, invasion = (bundled().records[name] for name in ("georgia-isaf-join", "georgia-invasion-2008"))
    assert isinstance(decision, Decision)
    assert isinstance(invasion, TerritorialAttack)
    assert decision.grounds == ()
    assert invasion.date.earliest <= decision.date.latest
    assert getattr(bundled().records["estonia"], "posture", None) == "super-atlanticist"


def test_a_state_that_changes_two_parts_in_one_month_has_two_episodes() -> None:
    second = Contribution(
        id="made-up-second", state="belgium", coalition="isaf", capability="f-16am", role="air-strike",
        begins=moment("2014-10-02"), count=6, source=MADE_UP,
    )  # fmt: skip
    names = court(altered(bundled(), added=[second])).episodes
    assert {"belgium-2014-10", "belgium-2014-10-isaf"} <= names.keys()
    assert names["belgium-2014-10"].part.coalition.id == "global-coalition"


# What is not a defection, in full


def test_a_plan_that_was_overruled_and_never_carried_out_makes_no_episode() -> None:
    plan = Decision(
        id="made-up-plan", state="denmark", coalition="global-coalition", date=moment("2016-07-01"), act="withdraw",
        about=("denmark-f16am-2016",), source=MADE_UP,
    )  # fmt: skip
    overruled = Decision(
        id="made-up-overruled", state="denmark", coalition="global-coalition", date=moment("2016-07-10"),
        act="overrule", about=("made-up-plan",), source=MADE_UP,
    )  # fmt: skip
    kb = altered(bundled(), added=[plan, overruled])
    assert list(court(kb).episodes) == list(court(bundled()).episodes)
    assert judged(kb, "denmark-2016-12").verdict == "defection"


def test_a_resolution_that_runs_out_ends_the_duty_only_where_no_other_ground_is_left() -> None:
    ends = {"ends": moment("2016-11-30")}
    resolutions = {item.id: ends for item in bundled().of(Resolution)} | {"denmark-f16am-2016": ends}
    assert judged(altered(bundled(), changes=resolutions), "denmark-2016-12").verdict == "defection"
    basis = {
        item.id: {"legal_basis": ("un-resolution",)}
        for item in bundled().records.values()
        if getattr(item, "legal_basis", ()) and getattr(item, "state", None) == "denmark"
    }
    found = judged(altered(bundled(), changes={**resolutions, **basis}), "denmark-2016-12")
    assert (found.verdict, found.reasons) == ("not-defection", ("mandate-ended",))


# The published causes stand alone


@pytest.mark.parametrize("name", ["denmark-2015-10", "belgium-2015-07", "netherlands-2015-07", "netherlands-2017-07"])
def test_a_whole_will_and_a_want_of_means_keep_politics_at_home_out(name: str) -> None:
    found = judged(bundled(), name)
    assert not steps(found, "WillInDoubt")
    assert [cause.partition("/")[0] for cause in found.causes] == ["military-capacity"]


def test_the_second_danish_exit_has_a_will_in_doubt_and_one_cause() -> None:
    found = judged(bundled(), "denmark-2016-12")
    assert rules_of(found, "WillInDoubt") == {"will.in-doubt"}
    assert found.causes == ("political/elite-consensus",)
