"""What a cell says: dates as Excel shows them, numbers with commas or points, and what is not clear is refused."""

from datetime import date, datetime, time

import pytest

from kb.schema import Slot
from kb.sheets.cells import Cell, Raw, is_empty, number, parts_of, value_of, when, whole_number
from kb.values import ValueFault

DAY = datetime(2014, 10, 1)  # noqa: DTZ001 - cells have no time zone


@pytest.mark.parametrize(
    ("raw", "shown", "read"),
    [
        (DAY, "yyyy-mm-dd", "2014-10-01"),
        (DAY, "mmm-yy", "2014-10"),
        (DAY, "[$-409]mmmm\\ yyyy;@", "2014-10"),
        (datetime(2014, 1, 1), "yyyy", "2014"),  # noqa: DTZ001
        (date(2014, 10, 6), "", "2014-10-06"),
        (2014, "", "2014"),
        (2014.0, "", "2014"),
        ("2014", "", "2014"),
        ("2014-10~", "", "2014-10~"),
        ("[2014-09-26..2014-10-24]", "", "[2014-09-26..2014-10-24]"),
        ("6 October 2014", "", "2014-10-06"),
        ("Oct 2014", "", "2014-10"),
        ("October 6, 2014", "", "2014-10-06"),
        ("6.10.2014", "", "2014-10-06"),
        ("25/10/2014", "", "2014-10-25"),
        ("2014/10/06", "", "2014-10-06"),
    ],
)
def test_a_date_is_as_precise_as_its_cell_shows_it(raw: Raw, shown: str, read: str) -> None:
    assert when(Cell(raw, "A1", shown)).text == read


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        ("6/10/2014", "2014-06-10 or 2014-10-06"),
        (41913, "Excel may mean as 2014-10-01"),
        ("41913", "Excel may mean as 2014-10-01"),
        (datetime(2014, 10, 1, 3), "with a time of day"),  # noqa: DTZ001
        ("31.2.2014", "no date"),
        ("13/13/2014", "no date"),
        ("soon", "no date"),
        ("Ma 2014", "no date"),
        (0.5, "no date"),
        (True, "no date"),
    ],
)
def test_a_date_that_is_not_clear_is_refused(raw: Raw, says: str) -> None:
    with pytest.raises(ValueFault, match=says):
        when(Cell(raw, "A1"))


@pytest.mark.parametrize(("raw", "read"), [("1,200", 1200), ("1.200", 1200), ("1 200", 1200), (12.0, 12), ("7", 7)])
def test_thousands_may_be_parted_in_any_way(raw: Raw, read: int) -> None:
    assert whole_number(Cell(raw, "A1")) == read


@pytest.mark.parametrize("raw", ["1,5", 12.5, True, "many", "1e5", "12 aircraft"])
def test_what_is_no_whole_number_is_refused(raw: Raw) -> None:
    with pytest.raises(ValueFault, match="no whole number"):
        whole_number(Cell(raw, "A1"))


@pytest.mark.parametrize(
    ("raw", "shown", "read"),
    [("1,5", "", 1.5), ("1.500,5", "", 1500.5), ("1,500.5", "", 1500.5), ("12 %", "", 12.0), (0.12, "0%", 12.0)],
)
def test_decimals_may_stand_behind_a_comma(raw: Raw, shown: str, read: float) -> None:
    assert number(Cell(raw, "A1", shown)) == read


def test_a_comma_that_may_part_thousands_or_decimals_is_refused() -> None:
    with pytest.raises(ValueFault, match=r"may be 1200 or 1\.2"):
        number(Cell("1,200", "A1"))


@pytest.mark.parametrize("raw", [None, "", " ", "?", "unknown", "n/a", "-"])
def test_a_cell_that_says_that_nothing_is_known_is_empty(raw: Raw) -> None:
    assert is_empty(Cell(raw, "A1"))


def test_a_date_among_words_is_a_text_that_excel_has_changed() -> None:
    with pytest.raises(ValueFault, match="where words belong"):
        value_of(Slot("place", "text", many=False, required=True), Cell(DAY, "A1"))


def test_yes_and_no_are_truths() -> None:
    slot = Slot("carried", "truth", many=False, required=False)
    assert [value_of(slot, Cell(raw, "A1")) for raw in ("Yes", "no", True, "FALSE", 1)] == [
        True,
        False,
        True,
        False,
        True,
    ]
    with pytest.raises(ValueFault, match="neither yes nor no"):
        value_of(slot, Cell("maybe", "A1"))
    assert time() == time(0, 0)


def test_several_names_stand_in_one_cell() -> None:
    slot = Slot("about", "node", many=True, required=False)
    assert parts_of(slot, Cell("terns; auks,\ngulls", "A1")) == ["terns", "auks", "gulls"]


def test_a_formula_is_not_computed() -> None:
    with pytest.raises(ValueFault, match="formula"):
        value_of(Slot("count", "count", many=False, required=False), Cell("=1+1", "A1", formula=True))
