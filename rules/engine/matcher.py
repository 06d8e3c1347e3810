"""Finds which facts meet the conditions of which production, by joins over hash indexes.

Experta's own network compares every pair of facts and copies a token for each; here a fact looks up only those that
share its values. New facts are joined with those before them, so that each match is found once. What a ``NOT``
forbids is looked up when the production is about to fire: by then every lower stage is complete.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from kb.errors import InputError

MOST_TRIED = 1_000_000
"""How many facts the joins of one run may try: far more than any theory needs, and a few seconds' work."""

Values = tuple[Any, ...]
Bindings = dict[str, Any]
UNSETTLED = "?"
"""Bound in a match of which a test was answered neither yes nor no."""


@dataclass(frozen=True)
class Pattern:
    """A class of fact with the fields that must hold given values and those that bind variables."""

    kind: type[Any]
    literals: tuple[tuple[str, Any], ...]
    variables: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Test:
    """A question over variables, asked with their values in order; ``None`` leaves it open, and the match stands.

    ``member`` names a list and an item if the question is whether one holds the other.
    """

    names: tuple[str, ...]
    asks: Callable[..., bool | None]
    member: tuple[str, str] | None = None


@dataclass(frozen=True)
class Forbidden:
    """A pattern that must not match: by which fields to look its facts up, with which values or variables' values."""

    kind: type[Any]
    fields: tuple[str, ...]
    values: tuple[tuple[str | None, Any], ...]


def forbidding(pattern: Pattern, beside: Iterable[Pattern]) -> Forbidden:
    """Return a pattern to be looked up once those beside it have matched; what they leave unbound may be anything."""
    known = {variable for item in beside for _, variable in item.variables}
    bound = [(name, variable) for name, variable in pattern.variables if variable in known]
    fields = (*(name for name, _ in pattern.literals), *(name for name, _ in bound))
    values = (*((None, value) for _, value in pattern.literals), *((variable, None) for _, variable in bound))
    return Forbidden(pattern.kind, fields, values)


@dataclass(frozen=True)
class Condition:
    """The left side of a production: patterns to match, each under its number, questions, and patterns forbidden."""

    name: str
    patterns: tuple[tuple[int, Pattern], ...]
    tests: tuple[Test, ...]
    forbidden: tuple[Forbidden, ...]


@dataclass(frozen=True)
class _Lookup:
    """One step of a join: which pattern, by which fields to look its facts up, and what can be asked after it.

    A field ending in ``*`` is a list that must hold the value. Where no variable is named for a field, its value is
    the literal that stands there. ``each`` names a variable bound to a list whose items are tried in turn as the value
    of the last field. The fact found is bound as ``premise``.
    """

    place: int
    premise: str
    pattern: Pattern
    fields: tuple[str, ...]
    values: tuple[tuple[str | None, Any], ...]
    each: str | None
    fresh: tuple[tuple[str, str], ...]
    repeated: tuple[tuple[str, str], ...]
    tests: tuple[Test, ...]


@dataclass(frozen=True)
class _Seed:
    """A place of a condition in which a new fact can stand; ``needs`` names the classes of all facts of a match."""

    condition: Condition
    place: int
    needs: frozenset[type[Any]]

    @cached_property
    def steps(self) -> tuple[_Lookup, ...]:
        """Return how to complete a match that begins with a fact in this place."""
        return _steps(self.condition, self.place)


@dataclass
class Memory:
    """The facts of one run, in the order in which they came, with an index for each lookup that joins make.

    ``ready`` keeps, for each class, the joins that can be completed, with the number of classes seen by then;
    ``tried`` counts the facts that joins have tried.
    """

    order: dict[int, int] = field(default_factory=dict)
    kinds: dict[type[Any], list[Any]] = field(default_factory=dict)
    indexes: dict[type[Any], dict[tuple[str, ...], dict[Values, list[Any]]]] = field(default_factory=dict)
    ready: dict[type[Any], tuple[int, list["_Seed"]]] = field(default_factory=dict)
    tried: int = 0

    def add(self, fact: Any) -> None:
        """Add a fact to every index of its class."""
        self.order[id(fact)] = len(self.order)
        self.kinds.setdefault(type(fact), []).append(fact)
        for fields, index in self.indexes.get(type(fact), {}).items():
            for key in _keys(fact, fields):
                index.setdefault(key, []).append(fact)

    def look_up(self, kind: type[Any], fields: tuple[str, ...], values: Values) -> list[Any]:
        """Return the facts of a class with these values, in order."""
        indexes = self.indexes.setdefault(kind, {})
        if fields not in indexes:
            index: dict[Values, list[Any]] = {}
            for fact in self.kinds.get(kind, ()):
                for key in _keys(fact, fields):
                    index.setdefault(key, []).append(fact)
            indexes[fields] = index
        return indexes[fields].get(values, [])

    def found(self, pattern: Forbidden, bindings: Mapping[str, Any]) -> list[Any]:
        """Return the facts that match a forbidden pattern."""
        return self.look_up(pattern.kind, pattern.fields, _filled(pattern.values, bindings))


def _filled(values: Iterable[tuple[str | None, Any]], bindings: Mapping[str, Any]) -> Values:
    return tuple([value if name is None else bindings[name] for name, value in values])


def _keys(fact: Any, fields: tuple[str, ...]) -> Iterator[Values]:
    """Yield the values under which a fact is found: one for each item of the list in a last field with ``*``."""
    if fields and fields[-1].endswith("*"):
        head = [fact[name] for name in fields[:-1]]
        for item in dict.fromkeys(fact[fields[-1][:-1]] or ()):
            yield (*head, item)
    else:
        yield tuple([fact[name] for name in fields])


