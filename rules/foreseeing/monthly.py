"""The list for the first of every month, as it would have been made then: each thing's place, and why it is flagged.

A thing is flagged where it lacks no more than a decision for a defection and one of three grounds stands: it is
announced, something comes due within the horizon, or a cause would be established.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kb.dates import add_months
from kb.records import Coalition, Contribution
from rules.foreseeing.orders import ORDERS
from rules.foreseeing.remembering import Known, Memory
from rules.foreseeing.signs import signs
from rules.foreseeing.standing import Standing
from rules.foreseeing.suppositions import suppositions
from rules.foreseeing.watching import DEFECTION, Near, Watch
from rules.judging.court import Court

HORIZON = 6
"""Within how many months what comes due flags a thing, and a flag has to come true."""
ANNOUNCED, DUE, CAUSE, LIST = "announced", "due", "cause", "list"
GROUNDS = (ANNOUNCED, DUE, CAUSE)
"""The grounds on which a thing is flagged; the list as a whole goes by any of them."""


@dataclass(frozen=True)
class Seen:
    """What the list said of one thing in one month.

    Attributes:
        month: the first day of the month, on which the list was made.
        thing: the units, or what was owed.
        state: whose they are.
        coalition: where.
        combat: they are combat units.
        grounds: on which grounds they are flagged; none where they are not.
        causes: which causes would have been established.
        ranks: the place on the list of the coalition, in each order.
    """

    month: date
    thing: str
    state: str
    coalition: str
    combat: bool
    grounds: tuple[str, ...]
    causes: tuple[str, ...]
    ranks: Mapping[str, int]


@dataclass(frozen=True)
class _Told:
    """What is nearest to a defection of one thing, before it has a place on a list."""

    item: Standing
    near: Near
    causes: tuple[str, ...]
    announced: bool


def months_of(court: Court) -> tuple[date, ...]:
    """Return the first days of the months from the first coalition on to the end of what is on record."""
    firsts = [item.begins.latest for item in court.kb.of(Coalition)]
    lasts = [moment.latest for item in court.kb.of(Contribution) for moment in (item.begins, item.ends) if moment]
    found: list[date] = []
    month = min(firsts).replace(day=1) if firsts and lasts else date.max
    while lasts and month <= max(lasts):
        found.append(month)
        month = add_months(month, 1)
    return tuple(found)


def monthly(court: Court, memory: Memory, month: date) -> Iterator[Seen]:
    """Yield what the list of one month said, coalition by coalition."""
    watch = Watch(court, month)
    known = Known(watch.court.kb)
    told = [found for item in watch.things if (found := _told(watch, memory, known, item)) is not None]
    for coalition in sorted({one.item.part.coalition.id for one in told}):
        own = [one for one in told if one.item.part.coalition.id == coalition]
        places = {order: _places(own, order) for order in ORDERS}
        for one in own:
            ranks = {order: places[order][one.item.thing.id] for order in ORDERS}
            yield Seen(
                month,
                one.item.thing.id,
                one.item.part.state,
                coalition,
                one.item.combat,
                tuple(_grounds(one, month)),
                one.causes,
                ranks,
            )


def _told(watch: Watch, memory: Memory, known: Known, item: Standing) -> _Told | None:
    """Return what is nearest to a defection of one thing; what would be none counts as far, whatever it lacks."""
    shown, found = signs(item, watch.court.inference.thresholds), []
    for one in suppositions(item, shown):
        said = memory.said(watch.court, known, item, one)
        if said is not None:
            wanting = int(one.decided) if said.verdict == DEFECTION else None
            near = Near(wanting, wanting is not None and bool(said.causes), one.last, one.due)
            found.append((near.key, _Told(item, near, said.causes, wanting == 0)))
    return min(found, key=lambda pair: pair[0])[1] if found else None


def _places(own: Iterable[_Told], order: str) -> dict[str, int]:
    key = ORDERS[order].key
    listed = sorted(own, key=lambda one: (key(one.near), not one.item.combat, one.item.thing.id))
    return {one.item.thing.id: rank for rank, one in enumerate(listed, 1)}


def _grounds(one: _Told, month: date) -> Iterator[str]:
    if one.near.wanting is None:
        return
    if one.announced:
        yield ANNOUNCED
    if one.near.due and one.near.last <= add_months(month, HORIZON):
        yield DUE
    if one.near.explained:
        yield CAUSE
