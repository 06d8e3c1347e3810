"""Where the absence of a fact counts: the records that a case calls complete (a local closed world)."""

from kb.dates import Moment, day_after
from kb.profiles.part import Part
from kb.records import OBSERVED, CompleteRecord
from kb.store import KnowledgeBase

SHARED = frozenset({"Contribution"})
"""Kinds for which an episode also needs the record of the state's partners in an arrangement."""


def complete_kinds(kb: KnowledgeBase, part: Part, first: Moment, last: Moment) -> dict[str, tuple[str, ...]]:
    """Return the kinds of fact whose record is complete for a state, a coalition and a period.

    Each comes with the names of the facts that say so. Contributions must also be complete for every partner.
    """
    partners = {state for item in part.arrangements for state in item.partners} - {part.state}
    own = _by_kind(kb, part.state, part.coalition.id)
    theirs = [_by_kind(kb, state, part.coalition.id) for state in sorted(partners)]
    found: dict[str, tuple[str, ...]] = {}
    for kind in [kind.__name__ for kind in OBSERVED]:
        if kind in own:
            saying = [own[kind], *([said.get(kind, []) for said in theirs] if kind in SHARED else [])]
            spans = [_spanning(records, first, last) for records in saying]
            if all(spans):
                found[kind] = tuple(name for span in spans for name in span)
    return found


def _by_kind(kb: KnowledgeBase, state: str, coalition: str) -> dict[str, list[CompleteRecord]]:
    found: dict[str, list[CompleteRecord]] = {}
    for item in kb.of_state(CompleteRecord, state):
        if item.coalition == coalition:
            for kind in item.kinds:
                found.setdefault(kind, []).append(item)
    return found


def _spanning(records: list[CompleteRecord], first: Moment, last: Moment) -> tuple[str, ...]:
    """Return the records that together cover a period without a gap; none where they do not."""
    reached, used = first.earliest, []
    for item in sorted(records, key=lambda record: (record.begins.latest, record.id)):
        if item.begins.latest <= reached <= item.ends.earliest:
            used.append(item.id)
            reached = day_after(item.ends.earliest)
    return tuple(used) if reached > last.latest else ()
