"""How a comparison reads in a pack: one sentence for each named test, the same for reading and for writing.

``$name`` is a variable; a bare word is a value of the vocabulary or, where months or bounds are asked for, a threshold.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from rules.engine import comparisons as tests
from rules.engine.comparisons import Comparison, Relation
from rules.engine.experta_engine import MATCH, variable_name
from rules.engine.thresholds import Threshold

_SLOT = re.compile(r"\{(\w+)\}")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_LISTS = frozenset({"wanted"})
"""Slots that take a list where no variable stands."""


@dataclass(frozen=True)
class OwnRelation(Relation):
    """What a named test of a pack asks: its sentence, the slots in it, and the digest of the code behind it."""

    text: str
    slots: tuple[str, ...]
    code: str


@dataclass(frozen=True)
class Sentence:
    """A sentence with slots, and the test that it stands for."""

    text: str
    test: Callable[..., Comparison]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Return what the sentence looks like when its slots are filled."""
        parts = _SLOT.split(self.text)
        made = "".join(f"(?P<{part}>.+?)" if number % 2 else re.escape(part) for number, part in enumerate(parts))
        return re.compile(made)

    @cached_property
    def slots(self) -> tuple[str, ...]:
        """Return the names of the slots in the order in which the test compares them."""
        return tuple(name for name in self.test.__annotations__ if name != "return")


SENTENCES = (
    Sentence("{late} is at least {by} later than {than}", tests.later),
    Sentence("{late} is less than {by} after {after}", tests.short_of),
    Sentence("{first} is not later than {than}", tests.not_later),
    Sentence("{first} is earlier than {than}", tests.earlier),
    Sentence("{first} is within {by} of {of}", tests.within),
    Sentence("{begins} to {ends} covers {at} or begins within {by} after it", tests.nearing),
    Sentence("{begins} to {ends} covers {at}", tests.covers),
    Sentence("{value} is at least {bound}", tests.at_least),
    Sentence("{value} is more than {than}", tests.more),
    Sentence("{value} is fewer than {than}", tests.fewer),
    Sentence("{values} includes any of {wanted}", tests.includes_any),
    Sentence("{values} includes {item}", tests.includes),
    Sentence("{value} is one of {wanted}", tests.among),
    Sentence("{first} is the same person as {second}", tests.same_person),
    Sentence("{first} differs from {second}", tests.differs),
    Sentence("{values} is not empty", tests.any_of),
    Sentence("{value} is stated", tests.stated),
    Sentence("{value} is so", tests.so),
)
"""Every test; of two sentences that fit, the first is meant."""


def read(text: str, thresholds: Mapping[str, Threshold], own: Iterable[Sentence] = ()) -> Comparison | None:
    """Return the comparison that a sentence states, or one of a pack's ``own``; ``None`` where it states none."""
    for sentence in SENTENCES:
        match = sentence.pattern.fullmatch(text.strip())
        if match:
            return sentence.test(**{name: _operand(name, match[name], thresholds) for name in sentence.slots})
    for sentence in own:
        match = sentence.pattern.fullmatch(text.strip())
        if match:
            return sentence.test(**{name: _operand(name, match[name], {}) for name in sentence.slots})
    return None


def _operand(slot: str, text: str, thresholds: Mapping[str, Threshold]) -> Any:
    text = text.strip()
    if text.startswith("$"):
        return getattr(MATCH, text[1:])
    if slot in _LISTS:
        return tuple(item.strip() for item in text.split(","))
    if slot in ("by", "bound", "than") and text in thresholds:
        return thresholds[text]
    if _NUMBER.fullmatch(text):
        return float(text) if "." in text else int(text)
    return text


def write(made: Comparison) -> str:
    """Return the sentence that states a comparison."""
    if isinstance(made.relation, OwnRelation):
        words = dict(zip(made.relation.slots, map(_told, made.operands), strict=True))
        return made.relation.text.format(**words)
    for sentence in SENTENCES:
        filled = dict(zip(sentence.slots, made.operands, strict=False))
        if len(made.operands) == len(sentence.slots) and sentence.test(**filled) == made:
            return sentence.text.format(**{name: _told(operand) for name, operand in filled.items()})
    raise AssertionError(made.relation.name)


def _told(operand: Any) -> str:
    name = variable_name(operand)
    if name:
        return f"${name}"
    if isinstance(operand, Threshold):
        return operand.name
    return ", ".join(operand) if isinstance(operand, tuple) else str(operand)
