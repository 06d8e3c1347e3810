"""A rule evaluator as slow and as plain as can be, to hold the engine's conclusions against.

Rules are read as data. The facts of a class are tried one after another in nested loops, stage by stage, until nothing
more follows. Three values: what is in ``sure`` holds, what is in ``possible`` alone is open, all else does not hold.
There is no engine and no memory from run to run; comparisons are those of the independent check of proofs.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rules.engine.comparisons import Comparison
from rules.engine.experta_engine import Fact, negated, variable_name
from rules.engine.facts import VOCABULARY, Conclusion, Mirrored
from rules.engine.rule import Rule
from rules.engine.thresholds import Threshold
from rules.theory.thresholds import THRESHOLDS
from tests.rules.judging.naive import RELATIONS, Answer, plain

Datum = tuple[str, dict[str, Any]]
"""The class of a fact and its fields."""
Bindings = dict[str, Any]
_Sorted = dict[str, list[Datum]]
"""Facts by their class."""
_Above = tuple[tuple[str, Bindings], ...]
_TERMS = {kind.__name__ for kind in VOCABULARY}


@dataclass(frozen=True)
class Derived:
    """The conclusions that hold, and those that may hold (which those that hold are among)."""

    sure: list[Datum]
    possible: list[Datum]


@dataclass(frozen=True)
class _Found:
    """What has been derived so far, by class."""

    sure: _Sorted
    possible: _Sorted

    @property
    def size(self) -> int:
        return sum(len(listed) for part in (self.sure, self.possible) for listed in part.values())


@dataclass
class Evaluator:
    """Rules, facts by their class, and the kinds of fact of which the record is complete."""

    rules: Sequence[Rule]
    facts: _Sorted
    complete: Collection[str]
    thresholds: Mapping[str, Threshold]

    def derive(self) -> Derived:
        """Return all that follows: no stage begins before the one below has nothing more to give."""
        found = _Found({}, {})
        level = levels(self.rules)
        for stage in range(max(level.values()) + 1):
            rules = [rule for rule in self.rules if level[type(rule.then).__name__] == stage]
            while sum(self._add(rule, found) for rule in rules):
                pass
        sure, possible = (
            [item for listed in part.values() for item in listed] for part in (found.sure, found.possible)
        )
        return Derived(sure, possible)

    def _add(self, rule: Rule, found: _Found) -> bool:
        """Add what one rule concludes; tell whether that was anything new."""
        size = found.size
        kind = type(rule.then).__name__
        for sure in (True, False):
            for bindings in list(self._solutions(rule, 0, {}, found, sure)):
                made = (kind, filled(rule.then, bindings))
                for part in (found.sure, found.possible) if sure else (found.possible,):
                    if made not in part.setdefault(kind, []):
                        part[kind].append(made)
        return found.size > size

    def _of(self, pattern: Fact, part: _Sorted) -> Iterator[Datum]:
        """Yield the facts of the class that a pattern asks for, those that are given and those derived."""
        kind = type(pattern).__name__
        yield from (*self.facts.get(kind, ()), *part.get(kind, ()))

    def _solutions(self, rule: Rule, number: int, bindings: Bindings, found: _Found, sure: bool) -> Iterator[Bindings]:
        if number == len(rule.when):
            yield bindings
            return
        item = rule.when[number]
        if isinstance(item, Fact):
            if not sure or presumed(item) <= set(self.complete):
                for datum in self._of(item, found.sure if sure else found.possible):
                    extended = matched(item, datum, bindings)
                    if extended is not None:
                        yield from self._solutions(rule, number + 1, extended, found, sure)
        elif self._met(item, bindings, found, sure):
            yield from self._solutions(rule, number + 1, bindings, found, sure)

    def _met(self, item: Any, bindings: Bindings, found: _Found, sure: bool) -> bool:
        if isinstance(item, Comparison):
            answer = self._answer(item, bindings)
            return answer is True or (not sure and answer is None)
        pattern = negated(item)
        assert pattern is not None
        standing = self._of(pattern, found.possible if sure else found.sure)
        if any(matched(pattern, datum, bindings) is not None for datum in standing):
            return False
        return not sure or self._behind(type(pattern), filled(pattern, bindings)) <= set(self.complete)

    def _answer(self, item: Comparison, bindings: Bindings) -> Answer:
        values = []
        for operand in item.operands:
            name = variable_name(operand)
            value = self.thresholds[operand.name].value if isinstance(operand, Threshold) else operand
            values.append(plain(bindings[name] if name else value))
        return RELATIONS[item.relation.name](*values)

    def _behind(self, kind: type[Fact], values: Bindings, above: _Above = ()) -> set[str]:
        """Return the kinds of observed fact from which a fact with these values could follow."""
        told = {key: value for key, value in values.items() if any(literal(rule.then, key) for rule in self.rules)}
        if (kind.__name__, told) in above or kind.__name__ in _TERMS or getattr(kind, "on_record", False):
            return set()
        if issubclass(kind, Mirrored):
            return set(getattr(kind.record, "derived_from", {kind.__name__}))
        kinds: set[str] = set()
        for rule in self.rules:
            bindings = unified(rule.then, kind, told)
            for item in rule.when if bindings is not None else ():
                if isinstance(item, Fact):
                    kinds |= self._behind(type(item), filled(item, bindings or {}), (*above, (kind.__name__, told)))
        return kinds


def derive(
    rules: Iterable[Rule],
    facts: Iterable[Datum],
    complete: Collection[str],
    thresholds: Mapping[str, Threshold] = THRESHOLDS,
) -> Derived:
    """Return what follows from some facts by some rules."""
    by_class: _Sorted = {}
    for item in facts:
        by_class.setdefault(item[0], []).append(item)
    return Evaluator(list(rules), by_class, complete, thresholds).derive()


def levels(rules: Sequence[Rule]) -> dict[str, int]:
    """Return the stage of each class of conclusion: above all that its rules need absent, no lower than the rest."""
    found = {type(rule.then).__name__: 0 for rule in rules}
    while True:
        before = dict(found)
        for rule in rules:
            kind = type(rule.then).__name__
            for item in rule.when:
                pattern = negated(item)
                if pattern is not None:
                    found[kind] = max(found[kind], found.get(type(pattern).__name__, -1) + 1)
                elif isinstance(item, Conclusion):
                    found[kind] = max(found[kind], found.get(type(item).__name__, 0))
        if found == before:
            return found


def matched(pattern: Fact, datum: Datum, bindings: Bindings) -> Bindings | None:
    """Return the bindings with those that a fact adds; ``None`` where it does not have what the pattern asks for."""
    kind, values = datum
    if kind != type(pattern).__name__:
        return None
    extended = dict(bindings)
    for key, wanted in pattern.items():
        name = variable_name(wanted)
        if name is not None and name not in extended:
            extended[name] = values[key]
        if values[key] != (extended[name] if name else wanted):
            return None
    return extended


def filled(pattern: Fact, bindings: Bindings) -> dict[str, Any]:
    """Return the fields of a pattern that have a value: of their own, or by a variable that is bound."""
    named = {str(key): variable_name(value) for key, value in pattern.items()}
    return {
        key: bindings[name] if name else pattern[key] for key, name in named.items() if name is None or name in bindings
    }


def literal(pattern: Fact, key: str) -> bool:
    """Tell whether a pattern gives a field a value of its own."""
    return key in pattern and variable_name(pattern[key]) is None


def unified(conclusion: Fact, kind: type[Fact], values: Bindings) -> Bindings | None:
    """Return what a conclusion's variables stand for if it is of a class and has these values."""
    if type(conclusion) is not kind:
        return None
    bindings: Bindings = {}
    for key, value in values.items():
        name = variable_name(conclusion[key])
        if name is None and conclusion[key] != value:
            return None
        if name is not None:
            bindings[name] = value
    return bindings


def presumed(pattern: Fact) -> set[str]:
    """Return the kinds of which the record must be complete for a figure to be right."""
    return set(getattr(getattr(type(pattern), "record", None), "presumes_complete", ()))
