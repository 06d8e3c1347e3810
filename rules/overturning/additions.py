"""Facts that would stand in a conclusion's way if they were on record: taken from what near misses lacked.

What a rule lacked is made up together: an agreement, a partner's turn under it and the units that come are one
supposition. What it lacked that is itself concluded is followed down to the facts that would lead to it.
"""

from collections.abc import Iterator
from dataclasses import fields, replace
from itertools import islice
from typing import Any

from kb.altered.altering import Alteration
from kb.records import Arrangement, Record
from rules.engine.comparisons import Comparison
from rules.engine.experta_engine import Fact, variable_name
from rules.engine.facts import VOCABULARY, Conclusion, Episode, Mirrored
from rules.engine.nearness import UNMET, NearMiss, Report
from rules.engine.rule import Rule, variables
from rules.judging.court import Judgement
from rules.overturning.counterfactuals import Part
from rules.overturning.shifting import turned
from rules.overturning.supposing import Supposing, is_plumbing
from rules.questions.support import Support

TOGETHER = 3
"""How many facts at most are supposed together."""
_DEEP = 3
_WAYS = 2
"""How many ways to what is itself concluded are followed."""

Plan = tuple[Part, ...]


def additions(judgement: Judgement, ground: Support) -> list[Plan]:
    """Return, each once and in a fixed order, the suppositions that would make true what has to be absent."""
    found: dict[str, Plan] = {}
    for _, absent in ground.absences():
        for plan in _towards(judgement, absent.kind, dict(absent.values), 0):
            found.setdefault(_shape(plan), plan)
    plans = [found[shape] for shape in sorted(found)]
    enough = [plan for plan in plans if not any(_says_more(plan, other) for other in plans)]
    return [_named(plan, number) for number, plan in enumerate(enough, 1)]


def misses(judgement: Judgement, ground: Support) -> Iterator[NearMiss]:
    """Yield every rule that might have led to what has to be absent, down to what it lacked."""
    for _, absent in ground.absences():
        yield from _misses(judgement, absent.kind, dict(absent.values), 0)


def _misses(judgement: Judgement, kind: str, wanted: dict[str, Any], depth: int) -> Iterator[NearMiss]:
    for miss in judgement.nearness.misses(kind, **wanted):
        yield miss
        rule = judgement.nearness.rulebook.rules[miss.rule]
        lacking = [report for report in miss.reports if report.status == UNMET]
        pattern = rule.when[lacking[0].number] if len(lacking) == 1 else None
        if isinstance(pattern, Conclusion) and depth < _DEEP:
            yield from _misses(judgement, type(pattern).__name__, dict(lacking[0].values), depth + 1)


def _towards(judgement: Judgement, kind: str, wanted: dict[str, Any], depth: int) -> Iterator[Plan]:
    """Yield the suppositions by which each rule for a conclusion would fire."""
    for miss in judgement.nearness.misses(kind, **wanted):
        rule = judgement.nearness.rulebook.rules[miss.rule]
        lacking = [report for report in miss.reports if report.status == UNMET and report.reached]
        if lacking:
            yield from (plan for plan in _planned(judgement, rule, miss, lacking, depth) if _size(plan) <= TOGETHER)


def _planned(judgement: Judgement, rule: Rule, miss: NearMiss, lacking: list[Report], depth: int) -> Iterator[Plan]:
    """Yield the facts that would meet, together, all that a rule lacked; nothing where one of them cannot be met."""
    wanted = _unfit(rule, miss, lacking)
    if wanted is None:
        return
    free = {name for report in wanted for name in variables(rule.when[report.number]).values()}
    kept = {name for report in miss.reports if report not in wanted for name in _named_in(rule, report)}
    known = {name: value for name, value in miss.bindings if name in kept or name not in free}
    supposing = Supposing(judgement, rule, known)
    plans: list[Plan] = [()]
    for report in wanted:
        ways = list(_ways(judgement, supposing, rule.when[report.number], report, depth))
        plans = [(*plan, *way) for plan in plans for way in ways]
    yield from plans


