"""Everything on record about a state's part in a coalition, as lines with a date.

What is said here is what the case files say, and the joining and leaving of units that follows from the dates of
contributions. Nothing is judged.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from explain.words.headlines import kinds, line
from explain.words.phrases import sources, task, units, variants
from kb import records as r
from kb.dates import Moment
from kb.profiles.profile import Successors, contributions_of, leaving, successors
from kb.store import KnowledgeBase

_LEAVING = frozenset({"ends", "planned_end"})
_JOINING = frozenset(r.field_types(r.Contribution)) - _LEAVING
"""The properties of a contribution whose variants are shown where the units leave, and where they join."""


@dataclass(frozen=True, slots=True, order=True)
class Dated:
    """One line of a history: when, what sort of thing, what in words, which node says so.

    ``sources`` and ``variants`` (what other places say instead) are lines of their own. Sorts: change (of units in
    service), decision, statement, request, agreement, event, capacity.
    """

    date: Moment
    sort: str
    text: str
    id: str
    sources: tuple[str, ...]
    variants: tuple[str, ...]


@dataclass(frozen=True)
class History:
    """A state's part in a coalition over time: its contributions, and dated lines in order."""

    kb: KnowledgeBase
    state: str
    coalition: str
    contributions: tuple[r.Contribution, ...]
    following: Successors
    lines: tuple[Dated, ...]


def history(kb: KnowledgeBase, state: str, coalition: str) -> History:
    """Return the history of a state in a coalition; lines by earliest day, the less precise date later."""
    contributions = contributions_of(kb, state, coalition)
    following = successors(contributions)
    lines = [*_changes(kb, contributions, following), *_facts(kb, state, coalition)]
    return History(kb, state, coalition, contributions, following, tuple(sorted(lines)))


def _changes(kb: KnowledgeBase, contributions: tuple[r.Contribution, ...], following: Successors) -> Iterator[Dated]:
    names = {found.id: found for found in contributions}
    for found in contributions:
        origin = names.get(found.continues or "")
        here = f"{units(kb, found)} ({task(kb, found)})"
        text = f"{units(kb, origin)} → {here}" if origin else f"+ {here}"
        joins = _dated(kb, found, found.begins, "change", text)
        gone = leaving(found, following)
        if gone is None or found.id in following:
            yield joins
            continue
        leaves = _dated(kb, found, gone, "change", f"- {here}")
        yield replace(joins, variants=tuple(variants(kb, found, _JOINING)))
        yield replace(leaves, variants=tuple(variants(kb, found, _LEAVING)))


def _facts(kb: KnowledgeBase, state: str, coalition: str) -> Iterator[Dated]:
    for kind, (sort, field, _) in kinds().items():
        for record in kb.of(kind):
            date = getattr(record, field, None) or getattr(record, "begins", None)
            if not isinstance(date, Moment) or not _concerns(kb, record, state, coalition):
                continue
            yield _dated(kb, record, date, sort, line(kb, record, date))
            if isinstance(record, r.Incident) and record.public != date:
                yield _dated(kb, record, record.public, sort, f"becomes public: {kb.label(record.id)}")


def _dated(kb: KnowledgeBase, record: r.Record, date: Moment, sort: str, text: str) -> Dated:
    return Dated(date, sort, text, record.id, tuple(sources(kb, record)), tuple(variants(kb, record)))


def _concerns(kb: KnowledgeBase, record: r.Record, state: str, coalition: str) -> bool:
    """Tell whether a record is about the state (or about no state in particular) and the coalition (or none)."""
    if isinstance(record, r.Shift):
        arrangement = kb.records.get(record.arrangement)
        return record.state == state and isinstance(arrangement, r.Arrangement) and arrangement.coalition == coalition
    if getattr(record, "coalition", coalition) != coalition:
        return False
    if isinstance(record, r.Arrangement):
        return state in record.partners
    actors = [getattr(record, name) for name in ("state", "requester", "by") if hasattr(record, name)]
    return not actors or state in actors
