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
from rules.comparisons import Answer, Comparison
from rules.engine import NOT, TEST, Engine, Fact, Production, bound, negated, variable_name
from rules.facts import CONCLUSIONS, VOCABULARY, Conclusion, Episode, Mirrored, field_names, possible
from rules.listening import Ear, Heard
from rules.proof import Absent, Compared, Held, Known, Premise, Proof, Step
from rules.rulebook import Rule, Rulebook, presumed_complete, variables
from rules.thresholds import THRESHOLDS, Threshold

Coverage = Mapping[str, tuple[str, ...]]
"""For each kind of fact whose record is complete, the names of the facts that say so."""


@dataclass(frozen=True)
class _Reading:
    rule: Rule
    sure: bool


class Inference:
    """A rulebook made ready to run; the network is built once and reused."""

    def __init__(self, rulebook: Rulebook, thresholds: Mapping[str, Threshold] = THRESHOLDS) -> None:
        """Work out stages and build the network."""
        self.rulebook = rulebook
        self.thresholds = dict(thresholds)
        self._coverage: Coverage = {}
        self._listed = False
        self._ear = Ear()
        self._readings: dict[str, _Reading] = {}
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
        self._readings[name] = _Reading(rule, sure)
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
        given = _given(facts)
        supposed = sorted(assumed, key=lambda fact: fact.identity)
        proofs = tuple(built_on)
        worlds = [self._world(given, coverage, supposed, proofs, listed=listed) for listed in (False, True)]
        return _joined(*worlds)

    def on_record(self, facts: Iterable[Mirrored], coverage: Coverage) -> Proof:
        """Infer what holds on the record alone, in half the time: nothing is called certain."""
        given = _given(facts)
        return self._world(given, coverage, (), (), listed=True)

    def open_world(self, facts: Iterable[Mirrored], coverage: Coverage, *, assumed: Iterable[Conclusion] = ()) -> Proof:
        """Infer what follows where only complete records vouch for an absence: steps are certain, the rest possible."""
        given = _given(facts)
        return self._world(given, coverage, sorted(assumed, key=lambda fact: fact.identity), (), listed=False)

    def _world(
        self,
        given: Sequence[Mirrored],
        coverage: Coverage,
        assumed: Sequence[Conclusion],
        built_on: Sequence[Proof],
        *,
        listed: bool,
    ) -> Proof:
        self._coverage, self._listed = coverage, listed
        notes = self.notebook(coverage)
        for fact in given:
            notes.know(fact)
        premises = [item for fact in assumed for item in notes.assume(fact)]
        premises += [item for proof in built_on for item in notes.take_over(proof, listed=listed)]
        self._engine.run((*(fact for fact in given if type(fact) in self._matched), *premises), notes.fire)
        return notes.proof()

    def notebook(self, coverage: Coverage) -> "Notebook":
        """Return what a run writes its steps down in."""
        return Notebook(self, coverage)

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

    def reading(self, name: str) -> _Reading:
        """Return which rule a production stands for, and in which reading."""
        return self._readings[name]

    def shadow(self, kind: type[Conclusion]) -> type[Conclusion]:
        """Return the class that stands for a possible conclusion (the class itself where it is never open)."""
        return self._shadows.get(kind, kind)


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


