"""Measures what the project promises of speed, as ratios and medians within one run.

Run it with ``make bench``. Machines are noisy: compare within a run, and quote ratios, not seconds.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.synthetic import cases
from kb.profiles.changes import window
from kb.profiles.completeness import complete_kinds
from kb.reading.loading import load
from kb.store import KnowledgeBase
from rules.engine.facts import Mirrored
from rules.engine.inference import Inference
from rules.engine.notebook import Coverage
from rules.judging.court import Court
from rules.judging.targets import target
from rules.overturning.flipping import flips
from rules.questions.robustness import robustness
from rules.theory.book import RULEBOOK
from rules.theory.thresholds import THRESHOLDS

RUNS = 9
IMPORTS = """
import collections, collections.abc
collections.Mapping = collections.abc.Mapping
import bibtexparser, click, experta, oxrdflib, pyoxigraph, rdflib, rich.console, rich.text, yaml
"""
"""What a bare process imports: the libraries without which the question cannot be answered."""


def main() -> None:
    """Print every measurement."""
    kb = load()
    cold()
    warm(kb)
    growth()
    recording(kb)
    questions(kb)


def cold() -> None:
    """A question asked of a new process, against a process that only imports the libraries."""
    ask = [sys.executable, "-m", "cli.main", "why", "denmark-2016-12"]
    bare = [sys.executable, "-c", IMPORTS]
    pairs = [(_process(ask), _process(bare)) for _ in range(RUNS + 1)][1:]
    asked, imported = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(first / second for first, second in pairs)
    _line("cold `why denmark-2016-12`", f"{asked:.2f} s, bare imports {imported:.2f} s: {ratio:.2f} times (aim 2.0)")


def warm(kb: KnowledgeBase) -> None:
    """Every bundled episode judged by one process, the network built before."""
    court = Court(kb)
    names = list(court.episodes)
    court.judge(names[0])
    spent = _best(lambda: _judge(court.over(kb), names))
    _line(
        "judging all bundled episodes, warm", f"{len(names)} in {spent:.2f} s: {spent / len(names) * 1000:.1f} ms each"
    )


def growth() -> None:
    """The cost of an episode among 10, 100 and 1,000."""
    costs: dict[int, float] = {}
    court = Court(cases(2))
    for count in (10, 100, 1000):
        kb = cases(count)
        start = time.perf_counter()
        fresh = court.over(kb)
        names = list(fresh.episodes)
        _judge(fresh, names)
        costs[count] = (time.perf_counter() - start) / len(names)
        _line(f"{len(names)} synthetic episodes", f"{costs[count] * 1000:.2f} ms each")
    _line("growth from 10 to 1,000", f"{costs[1000] / costs[10]:.2f} times the cost per episode (aim 1.1)")


def recording(kb: KnowledgeBase) -> None:
    """The engine with and without a proof."""
    court = Court(kb)
    engine = Inference(RULEBOOK, THRESHOLDS)
    jobs = [
        (list(court.view.of_episode(item)), complete_kinds(kb, item.part, *window(item)))
        for item in court.episodes.values()
    ]
    engine.run(*jobs[0])
    ratios = []
    for _ in range(RUNS):
        spent = [_timed(partial(_run_all, work, jobs)) for work in (engine.run, engine.notes)]
        ratios.append(spent[0] / spent[1])
    _line("recording every step", f"{statistics.median(ratios):.2f} times the engine without it (aim 1.3)")


def questions(kb: KnowledgeBase) -> None:
    """The hard questions, asked of every bundled episode."""
    court = Court(kb)
    judged = [court.judge(name) for name in court.episodes]
    decided = [item for item in judged if item.findings]
    asks: dict[str, Callable[[Any], object]] = {
        "why-not": lambda item: item.nearness.misses("Defection", episode=item.episode.id),
        "flip": lambda item: flips(court, item, target(item, [])),
        "robust": lambda item: robustness(court, item, target(item, [])),
    }
    for name, ask in asks.items():
        spent = sorted(_timed(partial(ask, item)) for item in decided)
        middle = statistics.median(spent)
        _line(name, f"median {middle:.2f} s, longest {spent[-1]:.2f} s over {len(spent)} episodes (aim 2 s)")


def _run_all(work: Callable[..., object], jobs: Sequence[tuple[list[Mirrored], Coverage]]) -> None:
    for job in jobs:
        work(*job)


def _judge(court: Court, names: list[str]) -> None:
    for name in names:
        court.judge(name)


def _process(command: list[str]) -> float:
    return _timed(lambda: subprocess.run(command, check=True, capture_output=True, cwd=Path(__file__).parent.parent))


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _best(work: Callable[[], object]) -> float:
    return statistics.median(_timed(work) for _ in range(3))


def _line(what: str, found: str) -> None:
    sys.stdout.write(f"{what:38} {found}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
