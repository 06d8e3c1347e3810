"""The knowledge base with some facts changed: for questions of what would follow. Nothing is saved."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from kb.dates import DateError, moment
from kb.errors import InputError
from kb.near import suggest
from kb.order import in_order
from kb.records import Record, field_types
from kb.store import KnowledgeBase


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

    Raises:
        InputError: a fact is not there.
    """
    records = dict(kb.records)
    for item in alterations:
        if item.fact not in records:
            raise InputError(f"no fact is called {item.fact!r}", remedy=_near(kb, item.fact))
        if item.field is None:
            del records[item.fact]
        else:
            records[item.fact] = replace(records[item.fact], **{item.field: item.value})
    for record in added:
        records[record.id] = record
    return KnowledgeBase(in_order(records), kb.works, kb.places, as_of=kb.as_of)


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
    kind: Any = type(record)
    types = field_types(kind)
    if field not in types or field in ("id", "source"):
        known = ", ".join(name for name in types if name not in ("id", "source"))
        raise InputError(f"{fact} has no field {field!r} to change", remedy=f"Fields: {known}.")
    return Alteration(fact, field, _read(str(types[field]), match["value"], text))


def _read(kind: str, value: str, text: str) -> Any:
    if value in ("", "none"):
        return () if kind.startswith("tuple") else None
    try:
        if kind.startswith("tuple"):
            return tuple(sorted(part.strip() for part in value.split(",")))
        if "Moment" in kind:
            return moment(value)
        if "bool" in kind:
            return {"true": True, "false": False}[value]
        if "int" in kind:
            return int(value)
        return float(value) if "float" in kind else value
    except (DateError, KeyError, ValueError):
        raise InputError(f"{text!r}: {value!r} does not fit", remedy=f"The field takes {_plain(kind)}.") from None


def _plain(kind: str) -> str:
    kinds: Mapping[str, str] = {"Moment": "a date, as in 2016-12", "bool": "true or false", "int": "a whole number"}
    return next((words for name, words in kinds.items() if name in kind), "a number")


def _written(value: Any) -> str:
    if value is None:
        return "none"
    return ",".join(value) if isinstance(value, tuple) else str(value).lower() if value in (True, False) else str(value)


def _near(kb: KnowledgeBase, name: str) -> str:
    return suggest(name, kb.records, otherwise="`coalition why EPISODE --json` names the facts behind a verdict.")
