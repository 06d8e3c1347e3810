"""The rule cases of both rulebooks, read once, and one network for each rulebook."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from rules.engine.rulebook import Rulebook
from rules.testing.cases import Bench, RuleCase, read_cases
from rules.theory.book import RULEBOOK
from rules.theory.wider_book import WIDER

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Book:
    """A rulebook and the folder of its cases."""

    folder: str
    rulebook: Rulebook

    @cached_property
    def cases(self) -> tuple[RuleCase, ...]:
        """Return its cases; a rulebook without rules needs none."""
        path = HERE / self.folder
        return read_cases(path, self.rulebook) if path.is_dir() else ()

    @cached_property
    def bench(self) -> Bench:
        """Return the bench on which its cases run."""
        return Bench(self.rulebook)

    def naming(self, key: str, rule: str) -> list[RuleCase]:
        """Return the cases that name a rule under a key: ``fires``, ``silent`` or ``undetermined``."""
        return [case for case in self.cases if rule in case.names(key)]


BOOKS = (Book("cases", RULEBOOK), Book("cases/wider", WIDER))
