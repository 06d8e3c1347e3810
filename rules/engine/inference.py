"""Runs a rulebook over facts and records every step, the premises that hold by absence included.

The facts are read in two worlds: the open one, where only a record known to be complete vouches for an absence, and
the listed one, where what is not on record is not so. In each world a rule has two readings. The *sure* one fires only
when every comparison is true and every fact it needs absent is absent even as a possibility; the *possible* one fires
unless a condition is known to fail. What is sure in the open world is certain, what is sure in the listed world holds
on the record, and what is only possible there is open. What is possible in the open world alone lies beyond the record.

Each of these holds wherever the one before it does. So one pass serves all readings: what is found in the widest, what
is possible in the open world, is told apart by how far it holds (:mod:`rules.engine.notebook`).
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from typing import Any

from kb.dates import Moment
from rules.engine.comparisons import Comparison
from rules.engine.experta_engine import Engine, Fact, Production
from rules.engine.facts import CONCLUSIONS, Conclusion, Episode, Mirrored, parted
from rules.engine.listening import Ear, Heard
from rules.engine.notebook import BEYOND, OPEN, Notebook
from rules.engine.prepared import Coverage, Prepared
from rules.engine.proof import Proof
from rules.engine.rule import Rule
from rules.engine.rulebook import Rulebook
from rules.engine.thresholds import Threshold


class Inference:
    """A rulebook made ready to run; the network is built once and reused."""

    def __init__(self, rulebook: Rulebook, thresholds: Mapping[str, Threshold]) -> None:
        """Take the rules and the thresholds that hold; the network is built for the first run."""
        self.rulebook = rulebook
        self.thresholds = dict(thresholds)
        self._ear = Ear()
        self._towards: dict[frozenset[str], Inference] = {}

    def towards(self, kinds: frozenset[str]) -> "Inference":
        """Return what infers conclusions of some kinds alone, by the same thresholds; made once for the same kinds."""
        if kinds not in self._towards:
            part = Inference(self.rulebook.towards(CONCLUSIONS[kind] for kind in kinds), {})
            part.thresholds, part._ear = self.thresholds, self._ear
            self._towards[kinds] = part
        return self._towards[kinds]

    @cached_property
    def _engine(self) -> Engine:
        return Engine([self._production(rule) for rule in self.rulebook.rules.values()])

    @cached_property
    def _prepared(self) -> dict[str, Prepared]:
        return {name: Prepared(rule, self.rulebook) for name, rule in self.rulebook.rules.items()}

    @cached_property
    def _matched(self) -> frozenset[type[Fact]]:
        """Return the classes that any rule looks at; others need not enter the network."""
        rules = self.rulebook.rules.values()
        return frozenset(type(item) for rule in rules for _, item in (*rule.positives, *rule.negatives))

    def _production(self, rule: Rule) -> Production:
        conditions = tuple(self._condition(item) for item in rule.when)
        positives = tuple(number for number, _ in rule.positives)
        return Production(rule.id, self.rulebook.stages[rule.concludes], conditions, positives)

    def _condition(self, item: Any) -> Any:
        if isinstance(item, Comparison):
            return item.as_condition(self.thresholds, self._ear)
        return item

    def run(
        self,
        facts: Iterable[Mirrored],
        coverage: Coverage,
        *,
        assumed: Iterable[Conclusion] = (),
        built_on: Iterable[Proof] = (),
    ) -> Proof:
        """Infer all that follows.

        Args:
            facts: observed and computed facts, in any order.
            coverage: the kinds of fact whose record is complete.
            assumed: conclusions taken as certain, though no step of the proof leads to them.
            built_on: proofs whose conclusions, with their standings, are premises here; their steps become part of
                this proof.
        """
        return self.notes(facts, coverage, assumed=assumed, built_on=built_on).proof()

    def on_record(self, facts: Iterable[Mirrored], coverage: Coverage) -> Proof:
        """Infer what holds on the record alone: nothing is called certain."""
        return self.notes(facts, coverage, least=OPEN).on_record()

    def holding(self, facts: Iterable[Mirrored], coverage: Coverage) -> Proof:
        """Infer what holds on the record as :meth:`on_record` does, but note no steps that lead there."""
        return self.notes(facts, coverage, least=OPEN).holding()

    def open_world(self, facts: Iterable[Mirrored], coverage: Coverage, *, assumed: Iterable[Conclusion] = ()) -> Proof:
        """Infer what follows where only complete records vouch for an absence: steps are certain, the rest possible."""
        return self.notes(facts, coverage, assumed=assumed).open_world()

    def notes(
        self,
        facts: Iterable[Mirrored],
        coverage: Coverage,
        *,
        assumed: Iterable[Conclusion] = (),
        built_on: Iterable[Proof] = (),
        least: int = BEYOND,
    ) -> Notebook:
        """Run as :meth:`run` does, and return what was written down; ``least`` is the lowest level asked for."""
        seen = parted(facts)
        given = _in_order(seen.own)
        notes = Notebook(self._prepared, self.thresholds, coverage, least)
        notes.begin(seen.terms.known)
        notes.begin({fact.identity: fact.known for fact in given})
        premises = [notes.assume(fact) for fact in sorted(assumed, key=lambda fact: fact.identity)]
        premises += [fact for proof in built_on for fact in notes.take_over(proof)]
        matched = self._matched
        entering = (fact for fact in given if type(fact) in matched)
        terms = tuple([fact for fact in seen.terms.facts if type(fact) in matched])
        self._engine.run((*entering, *premises), notes.fire, notes.settle, terms)
        return notes

    @contextmanager
    def shifted(self, settings: Mapping[str, float]) -> Iterator[None]:
        """Run with other values for some thresholds, for a while."""
        before = dict(self.thresholds)
        self.thresholds.update({name: replace(before[name], value=value) for name, value in settings.items()})
        try:
            yield
        finally:
            self.thresholds.update(before)

    @contextmanager
    def listening(self, days: frozenset[Moment] | None = None) -> Iterator[set[Heard]]:
        """Gather, for a while, every comparison with a threshold that runs make; with ``days``, every one of these."""
        heard: set[Heard] = set()
        self._ear.heard, self._ear.days = heard, days
        try:
            yield heard
        finally:
            self._ear.heard, self._ear.days = None, None


def _in_order(facts: Iterable[Mirrored]) -> list[Mirrored]:
    """Return facts, each once, in the order in which they enter: what most rules ask for last, for fewer joins."""
    found = {fact.identity: fact for fact in facts}
    ordered = [found[name] for name in sorted(found)]
    return [fact for late in (False, True) for fact in ordered if (type(fact) is Episode) is late]
