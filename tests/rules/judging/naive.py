"""Dates and comparisons worked out the slow way, for checking proofs: nothing here comes from the system under test.

A date is the pair of its first and last possible day. A comparison is asked for the days that could decide it; where
they disagree the answer is open (``None``).
"""

import calendar
import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from itertools import product
from typing import Any

Span = tuple[date, date]
Answer = bool | None

_ONE_OF = re.compile(r"\[(.+)\.\.(.+)\]")
_NEVER, _ALWAYS = date.min, date.max


def span(text: str) -> Span:
    """Return the first and last day that an EDTF date of the kinds in use allows."""
    found = _ONE_OF.fullmatch(text)
    if found:
        return span(found[1])[0], span(found[2])[1]
    numbers = [int(part) for part in text.rstrip("~?%").split("-")]
    year, month, day = [*numbers, None, None][:3]
    assert year is not None
    if day is not None and month is not None:
        return date(year, month, day), date(year, month, day)
    last = month or 12
    return date(year, month or 1, 1), date(year, last, calendar.monthrange(year, last)[1])


def months_on(day: date, months: int) -> date:
    """Return the same day so many months on, or the last day of that month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def whole_months(start: date, end: date) -> int:
    """Count the whole months from one day to another by going through them; negative the other way round."""
    if end < start:
        return -whole_months(end, start)
    count = 0
    while months_on(start, count + 1) <= end:
        count += 1
    return count


def _agreed(answers: Iterable[bool]) -> Answer:
    found = set(answers)
    return found.pop() if len(found) == 1 else None


class Told(tuple[date, date]):
    """A span that knows which fact it dates, and which facts came before that one."""

    of: str
    follows: frozenset[str]


def _pairs(ask: Callable[[date, date], bool]) -> Callable[[Span, Span], Answer]:
    """Ask for the outermost days of two dates; where these may be the same day, what the sources say of the order."""

    def answer(first: Span, second: Span) -> Answer:
        if getattr(first, "of", None) and getattr(first, "of", None) == getattr(second, "of", ""):
            return ask(first[0], first[0])
        agreed = _agreed(ask(one, other) for one, other in product(first, second))
        if max(first[0], second[0]) <= min(first[1], second[1]):
            if getattr(first, "of", "") and getattr(first, "of", "") in getattr(second, "follows", ()):
                return True
            if getattr(second, "of", "") and getattr(second, "of", "") in getattr(first, "follows", ()):
                return False
        return agreed

    return answer


def _later(late: Span, early: Span, by: float) -> Answer:
    return _agreed(whole_months(one, other) >= by for one, other in product(early, late))


def _short_of(late: Span, early: Span, by: float) -> Answer:
    return _agreed(whole_months(one, other) < by for one, other in product(early, late))


def _within(first: Span, second: Span, by: float) -> Answer:
    pairs = [(min(pair), max(pair)) for pair in product(first, second)]
    answers = {whole_months(one, other) < by or months_on(one, int(by)) >= other for one, other in pairs}
    if max(first[0], second[0]) <= min(first[1], second[1]):
        answers.add(True)  # it may have been the same day
    return _agreed(answers)


def _covers(begins: Span | None, ends: Span | None, at: Span) -> Answer:
    name = getattr(begins, "of", "")
    if begins and name and name in getattr(at, "follows", ()):
        begins = (begins[0], min(begins[1], at[0]))  # it came before, whatever its days leave open
    starts = begins or (_NEVER, _ALWAYS)
    stops = ends or (_ALWAYS, _ALWAYS)
    inside = [day for day in (*starts, *stops) if at[0] <= day <= at[1]]
    return _agreed(one <= day <= other for one, other, day in product(starts, stops, (*at, *inside)))


def _nearing(begins: Span | None, ends: Span | None, at: Span, by: float) -> Answer:
    return _covers(begins and (months_on(begins[0], -int(by)), months_on(begins[1], -int(by))), ends, at)


def _known(ask: Callable[..., Answer]) -> Callable[..., Answer]:
    return lambda *values: None if None in values else ask(*values)


RELATIONS: dict[str, Callable[..., Answer]] = {
    "later": _known(_later),
    "short_of": _known(_short_of),
    "within": _known(_within),
    "not_later": _known(_pairs(lambda first, second: first <= second)),
    "earlier": _known(_pairs(lambda first, second: first < second)),
    "covers": lambda begins, ends, at: None if at is None else _covers(begins, ends, at),
    "nearing": lambda begins, ends, at, by: None if at is None else _nearing(begins, ends, at, by),
    "at_least": _known(lambda value, bound: not value < bound),
    "more": _known(lambda value, bound: value - bound > 0),
    "fewer": _known(lambda value, bound: value - bound < 0),
    "includes": _known(lambda values, item: values.count(item) > 0),
    "includes_any": _known(lambda values, wanted: bool(set(values) & set(wanted))),
    "among": _known(lambda value, wanted: wanted.count(value) > 0),
    "same_person": _known(lambda one, other: _one_person(one.casefold().split(), other.casefold().split())),
    "differs": _known(lambda first, second: not first == second),  # noqa: SIM201 - said as the theory says it
    "any_of": _known(lambda values: len(values) > 0),
    "stated": lambda value: value is not None,
}


def _one_person(one: list[str], other: list[str]) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return bool(shorter) and all(word in longer for word in shorter)


def plain(value: Any) -> Any:
    """Return a value with every date as its span."""
    text = getattr(value, "text", None)
    if not isinstance(text, str):
        return value
    made = Told(span(text))
    made.of, made.follows = value.of, value.follows
    return made


def day_after(day: date) -> date:
    """Return the next day."""
    return day + timedelta(days=1)
