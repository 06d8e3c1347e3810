"""Other worlds: the bundled cases with facts changed, left out or added, and small cases made up from nothing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from kb.dates import moment
from kb.reading.loading import load
from kb.records import Citation, Contribution, Pledge, Record, Shift
from kb.store import KnowledgeBase
from rules.engine.facts import Conclusion
from rules.engine.inference import Inference
from rules.engine.nearness import MET, Nearness
from rules.engine.proof import Absent, Compared, Held, Step
from rules.judging.court import CAUSE_NAMES, Court, Judgement
from rules.judging.gaps import COMPARISON, FACT, Gap
from rules.judging.topics import open_gaps, undoing_gaps
from rules.theory.book import RULEBOOK
from rules.theory.thresholds import THRESHOLDS

MADE_UP = (Citation(work="vaneijk-2021", place="made up for a test"),)


@cache
def bundled() -> KnowledgeBase:
    """Return the bundled cases, loaded once."""
    return load()


@cache
def _network() -> Inference:
    return Inference(RULEBOOK, THRESHOLDS)


def court(kb: KnowledgeBase) -> Court:
    """Return a court for a knowledge base; over the bundled cases it is one and the same, so that each is judged once.

    All share one network, which carries nothing from run to run.
    """
    return _bundled_court() if kb is bundled() else court_anew(kb)


@cache
def _bundled_court() -> Court:
    return court_anew(bundled())


def court_anew(kb: KnowledgeBase) -> Court:
    """Return a court that has judged nothing yet."""
    return Court(kb, inference=_network())


def altered(
    kb: KnowledgeBase,
    *,
    without: Iterable[str] = (),
    added: Iterable[Record] = (),
    changes: Mapping[str, Mapping[str, Any]] | None = None,
) -> KnowledgeBase:
    """Return a knowledge base with facts left out by name, added, or changed in some fields; dates in EDTF."""
    gone = set(without)
    assert gone <= kb.records.keys(), f"not on record: {sorted(gone - kb.records.keys())}"
    records = {name: record for name, record in kb.records.items() if name not in gone}
    for name, values in (changes or {}).items():
        records[name] = replace(records[name], **values)
    records.update({record.id: record for record in added})
    return KnowledgeBase(records=records, works=kb.works, places=kb.places)


def judged(kb: KnowledgeBase, name: str) -> Judgement:
    """Return the judgement on one episode."""
    return court(kb).judge(name)


def steps(judgement: Judgement, kind: str, **values: object) -> tuple[Step, ...]:
    """Return every step to the certain conclusions of a class that have these values."""
    found = judgement.proof.concluded(kind, episode=judgement.episode.id, **values)
    return tuple(step for fact in found for step in judgement.proof.steps[fact.name])


def the_step(judgement: Judgement, kind: str, **values: object) -> Step:
    """Return the only step to a conclusion."""
    (found,) = steps(judgement, kind, **values)
    return found


def held(step: Step) -> list[str]:
    """Return the names of the facts that met the premises of a step."""
    return [premise.fact for premise in step.premises if isinstance(premise, Held)]


def absences(step: Step) -> list[str]:
    """Return the kinds of fact that a step needed absent."""
    return [premise.kind for premise in step.premises if isinstance(premise, Absent) and premise.kind]


def told(step: Step, relation: str) -> list[str]:
    """Return what a step compared by a relation, in words."""
    return [item.told for item in step.premises if isinstance(item, Compared) and item.relation == relation]


def rules_of(judgement: Judgement, kind: str, **values: object) -> set[str]:
    """Return the rules that led to certain conclusions of a class."""
    return {step.rule for step in steps(judgement, kind, **values)}


def lacks(judgement: Judgement, towards: str) -> set[tuple[str, str]]:
    """Return what keeps a conclusion open, and the conditions that keep a cause from being established."""
    opened = [gap for gap in gaps(judgement, COMPARISON) if gap.towards == towards]
    found = {(gap.rule, told) for gap in opened for told in _undecided(gap)}
    for kind, cause in CAUSE_NAMES if towards not in judgement.causes else ():
        if cause == towards:
            wanted = {"episode": judgement.episode.id, "kind": kind, "cause": cause}
            found |= set(_unmet(judgement.nearness, "Cause", wanted, frozenset()))
    return found


def _unmet(nearness: Nearness, kind: str, wanted: Mapping[str, Any], seen: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield the comparisons that failed or stayed open on the way to a conclusion, each with its rule."""
    for miss in nearness.misses(kind, **wanted) if kind not in seen else ():
        for report in miss.reports:
            pattern = nearness.rulebook.rules[miss.rule].when[report.number]
            if report.status != MET and report.told:
                yield miss.rule, report.told
            elif report.status != MET and isinstance(pattern, Conclusion) and report.fact is None:
                yield from _unmet(nearness, type(pattern).__name__, dict(report.values), seen | {kind})


def _undecided(gap: Gap) -> list[str]:
    assert gap.step is not None
    return [item.told for item in gap.step.premises if isinstance(item, Compared) and item.answer is None]


def gaps(judgement: Judgement, sort: str) -> list[Gap]:
    """Return the gaps of one sort in verdict, strategy and cause."""
    topics = ("verdict", "strategy", "cause")
    found = [gap for topic in topics for gap in (*undoing_gaps(judgement, topic), *open_gaps(judgement, topic))]
    return [gap for gap in found if gap.sort == sort]


def wants(judgement: Judgement, towards: str) -> set[tuple[str, ...]]:
    """Return the kinds of fact, rule by rule, that could still establish a cause."""
    return {gap.kinds for gap in gaps(judgement, FACT) if gap.towards == towards}


def undone_by(judgement: Judgement) -> dict[str, set[str]]:
    """Return what would undo the verdict, with the kinds of fact whose record would have to be complete."""
    return {gap.about: set(gap.kinds) for gap in undoing_gaps(judgement, "verdict")}


def without_records(kb: KnowledgeBase, kind: type[Record], state: str | None = None) -> KnowledgeBase:
    """Return a knowledge base without any fact of a class, of one state alone where one is named."""
    names = [item.id for item in kb.of(kind) if state in (None, getattr(item, "state", None))]
    return altered(kb, without=names)


def units(
    name: str,
    state: str,
    begins: str,
    ends: str | None,
    *,
    coalition: str = "global-coalition",
    role: str = "air-strike",
    capability: str = "f-16am",
    **fields: Any,
) -> Contribution:
    """Return a contribution made up for a test."""
    return Contribution(
        id=name,
        state=state,
        coalition=coalition,
        capability=capability,
        role=role,
        begins=moment(begins),
        ends=moment(ends) if ends else None,
        source=MADE_UP,
        **fields,
    )


def commitments(kb: KnowledgeBase) -> list[str]:
    """Return the names of everything that states owe: shifts and pledges."""
    return [item.id for kind in (Shift, Pledge) for item in kb.of(kind)]
