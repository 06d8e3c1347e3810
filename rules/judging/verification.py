"""Holds a proof against one that was derived a second time without the engine, and says where and why they differ.

Nothing of a proof is taken on trust: not its facts, not the words in which it tells a comparison, not which records
vouch for an absence, not how a conclusion stands, and not that it is whole. A step left out is as much a fault as one
put in, since what is called absent could be what was left out.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, islice, zip_longest
from types import NoneType
from typing import Any, Final

from kb.dates import Moment
from rules.engine.comparisons import Comparison
from rules.engine.experta_engine import Fact, negated, variable_name
from rules.engine.nearness import Nearness
from rules.engine.proof import Absent, Compared, Held, Known, Premise, Proof, Step
from rules.engine.rule import Rule, variables
from rules.engine.rulebook import presumed_complete

Steps = tuple[Step, ...]

MOST_FAULTS: Final = 1000
"""How many faults are looked for; nobody reads more, and a file made up to have many would never end."""


_SORTS: Final[Mapping[type, str]] = {
    bool: "a truth value",
    int: "a number",
    float: "a number",
    str: "a text",
    tuple: "a list",
    Moment: "a date",
    NoneType: "nothing",
}
"""What values are called by their sort."""


@dataclass(frozen=True)
class Fault:
    """Something in a proof that does not hold: where, and what is wrong."""

    where: str
    what: str


@dataclass(frozen=True)
class Checked:
    """What was checked in a proof, and the faults found."""

    steps: int
    facts: int
    absences: int
    faults: tuple[Fault, ...]


def verify(proof: Proof, again: Nearness) -> Checked:
    """Check every step and every leaf of a proof, and that none lacks.

    Args:
        proof: the proof to check.
        again: all that follows from the facts, by rules and thresholds, as a second derivation found it.
    """
    check = _Check(proof, again)
    return counted(proof, dict.fromkeys(islice(chain(check.facts(), check.conclusions()), MOST_FAULTS)))


def by_field(proof: Proof) -> Proof:
    """Return a proof with the fields of facts and of what is absent in the order of their names, as files are read."""

    def of_step(step: Step) -> Step:
        return step._replace(premises=tuple(map(of_premise, step.premises)))

    def of_premise(item: Premise) -> Premise:
        return item._replace(values=tuple(sorted(item.values))) if isinstance(item, Absent) else item

    def of_steps(steps: Mapping[str, Steps]) -> dict[str, Steps]:
        return {name: tuple(map(of_step, found)) for name, found in steps.items()}

    facts = {name: replace(fact, values=tuple(sorted(fact.values))) for name, fact in proof.facts.items()}
    return replace(proof, facts=facts, steps=of_steps(proof.steps), possible=of_steps(proof.possible))


def counted(proof: Proof, faults: Iterable[Fault] = ()) -> Checked:
    """Return how much there was to check in a proof, and the faults found."""
    steps = [step for found in proof.steps.values() for step in found]
    held = {item.fact for step in steps for item in step.premises if isinstance(item, Held)}
    absences = sum(isinstance(item, Absent) for step in steps for item in step.premises)
    return Checked(len(steps), len(held), absences, tuple(faults))


def used(proof: Proof) -> set[str]:
    """Return the facts that a proof names: its conclusions, open ones included, and what their steps rest on."""
    steps = [step for listed in (proof.steps, proof.possible) for found in listed.values() for step in found]
    held = {item.fact for step in steps for item in step.premises if isinstance(item, Held)}
    return held | proof.steps.keys() | proof.possible.keys()


class _Check:
    def __init__(self, proof: Proof, again: Nearness) -> None:
        self.proof = proof
        self.again = again
        self.true = again.proof
        self.rulebook = again.rulebook

    def facts(self) -> Iterator[Fault]:
        """Yield the facts that are not as the case files have them, and those that are named and not there."""
        for name, fact in sorted(self.proof.facts.items()):
            true = self.true.facts.get(name)
            if true is None:
                yield Fault(name, "it does not follow" if fact.origin == "concluded" else "no case file bears it out")
            elif true != fact:
                yield Fault(name, f"it is not as the case files have it: {_difference(fact, true)}")
        for name in sorted(used(self.proof) - self.proof.facts.keys()):
            yield Fault(name or "a fact without a name", "a step rests on it, and it is not among the facts")

    def conclusions(self) -> Iterator[Fault]:
        """Yield what is wrong with the conclusions: their standings and their steps."""
        given, true = _by_conclusion(self.proof), _by_conclusion(self.true)
        for name in sorted({*given, *true}):
            found, meant = given.get(name, ()), true.get(name, ())
            if found and meant and self.proof.standing(name) != self.true.standing(name):
                told, right = self.proof.standing(name), self.true.standing(name)
                yield Fault(name, f"it is said to be {told}, and it is {right}")
            if found != meant:
                yield from self._steps(name, found, meant)
        for name in sorted(self.proof.certain - self.proof.steps.keys()):
            yield Fault(name, "it is said to be certain, and no step leads to it")

    def _steps(self, name: str, found: Steps, meant: Steps) -> Iterator[Fault]:
        wrong = [step for step in found if step not in meant]
        for step in wrong:
            yield from (Fault(f"{step.rule} → {step.conclusion}", what) for what in self._why(step, meant))
        told = {(step.rule, step.bindings) for step in wrong}
        lacking = [step for step in meant if step not in found and (step.rule, step.bindings) not in told]
        for step in lacking:
            yield Fault(f"{step.rule} → {name}", "this step holds, and the proof leaves it out")
        if not wrong and not lacking:
            yield Fault(name, "its steps are out of order, or one is told twice")

    # Why a step does not hold

    def _why(self, step: Step, meant: Steps) -> list[str]:
        rule = self.rulebook.find(step.rule)
        if rule is None:
            return ["no such rule is in the rulebook"]
        twin = next((item for item in meant if (item.rule, item.bindings) == (step.rule, step.bindings)), None)
        if twin is not None:
            pairs = zip_longest(step.premises, twin.premises)
            differing = [(given, true) for given, true in pairs if given != true]
            return [_told_otherwise(given, true) for given, true in differing] or ["it concludes something else"]
        found = list(self._unmet(rule, step))
        return found or ["the rule does not lead from these facts to this conclusion"]

    def _unmet(self, rule: Rule, step: Step) -> Iterator[str]:
        """Yield what keeps a step from holding, premise by premise, as far as it can be told."""
        bindings: dict[str, Any] = {}
        for premise in step.premises:
            item = rule.when[premise.number] if premise.number in range(len(rule.when)) else None
            what = self._fails(item, premise, bindings)
            if what:
                yield f"premise {premise.number + 1}: {what}"
                return

    def _fails(self, item: Any, premise: Premise, bindings: dict[str, Any]) -> str | None:
        if isinstance(premise, Held) and isinstance(item, Fact):
            fact = self.true.facts.get(premise.fact)
            if fact is None or (fact.origin == "concluded" and fact.name not in self.true.steps):
                return f"{premise.fact} does not hold"
            return None if _bound(item, fact, bindings) else f"{fact.name} is not what the rule asks for"
        if isinstance(premise, Compared) and isinstance(item, Comparison) and bindings.keys() >= set(item.variables):
            told = item.tell(bindings, self.again.thresholds)
            return None if item.answer(bindings, self.again.thresholds) else f"the comparison does not hold: {told}"
        if isinstance(premise, Absent):
            return self._present(item, bindings)
        return "the rule asks for something else here"

    def _present(self, item: Any, bindings: Mapping[str, Any]) -> str | None:
        """Return what an absence fails by: a fact that is there, or one that may be."""
        pattern = negated(item)
        if pattern is None:
            return (
                None if isinstance(item, Fact) and presumed_complete(item) else "the rule asks for nothing absent here"
            )
        for name, fact in sorted(self.true.facts.items()):
            concluded = fact.origin == "concluded" and name not in self.true.steps
            if not concluded and fact.kind == type(pattern).__name__ and _bound(pattern, fact, dict(bindings)):
                return f"{name} is there, and must not be"
        return None


def _by_conclusion(proof: Proof) -> dict[str, Steps]:
    return {**proof.possible, **proof.steps}


def _bound(pattern: Fact, fact: Known, bindings: dict[str, Any]) -> bool:
    """Tell whether a fact meets a pattern, and bind the pattern's variables to its values."""
    values, named = dict(fact.values), variables(pattern)
    if fact.kind != type(pattern).__name__:
        return False
    if any(values.get(str(key)) != value for key, value in pattern.items() if variable_name(value) is None):
        return False
    return all(bindings.setdefault(name, values.get(key)) == values.get(key) for key, name in named.items())


