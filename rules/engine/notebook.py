"""What a run of the rules writes down: every fact it used, and every step with its premises."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from rules.engine.comparisons import Comparison
from rules.engine.experta_engine import Fact, negated, variable_name
from rules.engine.facts import CONCLUSIONS, Conclusion, Mirrored, field_names
from rules.engine.proof import Absent, Compared, Held, Known, Premise, Proof, Step
from rules.engine.rule import Rule
from rules.engine.rulebook import Rulebook, presumed_complete
from rules.engine.thresholds import Threshold

Coverage = Mapping[str, tuple[str, ...]]
"""For each kind of fact whose record is complete, the names of the facts that say so."""


@dataclass(frozen=True)
class Reading:
    """Which rule a production of the engine stands for, and whether it fires only on what is sure."""

    rule: Rule
    sure: bool


class Notebook:
    """Writes down the steps of one run."""

    def __init__(
        self,
        rulebook: Rulebook,
        thresholds: Mapping[str, Threshold],
        readings: Mapping[str, Reading],
        shadows: Mapping[type[Conclusion], type[Conclusion]],
        coverage: Coverage,
    ) -> None:
        """Begin an empty notebook for one run.

        Args:
            rulebook: the rules, of which closures of absences are asked.
            thresholds: their values in this run.
            readings: which rule each production stands for, and in which reading.
            shadows: the classes that stand for possible conclusions, where these may be open.
            coverage: the kinds of fact whose record is complete.
        """
        self._rulebook = rulebook
        self._thresholds = thresholds
        self._readings = readings
        self._shadows = shadows
        self._coverage = coverage
        self._facts: dict[str, Known] = {}
        self._steps: dict[str, set[Step]] = {}
        self._possible: dict[str, set[Step]] = {}

    def _shadow(self, kind: type[Conclusion]) -> type[Conclusion]:
        """Return the class that stands for a possible conclusion (the class itself where it is never open)."""
        return self._shadows.get(kind, kind)

    def begin(self, known: Mapping[str, Known]) -> None:
        """Note the facts that are given."""
        self._facts.update(known)

    def know(self, fact: Fact) -> str:
        """Note a fact and return its name."""
        name = fact.identity
        if name not in self._facts:
            self._facts[name] = known_fact(fact)
        return name

    def assume(self, fact: Conclusion) -> Iterator[Fact]:
        """Note a conclusion that is taken as given, and yield the facts that stand for it."""
        name = self.know(fact)
        self._facts[name] = replace(self._facts[name], origin="assumed")
        yield fact
        shadow = self._shadow(type(fact))
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
            shadow = self._shadow(kind)
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
        reading = self._readings[production]
        facts = self.consequences(production, context)
        name = self.know(facts[-1] if reading.sure else facts[0])
        bindings = {key: value for key, value in context.items() if not key.startswith("premise_")}
        premises = tuple(self._premises(reading.rule, context))
        noted = self._steps if reading.sure else self._possible
        noted.setdefault(name, set()).add(Step(reading.rule.id, name, tuple(sorted(bindings.items())), premises))
        return facts

    def consequences(self, production: str, context: Mapping[str, Any]) -> list[Fact]:
        """Return the facts that follow from a step: that the conclusion may hold and, if it is sure, that it does."""
        reading = self._readings[production]
        kind = reading.rule.concludes
        values = {str(key): _filled(value, context) for key, value in reading.rule.then.items()}
        kinds = [self._shadow(kind), kind] if reading.sure else [self._shadow(kind)]
        return [item(**values) for item in dict.fromkeys(kinds)]

    def _premises(self, rule: Rule, context: Mapping[str, Any]) -> Iterator[Premise]:
        for number, item in enumerate(rule.when):
            if isinstance(item, Comparison):
                yield _compared(number, item, context, self._thresholds)
            elif isinstance(item, Fact):
                yield Held(number, context[f"premise_{number}"].identity)
                if presumed_complete(item):
                    yield self._absence(number, "", (), presumed_complete(item))
            else:
                pattern = negated(item)
                assert pattern is not None
                values = tuple((str(key), _filled(value, context)) for key, value in pattern.items())
                kinds = self._rulebook.closure(type(pattern), dict(values))
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


def known_fact(fact: Fact) -> Known:
    """Return a fact as a proof holds it."""
    kind = type(fact)
    values = tuple([(name, fact[name]) for name in field_names(kind)])
    if isinstance(fact, Conclusion):
        return Known(fact.identity, fact.stands_for or kind.__name__, values, "concluded")
    assert isinstance(fact, Mirrored)
    origin = "computed" if hasattr(kind.record, "derived_from") else "observed"
    return Known(fact.identity, kind.__name__, values, origin, tuple(fact.basis))
