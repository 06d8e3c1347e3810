"""How wide words come out, and where they break: known without the library that draws, so that pages need none.

``widths.json`` holds how far each letter of the type moves on, in thousandths of its size; the tests hold it against
the type itself.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from explain.pictures.shapes import BODY

LETTERS: Final = "".join(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x180)])) + "–—\u2018’“”…→\u2212✓✗°·±≈×"
"""The letters whose widths are on record."""

_UNKNOWN, _WIDE = 660, 1000


@cache
def _widths(*, bold: bool) -> Mapping[str, int]:
    found = json.loads(files("explain.pictures").joinpath("widths.json").read_text(encoding="utf-8"))
    return dict(zip(LETTERS, found["bold" if bold else "regular"], strict=True))


def width(text: str, size: float = BODY, *, bold: bool = False) -> float:
    """Return how wide a line of type is."""
    known = _widths(bold=bold)
    return sum(known[letter] if letter in known else _guess(letter) for letter in text) * size / 1000


def _guess(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return _WIDE if unicodedata.east_asian_width(letter) in "WF" else _UNKNOWN


def wrapped(text: str, room: float, size: float = BODY, *, bold: bool = False) -> list[str]:
    """Return a text in lines that fit into some room; a word that is wider is broken."""
    lines: list[str] = []
    line = ""
    for word in re.split(r"[ \n]+", text.strip()):  # a space that is not to break keeps a line together
        longer = f"{line} {word}" if line else word
        if width(longer, size, bold=bold) <= room:
            line = longer
            continue
        lines += [line] if line else []
        line = word
        while width(line, size, bold=bold) > room and len(line) > 1:
            cut = _fitting(line, room, size, bold=bold)
            lines.append(line[:cut])
            line = line[cut:]
    return [*lines, line] if line else lines or [""]


def _fitting(word: str, room: float, size: float, *, bold: bool) -> int:
    """Return how many letters of a word fit, at least one; where it has hyphens, after the last one that fits."""
    fitting = max((n for n in range(1, len(word)) if width(word[:n], size, bold=bold) <= room), default=1)
    hyphen = word.rfind("-", 1, fitting) + 1
    return hyphen or fitting
