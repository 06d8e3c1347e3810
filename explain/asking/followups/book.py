"""Reads the phrase book of follow-ups: the forms in which people go on, and what each does to the last question."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from explain.asking.model import UNREAD, Context
from explain.asking.queries.phrasebook import Form, Spelling, form_of


@dataclass(frozen=True)
class Example:
    """A follow-up as somebody may type it: the question before, and the query or command that it must be read as."""

    after: str
    say: str
    means: str


@dataclass(frozen=True)
class FollowUp:
    """One way to go on: after what, and its form, which asks for what is done and holds how."""

    form: Form
    after: frozenset[str]
    needs: str
    without: str
    kind: str
    examples: tuple[Example, ...]

    def follows(self, context: Context) -> bool:
        """Tell whether a conversation stands where one can go on so."""
        last = context.query
        if last is None or last.asks == UNREAD:
            exit_ = context.question is not None and context.question.episode is not None
            return ("exit" in self.after and exit_) or ("answer" in self.after and context.answer is not None)
        if not self.after & {last.asks, "answer", "record"} or (self.after & {"answer"} and context.answer is None):
            return False
        if (self.kind and last.option("kinds") != self.kind) or last.option(self.without):
            return False
        return not self.needs or self.needs in last.filters.kinds or bool(getattr(last, self.needs, ""))


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
        form_of({"asks": item["does"], **plain}, spelling),
        frozenset(item["after"].split()),
        item.get("with", ""),
        item.get("without", ""),
        item.get("kind", ""),
        tuple(Example(made["after"], made["say"], str(made["means"])) for made in item.get("examples", ())),
    )
