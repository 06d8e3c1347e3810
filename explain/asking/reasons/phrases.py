"""Reads how people ask for the reasons of one episode, and what they suppose: the part of the phrase book beside it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True)
class Example:
    """A question as somebody may type it, of which episode is being talked about, and the command that answers it."""

    say: str
    of: str
    means: str


@dataclass(frozen=True)
class Asking:
    """One way to ask for reasons: what is asked, and a form over a line of pieces."""

    asks: str
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class Supposing:
    """One way to suppose something: the words around the name of a fact, and the fields that it can change.

    Without fields the fact is taken back. ``kinds`` bounds the classes; ``valued`` says what the value is.
    """

    pattern: re.Pattern[str]
    fields: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    valued: str = "date"


@dataclass(frozen=True)
class Phrases:
    """The ways to ask for reasons in the order in which they are tried, turns of phrase, and what can be supposed."""

    askings: tuple[Asking, ...]
    turns: tuple[tuple[re.Pattern[str], str], ...]
    supposings: tuple[Supposing, ...]
    examples: tuple[Example, ...]

    @property
    def words(self) -> frozenset[str]:
        """Return every word of the ways to ask for reasons."""
        return _words(item.pattern.pattern for item in self.askings)

    @property
    def supposed(self) -> frozenset[str]:
        """Return every word of what can be supposed."""
        return _words(item.pattern.pattern for item in self.supposings)


def _words(patterns: Iterable[str]) -> frozenset[str]:
    return frozenset(word for pattern in patterns for word in re.findall(r"[a-z]{2,}", pattern))


@cache
def phrases() -> Phrases:
    """Return the phrases that go with the program."""
    text = files("explain.asking.reasons").joinpath("phrases.yaml").read_text(encoding="utf-8")
    given: Mapping[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    groups = {**given["groups"], **given["supposed words"]}

    def compiled(pattern: str) -> re.Pattern[str]:
        for name, said in groups.items():
            pattern = pattern.replace(f"<{name}>", said) if f"(?P<{name}>" not in pattern else pattern
        return re.compile(pattern)

    asked = given["questions"]
    return Phrases(
        askings=tuple(Asking(item["asks"], compiled(form)) for item in asked for form in item["forms"]),
        turns=tuple((re.compile(item["said"]), item["put"]) for item in given["turns"]),
        supposings=tuple(
            Supposing(
                compiled(item["said"]),
                tuple(item.get("fields", "").split()),
                tuple(item.get("kinds", "").split()),
                item.get("valued", "date"),
            )
            for item in given["suppositions"]
        ),
        examples=tuple(
            Example(made["say"], made.get("of", ""), made["means"])
            for item in (*asked, *given["suppositions"])
            for made in item.get("examples", ())
        ),
    )
