"""Plans a join: in which order the patterns of a condition are looked up once a new fact stands in one place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rules.matching.conditions import LITERAL, Condition, Pattern, Source, Test


@dataclass(frozen=True)
class Lookup:
    """One step of a join: which pattern, by which fields to look its facts up, and what can be asked after it.

    A field ending in ``*`` is a list that must hold the value. ``each`` names a variable bound to a list whose items
    are tried in turn as the value of the last field. The fact found is bound as ``premise``. ``older`` says that the
    pattern could take the new fact too, and stands before the place that it takes: so that a match is found once, the
    new fact is passed over here.
    """

    premise: str
    pattern: Pattern
    fields: tuple[str, ...]
    values: tuple[Source, ...]
    each: str | None
    fresh: tuple[tuple[str, str], ...]
    repeated: tuple[tuple[str, str], ...]
    tests: tuple[Test, ...]
    older: bool


def plan(condition: Condition, seed: int) -> tuple[Lookup, ...]:
    """Return how to complete a match that begins with a fact in one place: that place, then those that share values."""
    bound: set[str] = set()
    waiting = list(condition.tests)
    steps: list[Lookup] = []
    left = set(range(len(condition.patterns)))
    while left:
        place = seed if not steps else max(left, key=lambda at: (_shares(condition, at, bound, waiting), -at))
        left.remove(place)
        step = _lookup(condition, place, seed, bound, waiting)
        steps.append(step)
        bound |= {variable for _, variable in step.fresh}
        waiting = [test for test in waiting if test not in step.tests]
    return tuple(steps)


def _shares(condition: Condition, place: int, bound: set[str], waiting: Sequence[Test]) -> bool:
    """Tell whether what is known by now narrows down which facts can match a pattern."""
    variables = condition.patterns[place][1].variables
    fresh = {variable: name for name, variable in variables if variable not in bound}
    return len(fresh) < len(variables) or _membership(waiting, bound, fresh) != (None, None, None)


def _lookup(condition: Condition, place: int, seed: int, bound: set[str], waiting: Sequence[Test]) -> Lookup:
    """Return the step that looks up a pattern once some variables are bound and some tests are waiting for others."""
    number, pattern = condition.patterns[place]
    keyed = [(name, variable) for name, variable in pattern.variables if variable in bound]
    fresh = {variable: name for name, variable in reversed(pattern.variables) if variable not in bound}
    listed, item, each = _membership(waiting, bound, fresh) if place != seed else (None, None, None)
    fields = [name for name, _ in pattern.literals] + [name for name, _ in keyed]
    values = [*((LITERAL, value) for _, value in pattern.literals), *((variable, None) for _, variable in keyed)]
    known = bound | set(fresh)
    return Lookup(
        f"premise_{number}",
        pattern,
        (*fields, *([listed] if listed else [])),
        (*values, *([(item, None)] if item else [])),
        each,
        tuple((name, variable) for variable, name in fresh.items()),
        tuple(pair for pair in pattern.variables if pair[1] in fresh and fresh[pair[1]] != pair[0]),
        tuple(test for test in waiting if set(test.names) <= known),
        place < seed and pattern.kind is condition.patterns[seed][1].kind,
    )


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
