"""Dates as people give them become dates as a case file writes them."""

from datetime import date

import pytest

from explain.interview.conversing import Misread
from explain.interview.dates import DateReader, Landmark
from kb.dates import moment

ELECTION = Landmark("poll-2004", moment("2004-03-14"), ("election", "vote for parliament"))
EARLIER = Landmark("poll-2000", moment("2000"), ("election",))
DECISION = Landmark("leave", moment("2004-04"), ("decision", "withdrawal"))
READ = DateReader((ELECTION, EARLIER, DECISION), date(2003, 1, 1), date(2004, 5, 31))

GIVEN = {
    "2004-04-18": "2004-04-18",
    "18 April 2004": "2004-04-18",
    "April 18, 2004": "2004-04-18",
    "the 18th": None,
    "April 2004": "2004-04",
    "apr 2004": "2004-04",
    "2004": "2004",
    "about 2004": "2004~",
    "circa April 2004": "2004-04~",
    "18.4.2004": "2004-04-18",
    "18/4/2004": "2004-04-18",
    "4/18/2004": "2004-04-18",
    "4/5/2004": None,
    "31.02.2004": None,
    "2004-02-30": None,
    "soon": None,
    "April": None,
    "spring 2004": "[2004-03-01..2004-05-31]",
    "between March and May 2004": "[2004-03-01..2004-05-31]",
    "from 1 March 2004 to 3 May 2004": "[2004-03-01..2004-05-03]",
    "between May 2004 and March 2004": None,
    "before 2004": "[2003-01-01..2003-12-31]",
    "after April 2004": "[2004-05-01..2004-05-31]",
    "since April 2004": "[2004-04-01..2004-05-31]",
    "by April 2004": "[2003-01-01..2004-04-30]",
    "[2004-03-01..2004-05-31]": "[2004-03-01..2004-05-31]",
}


@pytest.mark.parametrize("text", GIVEN)
def test_a_date_is_read_as_closely_as_it_is_given(text: str) -> None:
    if GIVEN[text] is None:
        with pytest.raises(Misread, match=r"\."):
            READ(text)
    else:
        found = READ(text)
        assert found.text == GIVEN[text]
        assert moment(found.text).earliest <= moment(found.text).latest


def test_before_a_fact_is_an_order_and_a_span() -> None:
    found = READ("before the decision")
    assert (found.text, found.before, found.after) == ("[2003-01-01..2004-04-30]", ("leave",), ())


def test_after_a_fact_is_an_order_and_a_span() -> None:
    found = READ("shortly after the 2004 election")
    assert (found.text, found.before, found.after) == ("[2004-03-14..2004-05-31]", (), ("poll-2004",))


def test_a_date_and_an_order_are_taken_together() -> None:
    found = READ("2004, before the withdrawal")
    assert (found.text, found.before) == ("2004", ("leave",))


def test_of_several_facts_it_has_to_be_said_which_is_meant() -> None:
    with pytest.raises(Misread, match="Say the year"):
        READ("before the election")
