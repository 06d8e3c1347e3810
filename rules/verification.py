"""Checks a proof again without the engine that made it.

Every step is made anew from its rule and the facts that it names: what it compared and in which words, what it found
absent and which records vouch for that, its conclusion and how that stands. Every leaf is held against the case
files, every figure is computed again. What a reader sees is what was checked; what differs is named, step by step.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kb.changes import EpisodeFacts, episodes, vote_shares, window
from kb.completeness import complete_kinds
from kb.computed import Computed
from kb.dates import Moment
from kb.engagement import engaged
from kb.part import Part, parts
from kb.records import Record
from kb.store import KnowledgeBase
from kb.tours import anniversaries, tours
from rules.comparisons import Comparison
from rules.dossier import span
from rules.engine import Fact, negated, variable_name
from rules.facts import CONCLUSIONS, VOCABULARY, field_names, mirror
from rules.inference import Coverage
from rules.nearness import filled
from rules.proof import Absent, Compared, Held, Known, Premise, Proof, Step
from rules.rulebook import Rule, Rulebook, presumed_complete, variables
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


class Leaves:
    """What the case files say, and every figure computed again from them; asked for once, whatever is checked."""

    def __init__(self, kb: KnowledgeBase) -> None:
        """Read from one knowledge base."""
        self.kb = kb
        self._truths: dict[tuple[str, str, str], Known | None] = {}
        self._covered: dict[tuple[str, str, str, str], Coverage] = {}

    @cached_property
    def episodes(self) -> Mapping[str, EpisodeFacts]:
        """Return every episode, by name."""
        return {item.episode.id: item for item in episodes(self.kb)}

    @cached_property
    def figures(self) -> Mapping[str, Computed]:
        """Return every figure, by name."""
        found: list[Computed] = [figure for item in self.episodes.values() for figure in (item.episode, *item.figures)]
        for part in parts(self.kb):
            found += [engaged(part), *tours(part), *anniversaries(part)]
        return {figure.id: figure for figure in (*found, *vote_shares(self.kb))}

    def true(self, known: Known) -> Known | None:
        """Return a fact that no rule concluded as the case files have it; ``None`` where they have none."""
        key = (known.kind, known.origin, str(dict(known.values).get("id")))
        if key not in self._truths:
            self._truths[key] = self._made(*key)
        return self._truths[key]

    def _made(self, kind: str, origin: str, name: str) -> Known | None:
        term = any(item.__name__ == kind for item in VOCABULARY)
        record: Record | Computed | None = self.figures.get(name)
        if origin == "observed":
            record = self.kb.records.get(f"{kind.lower()}/{name}" if term else name)
        if record is None or type(record).__name__ != kind:
            return None
        fact = mirror(record)
        values = tuple((key, fact[key]) for key in field_names(type(fact)))
        return Known(fact.identity, kind, values, origin, tuple(fact.basis))

    def complete(self, part: Part, first: Moment, last: Moment) -> Coverage:
        """Return the kinds whose record is complete for a part and a period."""
        key = (part.state, part.coalition.id, str(first), str(last))
        if key not in self._covered:
            self._covered[key] = complete_kinds(self.kb, part, first, last)
        return self._covered[key]


def verify(proof: Proof, rulebook: Rulebook, leaves: Leaves, thresholds: Mapping[str, Threshold]) -> Checked:
    """Check every step and every leaf of a proof about one episode, or about a state's whole part in a coalition."""
    check = _Check(proof, rulebook, leaves, thresholds)
    steps = [step for name in proof.steps for step in proof.steps[name]]
    used = sorted({item.fact for step in steps for item in step.premises if isinstance(item, Held)})
    faults = [fault for step in steps for fault in check.step(step)]
    faults += [fault for name in (*used, *proof.steps) for fault in check.fact(name)]
    faults += [*check.standings(), *check.circles()]
    absences = sum(isinstance(item, Absent) for step in steps for item in step.premises)
    return Checked(len(steps), len(used), absences, tuple(dict.fromkeys(faults)))


