"""What a cell says: from Excel's dates, numbers and words to the value of a field, or the fault in it in words."""

import calendar
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from kb.dates import DateError, Moment, moment
from kb.records import SHARES
from kb.schema import Slot
from kb.values import ValueFault, checked_number

Raw = str | int | float | bool | datetime | date | time | timedelta | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it was read: its value, how the sheet shows numbers in it, and where it stands."""

    raw: Raw
    where: str
    shown: str = ""
    formula: bool = False

    @property
    def text(self) -> str:
        """Return what the cell says as text."""
        return _plain(self.raw).strip()


UNKNOWN: Final = frozenset({"", "?", "unknown", "not known", "n/a", "n.a.", "na", "-", "–", "..", "..."})
"""What people write into a cell where no source says."""

EMPTY: Final = Cell(None, "")

_GROUPED = re.compile(r"\d{1,3}([.,' \u00a0\u202f])\d{3}(?:\1\d{3})*")
_DECIMAL = re.compile(r"\d+[.,]\d+|\d+")
_BOTH = re.compile(r"\d{1,3}(?:([.,' \u00a0\u202f])\d{3})+([.,])\d+")
_SLASHED = re.compile(r"(\d{1,4})[/](\d{1,2})[/](\d{1,4})")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_WORDED = re.compile(r"(?:(\d{1,2})\.?\s+)?([^\W\d]+)\.?,?\s+(\d{4})")
_AMERICAN = re.compile(r"([^\W\d]+)\.?\s+(\d{1,2}),?\s+(\d{4})")
_MONTHS: Final = tuple(calendar.month_name)[1:]
_LEAST_LETTERS = 3
_FIRST_YEAR, _LAST_YEAR = 1000, 2200
_EXCEL_DAYS = (20_000, 70_000)
"""Numbers that Excel would show as a day between 1954 and 2091."""
_EXCEL_START = date(1899, 12, 30)
_MOST_MONTHS = 12

_WHEN = ("Time order decides most verdicts, so every date must be clear.", "Write it as 2014-10-06, 2014-10 or 2014.")


def is_empty(cell: Cell) -> bool:
    """Tell whether a cell says nothing, or that nothing is known."""
    return cell.raw is None or (isinstance(cell.raw, str) and cell.text.casefold() in UNKNOWN)


def refuse_formula(cell: Cell) -> None:
    """Refuse a cell whose value is computed.

    Raises:
        ValueFault: it holds a formula.
    """
    if cell.formula:
        raise ValueFault(
            "holds a formula",
            "Formulas are not computed here: what they give could change behind the reader's back.",
            "Copy the cell and paste it as a value.",
        )


def value_of(slot: Slot, cell: Cell) -> str | int | float | bool | Moment:
    """Return the value of a field that holds words, a number, true or false, or a date.

    Raises:
        ValueFault: the cell says something else, or what it says is not clear.
    """
    refuse_formula(cell)
    return _READERS[slot.takes](slot, cell)


def parts_of(slot: Slot, cell: Cell) -> list[str]:
    """Return the words of a cell that names things: several stand with commas, semicolons or lines between them.

    Raises:
        ValueFault: the cell holds a formula, or a date.
    """
    refuse_formula(cell)
    text = _text(slot, cell)
    return [part.strip() for part in re.split(r"[;,\n]" if slot.many else r"[;\n]", text) if part.strip()]


def whole_number(cell: Cell) -> int:
    """Return the whole number in a cell, whatever parts its thousands.

    Raises:
        ValueFault: there is none.
    """
    raw = cell.raw
    if isinstance(raw, str):
        text = raw.strip()
        if _GROUPED.fullmatch(text):
            return int(re.sub(r"\D", "", text))
        if re.fullmatch(r"[+-]?\d{1,18}(?:[.,]0+)?", text, re.ASCII):
            return int(re.split(r"[.,]", text)[0])
    elif isinstance(raw, int) and not isinstance(raw, bool):
        return raw
    elif isinstance(raw, float) and raw.is_integer():
        return int(raw)
    raise ValueFault(
        f"is {_plain(raw)!r}, which is no whole number",
        "It is counted.",
        "Write digits alone; what is known only roughly goes into the note.",
    )


def number(cell: Cell) -> float:
    """Return the number in a cell, with a point or a comma before the decimals.

    Raises:
        ValueFault: there is none, or a comma or point may part thousands or decimals.
    """
    raw = cell.raw
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        return float(raw) * (100 if "%" in cell.shown else 1)
    text = _plain(raw).strip().removesuffix("%").strip()
    if re.fullmatch(r"\d{1,3}[.,]\d{3}", text) and not text.startswith("0"):
        kept, split = text.replace(",", "").replace(".", ""), text.replace(",", ".")
        raise ValueFault(
            f"is {text!r}, which may be {kept} or {float(split):g}",
            "A comma or point parts thousands in one country and decimals in the next.",
            f"Write {kept}, or {float(split):g} with a point.",
        )
    both = _BOTH.fullmatch(text)
    if both and both[1] != both[2]:
        whole, _, decimals = text.rpartition(both[2])
        return float(f"{re.sub(r'[^0-9]', '', whole)}.{decimals}")
    if _DECIMAL.fullmatch(text):
        return float(text.replace(",", "."))
    raise ValueFault(f"is {_plain(raw)!r}, which is no number", "It is measured.", "Write digits and one point.")


def when(cell: Cell) -> Moment:
    """Return the date in a cell, as precise as it is shown.

    Raises:
        ValueFault: there is none, or it can be read in two ways.
    """
    raw = cell.raw
    if isinstance(raw, datetime) and raw.time() != time():
        raise ValueFault(f"is {raw}, with a time of day", "Facts are dated by days.", "Write the day alone.")
    if isinstance(raw, (datetime, date)):
        return moment(_as_shown(raw, cell.shown))
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        return _of_number(raw)
    return _of_text(_plain(raw).strip())


def _as_shown(day: date, shown: str) -> str:
    """Return a day of Excel without what its cell does not show: Excel makes a day of every month."""
    pattern = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", shown).casefold()
    if day.day == 1 and shown and "y" in pattern and "d" not in pattern:
        return day.strftime("%Y-%m") if "m" in pattern or day.month > 1 else day.strftime("%Y")
    return day.strftime("%Y-%m-%d")


def _of_number(raw: float) -> Moment:
    if float(raw).is_integer() and _FIRST_YEAR <= raw <= _LAST_YEAR:
        return moment(f"{int(raw)}")
    if _EXCEL_DAYS[0] <= raw <= _EXCEL_DAYS[1]:
        day = _EXCEL_START + timedelta(days=int(raw))
        raise ValueFault(
            f"is the number {raw:g}, which Excel may mean as {day}",
            _WHEN[0],
            f"Show the cell as a date, or write {day} as text.",
        )
    raise ValueFault(f"is the number {raw:g}, which is no date", *_WHEN)


def _of_text(text: str) -> Moment:
    slashed = _SLASHED.fullmatch(text)
    if slashed:
        return moment(_parted(text, *slashed.groups()))
    named = _WORDED.fullmatch(text)
    american = _AMERICAN.fullmatch(text)
    dotted = _DOTTED.fullmatch(text)
    if named:
        text = _dated(text, named[3], str(_month(named[2])), named[1])
    elif american:
        text = _dated(text, american[3], str(_month(american[1])), american[2])
    elif dotted:
        text = _dated(text, dotted[3], dotted[2], dotted[1])
    elif re.fullmatch(r"\d{5}", text):
        return _of_number(int(text))
    return _moment(text)


def _parted(text: str, first: str, second: str, third: str) -> str:
    """Return a date written with slashes, where only one reading of it is a date.

    Raises:
        ValueFault: day and month cannot be told apart.
    """
    if len(first) == len("2014"):
        return _dated(text, first, second, third)
    readings = {
        f"{third}-{int(month):02}-{int(day):02}"
        for day, month in ((first, second), (second, first))
        if int(month) <= _MOST_MONTHS and len(third) == len("2014")
    }
    if len(readings) == 1:
        found = readings.pop()
        return str(_moment(found))
    may = f"may be {' or '.join(sorted(readings))}" if readings else "is no date"
    raise ValueFault(f"is {text!r}, which {may}", "Half the world writes the month first.", _WHEN[1])


def _month(word: str) -> int:
    found = [at for at, name in enumerate(_MONTHS, 1) if name.casefold().startswith(word.casefold())]
    return found[0] if len(found) == 1 and len(word) >= _LEAST_LETTERS else 0


def _dated(text: str, year: str, month: str, day: str | None) -> str:
    return str(_moment(f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else ""), text))


def _moment(text: str, shown: str = "") -> Moment:
    try:
        return moment(text)
    except DateError as error:
        raise ValueFault(f"is {shown or text!r}, which is no date", *_WHEN) from error


def _text(slot: Slot, cell: Cell) -> str:
    raw = cell.raw
    if isinstance(raw, (datetime, date, time, timedelta)):
        raise ValueFault(
            f"holds the date {_plain(raw)}, where words belong",
            f"Excel makes dates of texts such as 3-4, and `{slot.field}` holds no date.",
            "Show the cell as text and write its words again.",
        )
    return cell.text


def _truth(slot: Slot, cell: Cell) -> bool:
    del slot
    raw = cell.raw
    known: Mapping[str, bool] = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
    if isinstance(raw, bool):
        return raw
    if cell.text.casefold() in known:
        return known[cell.text.casefold()]
    raise ValueFault(
        f"is {_plain(raw)!r}, which is neither yes nor no", "Rules ask whether it is so.", "Write yes or no."
    )


def _count(slot: Slot, cell: Cell) -> int:
    return checked_number(slot, whole_number(cell))


def _number(slot: Slot, cell: Cell) -> float:
    share = cell if slot.field in SHARES else Cell(cell.raw, cell.where)
    return checked_number(slot, number(share))


def _date(slot: Slot, cell: Cell) -> Moment:
    del slot
    return when(cell)


def _plain(raw: Raw) -> str:
    """Return a value as a reader would write it."""
    if isinstance(raw, bool):
        return "true" if raw else "false"
    if isinstance(raw, float):
        return f"{raw:.15g}"
    if isinstance(raw, datetime):
        return f"{raw:%Y-%m-%d}" if raw.time() == time() else f"{raw}"
    return "" if raw is None else str(raw)


_READERS: Mapping[str, Callable[[Slot, Cell], str | int | float | bool | Moment]] = {
    "text": _text,
    "count": _count,
    "number": _number,
    "truth": _truth,
    "date": _date,
}
