"""What of an answer is shown: a long one is cut at a depth, and what was left out is counted."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from explain.answer import Answer, Reason

DEPTH = 4
"""How many levels of reasons are shown unless more are asked for."""


@dataclass(frozen=True)
class Shown:
    """What a rendering draws.

    Attributes:
        reasons: the trees, cut.
        told: the reason whose words are the answer's own sentence; its premises are drawn in its place.
        hidden: how many reasons and further derivations were left out.
        depth: the levels that were asked for; ``None`` for all.
    """

    reasons: tuple[Reason, ...]
    told: Reason | None
    hidden: int
    depth: int | None

    @property
    def more(self) -> str:
        """Return how many steps are hidden and how to see them; empty where none are."""
        if not self.hidden:
            return ""
        return f"{self.hidden} more step{'' if self.hidden == 1 else 's'}: --depth {(self.depth or 0) + 2} or --all"


def shorten(answer: Answer, depth: int | None) -> Shown:
    """Return an answer's trees down to a depth, ``None`` for all, without what their neighbours say already."""
    told = [reason for reason in answer.reasons if f"{reason.text}." == answer.sentence]
    reasons = tuple(_cut(reason, depth) for reason in _sections(answer.reasons, told, full=depth is None))
    drawn = len(told) + sum(map(count, reasons))
    return Shown(reasons, told[0] if told else None, sum(map(_all, answer.reasons)) - drawn, depth)


def count(reason: Reason) -> int:
    """Return how many reasons a tree holds."""
    return 1 + sum(count(child) for child in reason.children)


def _sections(reasons: tuple[Reason, ...], told: list[Reason], *, full: bool) -> Iterator[Reason]:
    """Yield the trees to draw: a conclusion whose words are the answer itself gives way to its reasons."""
    for reason in reasons:
        if reason in told:
            yield from _below(reason, full=full)
        else:
            yield reason


def _all(reason: Reason) -> int:
    """Return how many reasons and further derivations a tree stands for."""
    return 1 + reason.ways + sum(map(_all, reason.children))


def _cut(reason: Reason, depth: int | None) -> Reason:
    """Return a tree cut at a depth."""
    if depth is not None and depth <= 1:
        return replace(reason, children=())
    below = _below(reason, full=depth is None)
    return replace(reason, children=tuple(_cut(child, None if depth is None else depth - 1) for child in below))


def _below(reason: Reason, *, full: bool) -> list[Reason]:
    """Return the children to draw: all, or those that say something the reader cannot see from the others."""
    if full:
        return list(reason.children)
    return [item for item in reason.children if not item.evident]
