"""Findings about case files as text and JSON; and in SARIF, which editors show beside a file, those about rules too."""

import textwrap
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from cli.console import WIDTH, json_text
from kb.auditing.faults import COMPLETENESS, FACT, FORM, SHAPE, SLIP, UNREAD, Finding
from kb.errors import printable

_SORTS: Final = {
    FORM: "Something that is not written as case files are.",
    FACT: "A fact that is not as facts of its kind are.",
    SHAPE: "A fact that the ontology's shapes refuse.",
    COMPLETENESS: "A statement that the record is complete, which the record belies.",
    UNREAD: "A fact that no rule reads.",
    SLIP: "A decision that seems to lack something.",
}


def as_text(facts: int, found: Sequence[Finding]) -> str:
    """Return the findings for a reader: place and fault, reason, remedy; at the end how many."""
    lines = [line for item in found for line in _told(item)]
    faults = sum(item.is_fault for item in found)
    remarks = len(found) - faults
    if not found:
        lines.append(f"{counted(facts, 'fact')}: nothing to object to.")
    else:
        told = [counted(number, noun) for number, noun in ((faults, "fault"), (remarks, "remark")) if number]
        lines.append(f"{' and '.join(told)}.")
    return "\n".join(lines) + "\n"


def _told(item: Finding) -> list[str]:
    place = f"{item.path}:{item.line}:{item.column}"
    told = [f"{place}{'' if item.is_fault else ' (remark)'}"]
    for text in (item.what, item.why, item.remedy):
        lines = textwrap.wrap(printable(text), WIDTH - 2, break_long_words=False, break_on_hyphens=False)
        told += [f"  {line}" for line in lines]
    return [*told, ""]


def counted(number: int, noun: str) -> str:
    """Return a number of things."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def as_json(facts: int, found: Sequence[Finding]) -> str:
    """Return the findings for a program."""
    rows = [
        {
            "file": item.path,
            "line": item.line,
            "column": item.column,
            "level": _level(item),
            "sort": item.sort,
            "fact": item.fact or None,
            "what": item.what,
            "why": item.why,
            "remedy": item.remedy,
        }
        for item in found
    ]
    return json_text({"facts": facts, "faults": sum(item.is_fault for item in found), "findings": rows})


def as_sarif(
    facts: int, found: Sequence[Finding], sorts: Mapping[str, str] = _SORTS, by: str = "coalition case check"
) -> str:
    """Return the findings as a SARIF log (Static Analysis Results Interchange Format, 2.1.0).

    ``sorts`` tell what each sort of finding is, and ``by`` which command found them.
    """
    del facts
    met = {item.sort for item in found}
    listed = [sort for sort in sorts if sort in met]
    rules = [{"id": sort, "shortDescription": {"text": sorts[sort]}} for sort in listed]
    run: dict[str, Any] = {
        "tool": {"driver": {"name": by, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(item, listed.index(item.sort)) for item in found],
    }
    return json_text({"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]})


def _result(item: Finding, index: int) -> dict[str, Any]:
    spot = {"startLine": item.line, "startColumn": item.column}
    artifact = {"uri": Path(item.path).as_posix()}
    return {
        "ruleId": item.sort,
        "ruleIndex": index,
        "level": _level(item),
        "message": {"text": " ".join(filter(None, (f"{item.what}.", item.why, item.remedy)))},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": spot}}] if item.path else [],
    }


def _level(item: Finding) -> str:
    return "error" if item.is_fault else "note"
