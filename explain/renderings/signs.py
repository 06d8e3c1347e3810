"""The kinds of reasons and what became of conditions and findings: a sign and a word for each, in one place."""

from collections.abc import Mapping

from explain.answer import Reason

KINDS: Mapping[str, str] = {
    "step": "concluded",
    "observed": "on record",
    "computed": "worked out",
    "absence": "looked for and not found",
    "comparison": "compared",
    "rule": "rule",
    "condition": "condition",
    "change": "change",
    "finding": "finding",
}
"""Every kind of reason, in words."""

SIGNS: Mapping[str, str] = {
    "met": "✓",
    "unmet": "✗",
    "unknown": "?",
    "appears": "+",
    "vanishes": "-",
    "moves": "~",
    "stands": "=",
    "limited": "~",
}
"""What stands before a condition that was met or not, or a finding that came or went."""

_WORDS: Mapping[str, str] = {"moves": "on other grounds", "stands": "always", "limited": "within limits"}


def status(reason: Reason) -> str:
    """Return how a condition or finding fared, in words for readers who have no colour; empty for other reasons.

    A change of a fact says itself what it is.
    """
    if reason.status is None or reason.kind == "change":
        return ""
    return _WORDS.get(reason.status, reason.status)
