"""What would settle a question that is left open: incomplete records, missing values, conditions not met."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rules.comparisons import Comparison
from rules.engine import negated
from rules.facts import Conclusion
from rules.nearness import MET, NearMiss, Nearness, Report
from rules.proof import Absent, Compared, Held, Premise, Proof, Step


@dataclass(frozen=True, order=True)
class Missing:
    """One thing that would settle an open conclusion.

    Attributes:
        towards: what would follow if it is settled as ``needed`` says.
        kind: ``record`` (a record is not complete), ``value`` (a value is missing or vague) or ``condition``.
        name: the kind of fact, or the rule whose condition it is.
        needed: what would have to be known.
    """

    towards: str
    kind: str
    name: str
    needed: str


def open_points(proof: Proof, conclusion: str, towards: str) -> Iterator[Missing]:
    """Yield what keeps a possible conclusion from being certain, down to records and values."""
    waiting, seen = [conclusion], {conclusion}
    while waiting:
        for step in proof.possible.get(waiting.pop(), ()):
            fresh = [name for premise in step.premises for name in _unsure(proof, premise) if name not in seen]
            seen.update(fresh)
            waiting += fresh
            yield from _open_premises(step, towards)


def _unsure(proof: Proof, premise: Premise) -> Iterator[str]:
    """Yield the open conclusions on which a premise turns: the one that it needs, or those that it needs absent."""
    if isinstance(premise, Held) and premise.fact in proof.possible:
        yield premise.fact
    elif isinstance(premise, Absent) and premise.kind:
        yield from (item.name for item in proof.open(premise.kind, **dict(premise.values)))


def _open_premises(step: Step, towards: str) -> Iterator[Missing]:
    for premise in step.premises:
        if isinstance(premise, Absent):
            for kind in premise.incomplete:
                what = premise.kind or "figures"
                yield Missing(towards, "record", kind, f"a complete record of {kind} without {what}")
        elif isinstance(premise, Compared) and premise.answer is None:
            values = ", ".join(premise.open_values)
            yield Missing(towards, "value", step.rule, f"{values}: {premise.told}")


def unmet_conditions(nearness: Nearness, kind: str, towards: str, /, **wanted: Any) -> Iterator[Missing]:
    """Yield what the nearest rule for a conclusion lacked, followed down to observed facts and comparisons."""
    yield from _unmet(nearness, kind, towards, wanted, frozenset())


def _unmet(
    nearness: Nearness, kind: str, towards: str, wanted: dict[str, Any], seen: frozenset[str]
) -> Iterator[Missing]:
    misses = nearness.misses(kind, **wanted)
    if not misses or kind in seen:
        return
    miss = misses[0]
    rule = nearness.rulebook.rules[miss.rule]
    for report in miss.reports:
        if report.status == MET:
            continue
        pattern = rule.when[report.number]
        if isinstance(pattern, Conclusion) and report.fact is None:
            yield from _unmet(nearness, type(pattern).__name__, towards, dict(report.values), seen | {kind})
        elif report.reached:
            yield Missing(towards, "condition", miss.rule, _told(nearness, miss, pattern, report))


def _told(nearness: Nearness, miss: NearMiss, pattern: Any, report: Report) -> str:
    if isinstance(pattern, Comparison):
        return pattern.needed(dict(miss.bindings), nearness.thresholds)
    kind = type(negated(pattern) or pattern).__name__
    named = ", ".join(f"{key} {value}" for key, value in report.values)
    if report.incomplete:
        return f"a complete record of {', '.join(report.incomplete)}"
    return f"no {kind} ({named})" if negated(pattern) is not None else f"a {kind} ({named})"
