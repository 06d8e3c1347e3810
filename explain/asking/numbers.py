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
    rf"|(?P<d2>{_DAY})(?:st|nd|rd|th)?(?: of)? (?P<n2>{_NAMES})(?: of)? (?P<y2>{_YEAR})"
    rf"|(?P<n3>{_NAMES}) (?:the )?(?P<d3>{_DAY})(?:st|nd|rd|th)?(?: of)? (?P<y3>{_YEAR})"
    rf"|(?P<n4>{_NAMES})(?: of)? (?P<y4>{_YEAR})"
    rf"|(?P<d6>{_DAY})(?:st|nd|rd|th)?(?: of)? (?P<n6>{_NAMES})"
    rf"|(?P<n7>{_NAMES}) (?:the )?(?P<d7>{_DAY})(?:st|nd|rd|th)?"
    rf"|(?P<n5>{_NAMES}))(?!\S)",
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
    **{
        told: (3 * place + 1, 3 * place + 3)
        for place, which in enumerate(ORDINALS[:4])
        for told in (f"q{place + 1}", f"q{place + 1} of", f"{which} quarter of")
    },
}
"""Parts of a year as people call them, with their first and last month."""
_PART = re.compile(rf"(?P<part>{'|'.join(sorted(_PARTS, key=len, reverse=True))}) (?P<year>{_YEAR})(?!\S)")
_LONGEST = 5
"""How many words a date has at most."""

FIGURES = re.compile(rf"(?<![\d./-])(?P<a>{_DAY})(?P<by>[./-])(?P<b>{_DAY})(?P=by)(?P<y>\d{{4}})(?![\d/])", re.ASCII)
"""A day in figures."""
_PLAIN = (
    (re.compile(rf"(?<![\d./-])(0?[1-9]|1[0-2])[./](?P<y>{_YEAR})(?![\d/])"), lambda m: f"{m['y']}-{int(m[1]):02}"),
    (re.compile(rf"(?<![\d./-])(?P<y>{_YEAR})/(0?[1-9]|1[0-2])(?![\d/])"), lambda m: f"{m['y']}-{int(m[2]):02}"),
    (re.compile(rf"(?<![\d-])({_YEAR})\s?[-\u2013]\s?({_YEAR})(?![\d-])"), r"from \1 to \2"),
    (re.compile(rf"\b(?:in|during|of) (?=from {_YEAR} to )", re.IGNORECASE), ""),
    (re.compile(r"(?<!\S)['\u2019](\d\d)\b(?!\s?s\b)"), r"20\1"),
    (
        re.compile(rf"\b({'|'.join(ORDINALS)})(?: day)? of (?={_NAMES}\b)", re.IGNORECASE),
        lambda m: f"{ORDINALS.index(m[1].casefold()) + 1} ",
    ),
)
"""Ways to write a time in figures, and how it is written plainly."""


def number(word: str) -> int | None:
    """Return the whole number that a word or figures name."""
    return int(word) if word.isascii() and word.isdigit() and len(word) < len("100000") else NUMBERS.get(word)


def dates_plainly(text: str) -> str:
    """Return a text with its dates in figures as a year, a month and a day; as they were, where that is not clear."""
    text = FIGURES.sub(lambda match: _day(match) or match[0], text)
    for pattern, put in _PLAIN:
        text = pattern.sub(put, text)
    return text


def unclear_date(text: str) -> str:
    """Return a date in figures that names no day, or of which it is not clear which; empty where there is none."""
    return next((match[0] for match in FIGURES.finditer(text) if not _day(match)), "")


def in_order(match: re.Match[str]) -> str:
    """Return a date in figures with its year first; empty where either of two figures may be its month.

    With points the day stands first.
    """
    day, month = int(match["a"]), int(match["b"])
    if match["by"] != "." and month > len(MONTHS):
        day, month = month, day
    elif match["by"] != "." and day != month and day <= len(MONTHS):
        return ""
    return f"{match['y']}-{month:02}-{day:02}"


def _day(match: re.Match[str]) -> str:
    found = in_order(match)
    return found if found and _is_real(found) else ""


def written_date(words: tuple[str, ...]) -> tuple[str, int] | None:
    """Return the date that words begin with, as EDTF, and how many words it takes.

    A month alone is ``-MM``, a day without a year ``-MM-DD``, part of a year an interval.
    """
    part = _PART.match(" ".join(words[:_LONGEST]))
    if part is not None:
        first, last = _PARTS[part["part"]]
        return f"{part['year']}-{first:02}/{part['year']}-{last:02}", len(part[0].split())
    match = _DATE.match(" ".join(words[:_LONGEST]))
    if match is None:
        return None
    found = {key[0]: value for key, value in match.groupdict().items() if value}
    taken = len(match[0].split())
    month = found.get("m") or (f"{MONTH_NUMBERS[found['n']]:02}" if "n" in found else "")
    day = f"{int(found['d']):02}" if "d" in found else ""
    text = "-".join(filter(None, [found.get("y", ""), month, day]))
    text = text if "y" in found else f"-{text}"
    real = "d" not in found or _is_real(text if "y" in found else f"2000{text}")
    return (text, taken) if real else None


def _is_real(text: str) -> bool:
    try:
        moment(text)
    except DateError:
        return False
    return True
