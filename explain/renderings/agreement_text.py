"""The comparison of two codings as text for the terminal, and as plain data."""

import textwrap
from collections.abc import Iterator
from dataclasses import asdict
from itertools import groupby
from typing import Any, Final

from rich.text import Text

from explain.comparing.agreement import DIFFERS, FIRST, Agreement, Count, Disagreement
from explain.renderings.discrepancy_text import told_effects
from explain.words.phrases import asked
from kb.agreement.alpha import Alpha
from kb.words.synonyms import class_labels

_HANGING: Final = 4


def as_data(found: Agreement) -> dict[str, Any]:
    """Return a comparison as JSON-ready data; a disagreement that could not be tried has no ``changes``."""
    data = asdict(found)
    for item in data["disagreements"]:
        item["changes"] = None if item["untried"] else bool(item["effects"])
    return data


def render(found: Agreement, names: tuple[str, str], width: int = 80) -> Text:
    """Return a comparison as text: the facts, the agreement on them, and what follows for verdicts."""
    page = Text()
    page.append("AGREEMENT".ljust(max(1, width - len(" · ".join(names)))) + " · ".join(names) + "\n", "bold")
    for line in _wrapped(_summary(found, names), width, 0):
        page.append(line)
    for kind, group in groupby(found.disagreements, key=lambda item: (item.sort != DIFFERS, item.sort, item.kind)):
        page.append(f"\n{_head(kind[1], kind[2], names)}\n", "bold")
        for item in group:
            page.append("".join(_wrapped(_said(item), width, _HANGING)))
            for words, style in _effect(item):
                page.append("".join(_wrapped(words, width, _HANGING * 2, first=_HANGING)), style)
    for part in _alphas(found, width):
        page.append(part)
    page.append("\nVerdicts\n", "bold")
    for words in _verdicts(found, names):
        for line in _wrapped(words, width, _HANGING, first=2):
            page.append(line)
    return page


def _summary(found: Agreement, names: tuple[str, str]) -> str:
    both, first, second = (sum(getattr(count, name) for count in found.counts) for name in ("both", "first", "second"))
    differ = len({item.fact for item in found.disagreements if item.sort == DIFFERS})
    alone = [f"{number} in {name} alone" for number, name in ((first, names[0]), (second, names[1])) if number]
    left = both - differ
    same = (
        "all say the same" if both and not differ else f"{left} of them say{'s' if left == 1 else ''} the same in both"
    )
    told = f"{_facts(both)} in both codings{''.join(f', {text}' for text in alone)}."
    return f"{told} {same[0].upper()}{same[1:]}." if both else told


def _head(sort: str, kind: str, names: tuple[str, str]) -> str:
    label = class_labels().get(kind, (kind,))[0]
    label = label[0].upper() + label[1:]
    if sort == DIFFERS:
        return f"{label}: said otherwise"
    return f"{label}: in {names[0] if sort == FIRST else names[1]} alone"


def _said(item: Disagreement) -> str:
    if item.sort != DIFFERS:
        return f"{item.headline} [{item.fact}]"
    told = [value if value is not None else "not given" for value in (item.first, item.second)]
    return f"{item.headline} [{item.fact}]: {asked(item.field or '')} {told[0]} / {told[1]}"


def _effect(item: Disagreement) -> Iterator[tuple[str, str]]:
    if item.untried:
        yield f"cannot be tried alone: {item.untried}", "dim"
        return
    told = list(told_effects(item.effects))
    for words in told:
        yield f"changes {words}", "yellow"
    if not told:
        yield "changes no verdict, strategy, cause or hypothesis", "dim"


def _alphas(found: Agreement, width: int) -> Iterator[Text]:
    """Yield the agreement on facts that both have, and the share of facts that both have."""
    yield Text("\nKrippendorff's alpha, over the facts that both have\n", "bold")
    for kind, group in groupby(found.alphas, key=lambda item: item.kind):
        yield Text(f"  {class_labels().get(kind, (kind,))[0]}\n")
        items = list(group)
        yield from (Text(f"    {_alpha(item)}\n") for item in items if item.alpha is not None)
        undefined = sorted((item for item in items if item.alpha is None), key=lambda item: item.why)
        for why, fields in groupby(undefined, key=lambda item: item.why):
            words = f"not defined, {why}: {', '.join(item.field.replace('_', ' ') for item in fields)}"
            yield Text("".join(_wrapped(words, width, _HANGING * 2, first=_HANGING)))
    if not found.alphas:
        yield Text("  none asked for, or no kind of fact that both have\n")
    said = (
        "Which facts are listed has no alpha: what both leave out cannot be counted, nor what chance would give. "
        f"Both have {_overlap(found.counts)} of all that either lists."
    )
    yield Text("".join(_wrapped(said, width, 2, first=2)))


def _alpha(item: Alpha) -> str:
    pairs = f"{item.units} pair{'' if item.units == 1 else 's'}"
    return f"{item.field.replace('_', ' '):<18}{item.alpha:>6.2f}  {item.level}, {pairs}"


def _overlap(counts: tuple[Count, ...]) -> str:
    both = sum(count.both for count in counts)
    every = sum(count.both + count.first + count.second for count in counts)
    return f"{both} ({both / every:.0%})" if every else "none"


def _verdicts(found: Agreement, names: tuple[str, str]) -> Iterator[str]:
    told = list(told_effects(found.effects))
    yield from (f"{words}  ({names[0]} → {names[1]})" for words in told)
    if not told:
        yield "Both codings lead to the same verdicts, strategies, causes and answers to hypotheses."
    changing = sum(bool(item.effects) for item in found.disagreements)
    count = len(found.disagreements)
    if count:
        yield f"{changing} of {count} disagreement{'' if count == 1 else 's'} would by itself change what is concluded."


def _facts(number: int) -> str:
    return f"{number} fact{'' if number == 1 else 's'}"


def _wrapped(text: str, width: int, indent: int, first: int = 0) -> list[str]:
    lines = textwrap.wrap(
        text,
        width,
        initial_indent=" " * first,
        subsequent_indent=" " * indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [f"{line}\n" for line in lines]
