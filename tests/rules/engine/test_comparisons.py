"""Every comparison is sound: certain only where it holds on every day, open only where it could go either way."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explain.words.phrases import spoken
from kb.dates import Moment, add_months, day, moment
from rules.engine import comparisons as c
from rules.engine.experta_engine import MATCH
from rules.engine.thresholds import Threshold
from rules.theory.thresholds import THRESHOLDS, with_overrides

Days = tuple[date, ...]

START = date(1911, 12, 1)
LENGTHS = (0, 0, 1, 2, 5, 29, 40)
FEW = (0, 0, 1, 2, 9)
FAR = timedelta(days=2000)


def spanning(first: date, length: int) -> Moment:
    last = first + timedelta(days=length)
    return day(first) if not length else Moment(first, last, f"[{first}..{last}]")


starts = st.integers(0, 430).map(lambda days: START + timedelta(days=days)) | st.sampled_from(
    [date(1912, 1, 31), START]
)
moments = st.builds(spanning, starts, st.sampled_from(LENGTHS))
close_moments = st.builds(
    spanning, st.integers(0, 60).map(lambda days: START + timedelta(days=days)), st.sampled_from(FEW)
)
thorough = settings(max_examples=60)
"""Brute force over days takes longer on some examples than on others."""
loose_spans = st.sampled_from([0, 1, 2, 3, 12, 0.5, 1.5, 11.9])


def days_of(moment: Moment) -> Days:
    return tuple(moment.earliest + timedelta(days=n) for n in range((moment.latest - moment.earliest).days + 1))


def full(start: date, end: date) -> int:
    """Count full months by adding one after another."""
    if end < start:
        return -full(end, start)
    return next(months for months in range(10_000) if add_months(start, months + 1) > end)


def is_near(first: date, second: date, months: float) -> bool:
    """Tell whether two days lie at most so many months apart; part of a month counts as a month not yet full."""
    start, end = sorted((first, second))
    whole = full(start, end)
    return whole < months or (whole == months and add_months(start, whole) == end)


def answer(made: c.Comparison, thresholds: Mapping[str, Threshold] = THRESHOLDS, **values: Any) -> bool | None:
    return made.answer(values, thresholds)


def sound(found: bool | None, asks: Callable[..., bool], *days: Iterable[date]) -> None:
    """Hold an answer against the answer for every choice of days."""
    possible = {asks(*chosen) for chosen in product(*days)}
    assert possible == ({True, False} if found is None else {found})


@thorough
@given(moments, moments, loose_spans)
def test_later_holds_where_so_many_full_months_lie_between(early: Moment, late: Moment, by: float) -> None:
    found = answer(c.later(MATCH.late, than=MATCH.early, by=by), late=late, early=early)
    sound(found, lambda start, end: full(start, end) >= by, days_of(early), days_of(late))


@thorough
@given(moments, moments, loose_spans)
def test_short_of_holds_where_fewer_lie_between(early: Moment, late: Moment, by: float) -> None:
    found = answer(c.short_of(MATCH.late, after=MATCH.early, by=by), late=late, early=early)
    sound(found, lambda start, end: full(start, end) < by, days_of(early), days_of(late))


@thorough
@given(moments, moments)
def test_not_later_holds_where_the_first_is_on_or_before_the_second(first: Moment, second: Moment) -> None:
    found = answer(c.not_later(MATCH.a, than=MATCH.b), a=first, b=second)
    sound(found, lambda a, b: a <= b, days_of(first), days_of(second))


@thorough
@given(moments, moments)
def test_earlier_holds_where_the_first_is_before_the_second(first: Moment, second: Moment) -> None:
    found = answer(c.earlier(MATCH.a, than=MATCH.b), a=first, b=second)
    sound(found, lambda a, b: a < b, days_of(first), days_of(second))


@thorough
@given(moments, moments, loose_spans)
def test_within_holds_where_two_days_are_near_in_either_order(first: Moment, second: Moment, by: float) -> None:
    made = c.within(MATCH.a, of=MATCH.b, by=by)
    found = answer(made, a=first, b=second)
    sound(found, lambda a, b: is_near(a, b, by), days_of(first), days_of(second))
    assert found == answer(made, a=second, b=first)


@pytest.mark.parametrize(
    ("first", "second", "near"),
    [
        ("1911-12-01", "1912-01-01", True),
        ("1911-12-01", "1912-01-02", False),
        ("1912-01-31", "1912-02-29", True),
        ("1912-01-31", "1912-03-01", False),
        ("1911-12-15", "1911-12-15", True),
    ],
)
def test_a_month_runs_to_the_same_day_of_the_next(first: str, second: str, near: bool) -> None:
    days = [day(date.fromisoformat(text)) for text in (first, second)]
    assert answer(c.within(MATCH.a, of=MATCH.b, by=1), a=days[0], b=days[1]) is near


@thorough
@given(st.none() | close_moments, st.none() | close_moments, close_moments)
def test_covers_holds_where_a_day_lies_in_a_period(begins: Moment | None, ends: Moment | None, at: Moment) -> None:
    found = answer(c.covers(MATCH.begins, MATCH.ends, at=MATCH.at), begins=begins, ends=ends, at=at)
    firsts = days_of(begins) if begins else (at.earliest - FAR, at.latest + FAR)
    lasts = days_of(ends) if ends else (at.latest + FAR,)
    sound(found, lambda start, stop, on: start <= on <= stop, firsts, lasts, days_of(at))


@thorough
@given(st.none() | close_moments, st.none() | close_moments, close_moments, st.sampled_from([0, 1, 3]))
def test_nearing_holds_in_a_period_and_some_months_before_it(
    begins: Moment | None, ends: Moment | None, at: Moment, by: int
) -> None:
    found = answer(c.nearing(MATCH.begins, MATCH.ends, at=MATCH.at, by=by), begins=begins, ends=ends, at=at)
    firsts = days_of(begins) if begins else (at.earliest - FAR, at.latest + FAR)
    lasts = days_of(ends) if ends else (at.latest + FAR,)
    sound(found, lambda start, stop, on: add_months(start, -by) <= on <= stop, firsts, lasts, days_of(at))


def test_covers_is_open_where_the_day_is_unknown() -> None:
    assert answer(c.covers(MATCH.begins, MATCH.ends, at=MATCH.at), begins=day(START), ends=None, at=None) is None


numbers = st.integers(-3, 30) | st.floats(-1, 2, allow_nan=False)


@thorough
@given(numbers, numbers)
def test_numbers_compare_as_numbers(value: float, bound: float) -> None:
    assert answer(c.at_least(MATCH.value, bound), value=value) is (value >= bound)
    assert answer(c.more(MATCH.value, than=bound), value=value) is (value > bound)
    assert answer(c.fewer(MATCH.value, than=bound), value=value) is (value < bound)
    assert answer(c.fewer(MATCH.value, than=MATCH.bound), value=value, bound=bound) is (value < bound)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("The Skua", "the skua", True),
        ("Skua", "The Great Skua", True),
        ("The Great Skua", "Skua", True),
        ("Skua-Petrel", "skua petrel", True),
        ("The Skua", "The Petrel", False),
        ("", "The Skua", False),
    ],
)
def test_a_family_name_beside_a_full_one_is_one_person(one: str, other: str, same: bool) -> None:
    assert answer(c.same_person(MATCH.one, MATCH.other), one=one, other=other) is same


words = st.lists(st.sampled_from(["tern", "gull", "auk"]), max_size=3).map(tuple)


@thorough
@given(words, words, st.sampled_from(["tern", "gull", "auk"]))
def test_lists_hold_what_they_hold(values: tuple[str, ...], wanted: tuple[str, ...], item: str) -> None:
    assert answer(c.includes(MATCH.values, item), values=values) is (item in values)
    assert answer(c.includes_any(MATCH.values, wanted), values=values) is bool(set(values) & set(wanted))
    assert answer(c.among(MATCH.item, values), item=item) is (item in values)
    assert answer(c.any_of(MATCH.values), values=values) is (values != ())
    assert answer(c.differs(MATCH.item, "tern"), item=item) is (item != "tern")


EVERY = {
    "later": c.later(MATCH.a, than=MATCH.b, by=12),
    "short_of": c.short_of(MATCH.a, after=MATCH.b, by=12),
    "not_later": c.not_later(MATCH.a, than=MATCH.b),
    "earlier": c.earlier(MATCH.a, than=MATCH.b),
    "within": c.within(MATCH.a, of=MATCH.b, by=1),
    "covers": c.covers(MATCH.a, MATCH.a, at=MATCH.b),
    "nearing": c.nearing(MATCH.a, MATCH.a, at=MATCH.b, by=3),
    "at_least": c.at_least(MATCH.a, 1),
    "more": c.more(MATCH.a, than=1),
    "fewer": c.fewer(MATCH.a, than=1),
    "includes": c.includes(MATCH.a, "tern"),
    "includes_any": c.includes_any(MATCH.a, ("tern",)),
    "among": c.among(MATCH.a, ("tern",)),
    "same_person": c.same_person(MATCH.a, MATCH.b),
    "differs": c.differs(MATCH.a, MATCH.b),
    "any_of": c.any_of(MATCH.a),
    "so": c.so(MATCH.a),
}


def test_every_relation_is_tested_here() -> None:
    relations = {value.name for value in vars(c).values() if isinstance(value, c.Relation)}
    assert relations == {made.relation.name for made in EVERY.values()} | {"stated"} == {*EVERY, "stated"}


@pytest.mark.parametrize("name", EVERY)
def test_a_missing_value_leaves_a_comparison_open(name: str) -> None:
    assert answer(EVERY[name], a=None, b=None) is None


def test_only_stated_answers_for_a_missing_value() -> None:
    assert answer(c.stated(MATCH.a), a=None) is False
    assert answer(c.stated(MATCH.a), a="tern") is True


@thorough
@given(st.none() | moments, st.none() | moments)
def test_dates_are_told_whatever_is_missing(first: Moment | None, second: Moment | None) -> None:
    for name in ("later", "short_of", "not_later", "earlier", "within", "covers", "nearing"):
        assert EVERY[name].tell({"a": first, "b": second}, THRESHOLDS)


@thorough
@given(moments, moments)
def test_what_is_told_bears_the_answer_out(early: Moment, late: Moment) -> None:
    told = c.later(MATCH.a, than=MATCH.b, by=12).tell({"a": late, "b": early}, THRESHOLDS)
    counts = {full(start, end) for start in days_of(early) for end in days_of(late)}
    least, most = min(counts), max(counts)
    if most < 0:
        assert told.startswith(f"{-least} month" if least == most else f"{-most} to {-least} month")
    elif least < 0:
        assert told.startswith(f"from {-least} month")
        assert f"after it to {most} month" in told
    else:
        assert told.startswith(f"{least} month" if least == most else f"{least} to {most} month")
    assert told.endswith(", 12 needed")


def test_numbers_are_told_with_their_bound() -> None:
    assert c.at_least(MATCH.a, THRESHOLDS["large-majority"]).tell({"a": 0.9}, THRESHOLDS) == "90%, 67% needed"
    assert c.at_least(MATCH.a, 3).tell({"a": None}, THRESHOLDS) == "unknown, 3 needed"


def test_a_threshold_is_read_from_those_of_the_run() -> None:
    made = c.later(MATCH.late, than=MATCH.early, by=THRESHOLDS["early"])
    values = {"late": day(date(1912, 7, 1)), "early": day(START)}
    assert made.answer(values, THRESHOLDS) is False
    assert made.answer(values, with_overrides({"early": 6})) is True
    assert made.variables == ("late", "early")


def told(made: c.Comparison, **values: Any) -> str:
    """Return a comparison in words, dates as a reader says them."""
    return made.tell(values, THRESHOLDS, lambda value: spoken(value) if isinstance(value, Moment) else str(value))


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ("1911-05-09", "1911-06-30", "9 May 1911, before 30 June 1911"),
        ("1911-06-30", "1911-05-09", "30 June 1911, after 9 May 1911"),
        ("1911-05-09", "1911-05-09", "9 May 1911, the same day"),
        (
            "1911-05-01",
            "[1911-05-09..1911-06-30]",
            "1 May 1911, before a day between 9 May 1911 and 30 June 1911",
        ),
        (
            "[1911-05-09..1911-06-30]",
            "1911-06-30",
            "a day between 9 May 1911 and 30 June 1911, no later than 30 June 1911",
        ),
        ("1911-05", "1911-05-09", "May 1911, before or after 9 May 1911"),
        (None, "1911-05-09", "a day that no source gives, before or after 9 May 1911"),
    ],
)
def test_the_order_of_dates_is_told_as_it_is(first: str | None, second: str, words: str) -> None:
    values = {"a": moment(first) if first else None, "b": moment(second)}
    assert told(c.not_later(MATCH.a, than=MATCH.b), **values) == words


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("1911-06-01", "1 June 1911, in the time from March 1911 to July 1911"),
        ("1911-08-01", "1 August 1911, outside the time from March 1911 to July 1911"),
        ("1911-07-09", "9 July 1911, perhaps in the time from March 1911 to July 1911"),
    ],
)
def test_a_period_is_told_with_its_answer(at: str, words: str) -> None:
    made = c.covers(MATCH.a, MATCH.b, at=MATCH.at)
    assert told(made, a=moment("1911-03"), b=moment("1911-07"), at=moment(at)) == words


def test_words_say_whether_it_is_so() -> None:
    """What fails is told as failing: "nought, more than nought" would be read as met."""
    assert told(c.more(MATCH.a, than=0), a=7) == "7, more than 0"
    assert told(c.more(MATCH.a, than=0), a=0) == "0, not more than 0"
    assert told(c.more(MATCH.a, than=0), a=None) == "unknown, perhaps more than 0"
    assert told(c.includes(MATCH.a, "tern"), a=("gull",)) == "tern is not among: gull"
    assert told(c.includes_any(MATCH.a, ("tern", "auk")), a=("gull",)) == "none of these: tern, auk"
    assert told(c.differs(MATCH.a, "tern"), a="tern") == "tern is itself tern"
    far = {"a": day(START), "b": day(add_months(START, 5))}
    assert told(c.within(MATCH.a, of=MATCH.b, by=3), **far).endswith(": more than 3 months apart")


def test_what_is_needed_is_told_as_met() -> None:
    far = {"a": day(START), "b": day(add_months(START, 5))}
    assert c.within(MATCH.a, of=MATCH.b, by=3).needed(far, THRESHOLDS).endswith(": at most 3 months apart")
