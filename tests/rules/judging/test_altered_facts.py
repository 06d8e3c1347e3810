"""Altered facts alter the verdicts, and the proof says why: each test changes what happened and nothing else."""

import pytest

from kb.dates import moment
from kb.records import Arrangement, CompetingOperation, CompleteRecord, Contribution, Shift, Variant
from kb.store import KnowledgeBase
from rules.engine.proof import CERTAIN, ON_THE_RECORD
from rules.judging.court import Court
from rules.theory.thresholds import with_overrides
from tests.rules.judging.altering import (
    absences,
    altered,
    bundled,
    court,
    held,
    judged,
    lacks,
    rules_of,
    steps,
    the_step,
    told,
    undone_by,
    units,
)

DENMARK = "denmark-2016-12"


SENT = ("denmark-decision-2015-09-24", "denmark-decision-2015-10-08")
"""The decisions to send a radar."""


def without_rotation() -> KnowledgeBase:
    kb = bundled()
    agreed = {item.id for kind in (Arrangement, Shift) for item in kb.of(kind)}
    return altered(kb, without=[*agreed, *(item.id for item in kb.of(Variant) if item.about in agreed)])


def concluded(ends: str | None) -> KnowledgeBase:
    return altered(bundled(), changes={"global-coalition": {"ends": moment(ends) if ends else None}})


def uncounted_after_2016() -> KnowledgeBase:
    """The records of contributions are complete to the end of 2016 alone, for every state."""
    kb = bundled()
    spans = [item.id for item in kb.of(CompleteRecord) if "Contribution" in item.kinds]
    return altered(kb, changes={name: {"ends": moment("2016-12-31")} for name in spans})


# Others carry more


@pytest.mark.parametrize(("name", "before"), [("belgium-2018-01", 4), ("netherlands-2016-07", 6)])
def test_without_the_rotation_leaving_is_a_defection(name: str, before: int) -> None:
    assert judged(bundled(), name).verdict == "not-defection"
    found = judged(without_rotation(), name)
    assert (found.verdict, found.reasons) == ("defection", ("fewer-units", "others-carry-more"))
    assert absences(the_step(found, "BurdenShifted")) == ["TakenOver", "DutyPassed", "DutyEnded"]
    assert (found.change.combat_before, found.change.combat_after) == (before, 0)


def test_without_the_rotation_nobody_enters_it_and_nothing_is_owed() -> None:
    episodes = court(without_rotation()).episodes
    assert "netherlands-2015-07" not in episodes
    assert "netherlands-2017-07" not in episodes


def test_without_the_rotation_a_smaller_turn_is_the_states_own_duty() -> None:
    found = judged(without_rotation(), "belgium-2017-07")
    assert (found.verdict, found.change.combat_lost) == ("defection", 2)
    assert rules_of(found, "ExposureFell") == {"exposure.fewer-units"}


def partner_brings(begins: str, count: int) -> KnowledgeBase:
    """The Netherlands sends more aircraft as Belgium leaves in July 2015 and the turns begin."""
    begun = {"rotation-shift-1": {"begins": moment("2015-07-01")}}
    return altered(
        bundled(), changes=begun, added=[units("made-up-relief", "netherlands", begins, "2016-06-30", count=count)]
    )


def test_a_partner_that_brings_as_many_at_once_on_its_turn_takes_over() -> None:
    found = judged(partner_brings("2015-07-15", 6), "belgium-2015-07")
    assert (found.verdict, found.reasons) == ("not-defection", ("taken-over",))
    step = the_step(found, "TakenOver", partner="netherlands")
    assert {"Shift(rotation-shift-1)", "Arrangement(belgian-dutch-rotation)"} <= set(held(step))
    assert told(step, "at_least") == ["6, 6 needed"]


@pytest.mark.parametrize(
    ("begins", "count"), [("2015-08-14", 6), ("2015-07-15", 5)], ids=["six weeks late", "one short"]
)
def test_a_partner_that_comes_late_or_with_fewer_does_not_take_over(begins: str, count: int) -> None:
    found = judged(partner_brings(begins, count), "belgium-2015-07")
    assert (found.verdict, "others-carry-more" in found.reasons) == ("defection", True)
    assert steps(found, "TakenOver") == ()