def _difference(given: Known, true: Known) -> str:
    """Return where two facts of one name differ."""
    if given.kind != true.kind:
        return f"it is of the kind {true.kind}, not {given.kind}"
    if given.origin != true.origin:
        return f"it is {true.origin}, not {given.origin}"
    values, meant = dict(given.values), dict(true.values)
    for key in (*meant, *values):
        if key not in values or key not in meant:
            return f"{key} is {'lacking' if key in meant else 'no field of it'}"
        if values[key] != meant[key]:
            return f"{key} is {_apart(meant[key], values[key])}"
    return f"it rests on {', '.join(true.basis) or 'nothing'}" if given.basis != true.basis else "its fields are moved"


def _apart(true: Any, given: Any) -> str:
    """Return one value and, after it, another that it is not; of which sort they are where both read the same."""
    right, told = _in_words(true), _in_words(given)
    if right == told:
        right, told = (_SORTS.get(type(value), "something else") for value in (true, given))
    return f"{right}, not {told}" if right != told else "written otherwise"


def _in_words(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(_in_words, value)) or "empty"
    return "left open" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _told_otherwise(given: Premise | None, true: Premise | None) -> str:
    """Return how a premise differs from what was found in its place."""
    if given is None or true is None:
        return "it has a premise too many" if true is None else "it has a premise too few"
    if given.number != true.number:
        return f"premise {true.number + 1}: it stands there as premise {given.number + 1}"
    if isinstance(given, Compared) and isinstance(true, Compared):
        said, right = _compared(given), _compared(true)
        what = f"it says {said}, and it is {right}" if said != right else "what leaves it open is something else"
    elif isinstance(given, Held) and isinstance(true, Held):
        what = f"it rests on {true.fact}, not on {given.fact}"
    elif isinstance(given, Absent) and isinstance(true, Absent):
        what = "what is absent, or the records that vouch for it, are other ones"
    else:
        what = "the rule asks for something else here"
    return f"premise {true.number + 1}: {what}"


def _compared(premise: Compared) -> str:
    word = {True: "true", False: "false", None: "open"}[premise.answer]
    return f"{premise.relation}: {premise.told} ({word})"
