"""Joins find every match once, in whatever order facts come, step by step or by functions written for them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import permutations, product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.errors import InputError
from rules.matching import joins, memory
from rules.matching.conditions import UNSETTLED, Condition, Pattern, forbidding
from rules.matching.conditions import Test as Question
from rules.matching.joins import Joins


class Bird(dict[str, Any]):
    """A fact: its fields with their values."""


class Gull(Bird):
    """One kind of fact."""


class Tern(Bird):
    """Another kind."""


def pattern(kind: type[Bird], given: dict[str, Any] | None = None, **variables: str) -> Pattern:
    return Pattern(kind, tuple((given or {}).items()), tuple(variables.items()))


def less(first: int, second: int) -> bool | None:
    """Leave open what is compared with nothing."""
    return None if 0 in (first, second) else first < second


def includes(values: Sequence[int], item: int) -> bool:
    return item in values


CONDITIONS = (
    Condition("alone", ((0, pattern(Gull, quay="x")),), (), ()),
    Condition("given", ((0, pattern(Gull, {"quay": 1}, mate="y")), (2, pattern(Tern, quay="y"))), (), ()),
    Condition("twice", ((0, pattern(Gull, quay="x", mate="x")), (1, pattern(Gull, quay="x"))), (), ()),
    Condition("apart", ((0, pattern(Gull, quay="x")), (1, pattern(Tern, mate="y"))), (Question(("x", "y"), less),), ()),
    Condition(
        "listed",
        ((0, pattern(Gull, seen="all")), (1, pattern(Tern, quay="one"))),
        (Question(("all", "one"), includes, ("all", "one")),),
        (),
    ),
    Condition(
        "chain",
        (
            (0, pattern(Tern, quay="x")),
            (1, pattern(Gull, {"mate": 2}, quay="x")),
            (2, pattern(Gull, quay="x", mate="z")),
        ),
        (Question(("z", "x"), less),),
        (),
    ),
)
NUMBERS = st.integers(0, 2)
FIELDS = st.fixed_dictionaries(
    {"quay": NUMBERS, "mate": NUMBERS, "seen": st.lists(NUMBERS, max_size=3).map(tuple)},
)
FACTS = st.lists(st.one_of(FIELDS.map(Gull), FIELDS.map(Tern)), max_size=7)


def by_trying(condition: Condition, facts: Sequence[Bird]) -> Iterator[tuple[object, ...]]:
    """Yield every match, found by trying all facts in all places."""
    for chosen in product(facts, repeat=len(condition.patterns)):
        bindings: dict[str, Any] = {}
        fits = all(
            type(fact) is item.kind
            and all(fact[name] == value for name, value in item.literals)
            and all(bindings.setdefault(variable, fact[name]) == fact[name] for name, variable in item.variables)
            for fact, (_, item) in zip(chosen, condition.patterns, strict=True)
        )
        answers = [test.asks(*[bindings[name] for name in test.names]) for test in condition.tests] if fits else [False]
        if False not in answers:
            yield (condition.name, tuple(map(id, chosen)), None in answers)


def found(engine: Joins, facts: Sequence[Bird]) -> Counter[tuple[object, ...]]:
    """Return every match that joins find, with how often."""
    engine.begin(())
    numbers = {item.name: [number for number, _ in item.patterns] for item in CONDITIONS}
    matches = [match for fact in facts for match in engine.matches(fact)]
    return Counter(
        (name, tuple(id(bindings[f"premise_{number}"]) for number in numbers[name]), UNSETTLED in bindings)
        for name, bindings in matches
    )


FOLLOWED, WRITTEN = Joins(CONDITIONS), Joins(CONDITIONS)


@given(FACTS)
def test_every_match_is_found_once(facts: list[Bird]) -> None:
    expected = Counter(match for condition in CONDITIONS for match in by_trying(condition, facts))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(joins, "_OFTEN", -1)
        assert found(FOLLOWED, facts) == expected
        patch.setattr(joins, "_OFTEN", 1)
        found(WRITTEN, facts)
        assert found(WRITTEN, facts) == expected


@given(FACTS.filter(lambda facts: len(facts) < 5))
def test_the_order_of_facts_changes_no_match(facts: list[Bird]) -> None:
    assert len({frozenset(found(FOLLOWED, order).items()) for order in permutations(facts)}) == 1


@given(FACTS)
def test_tables_find_what_looking_at_every_fact_finds(facts: list[Bird]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(memory, "_FEW", 0)
        assert found(Joins(CONDITIONS), facts) == found(FOLLOWED, facts)


@given(FACTS, FACTS)
def test_terms_need_not_be_entered_again(first: list[Bird], facts: list[Bird]) -> None:
    terms = tuple(fact for fact in first if type(fact) is Tern)
    gulls = [fact for fact in facts if type(fact) is Gull]
    engine = Joins(CONDITIONS)
    for _ in range(2):
        began = engine.begin(terms)
        matched = Counter(name for name, _ in (*began, *(match for fact in gulls for match in engine.matches(fact))))
        assert matched == Counter(name for name, *_ in found(FOLLOWED, [*terms, *gulls]).elements())


def test_what_is_asked_of_terms_is_asked_in_every_run() -> None:
    bound = {"at": 1}
    asked = Question(("x",), lambda quay: quay < bound["at"])
    engine = Joins([Condition("low", ((0, pattern(Tern, quay="x")),), (asked,), ())])
    terms = (Tern(quay=0, mate=0, seen=()), Tern(quay=1, mate=0, seen=()))
    for bound["at"] in (1, 2, 0, 1):
        assert [bindings["x"] for _, bindings in engine.begin(terms)] == list(range(bound["at"]))


def test_what_a_pattern_forbids_is_looked_up_by_what_the_others_bind() -> None:
    gull, tern = Gull(quay=1, mate=2, seen=()), Tern(quay=2, mate=0, seen=())
    engine = Joins(CONDITIONS)
    engine.matches(gull)
    engine.matches(tern)
    forbidden = forbidding(pattern(Tern, quay="mate", mate="whatever"), [pattern(Gull, mate="mate")])
    assert engine.against(forbidden, {"mate": 2}) == [tern]
    assert engine.against(forbidden, {"mate": 1}) == []


@pytest.mark.parametrize("often", [-1, 1], ids=["followed", "written"])
def test_patterns_that_share_nothing_are_given_up_after_a_million_tries(
    often: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(joins, "_OFTEN", often)
    monkeypatch.setattr(memory, "MOST_TRIED", 100)
    apart = Condition("apart", ((0, pattern(Gull, quay="x")), (1, pattern(Tern, mate="y"))), (), ())
    engine = Joins([apart])
    flock = [fact for number in range(100) for fact in (Gull(quay=number), Tern(mate=number))]
    with pytest.raises(InputError, match="rule 'apart' tries more than 100 facts against each other"):
        found(engine, flock)


def test_a_rule_may_ask_for_more_facts_than_loops_can_be_nested(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joins, "_OFTEN", 1)
    engine = Joins([Condition("many", tuple((number, pattern(Gull, quay="x")) for number in range(25)), (), ())])
    for _ in range(2):
        engine.begin(())
        assert len(engine.matches(Gull(quay=1))) == 1
