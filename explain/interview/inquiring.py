"""What to ask next: the conditions of rules that are still unmet, in the order in which they can change the answer.

First what leaves the verdict open and what would undo it; then, of a defection, the same for its shape; then the facts
that could establish a cause, those first of which a reason given speaks; and last what would undo the cause.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Final

from explain.interview.conversing import Why
from explain.words.clauses import Side
from explain.words.phrases import listed
from explain.words.questions import ASKED, observed, teller_of, undecided_in, undoing_questions
from explain.words.telling import Teller, sentence
from kb.names import spelled
from ontology.stating import in_use
from rules.engine.comparisons import Comparison
from rules.engine.experta_engine import Fact, negated
from rules.engine.facts import CONCLUSIONS, Conclusion, Mirrored
from rules.engine.nearness import MET, UNMET, NearMiss, Nearness
from rules.engine.proof import Absent, Held
from rules.judging.court import CAUSE_NAMES, Judgement
from rules.judging.gaps import COMPARISON, Gap
from rules.judging.topics import open_gaps, spoken_of, undoing_gaps

Way = tuple[frozenset[str], str, str]
"""Kinds of fact that would do, the cause that they would establish, and by which rule."""
Ways = list[frozenset[str]]
"""Sets of kinds of fact, each of which would do."""
_UNITS: Final = frozenset({"UnitChange", "Contribution"})
_CALLED: Final = {"strategy": "shape", "cause": "cause"}
_WIDE, _DEEP = 3, 40
"""How many kinds of fact one way to a cause may want, and how many ways are followed."""


@dataclass(frozen=True)
class Inquiry:
    """One thing to ask.

    Attributes:
        key: what it is about, by which it is remembered.
        text: the question.
        why: which rule asks, and what would follow.
        gap: the gap that it would close.
        kind: for a fact, its kind; else empty.
        counted: figures are computed from the numbers of that fact.
        rules: the rules that ask for it.
        sides: for a comparison, its name and its two sides.
    """

    key: str
    text: str
    why: Why
    gap: Gap
    kind: str = ""
    counted: bool = False
    rules: tuple[str, ...] = ()
    sides: tuple[str, tuple[Side, ...]] = ("", ())


class Inquirer:
    """Knows what to ask about one judgement; what the answers leave of it changes from question to question."""

    def __init__(self, judgement: Judgement) -> None:
        """Keep the judgement, and what puts it into words."""
        self.judgement = judgement
        self._teller = teller_of(judgement)
        self._defected = judgement.verdict == "defection"

    def inquiries(self, no: Collection[str], yes: Collection[str], *, every: bool) -> Iterator[Inquiry]:
        """Yield what to ask, the most telling first.

        ``no`` and ``yes`` are what was answered, by the keys of inquiries. With ``every``, facts are also asked for
        that could establish a further cause.
        """
        yield from self._settling
        if self._defected:
            yield from self._opening
            if every or not self.judgement.causes:
                yield from _facts(self._teller, spoken_of(self.judgement), self._ways, no, yes)
            yield from self._undoing

    @cached_property
    def _settling(self) -> tuple[Inquiry, ...]:
        """What could still change the verdict and, of a defection, its shape."""
        topics = ("verdict", "strategy") if self._defected else ("verdict",)
        told = ((*_open(self.judgement, self._teller, item), *self._undone(item)) for item in topics)
        return tuple(inquiry for found in told for inquiry in found)

    @cached_property
    def _opening(self) -> tuple[Inquiry, ...]:
        return tuple(_open(self.judgement, self._teller, "cause"))

    @cached_property
    def _undoing(self) -> tuple[Inquiry, ...]:
        return tuple(self._undone("cause"))

    @cached_property
    def _ways(self) -> list[Way]:
        return list(_ways_to_causes(self.judgement))

    def _undone(self, topic: str) -> Iterator[Inquiry]:
        return _undone(self.judgement, self._teller, topic)


def _open(judgement: Judgement, teller: Teller, topic: str) -> Iterator[Inquiry]:
    """Yield the comparisons that leave an answer open."""
    for gap in open_gaps(judgement, topic):
        if gap.sort == COMPARISON:
            why = _why(teller, gap.rule, _would(teller, gap))
            for item in undecided_in(teller, judgement.proof, gap):
                sides = item.relation, tuple(item.sides)
                yield Inquiry(item.text, asked(item.text), why, gap, sides=sides)


def asked(text: str) -> str:
    """Return as a question what would have to be so; what is said of it after a semicolon follows on its own."""
    so, _, remark = text.partition("; ")
    return f"Is it true that {so}?" + (f" {sentence(remark)}." if remark else "")


def _would(teller: Teller, gap: Gap) -> str:
    outcome = teller.value(gap.towards)
    return f"If so, the answer would be: {outcome}." if gap.wanted else f"If not, the answer would be: {outcome}."


def _undone(judgement: Judgement, teller: Teller, topic: str) -> Iterator[Inquiry]:
    """Yield what would undo an answer, if it were so; other units of its own have been asked for before."""
    for gap in undoing_gaps(judgement, topic):
        if _is_of_units(judgement.nearness, gap.about):
            continue
        (question,) = undoing_questions(teller, [gap])
        answer = f"the answer ({teller.value(gap.towards)})" if topic == "verdict" else f"that {_CALLED[topic]}"
        why = _why(teller, gap.rule, f"If so, {answer} would no longer hold.")
        yield Inquiry(question.text, asked(question.text), why, gap)


def _is_of_units(nearness: Nearness, about: str) -> bool:
    """Tell whether something could be so only if there were more units of the state than it has told of."""
    ways = [way for miss in nearness.misses(about) for way in ways_to(nearness, miss)]
    return about in _UNITS or (bool(ways) and not any(_UNITS.isdisjoint(way) for way in ways))


def _why(teller: Teller, rule: str, follows: str) -> Why:
    """Return which rule asks, by what it claims and after whom, and what would follow."""

    def told() -> tuple[str, ...]:
        made = teller.rule(rule)
        (source,) = teller.theory(made)
        return f"{made.claim} ({source.work}, {source.place}; rule {rule})", follows

    return told


def _ways_to_causes(judgement: Judgement) -> Iterator[Way]:
    """Yield the ways to every cause that is not established, each with the rule that would establish it."""
    name, nearness = judgement.episode.id, judgement.nearness
    for kind, cause in CAUSE_NAMES:
        if cause not in judgement.causes:
            for miss in nearness.misses("Cause", episode=name, kind=kind, cause=cause):
                yield from ((kinds, cause, miss.rule) for kinds in ways_to(nearness, miss))


def _facts(
    teller: Teller, hinted: Collection[str], ways: Iterable[Way], no: Collection[str], yes: Collection[str]
) -> Iterator[Inquiry]:
    """Yield the kinds of fact that are wanting for some cause, each once, with all that it could show by itself."""
    left = [way for way in ways if not any(label_of(kind) in no for kind in way[0])]
    left.sort(key=lambda way: (not way[0].intersection(hinted), len(way[0]), sorted(map(_rank, way[0]))))
    for kinds, cause, rule in left:
        wanted = [kind for kind in sorted(kinds, key=_rank) if label_of(kind) not in yes]
        if not wanted:
            continue
        kind = wanted[0]
        shown = dict.fromkeys(spelled(other.rpartition("/")[2]) for own, other, _ in left if kind in own)
        follows = f"That could show: {listed(list(shown))}."
        rules = tuple(dict.fromkeys(other for own, _, other in left if kind in own))
        own = own_kind(kind)
        gap = Gap("fact", cause, rule, kinds=tuple(sorted(kinds)))
        text = in_use().kinds[own].asks or f"Is there {in_use().kinds[own].called} on record?"
        behind = _behind(teller, own, rules)
        yield Inquiry(label_of(kind), text, _why(teller, rule, follows), gap, own, own != kind, behind)


def label_of(kind: str) -> str:
    """Return what a reader calls the kind of fact that is asked for."""
    return in_use().kinds[own_kind(kind)].label


def own_kind(kind: str) -> str:
    """Return the kind of fact to ask for: for a figure, the kind from which it is computed beside the units."""
    found = observed(kind)
    return min(found - {"Contribution"} or found)


def _behind(teller: Teller, kind: str, rules: tuple[str, ...]) -> tuple[str, ...]:
    """Return the rules that read a kind of fact themselves, those for the causes meant before the others."""
    found = (*rules, *teller.rulebook.rules)
    return tuple(
        dict.fromkeys(
            name for name in found if any(type(item).__name__ == kind for _, item in (teller.rule(name).positives))
        )
    )


def _rank(kind: str) -> int:
    order: Mapping[str, int] = _ORDER
    return order.get(kind, order.get(own_kind(kind), len(order)))


_ORDER: Final = {kind: number for number, kind in enumerate(ASKED)}


def ways_to(nearness: Nearness, miss: NearMiss, seen: frozenset[str] = frozenset()) -> Ways:
    """Return the sets of kinds of fact each of which could make a rule fire, the smallest first.

    None where a fact on record keeps it from firing, unless that rests itself on something that is not listed.
    """
    rule = nearness.rulebook.find(miss.rule)
    assert rule is not None
    found = [frozenset[str]()]
    for report in miss.reports:
        pattern = rule.when[report.number]
        if report.status == MET or not report.reached:
            continue
        if isinstance(pattern, Comparison):
            if report.status == UNMET:
                return []
            continue
        if negated(pattern) is not None and report.fact is not None:
            found = _joined(found, _ways_against(nearness, report.fact, seen))
        elif isinstance(pattern, Fact) and report.fact is None:
            found = _joined(found, _ways_of(nearness, type(pattern), dict(report.values), seen))
    return [item for item in found if item]


def _joined(first: Ways, second: Ways) -> Ways:
    """Return what meets two conditions, the smallest sets first; sets that want too much are left out."""
    joined = {one | other for one, other in product(first, second)}
    return sorted((way for way in joined if len(way) <= _WIDE), key=lambda way: (len(way), sorted(way)))[:_DEEP]


def _ways_against(nearness: Nearness, fact: str, seen: frozenset[str]) -> Ways:
    """Return the sets of kinds of fact that would undo a conclusion whose steps rest on what is not listed."""
    found = [frozenset[str]()]
    for step in nearness.proof.steps.get(fact, ()):
        absent = [item for item in step.premises if isinstance(item, Absent)]
        below = [way for item in absent for way in _ways_to_absent(nearness, item, seen)]
        held = [item.fact for item in step.premises if isinstance(item, Held) and item.fact in nearness.proof.steps]
        below += [way for name in held if name not in seen for way in _ways_against(nearness, name, seen | {name})]
        found = _joined(found, below)
    return [way for way in found if way]


def _ways_to_absent(nearness: Nearness, absent: Absent, seen: frozenset[str]) -> Ways:
    kind = CONCLUSIONS.get(absent.kind)
    return _ways_of(nearness, kind, dict(absent.values), seen) if kind else []


def _ways_of(nearness: Nearness, pattern: type[Fact], values: Mapping[str, object], seen: frozenset[str]) -> Ways:
    """Return the sets of kinds of fact that would meet a pattern of a kind."""
    kind = pattern.__name__
    if issubclass(pattern, Mirrored):
        return [frozenset({kind})]
    if not issubclass(pattern, Conclusion) or kind in seen:
        return []
    misses = nearness.misses(kind, **values)
    return list(dict.fromkeys(way for miss in misses for way in ways_to(nearness, miss, seen | {kind})))