class _Check:
    def __init__(self, proof: Proof, rulebook: Rulebook, leaves: Leaves, thresholds: Mapping[str, Threshold]) -> None:
        self.proof = proof
        self.rulebook = rulebook
        self.leaves = leaves
        self.thresholds = thresholds

    # Facts

    def fact(self, name: str) -> Iterator[Fault]:
        """Yield what is wrong with a fact: not as the case files have it, or not the conclusion that its name says."""
        known = self.proof.facts.get(name)
        if known is None:
            yield Fault(name, "it is not among the facts")
        elif known.origin == "concluded":
            kind = CONCLUSIONS.get(known.kind)
            if kind is None or [key for key, _ in known.values] != list(field_names(kind)):
                yield Fault(name, "it is no conclusion that rules can draw")
            elif known.name != name or kind(**dict(known.values)).identity != name or known.basis:
                yield Fault(name, "its fields are not those that its name says")
            elif name not in self.proof.steps:
                yield Fault(name, "no step concludes it")
        elif self.true(name) is None:
            yield Fault(name, "the case files hold no such fact")
        elif self.true(name) != known:
            yield Fault(name, "the case files say otherwise")

    def true(self, name: str) -> Known | None:
        """Return a fact as the case files have it, or a conclusion as the proof has it."""
        known = self.proof.facts.get(name)
        if known is None or known.origin == "concluded":
            return known
        return self.leaves.true(known)

    # Steps

    def step(self, step: Step) -> Iterator[Fault]:
        """Yield what is wrong with one step."""
        name = f"{step.rule} → {step.conclusion}"
        rule = self.rulebook.find(step.rule)
        if rule is None:
            yield Fault(name, "no such rule is in the rulebook")
            return
        if [(premise.number, type(premise)) for premise in step.premises] != list(_shape(rule)):
            yield Fault(name, "its premises are not those of the rule")
            return
        bindings = self._bindings(rule, step)
        if bindings is None or bindings != dict(step.bindings):
            yield Fault(name, "its facts do not match the rule's patterns as it says")
            return
        coverage = self._coverage(rule, bindings)
        for premise in step.premises:
            for what in self._premise(rule, premise, bindings, coverage):
                yield Fault(name, f"premise {premise.number + 1}: {what}")
        known = self.proof.facts.get(step.conclusion)
        wanted = {str(key): _filled(value, bindings) for key, value in rule.then.items()}
        if known is None or known.kind != rule.concludes.__name__ or dict(known.values) != wanted:
            yield Fault(name, "its conclusion is not what the rule concludes")

    def _bindings(self, rule: Rule, step: Step) -> dict[str, Any] | None:
        """Return what the facts of a step bind the rule's variables to, dates with the order that sources give."""
        found: dict[str, Any] = {}
        for premise in step.premises:
            pattern = rule.when[premise.number]
            if not isinstance(premise, Held) or not isinstance(pattern, Fact):
                continue
            known = self.true(premise.fact)
            if known is None or known.kind != type(pattern).__name__:
                return None
            values = dict(known.values)
            for key, name in variables(pattern).items():
                if found.setdefault(name, values.get(key)) != values.get(key):
                    return None
            if any(values.get(str(key)) != _filled(value, found) for key, value in pattern.items()):
                return None
        return found

    def _coverage(self, rule: Rule, bindings: Mapping[str, Any]) -> Coverage:
        """Return the records that are complete for a step: for its episode, or for the state's whole part."""
        item = self.leaves.episodes.get(str(bindings.get("episode")))
        if item is not None and (rule.id not in self.rulebook.rules or self.rulebook.base is None):
            return self.leaves.complete(item.part, *window(item))
        part = self._part
        return self.leaves.complete(part, *span(part, self.leaves.episodes.values())) if part else {}

    @cached_property
    def _part(self) -> Part | None:
        """Return the part that a proof about a state is about."""
        about = next((known for known in self.proof.facts.values() if known.kind == "Engagement"), None)
        wanted = (about["state"], about["coalition"]) if about else None
        return next((part for part in parts(self.leaves.kb) if (part.state, part.coalition.id) == wanted), None)

    def _premise(self, rule: Rule, premise: Premise, bindings: dict[str, Any], coverage: Coverage) -> Iterator[str]:
        item = rule.when[premise.number]
        if isinstance(premise, Compared):
            assert isinstance(item, Comparison)
            if item.answer(bindings, self.thresholds) is not True:
                yield f"the comparison does not hold: {item.tell(bindings, self.thresholds)}"
            elif premise != Compared(premise.number, item.relation.name, item.tell(bindings, self.thresholds), True):
                yield f"it is told otherwise than it was compared: {item.tell(bindings, self.thresholds)}"
        elif isinstance(premise, Absent):
            yield from self._absent(item, premise, bindings, coverage)

    def _absent(self, item: object, premise: Absent, bindings: dict[str, Any], coverage: Coverage) -> Iterator[str]:
        pattern = negated(item)
        if pattern is not None:
            values = tuple((str(key), _filled(value, bindings)) for key, value in pattern.items())
            kinds = self.rulebook.closure(type(pattern), dict(filled(pattern, bindings)))
            for known in self.proof.facts.values():
                there = known.origin != "concluded" or known.name in self.proof.steps
                if there and type(pattern).__name__ == known.kind and _matches(pattern, known, bindings):
                    yield f"{known.name} is there, and must not be"
        else:
            values, kinds = (), presumed_complete(item) if isinstance(item, Fact) else frozenset()
        listed = tuple((kind, coverage[kind]) for kind in sorted(kinds) if kind in coverage)
        kind = type(pattern).__name__ if pattern is not None else ""
        if premise != Absent(premise.number, kind, values, listed, tuple(sorted(kinds - coverage.keys()))):
            yield "the absence and the records that vouch for it are not what rule and case files say"

    # How conclusions stand

    def standings(self) -> Iterator[Fault]:
        """Yield the conclusions that are said to be certain and are not, or the other way round."""
        for name in sorted(self.proof.certain - self.proof.steps.keys()):
            yield Fault(name, "it is said to be certain, and no step concludes it")
        for name, steps in self.proof.steps.items():
            whole = [self._certain(step) for step in steps]
            if name in self.proof.certain and not all(whole):
                yield Fault(name, "it is said to be certain, and hangs on what the record may leave out")
            if name not in self.proof.certain and any(whole):
                yield Fault(name, "it is said to hold on the record only, and is certain")

    def _certain(self, step: Step) -> bool:
        held = (item.fact for item in step.premises if isinstance(item, Held))
        vouched = all(not item.incomplete for item in step.premises if isinstance(item, Absent))
        return vouched and all(name in self.proof.certain or name not in self.proof.steps for name in held)

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


def _shape(rule: Rule) -> Iterator[tuple[int, type[Premise]]]:
    """Yield the premises that a rule's conditions leave in a step."""
    for number, item in enumerate(rule.when):
        if isinstance(item, Comparison):
            yield number, Compared
        elif isinstance(item, Fact):
            yield number, Held
            if presumed_complete(item):
                yield number, Absent
        else:
            yield number, Absent


def _filled(value: Any, bindings: Mapping[str, Any]) -> Any:
    name = variable_name(value)
    return bindings.get(name) if name else value


def _matches(pattern: Fact, known: Known, bindings: Mapping[str, Any]) -> bool:
    """Tell whether a fact has a pattern's values; a variable without a binding matches anything."""
    values = dict(known.values)
    for key, value in pattern.items():
        name = variable_name(value)
        if (name is None or name in bindings) and values.get(str(key)) != _filled(value, bindings):
            return False
    return True
