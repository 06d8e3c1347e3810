"""What follows from facts, worked out a second time without the engine that judges.

Rules are read as data and matched by plain search, stage by stage, in the two worlds and the two readings that
:mod:`rules.engine.inference` explains. Nothing of the engine, its matcher or its notebook is used, so that a proof
can be held against this one: each step that a proof has must be here, and each step that is here the proof must have.
That no rule leads to what a proof calls absent can be shown in no other way.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from rules.engine.comparisons import Comparison
from rules.engine.experta_engine import Fact, negated, variable_name
from rules.engine.facts import field_names
from rules.engine.proof import Absent, Compared, Held, Known, Premise, Proof, Step
from rules.engine.rule import Rule
from rules.engine.rulebook import Rulebook, presumed_complete
from rules.engine.thresholds import Threshold

Bindings = dict[str, Any]
Coverage = Mapping[str, tuple[str, ...]]
_Steps = dict[str, set[Step]]


@dataclass(frozen=True)
class Rederivation:
    """A rulebook to be followed without the engine, with the thresholds that hold."""

    rulebook: Rulebook
    thresholds: Mapping[str, Threshold]

    def proof(self, facts: Iterable[Known], coverage: Coverage, built_on: Iterable[Proof] = ()) -> Proof:
        """Return all that follows from facts, and from what other proofs have concluded.

        Args:
            facts: observed facts and figures.
            coverage: the kinds of fact whose record is complete, with the facts that say so.
            built_on: proofs whose conclusions are premises here; their steps become part of this proof.
        """
        given, proofs = list(facts), list(built_on)
        certain, record = (
            _World(self.rulebook, self.thresholds, coverage, listed=listed).whole(given, proofs)
            for listed in (False, True)
        )
        settled = record.steps.keys() | record.possible.keys() | certain.steps.keys()
        return Proof(
            dict(sorted({**record.facts, **certain.facts}.items())),
            {name: certain.steps.get(name, record.steps[name]) for name in record.steps},
            record.possible,
            frozenset(certain.steps),
            {name: steps for name, steps in certain.possible.items() if name not in settled},
        )


@dataclass
class _Pool:
    """Facts by class, to be looked up by any of their fields."""

    kinds: dict[str, dict[str, tuple[Known, Bindings]]] = field(default_factory=dict)
    indexes: dict[str, dict[tuple[str, ...], dict[tuple[Any, ...], list[tuple[Known, Bindings]]]]] = field(
        default_factory=dict
    )

    def add(self, fact: Known) -> bool:
        """Add a fact; tell whether it is new."""
        own = self.kinds.setdefault(fact.kind, {})
        if fact.name in own:
            return False
        entry = own[fact.name] = fact, dict(fact.values)
        for fields, index in self.indexes.get(fact.kind, {}).items():
            index.setdefault(tuple([entry[1][name] for name in fields]), []).append(entry)
        return True

    def find(self, kind: str, wanted: Bindings) -> list[tuple[Known, Bindings]]:
        """Return the facts of a class that have these values."""
        indexes, fields = self.indexes.setdefault(kind, {}), tuple(wanted)
        if fields not in indexes:
            index = indexes[fields] = {}
            for entry in self.kinds.get(kind, {}).values():
                index.setdefault(tuple([entry[1][name] for name in fields]), []).append(entry)
        return indexes[fields].get(tuple(wanted.values()), [])


class _World:
    """Follows the rules in one world: *open*, or *listed*, where what is not on record is not so."""

    def __init__(
        self, rulebook: Rulebook, thresholds: Mapping[str, Threshold], coverage: Coverage, *, listed: bool
    ) -> None:
        self.rulebook = rulebook
        self.thresholds = thresholds
        self.coverage = coverage
        self.listed = listed
        self.facts: dict[str, Known] = {}
        self.sure, self.may = _Pool(), _Pool()
        self.steps: _Steps = {}
        self.possible: _Steps = {}
        self._seen: dict[str, tuple[int, ...]] = {}

    def whole(self, given: Iterable[Known], built_on: Iterable[Proof]) -> Proof:
        """Return everything that follows."""
        for fact in given:
            self._know(fact, sure=True)
        for proof in built_on:
            self._take_over(proof)
        stages = self.rulebook.stages
        for stage in sorted(set(stages.values())):
            rules = [rule for _, rule in sorted(self.rulebook.rules.items()) if stages[rule.concludes] == stage]
            while any(self._follow(rule) for rule in rules):
                pass
        possible = {name: steps for name, steps in self.possible.items() if name not in self.steps}
        kept = (fact for fact in self.facts.values() if self._stands(fact, possible))
        return Proof({fact.name: fact for fact in kept}, _sorted(self.steps), _sorted(possible))

    def _stands(self, fact: Known, possible: _Steps) -> bool:
        return fact.origin != "concluded" or fact.name in self.steps or fact.name in possible

    def _know(self, fact: Known, *, sure: bool) -> bool:
        self.facts.setdefault(fact.name, fact)
        fresh = self.may.add(fact)
        return (sure and self.sure.add(fact)) or fresh

    def _take_over(self, proof: Proof) -> None:
        """Take the conclusions of another proof as they stand in this world, with their steps."""
        for name, fact in proof.facts.items():
            self.facts[name] = fact
            steps = proof.steps.get(name)
            if steps is not None and (self.listed or name in proof.certain):
                self.steps.setdefault(name, set()).update(steps)
                self._know(fact, sure=True)
                continue
            steps = steps or proof.possible.get(name) or (None if self.listed else proof.beyond.get(name))
            if steps is not None:
                self.possible.setdefault(name, set()).update(steps)
                self._know(fact, sure=False)

    # Following a rule

    def _follow(self, rule: Rule) -> bool:
        """Note every step that a rule takes now; tell whether anything new follows."""
        kinds = [type(item).__name__ for _, item in rule.positives]
        counts = tuple(len(pool.kinds.get(kind, ())) for pool in (self.sure, self.may) for kind in kinds)
        if self._seen.get(rule.id) == counts:
            return False
        self._seen[rule.id] = counts
        fresh = False
        for sure, noted in ((True, self.steps), (False, self.possible)):
            for bindings, held in list(self._matches(rule, 0, {}, (), sure)):
                fact = self._conclusion(rule, bindings)
                step = Step(rule.id, fact.name, tuple(sorted(bindings.items())), self._premises(rule, bindings, held))
                noted.setdefault(fact.name, set()).add(step)
                fresh = self._know(fact, sure=sure) or fresh
        return fresh

    def _matches(
        self, rule: Rule, number: int, bindings: Bindings, held: tuple[str, ...], sure: bool
    ) -> Iterator[tuple[Bindings, tuple[str, ...]]]:
        """Yield what meets the conditions of a rule from a number on: bindings, and the facts that met patterns."""
        if number == len(rule.when):
            yield bindings, held
            return
        item = rule.when[number]
        if not isinstance(item, Fact):
            if self._met(item, bindings, sure):
                yield from self._matches(rule, number + 1, bindings, held, sure)
        elif not sure or self._covered(presumed_complete(item)):
            named = [(str(key), value, variable_name(value)) for key, value in item.items()]
            wanted = {
                key: bindings[name] if name else value for key, value, name in named if not name or name in bindings
            }
            fresh = [(key, name) for key, _, name in named if name and key not in wanted]
            for fact, values in (self.sure if sure else self.may).find(type(item).__name__, wanted):
                extended = dict(bindings)
                if all(extended.setdefault(name, values[key]) == values[key] for key, name in fresh):
                    yield from self._matches(rule, number + 1, extended, (*held, fact.name), sure)

    def _met(self, item: Any, bindings: Bindings, sure: bool) -> bool:
        """Tell whether a comparison or an absence lets a rule pass in a reading."""
        if isinstance(item, Comparison):
            answer = item.answer(bindings, self.thresholds)
            return answer is True or (answer is None and not sure)
        pattern = negated(item)
        assert pattern is not None
        wanted = _filled(pattern, bindings)
        if sure and not self._covered(self.rulebook.closure(type(pattern), wanted)):
            return False
        return not (self.may if sure else self.sure).find(type(pattern).__name__, wanted)

    def _covered(self, kinds: frozenset[str]) -> bool:
        return self.listed or kinds <= self.coverage.keys()

    # What a step says

    def _conclusion(self, rule: Rule, bindings: Bindings) -> Known:
        kind, values = rule.concludes, _filled(rule.then, bindings)
        pairs = tuple((name, values[name]) for name in field_names(kind))
        name = f"{kind.__name__}({', '.join(f'{key}={value}' for key, value in pairs)})"
        return self.facts.get(name) or Known(name, kind.__name__, pairs, "concluded")

    def _premises(self, rule: Rule, bindings: Bindings, held: tuple[str, ...]) -> tuple[Premise, ...]:
        return tuple(self._told(rule, bindings, iter(held)))

    def _told(self, rule: Rule, bindings: Bindings, held: Iterator[str]) -> Iterator[Premise]:
        for number, item in enumerate(rule.when):
            if isinstance(item, Comparison):
                answer = item.answer(bindings, self.thresholds)
                vague = item.unsettled(bindings) if answer is None else ()
                yield Compared(number, item.relation.name, item.tell(bindings, self.thresholds), answer, vague)
            elif isinstance(item, Fact):
                yield Held(number, next(held))
                if presumed_complete(item):
                    yield self._absence(number, "", {}, presumed_complete(item))
            else:
                pattern = negated(item)
                assert pattern is not None
                values = _filled(pattern, bindings)
                yield self._absence(
                    number, type(pattern).__name__, values, self.rulebook.closure(type(pattern), values)
                )

    def _absence(self, number: int, kind: str, values: Bindings, kinds: frozenset[str]) -> Absent:
        listed = tuple((name, self.coverage[name]) for name in sorted(kinds) if name in self.coverage)
        return Absent(number, kind, tuple(values.items()), listed, tuple(sorted(kinds - self.coverage.keys())))


def _filled(pattern: Fact, bindings: Bindings) -> Bindings:
    """Return the fields of a pattern with its variables filled in."""
    named = ((str(key), value, variable_name(value)) for key, value in pattern.items())
    return {key: bindings[name] if name else value for key, value, name in named}


def _sorted(steps: _Steps) -> dict[str, tuple[Step, ...]]:
    return {name: tuple(sorted(steps[name], key=repr)) for name in sorted(steps)}
