"""Whether the values of a rule fit: what it gives a field is of the field's sort, and what it compares can be compared.

A rule that compares a name with a date would stop every judgement; one that gives a number where a name stands would
never fire, and nobody would be told.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from rules.engine.comparisons import Comparison
from rules.engine.experta_engine import Fact, negated, variable_name
from rules.engine.rule import variables
from rules.engine.thresholds import Threshold
from rules.packs.sentences import OwnRelation
from rules.packs.sorts import DATE, NAME, NUMBER, TRUTH, Sort, sort_of

Fault = tuple[str, str]
"""What is wrong, and what to do."""

_LIST, _ONE, _ANY = "a list", "a single value", ""
_COMPARED: Mapping[str, tuple[str, ...]] = {
    "later": (DATE, DATE, NUMBER),
    "short_of": (DATE, DATE, NUMBER),
    "not_later": (DATE, DATE),
    "earlier": (DATE, DATE),
    "within": (DATE, DATE, NUMBER),
    "covers": (DATE, DATE, DATE),
    "nearing": (DATE, DATE, DATE, NUMBER),
    "at_least": (NUMBER, NUMBER),
    "more": (NUMBER, NUMBER),
    "fewer": (NUMBER, NUMBER),
    "includes": (_LIST, _ONE),
    "includes_any": (_LIST, _ANY),
    "any_of": (_LIST,),
    "among": (_ONE, _ANY),
    "same_person": (NAME, NAME),
}
"""What each comparison compares; those that are not here compare whatever they are given."""
_REMEDIES: Mapping[str, str] = {
    DATE: "Bind the date to a variable in a pattern, and name that.",
    NUMBER: "Write a number, a variable that holds one, or the name of a threshold.",
    _LIST: "Of a list, ask what it `includes`; of a single value, whether it `is one of`.",
    _ONE: "Of a list, ask what it `includes`; of a single value, whether it `is one of`.",
    NAME: "Name two variables that hold names.",
}


def sorts_of(pattern: Fact) -> dict[str, Sort]:
    """Return of which sort each variable of a pattern is."""
    return {name: sort_of(type(pattern), field) for field, name in variables(pattern).items()}


def misfits(condition: Any, known: Mapping[str, Sort]) -> Iterator[Fault]:
    """Yield what does not fit in a condition or a conclusion; ``known`` are the sorts of variables bound before."""
    if isinstance(condition, Comparison):
        yield from _uncomparable(condition, known)
        return
    pattern = condition if isinstance(condition, Fact) else negated(condition)
    if pattern is not None:
        for field, value in pattern.items():
            if isinstance(field, str) and not variable_name(value):
                yield from _unlike(sort_of(type(pattern), field), field, value)


def _unlike(sort: Sort, field: str, value: Any) -> Iterator[Fault]:
    if value is None and not sort.required:
        return
    if sort.many and not isinstance(value, tuple):
        yield f"{field} is {sort.told}, and no single value", f"Write `{field}: $some`, then `$some includes {value}`."
    elif sort.sort == DATE:
        yield f"{field} is a date, which a pattern cannot name", f"Write `{field}: $day`, and compare $day."
    elif not sort.many and not _is(sort.sort, value):
        told = "true or false" if sort.sort == TRUTH else sort.told
        yield f"{field} is {sort.told}, and {_told(value)} is none", f"Give {told}, or a variable."


def _is(sort: str, value: Any) -> bool:
    if sort == TRUTH:
        return isinstance(value, bool)
    if sort == NUMBER:
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, str)


def _told(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else repr(value)


def _uncomparable(made: Comparison, known: Mapping[str, Sort]) -> Iterator[Fault]:
    if isinstance(made.relation, OwnRelation):
        return
    for operand, wanted in zip(made.operands, _COMPARED.get(made.relation.name, ()), strict=False):
        name = variable_name(operand)
        if name and name in known and not _suits(known[name], wanted):
            yield f"${name} is {known[name].told}, where the comparison wants {wanted}", _REMEDIES[wanted]
        elif not name and wanted in (DATE, NAME):
            yield f"{_told(operand)} stands where the comparison wants {_variable(wanted)}", _REMEDIES[wanted]
        elif not name and wanted == NUMBER and not isinstance(operand, Threshold | int | float):
            yield f"{_told(operand)} is neither a number nor a threshold of the theory", _REMEDIES[wanted]


def _variable(wanted: str) -> str:
    return f"a variable that holds {wanted}"


def _suits(sort: Sort, wanted: str) -> bool:
    if wanted in (_LIST, _ONE):
        return sort.many is (wanted == _LIST)
    return not wanted or (sort.sort == wanted and not sort.many)
