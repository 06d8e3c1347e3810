"""Take each rule out of the rulebook in turn and see what breaks: rule cases, or judgements on the bundled cases.

A rule whose absence nothing notices is either not tested or not needed. Prints one line for each such rule, and a
closing line; ends with status 1 where there is any.

Usage: python -m benchmarks.mutate [--judgements]

With ``--judgements`` it also names the rules on which no bundled judgement rests. That takes longer, and is no fault:
the bundled cases do not show everything that the theory speaks of.
"""

import argparse
import sys
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from kb.reading.loading import load
from rules.engine.inference import Inference
from rules.engine.rulebook import Rulebook
from rules.judging.court import Court, Judgement
from rules.testing.cases import Bench
from rules.theory.thresholds import THRESHOLDS
from tests.rules.theory.bench import BOOKS, Book

ROOT = Path(__file__).resolve().parent.parent
Summary = tuple[object, ...]


def without(rulebook: Rulebook, rule: str) -> Rulebook:
    """Return a copy of a rulebook that lacks one rule."""
    return Rulebook({name: made for name, made in rulebook.rules.items() if name != rule}, rulebook.base)


class Judgements:
    """The judgements on the bundled cases, with the whole rulebook and with parts of it."""

    def __init__(self) -> None:
        """Load the bundled cases."""
        self.kb = load()

    @cached_property
    def whole(self) -> dict[str, Summary]:
        """Return every judgement with all rules."""
        court = Court(self.kb)
        return {name: summary(court.judge(name)) for name in court.episodes}

    def differ(self, rulebook: Rulebook) -> bool:
        """Tell whether any judgement comes out otherwise with another rulebook."""
        court = Court(self.kb)
        court.inference = Inference(rulebook, THRESHOLDS)
        return any(summary(court.judge(name)) != found for name, found in self.whole.items())


def summary(judgement: Judgement) -> Summary:
    """Return all that a judgement says, proof and all but the steps."""
    return (
        judgement.verdict,
        judgement.scope,
        judgement.reasons,
        judgement.strategies,
        judgement.causes,
        judgement.interests,
        judgement.restrictions,
        tuple(judgement.hypotheses.items()),
    )


def case_breaks(book: Book, rulebook: Rulebook, rule: str) -> bool:
    """Tell whether any rule case fails with another rulebook; those that name the rule go first."""
    bench = Bench(rulebook)
    first = book.naming("fires", rule)
    return any(next(bench.failures(case), None) for case in (*first, *book.cases))


def unnoticed(notices: Callable[[Book, Rulebook, str], bool]) -> list[str]:
    """Return the rules whose absence is not noticed, each with its place."""
    found: list[str] = []
    for book in BOOKS:
        for name, made in book.rulebook.rules.items():
            if not notices(book, without(book.rulebook, name), name):
                found.append(f"{Path(made.where.path).relative_to(ROOT)}:{made.where.line}: {name}")
    return found


def main() -> int:
    """Take out rule after rule and report."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--judgements", action="store_true", help="also name rules on which no judgement rests")
    options = parser.parse_args()
    judgements = Judgements()
    judged = BOOKS[0]

    def judgement_differs(book: Book, rulebook: Rulebook, _: str) -> bool:
        return book is judged and judgements.differ(rulebook)

    if options.judgements:
        idle = unnoticed(lambda book, rulebook, rule: book is not judged or judgement_differs(book, rulebook, rule))
        for line in idle:
            print(f"{line}: no bundled judgement rests on it")
    found = unnoticed(
        lambda book, rulebook, rule: case_breaks(book, rulebook, rule) or judgement_differs(book, rulebook, rule)
    )
    for line in found:
        print(f"{line}: without it no rule case and no judgement changes")
    rules = sum(len(book.rulebook.rules) for book in BOOKS)
    cases = sum(len(book.cases) for book in BOOKS)
    print(f"{rules} rules taken out one by one, {cases} rule cases: {len(found)} unnoticed")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