def test_who_comes_late_for_a_turn_is_the_one_to_answer_for_it() -> None:
    kb = altered(bundled(), changes={"netherlands-f-16am-2018": {"begins": moment("2018-02-14")}})
    leaving, owing = judged(kb, "belgium-2018-01"), judged(kb, "netherlands-2018-01")
    assert (leaving.verdict, leaving.reasons) == ("not-defection", ("beyond-own-duty",))
    assert (owing.verdict, owing.reasons) == ("defection", ("others-carry-more", "owed-units-missing"))
    step = the_step(owing, "ExposureFell", manner="owed-units-missing")
    assert {"owed": 6, "present": 0}.items() <= dict(step.bindings).items()


def test_who_brings_fewer_than_the_turn_asks_for_is_the_one_to_answer_for_it() -> None:
    kb = altered(bundled(), changes={"belgium-f-16am-2016": {"count": 4}})
    leaving, owing = judged(kb, "netherlands-2016-07"), judged(kb, "belgium-2016-07")
    assert (leaving.verdict, leaving.reasons) == ("not-defection", ("beyond-own-duty",))
    assert steps(leaving, "TakenOver") == ()
    assert (owing.verdict, owing.reasons) == ("defection", ("others-carry-more", "owed-units-missing"))
    assert {"owed": 6, "present": 4}.items() <= dict(the_step(owing, "ExposureFell").bindings).items()


def test_partners_whose_turns_add_up_lose_no_joint_pool() -> None:
    kb = altered(bundled(), changes={"belgian-dutch-rotation": {"alternates": False}})
    found = judged(kb, "belgium-2015-07")
    assert (found.verdict, found.reasons) == ("defection", ("fewer-units", "others-carry-more"))
    assert found.strategies == ("swapping",)
    assert "netherlands-2015-07" not in court(kb).episodes


# Significant and early


def test_a_mission_that_ended_soon_after_makes_it_the_last_year() -> None:
    found = judged(concluded("2017-06"), DENMARK)
    assert (found.verdict, found.reasons) == ("not-defection", ("last-year",))
    step = the_step(found, "LastYear")
    assert step.rule == "timing.last-year"
    assert told(step, "short_of") == ["5 to 6 months, fewer than 12"]
    assert steps(found, "Early") == ()


@pytest.mark.parametrize("name", [DENMARK, "netherlands-2019-01"])
def test_while_the_mission_runs_any_cut_counts_as_early_and_says_so(name: str) -> None:
    found = judged(concluded(None), name)
    assert found.verdict == "defection"
    step = the_step(found, "Early")
    assert (step.rule, step.conclusion) == ("timing.still-running", f"Early(episode={name}, manner=still-running)")


def test_support_that_leaves_while_the_mission_runs_is_out_of_scope() -> None:
    assert judged(bundled(), "belgium-2018-05").reasons == ("last-year",)
    assert judged(concluded(None), "belgium-2018-05").verdict == "out-of-scope"


@pytest.mark.parametrize(("ends", "verdict"), [("2017-12-31", "defection"), ("2017-11-30", "not-defection")])
def test_twelve_months_are_counted_from_the_whole_month_of_leaving(ends: str, verdict: str) -> None:
    assert judged(concluded(ends), DENMARK).verdict == verdict


def test_an_unknown_day_beside_the_line_of_twelve_months_is_undetermined_and_names_the_dates() -> None:
    found = judged(concluded("2017-12-15"), DENMARK)
    assert (found.verdict, found.reasons) == ("undetermined", ())
    rules = {"defection": "timing.well-before-the-end", "not-defection": "timing.last-year"}
    for towards, rule in rules.items():
        ((name, told),) = lacks(found, towards)
        assert name == rule
        assert told.startswith("11 to 12 months")


