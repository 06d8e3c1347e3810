"""Made-up cases of any size: states that send units to one coalition, cut them and swap them."""

from typing import Any

from kb.dates import Moment, add_months, day, moment
from kb.records import (
    BudgetLimit,
    Coalition,
    CompleteRecord,
    Contribution,
    Dependency,
    Record,
    SizeComparison,
    State,
    Statement,
    Vote,
)
from kb.store import KnowledgeBase
from kb.words.vocabulary import bundled_vocabulary

EPISODES_EACH = 5
START = moment("1900-01-01")


def cases(episodes: int) -> KnowledgeBase:
    """Return a knowledge base with about so many episodes: five for each state."""
    records: list[Record] = [
        State(id="leader", label="Leader"),
        Coalition(id="quay", label="Quay Coalition", leader="leader", begins=_month(0), ends=_month(120)),
    ]
    for number in range(max(1, episodes // EPISODES_EACH)):
        records += _state(f"state-{number:04}")
    vocabulary = bundled_vocabulary().records
    return KnowledgeBase({**vocabulary, **{record.id: record for record in records}})


def _month(months: int) -> Moment:
    return day(add_months(START.earliest, months))


def _state(name: str) -> list[Record]:
    common: dict[str, Any] = {"state": name, "coalition": "quay"}
    kinds = ("Contribution", "Arrangement", "Shift", "Pledge", "Decision", "Statement", "Incident", "Vote")
    more = ("Government", "BudgetLimit", "MaintenanceDue", "ReadinessLoss", "CompetingOperation", "Fleet")
    return [
        State(id=name, label=name.title()),
        Contribution(
            id=f"{name}-fighters",
            capability="fighter-aircraft",
            role="air-strike",
            begins=_month(1),
            ends=_month(40),
            count=6,
            **common,
        ),
        Contribution(
            id=f"{name}-trainers",
            capability="instructors",
            role="training",
            begins=_month(10),
            ends=_month(100),
            count=30,
            **common,
        ),
        Contribution(
            id=f"{name}-guards",
            capability="force-protection-troops",
            role="force-protection",
            begins=_month(41),
            ends=_month(80),
            count=25,
            **common,
        ),
        BudgetLimit(id=f"{name}-budget", runs_out=_month(40), known=_month(30), **common),
        Vote(id=f"{name}-vote", date=_month(30), in_favour=90, against=10, **common),
        Statement(
            id=f"{name}-word",
            date=_month(39),
            content=("return-promised",),
            about=(f"{name}-fighters",),
            grounds=("national-security", "influence"),
            **common,
        ),
        Dependency(id=f"{name}-tie", state=name, patron="leader"),
        SizeComparison(id=f"{name}-size", state=name, larger_state="leader"),
        CompleteRecord(id=f"{name}-complete", kinds=(*kinds, *more), begins=_month(-1), ends=_month(120), **common),
    ]
