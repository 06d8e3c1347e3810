"""Statements that a record is complete, held against the record: some say more than can be so.

Who says that every loss, vote or contribution is listed vouches for what is not there. The record belies it where a
reason given in public speaks of such a fact and none is listed, where a summary of the state's part says that there
were such units, or where the source is older than the time for which it vouches.
"""

from collections.abc import Iterator

from kb.dates import Moment
from kb.profiles.profile import is_combat
from kb.reading.relations import Fault
from kb.records import CompleteRecord, Contribution, Decision, Ground, Membership, Record, Statement
from kb.store import KnowledgeBase
from ontology.stating import in_use

_WHY = "Where a record is complete, what is not listed did not happen: conclusions would rest on a gap."
_EITHER = "List it with its source, or leave {kind} out of `kinds`."


def belied(kb: KnowledgeBase) -> Iterator[tuple[str, Fault]]:
    """Yield the name of each statement of completeness that the record belies, and how."""
    for record in kb.of(CompleteRecord):
        for fault in (*_reasons(kb, record), *_memberships(kb, record), *_ages(kb, record)):
            yield record.id, fault


def _reasons(kb: KnowledgeBase, record: CompleteRecord) -> Iterator[Fault]:
    """Yield the reasons given for a decision in that time that speak of facts of which none is listed."""
    for decision in kb.of_state(Decision, record.state):
        if decision.coalition != record.coalition or not _within(decision.date, record):
            continue
        for ground in (kb.records.get(f"ground/{name}") for name in decision.grounds):
            if not isinstance(ground, Ground):
                continue
            kinds, recalled = set(ground.speaks_of), set(ground.recalls)
            if kinds and kinds <= set(record.kinds) and not any(_listed(kb, record, kind) for kind in kinds):
                yield _silent(decision.id, kb.label(ground.id), sorted(kinds))
            said = (set(item.content) for item in kb.of_state(Statement, record.state))
            if recalled and "Statement" in record.kinds and not any(recalled & content for content in said):
                yield _silent(decision.id, kb.label(ground.id), ["Statement"])


def _silent(decision: str, ground: str, kinds: list[str]) -> Fault:
    labels = " or ".join(in_use().kinds[kind].label for kind in kinds)
    what = f"it says that all is listed of this kind: {labels}; none is, though a reason in {decision!r} is {ground}"
    return Fault("kinds", what, _WHY, _EITHER.format(kind=" and ".join(kinds)))


def _memberships(kb: KnowledgeBase, record: CompleteRecord) -> Iterator[Fault]:
    """Yield the summaries of the state's part that know of combat units where none are listed."""
    if Contribution.__name__ not in record.kinds:
        return
    own = (item for item in kb.of_state(Contribution, record.state) if item.coalition == record.coalition)
    if any(is_combat(kb, item) for item in own):
        return
    for item in kb.of(Membership):
        if (item.member, item.coalition, item.combat_units) == (record.state, record.coalition, True):
            what = f"it says that all units sent are listed; none for combat is, though {item.id!r} says that it fought"
            yield Fault("kinds", what, _WHY, _EITHER.format(kind="Contribution"))


def _ages(kb: KnowledgeBase, record: CompleteRecord) -> Iterator[Fault]:
    """Yield that every source of the statement is older than the time for which it vouches."""
    years = [kb.works[item.work].year for item in record.source if item.work in kb.works]
    known = [int(year[:4]) for year in years if year[:4].isdecimal()]
    if known and len(known) == len(record.source) and max(known) < record.ends.earliest.year:
        what = f"it vouches for the record up to {record.ends}, and its source is of {max(known)}"
        remedy = "Let it end when the source was written, or name a later source."
        yield Fault("ends", what, "Nobody can say what was still to come.", remedy)


def _listed(kb: KnowledgeBase, record: CompleteRecord, kind: str) -> bool:
    """Tell whether a fact of a kind is listed that may be the one meant: of the state, or of nobody's in particular."""
    return any(
        type(item).__name__ == kind
        and _same(item, "state", record.state)
        and _same(item, "coalition", record.coalition)
        and item.source
        for item in kb.records.values()
    )


def _same(item: Record, field: str, name: str) -> bool:
    return getattr(item, field, None) in (None, name)


def _within(date: Moment, record: CompleteRecord) -> bool:
    return record.begins.earliest <= date.earliest and date.latest <= record.ends.latest
