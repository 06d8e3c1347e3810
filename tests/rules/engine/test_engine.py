"""The one place that imports Experta leaves no trace, and a run leaves nothing for the next."""

import collections
import random
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

import pytest

from rules.engine.experta_engine import MATCH, NOT, Engine, Fact, Production, negated, variable_name
from rules.engine.facts import State
from rules.engine.inference import Inference
from rules.theory.book import RULEBOOK
from rules.theory.thresholds import THRESHOLDS
from tests.rules.theory.bench import BOOKS

THEORY = BOOKS[0]
SOME = THEORY.cases[::6]

FRESH_IMPORT = """
import collections, logging
handler = logging.NullHandler()
if {configured}:
    logging.root.addHandler(handler)
before = (list(logging.root.handlers), logging.root.level, set(vars(collections)))
import rules.engine.experta_engine
assert (list(logging.root.handlers), logging.root.level, set(vars(collections))) == before
"""


@pytest.mark.parametrize("configured", [False, True], ids=["no logging set up", "logging set up before"])
def test_importing_experta_leaves_collections_and_logging_as_they_were(configured: bool) -> None:
    code = FRESH_IMPORT.format(configured=configured)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not done.stderr


def test_the_name_that_experta_needs_is_gone_again() -> None:
    assert not hasattr(collections, "Mapping")


def test_a_variable_has_a_name_and_a_value_has_none() -> None:
    assert variable_name(MATCH.gull) == "gull"
    assert variable_name("gull") is None
    assert variable_name(None) is None


def test_only_a_not_around_one_pattern_is_a_negation() -> None:
    pattern = State(id=MATCH.gull)
    assert negated(NOT(pattern)) == pattern
    assert negated(pattern) is None
    assert negated(NOT(NOT(pattern))) is None


def test_the_same_case_gives_the_same_proof_again() -> None:
    for case in SOME:
        assert THEORY.bench.run(case) == THEORY.bench.run(case), case.name


def test_the_order_of_facts_changes_nothing() -> None:
    shuffle = random.Random(1911).shuffle  # noqa: S311 - any order will do
    for case in SOME:
        facts, assumed = list(case.facts), list(case.assumed)
        shuffle(facts)
        shuffle(assumed)
        mixed = type(case)(**{**vars(case), "facts": tuple(facts), "assumed": tuple(assumed)})
        assert THEORY.bench.run(mixed) == THEORY.bench.run(case), case.name


def test_a_fresh_network_gives_the_same_as_one_that_ran_before() -> None:
    for case in THEORY.cases[:: len(THEORY.cases) // 4]:
        fresh = type(THEORY.bench)(RULEBOOK)
        assert fresh.run(case) == THEORY.bench.run(case), case.name


def test_a_step_that_another_proof_took_is_noted_once() -> None:
    inference = Inference(RULEBOOK, THRESHOLDS)
    for case in SOME[::10]:
        once = inference.run(case.facts, case.coverage)
        assert inference.run(case.facts, case.coverage, built_on=[once, once]).steps == once.steps, case.name


def fired(engine: Engine, *facts: State) -> list[str]:
    """Run an engine; return what fired on which fact, in order."""
    log: list[str] = []

    def fire(name: str, bindings: Mapping[str, Any], _: list[list[Fact]]) -> tuple[Fact, ...]:
        log.append(f"{name} {bindings['gull']}")
        return ()

    engine.run(facts, fire, lambda: None)
    return log


def test_productions_fire_by_stage_then_name_then_facts() -> None:
    pattern = State(id=MATCH.gull)
    engine = Engine([Production(name, stage, (pattern,), (0,)) for name, stage in (("c", 0), ("a", 1), ("b", 0))])
    facts = (State(id="tern"), State(id="auk"))
    assert fired(engine, *facts) == ["b auk", "b tern", "c auk", "c tern", "a auk", "a tern"]
    assert fired(engine, *reversed(facts)) == fired(engine, *facts)
    assert fired(engine) == []
