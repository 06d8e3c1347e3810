"""What broke on the way by which a conclusion held, once facts are changed.

The steps that led to it are gone through again with the facts as they now are: a premise that is gone or no longer
fits, a comparison that no longer holds, something there that had to be absent. A premise that was itself concluded is
followed down to what broke below it. Of several ways the one is told on which the least broke.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rules.engine.comparisons import Comparison
from rules.engine.experta_engine import Fact, negated, variable_name
from rules.engine.nearness import filled
from rules.engine.proof import Held, Known, Premise, Step
from rules.judging.court import Judgement

_NONE = Known("", "", (), "")
GONE, CHANGED, FAILED, STANDS = "gone", "changed", "failed", "stands"


@dataclass(frozen=True)
class Break:
    """One condition that a way no longer meets.

    Attributes:
        rule: the rule whose condition it is.
        number: its place among the rule's conditions.
        how: the fact is ``gone``; it has ``changed`` and does not fit; a comparison ``failed``; what had to be absent
            ``stands`` there.
        fact: the fact in question as the proof names it: before, where it is gone, else now.
        bindings: what the rule's variables stand for now.
    """

    rule: str
    number: int
    how: str
    fact: str | None
    bindings: tuple[tuple[str, Any], ...]


def broken(
    before: Judgement, after: Judgement, conclusion: str, leaves: frozenset[str] = frozenset()
) -> tuple[Break, ...]:
    """Return what broke on the way to a conclusion that held before; nothing where every condition is still met.

    ``leaves`` are kinds of conclusion that are not followed further down, since what became of them is told apart.
    Where an observed fact is gone or otherwise, figures that went with it are left out.
    """
    found = list(dict.fromkeys(_Retraced(before, after, leaves).roots(conclusion, frozenset())))
    figures = [item for item in found if item.fact and before.proof.facts.get(item.fact, _NONE).origin == "computed"]
    return tuple([item for item in found if item not in figures] or found)


class _Retraced:
    """Goes through the steps of one proof with the facts of another."""

    def __init__(self, before: Judgement, after: Judgement, leaves: frozenset[str]) -> None:
        self.before = before
        self.after = after
        self.leaves = leaves

    def renamed(self, name: str) -> str:
        """Return what a fact about the episode is called now."""
        return name.replace(self.before.episode.id, self.after.episode.id)

    def _here(self, value: Any) -> Any:
        """Return a value as the episode bears it now."""
        return self.after.episode.id if value == self.before.episode.id else value

    def roots(self, conclusion: str, above: frozenset[str]) -> list[Break]:
        """Return the breaks of the way that has the fewest; none if the way leads back to itself."""
        if conclusion in above:
            return []
        ways = [list(self._step(step, above | {conclusion})) for step in self.before.proof.steps.get(conclusion, ())]
        whole = [way for way in ways if way]
        return min(whole, key=len) if whole and len(whole) == len(ways) else []

    def _step(self, step: Step, above: frozenset[str]) -> Iterator[Break]:
        rule = self.before.nearness.rulebook.rules[step.rule]
        bindings: dict[str, Any] = {}
        for premise in step.premises:
            condition = rule.when[premise.number]
            if isinstance(premise, Held) and isinstance(condition, Fact):
                yield from self._held(step, premise, condition, bindings, above)
        for premise in step.premises:
            yield from self._checked(step, premise, rule.when[premise.number], bindings)

    def _held(
        self, step: Step, premise: Held, pattern: Fact, bindings: dict[str, Any], above: frozenset[str]
    ) -> Iterator[Break]:
        """Yield what became of a fact; note what the variables of its pattern now stand for."""
        old, new = self.before.proof.facts[premise.fact], self._now(premise.fact)
        known = {key: self._here(value) for key, value in (new or old).values}
        wanted = filled(pattern, bindings)
        for key, value in pattern.items():
            name = variable_name(value)
            if name:
                bindings.setdefault(name, known[str(key)])
        noted = tuple(sorted(bindings.items()))
        if new is None:
            below = self.roots(premise.fact, above) if old.kind not in self.leaves else []
            yield from below or [Break(step.rule, premise.number, GONE, premise.fact, noted)]
        elif any(known[key] != value for key, value in wanted):
            yield Break(step.rule, premise.number, CHANGED, new.name, noted)

    def _now(self, name: str) -> Known | None:
        """Return a fact as it now is; a conclusion only where it holds."""
        found = self.after.proof.facts.get(self.renamed(name))
        if found is None or (found.origin == "concluded" and found.name not in self.after.proof.steps):
            return None
        return found

    def _checked(self, step: Step, premise: Premise, condition: Any, bindings: dict[str, Any]) -> Iterator[Break]:
        """Yield a comparison that fails now, or what stands now where nothing stood."""
        noted = tuple(sorted(bindings.items()))
        pattern = negated(condition)
        if isinstance(condition, Comparison):
            if condition.answer(bindings, self.after.nearness.thresholds) is not True:
                yield Break(step.rule, premise.number, FAILED, None, noted)
        elif pattern is not None:
            for possible in (False, True):
                for fact in self.after.nearness.candidates(pattern, bindings, possible=possible):
                    yield Break(step.rule, premise.number, STANDS, fact.name, noted)
                    return
