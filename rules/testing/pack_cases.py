"""The rule cases of a pack: those that do not come out as they say, and the rules that no case tries."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kb.errors import InputError, Place
from rules.engine.rulebook import Rulebook
from rules.testing.cases import Bench, RuleCase, read_cases

CASES = "cases"
"""The folder of a pack that holds its rule cases."""


@dataclass(frozen=True)
class Tested:
    """What came of the cases of a pack: how many there are, those that failed and why, and what no case tries."""

    count: int
    failures: tuple[tuple[RuleCase, tuple[str, ...]], ...]
    untried: tuple[str, ...]


def tested(pack: Path, book: Rulebook, own: frozenset[str]) -> Tested:
    """Run the cases of a pack over the rulebook in which its own rules stand.

    Raises:
        InputError: there are no cases, or a file of them cannot be read.
    """
    folder = pack / CASES
    if not folder.is_dir():
        raise InputError(
            "the pack has no rule cases",
            where=Place(str(folder)),
            why="A rule that nobody has tried may never fire, or always.",
            remedy="Put them there in YAML; `coalition rules new` writes a pack that has some.",
        )
    cases, bench = read_cases(folder, book), Bench(book)
    found = ((case, tuple(bench.failures(case))) for case in cases)
    failures = tuple((case, told) for case, told in found if told)
    return Tested(len(cases), failures, tuple(_untried(cases, book, own)))


def _untried(cases: tuple[RuleCase, ...], book: Rulebook, own: frozenset[str]) -> Iterator[str]:
    shown = {key: {rule for case in cases for rule in case.names(key)} for key in ("fires", "silent")}
    for name in sorted(own):
        lacking = [f"`{key}: {name}`" for key in shown if name not in shown[key]]
        rule = book.find(name)
        if lacking:
            yield f"{f'{rule.where}: ' if rule else ''}no case says {' or '.join(lacking)}"
