"""Time across a sheet: a scale of days with its years, bars with the doubt that their dates leave, and dated signs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from explain.pictures.measuring import width
from explain.pictures.shapes import SMALL, Box, Line, Look, Shape, Word
from kb.dates import Moment, end_of_month

GROUPS = ((True, "Combat", "combat"), (False, "Support", "support"), (None, "Task not known", "other"))
"""Whether units fight, as far as known; what such units are called together; their colour."""

HATCHED = frozenset({"support"})
"""Colours over which lines lie, so that they are told apart without colour too."""

LEAST = 1.5
"""A bar is at least so wide, so that one day is seen."""


@dataclass(frozen=True)
class Scale:
    """The days from ``first`` to ``last``, both inclusive, between two edges."""

    first: date
    last: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """Return where a day begins, the nearest edge for days outside."""
        share = (day - self.first).days / ((self.last - self.first).days + 1)
        return self.left + min(max(share, 0), 1) * (self.right - self.left)

    def after(self, day: date) -> float:
        """Return where a day ends."""
        return self.x(day + timedelta(days=1))

    def middle(self, moment: Moment) -> float:
        """Return the middle of what a date allows."""
        return (self.x(moment.earliest) + self.after(moment.latest)) / 2


def scale(days: Iterable[date], left: float, right: float) -> Scale:
    """Return a scale of whole months around some days; at least one is needed."""
    found = sorted(days)
    return Scale(found[0].replace(day=1), end_of_month(found[-1]), left, right)


def years(within: Scale, top: float, bottom: float) -> Iterator[Shape]:
    """Yield a light line where each year begins, and the years above; only every fifth or so where time is long."""
    yield Line(((within.left, top), (within.right, top)), Look(edge="line", width=0.5))
    room = (within.right - within.left) / ((within.last - within.first).days / 365.25)
    every = next((step for step in _STEPS if step * room >= width("’00", SMALL) + 4), _STEPS[-1])
    for year in range(within.first.year, within.last.year + 1):
        left, right = within.x(date(year, 1, 1)), within.after(date(year, 12, 31))
        if every > 1:
            if year % every == 0 and left > within.left:
                yield Line(((left, top), (left, bottom)), Look(edge="line-60", width=0.5))
                yield Word(min(left, within.right - width("0000", SMALL)), top - 4, str(year), SMALL, "soft")
            continue
        if left > within.left:
            yield Line(((left, top), (left, bottom)), Look(edge="line-60", width=0.5))
        names = (str(year), f"’{year % 100:02}")
        name = next((name for name in names if width(name, SMALL) + 3 <= right - left), "")
        if name:
            yield Word((left + right) / 2, top - 4, name, SMALL, "soft", align="middle")


_STEPS = (1, 2, 5, 10, 20, 50, 100)


def bar(
    within: Scale, begins: Moment, last: Moment | None, *, y: float, height: float, colour: str
) -> tuple[Shape, ...]:
    """Return a bar: full where units surely were there, pale with a broken edge where dates leave that open.

    Without a last day it runs on to the edge and ends in a point.
    """
    full = Look(fill=colour, edge=colour, hatched=colour in HATCHED)
    pale = Look(fill=f"{colour}-30", edge=colour, dashed=True)
    start, sure = within.x(begins.earliest), within.x(begins.latest)
    sure_end, end = (within.after(last.earliest), within.after(last.latest)) if last else (within.right, within.right)
    if end - start < LEAST:
        return (Box(start, y, LEAST, height, full if begins.is_day and last and last.is_day else pale),)
    if sure >= sure_end:
        return (Box(start, y, end - start, height, pale),)
    found: list[Shape] = [Box(start, y, sure - start, height, pale)] if sure > start else []
    found += [Box(sure, y, sure_end - sure, height, full)]
    found += [Box(sure_end, y, end - sure_end, height, pale)] if end > sure_end else []
    if last is None:
        tip = ((within.right, y), (within.right + height / 2, y + height / 2), (within.right, y + height))
        found.append(Line(tip, Look(fill=colour, edge=colour), closed=True))
    return tuple(found)
