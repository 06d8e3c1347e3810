"""What the rules said before, for lists of many days: the same facts, and only the day of the decision moved on.

A run notes every comparison that it makes of the supposed days. Where nothing else is known since, and each of these
comparisons would be answered the same with the days moved on, the rules would say the same.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from kb.dates import Moment, day
from kb.profiles.meaning import explaining, with_reasons
from kb.profiles.part import Part, due
from kb.records import (
    Casualties,
    CompleteRecord,
    Contribution,
    Decision,
    HostageTaking,
    Mandate,
    Record,
    Shift,
    Statement,
    Variant,
)
from kb.store import KnowledgeBase
from rules.engine.listening import Heard
from rules.foreseeing.standing import Standing
from rules.foreseeing.suppositions import Supposition, supposed
from rules.judging.court import VERDICTS, Court

_DAY = timedelta(days=1)
_ASKED = frozenset({*VERDICTS, "Strategy", "Cause"})
"""The kinds of conclusion that are asked for."""
_ALL = (Decision, Casualties, HostageTaking)
"""Kinds of which an episode sees what any member did or suffered."""


@dataclass(frozen=True)
class Said:
    """What the rules say of a supposed exit: the verdict, shapes and causes."""

    verdict: str
    strategies: tuple[str, ...]
    causes: tuple[str, ...]


@dataclass
class Memory:
    """Keeps what was said of each thing, with the day and the comparisons on which it hangs."""

    runs: int = 0
    _kept: dict[Any, tuple[date, frozenset[Heard], Said | None]] = field(default_factory=dict)

    def said(self, court: Court, known: "Known", item: Standing, one: Supposition) -> Said | None:
        """Return what the rules say of a supposed exit; ``None`` where no episode comes of it."""
        key = self._key(known, item, one)
        before = self._kept.get(key)
        if before is not None and _same(before[1], _moving(before[0]), item.on - before[0]):
            return before[2]
        with court.inference.listening(_moving(item.on)) as heard:
            said = self._judged(court, item.part, one)
        self._kept[key] = item.on, frozenset(heard), said
        return said

    def _judged(self, court: Court, part: Part, one: Supposition) -> Said | None:
        found = supposed(court, part, one)
        if found is None:
            return None
        self.runs += 1
        judgement = found[0].on_record(found[1].episode.id, _ASKED)
        return Said(judgement.verdict, judgement.strategies, judgement.causes)

    def _key(self, known: "Known", item: Standing, one: Supposition) -> Any:
        fixed = None if one.last == item.on else one.last
        beside = frozenset((*known.busy(item.part, one), *known.reasons(item.part, one)))
        return item.part.key, item.thing.id, one.way, fixed, known.of(item.part), beside


def _moving(on: date) -> frozenset[Moment]:
    """Return the days that are supposed because the list is of this day: itself, and the next."""
    return frozenset({day(on), day(on + _DAY)})


def _same(heard: Iterable[Heard], days: frozenset[Moment], ahead: timedelta) -> bool:
    return all(item.moved(days, -ahead.days) == item.asks(*item.values) for item in heard)


class Known:
    """What is known on a day, in marks that tell whether anything that an exit could rest on has changed."""

    def __init__(self, kb: KnowledgeBase) -> None:
        """Mark every fact by its name and by what of it is still hidden."""
        self._marks: dict[Any, set[tuple[str, bool, bool]]] = {}
        for record in kb.records.values():
            if not isinstance(record, (CompleteRecord, Variant)):
                for group in _groups(record):
                    self._marks.setdefault(group, set()).add(_mark(record))
        self._sets = {group: frozenset(marks) for group, marks in self._marks.items()}
        self._parts: dict[tuple[str, str], Any] = {}

    def of(self, part: Part) -> Any:
        """Return the marks of all that an exit of a state from a coalition could rest on."""
        if part.key not in self._parts:
            partners = {name for one in part.arrangements for name in one.partners}
            groups = (None, *sorted({part.state, part.coalition.leader, *partners}), ("all", part.coalition.id))
            self._parts[part.key] = tuple(self._sets.get(group, frozenset()) for group in groups)
        return self._parts[part.key]

    def reasons(self, part: Part, one: Supposition) -> Iterator[str]:
        """Yield the reasons, stated close by, that a supposed decision would take for its own."""
        said = explaining(part.kb.of_state(Statement, part.state), part.kb.records)
        for made in one.parts:
            if isinstance(made, Decision):
                yield from with_reasons(made, said).grounds

    def busy(self, part: Part, one: Supposition) -> Iterator[str]:
        """Yield what else falls into the month of a supposed exit, and what agreed for later comes into its view."""
        window = date.fromisoformat(f"{one.month}-01") + timedelta(days=62)
        for other in {part.state: part, **part.partners}.values():
            for item in other.contributions:
                if one.month in (item.begins.month, other.gone[item.id]):
                    yield item.id
            yield from (item.id for item in other.commitments if due(item).month == one.month)
            yield from (item.id for item in part.kb.of_state(Shift, other.state) if _begun(item.begins, window))
            yield from (item.id for item in part.kb.of_state(Mandate, other.state) if _begun(item.begins, window))
        yield from (item.id for item in part.arrangements if item.begins.earliest <= window)


def _begun(begins: Moment | None, window: date) -> bool:
    return begins is not None and begins.earliest <= window


def _groups(record: Record) -> Iterator[Any]:
    yield getattr(record, "state", None)
    if isinstance(record, _ALL):
        yield "all", record.coalition


def _mark(record: Record) -> tuple[str, bool, bool]:
    planned = isinstance(record, Contribution) and record.planned_end is not None
    return record.id, getattr(record, "ends", None) is None and getattr(record, "recovered", None) is None, planned
