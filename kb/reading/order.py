"""The order of facts where dates alone do not give it.

Sources often say that one thing came after another and give no day. A fact may therefore name others that came before
or after it; and the grounds of a decision date what they speak of: who goes "because of the losses" has had losses
before. Such an order holds among facts on record; it proves no cause. The closure of all of it is kept with the dates
themselves, where comparisons find it (:func:`kb.dates.before`). Days that are known go before any order that is told.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace
from functools import cache
from typing import Any

from kb.dates import Moment
from kb.profiles.meaning import explaining, with_reasons
from kb.reading.relations import Fault
from kb.records import ConsentWithdrawal, Decision, Ground, Record, Release, Statement, Vote

_LEAVING = frozenset({"withdraw", "recall", "reduce", "not-extend", "complete-task"})
"""Acts by which another member goes or begins to, of which a ground can speak."""
BRINGING = (ConsentWithdrawal, Decision, Release, Vote)
"""Kinds of fact that bring changes about, and so came before them."""
DATES = ("date", "begins", "known", "decided", "agreed", "proposed", "public")
"""Fields that say when a fact came; the first that a fact gives counts."""


def in_order(records: Mapping[str, Record]) -> dict[str, Record]:
    """Return the records with every date knowing which facts came before; facts of a loop are left as they are."""
    earlier = _earlier(records)
    known = {name: frozenset(_all_before(name, earlier)) for name in earlier}
    named = {*earlier, *(name for names in earlier.values() for name in names)}
    return {
        name: _dated(record, known.get(name, frozenset())) if name in named or _is_ordered(record) else record
        for name, record in records.items()
    }


def loop(records: Mapping[str, Record]) -> tuple[str, ...]:
    """Return facts each of which came before the next, and the last before the first; none where all agree."""
    earlier = _earlier(records)
    for name in sorted(earlier):
        found = _way(name, name, earlier)
        if found:
            return found
    for name in sorted(earlier):
        for other in sorted(_all_before(name, earlier)):
            first, second = moment_of(records[other]), moment_of(records[name])
            if first is not None and second is not None and first.earliest > second.latest:
                return (other, name)
    return ()


def looped(found: tuple[str, ...], records: Mapping[str, Record]) -> Fault:
    """Return what to say of facts whose order leads back to itself."""
    return Fault(
        "after" if records[found[-1]].after else "before",
        f"the order of facts leads back to itself: first {', then '.join((*found, found[0]))}",
        "Of two facts only one can have come first, so one of these orders or dates is wrong.",
        "Check `after`, `before` and the dates of these facts in their sources.",
    )


def moment_of(record: Record) -> Moment | None:
    """Return when a fact came; ``None`` where it has no date."""
    kind: type = type(record)
    for key in _dates_of(kind):
        found = getattr(record, key)
        if isinstance(found, Moment):
            return found
    return None


@cache
def _dates_of(kind: type) -> tuple[str, ...]:
    """Return the fields in which facts of a class say when they came."""
    known = {item.name for item in fields(kind)}
    return tuple(key for key in DATES if key in known)


def _earlier(records: Mapping[str, Record]) -> dict[str, set[str]]:
    """Return, for each fact that has any, the facts that came before it."""
    earlier: dict[str, set[str]] = {}
    for name, names in _told(records):
        earlier.setdefault(name, set()).update(names)
    return earlier


def _told(records: Mapping[str, Record]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield a fact with facts that came before it, as they say themselves or as a ground implies."""
    by_kind: dict[str, list[Record]] = {}
    for record in records.values():
        by_kind.setdefault(type(record).__name__, []).append(record)
    said = explaining((record for record in records.values() if isinstance(record, Statement)), records)
    for name, record in records.items():
        before = tuple(item for item in record.after if item in records)
        if before:
            yield name, before
        for later in record.before:
            if later in records:
                yield later, (name,)
        if isinstance(record, Decision):
            implied = tuple(_spoken_of(with_reasons(record, said), records, by_kind))
            if implied:
                yield name, implied


def _spoken_of(
    decision: Decision, records: Mapping[str, Record], by_kind: Mapping[str, Iterable[Record]]
) -> Iterator[str]:
    """Yield the facts that a decision's grounds speak of and that may have come before it."""
    grounds = (records.get(f"ground/{name}") for name in decision.grounds)
    spoken = [ground for ground in grounds if isinstance(ground, Ground)]
    kinds = {kind for ground in spoken for kind in ground.speaks_of}
    said = {content for ground in spoken for content in ground.recalls}
    looked_at = {*kinds, *((Statement.__name__,) if said else ())}
    for record in (record for kind in sorted(looked_at) for record in by_kind.get(kind, ())):
        when, name = moment_of(record), record.id
        if name in decision.before or decision.id in record.after:
            continue
        if isinstance(record, Decision):
            follows = record.act in _LEAVING and record.state != decision.state
            if follows and record.coalition == decision.coalition and record.date.earliest <= decision.date.latest:
                yield name
            continue
        recalled = isinstance(record, Statement) and not said.isdisjoint(record.content)
        if (recalled or type(record).__name__ in kinds) and when is not None and when.earliest <= decision.date.latest:
            coalition = getattr(record, "coalition", None)
            if getattr(record, "state", decision.state) == decision.state and coalition in (None, decision.coalition):
                yield name


def _all_before(name: str, earlier: Mapping[str, Iterable[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [name]
    while waiting:
        for other in earlier.get(waiting.pop(), ()):
            if other not in found:
                found.add(other)
                waiting.append(other)
    return found


def _way(start: str, goal: str, earlier: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Return the facts on a way from one to another, each before the next; none where there is no way."""
    waiting: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    while waiting:
        path = waiting.pop(0)
        for other in sorted(earlier.get(path[0], ())):
            if other == goal:
                return path
            if other not in seen:
                seen.add(other)
                waiting.append((other, *path))
    return ()


def _is_ordered(record: Record) -> bool:
    """Tell whether a fact has an order of its own to the changes it brought, or carries one from before it changed."""
    found = moment_of(record)
    return isinstance(record, BRINGING) or (found is not None and bool(found.of))


def _dated(record: Record, before: frozenset[str]) -> Record:
    kind: type = type(record)
    dates = {key: found for key in _dates_of(kind) if isinstance(found := getattr(record, key), Moment)}
    if all(found.of == record.id and found.follows == before for found in dates.values()):
        return record
    known: dict[str, Any] = {key: replace(found, of=record.id, follows=before) for key, found in dates.items()}
    return replace(record, **known)
