"""Which facts would let rules fire together: from what they need back to what can be observed, the fewest facts first.

Each way to meet a condition is tried in turn: another rule that concludes it, a fact, a term of the vocabulary. What
forbids itself, what cannot be compared as asked and what would need two facts where there can be one is given up.
"""

import heapq
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import count

from kb.records import ORDERED
from kb.words.vocabulary import bundled_vocabulary
from rules.checking.constraints import Difference, Solved, solve
from rules.checking.formulas import Asked, Atom, Bound, Formula, Var, formula
from rules.engine.experta_engine import Fact
from rules.engine.facts import VOCABULARY, Conclusion, Episode, field_names, mirror
from rules.engine.rule import Rule
from rules.engine.rulebook import Rulebook
from rules.engine.thresholds import Threshold
from rules.packs.sorts import DATE, Sort, sort_of

_KEYS: Mapping[str, tuple[str, ...]] = {
    "Change": ("episode",),
    "UnitChange": ("episode", "contribution"),
    "JointPool": ("episode", "arrangement"),
    "Owed": ("episode", "commitment"),
    "FleetShare": ("episode", "capability"),
    "Subject": ("episode", "thing"),
    "VoteShare": ("vote",),
}
"""The fields by which one computed fact is told from another of its kind; else by its name."""
_SHARED = ("state", "coalition", "date")
"""The fields that a computed fact has in common with the episode that it is about."""
_MOST_ROUNDS = 50


@dataclass(frozen=True)
class Situation:
    """Facts, with what is still to be met, what must not be there, and what variables stand for."""

    bound: Bound
    facts: tuple[Atom, ...] = ()
    goals: tuple[Atom, ...] = ()
    derived: tuple[Atom, ...] = ()
    above: tuple[tuple[Atom, ...], ...] = ()
    absent: tuple[Atom, ...] = ()
    asked: tuple[Asked, ...] = ()
    rules: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """Return how many facts it has, and at least needs."""
        return len(self.facts) + len(self.goals)

    @cached_property
    def sorts(self) -> Mapping[Var, Sort]:
        """Return what each variable holds, by the fields in which it stands."""
        found: dict[Var, Sort] = {}
        for atom in (*self.facts, *self.derived):
            for name, term in atom.fields:
                root = self.bound.find(term)
                if isinstance(root, Var) and (root not in found or sort_of(atom.kind, name).scheme):
                    found[root] = sort_of(atom.kind, name)
        return found

    def solved(self, *, apart: bool = False) -> Solved | None:
        """Return what makes all that is compared true; ``None`` where nothing can.

        ``apart`` asks that no two dates of which one is not to be later are the same.
        """
        asked = [
            Asked("earlier", item.terms) if apart and item.relation == "not_later" else item for item in self.asked
        ]
        return solve(asked, self.bound, self._in_order())

    def _in_order(self) -> Iterator[Difference]:
        """Yield which dates of one fact never come before which others."""
        for atom in self.facts:
            for first, then in (*ORDERED, ("decided", "date")):
                if first in atom.terms and then in atom.terms and sort_of(atom.kind, first).sort == DATE:
                    if (first, then) == ("decided", "date") and atom.kind is not Episode:
                        continue
                    yield atom.terms[first], atom.terms[then], 0


