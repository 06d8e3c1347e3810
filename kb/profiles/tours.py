"""When a state had combat units in a coalition: its tours, and the mission's anniversaries during them."""

from collections.abc import Iterator
from datetime import date

from kb.dates import Moment, add_months, day
from kb.profiles.computed import Anniversary, Tour
from kb.profiles.part import Part

_YEAR = 12


def tours(part: Part) -> tuple[Tour, ...]:
    """Return the tours of a state in a coalition, in order of time.

    Combat units that arrive in or before the month in which the last of the others leave continue their tour.
    """
    found: list[Tour] = []
    for item in part.combat(part.contributions):
        gone, last = part.left[item.id], found[-1] if found else None
        if last is not None and (last.ends is None or item.begins.month <= last.ends.month):
            found[-1] = _tour(part, len(found), last.begins, _later(last.ends, gone), (*last.basis, item.id))
        else:
            found.append(_tour(part, len(found) + 1, item.begins, gone, (item.id,)))
    return tuple(found)


def anniversaries(part: Part) -> Iterator[Anniversary]:
    """Yield the anniversaries of a mission on which a state had combat units in it.

    A tour that has not ended counts up to the mission's end, or the last day of which anything is known; else to the
    last arrival on record.
    """
    known = day(part.kb.as_of) if part.kb.as_of else None
    started = part.coalition.begins.earliest
    for tour in tours(part):
        end = tour.ends or part.coalition.ends or known or max(item.begins for item in part.contributions)
        months = _YEAR
        while (reached := add_months(started, months)) < end.earliest:
            if reached >= tour.begins.latest:
                yield _anniversary(part, tour, reached, months)
            months += _YEAR


def _anniversary(part: Part, tour: Tour, reached: date, months: int) -> Anniversary:
    years = months // _YEAR
    return Anniversary(
        id=f"{part.state}/{part.coalition.id}/{years}-year{'' if years == 1 else 's'}-of-war",
        basis=tour.basis,
        state=part.state,
        coalition=part.coalition.id,
        date=day(reached),
        months=months,
        members=part.coalition.members,
    )


def _tour(part: Part, number: int, begins: Moment, ends: Moment | None, basis: tuple[str, ...]) -> Tour:
    return Tour(
        id=f"{part.state}/{part.coalition.id}/tour-{number}",
        basis=tuple(sorted(basis)),
        state=part.state,
        coalition=part.coalition.id,
        begins=begins,
        ends=ends,
    )


def _later(first: Moment | None, second: Moment | None) -> Moment | None:
    return None if first is None or second is None else max(first, second)
