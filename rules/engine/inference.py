"""Runs a rulebook over facts and records every step, the premises that hold by absence included.

The facts are read in two worlds: the open one, where only a record known to be complete vouches for an absence, and
the listed one, where what is not on record is not so. In each world a rule has two readings. The *sure* one fires only
when every comparison is true and every fact it needs absent is absent even as a possibility; the *possible* one fires
unless a condition is known to fail. What is sure in the open world is certain, what is sure in the listed world holds
on the record, and what is only possible there is open. What is possible in the open world alone lies beyond the record.
"""

import inspect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from kb.dates import Moment
from rules.engine.comparisons import Answer, Comparison
from rules.engine.experta_engine import NOT, TEST, Engine, Fact, Production, bound, negated, variable_name
from rules.engine.facts import VOCABULARY, Conclusion, Episode, Mirrored, possible
from rules.engine.listening import Ear, Heard
from rules.engine.notebook import Coverage, Notebook, Reading, known_fact
from rules.engine.proof import Known, Proof
from rules.engine.rule import Rule, variables
from rules.engine.rulebook import Rulebook, presumed_complete
from rules.engine.thresholds import Threshold


class Inference:
    """A rulebook made ready to run; the network is built once and reused."""

    def __init__(self, rulebook: Rulebook, thresholds: Mapping[str, Threshold]) -> None:
        """Work out stages and build the network."""
        self.rulebook = rulebook
        self.thresholds = dict(thresholds)
        self._coverage: Coverage = {}
        self._listed = False
        self._ear = Ear()
        self._readings: dict[str, Reading] = {}
        self._shadows = {kind: possible(kind) for kind in _openable(rulebook)}

    @cached_property
    def _engine(self) -> Engine:
        return Engine(
            [self._production(rule, sure) for rule in self.rulebook.rules.values() for sure in self._modes(rule)]
        )

    @cached_property
    def _matched(self) -> frozenset[type[Fact]]:
        """Return the classes that any rule looks at; others need not enter the network."""
        rules = self.rulebook.rules.values()
        return frozenset(type(item) for rule in rules for _, item in (*rule.positives, *rule.negatives))

    def _modes(self, rule: Rule) -> tuple[bool, ...]:
        return (True, False) if rule.concludes in self._shadows else (True,)

    def _production(self, rule: Rule, sure: bool) -> Production:
        name = rule.id if sure else f"{rule.id}?"
        self._readings[name] = Reading(rule, sure)
        conditions = tuple(
            part for number, item in enumerate(rule.when) for part in self._condition(number, item, sure)
        )
        positives = tuple(number for number, _ in rule.positives)
        return Production(name, self.rulebook.stages[rule.concludes], conditions, positives)

    def _condition(self, number: int, item: Any, sure: bool) -> Iterator[Any]:
        if isinstance(item, Comparison):
            yield item.as_condition(_is_true if sure else _may_be_true, self.thresholds, self._ear)
        elif isinstance(item, Fact):
            yield bound(item if sure else self._shadowed(item), number)
            if sure and presumed_complete(item):
                yield TEST(self._complete(presumed_complete(item)))
        else:
            pattern = negated(item)
            assert pattern is not None
            yield NOT(self._shadowed(pattern) if sure else pattern)
            if sure:
                yield TEST(_Completeness(self, pattern))

    def _shadowed(self, pattern: Fact) -> Fact:
        kind = self._shadows.get(type(pattern))
        return pattern if kind is None else kind(**{str(key): value for key, value in pattern.items()})

    def _complete(self, kinds: frozenset[str]) -> Any:
        return lambda: self.covers(kinds)

    def covers(self, kinds: frozenset[str]) -> bool:
        """Tell whether the record of every one of these kinds may be taken as complete in this run."""
        return self._listed or all(kind in self._coverage for kind in kinds)

    def run(
        self,
        facts: Iterable[Mirrored],
        coverage: Coverage,
        *,
        assumed: Iterable[Conclusion] = (),
        built_on: Iterable[Proof] = (),
    ) -> Proof:
        """Infer all that follows, in both worlds.

        Args:
            facts: observed and computed facts, in any order.
            coverage: the kinds of fact whose record is complete.
            assumed: conclusions taken as certain, though no step of the proof leads to them.
            built_on: proofs whose conclusions, with their standings, are premises here; their steps become part of
                this proof.
        """
        given = _Given.of(facts)
        supposed = sorted(assumed, key=lambda fact: fact.identity)
        proofs = tuple(built_on)
        worlds = [self._world(given, coverage, supposed, proofs, listed=listed) for listed in (False, True)]
        return _joined(*worlds)

    def on_record(self, facts: Iterable[Mirrored], coverage: Coverage) -> Proof:
        """Infer what holds on the record alone, in half the time: nothing is called certain."""
        given = _Given.of(facts)
        return self._world(given, coverage, (), (), listed=True)

    def open_world(self, facts: Iterable[Mirrored], coverage: Coverage, *, assumed: Iterable[Conclusion] = ()) -> Proof:
        """Infer what follows where only complete records vouch for an absence: steps are certain, the rest possible."""
        given = _Given.of(facts)
        return self._world(given, coverage, sorted(assumed, key=lambda fact: fact.identity), (), listed=False)

    def _world(
        self,
        given: "_Given",
        coverage: Coverage,
        assumed: Sequence[Conclusion],
        built_on: Sequence[Proof],
        *,
        listed: bool,
    ) -> Proof:
        self._coverage, self._listed = coverage, listed
        notes = self.notebook(coverage)
        notes.begin(given.known)
        premises = [item for fact in assumed for item in notes.assume(fact)]
        premises += [item for proof in built_on for item in notes.take_over(proof, listed=listed)]
        self._engine.run((*(fact for fact in given.facts if type(fact) in self._matched), *premises), notes.fire)
        return notes.proof()

    def notebook(self, coverage: Coverage) -> Notebook:
        """Return what a run writes its steps down in."""
        return Notebook(self.rulebook, self.thresholds, self._readings, self._shadows, coverage)

    @contextmanager
    def shifted(self, settings: Mapping[str, float]) -> Iterator[None]:
        """Run with other values for some thresholds, for a while."""
        before = dict(self.thresholds)
        self.thresholds.update({name: replace(before[name], value=value) for name, value in settings.items()})
        try:
            yield
        finally:
            self.thresholds.update(before)

    @contextmanager
    def listening(self, days: frozenset[Moment] | None = None) -> Iterator[set[Heard]]:
        """Gather, for a while, every comparison with a threshold that runs make; with ``days``, every one of these."""
        heard: set[Heard] = set()
        self._ear.heard, self._ear.days = heard, days
        try:
            yield heard
        finally:
            self._ear.heard, self._ear.days = None, None


