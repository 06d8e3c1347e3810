"""The order of facts where dates alone do not give it.

Sources often say that one thing came after another and give no day. A fact may therefore name others that came before
or after it; and the grounds of a decision date what they speak of: who goes "because of the losses" has had losses
before. Such an order holds among facts on record; it proves no cause. The closure of all of it is kept with the dates
themselves, where comparisons find it (:func:`kb.dates.before`). Days that are known go before any order that is told.
"""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, fields, replace
from functools import cache, cached_property
from typing import Any

from kb.dates import Moment
from kb.profiles.meaning import ENDING, explaining, with_reasons
from kb.reading.relations import Fault
from kb.records import ConsentWithdrawal, Decision, Ground, Record, Release, Statement, Vote

_LEAVING = frozenset({"withdraw", "recall", "reduce", "not-extend", "complete-task"})
"""Acts by which another member goes or begins to, of which a ground can speak."""
BRINGING = (ConsentWithdrawal, Decision, Release, Vote)
"""Kinds of fact that bring changes about, and so came before them."""
DATES = ("date", "begins", "known", "decided", "agreed", "proposed", "public")
"""Fields that say when a fact came; the first that a fact gives counts."""


Pair = tuple[str, tuple[str, ...]]
"""A fact with facts that came before it."""
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Order:
    """What is told of the order of some facts.

    Attributes:
        told: under the name of each fact that tells any, the pairs that it tells.
        kinds: the classes of fact of which grounds of decisions can speak, themselves or by what was said beside.
    """

    told: Mapping[str, tuple[Pair, ...]]
    kinds: frozenset[str]

    @classmethod
    def of(cls, records: Mapping[str, Record]) -> "Order":
        """Return what facts tell."""
        beside = _Beside(records)
        found = ((name, tuple(_told(record, beside))) for name, record in records.items())
        grounds = [record for record in records.values() if isinstance(record, Ground)]
        kinds = frozenset({Statement.__name__, *(kind for ground in grounds for kind in ground.speaks_of)})
        return cls({name: pairs for name, pairs in found if pairs}, kinds)

    def again(self, was: Mapping[str, Record], records: Mapping[str, Record], names: Set[str]) -> "Order":
        """Return what facts tell once those of some names have changed, come or gone since this order was told.

        Only what can tell anything else is looked at: what changed, and decisions that may speak of it.
        """
        touched = [found[name] for name in names for found in (was, records) if name in found]
        if any(isinstance(record, Ground) for record in touched):
            return Order.of(records)
        looked_at = {name for name in names if name in records}
        spoken_of = [record for record in touched if type(record).__name__ in self.kinds]
        for name, record in records.items() if spoken_of else ():
            if isinstance(record, Decision) and any(_may_speak_of(record, other) for other in spoken_of):
                looked_at.add(name)
        beside = _Beside(records)
        fresh = {name: tuple(_told(records[name], beside)) for name in looked_at}
        told = {name: pairs for name, pairs in self.told.items() if name not in fresh and name in records}
        told.update((name, pairs) for name, pairs in fresh.items() if pairs)
        return self if told == self.told else Order(told, self.kinds)

    @cached_property
    def earlier(self) -> dict[str, set[str]]:
        """Return, for each fact that has any, the facts that came before it."""
        found: dict[str, set[str]] = {}
        for pairs in self.told.values():
            for name, names in pairs:
                found.setdefault(name, set()).update(names)
        return found

    @cached_property
    def before(self) -> dict[str, frozenset[str]]:
        """Return, for each fact that has a place in the order, all that came before it, by whatever way."""
        named = {*self.earlier, *(name for names in self.earlier.values() for name in names)}
        return {name: frozenset(_all_before(name, self.earlier)) for name in named}

    def dated(self, records: Mapping[str, Record], names: Iterable[str]) -> dict[str, Record]:
        """Return records with the dates of those of some names knowing which facts came before."""
        found = dict(records)
        for name in names:
            record = records[name]
            if name in self.before or _is_ordered(record):
                found[name] = _dated(record, self.before.get(name, _NONE))
        return found


def changed(was: Mapping[str, Record], records: Mapping[str, Record]) -> set[str]:
    """Return the names of records that are not the same ones as before, or are there only before or only now."""
    return {name for name in {*was, *records} if was.get(name) is not records.get(name)}


def in_order(records: Mapping[str, Record]) -> dict[str, Record]:
    """Return the records with every date knowing which facts came before; facts of a loop are left as they are."""
    return Order.of(records).dated(records, records)


def in_order_again(
    order: Order, was: Mapping[str, Record], records: Mapping[str, Record]
) -> tuple[Order, dict[str, Record], set[str]]:
    """Return the order of records, these as :func:`in_order` does, and the names of those that are others than before.

    Args:
        order: what was told of the records before.
        was: the records before, in order.
        records: those now.
    """
    names = changed(was, records)
    now = order.again(was, records, names)
    if now is not order:
        names |= {name for name in {*order.before, *now.before} if order.before.get(name) != now.before.get(name)}
    return now, now.dated(records, names & records.keys()), names


def loop(records: Mapping[str, Record]) -> tuple[str, ...]:
    """Return facts each of which came before the next, and the last before the first; none where all agree."""
    earlier = Order.of(records).earlier
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


class _Beside:
    """What is looked up to tell of which facts a decision speaks."""

    def __init__(self, records: Mapping[str, Record]) -> None:
        self.records = records

    @cached_property
    def by_kind(self) -> dict[str, list[Record]]:
        """Return the facts of each class."""
        found: dict[str, list[Record]] = {}
        for record in self.records.values():
            found.setdefault(type(record).__name__, []).append(record)
        return found

    @cached_property
    def said(self) -> list[Statement]:
        """Return the statements that give reasons."""
        statements = (record for record in self.records.values() if isinstance(record, Statement))
        return explaining(statements, self.records)


def _told(record: Record, beside: _Beside) -> Iterator[Pair]:
    """Yield a fact with facts that came before it, as one of them says itself or as its ground implies."""
    records = beside.records
    before = tuple(item for item in record.after if item in records)
    if before:
        yield record.id, before
    for later in record.before:
        if later in records:
            yield later, (record.id,)
    if isinstance(record, Decision):
        implied = tuple(_spoken_of(record, beside))
        if implied:
            yield record.id, implied


def _may_speak_of(decision: Decision, record: Record) -> bool:
    """Tell whether a ground of a decision can speak of a fact: of its own state, of none, or another's leaving."""
    state = getattr(record, "state", None)
    if state is None or state == decision.state:
        return True
    return isinstance(record, Decision) and record.act in _LEAVING and record.coalition == decision.coalition


def _spoken_of(made: Decision, beside: _Beside) -> Iterator[str]:
    """Yield the facts that a decision's grounds speak of and that may have come before it."""
    decision = with_reasons(made, beside.said) if made.act in ENDING else made
    grounds = (beside.records.get(f"ground/{name}") for name in decision.grounds)
    spoken = [ground for ground in grounds if isinstance(ground, Ground)]
    kinds = {kind for ground in spoken for kind in ground.speaks_of}
    said = {content for ground in spoken for content in ground.recalls}
    looked_at = {*kinds, *((Statement.__name__,) if said else ())}
    for record in (record for kind in sorted(looked_at) for record in beside.by_kind.get(kind, ())):
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
