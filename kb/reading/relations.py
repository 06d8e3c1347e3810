"""Checks on what the fields of a fact, or several facts, say together."""

from collections.abc import Mapping
from typing import NamedTuple

from kb.dates import Moment, before
from kb.near import suggest
from kb.records import (
    ORDERED,
    BudgetLimit,
    Citation,
    CompetingOperation,
    Contribution,
    Decision,
    Fleet,
    MaintenanceDue,
    ReadinessLoss,
    Record,
    Statement,
    Variant,
)
from kb.schema import slots

_CAPACITY = (BudgetLimit, CompetingOperation, Fleet, MaintenanceDue, ReadinessLoss)


class Fault(NamedTuple):
    """What is wrong with a fact, at which field (``None``: at none in particular), why it matters and what to do."""

    field: str | None
    what: str
    why: str
    remedy: str


def check_alone(record: Record | Citation) -> Fault | None:
    """Return the first contradiction within one fact, if any."""
    for first, second in ORDERED:
        start, end = getattr(record, first, None), getattr(record, second, None)
        if isinstance(start, Moment) and isinstance(end, Moment) and before(end, start):
            return Fault(
                second,
                f"`{second}` ({end}) lies before `{first}` ({start})",
                "Nothing can end before it begins, so one of the two dates is wrong.",
                "Check both dates in the source.",
            )
    if isinstance(record, Contribution) and (record.reserve or 0) > (record.count or record.reserve or 0):
        return Fault(
            "reserve",
            f"`reserve` ({record.reserve}) is larger than `count` ({record.count})",
            "Reserves are part of the units counted.",
            "Add the reserves to `count`.",
        )
    return _check_voice(record) if isinstance(record, Record) else None


def _check_voice(record: Record) -> Fault | None:
    """Return the fault of a fact that stands in a voice which cannot bear it."""
    voices = {citation.voice for citation in record.source}
    if isinstance(record, _CAPACITY) and voices == {"own-account"}:
        return Fault(
            "source",
            "a fact of capacity for which only the party's own word stands",
            "What a minister says of money or aircraft shows what was said, not that it is so.",
            "Write a Statement or Decision with `grounds`, or cite what shows the limit independently.",
        )
    if isinstance(record, (Decision, Statement)) and record.grounds and voices == {"interpretation"}:
        return Fault(
            "source",
            "grounds for which only the author's interpretation stands",
            "An author's explanation is no ground that the state gave.",
            "Leave `grounds` out, and state the event or document from which the author infers it.",
        )
    return None


def check_together(record: Record, records: Mapping[str, Record], cleared: set[str]) -> Fault | None:
    """Return the first contradiction between a fact and those it names, if any.

    ``cleared`` gathers the contributions that are known to lead back to a first one.
    """
    if isinstance(record, Contribution) and record.continues:
        return _check_chain(record, records, cleared)
    if isinstance(record, Variant):
        return _check_variant(record, records)
    return None


def _check_chain(record: Contribution, records: Mapping[str, Record], cleared: set[str]) -> Fault | None:
    before = records.get(record.continues or "")
    if isinstance(before, Contribution) and (before.state, before.coalition) != (record.state, record.coalition):
        return Fault(
            "continues",
            f"`continues` names {before.id!r}, units of {before.state} in {before.coalition}",
            "The same units stay with one state in one coalition.",
            "Leave `continues` out; a state that takes over brings units of its own.",
        )
    seen = {record.id}
    earlier = record.continues
    while earlier and earlier not in cleared:
        if earlier in seen:
            return Fault(
                "continues",
                f"`continues` leads back to {earlier!r}",
                "Units cannot be the continuation of themselves.",
                "Name the contribution that came before.",
            )
        seen.add(earlier)
        found = records.get(earlier)
        earlier = found.continues if isinstance(found, Contribution) else None
    cleared |= seen
    return None


def _check_variant(record: Variant, records: Mapping[str, Record]) -> Fault | None:
    about = records.get(record.about)
    known = [slot.field for slot in slots(type(about)).values()] if about else [record.property]
    if record.property in known:
        return None
    return Fault(
        "property",
        f"`property` is {record.property!r}, which {record.about!r} does not have",
        "A variant is another value of one field of the fact it is about.",
        suggest(record.property, known, otherwise=f"Known: {', '.join(known)}."),
    )