def _unfit(rule: Rule, miss: NearMiss, lacking: list[Report]) -> list[Report] | None:
    """Return the conditions for which a fact has to be made up; ``None`` where making up facts would not help.

    Where a comparison fails, the facts found do not fit: one that it compares is made up anew.
    """
    found = {report.number: report for report in lacking}
    for report in lacking:
        condition = rule.when[report.number]
        if isinstance(condition, Comparison):
            del found[report.number]
            places = [number for number, pattern in rule.positives if _supposable(pattern, condition.variables)]
            if not places:
                return None
            if not any(number in found for number in places):
                found[places[-1]] = replace(miss.reports[places[-1]], closest=None)
        elif not isinstance(condition, Fact) or type(condition) in VOCABULARY:
            return None
    return [found[number] for number in sorted(found)]


def _supposable(pattern: Fact, names: tuple[str, ...]) -> bool:
    """Tell whether a pattern gives one of some variables its value and a fact that meets it could be made up."""
    kind = type(pattern)
    own = kind not in VOCABULARY and kind is not Episode and not isinstance(pattern, Conclusion)
    return own and bool(set(variables(pattern).values()) & set(names))


def _named_in(rule: Rule, report: Report) -> tuple[str, ...]:
    condition = rule.when[report.number]
    return tuple(variables(condition).values()) if isinstance(condition, Fact) and report.fact else ()


def _ways(judgement: Judgement, supposing: Supposing, pattern: Fact, report: Report, depth: int) -> Iterator[Plan]:
    """Yield the ways to meet one condition."""
    if isinstance(pattern, Conclusion):
        if depth < _DEEP:
            yield from islice(_towards(judgement, type(pattern).__name__, dict(report.values), depth + 1), _WAYS)
        return
    assert isinstance(pattern, Mirrored)
    other = _turned(judgement, pattern, report)
    if other:
        yield other
        return
    made = supposing.fact(pattern)
    if made:
        yield made


def _turned(judgement: Judgement, pattern: Mirrored, report: Report) -> Plan:
    """Return how the closest fact would say yes or no instead, where nothing else keeps it from meeting a pattern."""
    known = judgement.proof.facts.get(report.closest or "")
    if known is None or known.origin != "observed":
        return ()
    record = judgement.facts.part.kb.records.get(str(known["id"]))
    differing = [(key, value) for key, value in report.values if known[key] != value]
    if record is None or len(differing) != 1 or not isinstance(differing[0][1], bool):
        return ()
    bound = {key for key, _ in report.values}
    if any(variable_name(value) and str(key) in bound and known[str(key)] is None for key, value in pattern.items()):
        return ()
    return turned(record, *differing[0])


def _size(plan: Plan) -> int:
    """Return how many facts a reader would count: a vote and its counts are one, a nameless host none."""
    altered = {item.fact for item in plan if isinstance(item, Alteration)}
    return len(altered) + sum(not isinstance(item, Alteration) and not is_plumbing(item) for item in plan)


def _shape(plan: Plan) -> str:
    return repr([item if isinstance(item, Alteration) else _fields(item) for item in plan])


def _says_more(plan: Plan, other: Plan) -> bool:
    """Tell whether a supposition is another one with an end besides, where the other leaves it open."""
    return plan != other and tuple(_unended(item) for item in plan) == other


def _unended(item: Part) -> Part:
    return replace(item, ends=None) if isinstance(item, Arrangement) else item


def _fields(record: Record) -> list[Any]:
    return [type(record).__name__, *((item.name, getattr(record, item.name)) for item in fields(record))]


def _named(plan: Plan, number: int) -> Plan:
    """Return a supposition with names of its own for the facts that it adds."""
    names = {
        item.id: f"supposed-{number}-{place}"
        for place, item in enumerate(plan, 1)
        if not isinstance(item, Alteration) and not is_plumbing(item)
    }
    return tuple(item if isinstance(item, Alteration) else _renamed(item, names) for item in plan)


def _renamed(record: Record, names: dict[str, str]) -> Record:
    changed: dict[str, Any] = {}
    for item in fields(record):
        value = getattr(record, item.name)
        if isinstance(value, str) and value in names:
            changed[item.name] = names[value]
        elif isinstance(value, tuple):
            changed[item.name] = tuple(names.get(each, each) if isinstance(each, str) else each for each in value)
    return replace(record, **changed)
