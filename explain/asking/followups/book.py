"""Reads the phrase book of follow-ups: the forms in which people go on, and what each does to the last question."""

import re
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from explain.asking.model import UNREAD, Context
from explain.asking.queries.phrasebook import Form, Spelling, form_of
from explain.asking.queries.query import Filters, Query

_BOUNDS = frozenset(item.name for item in fields(Filters))


@dataclass(frozen=True)
class Example:
    """A follow-up as somebody may type it: the question before, and the query or command that it must be read as."""

    after: str
    say: str
    means: str


@dataclass(frozen=True)
class FollowUp:
    """One way to go on.

    Attributes:
        form: what is said; what it asks for is what is done to the last question, and its options say how.
        after: what was asked for before.
        needs: what the last question must have had: a kind of filter, a field of its own, an option.
        without: options that it must not have had.
        kind: the kind of fact that it must have asked for.
        examples: follow-ups that it reads.
    """

    form: Form
    after: frozenset[str]
    needs: str
    without: tuple[str, ...]
    kind: str
    examples: tuple[Example, ...]

    def follows(self, context: Context) -> bool:
        """Tell whether a conversation stands where one can go on so."""
        last = context.query
        if "nothing" in self.after and context.answer is None:
            return True
        if last is None or last.asks == UNREAD:
            exit_ = context.question is not None and context.question.episode is not None
            return ("exit" in self.after and exit_) or ("answer" in self.after and context.answer is not None)
        answered = "answer" in self.after and context.answer is not None
        return (answered or bool(self.after & {last.asks, "record"})) and self._suits(last)

    def _suits(self, last: Query) -> bool:
        """Tell whether the last question had what one needs to go on so, and nothing that stands in the way."""
        barred = any(last.option(name) for name in self.without)
        if barred or (self.kind and last.option("kinds") != self.kind):
            return False
        if self.needs in _BOUNDS:
            return self.needs in last.filters.kinds
        return not self.needs or bool(getattr(last, self.needs, "") or last.option(self.needs))


def beside(form: Form) -> frozenset[str]:
    """Return the words that may stand beside what a text names, where a form gives no order of words."""
    return frozenset(str(form.options.get("beside", "")).split())


@cache
def follow_ups() -> tuple[FollowUp, ...]:
    """Return every way to go on, in the order in which they are tried."""
    text = files("explain.asking.followups").joinpath("followups.yaml").read_text(encoding="utf-8")
    given: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    groups: dict[str, str] = {}
    for name, words in given["groups"].items():
        groups[name] = f"({words})"
    spelling = Spelling(groups, re.compile(r"(?!)"))  # every word stands for itself
    return tuple(_follow_up(item, spelling) for item in given["follow-ups"])


def _follow_up(item: dict[str, Any], spelling: Spelling) -> FollowUp:
    own = {"does", "after", "with", "without", "kind", "examples"}
    plain = {name: value for name, value in item.items() if name not in own}
    return FollowUp(
        form_of({"asks": item["does"], "forms": ["..."], **plain}, spelling),
        frozenset(item["after"].split()),
        item.get("with", ""),
        tuple(item.get("without", "").split()),
        item.get("kind", ""),
        tuple(Example(made["after"], made["say"], str(made["means"])) for made in item.get("examples", ())),
    )
