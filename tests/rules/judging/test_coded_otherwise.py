"""One case coded in several ways that say the same comes out the same: the coder's habits decide nothing."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from kb.dates import Moment, moment
from kb.reading.loading import load
from kb.records import Arrangement, Contribution, Decision, Government, LeadershipChange, Record, Statement, Vote
from kb.store import KnowledgeBase
from tests.rules.judging.altering import altered, bundled, court_anew
from tests.rules.judging.test_examples import FOUND, folder_of

Recoding = Callable[[Any], list[Record]]
SIDES = {"right-to-left": ("right", "left"), "left-to-right": ("left", "right"), "same-side": ("left", "left")}


@cache
def case(name: str) -> KnowledgeBase:
    """Return an example, read once."""
    folder = folder_of(name)
    return load([folder / f"{name}.yaml", folder / "sources.bib"])


def outcome(kb: KnowledgeBase, episode: str) -> tuple[object, ...]:
    """Return verdict, shape, cause and scope."""
    found = court_anew(kb).judge(episode)
    return found.verdict, set(found.strategies), set(found.causes), found.scope


def dated(when: Moment, name: str) -> Moment:
    """Return the date of another fact."""
    return replace(when, of=name)


def beside(item: Decision) -> list[Record]:
    """Give the reasons for a decision in a statement of the same day."""
    said = Statement(
        id=f"{item.id}-said", state=item.state, coalition=item.coalition, about=item.about, grounds=item.grounds,
        date=dated(item.date, f"{item.id}-said"), source=item.source,
    )  # fmt: skip
    return [replace(item, grounds=()), said] if item.grounds else [item]


def governments(item: LeadershipChange) -> list[Record]:
    """Tell of the government that went and the one that came instead of the change of leader."""
    before, after = SIDES.get(item.direction or "", (None, None))
    went, came = f"{item.id}-went", f"{item.id}-came"
    return [
        Government(id=went, state=item.state, ends=dated(item.date, went), orientation=before, source=item.source),
        Government(
            id=came, state=item.state, begins=dated(item.date, came), orientation=after, head=item.head,
            source=item.source,
        ),
    ]  # fmt: skip


def by_month(when: Moment | None) -> Moment | None:
    """Return a date to the month, where it is known so well."""
    text = when and when.earliest.isoformat()[:7]
    return when if when is None or when.latest.isoformat()[:7] != text else replace(moment(text), of=when.of)


def counted(item: Contribution) -> list[Record]:
    """Give as people what was given as units, and the other way round, where only one is given."""
    return (
        [replace(item, count=item.personnel, personnel=item.count)] if not (item.count and item.personnel) else [item]
    )


def armed(role: str) -> Recoding:
    """Give all who stand armed on the ground one task."""
    same = ("ground-combat", "patrol", "peacekeeping")
    return lambda item: [replace(item, role=role)] if item.role in same else [item]


RECODED: dict[str, tuple[type[Record], Recoding]] = {
    "decisions name no units": (Decision, lambda item: [replace(item, about=())]),
    "votes name no units": (Vote, lambda item: [replace(item, about=())]),
    "reasons are given in a statement": (Decision, beside),
    "no source says which units carry on": (Contribution, lambda item: [replace(item, continues=None)]),
    "governments come and go": (LeadershipChange, governments),
    "units leave some day of a month": (Contribution, lambda item: [replace(item, ends=by_month(item.ends))]),
    "people are units": (Contribution, counted),
    "all patrol": (Contribution, armed("patrol")),
    "all keep the peace": (Contribution, armed("peacekeeping")),
    "nobody knows when partners agreed": (Arrangement, lambda item: [replace(item, agreed=None)]),
}


@pytest.mark.parametrize("habit", RECODED)
def test_a_case_coded_otherwise_comes_out_the_same(habit: str) -> None:
    kind, recode = RECODED[habit]
    other: dict[str, object] = {}
    told = 0
    for name, episode, *_ in FOUND:
        kb = case(name)
        records = {
            new.id: new for item in kb.records.values() for new in (recode(item) if isinstance(item, kind) else [item])
        }
        if records != dict(kb.records):
            told += 1
            found = outcome(KnowledgeBase(records=records, works=kb.works, places=kb.places), episode)
            if found != outcome(kb, episode):
                other[episode] = found
    assert told, "no case is coded otherwise"
    assert not other


def test_a_statement_that_names_nothing_adds_no_reason_to_those_given_with_a_decision() -> None:
    found = court_anew(bundled()).judge("denmark-2015-10")
    given = next(fact for name, fact in found.proof.facts.items() if name == "Decision(denmark-decision-2015-08-26)")
    assert set(given["grounds"]) == {"repairs", "crew-rest"}


@pytest.mark.parametrize("act", ["withdraw", "recall"])
def test_whether_a_term_runs_out_or_units_are_called_home_a_lost_consensus_explains_it(act: str) -> None:
    kb = altered(bundled(), changes={"denmark-decision-2016-12-02": {"act": act}})
    assert outcome(kb, "denmark-2016-12") == outcome(bundled(), "denmark-2016-12")


def test_units_of_a_kind_that_begin_long_after_or_stand_in_for_others_are_no_others_carrying_on() -> None:
    kb = case("italy-somalia")
    moved = next(item for item in kb.of(Contribution) if item.continues)
    left = kb.records[moved.continues or ""]
    for changes in (
        {"continues": None, "begins": replace(moment("1993-12"), of=moved.id)},
        {"continues": None, "substitutes": left.id},
        {"continues": None, "capability": "armour"},
    ):
        records = {**kb.records, moved.id: replace(moved, **changes)}
        found = court_anew(KnowledgeBase(records=records, works=kb.works, places=kb.places)).judge("italy-1993-09")
        assert "repositioning" not in found.strategies


@pytest.mark.parametrize(
    "changes",
    [{"content": ("dissent-voiced",)}, {"date": moment("2003-06")}, {"about": ("crossing-seized",)}],
    ids=["opponents", "years before", "on something else"],
)
def test_reasons_of_opponents_or_of_another_time_or_on_something_else_are_no_reasons(changes: dict[str, Any]) -> None:
    kb = case("austria-golan")
    decision = next(iter(kb.of(Decision)))
    plain, said = beside(decision)
    records = {**kb.records, plain.id: plain, said.id: replace(said, **changes)}
    records.pop("crossing-seized") if "about" not in changes else None
    found = court_anew(KnowledgeBase(records=records, works=kb.works, places=kb.places)).judge("austria-2013-06")
    given = next(fact for name, fact in found.proof.facts.items() if name == f"Decision({plain.id})")
    assert given["grounds"] == ()
