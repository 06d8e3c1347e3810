"""Puts changes of facts into words: withdrawn, altered, added."""

from dataclasses import fields

from explain.answer import Reason
from explain.telling import Teller
from kb.altering import Alteration
from kb.records import CompleteRecord, Contribution, Record
from rules.facts import mirror
from rules.proof import Known

_PLUMBING = frozenset({"id", "label", "source", "note", "state", "coalition"})


def told(teller: Teller, change: Alteration | Record) -> Reason:
    """Return a change of one fact as a reason, with the places where the fact stands."""
    if not isinstance(change, Alteration):
        return Reason(change.id, "change", f"if there were {_described(teller, change)}", status="appears")
    record = teller.kb.records[change.fact]
    sources = teller.sources(record)
    if change.field is None:
        text = (
            f"if it were not known that all is listed: {record.label or record.id}"
            if isinstance(record, CompleteRecord)
            else f"without: {described(teller, record)}"
        )
        return Reason(str(change), "change", text, status="vanishes", sources=sources)
    name = change.field.replace("_", " ")
    before, after = teller.value(getattr(record, change.field)), teller.value(change.value)
    text = f"if {name} were {after}, not {before}: {described(teller, record)}"
    return Reason(str(change), "change", text, status="moves", sources=sources)


def described(teller: Teller, record: Record) -> str:
    """Return a record in one line."""
    fact = mirror(record)
    return teller.fact(Known(fact.identity, type(fact).__name__, tuple(fact.items()), "observed"))


def _described(teller: Teller, record: Record) -> str:
    """Return a supposed record by its class and the fields it has."""
    if isinstance(record, Contribution):
        return described(teller, record)
    given = [
        f"{item.name.replace('_', ' ')} {teller.value(value)}"
        for item in fields(record)
        if item.name not in _PLUMBING and (value := getattr(record, item.name)) not in (None, ())
    ]
    return f"a {teller.kind(type(record).__name__)} ({', '.join(given)})"
