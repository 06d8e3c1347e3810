"""Combat units before and after a change, kind by kind: aircraft, ships and people are never added up.

Where units of one kind go while others of another kind come, no number says which of them are more. Then those count
that stand in more danger, by the risk that the vocabulary gives their tasks; between equals nothing is said.
"""

from collections.abc import Iterable, Sequence

from kb.profiles.part import Part
from kb.profiles.profile import strength
from kb.records import Capability, Contribution

PEOPLE = "people"
_COUNTED = {"aircraft": "aircraft", "helicopter": "aircraft", "ship": "ships"}
"""The kind of units by what the vocabulary counts them in; all others are people."""
_PERSONS = frozenset({"soldier", "instructor", "adviser", "observer", "officer"})
"""The nouns for units each of which is one person."""
Units = Sequence[Contribution]


def together(units: Units) -> int | None:
    """Add up units, a body without a count by its personnel; ``None`` where one has neither."""
    return _total(strength(item) for item in units)


def alike(part: Part, before: Units, after: Units) -> tuple[int | None, int | None]:
    """Add up two sides in one measure: in units where all are counted, in people where all of these are; else unknown.

    Units are not held against people, but that soldiers and the like are people however they were counted. A side
    without any is none.
    """
    for size in (lambda item: item.count, lambda item: item.personnel, lambda item: _people(part, item)):
        sides = [_total(size(item) for item in side) for side in (before, after)]
        if None not in sides:
            return sides[0], sides[1]
    return (None if before else 0), (None if after else 0)


def fall(before: int | None, after: int | None) -> int | None:
    """Return by how much a number fell; ``None`` where one of the two is not known."""
    if before == 0:
        return 0  # where nothing was, nothing can be lost, however many came
    return None if before is None or after is None else max(0, before - after)


def lost_and_gained(part: Part, before: Units, after: Units) -> tuple[int | None, int | None]:
    """Return how many combat units fewer, and how many more, there are after a change.

    Bodies that are there before and after count for neither, so that it does not matter whether anybody counted them.
    """
    stayed = {item.id for item in before} & {item.id for item in after}
    before, after = ([item for item in side if item.id not in stayed] for side in (before, after))
    kinds = {_kind(part, item): None for item in (*before, *after)}
    sums = {kind: (_of(part, kind, before), _of(part, kind, after)) for kind in kinds}
    sizes = {kind: alike(part, old, new) for kind, (old, new) in sums.items()}
    falls = {kind: fall(old, new) for kind, (old, new) in sizes.items()}
    rises = {kind: fall(new, old) for kind, (old, new) in sizes.items()}
    lost, gained = _total(falls.values()), _total(rises.values())
    if not lost or not gained:
        return lost, gained
    went = max(part.risk(item.role) or 0 for kind in falls if falls[kind] for item in sums[kind][0])
    came = max(part.risk(item.role) or 0 for kind in rises if rises[kind] for item in sums[kind][1])
    if went == came:
        return None, None
    return (lost, 0) if went > came else (0, gained)


def _total(numbers: Iterable[int | None]) -> int | None:
    listed = list(numbers)
    known = [number for number in listed if number is not None]
    return sum(known) if len(known) == len(listed) else None


def _of(part: Part, kind: str, units: Units) -> Units:
    return tuple(item for item in units if _kind(part, item) == kind)


def _people(part: Part, item: Contribution) -> int | None:
    """Return how many people a body has, if a source says so; each unit of some kinds is one."""
    return item.count if _noun(part, item) in _PERSONS and item.count is not None else item.personnel


def _kind(part: Part, item: Contribution) -> str:
    return _COUNTED.get(_noun(part, item), PEOPLE)


def _noun(part: Part, item: Contribution) -> str:
    found = part.kb.records.get(f"capability/{item.capability}")
    return (found.counted_in or "") if isinstance(found, Capability) else ""
