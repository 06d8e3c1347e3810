"""Turns of phrase, put in the words that the forms of the phrase book know."""

import re
from functools import cache

from explain.asking.queries.phrasebook import phrase_book

_SPACES = re.compile(r" {2,}")


def put_plainly(text: str) -> str:
    """Return a text without what is only polite, and with turns of phrase in plain words; all else as it was."""
    plain = text
    for pattern, other in _turns():
        plain = pattern.sub(other, plain)
    plain = _SPACES.sub(" ", plain).strip()
    return plain if re.search(r"\w", plain) else text


@cache
def _turns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(rf"(?<!\S){said}(?!\w)", re.IGNORECASE), other) for said, other in phrase_book().turns)
