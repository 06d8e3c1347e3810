"""Order without dates: told by facts themselves, implied by grounds and by what sends units home."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.dates import Moment, before, moment, not_after
from kb.errors import InputError
from kb.profiles.episodes import Episodes
from kb.reading.loading import load
from kb.reading.order import in_order, loop
from kb.records import Election, LeadershipChange, Record, Vote
from kb.store import KnowledgeBase

SOURCE = "source: {work: vaneijk-2021, place: ch. 1}"
BASE = f"""\
facts:
  - {{id: plovermark, type: State, {SOURCE}}}
  - {{id: gullland, type: State, {SOURCE}}}
  - {{id: quay, type: Coalition, leader: plovermark, begins: 2003, {SOURCE}}}
  - {{id: brigade, type: Contribution, state: gullland, coalition: quay, capability: infantry, role: patrol,
     begins: 2003-08, ends: 2004-05, {SOURCE}}}
"""


def known(tmp_path: Path, *facts: str) -> KnowledgeBase:
    """Load the base case with further facts of Gullland."""
    path = tmp_path / "case.yaml"
    lines = "".join(f"  - {{state: gullland, {fact}, {SOURCE}}}\n" for fact in facts)
    path.write_text(BASE + lines, encoding="utf-8")
    return load([path])


def date(kb: KnowledgeBase, name: str) -> Moment:
    found = getattr(kb.records[name], "date", None)
    assert isinstance(found, Moment)
    return found


ELECTION = "id: election, type: Election, date: 2004-04"
DECISION = "id: decision, type: Decision, coalition: quay, date: 2004-04, act: withdraw, about: brigade"


def test_two_dates_of_one_month_are_open_until_a_source_tells_their_order(tmp_path: Path) -> None:
    kb = known(tmp_path, ELECTION, DECISION)
    assert before(date(kb, "election"), date(kb, "decision")) is None
    for fact, other in ((f"{ELECTION}, before: [decision]", DECISION), (ELECTION, f"{DECISION}, after: [election]")):
        kb = known(tmp_path, fact, other)
        assert before(date(kb, "election"), date(kb, "decision")) is True
        assert not_after(date(kb, "decision"), date(kb, "election")) is False


def test_order_is_passed_on(tmp_path: Path) -> None:
    change = "id: change, type: LeadershipChange, date: 2004-04, direction: right-to-left, after: [election]"
    kb = known(tmp_path, ELECTION, change, f"{DECISION}, after: [change]")
    assert before(date(kb, "election"), date(kb, "decision")) is True


def test_a_ground_dates_what_it_speaks_of(tmp_path: Path) -> None:
    kb = known(tmp_path, ELECTION, f"{DECISION}, grounds: campaign-pledge")
    assert before(date(kb, "election"), date(kb, "decision")) is True
    kb = known(tmp_path, ELECTION, f"{DECISION}, grounds: practical")
    assert before(date(kb, "election"), date(kb, "decision")) is None


def test_days_that_are_known_go_before_what_a_ground_implies(tmp_path: Path) -> None:
    later = ELECTION.replace("2004-04", "2004-06")
    kb = known(tmp_path, later, f"{DECISION}, grounds: campaign-pledge")
    assert before(date(kb, "election"), date(kb, "decision")) is False


@pytest.mark.parametrize(
    "facts",
    [
        (f"{ELECTION}, before: [decision]", f"{DECISION}, before: [election]"),
        (f"{ELECTION}, after: [election]",),
        (f"{ELECTION.replace('2004-04', '2004-06')}, before: [decision]", DECISION),
    ],
    ids=["two ways", "itself", "against the days"],
)
def test_a_contradiction_is_refused_and_the_loop_is_told(tmp_path: Path, facts: tuple[str, ...]) -> None:
    with pytest.raises(InputError) as caught:
        known(tmp_path, *facts)
    assert "leads back to itself" in caught.value.what
    assert "election" in caught.value.what
    assert caught.value.where is not None


def test_a_vote_that_orders_units_home_decides_and_came_before_they_went(tmp_path: Path) -> None:
    vote = "id: vote, type: Vote, coalition: quay, date: 2004-05, orders_home: true, carried: true, about: brigade"
    kb = known(tmp_path, vote)
    found = next(item.episode for item in Episodes(kb).values() if item.episode.id == "gullland-2004-05")
    assert found.decided.of == "vote"
    assert not_after(date(kb, "vote"), found.date) is True
    assert not_after(date(kb, "vote"), found.decided) is True


def test_a_release_came_before_the_units_went(tmp_path: Path) -> None:
    kb = known(tmp_path, "id: release, type: Release, coalition: quay, date: 2004-05")
    found = next(item.episode for item in Episodes(kb).values() if item.episode.id == "gullland-2004-05")
    assert not_after(date(kb, "release"), found.date) is True


NAMES = ("first", "second", "third", "fourth")


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)).filter(lambda pair: pair[0] < pair[1]), max_size=6))
def test_a_consistent_order_is_never_refused_and_never_turned_round(pairs: list[tuple[int, int]]) -> None:
    later = {name: tuple(sorted({NAMES[a] for a, b in pairs if NAMES[b] == name})) for name in NAMES}
    records: dict[str, Record] = {
        name: Election(id=name, state="gullland", date=moment("2004-04"), after=later[name]) for name in NAMES
    }
    assert loop(records) == ()
    dates = {name: record.date for name, record in in_order(records).items() if isinstance(record, Election)}
    for a, b in pairs:
        assert before(dates[NAMES[a]], dates[NAMES[b]]) is True
        assert before(dates[NAMES[b]], dates[NAMES[a]]) is False
    for one in NAMES:
        for other in NAMES:
            answers = before(dates[one], dates[other]), before(dates[other], dates[one])
            assert answers != (True, True)


def test_only_dated_facts_are_ordered() -> None:
    vote = Vote(id="vote", state="gullland", coalition="quay", date=moment("2004"), after=("change",))
    change = LeadershipChange(id="change", state="gullland", date=moment("2004"), direction="same-side")
    found = in_order({"vote": vote, "change": change})
    assert before(change.date, vote.date) is None
    assert before(getattr(found["change"], "date"), getattr(found["vote"], "date")) is True  # noqa: B009 - a record
