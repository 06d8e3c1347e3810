"""Parts of the guides that are written from the program, and so cannot go stale: between two marks, by name."""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from tests.places import ROOT

PART = re.compile(r"<!-- computed: (.+?) -->\n(.*?)<!-- /computed -->", re.DOTALL)
GUIDES = tuple(ROOT / "docs" / f"{name}.md" for name in ("theory", "ontology", "errors"))

Parts = dict[str, Callable[..., str]]
"""What writes each part; the words after the name of a part in its mark are handed to it."""


def filled(text: str, parts: Parts) -> str:
    """Return a page with every computed part as the program has it now."""

    def part(found: re.Match[str]) -> str:
        name, *words = found[1].split()
        return f"<!-- computed: {found[1]} -->\n\n{parts[name](*words).strip()}\n\n<!-- /computed -->"

    return PART.sub(part, text)


def named(page: Path) -> Iterator[str]:
    """Yield the marks of a page."""
    yield from (found[1] for found in PART.finditer(page.read_text(encoding="utf-8")))


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Return a table in Markdown."""
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '&#124;') for cell in row)} |" for row in lines)
