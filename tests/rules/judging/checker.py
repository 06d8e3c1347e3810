"""An independent check of proofs: every step against its rule, every leaf against the case files.

Nothing of the engine, of inference or of nearness is used. A rule is read as data; facts are matched, dates compared
and figures counted by the plain code beside this file. Besides checking the steps that a proof has, the checker looks
by brute force for steps that it lacks: that no rule leads to what a proof calls absent can be shown in no other way.
All of it is asked in two worlds: the open one, in which only a record said to be complete speaks for an absence, and
the listed one, in which what is not on record is not so.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from rules.engine.comparisons import Comparison
from rules.engine.experta_engine import Fact, negated, variable_name
from rules.engine.facts import Conclusion
from rules.engine.proof import Absent, Compared, Held, Known, Premise, Step
from rules.engine.rule import Rule
from rules.engine.thresholds import Threshold
from rules.judging.court import Judgement
from rules.theory.thresholds import THRESHOLDS
from tests.rules.judging.leaves import Leaves
from tests.rules.judging.naive import RELATIONS, Answer, plain
from tests.rules.judging.nodes import VOCABULARY, Nodes

Bindings = dict[str, Any]
Above = frozenset[tuple[str, str]]


@dataclass(frozen=True)
class World:
    """How facts are read: for what surely holds or for what may; and whether what is not listed is not so."""

    sure: bool
    listed: bool


WORLDS = tuple(World(sure, listed) for listed in (False, True) for sure in (True, False))


@dataclass
class Checker:
    """Checks the proof of one judgement against rules, thresholds and the facts of the files."""

    judgement: Judgement
    rules: Mapping[str, Rule]
    nodes: Nodes
    thresholds: Mapping[str, Threshold]

    def faults(self) -> list[str]:
        """Return everything that is wrong with the proof, in words; an empty list means that it stands."""
        return [*self.leaves.faults(), *self._steps(), *self._ground(), *self._overlooked()]

    @cached_property
    def leaves(self) -> Leaves:
        """Return what the files say of the judgement."""
        return Leaves(self.judgement, self.nodes)

    @cached_property
    def by_kind(self) -> dict[str, list[Known]]:
        """Return the facts of the proof by class."""
        found: dict[str, list[Known]] = {}
        for fact in self.judgement.proof.facts.values():
            found.setdefault(fact.kind, []).append(fact)
        return found

    # Steps against their rules

    def _steps(self) -> Iterator[str]:
        proof = self.judgement.proof
        for part, sure in ((proof.steps, True), (proof.possible, False), (proof.beyond, False)):
            for name, steps in part.items():
                world = World(sure, listed=part is proof.possible or (sure and name not in proof.certain))
                for step in steps:
                    yield from (f"{name} by {step.rule}: {fault}" for fault in self._step(name, step, world))

    def _step(self, name: str, step: Step, world: "World") -> Iterator[str]:
        rule = self.rules.get(step.rule)
        if rule is None:
            yield "there is no such rule"
            return
        bindings = dict(step.bindings)
        known = self.judgement.proof.facts.get(step.conclusion)
        if step.conclusion != name or known is None:
            yield "the conclusion is another one, or not among the facts"
        elif (known.kind, dict(known.values)) != (type(rule.then).__name__, filled(rule.then, bindings)):
            yield "the conclusion is not what the rule says follows"
        yield from self._premises(rule, step, bindings, world)

    def _premises(self, rule: Rule, step: Step, bindings: Bindings, world: "World") -> Iterator[str]:
        expected = [shape for number, item in enumerate(rule.when) for shape in shapes(number, item)]
        if [(premise.number, type(premise)) for premise in step.premises] != expected:
            yield "its premises are not the conditions of the rule, one for one"
            return
        named = {name for item in rule.when if isinstance(item, Fact) for name in variables(item)}
        if bindings.keys() != named:
            yield "its variables are not those of the rule"
            return
        for premise in step.premises:
            fault = self._premise(rule.when[premise.number], premise, bindings, world)
            if fault:
                yield f"condition {premise.number}: {fault}"

    def _premise(self, item: Any, premise: Premise, bindings: Bindings, world: "World") -> str | None:
        proof = self.judgement.proof
        if isinstance(premise, Held):
            fact = proof.facts.get(premise.fact)
            if fact is None or not matches(item, fact, bindings):
                return f"{premise.fact} does not match the pattern"
            backed = fact.origin == "assumed" or self._holds(premise.fact, world)
            return None if fact.origin != "concluded" or backed else f"{premise.fact} has no step of its own"
        if isinstance(premise, Compared):
            answer = self.answer(item, bindings)
            good = answer is True or (not world.sure and answer is None)
            return None if good and premise.answer is answer else f"{premise.relation} is {answer}"
        return self._absence(item, premise, bindings, world)

    def _holds(self, name: str, world: "World") -> bool:
        """Tell whether a conclusion holds in a world: surely, or at least possibly."""
        proof = self.judgement.proof
        if proof.facts[name].origin != "concluded":
            return True
        if world.sure:
            return name in (proof.steps if world.listed else proof.certain)
        return name in proof.steps or name in proof.possible or (not world.listed and name in proof.beyond)

    def _absence(self, item: Any, premise: Absent, bindings: Bindings, world: "World") -> str | None:
        pattern = negated(item)
        kinds = presumed(item) if pattern is None else self.kinds(type(pattern), filled(pattern, bindings))
        open_kinds = sorted(kind for kind in kinds if not self.leaves.complete(kind))
        if list(premise.incomplete) != open_kinds or (world.sure and open_kinds and not world.listed):
            return f"the records of {', '.join(open_kinds)} are not complete"
        if [kind for kind, _ in premise.records] != sorted(kinds - set(open_kinds)):
            return "it does not name the records on which the absence rests"
        if any(not self.leaves.vouches(name, kind) for kind, names in premise.records for name in names):
            return "a record that it names does not speak of this kind and state"
        if pattern is None:
            return None if not premise.kind and not premise.values else "it says more than the condition"
        wanted = filled(pattern, bindings)
        if (premise.kind, dict(premise.values)) != (type(pattern).__name__, wanted):
            return "it is about another pattern"
        standing = self._standing(pattern, bindings, world)
        return f"{standing[0]} is there" if standing else None

    def _standing(self, pattern: Fact, bindings: Bindings, world: "World") -> list[str]:
        """Return what stands against an absence: for a sure one all that is possible, else only what is sure."""
        found = [fact for fact in self.by_kind.get(type(pattern).__name__, ()) if matches(pattern, fact, bindings)]
        return [
            fact.name
            for fact in found
            if self._stray(fact) or self._holds(fact.name, World(not world.sure, world.listed))
        ]

    def _stray(self, fact: Known) -> bool:
        """Tell whether a conclusion stands in the proof without any step; it counts as there until it is explained."""
        proof = self.judgement.proof
        backed = fact.name in proof.steps or fact.name in proof.possible or fact.name in proof.beyond
        return fact.origin == "concluded" and not backed

    # No step rests on itself

    def _ground(self) -> Iterator[str]:
        proof = self.judgement.proof
        steps = {
            name: [*proof.steps.get(name, ()), *proof.possible.get(name, ()), *proof.beyond.get(name, ())]
            for name in (*proof.steps, *proof.possible, *proof.beyond)
        }
        ground = {name for name, fact in proof.facts.items() if fact.origin != "concluded"}
        while True:
            more = {
                name
                for name, listed in steps.items()
                if name not in ground and any(rests_on(step) <= ground for step in listed)
            }
            if not more:
                break
            ground |= more
        yield from (f"{name} rests on nothing but itself" for name in sorted(proof.facts.keys() - ground))

    # Steps that a proof lacks

    def _overlooked(self) -> Iterator[str]:
        proof = self.judgement.proof
        for rule in self.rules.values():
            for world in WORLDS:
                for bindings in self._solutions(rule, {}, 0, world):
                    values = filled(rule.then, bindings)
                    name = f"{type(rule.then).__name__}({', '.join(f'{key}={value}' for key, value in values.items())})"
                    if name not in proof.facts or not self._holds(name, world):
                        word = "follows" if world.sure else "is possible"
                        yield f"{name} {word} by {rule.id}, and the proof does not say so"
                    elif world.sure and (name in proof.certain) is not world.listed:
                        taken = [(step.rule, dict(step.bindings)) for step in proof.steps.get(name, ())]
                        if (rule.id, bindings) not in taken:
                            yield f"{name} follows by {rule.id}, and the proof does not have that step"

    def _solutions(self, rule: Rule, bindings: Bindings, number: int, world: "World") -> Iterator[Bindings]:
        if number == len(rule.when):
            yield bindings
            return
        item = rule.when[number]
        if isinstance(item, Fact):
            if world.sure and not world.listed and not all(self.leaves.complete(kind) for kind in presumed(item)):
                return
            for fact in self.by_kind.get(type(item).__name__, ()):
                if self._holds(fact.name, world) and matches(item, fact, bindings):
                    yield from self._solutions(rule, {**bindings, **bound(item, fact)}, number + 1, world)
        elif self._met(item, bindings, world):
            yield from self._solutions(rule, bindings, number + 1, world)

    def _met(self, item: Any, bindings: Bindings, world: "World") -> bool:
        if isinstance(item, Comparison):
            answer = self.answer(item, bindings)
            return answer is True or (not world.sure and answer is None)
        pattern = negated(item)
        assert pattern is not None
        kinds = self.kinds(type(pattern), filled(pattern, bindings))
        if world.sure and not world.listed and not all(self.leaves.complete(kind) for kind in kinds):
            return False
        return not self._standing(pattern, bindings, world)

    # What rules say

    def answer(self, item: Comparison, bindings: Bindings) -> Answer:
        """Return the answer to a comparison, asked anew."""
        values = []
        for operand in item.operands:
            name = variable_name(operand)
            value = self.thresholds[operand.name].value if isinstance(operand, Threshold) else operand
            values.append(plain(bindings[name] if name else value))
        return RELATIONS[item.relation.name](*values)

    def kinds(self, kind: type[Fact], values: Bindings, above: Above = frozenset()) -> set[str]:
        """Return the kinds of observed fact from which a fact of a class with these values could be derived."""
        told = {key: value for key, value in values.items() if key in self.distinctions}
        here = (kind.__name__, repr(sorted(told.items())))
        if here in above or kind.__name__ in VOCABULARY or getattr(kind, "on_record", False):
            return set()
        if not issubclass(kind, Conclusion):
            return set(getattr(getattr(kind, "record", None), "derived_from", {kind.__name__}))
        found: set[str] = set()
        for rule in self.rules.values():
            if isinstance(rule.then, kind) and all(
                literals(rule.then).get(key, told[key]) == told[key] for key in told
            ):
                bound_to = {name: told[key] for name, key in variables(rule.then).items() if key in told}
                for item in rule.when:
                    if isinstance(item, Fact):
                        named = {key: bound_to[name] for name, key in variables(item).items() if name in bound_to}
                        found |= self.kinds(type(item), literals(item) | named, above | {here})
        return found

    @cached_property
    def distinctions(self) -> set[str]:
        """Return the fields to which some rule concludes a value of its own."""
        return {key for rule in self.rules.values() for key in literals(rule.then)}


def literals(pattern: Fact) -> Bindings:
    """Return the fields of a pattern that are not variables."""
    return {str(key): value for key, value in pattern.items() if variable_name(value) is None}


def variables(pattern: Fact) -> dict[str, str]:
    """Return the variables of a pattern, each with its field."""
    named = {str(key): variable_name(value) for key, value in pattern.items()}
    return {name: key for key, name in named.items() if name}


def filled(pattern: Fact, bindings: Bindings) -> dict[str, Any]:
    """Return the fields of a pattern with its variables filled in."""
    names = {str(key): variable_name(value) for key, value in pattern.items()}
    return {key: bindings[name] if name else pattern[key] for key, name in names.items()}


def bound(pattern: Fact, fact: Known) -> Bindings:
    """Return what a fact binds the variables of a pattern to."""
    return {name: fact[key] for name, key in variables(pattern).items()}


def matches(pattern: Fact, fact: Known, bindings: Bindings) -> bool:
    """Tell whether a fact has every value that a pattern asks for; a free variable takes any."""
    if fact.kind != type(pattern).__name__:
        return False
    values, known = dict(fact.values), dict(bindings)
    for key, value in pattern.items():
        name = variable_name(value)
        wanted = value if name is None else known.setdefault(name, values[key])
        if values[key] != wanted:
            return False
    return True


def presumed(item: Any) -> set[str]:
    """Return the kinds whose record must be complete for the figure that a pattern asks for to be right."""
    return set(getattr(getattr(type(item), "record", None), "presumes_complete", ()))


def shapes(number: int, item: Any) -> Iterator[tuple[int, type[Premise]]]:
    """Yield the premises that a condition leaves in a step."""
    if isinstance(item, Comparison):
        yield number, Compared
    elif isinstance(item, Fact):
        yield number, Held
        if presumed(item):
            yield number, Absent
    else:
        yield number, Absent


def rests_on(step: Step) -> set[str]:
    """Return the facts that met the premises of a step."""
    return {premise.fact for premise in step.premises if isinstance(premise, Held)}


def faults(judgement: Judgement, nodes: Nodes, thresholds: Mapping[str, Threshold] = THRESHOLDS) -> list[str]:
    """Return everything that is wrong with the proof of a judgement."""
    return Checker(judgement, judgement.nearness.rulebook.rules, nodes, thresholds).faults()
