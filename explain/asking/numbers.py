"""Dates and numbers as people write them in a question."""

import re

from explain.words.phrases import MONTHS
from kb.dates import DateError, moment

NUMBERS = {
    word: number
    for number, word in enumerate(
        (
            *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
            *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
        )
    )
}

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
"""The words for places in a list."""

MONTH_NUMBERS = {
    **{name.casefold(): number for number, name in enumerate(MONTHS, 1)},
    **{name.casefold()[:3]: number for number, name in enumerate(MONTHS, 1)},
    "sept": 9,
}


_NAMES = "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True))
_YEAR = r"(?:19|20)\d\d"
_DAY = r"\d{1,2}"
_DATE = re.compile(
    rf"(?:(?P<y1>{_YEAR})(?: (?P<m>0[1-9]|1[0-2])(?: (?P<d1>0[1-9]|[12]\d|3[01]))?)?"
    rf"|(?P<d2>{_DAY})(?:st|nd|rd|th)? (?P<n2>{_NAMES}) (?P<y2>{_YEAR})"
    rf"|(?P<n3>{_NAMES}) (?P<d3>{_DAY})(?:st|nd|rd|th)? (?P<y3>{_YEAR})"
    rf"|(?P<n4>{_NAMES}) (?P<y4>{_YEAR})|(?P<n5>{_NAMES}))(?!\S)",
    re.ASCII,
)

_PARTS = {
    "early": (1, 4),
    "start of": (1, 4),
    "beginning of": (1, 4),
    "mid": (5, 8),
    "middle of": (5, 8),
    "late": (9, 12),
    "end of": (9, 12),
    "spring": (3, 5),
    "spring of": (3, 5),
    "summer": (6, 8),
    "summer of": (6, 8),
    "autumn": (9, 11),
    "autumn of": (9, 11),
    "fall of": (9, 11),
    "first half of": (1, 6),
    "second half of": (7, 12),
}
"""Parts of a year as people call them, with their first and last month."""
_PART = re.compile(rf"(?P<part>{'|'.join(sorted(_PARTS, key=len, reverse=True))}) (?P<year>{_YEAR})(?!\S)")


def number(word: str) -> int | None:
    """Return the whole number that a word or figures name."""
    return int(word) if word.isascii() and word.isdigit() and len(word) < len("100000") else NUMBERS.get(word)


def written_date(words: tuple[str, ...]) -> tuple[str, int] | None:
    """Return the date that words begin with, as EDTF, and how many words it takes.

    A month alone is ``-MM``, part of a year an interval.
    """
    part = _PART.match(" ".join(words[:4]))
    if part is not None:
        first, last = _PARTS[part["part"]]
        return f"{part['year']}-{first:02}/{part['year']}-{last:02}", len(part[0].split())
    match = _DATE.match(" ".join(words[:3]))
    if match is None:
        return None
    found = {key[0]: value for key, value in match.groupdict().items() if value}
    taken = len(match[0].split())
    month = found.get("m") or (f"{MONTH_NUMBERS[found['n']]:02}" if "n" in found else "")
    day = f"{int(found['d']):02}" if "d" in found else ""
    text = "-".join(filter(None, [found.get("y"), month, day])) if "y" in found else f"-{month}"
    return (text, taken) if "d" not in found or _is_real(text) else None


def _is_real(text: str) -> bool:
    try:
        moment(text)
    except DateError:
        return False
    return True
