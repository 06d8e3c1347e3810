"""Near matches: what a reader probably meant."""

from collections.abc import Iterable

_MANY, _SOME = 40, 12
"""More names than the first are not listed whole, but so many of them."""
_LONG = 200
"""Nothing that is longer was meant as a name, and to look for one that is like it would take long."""


def near(word: str, known: Iterable[str]) -> list[str]:
    """Return up to three known names that look like a word, best first, whatever its case or its word breaks."""
    from difflib import get_close_matches  # noqa: PLC0415 - needed for messages only

    if len(word) > _LONG:
        return []
    by_shape: dict[str, str] = {}
    for name in sorted(known):
        by_shape.setdefault(_shape(name), name)
    return [by_shape[shape] for shape in get_close_matches(_shape(word), by_shape, n=3, cutoff=0.6)]


def suggest(word: str, known: Iterable[str], *, otherwise: str) -> str:
    """Return a remedy: the near matches as a question, or what to do where nothing comes near."""
    found = near(word, known)
    return f"Did you mean {' or '.join(repr(name) for name in found)}?" if found else otherwise


def there_are(names: Iterable[str]) -> str:
    """Return a remedy that lists what there is; of much, some, and those first that are not one of a series."""
    listed = sorted(names)
    if len(listed) > _MANY:
        first = sorted(listed, key=lambda name: any(map(str.isdigit, name)))[:_SOME]
        return f"There are: {', '.join(first)} and {len(listed) - _SOME} more."
    return f"There are: {', '.join(listed)}."


def _shape(name: str) -> str:
    return name.lower().replace("_", "-").replace(" ", "-")
