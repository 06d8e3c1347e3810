"""What a comparison found, in words that fit its answer: true, false or open (``None``).

Each function takes ``say``, which puts a value into words, the answer, and the values compared.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from kb.dates import Moment, by_order, months_between

Say = Callable[[Any], str]
Answer = bool | None


def later(_: Say, answer: Answer, late: Moment | None, early: Moment | None, by: float) -> str:
    """Return how many months lay between, and how many are needed."""
    del answer
    return f"{_months(early, late)}, {by:g} needed"


def short_of(_: Say, answer: Answer, late: Moment | None, early: Moment | None, by: float) -> str:
    """Return how many months lay between, and how many would be too many."""
    return f"{_months(early, late)}, {_chosen(answer, 'fewer than', 'no fewer than', 'perhaps fewer than')} {by:g}"


def in_order(say: Say, answer: Answer, first: Moment | None, second: Moment | None) -> str:
    """Return which of two dates came first."""
    if first is not None and second is not None and by_order(first, second):
        if first == second:
            return f"both {say(first)}, this one {'first' if answer else 'last'} in the order that sources give"
        order = "before" if answer else "after"
        return f"{_on(say, first)}, {order} {_on(say, second)} in the order that sources give"
    if first is not None and second is not None and answer is not None:
        if first == second and first.is_day:
            return f"{_on(say, first)}, the same day"
        if answer:
            order = "before" if first.latest < second.earliest else "no later than"
        else:
            order = "after" if first.earliest > second.latest else "no earlier than"
        return f"{_on(say, first)}, {order} {_on(say, second)}"
    return f"{_on(say, first)}, before or after {_on(say, second)}"


def within(say: Say, answer: Answer, first: Moment | None, second: Moment | None, by: float) -> str:
    """Return how far apart two dates were at most, or at least."""
    if first is None and second is None:
        return "no source gives either day"
    apart = _chosen(answer, "at most", "more than", "perhaps more than")
    return f"{_on(say, first)} and {_on(say, second)}: {apart} {_span(by, by, 'month')} apart"


def covers(say: Say, answer: Answer, begins: Moment | None, ends: Moment | None, at: Moment | None) -> str:
    """Return whether a day lies in a period."""
    return f"{_on(say, at)}, {_chosen(answer, 'in', 'outside', 'perhaps in')} the time {_period(say, begins, ends)}"


def nearing(say: Say, answer: Answer, *values: Any) -> str:
    """Return whether a day lies in a period or shortly before it."""
    begins, ends, at, by = values
    return f"{covers(say, answer, begins, ends, at)} and the {'month' if by == 1 else _span(by, by, 'month')} before it"


def at_least(_: Say, answer: Answer, value: Any, bound: Any) -> str:
    """Return a number and how much is needed."""
    del answer
    return f"{number(value)}, {number(bound)} needed"


def more(_: Say, answer: Answer, value: Any, bound: Any) -> str:
    """Return a number and what it lies above, or does not."""
    return f"{number(value)}, {_chosen(answer, 'more than', 'not more than', 'perhaps more than')} {number(bound)}"


def fewer(_: Say, answer: Answer, value: Any, bound: Any) -> str:
    """Return a number and what it lies below, or does not."""
    return f"{number(value)}, {_chosen(answer, 'less than', 'not less than', 'perhaps less than')} {number(bound)}"


def includes(say: Say, answer: Answer, values: Iterable[Any] | None, item: Any) -> str:
    """Return whether one value is among several."""
    if values is not None and not values:
        return f"none is named, and so not {say(item)}"
    among = _chosen(answer, "is among", "is not among", "may be among")
    return f"{say(item)} {among}: {names(say, values or ())}"


def includes_any(say: Say, answer: Answer, values: Iterable[Any] | None, wanted: Iterable[Any]) -> str:
    """Return those of some wanted values that are there; where none is, what would be wanted."""
    if answer:
        found = [say(item) for item in values or () if item in wanted]
        return " and ".join(filter(None, [", ".join(found[:-1]), *found[-1:]]))
    return f"none of these: {names(say, wanted)}"


def among(say: Say, answer: Answer, value: Any, wanted: Iterable[Any]) -> str:
    """Return whether a value is one of those wanted."""
    if value is None:
        return f"no source says whether it is one of these: {names(say, wanted)}"
    if len(tuple(wanted)) == 1:
        return _chosen(answer, say(value), f"{say(value)}, not {names(say, wanted)}", f"perhaps {names(say, wanted)}")
    return f"{say(value)} {_chosen(answer, 'is one', 'is none', 'may be one')} of these: {names(say, wanted)}"


def same_person(say: Say, answer: Answer, first: Any, second: Any) -> str:
    """Return whether two names are of one person."""
    first, second = ("somebody whom no source names" if name is None else say(name) for name in (first, second))
    if answer and first == second:
        return f"both are {first}"
    return f"{first} and {second}: {_chosen(answer, 'one person', 'two persons', 'perhaps one person')}"


def differs(say: Say, answer: Answer, first: Any, second: Any) -> str:
    """Return whether two values are the same."""
    if first is None or second is None:
        return "no source says whether they are the same"
    return f"{say(first)} {_chosen(answer, 'is not', 'is itself', 'may not be')} {say(second)}"


def stated(say: Say, answer: Answer, value: Any) -> str:
    """Return whether a value is given at all."""
    return f"a source gives {say(value)}" if answer else "no source gives it"


def so(say: Say, answer: Answer, value: Any) -> str:
    """Return whether something is so."""
    del say, value
    return _chosen(answer, "it is so", "it is not so", "no source says so")


def any_of(say: Say, answer: Answer, values: Iterable[Any] | None) -> str:
    """Return what a list holds."""
    del answer
    return names(say, values or ())


def names(say: Say, values: Iterable[Any]) -> str:
    """Return values in words, with commas."""
    return ", ".join(say(value) for value in values) or "none"


def number(value: Any) -> str:
    """Return a number; a share in per cent."""
    if value is None:
        return "unknown"
    if isinstance(value, float) and value <= 1:
        return f"{value:.0%}"
    return f"{value:,}" if isinstance(value, int) else f"{value}"


def _chosen(answer: Answer, yes: str, no: str, perhaps: str) -> str:
    return perhaps if answer is None else yes if answer else no


def _on(say: Say, at: Moment | date | None) -> str:
    if at is None:
        return "a day that no source gives"
    text = say(at)
    return f"a day {text}" if text.startswith("between ") else text


def _period(say: Say, begins: Moment | None, ends: Moment | None) -> str:
    if ends is None:
        return f"from {_on(say, begins)} on"
    return f"from {_on(say, begins)} to {_on(say, ends)}"


def _span(low: float, high: float, noun: str) -> str:
    if low == high:
        return f"{low} {noun}" + ("" if abs(low) == 1 else "s")
    return f"{low} to {high} {noun}s"


def _months(start: Moment | None, end: Moment | None) -> str:
    if start is None or end is None:
        return "an unknown time"
    low, high = months_between(start, end)
    if high < 0:
        return f"{_span(-high, -low, 'month')} after it"
    if low < 0:
        return f"from {_span(-low, -low, 'month')} after it to {_span(high, high, 'month')} before it"
    return _span(low, high, "month")
