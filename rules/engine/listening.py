"""Hears which comparisons a run makes, to tell how far its outcome would stay the same with other values."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from kb.dates import Moment, day

Answer = bool | None


@dataclass(frozen=True)
class Heard:
    """A comparison that a run made: what it asks, the values, and which of them is a threshold, if any."""

    asks: Callable[..., Answer]
    values: tuple[Any, ...]
    threshold: str | None = None
    place: int = -1

    def asked(self, value: float) -> Answer:
        """Return the answer that another value of the threshold would have had."""
        return self.asks(*self.values[: self.place], value, *self.values[self.place + 1 :])

    def numbers(self) -> tuple[float, ...]:
        """Return the numbers that were compared with the threshold."""
        others = (*self.values[: self.place], *self.values[self.place + 1 :])
        return tuple(value for value in others if isinstance(value, int | float))

    def moved(self, days: frozenset[Moment], back: int) -> Answer:
        """Return the answer that some days would have had if they had lain so many days earlier."""
        shift = timedelta(days=back)
        return self.asks(*(day(item.earliest - shift) if item in days else item for item in self.values))


@dataclass
class Ear:
    """Gathers comparisons while it listens: with any threshold, or of certain days; ``heard`` is ``None`` else."""

    heard: set[Heard] | None = None
    days: frozenset[Moment] | None = None

    def note(self, asks: Callable[..., Answer], values: tuple[Any, ...], thresholds: Iterable[tuple[int, str]]) -> None:
        """Note a comparison if it is one that is listened for."""
        if self.heard is None:
            return
        if self.days is None:
            self.heard.update(Heard(asks, values, name, place) for place, name in thresholds)
        elif any(isinstance(value, Moment) and value in self.days for value in values):
            self.heard.add(Heard(asks, values))
