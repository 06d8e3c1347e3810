"""Small cases made up for questions: a state that takes its aircraft out, and what may bear on that."""

from typing import Any

from hypothesis import strategies as st

from kb.dates import moment
from kb.records import (
    Arrangement,
    BudgetLimit,
    Coalition,
    Contribution,
    Decision,
    Dependency,
    Mandate,
    Record,
    Request,
    Resolution,
    Shift,
    SizeComparison,
    State,
    Statement,
)
from kb.store import KnowledgeBase
from tests.rules.judging.altering import MADE_UP, units
from tests.rules.judging.test_one_verdict import COALITION, KINDS, complete, known

LEAVER, PARTNER = "gullland", "ternland"
LEFT = "1912-06-15"
NEXT = "1912-06-16"


def departures() -> st.SearchStrategy[KnowledgeBase]:
    """Return cases in which a state takes aircraft out, with or without a partner, a plan or other units."""
    return st.tuples(
        st.builds(_coalition, st.sampled_from([None, "1913-03", "1914", "1914"])),
        st.builds(lambda count: [_units("terns", LEAVER, "1911-03-01", LEFT, count=count)], st.sampled_from([1, 4])),
        _optional(_units("skuas", LEAVER, "1911-03-01", LEFT, count=2)),
        _optional(_units("kites", LEAVER, "1911-03-01", None, count=2, role="training")),
        _optional(_units("buoys", LEAVER, "1912-07", None, count=1, role="surveillance")),
        _optional(*_rotation()),
        _optional(_purse("purse", "1912-06"), _statement("promise", "return-promised")),
        _optional(_purse("other-purse", "1912-05"), _statement("other-promise", "return-promised")),
        st.builds(_decision, st.sampled_from(["withdraw", "not-extend", "recall", None])),
        _optional(
            _statement("speech", "further-help-offered"),
            Request(id="plea", requester=PARTNER, asks=("extension-requested",), date=moment("1912-04"), **_of(LEAVER)),
        ),
        _optional(_resolution(), _mandate()),
        _optional(
            SizeComparison(id="smaller", state=LEAVER, larger_state=PARTNER, source=MADE_UP),
            Dependency(id="leaning", state=LEAVER, patron=PARTNER, source=MADE_UP),
        ),
        _optional(complete(PARTNER, KINDS, "1910", moment("1916")), often=True),
        _optional(complete(LEAVER, KINDS, "1910", moment("1916")), often=True),
    ).map(lambda groups: known([State(id=LEAVER, source=MADE_UP), *(fact for group in groups for fact in group)]))


def _of(state: str) -> dict[str, Any]:
    return {"state": state, "coalition": COALITION, "source": MADE_UP}


def _optional(*facts: Record, often: bool = False) -> st.SearchStrategy[list[Record]]:
    return st.sampled_from([[], *([list(facts)] * (4 if often else 1))])


def _coalition(ends: str | None) -> list[Record]:
    end = moment(ends) if ends else None
    return [Coalition(id=COALITION, leader=PARTNER, begins=moment("1911"), ends=end, source=MADE_UP)]


def _units(name: str, state: str, begins: str, ends: str | None, **fields: Any) -> Contribution:
    return units(name, state, begins, ends, coalition=COALITION, **fields)


def _decision(act: str | None) -> list[Record]:
    return [Decision(id="plan", date=moment("1912-05"), act=act, about=("terns",), **_of(LEAVER))] if act else []


def _purse(name: str, month: str) -> Record:
    return BudgetLimit(id=name, runs_out=moment(month), known=moment("1912-01"), **_of(LEAVER))


def _statement(name: str, content: str) -> Record:
    return Statement(id=name, date=moment("1912-05"), about=("terns",), content=(content,), **_of(LEAVER))


def _resolution() -> Record:
    first, last = moment("1911-02"), moment("1912-06-10")
    return Resolution(id="permission", coalition=COALITION, date=first, ends=last, source=MADE_UP)


def _mandate() -> Record:
    return Mandate(id="invitation", begins=moment("1911-02"), legal_basis=("host-request",), **_of(LEAVER))


def _rotation() -> list[Record]:
    turns = Arrangement(
        id="turns",
        coalition=COALITION,
        partners=(LEAVER, PARTNER),
        begins=moment("1911-03-01"),
        alternates=True,
        source=MADE_UP,
    )
    shifts = [
        Shift(
            id=f"turn-{state}", arrangement="turns", state=state, role="air-strike", begins=moment(day), source=MADE_UP
        )
        for state, day in ((LEAVER, "1911-03-01"), (PARTNER, NEXT))
    ]
    return [turns, *shifts, _units("relief", PARTNER, NEXT, None, count=4)]
