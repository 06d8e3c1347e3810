"""Dates as precise as the source gives them, and arithmetic that admits what is not known.

A date is written as EDTF (ISO 8601-2): ``2014-10-06``, ``2014-10``, ``2015``, ``2014-10~`` (about then),
``[2016-11-25..2016-12-01]`` (one day in that span). Each has an earliest and a latest day. Comparisons are
answered ``True`` or ``False`` only where the answer holds for every day in the span, else ``None``.
"""

import calendar
import io
import re
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property, lru_cache

_PLAIN = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d{2}))?)?[?~%]?", re.ASCII)
_ONE_OF = re.compile(r"\[([\d-]+)\.\.([\d-]+)\]", re.ASCII)


@dataclass(frozen=True, order=True)
class Moment:
    """A date with the precision of its source.

    ``earliest`` and ``latest`` are the first and last day that the text allows (both inclusive); ``text`` is
    the EDTF expression itself. Ordered by earliest day, then latest, then text. ``of`` names the fact that the date
    dates, and ``follows`` the facts that came before that one by the order on record (see :mod:`kb.reading.order`);
    they decide where the days alone leave it open.
    """

    earliest: date
    latest: date
    text: str
    of: str = field(default="", compare=False, repr=False)
    follows: frozenset[str] = field(default=frozenset(), compare=False, repr=False)

    def __str__(self) -> str:
        """Return the EDTF expression."""
        return self.text

    @property
    def is_day(self) -> bool:
        """Tell whether the day is known."""
        return self.earliest == self.latest

    @cached_property
    def month(self) -> str:
        """Return the month of the earliest day as ``YYYY-MM``."""
        return self.earliest.isoformat()[:7]


class DateError(ValueError):
    """A text that is not an EDTF date this system reads."""


_LONGEST = 200
"""How many letters a date may have; one of very many days would be read for minutes."""


@lru_cache(maxsize=4096)
def moment(text: str) -> Moment:
    """Read an EDTF date.

    Calendar dates, marked uncertain or approximate or not, and one day of a span are read here; everything else
    that EDTF allows goes to the ``edtf`` library, which takes milliseconds a date and is imported only then.

    Raises:
        DateError: the text is no EDTF date, or one without a first and last day.
    """
    if len(text) > _LONGEST:
        raise DateError(f"{text[:_LONGEST]!r}... is too long for a date")
    try:
        plain = _PLAIN.fullmatch(text)
        if plain:
            return Moment(*_bounds(plain), text)
        span = _ONE_OF.fullmatch(text)
        if span and len(span[1]) == len(span[2]):
            return _between(text, *(_PLAIN.fullmatch(end) for end in span.groups()))
        return _read_with_library(text)
    except (ValueError, TypeError, AttributeError, OverflowError) as error:
        raise DateError(f"{text!r} is not a date") from error


def _bounds(plain: re.Match[str]) -> tuple[date, date]:
    """Return the first and last day of a calendar date of any precision."""
    year, month, in_month = plain.groups()
    first = date(int(year), int(month or 1), int(in_month or 1))
    return first, first if in_month else end_of_month(first.replace(month=int(month or 12)))


def _between(text: str, start: re.Match[str] | None, end: re.Match[str] | None) -> Moment:
    """Return one day out of a span, from the first day of its start to the last of its end."""
    if not start or not end or _bounds(start)[0] > _bounds(end)[1]:
        raise ValueError(text)
    return Moment(_bounds(start)[0], _bounds(end)[1], text)


def _read_with_library(text: str) -> Moment:
    if any(character.isspace() for character in text):
        raise ValueError(text)
    from edtf import EDTFParseException, parse_edtf  # noqa: PLC0415 - slow to import, rarely needed

    try:
        with redirect_stdout(io.StringIO()):  # it prints some of its own faults
            parsed = parse_edtf(text)
    except EDTFParseException as error:
        raise ValueError(text) from error
    first, last = (date(*bound[:3]) for bound in (parsed.lower_strict(), parsed.upper_strict()))
    if first > last:
        raise ValueError(text)
    return Moment(first, last, text)


@lru_cache(maxsize=8192)
def day(value: date) -> Moment:
    """Return a moment for one known day."""
    return Moment(value, value, value.isoformat())


def end_of_month(value: date) -> date:
    """Return the last day of the month in which a day falls."""
    return value.replace(day=calendar.monthrange(value.year, value.month)[1])


@lru_cache(maxsize=8192)
def add_months(value: date, months: int) -> date:
    """Return the same day so many months on, or that month's last day where it is shorter."""
    index = value.year * 12 + value.month - 1 + months
    first = date(index // 12, index % 12 + 1, 1)
    return first.replace(day=min(value.day, end_of_month(first).day))


def day_after(value: date) -> date:
    """Return the next day."""
    return value + timedelta(days=1)


def full_months(start: date, end: date) -> int:
    """Count the full months from one day to another; negative when the second comes first."""
    if end < start:
        return -full_months(end, start)
    months = (end.year - start.year) * 12 + end.month - start.month
    return months if add_months(start, months) <= end else months - 1


def months_between(start: Moment, end: Moment) -> tuple[int, int]:
    """Return the fewest and the most full months that can lie between two dates."""
    return full_months(start.latest, end.earliest), full_months(start.earliest, end.latest)


def before(first: Moment, second: Moment) -> bool | None:
    """Tell whether the first date lies before the second; ``None`` where their precision leaves it open."""
    if first.latest < second.earliest or first.earliest > second.latest:
        return first.latest < second.earliest
    told = _told(first, second)
    same = bool(first.of) and first.of == second.of
    return False if told is None and (same or first.earliest == second.latest) else told


def not_after(first: Moment, second: Moment) -> bool | None:
    """Tell whether the first date lies on or before the second; ``None`` where it is open."""
    if first.latest < second.earliest or first.earliest > second.latest:
        return first.latest < second.earliest
    told = _told(first, second)
    same = bool(first.of) and first.of == second.of
    return True if told is None and (same or first.latest == second.earliest) else told


def by_order(first: Moment, second: Moment) -> bool:
    """Tell whether only the order on record, and not the days, says which of two dates came first."""
    overlap = first.earliest <= second.latest and second.earliest <= first.latest
    return overlap and _told(first, second) is not None


def _told(first: Moment, second: Moment) -> bool | None:
    """Tell what the order on record says: whether the first fact came before the second; ``None``: nothing."""
    if first.of and first.of in second.follows:
        return True
    return False if second.of and second.of in first.follows else None
