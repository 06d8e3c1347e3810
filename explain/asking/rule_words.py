"""A rule in words: what it claims, who says so, what it asks for and what it concludes."""

import re
from collections.abc import Mapping
from typing import Any

from explain.answer import Answer, Reason
from explain.words.telling import Teller
from rules.engine.comparisons import Comparison
from rules.engine.experta_engine import Fact, negated, variable_name
from rules.engine.facts import Conclusion
from rules.engine.thresholds import Threshold
from rules.packs.sentences import OwnRelation

_RELATIONS: Mapping[str, str] = {
    "later": "{0} comes at least {2} after {1}",
    "short_of": "{0} comes less than {2} after {1}",
    "not_later": "{0} is not after {1}",
    "earlier": "{0} is before {1}",
    "within": "{0} and {1} are at most {2} apart",
    "covers": "{0} to {1} includes {2}",
    "nearing": "{2} lies in {0} to {1}, or at most {3} before",
    "at_least": "{0} is at least {1}",
    "more": "{0} is more than {1}",
    "fewer": "{0} is fewer than {1}",
    "includes": "{0} include {1}",
    "includes_any": "{0} include any of {1}",
    "among": "{0} is {1}",
    "same_person": "{0} and {1} are one person",
    "differs": "{0} is not {1}",
    "so": "{0} is so",
    "stated": "{0} is stated",
    "any_of": "there are any {0}",
}


def rule_in_words(teller: Teller, name: str) -> Answer:
    """Return a rule as an answer: its claim, its conditions one by one, and its conclusion."""
    rule = teller.rule(name)
    conditions = tuple(
        Reason(f"{name}/{number}", "condition", _condition(teller, item)) for number, item in enumerate(rule.when)
    )
    source = teller.theory(rule)
    return Answer(
        question=f"What does the rule {name} say?",
        episode="",
        title="",
        verdict=f"RULE {name}",
        sentence=rule.claim,
        reasons=(
            Reason("source", "observed", "who says so", sources=source),
            Reason("conditions", "rule", "when all of this holds", children=conditions),
            Reason("conclusion", "rule", f"then: {_pattern(teller, rule.then)}"),
        ),
    )


def _condition(teller: Teller, item: Any) -> str:
    if isinstance(item, Comparison):
        told = [_operand(teller, operand) for operand in item.operands]
        if isinstance(item.relation, OwnRelation):
            return item.relation.text.format(**dict(zip(item.relation.slots, told, strict=True)))
        return _RELATIONS[item.relation.name].format(*told)
    pattern = item if isinstance(item, Fact) else negated(item)
    assert pattern is not None
    return _pattern(teller, pattern) if item is pattern else f"not: {_pattern(teller, pattern)}"


def _pattern(teller: Teller, pattern: Fact) -> str:
    """Return a pattern: its kind, what a conclusion means, and the fields that it asks for or names."""
    kind = type(pattern)
    name = teller.kind(kind.__name__)
    fields = [(str(key), value) for key, value in pattern.items() if isinstance(key, str)]
    told = [_field(teller, key, value) for key, value in fields if key != "id" or variable_name(value) != name]
    asked = f" ({', '.join(told)})" if told else ""
    if issubclass(kind, Conclusion):
        meaning = re.split(r"[.;:]", kind.__doc__ or "")[0].strip()
        return f"{name}{asked}: {meaning[:1].lower()}{meaning[1:]}" if meaning else f"{name}{asked}"
    return f"{'an' if name[0] in 'aeio' else 'a'} {name}{asked}"


def _field(teller: Teller, key: str, value: Any) -> str:
    name = key.replace("_", " ")
    variable = variable_name(value)
    if variable is None:
        return f"{name}: {teller.value(value)}"
    spoken = variable.replace("_", " ")
    return f"here called {spoken}" if key == "id" else name if spoken == name else f"{name}: {spoken}"


def _operand(teller: Teller, operand: Any) -> str:
    variable = variable_name(operand)
    if variable:
        return variable.replace("_", " ")
    if isinstance(operand, Threshold):
        threshold = teller.thresholds.get(operand.name, operand)
        unit = threshold.unit.removesuffix("s") if threshold.value == 1 else threshold.unit
        return f"{threshold.value:g} {unit} ({threshold.name})"
    return " or ".join(map(teller.value, operand)) if isinstance(operand, tuple) else teller.value(operand)
