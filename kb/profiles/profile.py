"""What a state has in service in a coalition on a day: its operational profile, computed from contributions.

A profile is the exact mix of units, tasks and areas in force on a day (McInnis 2020). Nothing here is judged.

Date conventions. ``begins`` is the first day in service and ``ends`` the last, both inclusive. A date less precise
than a day stands for one unknown day in its span: ``ends: 2015-10`` says that the units left on some day of that
month. A contribution that another one ``continues`` is in service until the day before the other begins, whatever
its own ``ends`` says. A contribution without ``ends`` and without a successor is still in service.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from kb.dates import Moment, day, day_after
from kb.profiles.carrying_on import carried_on
from kb.records import Contribution, Role
from kb.store import KnowledgeBase

Successors = Mapping[str, tuple[Contribution, ...]]
"""For the name of a contribution, the contributions that continue it, the first to begin in front."""


@dataclass(frozen=True, slots=True)
class Size:
    """How many units, as far as the dates tell: ``least`` and ``most`` differ where a date leaves it open."""

    least: int
    most: int

    def __str__(self) -> str:
        """Return one number, or the two bounds."""
        return str(self.least) if self.least == self.most else f"{self.least} to {self.most}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A contribution that is, or may be, in service on a day.

    Attributes:
        contribution: the units.
        certain: the day lies between ``begins`` and the last day in service whatever days these were. Otherwise
            the precision of one of them leaves it open.
        combat: the vocabulary calls the role a combat role; ``None`` where no source names the task.
    """

    contribution: Contribution
    certain: bool
    combat: bool | None


@dataclass(frozen=True)
class Snapshot:
    """The operational profile of one state in one coalition on one day; entries sorted by ``begins``, then name."""

    state: str
    coalition: str
    day: date
    entries: tuple[Entry, ...]

    @property
    def combat(self) -> tuple[Entry, ...]:
        """Return the units in combat roles."""
        return tuple(entry for entry in self.entries if entry.combat)

    @property
    def support(self) -> tuple[Entry, ...]:
        """Return the units in support roles."""
        return tuple(entry for entry in self.entries if entry.combat is False)

    @property
    def untold(self) -> tuple[Entry, ...]:
        """Return the units whose task no source names."""
        return tuple(entry for entry in self.entries if entry.combat is None)

    @cached_property
    def combat_size(self) -> Size | None:
        """Return the number of combat units; see :func:`size`."""
        return size(self.combat)

    @cached_property
    def support_size(self) -> Size | None:
        """Return the number of support units; see :func:`size`."""
        return size(self.support)


def successors(contributions: Iterable[Contribution]) -> Successors:
    """Return what continues each contribution, the first to begin in front."""
    found: dict[str, list[Contribution]] = {}
    for contribution in sorted(contributions, key=_order):
        if contribution.continues:
            found.setdefault(contribution.continues, []).append(contribution)
    return {name: tuple(later) for name, later in found.items()}


def last_day(contribution: Contribution, following: Successors) -> Moment | None:
    """Return the last day in service; ``None`` while the units are still there.

    For a contribution that is continued this is the day before the first successor begins, as precise as that
    date: a successor that begins in ``2015-10`` gives ``[2015-09-30..2015-10-30]``.
    """
    later = following.get(contribution.id)
    if not later:
        return contribution.ends
    begins = later[0].begins
    first, last = (bound - timedelta(days=1) for bound in (begins.earliest, begins.latest))
    return day(first) if begins.is_day else Moment(first, last, f"[{first}..{last}]")


def leaving(contribution: Contribution, following: Successors) -> Moment | None:
    """Return when the contribution no longer holds; ``None`` while the units are still there.

    That is the first successor's ``begins`` where one continues it; else the day after a known last day in
    service; else ``ends`` as it stands, a month in most sources, on some day of which the units left.
    """
    later = following.get(contribution.id)
    if later:
        return later[0].begins
    ends = contribution.ends
    return day(day_after(ends.latest)) if ends is not None and ends.is_day else ends


def in_service(contribution: Contribution, following: Successors, on: date) -> bool | None:
    """Tell whether the units are in service on a day; ``None`` where the precision of a date leaves it open."""
    begins, last = contribution.begins, last_day(contribution, following)
    if on < begins.earliest or (last is not None and on > last.latest):
        return False
    if on >= begins.latest and (last is None or on <= last.earliest):
        return True
    return None


def is_combat(kb: KnowledgeBase, contribution: Contribution) -> bool | None:
    """Tell whether the vocabulary calls the role of a contribution a combat role; ``None``: no source names the task.

    Raises:
        KeyError: the vocabulary lacks the role, which loading refuses.
    """
    role = kb.records[f"role/{contribution.role}"]
    assert isinstance(role, Role)
    return role.combat


def strength(contribution: Contribution) -> int | None:
    """Return the number of units (aircraft, ships, instructors); where no source counts them, of personnel."""
    return contribution.personnel if contribution.count is None else contribution.count


def profile_on(kb: KnowledgeBase, state: str, coalition: str, on: date) -> Snapshot:
    """Return the profile of a state in a coalition on a day, units that may be in service included."""
    contributions = contributions_of(kb, state, coalition)
    following = successors(contributions)
    held = ((contribution, in_service(contribution, following, on)) for contribution in contributions)
    entries = tuple(Entry(units, known is True, is_combat(kb, units)) for units, known in held if known is not False)
    return Snapshot(state, coalition, on, entries)


def contributions_of(kb: KnowledgeBase, state: str, coalition: str) -> tuple[Contribution, ...]:
    """Return the contributions of a state to a coalition in the order in which they begin, then by name."""
    found = (units for units in kb.of(Contribution) if (units.state, units.coalition) == (state, coalition))
    return carried_on(sorted(found, key=_order))


def size(entries: Iterable[Entry]) -> Size | None:
    """Add up the strength of entries; ``None`` where one of them has no known strength.

    A contribution and the one that continues it are the same units, so that between them only one is counted:
    8 aircraft that became 6 some day this month are 6 to 8 aircraft, not 14.
    """
    listed = tuple(entries)
    names = {entry.contribution.id: entry.contribution for entry in listed}
    least = most = 0
    lines: dict[str, dict[int, int]] = {}
    for entry in listed:
        number = strength(entry.contribution)
        if number is None:
            return None
        first, place = _lineage(entry.contribution, names)
        if (first, place) == (entry.contribution.id, 0) and entry.certain:
            least += number
            most += number
        else:
            steps = lines.setdefault(first, {})
            steps[place] = steps.get(place, 0) + number
    for steps in lines.values():
        least += min(steps.values()) if len(steps) > 1 else 0
        most += max(steps.values())
    return Size(least, most)


def _lineage(contribution: Contribution, names: Mapping[str, Contribution]) -> tuple[str, int]:
    """Return the first of the listed contributions whose units these are, and how many steps back it lies."""
    found, steps = contribution, 0
    while found.continues and found.continues in names and steps < len(names):
        found, steps = names[found.continues], steps + 1
    return found.id, steps


def _order(contribution: Contribution) -> tuple[Moment, str]:
    return contribution.begins, contribution.id
