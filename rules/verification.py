"""Checks a proof again without the engine that made it.

Every step is held against its rule: its premises match the rule's patterns under the step's bindings, its comparisons
are true, what it needs absent is absent and its records say that all is listed, and its conclusion is the rule's.
Every leaf is held against the case files, every figure is computed again. What does not hold is named, step by step.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kb.changes import episodes, vote_shares
from kb.computed import Computed
from kb.records import CompleteRecord, Record
from kb.store import KnowledgeBase
from rules.comparisons import Comparison
from rules.engine import Fact, negated, variable_name
from rules.facts import VOCABULARY, field_names, mirror
from rules.nearness import filled
from rules.proof import Absent, Compared, Held, Known, Premise, Proof, Step
from rules.rulebook import Rule, Rulebook, presumed_complete
from rules.thresholds import Threshold


@dataclass(frozen=True)
class Fault:
    """Something in a proof that does not hold: where, and what is wrong."""

    step: str
    what: str


@dataclass(frozen=True)
class Checked:
    """What was checked in a proof, and the faults found."""

    steps: int
    facts: int
    absences: int
    faults: tuple[Fault, ...]


def verify(proof: Proof, rulebook: Rulebook, kb: KnowledgeBase, thresholds: Mapping[str, Threshold]) -> Checked:
    """Check every step and every leaf of a proof."""
    check = _Check(proof, rulebook, kb, thresholds)
    steps = [step for name in proof.steps for step in proof.steps[name]]
    used = sorted({item.fact for step in steps for item in step.premises if isinstance(item, Held)})
    faults = [fault for step in steps for fault in check.step(step)]
    faults += [fault for name in used for fault in check.leaf(name)]
    faults += check.circles()
    absences = sum(isinstance(item, Absent) for step in steps for item in step.premises)
    return Checked(len(steps), len(used), absences, tuple(faults))


class _Check:
    def __init__(
        self, proof: Proof, rulebook: Rulebook, kb: KnowledgeBase, thresholds: Mapping[str, Threshold]
    ) -> None:
        self.proof = proof
        self.rulebook = rulebook
        self.kb = kb
        self.thresholds = thresholds
        self._figures: dict[str, Computed] | None = None

    def step(self, step: Step) -> Iterator[Fault]:
        """Yield what is wrong with one step."""
        name = f"{step.rule} → {step.conclusion}"
        rule = self.rulebook.find(step.rule)
        if rule is None:
            yield Fault(name, "no such rule is in the rulebook")
            return
        bindings = dict(step.bindings)
        numbers = {premise.number for premise in step.premises}
        if numbers != set(range(len(rule.when))):
            yield Fault(name, "its premises are not those of the rule")
            return
        for premise in step.premises:
            for what in self._premise(rule, premise, bindings):
                yield Fault(name, f"premise {premise.number + 1}: {what}")
        known = self.proof.facts.get(step.conclusion)
        wanted = {str(key): _filled(value, bindings) for key, value in rule.then.items()}
        if known is None or known.kind != rule.concludes.__name__ or dict(known.values) != wanted:
            yield Fault(name, "its conclusion is not what the rule concludes")

    def _premise(self, rule: Rule, premise: Premise, bindings: dict[str, Any]) -> Iterator[str]:
        item = rule.when[premise.number]
        if isinstance(premise, Compared):
            if not isinstance(item, Comparison):
                yield "the rule compares nothing here"
            elif item.answer(bindings, self.thresholds) is not True:
                yield f"the comparison does not hold: {item.tell(bindings, self.thresholds)}"
        elif isinstance(premise, Held):
            yield from self._held(item, premise, bindings)
        else:
            yield from self._absent(item, premise, bindings)

    def _held(self, item: object, premise: Held, bindings: dict[str, Any]) -> Iterator[str]:
        known = self.proof.facts.get(premise.fact)
        if known is None:
            yield f"{premise.fact} is not among the facts"
        elif not isinstance(item, Fact) or type(item).__name__ != known.kind:
            yield f"{premise.fact} is not of the kind that the rule asks for"
        elif not _matches(item, known, bindings):
            yield f"{premise.fact} does not match the rule's pattern"
        elif known.origin == "concluded" and premise.fact not in self.proof.steps:
            yield f"{premise.fact} is concluded by no step"

    def _absent(self, item: object, premise: Absent, bindings: dict[str, Any]) -> Iterator[str]:
        pattern = negated(item)
        if pattern is not None:
            for known in self.proof.facts.values():
                certain = known.origin != "concluded" or known.name in self.proof.steps
                if certain and type(pattern).__name__ == known.kind and _matches(pattern, known, bindings, loose=True):
                    yield f"{known.name} is there, and must not be"
            kinds = self.rulebook.closure(type(pattern), dict(filled(pattern, bindings)))
        else:
            kinds = presumed_complete(item) if isinstance(item, Fact) else frozenset()
        listed = {kind for kind, names in premise.records if self._says_complete(kind, names)}
        for kind in sorted(kinds - listed):
            yield f"no record says that every {kind} is listed"

    def _says_complete(self, kind: str, names: tuple[str, ...]) -> bool:
        records = [self.kb.records.get(name) for name in names]
        return bool(records) and all(isinstance(item, CompleteRecord) and kind in item.kinds for item in records)

    def leaf(self, name: str) -> Iterator[Fault]:
        """Yield what is wrong with a fact that no step concluded."""
        known = self.proof.facts.get(name)
        if known is None or known.origin == "concluded":
            return
        source = self._record(known) if known.origin == "observed" else self.figures.get(str(known["id"]))
        if source is None:
            yield Fault(name, "the case files hold no such fact")
        elif _values(source) != known.values:
            yield Fault(name, "the case files say otherwise")

    def _record(self, known: Known) -> Record | None:
        kind = next((item for item in VOCABULARY if item.__name__ == known.kind), None)
        name = str(known["id"])
        return self.kb.records.get(f"{known.kind.lower()}/{name}" if kind else name)

    @property
    def figures(self) -> dict[str, Computed]:
        """Return every figure, computed again from the case files."""
        if self._figures is None:
            found = [figure for item in episodes(self.kb) for figure in (item.episode, *item.figures)]
            self._figures = {figure.id: figure for figure in (*found, *vote_shares(self.kb))}
        return self._figures

    def circles(self) -> list[Fault]:
        """Return conclusions that rest only on themselves."""
        grounded: set[str] = set()
        while True:
            fresh = {
                name
                for name, steps in self.proof.steps.items()
                if name not in grounded and any(self._rests(step, grounded) for step in steps)
            }
            if not fresh:
                return [Fault(name, "it rests on itself alone") for name in self.proof.steps if name not in grounded]
            grounded |= fresh

    def _rests(self, step: Step, grounded: set[str]) -> bool:
        held = (item.fact for item in step.premises if isinstance(item, Held))
        return all(name in grounded or name not in self.proof.steps for name in held)


def _filled(value: Any, bindings: Mapping[str, Any]) -> Any:
    name = variable_name(value)
    return bindings.get(name) if name else value


def _matches(pattern: Fact, known: Known, bindings: Mapping[str, Any], *, loose: bool = False) -> bool:
    """Tell whether a fact has a pattern's values; ``loose``: a variable without a binding matches anything."""
    values = dict(known.values)
    for key, value in pattern.items():
        name = variable_name(value)
        if loose and name is not None and name not in bindings:
            continue
        if str(key) not in values or values[str(key)] != _filled(value, bindings):
            return False
    return True


def _values(record: Record | Computed) -> tuple[tuple[str, Any], ...]:
    fact = mirror(record)
    return tuple((name, fact[name]) for name in field_names(type(fact)))
