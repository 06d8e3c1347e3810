"""Work on many episodes, one after another or spread over processes, with what is done kept whatever happens.

Spreading is Dask's, an optional extra: ``distributed`` starts the processes, here or where a scheduler says, brings the
work of one that is lost to another, and gives up on what brings down three.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kb.errors import InputError

if TYPE_CHECKING:
    from kb.store import KnowledgeBase
    from rules.judging.court import Court

Result = TypeVar("Result")
Work = Callable[["KnowledgeBase", "Court", str], Result]
"""What is done for each episode; a function of a module, so that other processes find it."""

_CHUNKS = 8
"""In how many parts the work of each process is cut, so that none waits long for the last."""
_MOST = 64
"""Into no more processes is work spread on one machine."""
_MANY = 200
"""From so many episodes on, progress is shown, unless the work on each is slow."""


def spread_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command ``--workers`` and ``--scheduler``."""
    workers = click.option(
        "--workers", type=click.IntRange(1, _MOST), default=1, metavar="N", help="Spread the work over N processes."
    )
    scheduler = click.option("--scheduler", metavar="ADDRESS", help="Spread the work over a Dask cluster that runs.")
    return workers(scheduler(command))


@dataclass(frozen=True)
class Setup:
    """What another process needs to know to judge as this one does."""

    cases: tuple[Path, ...]
    extra: tuple[Path, ...]
    schema: tuple[Path, ...]
    rules: tuple[Path, ...]
    as_of: date | None
    settings: tuple[tuple[str, float], ...]
    run_code: bool

    @classmethod
    def of(cls, court: "Court") -> "Setup":
        """Return the set-up of the command that is running."""
        from cli.options import may_run_code
        from kb.altered.extending import taken

        params = click.get_current_context().params
        paths = {
            name: tuple(Path(path).resolve() for path in params.get(name) or ()) for name in ("cases", "extra", "rules")
        }
        settings = tuple((item.name, float(item.value)) for item in court.inference.thresholds.values())
        return cls(**paths, schema=taken(), as_of=params.get("as_of"), settings=settings, run_code=may_run_code())

    def court(self) -> "Court":
        """Return a court over the same facts, by the same rules and thresholds; made once in a process."""
        return _court(self)


@lru_cache(maxsize=1)
def _court(setup: Setup) -> "Court":
    from cli.options import works_of
    from kb.altered.as_of import as_of
    from kb.altered.extending import take_up
    from kb.keeping.kept import load_kept
    from rules.judging.court import Court
    from rules.theory.thresholds import with_overrides

    take_up(setup.schema)
    kb = load_kept(setup.cases or None, (*setup.extra, *works_of(setup.rules, run_code=setup.run_code)))
    return Court(kb if setup.as_of is None else as_of(kb, setup.as_of), with_overrides(dict(setup.settings)))


def _work(setup: Setup, work: "Work[Any]", names: Sequence[str]) -> list[Any]:
    court = setup.court()
    return [work(court.kb, court, name) for name in names]


@dataclass
class Spread:
    """Work on episodes, done in order; ``left`` are those that were not done, and ``why``."""

    court: "Court"
    work: "Work[Any]"
    names: Sequence[str]
    workers: int = 1
    scheduler: str | None = None
    slow: bool = False
    left: list[str] = field(default_factory=list)
    why: str = ""

    def results(self) -> Iterator[Any]:
        """Yield what comes of each episode, in the order of names."""
        self.left = list(self.names)
        results = self._spread() if self.workers > 1 or self.scheduler else self._one_by_one()
        for result in with_progress(results, 2 if self.slow else _MANY, total=len(self.names)):
            yield result
            self.left.pop(0)

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Take results; whatever stops that, say in the end what was not done.

        Raises:
            InputError: some episodes were not judged.
        """
        try:
            yield
        except KeyboardInterrupt:
            self.why = "it was interrupted"
        self._tell_left()

    def _tell_left(self) -> None:
        if self.left:
            rest = ", ".join(self.left[:5]) + (f" and {len(self.left) - 5} more" if len(self.left) > 5 else "")  # noqa: PLR2004
            raise InputError(
                f"{len(self.left)} of {len(self.names)} episodes were not judged: {self.why}",
                why="What was done stands above.",
                remedy=f"Judge the rest by name: {rest}.",
            )

    def _one_by_one(self) -> Iterator[Any]:
        yield from (self.work(self.court.kb, self.court, name) for name in self.names)

    def _spread(self) -> Iterator[Any]:
        distributed = _distributed()
        setup, size = Setup.of(self.court), max(1, len(self.names) // (self.workers * _CHUNKS))
        chunks = [self.names[start : start + size] for start in range(0, len(self.names), size)]
        with _client(distributed, min(self.workers, len(chunks)), self.scheduler) as client:
            futures = [client.submit(_work, setup, self.work, chunk, pure=False) for chunk in chunks]
            for future in futures:
                try:
                    yield from future.result()
                except distributed.KilledWorker:
                    self.why = "the processes that worked on them were lost, perhaps for want of memory"
                    return
                future.release()


def _distributed() -> Any:
    try:
        import distributed
    except ImportError as error:
        raise InputError(
            "work cannot be spread: Dask is not installed",
            remedy="Install it with: pip install 'coalition-kb[cluster]', or leave out --workers and --scheduler.",
        ) from error
    return distributed


def _client(distributed: Any, workers: int, scheduler: str | None) -> Any:
    try:
        if scheduler:
            return distributed.Client(scheduler, timeout=5)
        return distributed.Client(
            n_workers=workers, threads_per_worker=1, dashboard_address=None, silence_logs=50, host="127.0.0.1"
        )
    except (OSError, ValueError) as error:
        raise InputError(f"no cluster answers at {scheduler}", remedy="Check the address, and that it runs.") from error


def with_progress(
    results: Iterable[Result], many: int, *, total: int | None = None, doing: str = "Judging"
) -> Iterator[Result]:
    """Show on standard error, if it is a terminal and there is much to do, how far the work has come."""
    if total is None:
        results = list(results)
        total = len(results)
    if total < many or not sys.stderr.isatty():
        yield from results
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(results, doing, total=total, console=Console(stderr=True), transient=True)
