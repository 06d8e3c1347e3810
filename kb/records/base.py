"""What every record has: a name, a label, its sources and a remark."""

from dataclasses import dataclass, fields
from functools import cache
from typing import get_type_hints

from kb.records.naming import Node
from kb.records.sources import Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Anything a case file states: a name, a label for readers, its sources and an optional remark.

    ``after`` and ``before`` name facts that came before and after this one, where sources give an order and no day.
    """

    id: Node
    label: str | None = None
    source: tuple[Citation, ...] = ()
    note: str | None = None
    after: tuple[Node, ...] = ()
    before: tuple[Node, ...] = ()


@cache
def field_types(record: type) -> dict[str, object]:
    """Return the fields of a record class with their resolved types, in order."""
    hints = get_type_hints(record, include_extras=True)
    return {item.name: hints[item.name] for item in fields(record)}
