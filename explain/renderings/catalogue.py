"""The rule catalogue: every rule with its claim, source, conditions and conclusion, as a Markdown page.

``python -m explain.renderings.catalogue`` prints it; ``make docs`` writes it to ``docs/rules.md``.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any

from explain.words.telling import spaced
from kb.reading.bibliography import bundled_works
from rules.engine.citation import Cite
from rules.engine.comparisons import Comparison
from rules.engine.experta_engine import Fact, negated, variable_name
from rules.engine.rule import Rule
from rules.packs.sentences import write as sentence
from rules.theory.book import RULEBOOK
from rules.theory.thresholds import THRESHOLDS
from rules.theory.wider_book import WIDER


def catalogue() -> str:
    """Return the page."""
    lines = [
        "# The rules",
        "",
        "Made from the rules themselves by `make docs`. Each family opens with the claim it encodes; each rule names",
        "the place in the literature, its conditions and its conclusion.",
        "",
        *_thresholds(),
    ]
    for heading, rules in (("The verdict and what follows", RULEBOOK.rules), ("Beyond one episode", WIDER.rules)):
        lines += [f"## {heading}", ""]
        for file, listed in sorted(_by_file(rules.values()).items()):
            lines += list(_family(file, listed))
    return "\n".join(lines).rstrip() + "\n"


def _thresholds() -> Iterator[str]:
    yield from ("## Thresholds", "", "| name | value | meaning | source |", "| --- | --- | --- | --- |")
    for item in THRESHOLDS.values():
        yield f"| {item.name} | {item.value:.3g} {item.unit} | {item.meaning} | {_cited(item.source)} |"
    yield ""


def _by_file(rules: Iterable[Rule]) -> dict[str, list[Rule]]:
    found: dict[str, list[Rule]] = {}
    for rule in rules:
        path = rule.where.path.replace("\\", "/")
        found.setdefault(path[path.rindex("/rules/") + 1 :], []).append(rule)
    return found


def _family(file: str, rules: list[Rule]) -> Iterator[str]:
    module = import_module(file.removesuffix(".py").replace("/", "."))
    claim, _, rest = (module.__doc__ or "").strip().partition("\n\n")
    yield from (f"### `{file}`", "", " ".join(claim.split()), "")
    for paragraph in filter(None, rest.split("\n\n")):
        yield from (" ".join(paragraph.split()), "")
    for rule in sorted(rules, key=lambda item: item.id):
        yield from (f"#### `{rule.id}`", "", rule.claim, "", f"*Source:* {_cited(rule.source)}", "")
        yield from (f"- {_condition(item)}" for item in rule.when)
        yield from ("", f"Then: {_pattern(rule.then)}.", "")


def _condition(item: Any) -> str:
    if isinstance(item, Comparison):
        return re.sub(r"\$(\w+)", r"*\1*", sentence(item))
    pattern = negated(item)
    return _pattern(item) if pattern is None else f"no {_pattern(pattern)}"


def _pattern(pattern: Fact) -> str:
    fields = ", ".join(f"{str(name).replace('_', ' ')} {_value(value)}" for name, value in pattern.items())
    return f"{spaced(type(pattern).__name__)} ({fields})"


def _value(value: Any) -> str:
    name = variable_name(value)
    if name:
        return f"*{name}*"
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _cited(source: Cite) -> str:
    works = bundled_works()
    text = f"{works[source.work].short}, {source.place}"
    return f"{text}, after {works[source.after].short}" if source.after else text


if __name__ == "__main__":
    sys.stdout.write(catalogue())
