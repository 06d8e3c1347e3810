"""Single values moved just past the threshold that they meet: a later day, a smaller number."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date, timedelta
from math import ceil
from typing import Any

from kb.altering import Alteration
from kb.dates import Moment, add_months, day
from kb.records import Coalition, Contribution, Fleet, Record, Vote
from rules.comparisons import Comparison
from rules.engine import Fact, variable_name
from rules.judging import Judgement
from rules.proof import Held, Known, Step
from rules.rulebook import Rule
from rules.support import Support


def shifts(judgement: Judgement, ground: Support) -> list[Alteration]:
    """Return, for every comparison behind a conclusion, the values that would just fail it, sorted."""
    found: set[Alteration] = set()
    for step, premise in ground.comparisons():
        rule = judgement.nearness.rulebook.rules[step.rule]
        item = rule.when[premise.number]
        assert isinstance(item, Comparison)
        found.update(_failing(judgement, rule, step, item))
    return sorted(found, key=str)


def _failing(judgement: Judgement, rule: Rule, step: Step, item: Comparison) -> Iterator[Alteration]:
    bindings = dict(step.bindings)
    values = item.values(bindings, judgement.nearness.thresholds)
    makers = {
        "later": _not_late_enough,
        "short_of": _late_enough,
        "not_later": _too_late,
        "earlier": _too_late,
        "within": _too_far,
        "at_least": _too_few,
        "more": _too_few,
    }
    maker = makers.get(item.relation.name)
    if maker is None or any(value is None for value in values):
        return
    for place, operand in enumerate(item.operands):
        name = variable_name(operand)
        if name is None:
            continue
        for known, field in _origins(judgement, rule, step, name):
            for value in maker(values, place):
                yield from _altered(judgement, known, field, value)


def _origins(judgement: Judgement, rule: Rule, step: Step, variable: str) -> Iterator[tuple[Known, str]]:
    """Yield the facts, with their fields, from which a step took the value of a variable."""
    for premise in step.premises:
        pattern = rule.when[premise.number]
        if isinstance(premise, Held) and isinstance(pattern, Fact):
            for key, value in pattern.items():
                if variable_name(value) == variable:
                    yield judgement.proof.facts[premise.fact], str(key)


def _altered(judgement: Judgement, known: Known, field: str, value: Any) -> Iterator[Alteration]:
    """Yield the changes of observed facts that give a field this value, as far as one fact decides it."""
    records = judgement.facts.part.kb.records
    if known.origin == "observed":
        yield from _set(records.get(str(known["id"])), field, value)
    elif known.kind == "Episode" and field == "concludes":
        yield from _set(records.get(judgement.episode.coalition), "ends", value)
    else:
        for record in (records.get(name) for name in known.basis):
            yield from _behind(record, known, field, value)


def _behind(record: Record | None, known: Known, field: str, value: Any) -> Iterator[Alteration]:
    """Yield the change of one fact behind a figure that gives the figure this value."""
    match known.kind, field, record:
        case "Episode", "date", Contribution(ends=Moment()):
            yield from _set(record, "ends", day(value.earliest - timedelta(days=1)))
        case "FleetShare", "share", Fleet():
            yield from _set(record, "size", ceil(known["deployed"] / value) + 1)
        case "VoteShare", "share", Vote(against=int(against)):
            yield from _set(record, "in_favour", max(0, ceil(value * against / (1 - value)) - 1))


def _set(record: Record | None, field: str, value: Any) -> Iterator[Alteration]:
    if record is None or field not in {item.name for item in fields(record)}:
        return
    if value != getattr(record, field) and not (isinstance(record, Coalition) and field == "begins"):
        yield Alteration(record.id, field, value)


def _shift(value: date, months: int, days: int = 0) -> Moment:
    return day(add_months(value, months) + timedelta(days=days))


def _not_late_enough(values: tuple[Any, ...], place: int) -> Iterator[Any]:
    late, early, by = values
    yield _shift(early.earliest, int(by), -1) if place == 0 else _shift(late.latest, -int(by), 1)


def _late_enough(values: tuple[Any, ...], place: int) -> Iterator[Any]:
    late, early, by = values
    yield _shift(early.latest, int(by)) if place == 0 else _shift(late.earliest, -int(by))


def _too_late(values: tuple[Any, ...], place: int) -> Iterator[Any]:
    first, second = values
    yield _shift(second.latest, 0, 1) if place == 0 else _shift(first.earliest, 0, -1)


def _too_far(values: tuple[Any, ...], place: int) -> Iterator[Any]:
    first, second, by = values
    other = second if place == 0 else first
    yield _shift(other.latest, int(by), 1)
    yield _shift(other.earliest, -int(by), -1)


def _too_few(values: tuple[Any, ...], place: int) -> Iterator[Any]:
    value, bound = values
    if isinstance(value, float):
        yield bound
    elif place == 0:
        yield bound if isinstance(bound, int) and bound == 0 else bound - 1