def test_the_day_settles_what_the_month_left_open() -> None:
    last_days = {
        "denmark-f16am-2016": {"ends": moment("2016-12-13")},
        "denmark-c130j-2016": {"ends": moment("2016-12-13")},
    }
    kb = altered(concluded("2017-12-15"), changes=last_days)
    assert judged(kb, DENMARK).verdict == "defection"
    later = {name: {"ends": moment("2016-12-20")} for name in last_days}
    assert judged(altered(kb, changes=later), DENMARK).reasons == ("last-year",)


def test_another_threshold_moves_the_line() -> None:
    judging = Court(bundled(), with_overrides({"early": 30}))
    assert judging.judge(DENMARK).reasons == ("last-year",)
    assert judging.judge("denmark-2015-10").verdict == "defection"


# In scope, and exposure


def test_a_recalled_ship_whose_task_was_declared_done_is_no_defection() -> None:
    recall = next(name for name, item in bundled().records.items() if getattr(item, "act", None) == "recall")
    kb = altered(bundled(), changes={recall: {"act": "complete-task"}})
    found = judged(kb, "belgium-2016-01")
    assert (found.verdict, found.reasons) == ("out-of-scope", ("support-only",))
    assert steps(found, "RecalledEarly") == ()


def test_a_ship_recalled_for_no_national_priority_is_out_of_scope() -> None:
    recall = next(name for name, item in bundled().records.items() if getattr(item, "act", None) == "recall")
    needed = next(item.id for item in bundled().of(CompetingOperation) if item.capability == "frigate")
    kb = altered(bundled(), without=[needed], changes={recall: {"grounds": ("repairs",), "after": ()}})
    found = judged(kb, "belgium-2016-01")
    assert found.verdict == "out-of-scope"


@pytest.mark.parametrize(("without", "shape"), [((), "swapping"), (SENT, "partial-withdrawal")])
def test_what_was_decided_as_a_substitute_counts_however_late_it_comes(without: tuple[str, ...], shape: str) -> None:
    late = {"denmark-radar-2015": {"begins": moment("2016-02")}}
    assert judged(altered(bundled(), without=without, changes=late), "denmark-2015-10").strategies == (shape,)


def test_units_that_carry_on_with_a_safer_task_defect_by_re_role() -> None:
    guards = units(
        "made-up-guards", "denmark", "2016-12", None, role="force-protection", count=7, continues="denmark-f16am-2016"
    )
    found = judged(altered(bundled(), added=[guards], changes={"denmark-c130j-2016": {"ends": None}}), DENMARK)
    assert (found.verdict, found.strategies) == ("defection", ("re-role",))
    assert rules_of(found, "ExposureFell") == {"exposure.fewer-units", "exposure.safer-role"}


def test_units_that_carry_on_under_new_limits_defect_by_caveats() -> None:
    tied = units(
        "made-up-tied", "denmark", "2016-12", None, count=7, continues="denmark-f16am-2016", caveats=("single-theatre",)
    )
    keep = {"denmark-c130j-2016": {"ends": None}}
    found = judged(altered(bundled(), added=[tied], changes=keep), DENMARK)
    assert (found.verdict, found.strategies) == ("defection", ("caveats",))


def test_units_moved_to_a_safer_area_defect_by_repositioning() -> None:
    kb = altered(
        bundled(),
        added=[
            units(
                "made-up-moved", "denmark", "2016-12", None, count=7, continues="denmark-f16am-2016", theatres=("iraq",)
            )
        ],
        changes={"iraq": {"risk": 1}, "syria": {"risk": 3}, "denmark-c130j-2016": {"ends": None}},
    )
    found = judged(kb, DENMARK)
    assert (found.verdict, found.strategies) == ("defection", ("repositioning",))
    assert told(the_step(found, "ExposureFell"), "any_of") == ["syria"]


# Absence counts only where the record is complete


