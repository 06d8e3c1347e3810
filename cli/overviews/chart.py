"""Bars over time, drawn in characters: the picture at the head of a timeline.

A chart divides a span of days into columns of equal length. A bar fills a column when the units are in service on
its middle day; where the precision of a date leaves that open, it fills it lightly.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

COMBAT, SUPPORT, OPEN, MISSION, MARK = "█", "▄", "░", "─", "•"


@dataclass(frozen=True, slots=True)
class Scale:
    """Columns that divide the days from ``first`` to ``last`` (both inclusive) among them."""

    first: date
    last: date
    width: int

    def middle(self, column: int) -> date:
        """Return the middle day of a column."""
        return self.first + timedelta(days=int((column + 0.5) * self._days / self.width))

    def column(self, day: date) -> int:
        """Return the column in which a day falls, the nearest one for days outside."""
        found = (day - self.first).days * self.width // self._days
        return min(max(found, 0), self.width - 1)

    @property
    def _days(self) -> int:
        return (self.last - self.first).days + 1


def scale(days: Iterable[date], width: int) -> Scale:
    """Return a scale of whole months around some days; at least one day is needed."""
    found = sorted(days)
    end = found[-1].replace(day=28) + timedelta(days=4)
    return Scale(found[0].replace(day=1), end.replace(day=1) - timedelta(days=1), width)


def bar(within: Scale, states: Iterable[bool | None], nearest: date, full: str) -> str:
    """Return a bar: ``full`` where units are in service, lighter where that is open; never quite empty.

    ``states`` answers for the middle day of each column; ``nearest`` is a day to mark where no column is filled.
    """
    drawn = [{True: full, None: OPEN, False: " "}[state] for state in states]
    if not "".join(drawn).strip():
        drawn[within.column(nearest)] = full
    return "".join(drawn).rstrip()


def marks(within: Scale, days: Iterable[date]) -> str:
    """Return a row of marks, one for each column in which a day falls; days outside the scale have none."""
    columns = {within.column(day) for day in days if within.first <= day <= within.last}
    return "".join(MARK if column in columns else " " for column in range(within.width)).rstrip()


def years(within: Scale) -> tuple[str, str]:
    """Return the rows that name the years and tick where each begins."""
    starts = {
        within.column(max(date(year, 1, 1), within.first)): year
        for year in range(within.first.year, within.last.year + 1)
    }
    names, ticks = [" "] * within.width, ["─"] * within.width
    ordered = sorted(starts)
    for column, following in zip(ordered, [*ordered[1:], within.width], strict=True):
        ticks[column] = "┬"
        forms = (f"{starts[column]}", f"’{starts[column] % 100:02}")
        room = following - column - (following < within.width)
        fitting = next((form for form in forms if len(form) <= room), "")
        names[column : column + len(fitting)] = fitting
    return "".join(names).rstrip(), "".join(ticks)
