"""Finds which facts meet the conditions of which production, by joins over tables of facts.

Experta's own network compares every pair of facts and copies a token for each; here a fact looks up only those that
share its values, by functions written for each condition (:mod:`rules.matching.compiling`). New facts are joined with
those before them, so that each match is found once. What a ``NOT`` forbids is looked up when the production is about
to fire: by then every lower stage is complete.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import is_
from typing import Any

from rules.matching.compiling import Match, compiled
from rules.matching.conditions import Condition, Forbidden
from rules.matching.following import follow
from rules.matching.memory import Memory
from rules.matching.planning import Lookup, plan

Found = tuple[str, dict[str, Any]]
"""A production that met its conditions, and the bindings."""
_OFTEN = 32
"""How often a join is followed before a function is written for it, which takes as long as some twenty."""
_DEEPEST = 10
"""So many patterns at most become a function: Python nests no more than twenty loops, and each may take two."""
_MOST_READY = 10_000
"""For how many sets of classes it is kept where a fact can begin a match: they recur from run to run."""


@dataclass
class _Seed:
    """A place of a condition in which a new fact can stand; ``needs`` has a bit for the class of each fact of a match.

    A match is completed by a function of its own once that has been asked so often that writing one pays.
    """

    condition: Condition
    place: int
    needs: int
    asked: int = 0
    match: Match | None = None

    def complete(self, memory: Memory, fact: Any, found: list[dict[str, Any]]) -> None:
        """Add the bindings of every match that a new fact completes from this place, if it fits there."""
        if all(fact[name] == value for name, value in self.condition.patterns[self.place][1].literals):
            self.asked += 1
            if self.asked == _OFTEN and len(self.steps) <= _DEEPEST:
                self.match = compiled(self.condition.name, self.steps)
            follow(self.condition.name, self.steps, memory, fact, found)

    @cached_property
    def steps(self) -> tuple[Lookup, ...]:
        """Return the plan; made when it is first needed."""
        return plan(self.condition, self.place)


class Joins:
    """The productions made ready, and the search for matches in one run after another."""

    def __init__(self, conditions: Iterable[Condition]) -> None:
        """Note in which places a new fact can stand."""
        self._seeds: dict[type[Any], list[_Seed]] = {}
        self._bits: dict[type[Any], int] = {}
        self._ready: dict[tuple[type[Any], int], list[_Seed]] = {}
        for condition in conditions:
            kinds = [pattern.kind for _, pattern in condition.patterns]
            needs = sum({self._bits.setdefault(kind, 1 << len(self._bits)) for kind in kinds})
            for place, kind in enumerate(kinds):
                self._seeds.setdefault(kind, []).append(_Seed(condition, place, needs))
        self._terms: tuple[tuple[Any, ...], Memory] = ((), Memory())
        self.begin(())

    def begin(self, terms: tuple[Any, ...]) -> list[Found]:
        """Forget every fact and begin with terms; return the matches that these complete among themselves.

        Terms are facts of classes of which none is added later. Tables of the same ones are kept from run to run, but
        not their matches: what a test asks may be answered otherwise by then.
        """
        if len(terms) != len(self._terms[0]) or not all(map(is_, terms, self._terms[0])):
            memory = Memory()
            for fact in terms:
                memory.add(fact)
            self._terms = terms, memory
        kinds = self._terms[1].kinds
        self._memory, self._there = Memory(self._terms[1]), sum(self._bits.get(kind, 0) for kind in kinds)
        found: list[Found] = []
        for kind in kinds:
            seeds = [seed for seed in self._begun(kind) if seed.place == 0]
            for fact in kinds[kind] if seeds else ():
                found += self._completed(seeds, fact)
        return found

    def matches(self, fact: Any) -> Sequence[Found]:
        """Add a fact; return every match that it completes."""
        self._memory.add(fact)
        return self._completed(self._begun(type(fact)), fact)

    def _completed(self, seeds: Iterable[_Seed], fact: Any) -> list[Found]:
        """Return every match that a fact completes from one of some places."""
        memory = self._memory
        found: list[Found] = []
        for seed in seeds:
            bindings: list[dict[str, Any]] = []
            (seed.match or seed.complete)(memory, fact, bindings)
            if bindings:
                name = seed.condition.name
                found += [(name, item) for item in bindings]
        return found

    def against(self, pattern: Forbidden, bindings: Mapping[str, Any]) -> list[Any]:
        """Return the facts that match a forbidden pattern."""
        values = [value if name is None else bindings[name] for name, value in pattern.values]
        key = values[0] if len(values) == 1 else tuple(values)
        return self._memory.found((pattern.kind, pattern.fields), key)

    def _begun(self, kind: type[Any]) -> Iterable[_Seed]:
        """Return where a class of fact can begin a match, if of all its classes some fact has come."""
        self._there |= self._bits.get(kind, 0)
        key = kind, self._there
        found = self._ready.get(key)
        if found is None:
            if len(self._ready) == _MOST_READY:
                self._ready.clear()
            found = [seed for seed in self._seeds.get(kind, ()) if not seed.needs & ~self._there]
            self._ready[key] = found
        return found
