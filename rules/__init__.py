"""What follows: the theory as rules, and the one engine that runs them and records every step."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kb.store import KnowledgeBase
    from rules.judging.court import Court

__all__ = ["judge"]


def judge(kb: "KnowledgeBase", **thresholds: float) -> "Court":
    """Return the court that judges a knowledge base: ``court.judge(episode).verdict``.

    Each episode is judged when it is asked for: ``court.episodes`` names them all.

    Args:
        kb: what :func:`kb.load` returned.
        thresholds: other values for thresholds of the theory, as in ``early=6``.

    Raises:
        kb.errors.InputError: there is no such threshold.
    """
    from kb.errors import InputError  # noqa: PLC0415 - who opens the door need not enter every room
    from kb.store import KnowledgeBase  # noqa: PLC0415
    from rules.judging.court import Court  # noqa: PLC0415
    from rules.theory.thresholds import with_overrides  # noqa: PLC0415

    if not isinstance(kb, KnowledgeBase):
        raise InputError(f"judge takes a knowledge base, not {kb!r}", remedy="Write judge(load()).")
    for name, value in thresholds.items():
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise InputError(f"the threshold {name!r} is set to no number", remedy="Write it as in early=6.")
    return Court(kb, with_overrides(thresholds))
