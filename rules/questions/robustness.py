"""How much a conclusion can bear: single facts, single sources, single thresholds."""

from collections.abc import Iterator
from dataclasses import dataclass

from kb.altered.altering import Alteration
from kb.records import Citation, Record
from rules.engine.proof import CERTAIN
from rules.engine.thresholds import Threshold
from rules.judging.court import Court, Judgement
from rules.judging.targets import Target
from rules.questions.alternatives import Alternatives
from rules.questions.support import support
from rules.questions.sweeping import Now, Stretch, sweep
from rules.questions.upholding import upholding


@dataclass(frozen=True)
class Range:
    """The stretches of a threshold's values, from the lowest, over which a conclusion stands or falls."""

    threshold: Threshold
    stretches: tuple[Stretch, ...]

    @property
    def bound(self) -> bool:
        """Tell whether some value of the threshold would overturn the conclusion."""
        return not all(item.stands for item in self.stretches)


@dataclass(frozen=True)
class Robustness:
    """What a conclusion hangs on.

    Attributes:
        facts: single facts whose withdrawal overturns it, out of ``facts_tried``.
        sources: single sources (keys of the bibliography) without which it falls, each with the facts that stand on
            it alone; out of ``sources_tried``.
        interpreted: facts that stand only as the author's interpretation, if the conclusion falls without them.
        ranges: for each threshold, the values for which the conclusion stands.
        certain_by: records known to be complete without which it would no longer be certain, if it is.
    """

    facts: tuple[str, ...]
    facts_tried: int
    sources: tuple[tuple[str, tuple[str, ...]], ...]
    sources_tried: int
    interpreted: tuple[str, ...]
    ranges: tuple[Range, ...]
    certain_by: tuple[str, ...]


def robustness(court: Court, judgement: Judgement, target: Target) -> Robustness:
    """Withdraw each fact and each source, and shift each threshold, on which a conclusion that holds may hang."""
    ground = support(judgement.proof, [item.name for item in target.found(judgement.proof)])
    names = (*ground.facts, *upholding(judgement, ground))
    alternatives = Alternatives(court, judgement.episode.id, target.kinds)
    facts = tuple(name for name in names if alternatives.undoes(target, [Alteration(name)]))
    resting = _by_source(court, (*ground.facts, *upholding(judgement, ground)))
    sources = tuple(
        (source, found)
        for source, found in sorted(resting.items())
        if found and alternatives.undoes(target, [Alteration(name) for name in found])
    )
    interpreted = tuple(name for name in names if interpretation_alone(court.kb.records[name]))
    hangs = bool(interpreted) and alternatives.undoes(target, [Alteration(name) for name in interpreted])
    return Robustness(
        facts,
        len(names),
        sources,
        len(resting),
        interpreted if hangs else (),
        tuple(_ranges(court, judgement, target)),
        tuple(_certain_by(court, judgement, target, ground.records)),
    )


def _certain_by(court: Court, judgement: Judgement, target: Target, records: tuple[str, ...]) -> Iterator[str]:
    """Yield the records known to be complete on which it hangs that a conclusion is certain."""
    if not _is_certain(judgement, target):
        return
    alternatives = Alternatives(court, judgement.episode.id, target.kinds, certain=True)
    for name in records:
        judged = alternatives.judge([Alteration(name)])
        if judged is not None and not _is_certain(judged, target.at(judged.episode)):
            yield name


def _is_certain(judgement: Judgement, target: Target) -> bool:
    return any(judgement.proof.standing(item.name) == CERTAIN for item in target.found(judgement.proof))


def interpretation_alone(record: Record) -> bool:
    """Tell whether a fact stands in its sources only as the author's interpretation."""
    return {citation.voice for citation in record.source} == {"interpretation"}


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


def _ranges(court: Court, judgement: Judgement, target: Target) -> Iterator[Range]:
    def stands() -> bool:
        return bool(target.found(court.on_record(judgement.episode.id, target.kinds).proof))

    now = Now.of(court.inference, stands)
    for item in court.inference.thresholds.values():
        yield Range(item, sweep(court.inference, item, stands, now))