class _Completeness:
    """Asks whether the records are complete from which what a pattern forbids could follow, given its values."""

    def __init__(self, inference: Inference, pattern: Fact) -> None:
        rulebook = inference.rulebook
        named = {key: name for key, name in variables(pattern).items() if key in rulebook.distinctions}
        self.inference = inference
        self.pattern = pattern
        self._names = tuple(dict.fromkeys(named.values()))
        self.__signature__ = inspect.Signature(
            [inspect.Parameter(name, inspect.Parameter.POSITIONAL_OR_KEYWORD) for name in self._names]
        )

    def __call__(self, *bound: Any) -> bool:
        bindings = dict(zip(self._names, bound, strict=True))
        values = {str(key): bindings.get(variable_name(value) or "", value) for key, value in self.pattern.items()}
        known = {key: value for key, value in values.items() if not variable_name(value)}
        return self.inference.covers(self.inference.rulebook.closure(type(self.pattern), known))


@dataclass(frozen=True)
class _Given:
    """The facts of a run in the order in which they enter, and as a proof holds them."""

    facts: tuple[Mirrored, ...]
    known: Mapping[str, Known]

    @classmethod
    def of(cls, facts: Iterable[Mirrored]) -> "_Given":
        """Put facts in order: terms first, what most rules ask for last, for fewer joins."""
        ordered = sorted(facts, key=lambda fact: (type(fact) is Episode, type(fact) not in VOCABULARY, fact.identity))
        return cls(tuple(ordered), {fact.identity: known_fact(fact) for fact in ordered})


def _joined(certain: Proof, record: Proof) -> Proof:
    """Return one proof of two worlds: what is certain, what holds on the record, what is open and what lies beyond."""
    sure = frozenset(certain.steps) | {name for name, item in certain.facts.items() if item.origin == "assumed"}
    steps = {name: certain.steps.get(name, record.steps[name]) for name in record.steps}
    beyond = {
        name: found
        for name, found in certain.possible.items()
        if name not in record.steps and name not in record.possible and name not in sure
    }
    facts = dict(sorted({**record.facts, **certain.facts}.items()))
    return Proof(facts, steps, record.possible, sure, beyond)


def _is_true(answer: Answer) -> bool:
    return answer is True


def _may_be_true(answer: Answer) -> bool:
    return answer is not False


def _openable(rulebook: Rulebook) -> list[type[Conclusion]]:
    """Return the conclusions that may be left open: by a comparison, an absence, or a premise that may be."""
    found: set[type[Fact]] = set(_openable(rulebook.base)) if rulebook.base else set()
    rules: Sequence[Rule] = tuple(rulebook.rules.values())
    while True:
        fresh = {rule.concludes for rule in rules if rule.concludes not in found and _may_be_open(rule, found)}
        if not fresh:
            return sorted(found, key=lambda kind: kind.__name__)
        found |= fresh


def _may_be_open(rule: Rule, openable: set[type[Fact]]) -> bool:
    patterns = [item for _, item in rule.positives]
    open_premise = any(type(item) in openable or presumed_complete(item) for item in patterns)
    return bool(rule.comparisons or rule.negatives) or open_premise
