"""Questions in SPARQL that are asked often, each a file of ``questions/``: its English first, then the query."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kb.errors import InputError
from kb.near import suggest

FOLDER = Path(__file__).parent / "questions"


@dataclass(frozen=True)
class Named:
    """A question by name: in English, with what should be known about it, and the query."""

    name: str
    english: str
    note: str
    text: str


@cache
def questions() -> Mapping[str, Named]:
    """Return every question, by name."""
    return {file.stem: _read(file) for file in sorted(FOLDER.glob("*.rq"))}


def named(name: str) -> Named:
    """Return the question of a name.

    Raises:
        InputError: there is none; near matches are offered.
    """
    found = questions().get(name.casefold())
    if found is None:
        remedy = suggest(name, questions(), otherwise="To list them: coalition query --named")
        raise InputError(f"no question is called {name!r}", remedy=remedy)
    return found


def _read(file: Path) -> Named:
    text = file.read_text(encoding="utf-8")
    lines = [line.removeprefix("#").strip() for line in text.partition("\n\n")[0].splitlines()]
    return Named(file.stem, lines[0], " ".join(filter(None, lines[1:])), text)