def test_without_complete_records_after_2016_verdicts_stand_and_those_resting_on_absence_hang_on_contributions() -> (
    None
):
    before, after = court(bundled()), court(uncounted_after_2016())
    for name in (item for item in before.episodes if item.startswith(("belgium", "denmark", "netherlands"))):
        old, new = before.judge(name), after.judge(name)
        if old.verdict == "undetermined" or old.episode.coalition != "global-coalition":
            continue
        resting = name[-7:] >= "2016-12" and old.reasons[0] not in ("last-year", "beyond-own-duty")
        assert (new.verdict, new.reasons, new.causes) == (old.verdict, old.reasons, old.causes)
        hangs = any("Contribution" in kinds for kinds in undone_by(new).values())
        assert hangs == resting, name
        assert not (hangs and new.standing == CERTAIN), name


@pytest.mark.parametrize(
    ("name", "towards", "kinds"),
    [
        (DENMARK, "defection", {"TakenOver", "DutyPassed", "DutyEnded"}),
        ("netherlands-2017-07", "defection", {"TakenOver", "DutyPassed", "DutyEnded", ""}),
        ("denmark-2017-05", "out-of-scope", {"CombatConcerned", "ExposureFell", "RecalledEarly"}),
        ("netherlands-2018-01", "not-defection", {"ExposureFell"}),
    ],
)
def test_a_verdict_on_the_record_names_what_would_undo_it(name: str, towards: str, kinds: set[str]) -> None:
    found = judged(uncounted_after_2016(), name)
    assert (found.verdict, found.standing) == (towards, ON_THE_RECORD)
    assert undone_by(found).keys() == kinds
    assert all("Contribution" in wanted for wanted in undone_by(found).values())


def test_a_partner_whose_record_is_not_complete_leaves_the_joint_pool_open() -> None:
    partner = next(
        item.id for item in bundled().of(CompleteRecord) if item.state == "netherlands" and "Contribution" in item.kinds
    )
    kb = altered(bundled(), without=[partner])
    assert "Contribution" in undone_by(judged(kb, "belgium-2015-07"))[""]
    assert "" not in undone_by(judged(kb, DENMARK))


def test_missing_counts_leave_the_verdict_open_and_are_named() -> None:
    kb = altered(bundled(), changes={"netherlands-f-16am-2015": {"count": None, "personnel": None}})
    found = judged(kb, "netherlands-2015-10")
    assert found.verdict == "undetermined"
    assert lacks(found, "defection") == {("exposure.fewer-units", "unknown, perhaps more than 0")}


def test_units_that_come_where_there_were_none_lower_no_exposure_whatever_their_number() -> None:
    kb = altered(bundled(), changes={"denmark-f16am-2016": {"count": None, "personnel": None}})
    found = judged(kb, "denmark-2016-06")
    assert (found.verdict, found.reasons) == ("not-defection", ("exposure-not-lower",))


def test_where_the_last_combat_units_leave_their_number_need_not_be_known() -> None:
    kb = altered(bundled(), changes={"denmark-f16am-2016": {"count": None, "personnel": None}})
    found = judged(kb, DENMARK)
    assert (found.verdict, found.strategies) == ("defection", ("partial-withdrawal",))
    assert the_step(found, "ExposureFell").rule == "exposure.none-left"


def test_no_contribution_means_no_episode() -> None:
    kb = bundled()
    names = {item.id for item in kb.of(Contribution) if item.state == "denmark"}
    kept = [item for item in court(altered(kb, without=names)).episodes if item.startswith("denmark")]
    assert kept == []


@pytest.mark.parametrize("begins", ["2015-06-30", "2015-07", "2015-07-01", "2015-07-15", "2015-07-31"])
def test_no_verdict_turns_on_the_day_as_which_the_month_of_the_rotation_is_written(begins: str) -> None:
    changes = {name: {"begins": moment(begins)} for name in ("belgian-dutch-rotation", "rotation-shift-1")}
    ours, theirs = court(bundled()), court(altered(bundled(), changes=changes))
    for name in ours.episodes:
        one, two = ours.judge(name), theirs.judge(name)
        assert (one.verdict, one.strategies, one.causes, one.hypotheses) == (
            two.verdict, two.strategies, two.causes, two.hypotheses,
        ), name  # fmt: skip
