"""A coding: what one coder wrote down of a case, and the knowledge base in which it is read."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kb.case_files import BUNDLED_CASES
from kb.errors import InputError
from kb.reading.loading import load
from kb.records import Record
from kb.store import KnowledgeBase


@dataclass(frozen=True)
class Coding:
    """The facts of one coder, and all that is known with them."""

    path: Path
    kb: KnowledgeBase

    @property
    def records(self) -> tuple[Record, ...]:
        """Return the facts that the coder wrote down, in order of their names."""
        own = self.path.resolve()
        return tuple(record for name, record in self.kb.records.items() if own in _above(self.kb.places[name].path))


def read_coding(path: Path, cases: Sequence[Path], extra: Sequence[Path] = ()) -> Coding:
    """Read a coding by itself if it says all that it names, else in addition to the cases.

    Raises:
        InputError: it can be read in neither way.
    """
    try:
        return Coding(path, load([path], extra))
    except InputError as alone:
        try:
            return Coding(path, load(cases or None, [*extra, path]))
        except InputError as together:
            raise (alone if "is used twice" in together.what else together) from None


def _above(shown: str) -> set[Path]:
    """Return the file that a message calls so, and the folders in which it lies."""
    bundled = shown.startswith("kb/cases/")
    path = BUNDLED_CASES / shown.removeprefix("kb/cases/") if bundled else Path(shown)
    return {path.resolve(), *path.resolve().parents}
