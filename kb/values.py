"""From an RDF value to the value of a field, or the fault in it in words."""

from collections.abc import Callable
from math import inf
from typing import TypeVar

import pyoxigraph as ox

from kb.dates import DateError, Moment, moment
from kb.names import RDF, XSD, name_of
from kb.records import BOUNDS, SHARES, Citation
from kb.schema import Slot
from ontology.terms import EDTF

_TEXT = frozenset({XSD + "string", RDF + "langString"})
_INTEGER = frozenset({XSD + name for name in ("integer", "int", "long", "short", "nonNegativeInteger")})
_NUMBER = _INTEGER | {XSD + "decimal", XSD + "double", XSD + "float"}
_MAX_DIGITS = 18

Number = TypeVar("Number", int, float)
Plain = str | int | float | bool | Moment


class ValueFault(Exception):
    """A value that its field does not take: what is wrong, why it matters, what to write instead."""

    def __init__(self, what: str, why: str, remedy: str) -> None:
        """Keep the three answers."""
        super().__init__(what)
        self.what = what
        self.why = why
        self.remedy = remedy


def plain_value(slot: Slot, value: ox.NamedNode | ox.Literal) -> Plain:
    """Return the value of a field that holds words, numbers, true or false, or a date.

    Raises:
        ValueFault: it is of another type, no date, or a number out of range.
    """
    if isinstance(value, ox.NamedNode):
        raise ValueFault(f"names the node {name_of(value.value)!r}", *_EXPECTED[slot.takes])
    return _READERS[slot.takes](slot, value.value, value.datatype.value)


def citation_order(citation: Citation) -> tuple[str, ...]:
    """Return the key by which the sources of a fact are sorted."""
    rest = (citation.document, citation.document_place, citation.voice)
    return citation.work, citation.place, *(value or "" for value in rest)


def written_value(slot: Slot, text: str) -> Plain:
    """Return the value of a field that holds words, numbers, true or false, or a date, from its text in a case file.

    Raises:
        ValueFault: it is of another type, no date, or a number out of range.
    """
    return _READERS[slot.takes](slot, text, _WRITTEN[slot.takes])


def checked_number(slot: Slot, number: Number) -> Number:
    """Return a number that a field can hold.

    Raises:
        ValueFault: it is below nought, or above what the field can hold.
    """
    _at_least_nought(number)
    least, most = BOUNDS.get(slot.field, (0, inf))
    if not least <= number <= most:
        why = (
            "It is a share in per cent." if slot.field in SHARES else f"It is a rank on a scale from {least} to {most}."
        )
        raise ValueFault(f"is {number:g}", why, f"Write a number from {least} to {most}.")
    return number


def _text(slot: Slot, text: str, datatype: str) -> str:
    if datatype not in _TEXT:
        raise _wrong_type(slot, text)
    return text


def _count(slot: Slot, text: str, datatype: str) -> int:
    return checked_number(slot, int(_checked_number(slot, text, datatype, _INTEGER)))


def _number(slot: Slot, text: str, datatype: str) -> float:
    return checked_number(slot, float(_checked_number(slot, text, datatype, _NUMBER)))


def _checked_number(slot: Slot, text: str, datatype: str, allowed: frozenset[str]) -> str:
    try:
        number = float(text)
    except ValueError:
        raise _wrong_type(slot, text) from None
    if datatype not in allowed or (slot.takes == "count" and not text.lstrip("+-").isdecimal()):
        raise _wrong_type(slot, text)
    if len(text) > 2 * _MAX_DIGITS or not abs(number) < 10**_MAX_DIGITS:
        raise ValueFault(f"is {text[:_MAX_DIGITS]}...", "No such number was ever observed.", "Check the digits.")
    return text


def _at_least_nought(number: Number) -> Number:
    if number < 0:
        raise ValueFault(
            f"is {number}", "Units, people and shares cannot be fewer than none.", "Write 0 or a positive number."
        )
    return number


def _truth(slot: Slot, text: str, datatype: str) -> bool:
    if datatype != XSD + "boolean" or text not in ("true", "false", "1", "0"):
        raise _wrong_type(slot, text)
    return text in ("true", "1")


def _date(slot: Slot, text: str, datatype: str) -> Moment:
    if datatype != EDTF:
        raise _wrong_type(slot, text)
    try:
        return moment(text)
    except DateError as error:
        raise ValueFault(f"is {text!r}, which is no date", *_EXPECTED["date"]) from error


def _wrong_type(slot: Slot, text: str) -> ValueFault:
    return ValueFault(f"is {text!r}, which is no {_CALLED[slot.takes]}", *_EXPECTED[slot.takes])


_CALLED = {"text": "text", "count": "whole number", "number": "number", "truth": "truth value", "date": "date"}

_WRITTEN = {
    "text": XSD + "string",
    "count": XSD + "integer",
    "number": XSD + "decimal",
    "truth": XSD + "boolean",
    "date": EDTF,
}

_EXPECTED: dict[str, tuple[str, str]] = {
    "text": ("Readers see it as it stands.", "Write words, in quotes if they look like a number or true or false."),
    "count": ("What is counted is compared and added up.", "Write a whole number, without quotes, points or units."),
    "number": ("It is measured.", "Write a number, with a point for decimals and without units."),
    "truth": ("Rules ask whether it is so.", "Write true or false."),
    "date": (
        "Time order decides most verdicts, so every date must be clear.",
        "Write year, month and day as far as known: 2014-10-06, 2014-10, 2014; about: 2014-10~ (in RDF, as edtf:EDTF).",
    ),
}

_READERS: dict[str, Callable[[Slot, str, str], Plain]] = {
    "text": _text,
    "count": _count,
    "number": _number,
    "truth": _truth,
    "date": _date,
}
