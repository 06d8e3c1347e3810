"""Judging as of an earlier day: later facts are unseen, what was agreed by then is known, and nothing else changes."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.altered.as_of import as_of
from kb.dates import Moment
from kb.names import iri_of, property_of
from kb.profiles.meaning import SENDING
from kb.records import Arrangement, Coalition, CompleteRecord, Contribution, Decision, Incident, Mandate, Shift
from kb.store import KnowledgeBase
from rules.engine.proof import ON_THE_RECORD
from tests.rules.judging.altering import bundled, judged, rules_of, undone_by

DAYS = st.dates(date(2014, 1, 1), date(2020, 12, 31))


def seen(day: str) -> KnowledgeBase:
    return as_of(bundled(), date.fromisoformat(day))


# What is judged


def test_a_mission_that_had_not_ended_was_running_and_early_says_so() -> None:
    found = judged(seen("2015-08-01"), "belgium-2015-07")
    assert found.episode.running
    assert found.episode.concludes is None
    assert (found.verdict, found.strategies) == ("defection", ("partial-withdrawal", "swapping"))
    assert rules_of(found, "Early") == {"timing.still-running"}
    assert rules_of(judged(bundled(), "belgium-2015-07"), "Early") != {"timing.still-running"}


def test_before_the_units_surely_left_there_is_no_episode() -> None:
    for day in ("2016-12-01", "2016-12-30"):
        with pytest.raises(KeyError):
            judged(seen(day), "denmark-2016-12")


def test_once_the_record_reaches_far_enough_the_verdict_and_its_cause_stand() -> None:
    found = judged(seen("2017-01-31"), "denmark-2016-12")
    assert (found.verdict, found.causes) == ("defection", ("political/elite-consensus",))
    assert found.causes == judged(bundled(), "denmark-2016-12").causes


def test_between_the_two_the_verdict_is_not_certain_since_nobody_knew_yet_who_would_take_over() -> None:
    found = judged(seen("2017-01-15"), "denmark-2016-12")
    assert (found.verdict, found.standing) == ("defection", ON_THE_RECORD)
    assert "Contribution" in undone_by(found)["TakenOver"]


def test_a_turn_that_lies_ahead_is_no_unit_owed() -> None:
    court_then = seen("2015-06-25")
    assert "belgian-dutch-rotation" in court_then.records
    with pytest.raises(KeyError):
        judged(court_then, "belgium-2015-07")
    with pytest.raises(KeyError):
        judged(seen("2015-08-01"), "belgium-2016-07")


# What is seen


def test_ends_that_lie_later_are_hidden_and_plans_stay() -> None:
    before, after = seen("2015-06-29"), seen("2015-06-30")
    units = before.records["belgium-f-16am-2014"]
    assert isinstance(units, Contribution)
    assert units.ends is None
    assert str(units.planned_end) == "2015-06-30"
    assert after.records["belgium-f-16am-2014"] == bundled().records["belgium-f-16am-2014"]


def test_the_end_of_a_turn_and_of_a_mandate_was_agreed_beforehand() -> None:
    shift, mandate = (seen("2015-07-31").records[name] for name in ("rotation-shift-1", "netherlands-mandate-2014"))
    assert isinstance(shift, Shift)
    assert isinstance(mandate, Mandate)
    assert (str(shift.ends), str(mandate.ends)) == ("2016-06-30", "2015-09")


def test_an_arrangement_is_known_from_the_day_on_which_it_was_agreed() -> None:
    assert not seen("2015-06-18").of(Arrangement)
    assert seen("2015-06-19").of(Arrangement)


def test_an_incident_is_known_when_it_becomes_public() -> None:
    assert "denmark-strike-2016" not in seen("2016-11-30").records
    assert "denmark-strike-2016" in seen("2016-12-01").records
    assert "netherlands-hawija" not in seen("2019-03-23").records


def test_a_month_has_passed_on_its_last_day() -> None:
    assert "denmark-radar-2015" not in seen("2015-11-29").records
    assert "denmark-radar-2015" in seen("2015-11-30").records


def test_records_are_complete_no_further_than_to_the_day() -> None:
    before = {item.id: item.ends for item in bundled().of(CompleteRecord)}
    found = seen("2016-01-01").of(CompleteRecord)
    assert found
    assert {str(item.ends) for item in found if before[item.id].latest > date(2016, 1, 1)} == {"2016-01-01"}
    assert all(item.ends == before[item.id] for item in found if before[item.id].latest <= date(2016, 1, 1))


def test_a_fact_stops_naming_what_is_not_known_yet() -> None:
    units = seen("2014-11-18").records["belgium-f-16am-2014"]
    assert isinstance(units, Contribution)
    assert units.mandate is None


def test_a_turn_of_which_somebody_spoke_was_known() -> None:
    assert "rotation-shift-3" not in seen("2017-01-26").records
    deferral = seen("2017-01-27").records["netherlands-defers-2017-01-27"]
    assert isinstance(deferral, Decision)
    assert deferral.about == ("rotation-shift-3",)


def test_a_decision_about_what_is_hidden_does_not_turn_on_all_that_was_there() -> None:
    cut = set()
    for day in ("2014-10-01", "2015-06-25", "2016-04-30", "2017-05-31"):
        early = seen(day)
        for item in early.of(Decision):
            before = bundled().records[item.id]
            assert isinstance(before, Decision)
            cut.update([item.id] if len(item.about) < len(before.about) else [])
            assert item.about or not before.about or item.act in SENDING
    assert cut


def test_what_tells_of_a_hidden_end_is_hidden_with_it() -> None:
    before, after = seen("2015-03-30"), seen("2015-03-31")
    assert before.records["denmark-c130j-2014"].label is None
    assert "denmark-c130j-2014-ends-variant" not in before.records
    assert after.records["denmark-c130j-2014"].label
    assert "denmark-c130j-2014-ends-variant" in after.records


def test_a_planned_end_is_known_once_the_mandate_was_decided() -> None:
    ends = [seen(day).records["belgium-f-16am-2014"] for day in ("2014-11-18", "2014-11-19")]
    assert [str(getattr(item, "planned_end")) for item in ends] == ["None", "2015-06-30"]  # noqa: B009


def test_before_the_coalition_nothing_belongs_to_it() -> None:
    early = seen("2014-09-09")
    assert "global-coalition" not in {item.id for item in early.of(Coalition)}
    assert "global-coalition" not in {item.coalition for item in early.of(Contribution)}


def test_the_graph_says_no_more_than_the_records() -> None:
    early = seen("2016-06-01")
    ends = {getattr(quad.subject, "value", "") for quad in early.quads if quad.predicate.value == property_of("ends")}
    assert iri_of("global-coalition") not in ends
    assert iri_of("belgium-f-16am-2014") in ends
    named = {getattr(quad.subject, "value", "").partition("/source/")[0] for quad in early.quads}
    assert named <= {iri_of(name) for name in early.records}


# Whatever the day


def test_as_of_a_day_far_ahead_nothing_changes() -> None:
    late = as_of(bundled(), date(2999, 12, 31))
    assert late.records == bundled().records
    assert late.quads == bundled().quads
    assert (late.works, late.places) == (bundled().works, bundled().places)


@given(DAYS, st.integers(min_value=0, max_value=900))
@settings(max_examples=30)
def test_the_later_the_day_the_more_is_seen(first: date, days: int) -> None:
    earlier, later = as_of(bundled(), first), as_of(bundled(), first + timedelta(days=days))
    assert earlier.records.keys() <= later.records.keys() <= bundled().records.keys()


@given(DAYS)
@settings(max_examples=30)
def test_nothing_seen_had_yet_to_happen(day: date) -> None:
    found = as_of(bundled(), day)
    for record in found.records.values():
        for field in ("date", "public", "known", "decided", "agreed"):
            moment = getattr(record, field, None)
            assert not isinstance(moment, Moment) or moment.latest <= day
        assert record.source == bundled().records[record.id].source
    assert all(item.ends is None or item.ends.latest <= day for item in found.of(Contribution))
    assert all(item.begins.latest <= day for item in found.of(Contribution))
    assert all(item.public.latest <= day for item in found.of(Incident))


@given(DAYS)
@settings(max_examples=20)
def test_looking_back_twice_is_looking_back_once(day: date) -> None:
    once = as_of(bundled(), day)
    assert as_of(as_of(bundled(), day + timedelta(days=200)), day).records == once.records