class Notebook:
    """Writes down the steps of one run."""

    def __init__(self, inference: Inference, coverage: Coverage) -> None:
        """Begin an empty notebook for one run."""
        self._inference = inference
        self._coverage = coverage
        self._facts: dict[str, Known] = {}
        self._steps: dict[str, set[Step]] = {}
        self._possible: dict[str, set[Step]] = {}

    def know(self, fact: Fact) -> str:
        """Note a fact and return its name."""
        name = fact.identity
        if name not in self._facts:
            self._facts[name] = _known(fact)
        return name

    def assume(self, fact: Conclusion) -> Iterator[Fact]:
        """Note a conclusion that is taken as given, and yield the facts that stand for it."""
        name = self.know(fact)
        self._facts[name] = replace(self._facts[name], origin="assumed")
        yield fact
        shadow = self._inference.shadow(type(fact))
        if shadow is not type(fact):
            yield shadow(**{key: fact[key] for key in field_names(type(fact))})

    def take_over(self, proof: Proof, *, listed: bool) -> Iterator[Fact]:
        """Note the steps of another proof as they stand in this world; yield its conclusions as facts."""
        sure = proof.steps if listed else {name: proof.steps[name] for name in proof.steps if name in proof.certain}
        rest = proof.possible if listed else {**proof.steps, **proof.possible, **proof.beyond}
        possible = {name: steps for name, steps in rest.items() if name not in sure}
        for name in (*sure, *possible):
            known = proof.facts[name]
            kind = CONCLUSIONS[known.kind]
            shadow = self._inference.shadow(kind)
            if name in sure:
                self._steps.setdefault(name, set()).update(sure[name])
                yield kind(**dict(known.values))
            else:
                self._possible.setdefault(name, set()).update(possible[name])
            if shadow is not kind:
                yield shadow(**dict(known.values))
        self._facts.update(proof.facts)

    def fire(self, production: str, context: Mapping[str, Any]) -> Iterable[Fact]:
        """Note a step and return the facts that follow from it."""
        reading = self._inference.reading(production)
        facts = self.consequences(production, context)
        name = self.know(facts[-1] if reading.sure else facts[0])
        bindings = {key: value for key, value in context.items() if not key.startswith("premise_")}
        premises = tuple(self._premises(reading.rule, context))
        noted = self._steps if reading.sure else self._possible
        noted.setdefault(name, set()).add(Step(reading.rule.id, name, tuple(sorted(bindings.items())), premises))
        return facts

    def consequences(self, production: str, context: Mapping[str, Any]) -> list[Fact]:
        """Return the facts that follow from a step: that the conclusion may hold and, if it is sure, that it does."""
        reading = self._inference.reading(production)
        kind = reading.rule.concludes
        values = {str(key): _filled(value, context) for key, value in reading.rule.then.items()}
        kinds = [self._inference.shadow(kind), kind] if reading.sure else [self._inference.shadow(kind)]
        return [item(**values) for item in dict.fromkeys(kinds)]

    def _premises(self, rule: Rule, context: Mapping[str, Any]) -> Iterator[Premise]:
        for number, item in enumerate(rule.when):
            if isinstance(item, Comparison):
                yield _compared(number, item, context, self._inference.thresholds)
            elif isinstance(item, Fact):
                yield Held(number, context[f"premise_{number}"].identity)
                if presumed_complete(item):
                    yield self._absence(number, "", (), presumed_complete(item))
            else:
                pattern = negated(item)
                assert pattern is not None
                values = tuple((str(key), _filled(value, context)) for key, value in pattern.items())
                kinds = self._inference.rulebook.closure(type(pattern), dict(values))
                yield self._absence(number, type(pattern).__name__, values, kinds)

    def _absence(self, number: int, kind: str, values: tuple[tuple[str, Any], ...], kinds: frozenset[str]) -> Absent:
        listed = tuple((name, self._coverage[name]) for name in sorted(kinds) if name in self._coverage)
        return Absent(number, kind, values, listed, tuple(sorted(kinds - self._coverage.keys())))

    def proof(self) -> Proof:
        """Return all that was noted, sorted."""
        sure = {name for name, fact in self._facts.items() if fact.origin == "assumed"} | self._steps.keys()
        possible = {name: steps for name, steps in self._possible.items() if name not in sure}
        concluded = self._steps.keys() | possible.keys()
        kept = {name: fact for name, fact in self._facts.items() if fact.origin != "concluded" or name in concluded}
        return Proof(dict(sorted(kept.items())), _sorted(self._steps), _sorted(possible))


def _given(facts: Iterable[Mirrored]) -> list[Mirrored]:
    """Return facts in the order in which they enter: terms first, what most rules ask for last, for fewer joins."""
    return sorted(facts, key=lambda fact: (type(fact) is Episode, type(fact) not in VOCABULARY, fact.identity))


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


def _compared(
    number: int, item: Comparison, context: Mapping[str, Any], thresholds: Mapping[str, Threshold]
) -> Compared:
    answer = item.answer(context, thresholds)
    missing = item.unsettled(context) if answer is None else ()
    return Compared(number, item.relation.name, item.tell(context, thresholds), answer, missing)


def _sorted(steps: Mapping[str, set[Step]]) -> dict[str, tuple[Step, ...]]:
    return {name: tuple(sorted(found, key=repr) if len(found := steps[name]) > 1 else found) for name in sorted(steps)}


def _filled(value: Any, context: Mapping[str, Any]) -> Any:
    name = variable_name(value)
    return context[name] if name else value


def _known(fact: Fact) -> Known:
    kind = type(fact)
    values = tuple((name, fact[name]) for name in field_names(kind))
    if isinstance(fact, Conclusion):
        return Known(fact.identity, fact.stands_for or kind.__name__, values, "concluded")
    assert isinstance(fact, Mirrored)
    origin = "computed" if hasattr(kind.record, "derived_from") else "observed"
    return Known(fact.identity, kind.__name__, values, origin, tuple(fact.basis))


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
