"""On which other days a fact would have had another effect: whole spans of days, each certified by runs.

One field of one fact is moved over all the days on which it could have lain: units within their own term, a word or
an event as long as the mission lasted. A run on one day speaks for the days around it, down to the nearest one on
which a comparison that it made would be answered otherwise, another month begins or another fact is overtaken.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from kb.dates import Moment, add_months, day, day_after
from kb.profiles.changes import window
from kb.records import ORDERED, Arrangement, Coalition, Contribution, Decision, Mandate, Pledge, Record, Shift
from rules.engine.listening import Heard
from rules.judging.court import Judgement
from rules.overturning.shifting import Field
from rules.questions.neighbours import merged

_MONTHLY = (Contribution, Arrangement, Shift, Pledge)
"""Facts from which profiles are computed, month by month."""
_TEN_YEARS = 120
_YEAR = 12
"""So many months at most are units moved; further off it would be another matter."""
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Reach:
    """The days on which a fact could have lain; ``open_start`` and ``open_end``: days beyond have no other effect."""

    first: date
    last: date
    open_start: bool
    open_end: bool


@dataclass(frozen=True)
class Region:
    """Days from a first to a last one with one and the same outcome."""

    first: date
    last: date
    outcome: str


Try = Callable[[Moment, frozenset[Moment]], tuple[str, Iterable[Heard]]]
"""Judges with the field set to a day, listening to comparisons of some days: the outcome, and what was heard."""


def reach(judgement: Judgement, place: Field) -> Reach | None:
    """Return the days on which a date could have lain; ``None`` where it is fixed."""
    part, (name, field) = judgement.facts.part, place
    record = part.kb.records[name]
    value: Moment = getattr(record, field)
    if isinstance(record, Coalition):
        last = add_months(value.latest, _TEN_YEARS)
        return Reach(day_after(part.coalition.begins.latest), last, True, True) if field == "ends" else None
    if isinstance(record, _MONTHLY):
        first, last = _own_term(judgement, record, field)
        near = add_months(value.earliest, -_YEAR), add_months(value.latest, _YEAR)
        first, last = max(first, near[0]), min(last, near[1])
        return Reach(first, last, True, True) if first < last else None
    least, most = part.coalition.begins.earliest, part.coalition.ends
    seen = window(judgement.facts)[1].latest + _DAY
    upto = max(seen if most is None else min(most.latest, seen), value.latest)
    first, last = _ordered(record, field, (min(least, value.earliest), upto))
    return Reach(first, last, first == least, last == upto) if first <= last else None


def _own_term(judgement: Judgement, record: Record, field: str) -> tuple[date, date]:
    """Return the days of a fact's own term: from its first, or when it was agreed, to the last one foreseen."""
    part = judgement.facts.part
    mandate = part.kb.records.get(getattr(record, "mandate", None) or "")
    firsts = [getattr(record, name, None) for name in ("proposed", "agreed", "date", "begins")]
    lasts = [getattr(record, name, None) for name in ("ends", "planned_end")]
    lasts += [mandate.ends] if isinstance(mandate, Mandate) else []
    first = next(item for item in firsts if item is not None)
    known = [item.latest for item in lasts if item is not None]
    left = part.left.get(record.id) or part.coalition.ends or judgement.episode.date
    return first.latest if field == "ends" else first.earliest, max(known) if known else left.latest


def _ordered(record: Record, field: str, days: tuple[date, date]) -> tuple[date, date]:
    """Return days within the bounds that the other dates of a fact set."""
    first, last = days
    for before, after in ORDERED:
        if after == field and isinstance(other := getattr(record, before, None), Moment):
            first = max(first, other.latest)
        if before == field and isinstance(other := getattr(record, after, None), Moment):
            last = min(last, other.earliest)
    return first, last


def regions(judgement: Judgement, place: Field, reached: Reach, attempt: Try) -> tuple[Region, ...]:
    """Return, in order, the regions into which the days of a reach fall by the outcome of moving a date there."""
    record = judgement.facts.part.kb.records[place[0]]
    breaks = _breaks(judgement, record)
    found: list[Region] = []
    last = reached.last
    while last >= reached.first:
        shadows = frozenset((day(last), day(day_after(last))))
        outcome, heard = attempt(day(last), shadows)
        first = max([reached.first, *(item for item in breaks if item <= last)])
        if isinstance(record, _MONTHLY):
            first = max(first, last.replace(day=1), day_after(last).replace(day=1) - _DAY)
        first = _steady(heard, shadows, first, last)
        found.append(Region(first, last, outcome))
        last = first - _DAY
    return tuple(
        merged(
            reversed(found),
            lambda one, other: one.outcome == other.outcome,
            lambda one, other: Region(one.first, other.last, other.outcome),
        )
    )


def _breaks(judgement: Judgement, record: Record) -> set[date]:
    """Return the days from which on a moved fact passes another fact, or out of what the episode can see."""
    part, seen = judgement.facts.part, window(judgement.facts)[1].latest + _DAY
    if not isinstance(record, (*_MONTHLY, Decision)):
        return {seen}
    dates = [item.date for item in part.kb.of_state(Decision, part.state)]
    dates += [item.begins for item in part.contributions]
    dates += [moment for moment in part.left.values() if moment is not None]
    edges = {edge for item in dates for edge in (item.earliest, item.latest)}
    return {seen} | {edge + timedelta(days=days) for edge in edges for days in (-1, 0, 1)}


def _steady(heard: Iterable[Heard], shadows: frozenset[Moment], first: date, last: date) -> date:
    """Return the first day from which up to the last one every comparison heard is answered alike."""
    for item in heard:
        answer = item.moved(shadows, 0)
        back = 1
        while last - timedelta(days=back) >= first:
            if item.moved(shadows, back) != answer:
                first = last - timedelta(days=back - 1)
                break
            back += 1
    return first
