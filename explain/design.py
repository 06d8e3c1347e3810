"""One hand for all that is looked at: the colours, type and spacing of answer pages, site and pictures.

Colours of things that are told apart (:data:`DATA`) differ in lightness as well as in hue, so that they stay apart
in greyscale and for eyes that tell few hues from one another; on top of that each has a form or a hatch of its own.
Words stand out from what is below them by at least 4.5 to 1, by day and by night; ``tests/explain/test_design.py``
holds both.
"""

from collections.abc import Mapping
from typing import Final

LIGHT: Final[Mapping[str, str]] = {
    "paper": "#fcfbf7",
    "ink": "#23272d",
    "soft": "#5c636d",
    "line": "#d9d5c9",
    "accent": "#23507d",
    "wash": "#f2efe6",
    "good": "#2c6a3c",
    "bad": "#9b2f24",
    "open": "#7a5a00",
    "target": "#fff1c2",
    "combat": "#1f4a75",
    "support": "#dd9f3e",
    "other": "#8f969f",
}
"""What is seen by day: ground, words, quiet words, lines, links, and what tells facts apart."""

DARK: Final[Mapping[str, str]] = {
    "paper": "#15181c",
    "ink": "#e4e1d8",
    "soft": "#a3a8b0",
    "line": "#383d45",
    "accent": "#9cc2ec",
    "wash": "#1e2228",
    "good": "#86c995",
    "bad": "#f0998d",
    "open": "#e3bf63",
    "target": "#40371a",
    "combat": "#a9cdf3",
    "support": "#b0762a",
    "other": "#5f6772",
}
"""The same by night."""

PRINT: Final[Mapping[str, str]] = {
    "paper": "#fff",
    "ink": "#000",
    "soft": "#444",
    "line": "#bbb",
    "accent": "#000",
    "target": "transparent",
}
"""What is otherwise on paper; pictures in files are made for paper too."""

DATA: Final = ("combat", "support", "other")
"""The colours that tell facts apart in pictures, by what they stand for."""

WORDS: Final = ("ink", "soft", "accent", "good", "bad", "open")
"""The colours of words."""

TYPE: Final[Mapping[str, str]] = {
    "serif": ('"Iowan Old Style", "Palatino Linotype", Palatino, "Book Antiqua", Charter, "DejaVu Serif", serif'),
    "sans": 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
    "mono": 'ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace',
    "small": ".8125rem",
    "note": ".9375rem",
    "text": "1.0625rem",
    "lead": "1.2rem",
}
"""Families of type (text, labels, names) and its sizes, from what stands below facts to what is said first."""

SPACE: Final[Mapping[str, str]] = {
    "tight": ".35rem",
    "near": ".75rem",
    "apart": "1.5rem",
    "far": "2.5rem",
    "measure": "48rem",
}
"""Spaces, from those within a thing to those between parts of a page, and how wide lines of text may be."""


def properties() -> str:
    """Return the custom properties with which every style sheet begins, by day, by night and on paper."""
    fixed = {**TYPE, **SPACE}
    return (
        f":root {{\n{_set({**LIGHT, **fixed}, 2)}}}\n"
        f"@media (prefers-color-scheme: dark) {{\n  :root {{\n{_set(DARK, 4)}  }}\n}}\n"
        f"@media print {{\n  :root {{\n{_set({**LIGHT, **PRINT}, 4)}  }}\n}}\n"
    )


def _set(values: Mapping[str, str], indent: int) -> str:
    return "".join(f"{' ' * indent}--{name}: {value};\n" for name, value in values.items())


_NEARLY_BLACK: Final = 0.04045
"""Up to here sRGB grows in a straight line."""


def luminance(colour: str) -> float:
    """Return how light a colour is, from 0 (black) to 1 (white), as WCAG 2 measures it."""
    parts = [part / 255 for part in _parts(colour)]
    linear = [part / 12.92 if part <= _NEARLY_BLACK else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    """Return how far two colours stand out from one another, from 1 (not at all) to 21, as WCAG 2 measures it."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def mixed(colour: str, ground: str, share: float) -> str:
    """Return a share of a colour laid over a ground, as a colour of its own: print knows no see-through."""
    pairs = zip(_parts(colour), _parts(ground), strict=True)
    return "#" + "".join(f"{round(over * share + under * (1 - share)):02x}" for over, under in pairs)


def _parts(colour: str) -> tuple[int, ...]:
    digits = colour.lstrip("#")
    whole = "".join(digit * 2 for digit in digits) if len(digits) == len("fff") else digits
    return tuple(int(whole[start : start + 2], 16) for start in (0, 2, 4))