class Joins:
    """The productions made ready, and the search for matches."""

    def __init__(self, conditions: Iterable[Condition]) -> None:
        """Note in which places a new fact can stand; how to go on from there is planned when it is first needed."""
        self._seeds: dict[type[Any], list[_Seed]] = {}
        for condition in conditions:
            needs = frozenset([pattern.kind for _, pattern in condition.patterns])
            for place, (_, pattern) in enumerate(condition.patterns):
                self._seeds.setdefault(pattern.kind, []).append(_Seed(condition, place, needs))

    def matches(self, memory: Memory, fact: Any) -> Iterator[tuple[str, Bindings]]:
        """Add a fact; yield every match that it completes: the production's name and the bindings."""
        memory.add(fact)
        newest = memory.order[id(fact)]
        for seed in self._ready(memory, type(fact)):
            first = seed.steps[0]
            bindings = _bound(first, fact, {}) if _has(fact, first.pattern.literals) else None
            if bindings is not None:
                try:
                    for found in _complete(memory, seed.steps, 1, bindings, newest):
                        yield seed.condition.name, found
                except OverflowError:
                    raise _too_much(seed.condition.name) from None

    def _ready(self, memory: Memory, kind: type[Any]) -> list[_Seed]:
        """Return where a class of fact can begin a match, if of all its classes some fact has come."""
        counted, found = memory.ready.get(kind, (0, []))
        if counted != len(memory.kinds):
            there = memory.kinds.keys()
            found = [seed for seed in self._seeds.get(kind, ()) if seed.needs <= there]
            memory.ready[kind] = len(memory.kinds), found
        return found


def _has(fact: Any, literals: tuple[tuple[str, Any], ...]) -> bool:
    """Tell whether a fact has the values that a pattern gives; asked of every fact for many patterns."""
    for name, value in literals:  # noqa: SIM110 - a third faster than all()
        if fact[name] != value:
            return False
    return True


def _complete(memory: Memory, steps: Sequence[_Lookup], at: int, bindings: Bindings, newest: int) -> Iterator[Bindings]:
    """Yield the bindings that complete a match; only facts up to the newest count, before its place older ones."""
    if at == len(steps):
        yield bindings
        return
    step = steps[at]
    values = _filled(step.values, bindings)
    limit = newest if step.place < steps[0].place else newest + 1
    keys = [values] if step.each is None else [(*values, item) for item in dict.fromkeys(bindings[step.each] or ())]
    order = memory.order
    for key in keys:
        there = memory.look_up(step.pattern.kind, step.fields, key)
        memory.tried += len(there)
        if memory.tried > MOST_TRIED:
            raise OverflowError
        for fact in there:
            if order[id(fact)] < limit:
                extended = _bound(step, fact, bindings)
                if extended is not None:
                    yield from _complete(memory, steps, at + 1, extended, newest)


def _too_much(name: str) -> InputError:
    return InputError(
        f"rule {name.rstrip('?')!r} tries more than {MOST_TRIED:,} facts against each other",
        why="Patterns that share nothing match every fact with every other, and such a run might never end.",
        remedy="Let each of its patterns share a variable with those before it.",
    )


def _bound(step: _Lookup, fact: Any, bindings: Bindings) -> Bindings | None:
    extended = dict(bindings)
    for name, variable in step.fresh:
        extended[variable] = fact[name]
    for name, variable in step.repeated:
        if fact[name] != extended[variable]:
            return None
    extended[step.premise] = fact
    for test in step.tests:
        answer = test.asks(*[extended[name] for name in test.names])
        if not answer:
            if answer is not None:
                return None
            extended[UNSETTLED] = True
    return extended


def _steps(condition: Condition, seed: int) -> tuple[_Lookup, ...]:
    places = [seed, *(place for place in range(len(condition.patterns)) if place != seed)]
    bound: set[str] = set()
    waiting = list(condition.tests)
    steps: list[_Lookup] = []
    for place in places:
        number, pattern = condition.patterns[place]
        keyed = [(name, variable) for name, variable in pattern.variables if variable in bound and place != seed]
        fresh = {variable: name for name, variable in reversed(pattern.variables) if variable not in bound}
        repeated = [pair for pair in pattern.variables if pair[1] in fresh and fresh[pair[1]] != pair[0]]
        listed, item, each = _membership(waiting, bound, fresh) if place != seed else (None, None, None)
        bound |= set(fresh)
        ready = tuple(test for test in waiting if set(test.names) <= bound)
        waiting = [test for test in waiting if test not in ready]
        fields = [name for name, _ in pattern.literals] + [name for name, _ in keyed]
        values = [*((None, value) for _, value in pattern.literals), *((variable, None) for _, variable in keyed)]
        steps.append(
            _Lookup(
                place,
                f"premise_{number}",
                pattern,
                (*fields, *([listed] if listed else [])),
                (*values, *([(item, None)] if item else [])),
                each,
                tuple((name, variable) for variable, name in fresh.items()),
                tuple(repeated),
                ready,
            )
        )
    return tuple(steps)


def _membership(
    waiting: Sequence[Test], bound: set[str], fresh: Mapping[str, str]
) -> tuple[str | None, str | None, str | None]:
    """Return a field to look up by membership, with the variable that holds the item or the one that holds the list."""
    for test in waiting:
        if test.member is not None:
            listed, item = test.member
            if listed in fresh and item in bound:
                return f"{fresh[listed]}*", item, None
            if item in fresh and listed in bound:
                return fresh[item], None, listed
    return None, None, None
