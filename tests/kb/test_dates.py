"""Dates: as precise as their source, the same as the edtf library reads them, and honest about what is open."""

from datetime import date, timedelta

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from kb.dates import (
    DateError,
    Moment,
    add_months,
    before,
    day,
    day_after,
    end_of_month,
    full_months,
    moment,
    months_between,
    not_after,
)

DAYS = st.dates(date(1, 1, 1), date(9998, 12, 31))
NEAR_DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@st.composite
def calendar_dates(draw: st.DrawFn) -> str:
    """Return a calendar date of any precision."""
    return draw(DAYS).isoformat()[: draw(st.sampled_from([4, 7, 10]))]


@st.composite
def expressions(draw: st.DrawFn) -> str:
    """Return an EDTF date of one of the forms that the system reads without the library."""
    first = draw(calendar_dates()) + draw(st.sampled_from(["", "?", "~", "%"]))
    width = draw(st.sampled_from([4, 7, 10]))
    start, end = sorted((draw(DAYS), draw(DAYS)))
    return draw(st.sampled_from([first, f"[{start.isoformat()[:width]}..{end.isoformat()[:width]}]"]))


@st.composite
def moments(draw: st.DrawFn) -> Moment:
    """Return a moment of any width."""
    start = draw(NEAR_DAYS)
    end = start + timedelta(days=draw(st.integers(0, 800)))
    return Moment(start, end, f"[{start}..{end}]")


@given(expressions())
def test_bounds_are_those_of_the_edtf_library(text: str) -> None:
    parsed = parse_edtf(text)
    read = moment(text)
    assert read.earliest == date(*parsed.lower_strict()[:3])
    assert read.latest == date(*parsed.upper_strict()[:3])
    assert str(read) == text


@given(DAYS)
def test_a_day_is_itself(value: date) -> None:
    read = moment(value.isoformat())
    assert read == day(value)
    assert read.is_day
    assert read.month == value.isoformat()[:7]


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2015", "2015-01-01", "2015-12-31"),
        ("2014-10~", "2014-10-01", "2014-10-31"),
        ("[2016-11-25..2016-12-01]", "2016-11-25", "2016-12-01"),
        ("{2014..2015}", "2014-01-01", "2015-12-31"),
        ("2014/2015", "2014-01-01", "2015-12-31"),
        ("2014-21", "2014-03-01", "2014-05-31"),
        ("201X", "2010-01-01", "2019-12-31"),
    ],
)
def test_every_form_has_a_first_and_a_last_day(text: str, earliest: str, latest: str) -> None:
    read = moment(text)
    assert (read.earliest.isoformat(), read.latest.isoformat()) == (earliest, latest)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "2014-13",
        "2014-00",
        "2014-02-30",
        "0000",
        "14-10-06",
        "06.10.2014",
        "2014-1-6",
        "2014-10-06T12:00",
        "[2015..2014]",
        "[2014..2015-03]",
        "[2014-02-30..2015-01-01]",
        "2014-1X",
        "../2015",
        "2014-10/..",
        "Y17E7",
        "٢٠١٤",
        "2014-10-06\n",
    ],
)
def test_what_is_no_date_is_refused_in_silence(text: str, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(DateError, match="is not a date"):
        moment(text)
    assert capfd.readouterr() == ("", "")


@given(NEAR_DAYS, st.integers(0, 600))
def test_added_months_are_counted_back(start: date, months: int) -> None:
    end = add_months(start, months)
    assert (end.year - start.year) * 12 + end.month - start.month == months
    assert end.day == min(start.day, end_of_month(end).day)
    assert full_months(start, end) == months
    assert full_months(start, end - timedelta(days=1)) == months - 1 or months == 0


@given(NEAR_DAYS, NEAR_DAYS)
def test_full_months_are_the_most_that_fit(start: date, end: date) -> None:
    months = full_months(start, end)
    if start <= end:
        assert add_months(start, months) <= end < add_months(start, months + 1)
    else:
        assert months == -full_months(end, start)


@given(DAYS)
def test_months_end_before_the_first_of_the_next(value: date) -> None:
    assert end_of_month(value).month == value.month
    assert day_after(end_of_month(value)).day == 1


@given(moments(), moments(), st.data())
def test_comparisons_hold_for_every_day_that_is_possible(first: Moment, second: Moment, data: st.DataObject) -> None:
    one = data.draw(st.dates(first.earliest, first.latest))
    two = data.draw(st.dates(second.earliest, second.latest))
    assert before(first, second) in {one < two, None}
    assert not_after(first, second) in {one <= two, None}
    fewest, most = months_between(first, second)
    assert fewest <= full_months(one, two) <= most


@given(moments(), moments())
def test_a_comparison_is_open_only_where_two_answers_are_possible(first: Moment, second: Moment) -> None:
    extremes = {first.earliest < second.latest, first.latest < second.earliest}
    assert (before(first, second) is None) == (len(extremes) == 2)
    extremes = {first.earliest <= second.latest, first.latest <= second.earliest}
    assert (not_after(first, second) is None) == (len(extremes) == 2)
