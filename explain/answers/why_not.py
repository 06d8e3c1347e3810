"""Why a conclusion does not hold: every rule that could have led to it, nearest first, condition by condition."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from explain.answer import Answer, Reason
from explain.answers.why import ANCHORS, EVIDENT, title
from explain.words.phrases import listed
from explain.words.telling import Teller
from kb.store import KnowledgeBase
from rules.engine.comparisons import Comparison
from rules.engine.experta_engine import Fact, negated
from rules.engine.facts import Conclusion
from rules.engine.nearness import MET, NearMiss, Report
from rules.engine.proof import Absent
from rules.engine.rule import Rule
from rules.judging.court import Judgement
from rules.judging.targets import Target

_DEEP = 3
_UNREACHED = "a comparison that needs what was not found above"


def why_not(kb: KnowledgeBase, judgement: Judgement, target: Target) -> Answer:
    """Say what kept every rule for a conclusion from firing; no reasons where the conclusion holds."""
    nearness = judgement.nearness
    teller = Teller(kb, nearness.rulebook, nearness.thresholds)
    holds = bool(target.found(judgement.proof))
    misses = [] if holds else nearness.misses(target.kind, **dict(target.values))
    tree = Misses(teller, judgement)
    return Answer(
        question=f"Why not {target.words} for {judgement.episode.id}?",
        episode=judgement.episode.id,
        title=title(teller, judgement.facts),
        verdict=f"{'IT IS' if holds else 'NOT'} {target.headline}",
        sentence=_sentence(judgement, holds, misses),
        reasons=tuple(tree.miss(miss) for miss in misses),
    )


def _sentence(judgement: Judgement, holds: bool, misses: list[NearMiss]) -> str:
    if holds:
        return f"It holds; for the reasons: coalition why {judgement.episode.id}."
    if not misses:
        return "No rule leads there."
    nearest = misses[0]
    met = sum(report.on_record for report in nearest.reports)
    rules = "1 rule" if len(misses) == 1 else f"{len(misses)} rules"
    which = "it" if len(misses) == 1 else "the nearest"
    return f"{rules} could have led there; {which} meets {met} of its {len(nearest.reports)} conditions."


class Misses:
    """Turns near misses into trees; what was unmet and is itself concluded is followed to what it lacked."""

    def __init__(self, teller: Teller, judgement: Judgement) -> None:
        """Look facts up in the proof of a judgement."""
        self.teller = teller
        self.nearness = judgement.nearness
        self._told: dict[tuple[str, tuple[tuple[str, Any], ...], frozenset[str]], tuple[Reason, ...]] = {}

    def miss(self, miss: NearMiss, seen: frozenset[str] = frozenset()) -> Reason:
        """Return a rule with all its conditions."""
        rule = self.nearness.rulebook.rules[miss.rule]
        children = tuple(self.condition(rule, miss, report, seen) for report in miss.reports)
        return Reason(miss.rule, "rule", rule.claim, miss.rule, sources=self.teller.theory(rule), children=children)

    def condition(self, rule: Rule, miss: NearMiss, report: Report, seen: frozenset[str] = frozenset()) -> Reason:
        """Return one condition, and how it fared."""
        item = rule.when[report.number]
        pattern = item if isinstance(item, Fact) else negated(item)
        reason = Reason(
            f"{rule.id}/{report.number}",
            "condition",
            self._text(item, pattern, miss, report),
            status=MET if report.on_record else report.status,
            remarks=tuple(self._remarks(report)),
            evident=not report.reached or (report.on_record and self._plain(item)),
        )
        if report.fact and pattern is not None and report.on_record:
            record = self.teller.kb.records.get(self._record_name(report.fact))
            sources = self.teller.sources(record) if record else ()
            return replace(reason, sources=sources)
        if isinstance(item, Conclusion) and not report.on_record and report.fact is None and len(seen) < _DEEP:
            return replace(reason, children=self._below(type(item).__name__, report.values, seen))
        return reason

    def _below(self, kind: str, values: tuple[tuple[str, Any], ...], seen: frozenset[str]) -> tuple[Reason, ...]:
        """Return what kept a conclusion from holding that a condition needs; worked out once, told wherever needed."""
        if kind in seen:
            return ()
        key = kind, values, seen
        if key not in self._told:
            found = self.nearness.misses(kind, **dict(values))
            self._told[key] = tuple(self.miss(item, seen | {kind}) for item in found)
        return self._told[key]

    def _plain(self, item: object) -> bool:
        """Tell whether a condition that was met says nothing that its neighbours do not."""
        if isinstance(item, Comparison):
            return item.relation.name in EVIDENT
        return type(item).__name__ in ANCHORS

    def _record_name(self, fact: str) -> str:
        known = self.nearness.proof.facts[fact]
        return self.teller.record_name(known) if known.origin == "observed" else ""

    def _text(self, item: object, pattern: Fact | None, miss: NearMiss, report: Report) -> str:
        if isinstance(item, Comparison):
            if not report.reached:
                return _UNREACHED
            return item.tell(dict(miss.bindings), self.nearness.thresholds, self.teller.value)
        assert pattern is not None
        if report.fact is not None:
            return self._fact(report.fact)
        if not isinstance(item, Fact):
            return self.teller.absence(Absent(report.number, type(pattern).__name__, report.values, ()))
        return self.teller.wanted(pattern, report.values)

    def _fact(self, name: str) -> str:
        known = self.nearness.proof.facts[name]
        if known.origin == "observed":
            return self.teller.fact(known)
        if known.origin == "computed":
            return self.teller.figure(known)
        steps = self.nearness.proof.steps.get(name) or self.nearness.proof.possible.get(name, ())
        return self.teller.step(steps[0]) if steps else name

    def _remarks(self, report: Report) -> Iterator[str]:
        if report.closest:
            yield f"closest: {self._fact(report.closest)}"
        if report.incomplete:
            kinds = listed([self.teller.several(kind) for kind in report.incomplete])
            yield f"on the record; for certain only with a complete record of {kinds}"
