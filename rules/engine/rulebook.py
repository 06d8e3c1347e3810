"""The rulebook: rules as data, checked when they are registered, with stages and closures worked out from them."""

import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from kb.errors import InputError, Place
from kb.reading.bibliography import bundled_keys
from rules.engine.citation import Cite
from rules.engine.experta_engine import MATCH, Fact
from rules.engine.facts import VOCABULARY, Conclusion, Mirrored, field_names
from rules.engine.rule import Condition, Rule, faults_of, literals, names_used, variables

_Values = frozenset[tuple[str, Any]]


@dataclass
class Rulebook:
    """A set of rules that belong together; refuses a rule that could not work.

    ``base`` is the rulebook whose conclusions these rules build on; it has run before them. ``about`` is the kind of
    fact that its rules are about: a rule names one of these by the kind's own name, its fields by theirs, and need not
    say so; see :meth:`_completed`.
    """

    rules: dict[str, Rule] = field(default_factory=dict)
    base: "Rulebook | None" = None
    about: type[Mirrored] | None = None
    _closures: dict[tuple[type[Fact], _Values], frozenset[str]] = field(default_factory=dict, repr=False)

    def rule(
        self, name: str, *, claim: str, source: Cite, when: Sequence[Condition], then: Conclusion, says: str
    ) -> Rule:
        """Register a rule.

        Raises:
            InputError: the rule is not sound; the message names file and line and says what to do.
        """
        caller = sys._getframe(1)  # noqa: SLF001 - inspect.stack reads every source file on the way, at 10 ms a rule
        where = Place(caller.f_code.co_filename, caller.f_lineno)
        return self.add(Rule(name, claim, source, tuple(when), then, says, where))

    def add(self, rule: Rule, *, works: Collection[str] = ()) -> Rule:
        """Add a rule that is given as data; ``works`` are works that it may cite beside the bundled ones.

        Raises:
            InputError: the rule is not sound.
        """
        made = self._completed(rule)
        for refusal in self._refused(made, works):
            raise refusal
        self.rules[made.id] = made
        self._forget()
        return made

    def refusals(self, rule: Rule, works: Collection[str] = ()) -> Iterator[InputError]:
        """Yield every reason not to add a rule."""
        yield from self._refused(self._completed(rule), works)

    def _refused(self, made: Rule, works: Collection[str]) -> Iterator[InputError]:
        for fault, why, remedy in self._faults(made, works):
            yield InputError(f"rule {made.id!r}: {fault}", where=made.where, why=why, remedy=remedy)

    def drop(self, name: str) -> None:
        """Take a rule out, for another to stand in its place."""
        del self.rules[name]
        self._forget()

    def _forget(self) -> None:
        """Forget what was worked out from the rules as they were."""
        for worked_out in ("by_conclusion", "stages", "observed_kinds", "distinctions"):
            self.__dict__.pop(worked_out, None)
        self._closures.clear()

    def _completed(self, made: Rule) -> Rule:
        """Return a rule with the fact that it is about, where it speaks of that or its fields without giving it.

        It stands after the conclusions with which the rule begins, and binds every field that the rule speaks of. It
        is left out where nothing is wanting: what is named was concluded of it, or is bound without it.
        """
        kind = self.about
        if kind is None or any(type(item) is kind for _, item in made.positives):
            return made
        used, name = names_used(made), kind.__name__.lower()
        fields = [field for field in field_names(kind) if field != "id" and field in used]
        bound = {found for _, item in made.positives for found in variables(item).values()}
        concluded = any(isinstance(item, Conclusion) and name in variables(item).values() for item in made.when)
        if (concluded and not fields) or (name not in used and bound.issuperset(fields)):
            return made
        leading = next((i for i, item in enumerate(made.when) if not isinstance(item, Conclusion)), len(made.when))
        given = kind(id=getattr(MATCH, name), **{field: getattr(MATCH, field) for field in fields})
        return replace(made, when=(*made.when[:leading], given, *made.when[leading:]))

    def _faults(self, made: Rule, works: Collection[str]) -> Iterator[tuple[str, str, str]]:
        taken = self.find(made.id)
        if taken is not None:
            yield "its id is taken", f"First defined at {taken.where}.", "Choose another id."
        for key in filter(None, (made.source.work, made.source.after)):
            if key not in bundled_keys() and key not in works:
                why = "A reader must find where the theory says so."
                yield f"source {key!r} is not in the bibliography", why, "Add the work to a .bib file beside the rules."
        yield from faults_of(made)

    def find(self, name: str) -> Rule | None:
        """Return a rule of this rulebook or of those it builds on."""
        return self.rules.get(name) or (self.base.find(name) if self.base else None)

    @cached_property
    def by_conclusion(self) -> dict[type[Fact], tuple[Rule, ...]]:
        """Return the rules that conclude each class, by rule id."""
        found: dict[type[Fact], list[Rule]] = {}
        for name in sorted(self.rules):
            found.setdefault(self.rules[name].concludes, []).append(self.rules[name])
        return {kind: tuple(rules) for kind, rules in found.items()}

    @cached_property
    def stages(self) -> dict[type[Fact], int]:
        """Return the stage of each concluded class: above every class it needs absent, not below any it needs.

        Raises:
            InputError: a ``NOT`` sits in a cycle, so that no order is safe; the message names the cycle.
        """
        stages = dict.fromkeys(self.by_conclusion, 0)
        for _ in range(len(stages) + 1):
            changed = False
            for made in self.rules.values():
                least = max((stages.get(kind, 0) + step for kind, step in _needs(made)), default=0)
                if least > stages[made.concludes]:
                    stages[made.concludes] = least
                    changed = True
            if not changed:
                return stages
        made, cycle = self._cycle()
        raise InputError(
            f"rule {made.id!r}: what must be absent sits in a circle: {' -> '.join(kind.__name__ for kind in cycle)}",
            where=made.where,
            why="What must be absent would depend on what it lets in, so no order of firing is safe.",
            remedy="Break the circle: conclude one of these from other facts.",
        )

    def _cycle(self) -> tuple[Rule, list[type[Fact]]]:
        """Return a rule that needs something absent on which its own conclusion bears, and how."""
        edges: dict[type[Fact], set[type[Fact]]] = {}
        for made in self.rules.values():
            edges.setdefault(made.concludes, set()).update(kind for kind, _ in _needs(made))
        found = (
            (made, path)
            for made in sorted(self.rules.values(), key=lambda item: item.id)
            for _, pattern in made.negatives
            if (path := _path(edges, type(pattern), made.concludes))
        )
        made, path = next(found)
        return made, [made.concludes, *path]

    @cached_property
    def observed_kinds(self) -> dict[type[Fact], frozenset[str]]:
        """Return, for every class a rule may need absent, the observed kinds from which it could be derived."""
        return {kind: self.closure(kind) for kind in {type(item) for _, item in self._all_negatives()}}

    def towards(self, kinds: Iterable[type[Fact]]) -> "Rulebook":
        """Return the rules on which conclusions of some kinds can hang: no other bears on them, present or absent."""
        needed: set[type[Fact]] = set()
        waiting = list(kinds)
        while waiting:
            kind = waiting.pop()
            if kind not in needed:
                needed.add(kind)
                waiting += [other for made in self.by_conclusion.get(kind, ()) for other, _ in _needs(made)]
        rules = {name: made for name, made in self.rules.items() if made.concludes in needed}
        return Rulebook(rules, self.base, self.about)

    def closure(self, kind: type[Fact], values: Mapping[str, Any] | None = None) -> frozenset[str]:
        """Return the observed kinds of fact from which a fact of some class, with these values, could be derived.

        Values count where rules tell conclusions apart by them: a theory, a cause, an outcome.
        """
        fixed = frozenset((name, value) for name, value in (values or {}).items() if name in self.distinctions)
        if (kind, fixed) not in self._closures:
            self._closures[kind, fixed] = self._closure(kind, fixed, set())
        return self._closures[kind, fixed]

    @cached_property
    def distinctions(self) -> frozenset[str]:
        """Return the fields to which rules, here or in the rulebook built on, give a literal value."""
        found = {name for made in self.rules.values() for name in literals(made.then)}
        return frozenset(found) | (self.base.distinctions if self.base else frozenset())

    def _all_negatives(self) -> Iterator[tuple[Rule, Fact]]:
        for made in self.rules.values():
            for _, pattern in made.negatives:
                yield made, pattern

    def _closure(self, kind: type[Fact], fixed: _Values, seen: set[tuple[type[Fact], _Values]]) -> frozenset[str]:
        if (kind, fixed) in seen or kind in VOCABULARY or getattr(kind, "on_record", False):
            return frozenset()
        seen.add((kind, fixed))
        if issubclass(kind, Mirrored):
            derived = getattr(kind.record, "derived_from", None)
            return frozenset({kind.__name__}) if derived is None else derived
        found: set[str] = set()
        for made in self.by_conclusion.get(kind, ()):
            bound = _unified(made.then, dict(fixed))
            for _, pattern in made.positives if bound is not None else ():
                found |= self._closure(type(pattern), self._passed_on(pattern, bound or {}), seen)
        return frozenset(found) | (self.base.closure(kind, dict(fixed)) if self.base else frozenset())

    def _passed_on(self, pattern: Fact, bound: Mapping[str, Any]) -> _Values:
        """Return the values that a pattern has once some variables are bound."""
        known = literals(pattern) | {key: bound[name] for key, name in variables(pattern).items() if name in bound}
        return frozenset((key, value) for key, value in known.items() if key in self.distinctions)


def _unified(conclusion: Fact, values: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return what a rule's variables stand for if it concludes these values; ``None`` if it never does."""
    literal, named = literals(conclusion), variables(conclusion)
    if any(literal.get(key, value) != value for key, value in values.items()):
        return None
    return {named[key]: value for key, value in values.items() if key in named}


def presumed_complete(pattern: Fact) -> frozenset[str]:
    """Return the kinds of fact whose record must be complete for a computed fact to be right."""
    kind = type(pattern)
    return getattr(kind.record, "presumes_complete", frozenset()) if issubclass(kind, Mirrored) else frozenset()


def _needs(made: Rule) -> Iterator[tuple[type[Fact], int]]:
    for _, pattern in made.positives:
        yield type(pattern), 0
    for _, pattern in made.negatives:
        yield type(pattern), 1


def _path(edges: dict[type[Fact], set[type[Fact]]], start: type[Fact], goal: type[Fact]) -> list[type[Fact]]:
    waiting, seen = [[start]], {start}
    while waiting:
        path = waiting.pop(0)
        if path[-1] is goal:
            return path
        for following in sorted(edges.get(path[-1], ()), key=lambda kind: kind.__name__):
            if following not in seen:
                seen.add(following)
                waiting.append([*path, following])
    return []