@dataclass
class Derivation:
    """Searches for situations in which rules of a book, and of those it builds on, fire; ``steps`` bounds the work."""

    book: Rulebook
    thresholds: Mapping[str, Threshold]
    steps: int = 400
    _number: Iterator[int] = field(default_factory=count)
    exhausted: bool = False

    @cached_property
    def _giving(self) -> Mapping[type[Fact], Sequence[Rule]]:
        found: dict[type[Fact], list[Rule]] = {}
        book: Rulebook | None = self.book
        while book is not None:
            for rule in book.rules.values():
                found.setdefault(rule.concludes, []).append(rule)
            book = book.base
        return found

    @cached_property
    def _terms(self) -> Mapping[type[Fact], Sequence[Atom]]:
        found: dict[type[Fact], list[Atom]] = {}
        for record in bundled_vocabulary().records.values():
            made = mirror(record)
            found.setdefault(type(made), []).append(Atom(type(made), tuple(made.items())))
        return found

    def formula(self, rule: Rule) -> Formula:
        """Return a rule with variables that no other formula has."""
        return formula(rule, f"#{next(self._number)}", self.thresholds)

    def situations(self, wanted: Sequence[Formula], bound: Bound) -> Iterator[Situation]:
        """Yield situations in which some rules may fire, small ones first.

        Afterwards ``exhausted`` says whether there are no others.
        """
        self.exhausted = False
        first: Situation | None = Situation(bound)
        for made in wanted:
            first = self._with(first, made, ()) if first else None
        waiting: list[tuple[int, int, Situation]] = []
        if first:
            waiting.append((first.size, 0, first))
        order = count(1)
        for _ in range(self.steps):
            if not waiting:
                self.exhausted = True
                return
            _, _, best = heapq.heappop(waiting)
            if not best.goals:
                yield best
                continue
            for following in self._next(best):
                heapq.heappush(waiting, (following.size, next(order), following))

    def _with(self, given: Situation, made: Formula, above: tuple[Atom, ...]) -> Situation | None:
        """Return a situation with all that a rule asks for; ``None`` where that cannot be."""
        bound = given.bound.copy()
        for item in made.asked:
            if item.relation == "same_person" and not bound.unify(*item.terms):
                return None
        situation = replace(
            given,
            bound=bound,
            absent=(*given.absent, *made.absent),
            asked=(*given.asked, *made.asked),
            derived=(*given.derived, made.gives),
            rules=(*given.rules, made.rule.id),
        )
        told = [atom for atom in made.needs if issubclass(atom.kind, Conclusion) or atom.kind in VOCABULARY]
        seen = [self._observed(atom) for atom in made.needs if atom not in told]
        situation = replace(
            situation,
            facts=(*given.facts, *seen),
            goals=(*given.goals, *told),
            above=(*given.above, *[(*above, made.gives)] * len(told)),
        )
        return _settled(situation)

    def _observed(self, atom: Atom) -> Atom:
        """Return a fact that can be observed, or computed from such facts, with every field that it must have."""
        fields = dict(atom.fields)
        for name in field_names(atom.kind):
            if name not in fields and (name == "id" or (sort_of(atom.kind, name).required and not _many(atom, name))):
                fields[name] = Var(f"{name}#{next(self._number)}")
        return Atom(atom.kind, tuple(fields.items()))

    def _next(self, given: Situation) -> Iterator[Situation]:
        """Yield the situations in which one condition more is met."""
        at = min(range(len(given.goals)), key=lambda number: self._choices(given.goals[number]))
        goal, above = given.goals[at], given.above[at]
        rest = replace(
            given, goals=given.goals[:at] + given.goals[at + 1 :], above=given.above[:at] + given.above[at + 1 :]
        )
        if any(given.bound.meets(goal, known) for known in given.derived if known not in above):
            yield rest
            return
        if goal.kind in VOCABULARY:
            yield from self._as_terms(rest, goal)
            return
        for known in given.derived:
            bound = rest.bound.copy()
            if known.kind is goal.kind and known not in above and bound.unify_atoms(goal, known):
                following = _settled(replace(rest, bound=bound))
                if following:
                    yield following
        for rule in self._giving.get(goal.kind, ()):
            made, bound = self.formula(rule), rest.bound.copy()
            if any(bound.meets(goal, known) and known.kind is made.gives.kind for known in above):
                continue
            if bound.unify_atoms(goal, made.gives):
                following = self._with(replace(rest, bound=bound), made, above)
                if following:
                    yield following

    def _choices(self, goal: Atom) -> int:
        return 1 if goal.kind in VOCABULARY else len(self._giving.get(goal.kind, ())) + 1

    def _as_terms(self, given: Situation, goal: Atom) -> Iterator[Situation]:
        """Yield the situations in which a goal is met by a term of the vocabulary; of those alike, the first."""
        seen: set[tuple[object, ...]] = set()
        told = [name for name, _ in goal.fields if name != "id"]
        for term in self._terms.get(goal.kind, ()):
            alike = tuple(term.terms[name] for name in told)
            bound = given.bound.copy()
            if alike in seen and not _named(given, goal):
                continue
            following = _settled(replace(given, bound=bound)) if bound.unify_atoms(goal, term) else None
            if following:
                seen.add(alike)
                yield following


