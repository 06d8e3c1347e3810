"""Records as a case file in YAML, laid out as people write one by hand: a fact below the other, its sources last."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from kb.records import Citation, Record
from kb.schema import Slot, slots

_PLAIN = re.compile(r"[A-Za-z_][\w./()'+%–-]*(?: [\w./()'+%&–-]+)*")
_DATE_OR_COUNT = re.compile(r"\d{4}(?:-\d\d){0,2}~?|\d{1,18}")
_RESERVED: Final = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_BREAKS: Final = str.maketrans({letter: f"\\u{ord(letter):04x}" for letter in "\x7f\x85\u2028\u2029\ufeff"})
_LAST: Final = ("after", "before", "note", "source")


def case_file(records: Iterable[Record], remarks: Mapping[str, str] | None = None, opening: str = "") -> str:
    """Return facts as the text of a case file.

    Args:
        records: the facts, in order.
        remarks: what to say above some facts, by their names.
        opening: what to say of them all.
    """
    said = remarks or {}
    lines = [*_remark(opening, ""), "facts:"]
    for record in records:
        lines.append("")
        lines += _remark(said.get(record.id, ""), "  ")
        lines += _fact(record)
    return "\n".join(lines) + "\n"


def _remark(text: str, indent: str) -> list[str]:
    return [f"{indent}# {line}" for line in text.splitlines()]


def _fact(record: Record) -> Iterator[str]:
    yield f"  - id: {_scalar(record.id)}"
    yield f"    type: {type(record).__name__}"
    if record.label:
        yield f"    label: {_scalar(record.label)}"
    known = {slot.field: slot for slot in slots(type(record)).values()}
    for name in (*(name for name in known if name not in (*_LAST, "label")), *_LAST):
        value = getattr(record, name)
        if value not in (None, ()):
            yield from _field(known[name], value)


def _field(slot: Slot, value: Any) -> Iterator[str]:
    if slot.takes == "source":
        yield "    source:"
        yield from (f"      - {_citation(item)}" for item in value)
    elif slot.many:
        yield f"    {slot.field}: [{', '.join(map(_scalar, value))}]"
    else:
        yield f"    {slot.field}: {_scalar(value)}"


def _citation(citation: Citation) -> str:
    given = ((slot.field, getattr(citation, slot.field)) for slot in slots(Citation).values())
    return "{" + ", ".join(f"{name}: {_scalar(value)}" for name, value in given if value is not None) + "}"


def _scalar(value: Any) -> str:
    """Return a value as YAML, in quotes wherever it could be read as anything but text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return f"{value:.15f}".rstrip("0").rstrip(".")
    text = str(value)
    if _DATE_OR_COUNT.fullmatch(text) or (_PLAIN.fullmatch(text) and text.casefold() not in _RESERVED):
        return text
    return json.dumps(text, ensure_ascii=False).translate(_BREAKS)
