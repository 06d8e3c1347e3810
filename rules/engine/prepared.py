"""A rule made ready to be noted down: what can be worked out before any fact is known is worked out once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from rules.engine.comparisons import Comparison
from rules.engine.experta_engine import Fact, variable_name
from rules.engine.facts import Conclusion
from rules.engine.proof import Absent, Compared, Held, Premise, Step
from rules.engine.rule import Rule, literals, variables
from rules.engine.rulebook import Rulebook, presumed_complete
from rules.engine.thresholds import Threshold

Coverage = Mapping[str, tuple[str, ...]]
"""For each kind of fact whose record is complete, the names of the facts that say so."""
Context = Mapping[str, Any]
"""What variables stand for in a match, and under ``premise_<n>`` which facts met its conditions."""
_Values = tuple[tuple[str, Any], ...]


class Filling:
    """The fields of a pattern, with the variables from which their values come."""

    def __init__(self, pattern: Fact) -> None:
        """Read the pattern."""
        self._fields = [(str(key), variable_name(value), value) for key, value in pattern.items()]

    def values(self, context: Context) -> _Values:
        """Return each field with its value."""
        return tuple([(key, value if name is None else context[name]) for key, name, value in self._fields])


@dataclass(slots=True)
class Absence:
    """A premise that holds by absence: of what a pattern forbids, or of facts of which a figure presumes all known.

    Attributes:
        number: its place among the conditions.
        kind: the class that the pattern forbids, if there is one.
        filling: the pattern's fields.
        rulebook: tells from which kinds of fact the absent could follow.
        always: those kinds where no variable bears on them.
    """

    number: int
    kind: type[Fact] | None
    filling: Filling | None
    rulebook: Rulebook
    always: frozenset[str] | None

    def kinds(self, context: Context) -> frozenset[str]:
        """Return the kinds of fact from which what must be absent could follow."""
        if self.always is not None:
            return self.always
        assert self.kind is not None
        assert self.filling is not None
        return self.rulebook.closure(self.kind, dict(self.filling.values(context)))

    def premise(self, context: Context, coverage: Coverage) -> Absent:
        """Return the premise: what is absent, and which records say that all is listed."""
        kinds = sorted(self.kinds(context))
        return Absent(
            self.number,
            "" if self.kind is None else self.kind.__name__,
            () if self.filling is None else self.filling.values(context),
            tuple([(name, coverage[name]) for name in kinds if name in coverage]),
            tuple([name for name in kinds if name not in coverage]),
        )


class Prepared:
    """A rule of a rulebook, ready to be noted down."""

    def __init__(self, rule: Rule, rulebook: Rulebook) -> None:
        """Take a rule and the rulebook in which it stands."""
        self.rule = rule
        self.places = tuple(rule.places)
        self._rulebook = rulebook
        self._then = Filling(rule.then)

    def conclusion(self, context: Context) -> Conclusion:
        """Return what follows from a match."""
        return self.rule.concludes.of(self._then.values(context))

    @cached_property
    def absences(self) -> tuple[Absence, ...]:
        """Return what must be absent, in the order of the conditions."""
        return tuple(self._absence(number, pattern) for number, pattern in self.rule.negatives)

    @cached_property
    def presumed(self) -> frozenset[str]:
        """Return the kinds of fact whose record must be complete for the facts that it looks at to be right."""
        return frozenset[str]().union(*[presumed_complete(item) for _, item in self.rule.positives])

    def _absence(self, number: int, pattern: Fact) -> Absence:
        filling, kind = Filling(pattern), type(pattern)
        told_apart = variables(pattern).keys() & self._rulebook.distinctions
        always = None if told_apart else self._rulebook.closure(kind, literals(pattern))
        return Absence(number, kind, filling, self._rulebook, always)

    @cached_property
    def _premises(self) -> tuple[tuple[int, Comparison | Absence | str], ...]:
        """Return what each premise comes from, with its place; for a fact, the name under which it is bound."""
        found: list[tuple[int, Comparison | Absence | str]] = [(item.number, item) for item in self.absences]
        found += self.rule.comparisons
        for number, item in self.rule.positives:
            found.append((number, f"premise_{number}"))
            if kinds := presumed_complete(item):
                found.append((number, Absence(number, None, None, self._rulebook, kinds)))
        return tuple(sorted(found, key=lambda pair: pair[0]))

    def step(self, conclusion: str, context: Context, thresholds: Mapping[str, Threshold], coverage: Coverage) -> Step:
        """Return the step that a match of the rule takes to a conclusion."""
        named = tuple([(name, context[name]) for name in self._variables])
        return Step(self.rule.id, conclusion, named, self._told(context, thresholds, coverage))

    @cached_property
    def _variables(self) -> tuple[str, ...]:
        """Return the variables that its patterns bind, sorted."""
        return tuple(sorted({name for _, item in self.rule.positives for name in variables(item).values()}))

    def _told(self, context: Context, thresholds: Mapping[str, Threshold], coverage: Coverage) -> tuple[Premise, ...]:
        found: list[Premise] = []
        for number, item in self._premises:
            if isinstance(item, str):
                found.append(Held(number, context[item].identity))
            elif isinstance(item, Absence):
                found.append(item.premise(context, coverage))
            else:
                answer, told = item.found(context, thresholds)
                missing = item.unsettled(context) if answer is None else ()
                found.append(Compared(number, item.relation.name, told, answer, missing))
        return tuple(found)
