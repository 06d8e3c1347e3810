"""How much a conclusion can bear: single facts, single sources, single thresholds."""

from collections.abc import Callable
from dataclasses import dataclass

from kb.altering import Alteration
from kb.records import Citation, Record
from rules.alternatives import Alternatives, with_thresholds
from rules.judging import Court, Judgement
from rules.rulebook import Rulebook
from rules.support import support
from rules.targets import Target
from rules.thresholds import Threshold
from rules.upholding import upholding

MONTHS = 120
"""How far thresholds in months are tried: ten years."""
STEPS = 50
"""Into how many steps a threshold that is a share is divided."""


@dataclass(frozen=True)
class Range:
    """The values of a threshold for which a conclusion stands, around the value in use; ``None``: no bound found."""

    threshold: Threshold
    least: float | None
    most: float | None


@dataclass(frozen=True)
class Robustness:
    """What a conclusion hangs on.

    Attributes:
        facts: single facts whose withdrawal overturns it, out of ``facts_tried``.
        sources: single sources (keys of the bibliography) without which it falls, each with the facts that stand on
            it alone; out of ``sources_tried``.
        interpreted: facts that stand only as the author's interpretation, if the conclusion falls without them.
        ranges: for each threshold, the values for which the conclusion stands.
    """

    facts: tuple[str, ...]
    facts_tried: int
    sources: tuple[tuple[str, tuple[str, ...]], ...]
    sources_tried: int
    interpreted: tuple[str, ...]
    ranges: tuple[Range, ...]


def robustness(court: Court, judgement: Judgement, target: Target) -> Robustness:
    """Withdraw each fact and each source, and shift each threshold, on which a conclusion that holds may hang."""
    ground = support(judgement.proof, [item.name for item in target.found(judgement.proof)])
    names = (*ground.facts, *ground.records, *upholding(judgement, ground))
    alternatives = Alternatives(court, judgement.episode.id)
    facts = tuple(name for name in names if alternatives.undoes(target, [Alteration(name)]))
    resting = _by_source(court, (*ground.facts, *upholding(judgement, ground)))
    sources = tuple(
        (source, found)
        for source, found in sorted(resting.items())
        if found and alternatives.undoes(target, [Alteration(name) for name in found])
    )
    interpreted = tuple(name for name in names if interpretation_alone(court.kb.records[name]))
    hangs = bool(interpreted) and alternatives.undoes(target, [Alteration(name) for name in interpreted])
    bearing = _bearing(judgement.nearness.rulebook, target.kind)
    ranges = tuple(
        _range(court, judgement, target, item) if item.name in bearing else Range(item, None, None)
        for item in court.inference.thresholds.values()
    )
    return Robustness(facts, len(names), sources, len(resting), interpreted if hangs else (), ranges)


def interpretation_alone(record: Record) -> bool:
    """Tell whether a fact stands in its sources only as the author's interpretation."""
    return {citation.voice for citation in record.source} == {"interpretation"}


def _bearing(rulebook: Rulebook, kind: str) -> set[str]:
    """Return the thresholds in any rule that a conclusion of a class can depend on, by presence or absence."""
    found: set[str] = set()
    waiting, seen = [kind], {kind}
    while waiting:
        name = waiting.pop()
        for rule in (rule for rule in rulebook.rules.values() if rule.concludes.__name__ == name):
            operands = (operand for _, item in rule.comparisons for operand in item.operands)
            found |= {operand.name for operand in operands if isinstance(operand, Threshold)}
            needed = {type(item).__name__ for _, item in (*rule.positives, *rule.negatives)}
            waiting += sorted(needed - seen)
            seen |= needed
    return found


def _by_source(court: Court, names: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Return, for every source cited, the facts that no other source supports."""
    found: dict[str, list[str]] = {}
    for name in names:
        sources = {_source(item) for item in court.kb.records[name].source}
        for source in sources:
            found.setdefault(source, [])
        if len(sources) == 1:
            found[sources.pop()].append(name)
    return {source: tuple(sorted(listed)) for source, listed in found.items()}


def _source(citation: Citation) -> str:
    """Return the primary document that a citation goes back to; the citing work where it names none."""
    return citation.document or citation.work


def _range(court: Court, judgement: Judgement, target: Target, item: Threshold) -> Range:
    def stands(value: float) -> bool:
        judged = with_thresholds(court, judgement.episode.id, {item.name: value})
        return bool(target.found(judged.proof))

    step, last = (1.0, float(MONTHS)) if item.unit == "months" else (1 / STEPS, 1.0)
    return Range(item, _edge(stands, item.value, -step, 0.0), _edge(stands, item.value, step, last))


def _edge(stands: Callable[[float], bool], start: float, step: float, last: float) -> float | None:
    """Return the last value on the way from ``start`` to ``last`` at which all still stands; ``None``: to the end.

    The way is halved: between a value that stands and one that does not, the edge is sought, so that a second
    change of mind further on would be missed.
    """
    if stands(last):
        return None
    good, bad = 0, round((last - start) / step)
    while bad - good > 1:
        middle = (good + bad) // 2
        good, bad = (middle, bad) if stands(round(start + middle * step, 6)) else (good, middle)
    return round(start + good * step, 6)
