"""The left side of a rule as joins see it: patterns to match, questions to ask, patterns that must not match."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

UNSETTLED = "?"
"""Bound in a match of which a test was answered neither yes nor no."""
LITERAL = None
"""Stands for the name of a variable where a value is given in its place."""

Source = tuple[str | None, Any]
"""Where a value comes from: the variable named, or, where none is named, the literal beside."""


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
    """A pattern that must not match: by which fields to look its facts up, and where their values come from."""

    kind: type[Any]
    fields: tuple[str, ...]
    values: tuple[Source, ...]


def forbidding(pattern: Pattern, beside: Iterable[Pattern]) -> Forbidden:
    """Return a pattern to be looked up once those beside it have matched; what they leave unbound may be anything."""
    known = {variable for item in beside for _, variable in item.variables}
    bound = [(name, variable) for name, variable in pattern.variables if variable in known]
    fields = (*(name for name, _ in pattern.literals), *(name for name, _ in bound))
    values = (*((LITERAL, value) for _, value in pattern.literals), *((variable, None) for _, variable in bound))
    return Forbidden(pattern.kind, fields, values)


@dataclass(frozen=True)
class Condition:
    """The left side of a production: patterns to match, each under its number, questions, and patterns forbidden."""

    name: str
    patterns: tuple[tuple[int, Pattern], ...]
    tests: tuple[Test, ...]
    forbidden: tuple[Forbidden, ...]
