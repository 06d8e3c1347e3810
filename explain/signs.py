"""The kinds of reasons and what became of conditions and findings: a sign and a word for each, in one place."""

from collections.abc import Mapping

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
}
"""What stands before a condition that was met or not, or a finding that came or went; the word is the key."""
