"""Empty sheets to fill in: heads, what each column holds, the values that it takes, and a sheet of all terms."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from kb.records import CLASS_NAMES, OBSERVED, SCHEMES, TARGETS, Citation
from kb.schema import Slot
from kb.sheets.layout import FACT, REMARK, Sheet, called, definition_of, slots_of
from kb.sheets.workbook import library, workbook_bytes
from kb.store import KnowledgeBase
from kb.words.meanings import meaning_of
from kb.words.terms import terms_of
from ontology.stating import with_article

TERMS: Final = "terms"
ABOUT: Final = "about"
NOT_READ: Final = frozenset({TERMS, ABOUT})
"""Sheets of a template that hold no facts."""

_ROWS: Final = 2000
_PROMPT, _TITLE = 250, 30
_WIDTHS: Final[Mapping[str, int]] = {"id": 26, "label": 40, "note": 40, "place": 20}
_TAKES: Final = {
    "date": "A date as precise as its source: 2015-06-30, 2015-06 or 2015.",
    "count": "A whole number.",
    "number": "A number.",
    "truth": "yes or no.",
    "text": "Text.",
}
_HOW: Final = (
    "How to fill in these sheets",
    "",
    "Each row below the grey one is one fact. Leave a cell empty where no source says.",
    "Facts only: what was sent, said, decided or suffered. That it was a defection, or why, is for the rules.",
    "Every fact needs a work (its key in the bibliography) and a place in it. The sheet sources is for more.",
    "A date is as precise as its source: 2015-06-30, 2015-06 or 2015. Other forms of EDTF are read too.",
    "Several values in one cell stand with semicolons between them.",
    "The id may stay empty; give one where another fact names this one, or a further source is for it.",
    "A state is written by its name, or by its ISO code where the list of codes is installed.",
    "Rows and heads that begin with # are for readers alone. Formulas are not read: paste their values.",
    "",
    "To make a case file: coalition case import FILE -o case.yaml",
)


def csv_files(kb: KnowledgeBase, sheets: Sequence[Sheet]) -> dict[str, bytes]:
    """Return the template as CSV files by name: one for each sheet, and one of all terms."""
    files = {f"{sheet.name.replace(' ', '-')}.csv": _csv([sheet.columns, _remarks(sheet)]) for sheet in sheets}
    rows = [(f"{REMARK} list", "term", "label", "definition"), *_terms(kb, _lists(sheets))]
    return {**files, f"{TERMS}.csv": _csv(rows)}


def workbook(kb: KnowledgeBase, sheets: Sequence[Sheet]) -> bytes:
    """Return the template as a workbook."""
    book = library().Workbook()
    about = book.active
    about.title = ABOUT
    for line in _HOW:
        about.append([line])
    about.column_dimensions["A"].width = 110
    made = {sheet.name: book.create_sheet(sheet.name) for sheet in sheets}
    spans = _term_sheet(book, list(_terms(kb, _lists(sheets))))
    for sheet in sheets:
        _fill(made[sheet.name], sheet, spans)
    return workbook_bytes(book)


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode("utf-8-sig")  # by which Excel knows UTF-8


def _remarks(sheet: Sheet) -> list[str]:
    """Return what each column holds, as a row that is not read."""
    said = [_remark(sheet, head) for head in sheet.columns]
    return [f"{REMARK} {said[0]}", *said[1:]]


def _remark(sheet: Sheet, head: str) -> str:
    """Return what a column holds, what it takes, and whether each row needs it."""
    slot = _slot(sheet, head)
    said = [definition_of(head.replace(" ", "_"))]
    if slot is not None:
        said += ["Needed."] if _is_needed(sheet, slot) else []
        said += [_takes(slot)] if slot.takes in _TAKES or slot.many or slot.takes == "node" else []
    return " ".join(filter(None, said))


def _takes(slot: Slot) -> str:
    several = " Several with semicolons between them." if slot.many else ""
    if slot.takes == "node":
        wanted = TARGETS[slot.field]
        kinds = ["fact"] if wanted is OBSERVED else [called(kind.__name__) for kind in wanted]
        return f"The name (id) of {' or '.join(map(with_article, kinds))}.{several}"
    return f"{_TAKES.get(slot.takes, '')}{several}".strip()


def _is_needed(sheet: Sheet, slot: Slot) -> bool:
    kinds: Sequence[type] = sheet.kinds or (Citation,)
    own = [slots_of(kind).get(slot.field) for kind in kinds]
    if slot.field in slots_of(Citation):
        return slots_of(Citation)[slot.field].required
    return all(found is not None and found.required for found in own)


def _slot(sheet: Sheet, head: str) -> Slot | None:
    """Return what a column takes; ``None`` for the name and the kind of a fact."""
    name = head.replace(" ", "_")
    found = (slots_of(kind).get(name) for kind in (*sheet.kinds, Citation))
    return next((slot for slot in found if slot is not None), None)


def _list_of(sheet: Sheet, head: str) -> str | None:
    """Return the list of terms from which a column takes its values, if there is one."""
    if head == "type":
        return f"kinds of {sheet.of}"
    slot = _slot(sheet, head)
    if slot is None:
        return None
    if slot.takes == "truth":
        return "yes or no"
    if slot.field in CLASS_NAMES:
        return "kinds of fact"
    if slot.takes == "concept":
        return "works" if SCHEMES[slot.field] == "work" else SCHEMES[slot.field]
    wanted = TARGETS[slot.field] if slot.takes == "node" else []
    return wanted[0].__name__.casefold() if len(wanted) == 1 and wanted[0].__name__ in _NAMED else None


_NAMED: Final = ("State", "Coalition", "Theatre")
"""Kinds whose facts on record a template offers; others of these kinds may be written too."""


def _lists(sheets: Sequence[Sheet]) -> dict[str, Sheet]:
    """Return the lists of terms that columns of some sheets need, each with a sheet that needs it."""
    return {name: sheet for sheet in sheets for head in sheet.columns if (name := _list_of(sheet, head))}


def _terms(kb: KnowledgeBase, lists: Mapping[str, Sheet]) -> Iterator[tuple[str, str, str, str]]:
    """Yield the terms of lists: list, term, label and definition."""
    for name, sheet in sorted(lists.items()):
        for term, label, definition in _entries(kb, name, sheet):
            yield name, term, label, definition


def _entries(kb: KnowledgeBase, name: str, sheet: Sheet) -> Iterator[tuple[str, str, str]]:
    if name == "yes or no":
        yield from (("yes", "", ""), ("no", "", ""))
    elif name == "works":
        yield from ((key, kb.works[key].short, kb.works[key].title) for key in sorted(kb.works))
    elif name.startswith("kinds of "):
        kinds = sheet.kinds if name != "kinds of fact" else OBSERVED
        yield from ((called(kind.__name__), kind.__name__, meaning_of(kind.__name__).definition) for kind in kinds)
    elif name in map(str.casefold, _NAMED):
        kind = next(kind for kind in OBSERVED if kind.__name__.casefold() == name)
        yield from ((record.id, kb.label(record.id), "") for record in kb.of(kind))
    else:
        for term in terms_of(name).values():
            yield term.id.removeprefix(f"{name}/"), term.label, term.definition


def _term_sheet(book: Any, terms: list[tuple[str, str, str, str]]) -> dict[str, str]:
    """Add the sheet of terms, and return where each list stands in it."""
    sheet = book.create_sheet(TERMS)
    sheet.append(["list", "term", "label", "definition"])
    spans: dict[str, tuple[int, int]] = {}
    for number, row in enumerate(terms, start=2):
        sheet.append(row)
        spans[row[0]] = (spans.get(row[0], (number, number))[0], number)
    for letter, width in zip("ABCD", (16, 28, 36, 90), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    return {name: f"{TERMS}!$B${first}:$B${last}" for name, (first, last) in spans.items()}


def _fill(drawn: Any, sheet: Sheet, spans: Mapping[str, str]) -> None:
    """Write the heads of a sheet, what its columns hold, and the values that they take."""
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415 - an extra
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415 - an extra

    drawn.append(sheet.columns)
    drawn.append(_remarks(sheet))
    drawn.freeze_panes = "B3"
    drawn.row_dimensions[2].height = 90
    for cell in drawn[1]:
        slot = _slot(sheet, cell.value)
        cell.font = Font(bold=slot is not None and _is_needed(sheet, slot))
    for cell in drawn[2]:
        cell.font = Font(italic=True, size=8, color="666666")
        cell.fill = PatternFill("solid", fgColor="EEEEEE")
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    for at, head in enumerate(sheet.columns, start=1):
        letter = drawn.cell(1, at).column_letter
        drawn.column_dimensions[letter].width = _WIDTHS.get(head, 18)
        span, slot = spans.get(_list_of(sheet, head) or ""), _slot(sheet, head)
        rule = (
            DataValidation(type="list", formula1=span, allow_blank=True) if span else DataValidation(allow_blank=True)
        )
        # Where a cell may hold several values, or names that only this case has, the list is an offer.
        rule.showErrorMessage = bool(span) and not (slot and (slot.many or slot.takes == "node"))
        rule.showInputMessage = head != FACT
        rule.promptTitle, rule.prompt = head[:_TITLE], _remark(sheet, head)[:_PROMPT]
        rule.errorTitle, rule.error = head[:_TITLE], f"Choose one of the list; {TERMS} says what each means."
        rule.add(f"{letter}3:{letter}{_ROWS}")
        drawn.add_data_validation(rule)
        if slot is not None and slot.takes in ("date", "text"):
            drawn.column_dimensions[letter].number_format = "@"  # else 2015-06 becomes a day
