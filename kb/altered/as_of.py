"""The knowledge base as it stood on an earlier day: what had happened and was known by then, and nothing later.

A fact is seen when it had surely happened, or was surely known: one dated by a month only after that month's last
day. What dates each kind:

- an incident by the day on which it became public; a limit of capacity by when it was known;
- an arrangement by when it was agreed, a mandate by when it was decided, its term included;
- a contribution, a government, a shift and all else that lasts by its first day; no source says when each shift was
  agreed, but one that a fact seen speaks of was known by then;
- everything else by its date. What has no date (states, areas, comparisons of size) always holds.

Ends that lie later are hidden: units that left later are still there, a mission that ended later is running. What was
planned or agreed stays: a planned end, the last day of a shift or a mandate, the day on which money runs out. Records
are complete no further than to the day. A fact that cannot do without a hidden one is hidden with it; else it only
stops naming it. A decision that is left with nothing to speak of is hidden too, for one that names nothing is about
all units that were there. Sources stay as they are.

What else would tell of later days: a planned end stands from when the mandate of the units was decided, if they have
one; another value for a date that is hidden is hidden with it; and units whose end is hidden go without their label.
"""

from collections.abc import Container, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from kb.dates import Moment, day
from kb.links import without
from kb.names import iri_of, property_of
from kb.profiles.meaning import SENDING
from kb.reading.order import in_order
from kb.records import CompleteRecord, Contribution, Decision, Mandate, Record, Shift, Variant
from kb.store import KnowledgeBase
from ontology.terms import EDTF

if TYPE_CHECKING:
    import pyoxigraph

_KNOWN = ("public", "known", "agreed", "decided", "date", "begins", "proposed")
"""Fields that date a fact; the first that a fact gives counts."""

_HAPPENS = ("ends", "recovered")
"""Fields that say how something ended."""

_CUT = (*_HAPPENS, "planned_end", "label")
"""Fields that may be cut from a fact which is seen."""

_AGREED: tuple[type[Record], ...] = (Shift, Mandate)
"""Kinds whose end was fixed when they were agreed."""


def as_of(kb: KnowledgeBase, on: date) -> KnowledgeBase:
    """Return what was known on a day; the given knowledge base stays as it is."""
    seen = {name for name, record in kb.records.items() if _is_seen(record, on)}
    seen |= {shift.id for shift in kb.of(Shift) if seen.intersection(kb.named_by.get(shift.id, ()))}
    cut = {name: _cut(record, on, seen) for name, record in kb.records.items()}
    hidden = [name for name in kb.records if name not in seen]
    left = without(cut, hidden, kb.named_by)
    empty = [name for name in left if _speaks_of_nothing(kb, left, name)]
    records = without(left, empty, kb.named_by) if empty else left
    return KnowledgeBase(in_order(records), kb.works, kb.places, partial(_quads, kb, records), on)


def known_from(record: Record) -> date | None:
    """Return the day from which on a fact is seen; ``None`` where it always was."""
    dates = (getattr(record, name, None) for name in _KNOWN)
    known = next((moment for moment in dates if isinstance(moment, Moment)), None)
    return None if known is None else known.latest


def _is_seen(record: Record, on: date) -> bool:
    known = known_from(record)
    return known is None or known <= on


def _cut(record: Record, on: date, seen: Container[str]) -> Record:
    """Return a record without what lies later: ends, and what tells of them; of a complete record, the later part."""
    if isinstance(record, CompleteRecord):
        return replace(record, ends=day(on)) if record.ends.latest > on else record
    if isinstance(record, _AGREED):
        return record
    ends = {name: getattr(record, name, None) for name in _HAPPENS}
    hidden: dict[str, Any] = {
        name: None for name, moment in ends.items() if isinstance(moment, Moment) and moment.latest > on
    }
    if isinstance(record, Contribution):
        if hidden:
            hidden["label"] = None
        if record.mandate is not None and record.mandate not in seen:
            hidden["planned_end"] = None
    return replace(record, **hidden) if hidden else record


def _speaks_of_nothing(kb: KnowledgeBase, left: Mapping[str, Record], name: str) -> bool:
    """Tell whether all is hidden that a decision is about, or the date for which a fact gives another value."""
    record, before = left[name], kb.records[name]
    if isinstance(record, Decision) and isinstance(before, Decision):
        return bool(before.about) and not record.about and record.act not in SENDING
    if isinstance(record, Variant):
        whole, part = (found.get(record.about) for found in (kb.records, left))
        return record.property in _CUT and getattr(whole, record.property) != getattr(part, record.property)
    return False


def _quads(kb: KnowledgeBase, records: Mapping[str, Record]) -> "tuple[pyoxigraph.Quad, ...]":
    """Return the statements about what is seen, with what was cut taken out of them."""
    gone = {iri_of(name) for name in kb.records.keys() - records.keys()}
    cut = {
        (iri_of(name), property_of(field)): getattr(record, field)
        for name, record in records.items()
        for field in _CUT
        if getattr(record, field, None) != getattr(kb.records[name], field, None)
    }
    found = []
    for quad in kb.quads:
        subject, value = (getattr(term, "value", "") for term in (quad.subject, quad.object))
        place = (subject, quad.predicate.value)
        if subject.partition("/source/")[0] in gone or value in gone:
            continue
        if place not in cut:
            found.append(quad)
        elif cut[place] is not None:
            found.append(_dated(quad, cut[place]))
    return tuple(found)


def _dated(quad: "pyoxigraph.Quad", moment: Moment) -> "pyoxigraph.Quad":
    """Return a statement with another date."""
    import pyoxigraph as ox  # noqa: PLC0415 - only where a graph was loaded

    return ox.Quad(quad.subject, quad.predicate, ox.Literal(str(moment), datatype=ox.NamedNode(EDTF)))
