"""Discrepancies as text for the terminal, and as plain data."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Any

from rich.text import Text

from explain.answers.discrepancies import Discrepancy
from explain.words.phrases import asked
from kb.names import spelled
from rules.judging.retrial import Effect

_INDENT = 12


def as_data(item: Discrepancy) -> dict[str, Any]:
    """Return a discrepancy as JSON-ready data; ``changes`` is ``None`` where the other value could not be tried."""
    return {**asdict(item), "changes": None if item.untried else bool(item.effects)}


def render(found: Sequence[Discrepancy], width: int = 80) -> Text:
    """Return discrepancies as text, with a closing line that counts them."""
    page = Text()
    for item in found:
        page.append("\n".join(textwrap.wrap(f"{item.headline}: {asked(item.property)}", width)), "bold")
        page.append(f"\n{item.fact}\n", "dim")
        for head, words, style in _rows(item):
            lines = textwrap.wrap(words, width - _INDENT, break_long_words=False, break_on_hyphens=False)
            for number, line in enumerate(lines):
                page.append(f"  {'' if number else head}".ljust(_INDENT), "dim")
                page.append(line + "\n", style)
        page.append("\n")
    page.append(_count(found), "dim")
    return page


def _rows(item: Discrepancy) -> Iterator[tuple[str, str, str]]:
    """Yield what stands at the left of each paragraph, its words and its style."""
    yield "used", item.used, ""
    yield "fact in", "; ".join(item.used_places), "dim"
    yield "elsewhere", item.other, ""
    yield "in", "; ".join(item.other_places), "dim"
    yield "why", item.why, ""
    if item.untried:
        yield "effect", f"not tried: {item.untried}", ""
        return
    told = list(told_effects(item.effects))
    style = "yellow" if told else ""
    for number, words in enumerate(told or ["none: no verdict, strategy, cause or hypothesis would change"]):
        yield "" if number else "effect", words, style


def told_effects(effects: Sequence[Effect]) -> Iterator[str]:
    """Yield the effects on each episode in one sentence."""
    for episode, group in groupby(effects, key=lambda effect: effect.episode):
        yield f"{episode}: {'; '.join(_change(effect) for effect in group)}"


def _change(effect: Effect) -> str:
    if effect.what == "month":
        return f"would be {effect.other}, judged alike"
    if effect.what == "episode":
        if effect.other is None:
            return f"would be none (it is: {_words(effect.used)})"
        return f"would be an episode of its own: {_words(effect.other)}"
    return f"{effect.what} {_words(effect.used)} → {_words(effect.other)}"


def _words(slug: str | None) -> str:
    return spelled(slug.replace("/", ": ")) if slug else "none"


def _count(found: Sequence[Discrepancy]) -> str:
    changing = sum(bool(item.effects) for item in found)
    untried = sum(item.untried is not None for item in found)
    one = len(found) == 1
    told = [
        f"{changing} would change what is concluded" if changing else "none would change what is concluded",
        f"{untried} could not be tried" if untried else "",
    ]
    return f"{len(found)} discrepanc{'y' if one else 'ies'}: {', '.join(filter(None, told))}."
