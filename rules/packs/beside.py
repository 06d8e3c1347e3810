"""A pack beside the rules of this run: in rulebooks of its own, so that both can be held against each other."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kb.errors import InputError
from rules.engine.rulebook import Rulebook
from rules.packs.reading import read_pack, rules_file
from rules.packs.taking import BOOKS, copied


@dataclass(frozen=True)
class Read:
    """Rulebooks with the rules of a pack among them: its own by name, and the thresholds that it sets."""

    books: Mapping[str, Rulebook]
    own: frozenset[str]
    settings: Mapping[str, float]

    @property
    def book(self) -> Rulebook:
        """Return the rulebook in which the rules of the pack stand."""
        return next((book for book in self.books.values() if self.own & book.rules.keys()), self.books["episode"])


def with_pack(pack: Path, faults: list[InputError] | None = None, *, run_code: bool = False) -> Read:
    """Return rulebooks with the rules of this run and those of a pack, beside the ones of this run.

    Raises:
        InputError: it cannot be read; with ``faults``, those of single rules are gathered there instead.
    """
    books, file = copied(BOOKS), str(rules_file(pack))
    settings = read_pack(pack, books, faults, run_code=run_code)
    own = frozenset(rule.id for book in books.values() for rule in book.rules.values() if rule.where.path == file)
    return Read(books, own, settings)
