"""Whatever the facts, every episode gets one verdict; one that is open says what would settle it."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.dates import Moment, before, moment
from kb.records import (
    OBSERVED,
    Arrangement,
    Coalition,
    CompleteRecord,
    Contribution,
    Decision,
    Incident,
    Record,
    Shift,
    State,
    Theatre,
)
from kb.store import KnowledgeBase
from kb.words.vocabulary import bundled_vocabulary
from rules.engine.proof import OPEN
from rules.judging.court import HYPOTHESES, VERDICTS
from rules.judging.gaps import COMPARISON
from rules.judging.topics import open_gaps
from tests.rules.judging.altering import MADE_UP, court
from tests.rules.judging.checker import faults
from tests.rules.judging.nodes import nodes_of_records

STATES = ("gullland", "ternland")
COALITION = "quay-coalition"
QUAYS = ("north-quay", "south-quay")
ROLES = ("air-strike", "training", "force-protection", "special-operations")
KINDS = tuple(kind.__name__ for kind in OBSERVED if kind is not CompleteRecord)


def days(first: int = 1911, last: int = 1914) -> st.SearchStrategy[Moment]:
    """Return dates as sources give them: days, months, years, or one day in a span."""
    year, month = st.integers(first, last), st.integers(1, 12)
    day = st.one_of(st.integers(1, 28), st.just(28))
    exact = st.builds("{}-{:02}-{:02}".format, year, month, day)
    vague = st.builds("{}-{:02}".format, year, month)
    between = st.tuples(exact, exact).map(sorted).map(lambda ends: f"[{ends[0]}..{ends[1]}]")
    return st.one_of(exact, vague, vague, st.builds(str, year), between).map(moment)


def counts() -> st.SearchStrategy[int | None]:
    return st.one_of(st.integers(0, 8), st.none())


@st.composite
def contributions(draw: st.DrawFn) -> list[Contribution]:
    """Return a few contributions, some of which carry on an earlier one or stand in for it."""
    found: list[Contribution] = []
    for number in range(draw(st.integers(1, 4))):
        begins, ends = draw(days()), draw(st.one_of(st.none(), days()))
        state = draw(st.sampled_from(STATES))
        earlier = st.sampled_from([None, *(item.id for item in found if item.state == state)])
        found.append(
            Contribution(
                id=f"units-{number}",
                state=state,
                coalition=COALITION,
                capability=draw(st.sampled_from(("f-16am", "instructors"))),
                role=draw(st.sampled_from(ROLES)),
                begins=begins,
                ends=None if ends and before(ends, begins) else ends,
                count=draw(counts()),
                personnel=draw(counts()),
                theatres=tuple(sorted(draw(st.sets(st.sampled_from(QUAYS))))),
                caveats=tuple(sorted(draw(st.sets(st.sampled_from(("fixed-term", "single-theatre")))))),
                continues=draw(earlier),
                substitutes=draw(earlier),
                source=MADE_UP,
            )
        )
    return found


@st.composite
def agreements(draw: st.DrawFn) -> list[Record]:
    """Return no rotation, or one with turns."""
    if not draw(st.booleans()):
        return []
    arrangement = Arrangement(
        id="quay-turns",
        coalition=COALITION,
        partners=STATES,
        begins=draw(days()),
        alternates=draw(st.sampled_from((True, False, None))),
        source=MADE_UP,
    )
    turns = [
        Shift(
            id=f"turn-{number}",
            arrangement="quay-turns",
            state=draw(st.sampled_from(STATES)),
            role=draw(st.sampled_from(ROLES)),
            begins=draw(days()),
            count=draw(counts()),
            source=MADE_UP,
        )
        for number in range(draw(st.integers(0, 3)))
    ]
    return [arrangement, *turns]


@st.composite
def events(draw: st.DrawFn, about: list[str]) -> list[Record]:
    """Return a few decisions on the units, and now and then an incident."""
    common: dict[str, Any] = {"coalition": COALITION, "source": MADE_UP}
    found: list[Record] = [
        Decision(
            id=f"decision-{number}",
            state=draw(st.sampled_from(STATES)),
            date=draw(days()),
            act=draw(st.sampled_from(("recall", "withdraw", "not-extend", "complete-task", "extend", "suspend"))),
            about=tuple(sorted(draw(st.sets(st.sampled_from(about), min_size=1)))),
            grounds=tuple(sorted(draw(st.sets(st.sampled_from(("need-at-home", "solidarity", "influence")))))),
            **common,
        )
        for number in range(draw(st.integers(0, 2)))
    ]
    if draw(st.booleans()):
        state, day = draw(st.sampled_from(STATES)), draw(days())
        found.append(Incident(id="spill", state=state, date=day, public=day, **common))
    return found


@st.composite
def cases(draw: st.DrawFn) -> list[Record]:
    """Return a small case of two states, with records complete for some states, kinds and years."""
    units = draw(contributions())
    facts: list[Record] = [
        Coalition(
            id=COALITION,
            leader="ternland",
            begins=moment("1911"),
            ends=draw(st.one_of(st.none(), days(1912, 1915))),
            source=MADE_UP,
        ),
        *(State(id=name, source=MADE_UP) for name in STATES),
        *(
            Theatre(id=name, risk=draw(st.sampled_from((None, 1, 3))), source=MADE_UP)
            for name in ("north-quay", "south-quay")
        ),
        *units,
        *draw(agreements()),
        *draw(events([item.id for item in units])),
    ]
    for state in STATES:
        kinds = draw(st.sampled_from(((), ("Contribution",), KINDS, KINDS, KINDS)))
        if kinds:
            ends = moment(draw(st.sampled_from(("1912-06", "1916"))))
            facts.append(complete(state, kinds, "1910", ends))
    return facts


def complete(state: str, kinds: tuple[str, ...], begins: str, ends: Moment) -> CompleteRecord:
    return CompleteRecord(
        id=f"{state}-complete-{ends}",
        state=state,
        coalition=COALITION,
        kinds=kinds,
        begins=moment(begins),
        ends=ends,
        source=MADE_UP,
    )


def known(facts: list[Record]) -> KnowledgeBase:
    """Return a knowledge base of some facts and the vocabulary."""
    return KnowledgeBase(records={**bundled_vocabulary().records, **{item.id: item for item in facts}})


QUIET = (HealthCheck.too_slow, HealthCheck.data_too_large)


@settings(max_examples=60, suppress_health_check=QUIET)
@given(cases())
def test_every_episode_gets_one_verdict(facts: list[Record]) -> None:
    judging = court(known(facts))
    for name in judging.episodes:
        found = judging.judge(name)
        kinds = {item.kind for item in found.findings}
        assert len(kinds) == (found.verdict != "undetermined"), (name, found.findings)
        assert found.verdict in (*VERDICTS.values(), "undetermined")
        assert found.scope in ("combat", "non-combat")
        assert bool(found.reasons) == bool(kinds)
        assert bool(found.strategies) <= (found.verdict == "defection")
        assert set(found.hypotheses) == set(HYPOTHESES)


@settings(max_examples=60, suppress_health_check=QUIET)
@given(cases())
def test_an_open_verdict_names_what_would_settle_it_and_which_way(facts: list[Record]) -> None:
    judging = court(known(facts))
    for name in judging.episodes:
        found = judging.judge(name)
        if found.verdict == "undetermined":
            assert found.standing == OPEN
            open_points = open_gaps(found, "verdict")
            assert {gap.sort for gap in open_points} == {COMPARISON}, name
            assert {gap.towards for gap in open_points} <= set(VERDICTS.values())


@settings(max_examples=30, suppress_health_check=QUIET)
@given(cases())
def test_every_proof_of_a_made_up_case_stands_up_to_the_check(facts: list[Record]) -> None:
    kb = known(facts)
    judging, nodes = court(kb), nodes_of_records(kb)
    assert {name: wrong for name in judging.episodes if (wrong := faults(judging.judge(name), nodes))} == {}


@settings(max_examples=30, suppress_health_check=QUIET)
@given(cases())
def test_complete_records_only_ever_settle_what_was_open(facts: list[Record]) -> None:
    """What holds with records complete in part holds with every record complete, and nothing else is turned over."""
    whole = [complete(state, KINDS, "1900", moment("1930")) for state in STATES]
    part, full = court(known(facts)), court(known([*facts, *whole]))
    for name in part.episodes:
        less, more = part.judge(name), full.judge(name)
        assert less.proof.steps.keys() <= more.proof.steps.keys(), name
        assert less.verdict in ("undetermined", more.verdict), name


@settings(max_examples=40, suppress_health_check=QUIET)
@given(cases())
def test_the_standings_are_ordered_and_the_record_hangs_on_no_statement_of_completeness(facts: list[Record]) -> None:
    """What is certain holds on the record, what holds is not open too, and completeness only ever adds certainty."""
    bare = [fact for fact in facts if not isinstance(fact, CompleteRecord)]
    whole, without = court(known(facts)), court(known(bare))
    for name in whole.episodes:
        proof, less = whole.judge(name).proof, without.judge(name).proof
        assert proof.certain <= proof.steps.keys()
        assert not proof.steps.keys() & proof.possible.keys()
        assert not (proof.steps.keys() | proof.possible.keys()) & proof.beyond.keys()
        assert less.steps.keys() == proof.steps.keys()
        assert less.possible.keys() == proof.possible.keys()
        assert less.certain <= proof.certain
