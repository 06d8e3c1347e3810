"""Measures what the project promises of speed, and asks CLIPS and clingo for a second opinion on all conclusions.

Every figure is a ratio within one run: machines differ and are noisy, so compare ratios, never seconds. Beside it stand
its aim and the ratio last recorded; a full run adds its own to ``benchmarks/history.jsonl``. Ends with status 1 where
two engines conclude different things.

Usage: python -m benchmarks.run [--quick | --large]

``--quick`` takes under a minute, measures more roughly and records nothing; ``--large`` also judges 100,000 episodes.
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace

from benchmarks.clingo import Clingo
from benchmarks.clips import Clips
from benchmarks.figures import FULL, QUICK, Effort, Figure, clips, cold, commands, growth, questions
from benchmarks.history import last, record
from benchmarks.second_opinion import differences, jobs, made_up_jobs, rule_cases
from kb.reading.loading import load
from kb.store import KnowledgeBase
from rules.engine.inference import Inference
from rules.theory.book import RULEBOOK
from rules.theory.thresholds import THRESHOLDS

WIDTHS = (66, 7, 7, 7)
MADE_UP, MADE_UP_QUICK = 1_000, 40


def main() -> int:
    """Print every figure as it is measured, then what the engines differ in; return the exit status."""
    parser = argparse.ArgumentParser(description="Measure the speed of the program.")
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--quick", action="store_true", help="in under a minute, roughly; nothing is recorded")
    size.add_argument("--large", action="store_true", help="judge 100,000 episodes too")
    told = parser.parse_args()
    effort = QUICK if told.quick else replace(FULL, sizes=(*FULL.sizes, 100_000)) if told.large else FULL
    kb, before, ratios = load(), last(), dict[str, float]()
    _say(row("figure", "now", "aim", "before", "times behind it (median)"))
    for figure in _figures(kb, effort):
        _say(line(figure, before.get(figure.name)))
        ratios[figure.name] = figure.ratio
    if not told.quick:
        record(ratios)
    return _second_opinion(kb, MADE_UP_QUICK if told.quick else MADE_UP)


def _figures(kb: KnowledgeBase, effort: Effort) -> Iterator[Figure]:
    yield from cold(effort)
    yield from clips(kb, effort)
    yield from questions(kb, effort)
    yield from commands(effort)
    yield from growth(effort)


def _second_opinion(kb: KnowledgeBase, number: int) -> int:
    """Say what our engine and others differ in, if anything; return the exit status.

    CLIPS judges made-up episodes too. Clingo, to which they would take minutes, judges them where few are asked for.
    """
    made_up, work = list(made_up_jobs(kb, number)), [*jobs(kb), *rule_cases()]
    few = made_up if number == MADE_UP_QUICK else []
    asked = ((Clips(RULEBOOK, THRESHOLDS), [*work, *made_up]), (Clingo(RULEBOOK, THRESHOLDS), [*work, *few]))
    differ = 0
    for other, given in asked:
        found = list(differences(Inference(RULEBOOK, THRESHOLDS), other, given))
        for difference in found:
            _say(difference)
        _say(f"{len(given)} situations given to {type(other).__name__} too: conclusions differ in {len(found)} places.")
        differ += len(found)
    return 1 if differ else 0


def line(figure: Figure, before: float | None) -> str:
    """Return a figure as a line of the table; one that misses its aim is marked."""
    aim = "" if figure.aim is None else f"{figure.aim:.1f}"
    missed = figure.aim is not None and figure.ratio > figure.aim
    return row(
        figure.name,
        f"{figure.ratio:.2f}{'!' if missed else ' '}",
        aim,
        "" if before is None else f"{before:.2f}",
        figure.told,
    )


def row(name: str, *columns: str) -> str:
    """Return a line of the table."""
    *numbers, told = columns
    return name.ljust(WIDTHS[0]) + "".join(map(str.rjust, numbers, WIDTHS[1:])) + f"  {told}"


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
