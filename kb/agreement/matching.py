"""Which fact of one coding is which of another: by kind and content first, by name where that is all there is.

Two facts can be one only if they are of one kind and about the same state, coalition or other actor. Among those, what
they say is compared field by field; dates weigh double, since they tell facts of one kind apart best, and count in part
where they lie near each other. Each fact is given to the one that is most like it. Facts that name others are compared
once those are matched.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from kb.dates import Moment, full_months
from kb.records import Record
from kb.schema import Slot, slots

_APART: Final = ("label", "source", "note", "after", "before")
"""Fields that do not say what a fact is."""
WHOSE: Final = ("state", "coalition", "requester", "host", "member", "larger_state", "patron", "arrangement", "about")
"""Fields that say whose a fact is; where a fact needs one, two facts are the same only if they agree in it."""
_NEEDED: Final = 0.5
"""Two facts are the same if they are at least so much alike, from 0 to 1."""
_NAME: Final = 0.2
"""What a name in common adds."""
_YEAR: Final = 12
_SILENT, _OVERLAP, _NEAR = 0.25, 0.9, 0.7
"""How alike values are of which one is not given, dates of which each may be the other, and dates within a month."""


@dataclass(frozen=True)
class Difference:
    """A field in which two codings of one fact say different things; ``None`` and ``()``: nothing is said."""

    field: str
    first: Any
    second: Any


@dataclass(frozen=True)
class Pair:
    """A fact that both codings have, and the fields in which they differ."""

    first: Record
    second: Record
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class Matching:
    """What two codings have in common, and what only one has, each in order of kind and name."""

    pairs: tuple[Pair, ...]
    only_first: tuple[Record, ...]
    only_second: tuple[Record, ...]

    @property
    def names(self) -> Mapping[str, str]:
        """Return the name in the first coding of each fact of the second that both have."""
        return {pair.second.id: pair.first.id for pair in self.pairs}


def match(first: Iterable[Record], second: Iterable[Record]) -> Matching:
    """Match the facts of two codings."""
    firsts, seconds = list(first), list(second)
    found: dict[str, str] = {}
    for _ in range(_ROUNDS):
        again = _assigned(firsts, seconds, found)
        if again == found:
            break
        found = again
    by_name = {record.id: record for record in firsts}
    others = {record.id: record for record in seconds}
    pairs = [
        Pair(by_name[one], others[other], _differences(by_name[one], others[other], found))
        for other, one in found.items()
    ]
    return Matching(
        tuple(sorted(pairs, key=lambda pair: _order(pair.first))),
        tuple(sorted((item for item in firsts if item.id not in found.values()), key=_order)),
        tuple(sorted((item for item in seconds if item.id not in found), key=_order)),
    )


_ROUNDS: Final = 3
"""How often facts that name others are compared anew: such names lead no further than this."""


def _assigned(firsts: list[Record], seconds: list[Record], known: Mapping[str, str]) -> dict[str, str]:
    """Return for facts of the second coding which fact of the first each is, the most alike first."""
    by_kind: dict[str, list[Record]] = {}
    for record in firsts:
        by_kind.setdefault(type(record).__name__, []).append(record)
    likely = [
        (-score, one.id, other.id)
        for other in seconds
        for one in by_kind.get(type(other).__name__, ())
        if (score := _likeness(one, other, known)) >= _NEEDED
    ]
    found: dict[str, str] = {}
    taken: set[str] = set()
    for _, one_name, other_name in sorted(likely):
        if other_name not in found and one_name not in taken:
            found[other_name] = one_name
            taken.add(one_name)
    return found


def _likeness(one: Record, other: Record, known: Mapping[str, str]) -> float:
    """Return how much alike two facts of one kind are, from 0 to 1 and a little more where they bear one name."""
    same_name = one.id == other.id
    weight = score = 0.0
    for slot in _telling(one):
        mine, theirs = getattr(one, slot.field), _translated(slot, getattr(other, slot.field), known)
        if slot.field in WHOSE and slot.required and mine != theirs and not same_name:
            return 0.0
        if mine in (None, ()) and theirs in (None, ()):
            continue
        heavy = 2.0 if slot.takes == "date" else 1.0
        weight += heavy
        score += heavy * _closeness(mine, theirs)
    if not weight:
        return 1.0 if same_name or (one.label and one.label == other.label) else 0.0
    return score / weight + (_NAME if same_name else 0.0)


def _closeness(mine: Any, theirs: Any) -> float:
    """Return how near two values are, from 0 to 1."""
    if mine == theirs:
        return 1.0
    if mine in (None, ()) or theirs in (None, ()):
        return _SILENT
    if isinstance(mine, Moment):
        return _nearness(mine, theirs)
    if isinstance(mine, tuple):
        return len({*mine} & {*theirs}) / len({*mine, *theirs})
    numbers = isinstance(mine, (int, float)) and not isinstance(mine, bool)
    return min(mine, theirs) / max(mine, theirs) if numbers else 0.0


def _nearness(mine: Moment, theirs: Moment) -> float:
    """Return how near two dates are: those that may be one come near to being the same."""
    if mine.earliest <= theirs.latest and theirs.earliest <= mine.latest:
        return _OVERLAP
    months = abs(full_months(mine.earliest, theirs.earliest))
    return max(0.0, _NEAR * (1 - months / _YEAR))


def _differences(one: Record, other: Record, known: Mapping[str, str]) -> tuple[Difference, ...]:
    found = (
        (slot, getattr(one, slot.field), _translated(slot, getattr(other, slot.field), known)) for slot in _telling(one)
    )
    return tuple(Difference(slot.field, mine, theirs) for slot, mine, theirs in found if not _same(mine, theirs))


def _same(mine: Any, theirs: Any) -> bool:
    if isinstance(mine, Moment) and isinstance(theirs, Moment):
        return mine.text == theirs.text
    return bool(mine == theirs)


def _translated(slot: Slot, value: Any, known: Mapping[str, str]) -> Any:
    """Return a value of the second coding in the names of the first."""
    if slot.takes != "node" or value is None:
        return value
    return tuple(sorted(known.get(name, name) for name in value)) if slot.many else known.get(value, value)


def _telling(record: Record) -> Iterator[Slot]:
    """Yield the fields that say what a fact is."""
    yield from (slot for slot in slots(type(record)).values() if slot.field not in _APART)


def _order(record: Record) -> tuple[str, str]:
    return type(record).__name__, record.id
