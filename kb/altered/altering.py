"""The knowledge base with some facts changed: for questions of what would follow. Nothing is saved."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from weakref import WeakKeyDictionary

from kb.errors import InputError
from kb.links import without
from kb.near import suggest
from kb.reading.checking import fault_in
from kb.reading.order import Order, in_order_again
from kb.records import Record
from kb.schema import Slot, slots
from kb.store import KnowledgeBase
from kb.values import ValueFault, written_value


@dataclass(frozen=True, order=True)
class Alteration:
    """One change of one fact: taken back (``field`` is ``None``), or with another value in one field."""

    fact: str
    field: str | None = None
    value: Any = None

    def __str__(self) -> str:
        """Return the change as a user writes it."""
        return self.fact if self.field is None else f"{self.fact}.{self.field}={_written(self.value)}"


def altered(kb: KnowledgeBase, alterations: Iterable[Alteration], added: Iterable[Record] = ()) -> KnowledgeBase:
    """Return the knowledge base with facts changed and facts added; the given one stays as it is.

    What cannot do without a fact that is taken back goes with it, and nothing names it any more.

    Raises:
        InputError: a fact is not there, or what was changed or added is nothing that a case file could state.
    """
    changes = tuple(alterations)
    for item in changes:
        if item.fact not in kb.records:
            raise InputError(f"no fact is called {item.fact!r}", remedy=_near(kb, item.fact))
    gone = [item.fact for item in changes if item.field is None]
    records = without(kb.records, gone, kb.named_by) if gone else dict(kb.records)
    fresh: dict[str, list[str]] = {}
    for item in changes:
        if item.field is not None and item.fact in records:
            records[item.fact] = replace(records[item.fact], **{item.field: item.value})
            fresh.setdefault(item.fact, []).append(item.field)
    extra = {record.id: record for record in added}
    records.update(extra)
    for name in (*fresh, *extra):
        fault = fault_in(records[name], records, None if name in extra else fresh[name])
        if fault:
            raise InputError(f"{name}: {fault.what}", why=fault.why, remedy=fault.remedy)
    return _in_order(kb, records)


_ORDERS: WeakKeyDictionary[KnowledgeBase, Order] = WeakKeyDictionary()
"""The order of the facts of knowledge bases that were altered, or came of that: they are altered again and again."""


def _in_order(kb: KnowledgeBase, records: dict[str, Record]) -> KnowledgeBase:
    """Return a knowledge base with other records, put in order."""
    order = _ORDERS.get(kb)
    if order is None:
        order = _ORDERS[kb] = Order.of(kb.records)
    now, ordered, names = in_order_again(order, kb.records, records)
    made = kb.with_records(ordered, names)
    _ORDERS[made] = now
    return made


def retraction(kb: KnowledgeBase, text: str) -> Alteration:
    """Read the name of a fact to take back.

    Raises:
        InputError: there is no such fact.
    """
    if text not in kb.records:
        raise InputError(f"no fact is called {text!r}", remedy=_near(kb, text))
    return Alteration(text)


def setting(kb: KnowledgeBase, text: str) -> Alteration:
    """Read ``FACT.field=value``; an empty value or ``none`` means that no source says.

    Raises:
        InputError: the text is not of that form, or names no fact or field, or the value does not fit.
    """
    match = re.fullmatch(r"(?P<fact>[^=]+)\.(?P<field>\w+)=(?P<value>.*)", text)
    if match is None:
        raise InputError(f"{text!r} changes no fact", remedy="Write FACT.field=value, as in quay-terns.count=3.")
    fact, field = match["fact"], match["field"]
    record = kb.records.get(fact)
    if record is None:
        raise InputError(f"no fact is called {fact!r}", remedy=_near(kb, fact))
    known = {slot.field: slot for slot in slots(type(record)).values() if slot.takes != "source"}
    if field not in known:
        raise InputError(f"{fact} has no field {field!r} to change", remedy=f"Fields: {', '.join(known)}.")
    try:
        return Alteration(fact, field, _read(known[field], match["value"]))
    except ValueFault as found:
        raise InputError(f"{fact}: `{field}` {found.what}", why=found.why, remedy=found.remedy) from None


def _read(slot: Slot, text: str) -> Any:
    """Return the value of a field from its text; several values stand with commas between them."""
    if text in ("", "none"):
        return () if slot.many else None
    if slot.many:
        return tuple(sorted({_one(slot, part.strip()) for part in text.split(",")}))
    return _one(slot, text)


def _one(slot: Slot, text: str) -> Any:
    return text if slot.takes in ("node", "concept", "class") else written_value(slot, text)


def _written(value: Any) -> str:
    if value is None:
        return "none"
    return ",".join(value) if isinstance(value, tuple) else str(value).lower() if value in (True, False) else str(value)


def _near(kb: KnowledgeBase, name: str) -> str:
    return suggest(name, kb.records, otherwise="`coalition why EPISODE --json` names the facts behind a verdict.")
