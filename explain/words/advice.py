"""Advice that ends in commands, with the options that these need."""

import shlex
from collections.abc import Iterable


def advised(advice: tuple[str, ...], given: Iterable[str]) -> tuple[str, ...]:
    """Return advice, each of which ends in a command, and in the end the options that each of them needs."""
    options = " ".join(map(shlex.quote, given))
    if not advice or not options:
        return advice
    return (*advice, f"{'Add to each' if len(advice) > 1 else 'Add'}: {options}")
