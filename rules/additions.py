"""Facts that would stand in a conclusion's way if they were on record: taken from what near misses lacked."""

from collections.abc import Iterator
from dataclasses import MISSING, fields, replace
from typing import Any

from kb import records
from kb.dates import Moment, day
from kb.records import Record, field_types
from rules.comparisons import Comparison
from rules.engine import Fact, variable_name
from rules.facts import VOCABULARY, Conclusion, Mirrored
from rules.judging import Judgement
from rules.nearness import UNMET, NearMiss
from rules.rulebook import Rule
from rules.support import Support

_DEEP = 3
_NAME = "supposed"


def additions(judgement: Judgement, ground: Support) -> list[Record]:
    """Return facts, one for each way, that would make true what a conclusion needs to be absent."""
    found: dict[str, Record] = {}
    for _, absent in ground.absences():
        for record in _towards(judgement, absent.kind, dict(absent.values), 0):
            found.setdefault(_shape(record), record)
    return [replace(found[shape], id=f"{_NAME}-{number}") for number, shape in enumerate(sorted(found), 1)]


def _shape(record: Record) -> str:
    return repr([(item.name, getattr(record, item.name)) for item in fields(record) if item.name != "id"])


def _towards(judgement: Judgement, kind: str, wanted: dict[str, Any], depth: int) -> Iterator[Record]:
    nearness = judgement.nearness
    for miss in nearness.misses(kind, **wanted):
        rule = nearness.rulebook.rules[miss.rule]
        lacking = [report for report in miss.reports if report.status == UNMET]
        if len(lacking) != 1:
            continue
        pattern = rule.when[lacking[0].number]
        if isinstance(pattern, Conclusion) and depth < _DEEP:
            yield from _towards(judgement, type(pattern).__name__, dict(lacking[0].values), depth + 1)
        elif isinstance(pattern, Mirrored) and lacking[0].fact is None:
            record = _supposed(judgement, rule, miss, pattern)
            if record is not None:
                yield record


def _supposed(judgement: Judgement, rule: Rule, miss: NearMiss, pattern: Mirrored) -> Record | None:
    """Return a record that meets a pattern and the comparisons over it, if its other fields can stay empty."""
    kind: Any = type(pattern).record
    if type(pattern) in VOCABULARY or not issubclass(kind, records.Record):
        return None
    values = _values(rule, miss, pattern, judgement.episode.date)
    given = {"id": _NAME, "state": judgement.episode.state, "coalition": judgement.episode.coalition}
    types = field_types(kind)
    made = {name: value for name, value in {**given, **values}.items() if name in types and value is not None}
    for item in fields(kind):
        if item.default is MISSING and item.name not in made:
            if types[item.name] is not Moment:
                return None
            made[item.name] = day(judgement.episode.date.earliest)
    record: Record = kind(**made)
    return record


def _values(rule: Rule, miss: NearMiss, pattern: Fact, date: Moment) -> dict[str, Any]:
    """Return a value for each field of a pattern: given, bound, or such that the comparisons hold."""
    bindings = dict(miss.bindings)
    found: dict[str, Any] = {}
    for key, value in pattern.items():
        name = variable_name(value)
        if name is None:
            found[str(key)] = value
        elif name in bindings:
            found[str(key)] = bindings[name]
        else:
            found[str(key)] = _fitting(rule, name, bindings, date)
    return {key: value for key, value in found.items() if key != "id" or value is not None}


def _fitting(rule: Rule, name: str, bindings: dict[str, Any], date: Moment) -> Any:
    """Return a value for an unbound variable that meets the comparisons which name it."""
    listed: list[str] = []
    for _, item in rule.comparisons:
        names = [variable_name(operand) for operand in item.operands]
        if name not in names:
            continue
        listed += _members(item, names, name, bindings)
        if item.relation.name in ("not_later", "earlier", "within", "covers", "later", "short_of"):
            others = [bindings[other] for other in names if other and other != name and other in bindings]
            known = [other for other in others if isinstance(other, Moment)]
            return None if item.relation.name == "covers" and names[1] == name else day((known or [date])[0].earliest)
    return tuple(sorted(set(listed))) or None


def _members(item: Comparison, names: list[str | None], name: str, bindings: dict[str, Any]) -> list[str]:
    if item.relation.name == "includes" and names[0] == name:
        second = names[1]
        value = bindings.get(second) if second else item.operands[1]
        return [value] if isinstance(value, str) else []
    return [item.operands[1][0]] if item.relation.name == "includes_any" and names[0] == name else []
