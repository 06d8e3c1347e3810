"""Bars over time: columns, years, and days that no source gives."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cli.overviews import chart

DAYS = st.dates(date(1900, 1, 1), date(1999, 12, 31))


@given(DAYS, DAYS, st.integers(10, 200))
def test_every_column_holds_its_middle_day(first: date, second: date, width: int) -> None:
    within = chart.scale([first, second], width)
    if (within.last - within.first).days >= 2 * width:
        assert [within.column(within.middle(column)) for column in range(width)] == list(range(width))


@given(DAYS, DAYS, st.integers(10, 200))
def test_rows_are_as_wide_as_the_chart(first: date, second: date, width: int) -> None:
    within = chart.scale([first, second], width)
    names, ticks = chart.years(within)
    assert len(ticks) == width
    assert len(names) <= width
    assert len(chart.marks(within, [first, second])) <= width


def test_a_scale_covers_whole_months() -> None:
    within = chart.scale([date(1912, 2, 10), date(1911, 6, 17)], 9)
    assert (within.first, within.last) == (date(1911, 6, 1), date(1912, 2, 29))


def test_years_are_named_where_there_is_room() -> None:
    assert chart.years(chart.scale([date(1910, 11, 1), date(1912, 4, 30)], 18)) == (
        "  1911        1912",
        "┬─┬───────────┬───",
    )


def test_a_bar_is_solid_where_known_light_where_open_and_never_empty() -> None:
    within = chart.scale([date(1911, 1, 1), date(1911, 6, 30)], 6)
    assert chart.bar(within, [False, None, True, True, None, False], date(1911, 2, 1), "#") == " ░##░"
    assert chart.bar(within, [False] * 6, date(1911, 3, 15), "#") == "  #"


def test_marks_outside_the_chart_are_left_out() -> None:
    within = chart.scale([date(1911, 1, 1), date(1911, 6, 30)], 6)
    assert chart.marks(within, [within.first - timedelta(days=1), date(1911, 2, 10), date(1920, 1, 1)]) == " •"


def test_a_year_with_little_room_is_shortened_or_left_out() -> None:
    assert chart.years(chart.scale([date(1910, 9, 1), date(1912, 3, 31)], 19))[0] == "’10 1911        ’12"
    assert chart.years(chart.scale([date(1910, 12, 1), date(1912, 1, 31)], 14))[0] == " 1911"
