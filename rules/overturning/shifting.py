"""What of the facts behind a conclusion could have been otherwise: which dates, which numbers, which yes and no."""

from collections.abc import Iterable, Iterator
from dataclasses import fields
from math import ceil
from typing import Any

from kb.altered.altering import Alteration
from kb.dates import Moment
from kb.profiles.profile import leaving
from kb.records import Coalition, Contribution, Fleet, Record, Vote
from rules.engine.comparisons import Comparison
from rules.engine.experta_engine import Fact, variable_name
from rules.engine.nearness import UNMET, NearMiss
from rules.engine.proof import Held, Known, Step
from rules.engine.rule import Rule
from rules.judging.court import Judgement
from rules.questions.support import Support

Field = tuple[str, str]
"""A fact and one of its fields."""
_DATED = frozenset({"later", "short_of", "not_later", "earlier", "within", "covers", "nearing"})


def dates(judgement: Judgement, ground: Support) -> list[Field]:
    """Return, sorted, every date of a fact that a comparison behind a conclusion reads."""
    found: set[Field] = set()
    for step, premise in ground.comparisons():
        rule = judgement.nearness.rulebook.rules[step.rule]
        item = rule.when[premise.number]
        assert isinstance(item, Comparison)
        if item.relation.name in _DATED:
            found.update(
                place for name in item.variables for place in _dates(judgement, _sources(judgement, rule, step, name))
            )
    return sorted(found)


def near_dates(judgement: Judgement, miss: NearMiss) -> list[Field]:
    """Return, sorted, the dates on which the comparisons hang that alone keep a rule from firing."""
    rule = judgement.nearness.rulebook.rules[miss.rule]
    lacking = [report.number for report in miss.reports if report.status == UNMET]
    found: set[Field] = set()
    for item in (rule.when[number] for number in lacking):
        if not isinstance(item, Comparison) or item.relation.name not in _DATED:
            return []
        met = {report.number: report.fact for report in miss.reports if report.fact}
        places = [
            (judgement.proof.facts[met[number]], str(key))
            for number, pattern in rule.positives
            if number in met
            for key, value in pattern.items()
            if variable_name(value) in item.variables
        ]
        found.update(_dates(judgement, places))
    return sorted(found)


def numbers(judgement: Judgement, ground: Support) -> list[Alteration]:
    """Return, sorted, the numbers that would just fail a comparison behind a conclusion."""
    found: set[Alteration] = set()
    for step, premise in ground.comparisons():
        rule = judgement.nearness.rulebook.rules[step.rule]
        item = rule.when[premise.number]
        assert isinstance(item, Comparison)
        values = item.values(dict(step.bindings), judgement.nearness.thresholds)
        if item.relation.name in ("at_least", "more") and None not in values:
            name = variable_name(item.operands[0]) or ""
            for known, field in _sources(judgement, rule, step, name):
                found.update(_fewer(judgement, known, field, *values))
    return sorted(found, key=str)


def truths(judgement: Judgement, ground: Support) -> list[tuple[Alteration, ...]]:
    """Return, sorted, every yes or no of a fact that a rule asks for, the other way round."""
    found: set[tuple[Alteration, ...]] = set()
    for step in ground.steps:
        rule = judgement.nearness.rulebook.rules[step.rule]
        for premise in (item for item in step.premises if isinstance(item, Held)):
            pattern, known = rule.when[premise.number], judgement.proof.facts[premise.fact]
            if known.origin == "observed" and isinstance(pattern, Fact):
                record = judgement.facts.part.kb.records.get(str(known["id"]))
                for key, value in pattern.items():
                    if record is not None and isinstance(value, bool):
                        found.add(turned(record, str(key), not value))
    return sorted(found, key=str)


def turned(record: Record, field: str, value: bool) -> tuple[Alteration, ...]:
    """Return what it takes for a fact to say yes or no: a vote that goes the other way has its counts exchanged."""
    found = [Alteration(record.id, field, value)]
    if isinstance(record, Vote) and field == "carried" and None not in (record.in_favour, record.against):
        found += [
            Alteration(record.id, "in_favour", record.against),
            Alteration(record.id, "against", record.in_favour),
        ]
    return tuple(found)


def _sources(judgement: Judgement, rule: Rule, step: Step, variable: str) -> Iterator[tuple[Known, str]]:
    """Yield the facts, with their fields, from which a step took the value of a variable."""
    for premise in step.premises:
        pattern = rule.when[premise.number]
        if isinstance(premise, Held) and isinstance(pattern, Fact):
            for key, value in pattern.items():
                if variable_name(value) == variable:
                    yield judgement.proof.facts[premise.fact], str(key)


def _dates(judgement: Judgement, places: Iterable[tuple[Known, str]]) -> Iterator[Field]:
    """Yield the dates of observed facts behind the dates of facts."""
    for known, field in places:
        for name, origin in _dates_behind(judgement, known, field):
            record = judgement.facts.part.kb.records.get(name)
            if isinstance(getattr(record, origin, None), Moment):
                yield name, origin


def _dates_behind(judgement: Judgement, known: Known, field: str) -> Iterator[Field]:
    """Yield the facts and fields from which a date may come; a date of an episode comes from what changed in it."""
    if known.origin == "observed":
        yield str(known["id"]), field
    elif (known.kind, field) == ("Episode", "concludes"):
        yield judgement.episode.coalition, "ends"
    elif (known.kind, field) == ("Episode", "decided"):
        yield from ((fact, "date") for fact in _decisions(judgement))
    else:
        yield from (place for name in known.basis for place in _ends(judgement, name, known[field]))


def _ends(judgement: Judgement, name: str, when: Any) -> Iterator[Field]:
    """Yield the dates of a fact from which a figure has its own."""
    record = judgement.facts.part.kb.records.get(name)
    for end in ("begins", "due"):
        if getattr(record, end, None) == when:
            yield name, end
    if isinstance(record, Contribution) and leaving(record, {}) == when:
        yield name, "ends"


def _decisions(judgement: Judgement) -> Iterator[str]:
    """Yield the decisions that may date an episode: those of its state on the day on which it was decided."""
    for known in judgement.proof.facts.values():
        if known.kind == "Decision" and known["date"] == judgement.episode.decided:
            yield str(known["id"])


def _fewer(judgement: Judgement, known: Known, field: str, value: Any, bound: Any) -> Iterator[Alteration]:
    """Yield the changes of facts by which a number no longer reaches what it is compared with."""
    records = judgement.facts.part.kb.records
    if known.origin == "observed" and not isinstance(value, float):
        yield from _set(records.get(str(known["id"])), field, bound if bound == 0 else bound - 1)
    for record in (records.get(name) for name in known.basis):
        match known.kind, field, record:
            case "FleetShare", "share", Fleet():
                yield from _set(record, "size", ceil(known["deployed"] / bound) + 1)
            case "VoteShare", "share", Vote(against=int(against)):
                yield from _set(record, "in_favour", max(0, ceil(bound * against / (1 - bound)) - 1))
            case "Change", "combat_gained", Contribution(count=int(), begins=begins) if begins == known["date"]:
                yield from _set(record, "count", max(0, bound - 1))


def _set(record: Record | None, field: str, value: Any) -> Iterator[Alteration]:
    """Yield the change of a number; that there are no units says no more than that they are not there."""
    if isinstance(record, Contribution) and value == 0:
        return
    if record is None or isinstance(record, Coalition) or field not in {item.name for item in fields(record)}:
        return
    if value != getattr(record, field):
        yield Alteration(record.id, field, value)
