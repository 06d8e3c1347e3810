"""For which values of a threshold a conclusion stands: every breaking point, each certified by a run.

An answer can change only where a quantity that some rule compares crosses the threshold. So a run at one value
speaks for all values around it at which each comparison that it made would have been answered alike: the same rules
fire, make the same comparisons and conclude the same. The whole range is covered by such stretches, one run each; the
run with every threshold at its own value speaks for all thresholds at once.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from rules.engine.inference import Inference
from rules.engine.listening import Heard
from rules.engine.thresholds import Threshold
from rules.questions.neighbours import merged

_HUNDRED_YEARS = 1200.0
_MILLION = 1e6
_BELOW = -1.0
"""Below every value that a threshold can have."""
_MONTHS = "months"
_SHARE = "share"


@dataclass(frozen=True)
class Stretch:
    """The values of a threshold above one and up to another (included), and whether the conclusion stands there."""

    above: float
    upto: float
    stands: bool


@dataclass(frozen=True)
class Now:
    """What a run with every threshold at its own value made of a conclusion, and the comparisons that it made."""

    heard: tuple[Heard, ...]
    stands: bool

    @classmethod
    def of(cls, inference: Inference, stands: Callable[[], bool]) -> Self:
        """Ask whether the conclusion stands by the thresholds as they are."""
        with inference.listening() as heard:
            standing = stands()
        return cls(tuple(heard), standing)

    def stretch(self, threshold: Threshold) -> Stretch:
        """Return the values of a threshold, around its own, for which the run speaks."""
        value = float(threshold.value)
        heard = [item for item in self.heard if item.threshold == threshold.name]
        if not heard:
            return Stretch(_BELOW, top(threshold), self.stands)
        above = max(_lower(item, threshold, value) for item in heard)
        return Stretch(above, min(_upper(item, threshold, value) for item in heard), self.stands)


def sweep(inference: Inference, threshold: Threshold, stands: Callable[[], bool], now: Now) -> tuple[Stretch, ...]:
    """Return, from the lowest, the stretches into which a conclusion that stands or falls divides a threshold's values.

    Neighbouring stretches differ. ``now`` is known before; it saves the runs for which it speaks.
    """
    found: list[Stretch] = []
    upto, here = top(threshold), now.stretch(threshold)
    while upto > _BELOW:
        known = here.above < upto <= here.upto
        stretch = Stretch(here.above, upto, here.stands) if known else _sample(inference, threshold, upto, stands)
        found.append(stretch)
        upto = stretch.above
    return tuple(
        merged(
            reversed(found),
            lambda one, other: one.stands == other.stands,
            lambda one, other: Stretch(one.above, other.upto, other.stands),
        )
    )


def top(threshold: Threshold) -> float:
    """Return the highest value that is looked at; no quantity on record lies above it."""
    if threshold.unit.startswith(_SHARE):
        return 1.0
    return _HUNDRED_YEARS if threshold.unit == _MONTHS else _MILLION


def is_share(threshold: Threshold) -> bool:
    """Tell whether a threshold is a share, so that any number between two others can be its value."""
    return threshold.unit.startswith(_SHARE)


def _sample(inference: Inference, threshold: Threshold, value: float, stands: Callable[[], bool]) -> Stretch:
    """Judge at one value, and return the stretch below it for which that speaks."""
    with inference.shifted({threshold.name: value}), inference.listening() as heard:
        standing = stands()
    return Stretch(max((_lower(item, threshold, value) for item in heard), default=_BELOW), value, standing)


def _lower(heard: Heard, threshold: Threshold, value: float) -> float:
    """Return the value above which a comparison is answered as it is at a value, up to that value."""
    if heard.threshold != threshold.name:
        return _BELOW
    answer = heard.asked(value)
    if is_share(threshold):
        return max((edge for edge in heard.numbers() if edge < value and heard.asked(edge) != answer), default=_BELOW)
    low, high = int(_BELOW), int(value)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if heard.asked(float(middle)) == answer else (middle, high)
    return float(low) if low >= 0 else _BELOW


def _upper(heard: Heard, threshold: Threshold, value: float) -> float:
    """Return the highest whole value up to which a comparison is answered as it is at a value; of shares, the value."""
    if is_share(threshold) or not value.is_integer():
        return value
    answer = heard.asked(value)
    low, high = int(value), int(top(threshold)) + 1
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if heard.asked(float(middle)) == answer else (low, middle)
    return float(low)
