"""The figures of speed: each a ratio of two times, measured by turns within one run, beside its aim.

Times are those of the processor, so that other work on the machine counts little.
"""

import atexit
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from statistics import median
from typing import TypeVar

from benchmarks.clips import Clips
from benchmarks.second_opinion import Job, jobs
from benchmarks.synthetic import cases
from kb.keeping.kept import keep_bundled
from kb.store import KnowledgeBase
from rules.engine.inference import Inference
from rules.judging.court import Court, Judgement
from rules.judging.targets import target
from rules.overturning.flipping import flips
from rules.questions.robustness import robustness
from rules.theory.book import RULEBOOK
from rules.theory.thresholds import THRESHOLDS

Item = TypeVar("Item")
ROOT = Path(__file__).resolve().parent.parent
IMPORTS = """
import collections, collections.abc
collections.Mapping = collections.abc.Mapping
import click, experta, rdflib, rich.console, rich.text
"""
"""What a bare process imports: the libraries on which the commands are built."""
QUESTION = ("why", "denmark-2016-12")


@dataclass(frozen=True)
class Figure:
    """A ratio, what it is called, what it should at most be, and the times behind it in words."""

    name: str
    ratio: float
    aim: float | None
    told: str


@dataclass(frozen=True)
class Effort:
    """How often, over how many bundled episodes and among how many synthetic ones figures are measured."""

    rounds: int
    episodes: int
    sizes: tuple[int, ...]


FULL, QUICK = Effort(9, 1000, (1_000, 10_000)), Effort(3, 12, (300,))


def cold(effort: Effort) -> Iterator[Figure]:
    """A question asked of a new process, with nothing kept from before and again, over importing libraries."""
    keep_bundled()  # as whoever installs the program has them
    runs: list[tuple[float, float, float]] = []
    for _ in range(effort.rounds + 1):
        with tempfile.TemporaryDirectory() as folder:
            bare = _process([sys.executable, "-c", IMPORTS], folder)
            runs.append((bare, _command(QUESTION, folder), _command(QUESTION, folder)))
    runs = runs[1:]  # the first compiles what it imports
    for name, place, aim in (("cold why, first run", 1, 2.0), ("cold why, second run", 2, 1.2)):
        ratio = median(run[place] / run[0] for run in runs)
        told = f"{_typical(run[place] for run in runs)}, bare imports {_typical(run[0] for run in runs)}"
        yield Figure(f"{name}, over importing its libraries", ratio, aim, told)


def clips(kb: KnowledgeBase, effort: Effort) -> Iterator[Figure]:
    """An episode judged warm, with its proof and without, over CLIPS; and with its proof over without."""
    engine, other = Inference(RULEBOOK, THRESHOLDS), Clips(RULEBOOK, THRESHOLDS)
    times = [_beside_clips(engine, other, job, effort.rounds) for job in _some(list(jobs(kb)), effort.episodes)]
    proof, bare, read, inside = range(4)
    names = {
        (proof, read): ("episode judged, proof recorded, over CLIPS reading the facts", 1.0),
        (proof, inside): ("episode judged, proof recorded, over CLIPS with the facts inside", 1.0),
        (bare, read): ("episode judged, no proof, over CLIPS reading the facts", None),
        (bare, inside): ("episode judged, no proof, over CLIPS with the facts inside", None),
        (proof, bare): ("recording every step, over not recording", 1.3),
    }
    for (first, second), (name, aim) in names.items():
        told = f"{_typical(row[first] for row in times)}, against {_typical(row[second] for row in times)}"
        yield Figure(name, median(row[first] / row[second] for row in times), aim, told)


