"""Works as the programs of scholars keep them: BibTeX as it was given, and CSL-JSON for Zotero, Pandoc and the like."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from kb.store import Work

_KINDS: Final[Mapping[str, str]] = {
    "article": "article-journal",
    "book": "book",
    "incollection": "chapter",
    "inbook": "chapter",
    "inproceedings": "paper-conference",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "techreport": "report",
    "report": "report",
    "online": "webpage",
}
_FIELDS: Final[Mapping[str, str]] = {
    "title": "title",
    "journal": "container-title",
    "booktitle": "container-title",
    "volume": "volume",
    "number": "issue",
    "pages": "page",
    "publisher": "publisher",
    "school": "publisher",
    "institution": "publisher",
    "address": "publisher-place",
    "edition": "edition",
    "url": "URL",
    "doi": "DOI",
    "isbn": "ISBN",
    "note": "note",
}


def bibtex(works: Iterable[Work]) -> bytes:
    """Return works as BibTeX, each entry as its bibliography has it."""
    return "\n\n".join(work.entry.strip() for work in works).encode() + b"\n"


def csl_json(works: Iterable[Work]) -> bytes:
    """Return works as CSL-JSON."""
    return (json.dumps([_item(work) for work in works], ensure_ascii=False, indent=2) + "\n").encode()


def _item(work: Work) -> dict[str, Any]:
    kind = _KINDS.get(work.kind, "webpage" if "url" in work.fields else "document")
    item: dict[str, Any] = {"id": work.key, "type": kind}
    if work.people:
        item[work.role] = [_person(family, given) for family, given in work.people]
    item |= {name: work.fields[field] for field, name in _FIELDS.items() if work.fields.get(field)}
    year = re.search(r"\d{4}", work.fields.get("year", ""))
    if year:
        item["issued"] = {"date-parts": [[int(year.group())]]}
    return item


def _person(family: str, given: str) -> dict[str, str]:
    return {"family": family, "given": given} if given else {"literal": family}