def _named(given: Situation, goal: Atom) -> bool:
    """Tell whether something else may tell one term from those that are like it."""
    term = given.bound.find(goal.terms.get("id", ""))
    there = (*(item.terms for item in given.asked), *(tuple(atom.terms.values()) for atom in _concluded(given)))
    return not isinstance(term, Var) or any(term in map(given.bound.find, terms) for terms in there)


def _concluded(given: Situation) -> Iterator[Atom]:
    yield from (atom for atom in (*given.goals, *given.derived) if issubclass(atom.kind, Conclusion))


def _many(atom: Atom, name: str) -> bool:
    return sort_of(atom.kind, name).many


def _merged(facts: Sequence[Atom], bound: Bound) -> tuple[Atom, ...] | None:
    """Return facts with those made one that can only be one; ``None`` where these contradict each other."""
    found = list(facts)
    for _ in range(_MOST_ROUNDS):
        before = len(bound.known), len(found)
        for first, second in _pairs(found):
            if first not in found or second not in found:
                continue
            if _one(first, second, bound):
                if not bound.unify_atoms(first, second):
                    return None
                both = {**dict(second.fields), **dict(first.fields)}
                found[found.index(first)] = Atom(first.kind, tuple(both.items()))
                found.remove(second)
            elif not _share(first, second, bound):
                return None
        if before == (len(bound.known), len(found)):
            break
    return tuple(found)


def _pairs(facts: Sequence[Atom]) -> Iterator[tuple[Atom, Atom]]:
    listed = list(facts)
    yield from ((one, two) for at, one in enumerate(listed) for two in listed[at + 1 :])


def _one(first: Atom, second: Atom, bound: Bound) -> bool:
    """Tell whether two facts are one, by the fields that tell them apart."""
    keys = ("id",), _KEYS.get(first.kind.__name__, ("id",))
    return first.kind is second.kind and any(
        all(name in first.terms and name in second.terms for name in key)
        and all(bound.equal(first.terms[name], second.terms[name]) for name in key)
        for key in keys
    )


def _share(first: Atom, second: Atom, bound: Bound) -> bool:
    """Let what is computed of an episode share its state, coalition and date; tell whether it can."""
    for episode, fact in ((first, second), (second, first)):
        own = episode.kind is Episode and fact.kind is not Episode and "episode" in fact.terms
        if own and bound.equal(fact.terms["episode"], episode.terms["id"]):
            both = [name for name in _SHARED if name in fact.terms and name in episode.terms]
            if not all(bound.unify(fact.terms[name], episode.terms[name]) for name in both):
                return False
    return True


def _settled(given: Situation) -> Situation | None:
    """Return a situation with one fact where there can be one; ``None`` where it cannot be.

    It cannot where something is there that is forbidden, or what is compared cannot be true.
    """
    facts = _merged(given.facts, given.bound)
    if facts is None:
        return None
    situation = replace(given, facts=facts)
    there = (*facts, *given.derived, *given.goals)
    if any(given.bound.meets(gone, atom) for gone in given.absent for atom in there):
        return None
    return situation if situation.solved() is not None else None
