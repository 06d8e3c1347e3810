"""Which records name which others, and what is left of records when some are taken away.

A fact that cannot do without one that is gone goes with it; any other only stops naming it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from kb.records import Record
from kb.schema import slots


def links(record: Record) -> dict[str, tuple[bool, tuple[str, ...]]]:
    """Return the fields by which a record names others: whether it needs each, and the names."""
    found: dict[str, tuple[bool, tuple[str, ...]]] = {}
    for slot in slots(type(record)).values():
        value = getattr(record, slot.field)
        if slot.takes == "node" and value:
            found[slot.field] = slot.required, value if slot.many else (value,)
    return found


def named_by(records: Iterable[Record]) -> dict[str, tuple[str, ...]]:
    """Return, for the name of each record that others name, the names of those others."""
    found: dict[str, dict[str, None]] = {}
    for record in records:
        for _, names in links(record).values():
            for name in names:
                found.setdefault(name, {})[record.id] = None
    return {name: tuple(others) for name, others in found.items()}


def without(
    records: Mapping[str, Record], gone: Iterable[str], naming: Mapping[str, tuple[str, ...]]
) -> dict[str, Record]:
    """Return records without some, without those that need one of them, and with nothing that still names one."""
    left = dict(records)
    lost = set(gone)
    waiting = list(lost)
    touched: set[str] = set()
    while waiting:
        name = waiting.pop()
        left.pop(name, None)
        for other in naming.get(name, ()):
            if other in left and other not in lost and _needs(left[other], lost):
                lost.add(other)
                waiting.append(other)
            touched.add(other)
    return {**left, **{name: _unlinked(left[name], lost) for name in sorted(touched & left.keys())}}


def _needs(record: Record, lost: set[str]) -> bool:
    return any(needed and lost.intersection(names) for needed, names in links(record).values())


def _unlinked(record: Record, lost: set[str]) -> Record:
    kept: dict[str, Any] = dict(_kept(record, lost))
    return replace(record, **kept) if kept else record


def _kept(record: Record, lost: set[str]) -> Iterator[tuple[str, Any]]:
    for field, (_, names) in links(record).items():
        if lost.intersection(names):
            whole = isinstance(getattr(record, field), tuple)
            yield field, tuple(name for name in names if name not in lost) if whole else None
