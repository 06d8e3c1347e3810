"""What a run of the rules writes down: every match of a rule, how far it holds, and in the end the proof.

A conclusion reaches one of four levels: certain, on the record, open, or beyond the record (see
:mod:`rules.engine.inference`). A step reaches the lowest level that any of its premises allows, a conclusion the
highest that any of its steps reaches; the proof keeps the steps that reach it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from rules.engine.experta_engine import Fact
from rules.engine.facts import CONCLUSIONS, Conclusion
from rules.engine.prepared import Context, Coverage, Prepared
from rules.engine.proof import Known, Proof, Step
from rules.engine.thresholds import Threshold
from rules.matching.conditions import UNSETTLED

NONE, BEYOND, OPEN, RECORD, CERTAIN = -1, 0, 1, 2, 3
"""How far something holds: not at all, only with a fact that is not on record, perhaps, on the record, certainly."""

_Steps = dict[str, list[Step]]


@dataclass(slots=True)
class Match:
    """Facts that met the conditions of a rule: what follows, how far at most, on which conclusions, and how far."""

    prepared: Prepared
    conclusion: str
    context: Context
    at_most: int
    built_on: tuple[str, ...]
    level: int = NONE


class Notebook:
    """Writes down the matches of one run."""

    def __init__(
        self,
        rules: Mapping[str, Prepared],
        thresholds: Mapping[str, Threshold],
        coverage: Coverage,
        least: int = BEYOND,
    ) -> None:
        """Begin an empty notebook for one run.

        Args:
            rules: the rules by name, ready to be noted down.
            thresholds: their values in this run.
            coverage: the kinds of fact whose record is complete.
            least: the lowest level that is asked for; nothing is built on what holds less far.
        """
        self._least = least
        self._rules = rules
        self._thresholds = thresholds
        self._coverage = coverage
        self._facts: dict[str, Known] = {}
        self._levels: dict[str, int] = {}
        self._assumed: set[str] = set()
        self._given: list[tuple[str, int, tuple[Step, ...]]] = []
        self._unsettled: list[Match] = []
        self._matches: list[Match] = []

    def begin(self, known: Mapping[str, Known]) -> None:
        """Note the facts that are given."""
        self._facts.update(known)

    def assume(self, fact: Conclusion) -> Fact:
        """Note a conclusion that is taken as certain."""
        name = self._know(fact)
        self._facts[name] = replace(self._facts[name], origin="assumed")
        self._levels[name] = CERTAIN
        self._assumed.add(name)
        return fact

    def take_over(self, proof: Proof) -> Iterator[Fact]:
        """Note the steps of another proof, each conclusion as far as it holds there; yield its conclusions as facts."""
        groups = ((proof.steps, RECORD), (proof.possible, OPEN), (proof.beyond, BEYOND))
        for name, steps, level in ((name, found[name], least) for found, least in groups for name in found):
            reached = CERTAIN if name in proof.certain else level
            self._given.append((name, reached, steps))
            self._levels[name] = max(self._levels.get(name, NONE), reached)
            known = proof.facts[name]
            yield CONCLUSIONS[known.kind](**dict(known.values))
        self._facts.update(proof.facts)

    def fire(self, name: str, context: Context, against: list[list[Fact]]) -> Iterable[Fact]:
        """Note a match of a rule and return what follows from it; nothing where it cannot hold."""
        prepared = self._rules[name]
        at_most = self._at_most(prepared, context, against)
        if at_most < self._least:
            return ()
        fact = prepared.conclusion(context)
        concluded = [context[place].identity for place in prepared.places]
        built_on = tuple([other for other in concluded if other in self._levels])
        conclusion = self._know(fact)
        self._levels.setdefault(conclusion, NONE)
        self._unsettled.append(Match(prepared, conclusion, context, at_most, built_on))
        return (fact,)

    def _know(self, fact: Conclusion) -> str:
        name = fact.identity
        if name not in self._facts:
            self._facts[name] = fact.known
        return name

    def _at_most(self, prepared: Prepared, context: Context, against: list[list[Fact]]) -> int:
        """Return how far a match can hold by its comparisons, by what it needs absent and by what it presumes."""
        level = OPEN if UNSETTLED in context else CERTAIN
        for absence, there in zip(prepared.absences, against, strict=True):
            present = max([self._levels.get(fact.identity, CERTAIN) for fact in there], default=NONE)
            level = min(level, RECORD - present)
            if level == CERTAIN and not self._covers(absence.kinds(context)):
                level = RECORD
        if level == CERTAIN and not self._covers(prepared.presumed):
            return RECORD
        return level

    def _covers(self, kinds: frozenset[str]) -> bool:
        """Tell whether the record of every one of these kinds is complete."""
        return kinds <= self._coverage.keys()

    def settle(self) -> None:
        """Work out how far the conclusions of the stage that has ended hold."""
        levels, changed = self._levels, True
        while changed:
            changed = False
            for match in self._unsettled:
                match.level = min([match.at_most, *[levels[name] for name in match.built_on]])
                if match.level > levels[match.conclusion]:
                    levels[match.conclusion] = match.level
                    changed = True
        self._matches += self._unsettled
        self._unsettled = []

    def proof(self) -> Proof:
        """Return all that follows, each conclusion with the steps that reach as far as it does."""
        reached = self._reached()
        steps = self._steps(lambda name, level: level == reached[name])
        sure = {name: found for name, found in steps.items() if reached[name] >= RECORD}
        weak = {name: found for name, found in steps.items() if name not in sure and name not in self._assumed}
        possible = {name: found for name, found in weak.items() if reached[name] == OPEN}
        beyond = {name: found for name, found in weak.items() if reached[name] == BEYOND}
        certain = frozenset(name for name, level in reached.items() if level == CERTAIN) | self._assumed
        return Proof(self._kept(steps), _sorted(sure), _sorted(possible), certain, _sorted(beyond))

    def on_record(self) -> Proof:
        """Return what follows if all that is not on record is not so; nothing is called certain."""
        sure = self._steps(lambda _, level: level >= RECORD)
        possible = self._steps(lambda name, level: level == OPEN and name not in sure and name not in self._assumed)
        return Proof(self._kept({**sure, **possible}), _sorted(sure), _sorted(possible))

    def holding(self) -> Proof:
        """Return what follows on the record, and what may, but not the steps that lead there."""
        reached = sorted(self._reached().items())
        sure = {name: () for name, level in reached if level >= RECORD}
        possible = {name: () for name, level in reached if level == OPEN and name not in self._assumed}
        return Proof({name: self._facts[name] for name in (*sure, *possible)}, sure, possible)

    def open_world(self) -> Proof:
        """Return what follows where only complete records vouch for an absence: steps are certain, the rest open."""
        sure = self._steps(lambda _, level: level == CERTAIN)
        possible = self._steps(lambda name, _: name not in sure and name not in self._assumed)
        return Proof(self._kept({**sure, **possible}), _sorted(sure), _sorted(possible))

    def _reached(self) -> Mapping[str, int]:
        """Return how far each conclusion holds by the steps to it, whatever was assumed."""
        found: dict[str, int] = {}
        for name, level, _ in self._given:
            found[name] = max(found.get(name, NONE), level)
        for match in self._matches:
            found[match.conclusion] = max(found.get(match.conclusion, NONE), match.level)
        return found

    def _steps(self, wanted: Callable[[str, int], bool]) -> _Steps:
        """Return the steps to each conclusion that are wanted, by its name and their level."""
        found: _Steps = {}
        for name, level, steps in self._given:
            if wanted(name, level):
                there = found.setdefault(name, [])
                there += [step for step in steps if step not in there]
        for match in self._matches:
            if wanted(match.conclusion, match.level):
                there, step = found.setdefault(match.conclusion, []), self._step(match)
                if not self._given or step not in there:
                    there.append(step)
        return found

    def _kept(self, concluded: Mapping[str, object]) -> dict[str, Known]:
        """Return the facts that are given, and those that are concluded, by name."""
        return {
            name: fact for name, fact in sorted(self._facts.items()) if fact.origin != "concluded" or name in concluded
        }

    def _step(self, match: Match) -> Step:
        return match.prepared.step(match.conclusion, match.context, self._thresholds, self._coverage)


def _sorted(steps: _Steps) -> dict[str, tuple[Step, ...]]:
    return {name: tuple(_in_order(steps[name])) for name in sorted(steps)}


def _in_order(steps: list[Step]) -> list[Step]:
    """Sort steps to one conclusion by rule, then by what variables stood for, then by all that they say."""
    if len(steps) == 1:
        return steps
    by_rule = {step.rule: step for step in steps}
    if len(by_rule) == len(steps):
        return [by_rule[rule] for rule in sorted(by_rule)]
    ranked = {(step.rule, repr(step.bindings)): step for step in steps}
    return [ranked[rank] for rank in sorted(ranked)] if len(ranked) == len(steps) else sorted(steps, key=repr)