def _beside_clips(engine: Inference, other: Clips, job: Job, rounds: int) -> list[float]:
    """Return the least times for one episode: with proof, without, CLIPS reading the facts, CLIPS with them inside."""
    told = other.tell(job.facts, job.coverage)
    ours: list[Callable[[], object]] = [
        partial(engine.run, job.facts, job.coverage),
        partial(engine.notes, job.facts, job.coverage),
    ]
    with_proof, without = (_least(work, rounds) for work in ours)
    read = _least(partial(other.run, told), rounds)
    other.keep(told)
    inside = _least(other.rerun, rounds)
    other.forget()
    return [with_proof, without, read, inside]


def questions(kb: KnowledgeBase, effort: Effort) -> Iterator[Figure]:
    """The hard questions, over judging the episode that they are about."""
    court = Court(kb)
    judged = [court.judge(name) for name in court.episodes]
    asked = _some([item for item in judged if item.findings], effort.episodes)
    asks: dict[str, Callable[[Judgement], object]] = {
        "flip": lambda item: flips(court, item, target(item, [])),
        "robust": lambda item: robustness(court, item, target(item, [])),
    }
    once = {item.episode.id: _least(partial(court.afresh, item.episode.id), effort.rounds) for item in asked}
    for name, ask in asks.items():
        spent = {item.episode.id: _least(partial(ask, item), 1) for item in asked}
        ratio = median(spent[name] / once[name] for name in once)
        told = f"{_typical(spent.values())}, judging {_typical(once.values())}, longest {max(spent.values()):.1f} s"
        yield Figure(f"{name}, over judging the episode", ratio, 5.0, told)


def commands(effort: Effort) -> Iterator[Figure]:
    """Commands about every episode, over judging every episode; each with what was kept from before."""
    aims = {"discrepancies": 1.5, "theories": 1.2, "export": 1.2, "site": 20.0}
    with tempfile.TemporaryDirectory() as folder:
        words = {"site": ["site", "-o", f"{folder}/site"]}
        _command(["judge"], folder)
        rounds = range((effort.rounds + 1) // 2)
        runs = [{name: _command(words.get(name, [name]), folder) for name in ("judge", *aims)} for _ in rounds]
    for name, aim in aims.items():
        ratio = median(run[name] / run["judge"] for run in runs)
        told = f"{_typical(run[name] for run in runs)}, judge {_typical(run['judge'] for run in runs)}"
        yield Figure(f"{name}, over judge", ratio, aim, told)


def growth(effort: Effort) -> Iterator[Figure]:
    """The cost of an episode among many, over that among ten."""
    court = Court(cases(10))
    few = min(_cost(court.over(cases(10))) for _ in range(effort.rounds * 5))
    for size in effort.sizes:
        cost = _cost(court.over(cases(size)))
        told = f"{_typical([cost])}, among ten {_typical([few])}"
        yield Figure(f"an episode among {size:,}, over one among ten", cost / few, 1.1, told)


def _cost(court: Court) -> float:
    """Return the time that one episode costs, if all are judged and none is kept."""
    start = time.process_time()
    for name in court.episodes:
        court.afresh(name)
    return (time.process_time() - start) / len(court.episodes)


def _some(items: Sequence[Item], number: int) -> Sequence[Item]:
    """Return so many, spread over all."""
    return items[:: max(1, len(items) // number)]


def _least(work: Callable[[], object], rounds: int) -> float:
    """Return the least time that some work takes; what disturbs it only ever adds."""
    spent = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return min(spent)


def _command(words: Sequence[str], keep: str) -> float:
    return _process([sys.executable, "-m", "cli.main", *words], keep)


def _process(command: Sequence[str], keep: str) -> float:
    """Return the time that a process takes; what it is to keep for the next goes into a folder.

    Only compiled modules are kept all the same, since whoever installs the program has them compiled.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "XDG_CACHE_HOME": keep, "PYTHONPYCACHEPREFIX": _compiled()}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=ROOT, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


@cache
def _compiled() -> str:
    """Return the folder for modules compiled in this run, which goes when it ends."""
    folder = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _typical(times: Iterable[float]) -> str:
    found = median(times)
    return f"{found:.2f} s" if found >= 1 else f"{found * 1000:.3g} ms"
