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
    from rules.judging.court import Court  # noqa: PLC0415 - who opens the door need not enter every room
    from rules.theory.thresholds import with_overrides  # noqa: PLC0415

    return Court(kb, with_overrides(thresholds))
