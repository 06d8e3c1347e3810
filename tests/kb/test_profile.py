"""Profiles: who was in service on a day, and what the precision of a date leaves open."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.dates import Moment, moment
from kb.profiles.profile import Size, in_service, last_day, leaving, profile_on, successors
from kb.records import Contribution, Record, Role
from kb.store import KnowledgeBase

ROLES = (
    Role(id="role/air-strike", combat=True, risk=3),
    Role(id="role/training", combat=False, risk=1),
)


def units(
    name: str,
    begins: str,
    ends: str | None = None,
    *,
    count: int | None = 7,
    personnel: int | None = None,
    role: str = "air-strike",
    continues: str | None = None,
    state: str = "gullland",
) -> Contribution:
    return Contribution(
        id=name,
        state=state,
        coalition="quay-coalition",
        capability="tern",
        role=role,
        begins=moment(begins),
        ends=moment(ends) if ends else None,
        count=count,
        personnel=personnel,
        continues=continues,
    )


def base(*contributions: Contribution) -> KnowledgeBase:
    records: dict[str, Record] = {record.id: record for record in (*ROLES, *contributions)}
    return KnowledgeBase(records)


def on(kb: KnowledgeBase, day: str) -> dict[str, bool]:
    snapshot = profile_on(kb, "gullland", "quay-coalition", date.fromisoformat(day))
    return {entry.contribution.id: entry.certain for entry in snapshot.entries}


def test_first_and_last_day_are_days_in_service() -> None:
    kb = base(units("terns", "1911-06-17", "1911-12-31"))
    assert on(kb, "1911-06-16") == {}
    assert on(kb, "1911-06-17") == {"terns": True}
    assert on(kb, "1911-12-31") == {"terns": True}
    assert on(kb, "1912-01-01") == {}


def test_a_month_leaves_open_on_which_of_its_days_units_came_and_left() -> None:
    kb = base(units("terns", "1911-06", "1911-12"))
    assert on(kb, "1911-05-31") == {}
    assert on(kb, "1911-06-01") == {"terns": False}
    assert on(kb, "1911-06-30") == {"terns": True}
    assert on(kb, "1911-12-01") == {"terns": True}
    assert on(kb, "1911-12-02") == {"terns": False}
    assert on(kb, "1911-12-31") == {"terns": False}
    assert on(kb, "1912-01-01") == {}


def test_units_without_an_end_are_still_there() -> None:
    assert on(base(units("terns", "1911-06-17")), "1999-01-01") == {"terns": True}


def test_a_contribution_ends_on_the_eve_of_what_continues_it_whatever_its_own_end() -> None:
    kb = base(units("terns", "1911-06-17", "1911-12-31"), units("fewer", "1911-10-01", "1912-03-31", continues="terns"))
    assert on(kb, "1911-09-30") == {"terns": True}
    assert on(kb, "1911-10-01") == {"fewer": True}


def test_units_of_other_states_do_not_count() -> None:
    assert on(base(units("others", "1911-06-17", state="plovermark")), "1911-07-01") == {}


@pytest.mark.parametrize(
    ("ends", "expected"),
    [("1911-12-31", "1912-01-01"), ("1911-12", "1911-12"), ("1911", "1911"), (None, None)],
)
def test_leaving_is_the_day_after_a_known_last_day_else_the_date_as_it_stands(
    ends: str | None, expected: str | None
) -> None:
    assert leaving(units("terns", "1911-06-17", ends), {}) == (moment(expected) if expected else None)


def test_leaving_is_when_the_first_successor_begins() -> None:
    terns = units("terns", "1911-06-17", "1911-12-31")
    later = units("later", "1911-11", continues="terns")
    first = units("first", "1911-10", continues="terns")
    following = successors([later, first])
    assert leaving(terns, following) == moment("1911-10")
    last = last_day(terns, following)
    assert last == Moment(date(1911, 9, 30), date(1911, 10, 30), "[1911-09-30..1911-10-30]")
    assert moment(last.text) == last


def sizes(kb: KnowledgeBase, day: str) -> tuple[Size | None, Size | None]:
    snapshot = profile_on(kb, "gullland", "quay-coalition", date.fromisoformat(day))
    return snapshot.combat_size, snapshot.support_size


def test_combat_and_support_are_added_up_apart() -> None:
    kb = base(units("terns", "1911-06-17"), units("tutors", "1911-06-17", count=25, role="training"))
    assert sizes(kb, "1911-07-01") == (Size(7, 7), Size(25, 25))


def test_personnel_stand_in_where_no_source_counts_units() -> None:
    kb = base(units("tutors", "1911-06-17", count=None, personnel=30, role="training"))
    assert sizes(kb, "1911-07-01") == (Size(0, 0), Size(30, 30))


def test_a_size_that_no_source_gives_makes_the_sum_unknown() -> None:
    kb = base(units("terns", "1911-06-17"), units("more", "1911-06-17", count=None))
    assert sizes(kb, "1911-07-01") == (None, Size(0, 0))


def test_units_that_may_have_left_widen_the_size() -> None:
    kb = base(units("terns", "1911-06-17", "1911-12"), units("more", "1911-06-17", count=2))
    assert sizes(kb, "1911-12-10")[0] == Size(2, 9)


def test_units_that_became_fewer_on_an_unknown_day_are_counted_once() -> None:
    kb = base(units("terns", "1911-06-17", count=8), units("fewer", "1911-10", count=6, continues="terns"))
    assert on(kb, "1911-10-15") == {"terns": False, "fewer": False}
    assert sizes(kb, "1911-10-15")[0] == Size(6, 8)


def test_units_split_in_two_are_counted_together() -> None:
    kb = base(
        units("terns", "1911-06-17", count=8),
        units("north", "1911-10", count=6, continues="terns"),
        units("south", "1911-10", count=3, continues="terns"),
    )
    assert sizes(kb, "1911-10-15")[0] == Size(8, 9)


DAYS = st.dates(date(1911, 1, 1), date(1912, 12, 31))


@given(DAYS, DAYS, DAYS, st.booleans(), st.booleans())
def test_a_vaguer_date_never_contradicts_a_sharper_one(
    first: date,
    second: date,
    asked: date,
    vague_begin: bool,
    vague_end: bool,
) -> None:
    begins, ends = sorted((first, second))
    sharp = units("terns", begins.isoformat(), ends.isoformat())
    vague = units(
        "terns", f"{begins:%Y-%m}" if vague_begin else f"{begins}", f"{ends:%Y-%m}" if vague_end else f"{ends}"
    )
    known = in_service(vague, {}, asked)
    assert known is None or known == in_service(sharp, {}, asked)


@given(DAYS, DAYS)
def test_leaving_follows_the_last_day_in_service(first: date, second: date) -> None:
    begins, ends = sorted((first, second))
    terns = units("terns", begins.isoformat(), ends.isoformat())
    gone = leaving(terns, {})
    assert gone is not None
    assert in_service(terns, {}, gone.earliest) is False
    assert in_service(terns, {}, gone.earliest - timedelta(days=1)) is True
