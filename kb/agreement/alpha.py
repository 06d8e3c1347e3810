"""Krippendorff's alpha over what two coders say of the facts that both have, field by field.

Each fact that both codings have is a unit, and what each says in a field its value: nominal for concepts, names and
truths, of interval for dates (the middle of what a date allows, in days), of ratio for numbers. Of a field that takes
several values, each value that either coder uses for any fact is a unit of its own with each fact: given or not. A fact
for which one coder says nothing is left out; the comparison of facts names it.

Fields in which facts must agree to be the same, as in whose they are, are left out: agreeing there is no finding. Facts
that are too unlike to be the same are not compared, so that alpha speaks of what both coders recognisably saw.

Which facts are listed at all has no alpha: nobody lists the facts that both left out, so that what agreement by chance
would be cannot be said. The share of all listed facts that both have takes its place.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from types import ModuleType
from typing import Any, Final

from kb.agreement.matching import WHOSE, Matching, Pair
from kb.dates import Moment
from kb.errors import InputError
from kb.schema import Slot, slots

LEVELS: Final = {"date": "interval", "count": "ratio", "number": "ratio"}
"""The level of measurement of what a field takes; all else is nominal."""
_LEAST: Final = 2
_LEFT_OUT: Final = frozenset({"label", "source", "note", "after", "before"})
_WORDS: Final = frozenset({"text"})
"""What is told in a coder's own words has no values to agree on."""


@dataclass(frozen=True)
class Alpha:
    """How far two coders agree on a field of a kind of fact: alpha, or why there is none."""

    kind: str
    field: str
    level: str
    units: int
    alpha: float | None
    why: str = ""


def alphas(matching: Matching) -> Iterator[Alpha]:
    """Yield alpha for each field of each kind of which both codings have facts, or why it is not defined.

    Raises:
        InputError: the library that computes it is not installed.
    """
    for kind, group in groupby(matching.pairs, key=lambda pair: type(pair.first)):
        pairs = list(group)
        for slot in slots(kind).values():
            if slot.field not in _LEFT_OUT and slot.takes not in _WORDS and not (slot.required and slot.field in WHOSE):
                found = _values(slot, pairs, matching)
                if found:
                    yield _alpha(kind.__name__, slot, found)


def library() -> ModuleType:
    """Return the library that computes alpha.

    Raises:
        InputError: it is not installed.
    """
    try:
        import krippendorff  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise InputError(
            "Krippendorff's alpha needs the library krippendorff",
            remedy="Install it: pip install 'coalition-kb[agreement]'; or compare without it: --no-alpha.",
        ) from error
    found: ModuleType = krippendorff
    return found


def _alpha(kind: str, slot: Slot, found: Sequence[tuple[Any, Any]]) -> Alpha:
    level = "nominal" if slot.many else LEVELS.get(slot.takes, "nominal")
    values = {value for pair in found for value in pair}
    why = ""
    if len(found) < _LEAST:
        why = "one pair alone"
    elif len(values) < _LEAST:
        why = "no value differs"
    if why:
        return Alpha(kind, slot.field, level, len(found), None, why)
    domain = sorted(values, key=lambda value: (str(type(value)), value))
    numbers = found if level != "nominal" else [(domain.index(one), domain.index(other)) for one, other in found]
    data = [[float(pair[coder]) for pair in numbers] for coder in (0, 1)]
    alpha = library().alpha(reliability_data=data, level_of_measurement=level)
    return Alpha(kind, slot.field, level, len(found), round(float(alpha), 4))


def _values(slot: Slot, pairs: Sequence[Pair], matching: Matching) -> list[tuple[Any, Any]]:
    """Return what both coders say in a field, unit by unit."""
    names = matching.names
    both = [(getattr(pair.first, slot.field), getattr(pair.second, slot.field)) for pair in pairs]
    if slot.takes == "node":
        both = [(mine, _renamed(theirs, names)) for mine, theirs in both]
    if not slot.many:
        return [(_plain(mine), _plain(theirs)) for mine, theirs in both if mine is not None and theirs is not None]
    used = sorted({value for pair in both for values in pair for value in values})
    return [(value in mine, value in theirs) for mine, theirs in both for value in used]


def _renamed(value: Any, names: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(names.get(name, name) for name in value)
    return None if value is None else names.get(value, value)


def _plain(value: Any) -> Any:
    """Return a date as the middle of the days that it allows, all else as it is."""
    if isinstance(value, Moment):
        return (value.earliest.toordinal() + value.latest.toordinal()) / 2
    return value
