"""Records held to what a case file must be: the checks of reading, for records that were changed or made up later."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kb.names import CLASSES, iri_of
from kb.reading.order import loop, looped
from kb.reading.references import lacks, unknown_class, unknown_concept, wrong_node
from kb.reading.relations import Fault, check_alone, check_together
from kb.records import SCHEMES, TARGETS, Record
from kb.schema import Slot, slots
from kb.values import ValueFault, checked_number
from kb.words.vocabulary import bundled_vocabulary
from ontology.terms import term


def fault_in(record: Record, records: Mapping[str, Record], fields: Iterable[str] | None = None) -> Fault | None:
    """Return the first fault for which a case file with this record among the others would be refused.

    Args:
        record: the record, as it would be read.
        records: all records by name, this one among them.
        fields: the fields whose values are new; all, where none are given.
    """
    for slot in slots(type(record)).values():
        if fields is None or slot.field in fields:
            fault = next(_faults(record, slot, records), None)
            if fault:
                return fault
    return check_alone(record) or check_together(record, records, set()) or _fault_in_order(record, records)


def _fault_in_order(record: Record, records: Mapping[str, Record]) -> Fault | None:
    """Return the fault of a fact whose order leads back to itself."""
    found = loop(records) if record.after or record.before else ()
    return looped(found, records) if record.id in found else None


def _faults(record: Record, slot: Slot, records: Mapping[str, Record]) -> Iterator[Fault]:
    value = getattr(record, slot.field)
    items = value if slot.many else () if value is None else (value,)
    if slot.required and not items:
        yield lacks(type(record), slot.field)
    for item in items:
        fault = _fault(slot, item, records)
        if fault:
            yield fault


def _fault(slot: Slot, value: Any, records: Mapping[str, Record]) -> Fault | None:
    """Return what is wrong with one value of a field."""
    if slot.takes == "concept":
        known = _concepts(SCHEMES[slot.field], records)
        return None if value in known else unknown_concept(slot.field, value, known)
    if slot.takes == "node":
        kind = type(records[value]) if value in records else None
        fitting = (name for name, other in records.items() if type(other) in TARGETS[slot.field])
        return None if kind in TARGETS[slot.field] else wrong_node(slot.field, value, kind, fitting)
    if slot.takes == "class":
        return None if term(value) in CLASSES else unknown_class(slot.field, iri_of(value))
    if slot.takes in ("count", "number"):
        try:
            checked_number(slot, value)
        except ValueFault as found:
            return Fault(slot.field, f"`{slot.field}` {found.what}", found.why, found.remedy)
    return None


def _concepts(scheme: str, records: Mapping[str, Record]) -> set[str]:
    """Return the concepts of a scheme: those of the vocabulary, and those that a case adds."""
    folder = f"{scheme}/"
    added = {name.removeprefix(folder) for name in records if name.startswith(folder)}
    return {*bundled_vocabulary().concepts.get(scheme, ()), *added}
