"""What two engines say of the same facts: ours and another, on bundled episodes and on made-up ones.

Made-up episodes are of two sorts, half of each: small cases from nothing, with dates as vague as sources give them and
records complete here and there, and the bundled cases with facts left out, dates blurred, values unknown and records
complete or not at random.
"""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count, islice
from typing import Any, Protocol

from hypothesis import HealthCheck, Phase, given, settings

from kb.dates import Moment, moment
from kb.links import without
from kb.profiles.changes import window
from kb.profiles.completeness import complete_kinds
from kb.profiles.episodes import Episodes
from kb.reading.order import in_order
from kb.records import OBSERVED, CompleteRecord, Record
from kb.schema import slots
from kb.store import KnowledgeBase
from rules.engine.facts import Conclusion, Mirrored, Mirrors
from rules.engine.inference import Inference
from rules.engine.notebook import BEYOND, CERTAIN, NONE, OPEN, RECORD
from rules.engine.prepared import Coverage
from rules.engine.proof import Proof
from rules.judging.view import View
from rules.translating.outline import LEVELS
from tests.rules.judging.test_one_verdict import cases, known
from tests.rules.theory.bench import BOOKS

_GONE, _BLURRED, _UNKNOWN, _COMPLETE = 0.1, 0.3, 0.05, 0.4
"""How often a fact of an altered case is left out, a date blurred, a value unknown, the record of a kind complete."""
_EACH = 25
"""How many episodes of one altered knowledge base are judged."""
_FACTS = tuple(
    kind
    for kind in OBSERVED
    if kind is not CompleteRecord and any(slot.field == "coalition" for slot in slots(kind).values())
)
"""Kinds of fact about a part in a coalition, of which some are left out and less is known of others."""


@dataclass(frozen=True)
class Job:
    """The facts of one episode, and the kinds of which the record is complete."""

    name: str
    facts: Iterable[Mirrored]
    coverage: Coverage
    assumed: tuple[Conclusion, ...] = ()


def jobs(kb: KnowledgeBase, about: str = "") -> Iterator[Job]:
    """Yield what each episode of a knowledge base is judged by."""
    episodes = Episodes(kb)
    view = View(kb, episodes, Mirrors())
    for name, item in episodes.items():
        yield Job(name + about, view.of_episode(item), complete_kinds(kb, item.part, *window(item)))


def made_up_jobs(kb: KnowledgeBase, number: int) -> Iterator[Job]:
    """Yield so many made-up episodes, the same in every run; half are those of altered cases."""
    yield from islice(_from_nothing(number // 2), number // 2)
    yield from islice(_from_altered(kb), number - number // 2)


def rule_cases() -> list[Job]:
    """Return the situations by which single rules are tested, in which every rule applies."""
    return [
        Job(f"rule case {number}: {case.name}", case.facts, case.coverage, case.assumed)
        for number, case in enumerate(BOOKS[0].cases)
        if not case.thresholds
    ]


def _from_nothing(number: int) -> list[Job]:
    found: list[Job] = []

    @settings(
        max_examples=number,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(cases())
    def gather(records: list[Record]) -> None:
        if len(found) < number:
            found.extend(jobs(known(records), f" of made-up case {len(found)}"))

    gather()
    assert len(found) >= number, "too few made-up cases have episodes"
    return found


def _from_altered(kb: KnowledgeBase) -> Iterator[Job]:
    for seed in count():
        chosen = random.Random(seed)  # noqa: S311 - no secret hangs on it
        found = list(jobs(_altered(kb, chosen), f" of altered case {seed}"))
        yield from chosen.sample(found, min(_EACH, len(found)))


def _altered(kb: KnowledgeBase, chosen: random.Random) -> KnowledgeBase:
    """Return the knowledge base with facts left out, less known of others, and records complete or not at random."""
    gone = [name for name, record in kb.records.items() if isinstance(record, _FACTS) and chosen.random() < _GONE]
    left = without(kb.records, gone, kb.named_by)
    records = {name: _less_known(record, chosen) for name, record in left.items()}
    for name, record in records.items():
        if isinstance(record, CompleteRecord):
            kinds = tuple(sorted(kind.__name__ for kind in OBSERVED if chosen.random() < _COMPLETE))
            records[name] = replace(record, kinds=kinds)
    return KnowledgeBase(in_order(records), kb.works, kb.places)


def _less_known(record: Record, chosen: random.Random) -> Record:
    """Return a fact of which less is known: some dates to the month alone, some values not at all."""
    values: dict[str, Any] = {}
    for slot in slots(type(record)).values():
        found = getattr(record, slot.field)
        if not isinstance(record, _FACTS) or found is None or slot.many:
            continue
        if not slot.required and chosen.random() < _UNKNOWN:
            values[slot.field] = None
        elif isinstance(found, Moment) and found.is_day and chosen.random() < _BLURRED:
            values[slot.field] = moment(found.month)
    return replace(record, **values) if values else record


class Other(Protocol):
    """Another engine that has been given the same rules."""

    def conclude(
        self, facts: Iterable[Mirrored], coverage: Coverage, *, assumed: Iterable[Conclusion] = ()
    ) -> dict[str, int]:
        """Return the name of all that it concludes, with the level that it reaches."""


def differences(engine: Inference, other: Other, work: Iterable[Job]) -> Iterator[str]:
    """Yield, in words, every conclusion of which the two engines say different things."""
    words, theirs = {NONE: "not at all", **LEVELS}, type(other).__name__
    for job in work:
        ours = levels(engine.run(job.facts, job.coverage, assumed=job.assumed))
        found = other.conclude(job.facts, job.coverage, assumed=job.assumed)
        for name in sorted(ours.keys() | found.keys()):
            said, told = ours.get(name, NONE), found.get(name, NONE)
            if said != told:
                yield f"{job.name}: {name}: {words[said]} by ours, {words[told]} by {theirs}"


def levels(proof: Proof) -> dict[str, int]:
    """Return the name of every conclusion of a proof, with the level that it reaches."""
    groups = ((proof.beyond, BEYOND), (proof.possible, OPEN), (proof.steps, RECORD), (proof.certain, CERTAIN))
    return {name: level for names, level in groups for name in names}
