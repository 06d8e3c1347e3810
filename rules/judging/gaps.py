"""What could still change an answer: facts that may lack from the record, an order or number that nobody gives.

A conclusion on the record falls if something is so that no source tells of; one that is open hangs on a comparison
that the values leave undecided; and where nothing of a kind is concluded, some facts would conclude it. Each of these
is a gap. Nothing here is put into words (see :mod:`explain.words.questions`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rules.engine.comparisons import Comparison
from rules.engine.experta_engine import Fact, negated
from rules.engine.facts import CONCLUSIONS, Conclusion, Mirrored
from rules.engine.nearness import MET, NearMiss, Nearness, Report
from rules.engine.proof import Absent, Compared, Held, Proof, Step

ABSENCE, COMPARISON, FACT = "absence", "comparison", "fact"
"""The sorts of gap: something not on record that would undo a conclusion; an undecided comparison; a fact wanting."""


@dataclass(frozen=True, order=True)
class Gap:
    """One thing that could still change an answer.

    Attributes:
        sort: one of the sorts above.
        towards: what it would bring about or undo: the name of a verdict, strategy, cause or answer.
        rule: the rule whose conditions hang open.
        about: for an absence, the class of what is absent; else empty.
        kinds: the kinds of fact that would have to be listed in full, or of which one is wanting, figures included.
        wanted: for comparisons, whether they would have to hold; where not, they would have to fail.
        step: for comparisons, the step that they keep open.
        hinted: a reason that the state gave speaks of a fact of this kind.
    """

    sort: str
    towards: str
    rule: str
    about: str = ""
    kinds: tuple[str, ...] = ()
    wanted: bool = True
    step: Step | None = field(default=None, compare=False)
    hinted: bool = field(default=False, compare=False)


def undoing(proof: Proof, names: Iterable[str], towards: str) -> Iterator[Gap]:
    """Yield what would undo conclusions that hold on the record: each absence that nobody vouches for, once."""
    waiting, seen, told = list(names), set(names), set()
    while waiting:
        name = waiting.pop(0)
        for step in () if name in proof.certain else proof.steps.get(name, ()):
            for premise in step.premises:
                if isinstance(premise, Held) and premise.fact not in seen:
                    seen.add(premise.fact)
                    waiting.append(premise.fact)
                elif isinstance(premise, Absent) and premise.incomplete and premise.kind not in told:
                    told.add(premise.kind)
                    yield Gap(ABSENCE, towards, step.rule, premise.kind, premise.incomplete)


def undecided(proof: Proof, name: str, towards: str) -> Iterator[Gap]:
    """Yield the steps whose comparisons keep a possible conclusion open, down to those about facts."""
    waiting, seen = [(name, True)], {name}
    while waiting:
        name, wanted = waiting.pop(0)
        for step in proof.possible.get(name, ())[:1]:
            if any(isinstance(premise, Compared) and premise.answer is None for premise in step.premises):
                yield Gap(COMPARISON, towards, step.rule, wanted=wanted, step=step)
            for premise in step.premises:
                below = [item for item in _possible_below(proof, premise) if item not in seen]
                waiting += [(item, wanted is isinstance(premise, Held)) for item in below]
                seen.update(below)


def _possible_below(proof: Proof, premise: object) -> list[str]:
    """Return the possible conclusions on which a premise of a possible step hangs."""
    if isinstance(premise, Held):
        return [premise.fact] if premise.fact in proof.possible else []
    if isinstance(premise, Absent) and premise.kind in CONCLUSIONS:
        return [item.name for item in proof.open(premise.kind) if _agrees(dict(item.values), dict(premise.values))]
    return []


def _agrees(values: dict[str, object], wanted: dict[str, object]) -> bool:
    return all(values.get(key) == value for key, value in wanted.items() if key in values)


def wanting(nearness: Nearness, kind: str, towards: str, /, **wanted: object) -> Iterator[Gap]:
    """Yield, for each rule that could still conclude something, the kinds of fact that it wants for that.

    A rule that facts on record keep from firing wants nothing: no further fact would help it.
    """
    for miss in nearness.misses(kind, **wanted):
        kinds = _wants(nearness, miss, frozenset({kind}))
        if kinds:
            yield Gap(FACT, towards, miss.rule, kinds=tuple(sorted(kinds)))


def _wants(nearness: Nearness, miss: NearMiss, seen: frozenset[str]) -> frozenset[str]:
    """Return the kinds of fact that a rule wants; none if more facts would not do."""
    found: set[str] = set()
    rule = nearness.rulebook.rules[miss.rule]
    for report in miss.reports:
        pattern = rule.when[report.number]
        if report.status == MET or not report.reached:
            continue
        if isinstance(pattern, Comparison) or (negated(pattern) is not None and report.fact is not None):
            return frozenset()
        if isinstance(pattern, Fact) and report.fact is None:
            below = _wants_of(nearness, pattern, report, seen)
            if not below:
                return frozenset()
            found |= below
    return frozenset(found)


def _wants_of(nearness: Nearness, pattern: Fact, report: Report, seen: frozenset[str]) -> frozenset[str]:
    kind = type(pattern)
    if issubclass(kind, Mirrored):
        return frozenset({kind.__name__})
    if not issubclass(kind, Conclusion) or kind.__name__ in seen:
        return frozenset()
    for miss in nearness.misses(kind.__name__, **dict(report.values)):
        found = _wants(nearness, miss, seen | {kind.__name__})
        if found:
            return found
    return frozenset()
