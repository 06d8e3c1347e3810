"""From graphs to records, with every check that one file can fail or several can fail together.

The first fault in the order of files and nodes is raised; until the last check has passed, nothing is given out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import NoneType
from typing import Any, TypeVar

import pyoxigraph as ox

from kb.errors import InputError, Place, Report, refuse
from kb.names import CLASSES, TYPE, name_of, property_of
from kb.near import suggest
from kb.reading.files import Reading, Value
from kb.reading.nodes import Node, Nodes
from kb.reading.order import in_order, loop, looped
from kb.reading.references import lacks, unknown_class, unknown_concept, wrong_node
from kb.reading.relations import Fault, check_alone, check_together
from kb.records import FOLDERS, SCHEMES, TARGETS, Citation, Record
from kb.schema import Slot, slots
from kb.values import ValueFault, citation_order, plain_value
from kb.words.vocabulary import Vocabulary
from ontology.terms import BASE, EARLIEST, LATEST, NAMESPACE

Made = TypeVar("Made", Record, Citation)


class _Told(Exception):
    """A value cannot be used for a fault that has been told already."""


@dataclass
class Builder:
    """Turn the graphs of several files into records.

    ``works`` are the keys of the bibliography. ``report`` hears of every fault; if it goes on after one, what is at
    fault is left out.
    """

    readings: Sequence[Reading]
    vocabulary: Vocabulary
    works: Iterable[str]
    report: Report = refuse
    _nodes: Nodes = field(init=False)
    _cited: set[str] = field(default_factory=set)

    def build(self) -> tuple[dict[str, Record], dict[str, Place]]:
        """Return every record and its place, by name.

        Raises:
            InputError: anything in the files is not as the ontology and the bibliography have it.
        """
        self._nodes = Nodes.of(self.readings, self.vocabulary, self.report)
        self._nodes.concepts["work"] = set(self.works)
        facts = {name_of(iri): node for iri, node in self._nodes.by_iri.items() if node.kind is not Citation}
        made = {name: self._record(node) for name, node in facts.items()}
        records = {name: record for name, record in made.items() if record is not None}
        self._refuse_stray_citations()
        cleared: set[str] = set()
        for name, record in records.items():
            fault = check_together(record, records, cleared)
            if fault:
                self.report(self._error(facts[name], fault))
        self._refuse_loop(records, facts)
        places = {name: node.reading.marks.place(node.iri) for name, node in facts.items()}
        return in_order({**self.vocabulary.records, **records}), {**self.vocabulary.places, **places}

    def _refuse_loop(self, records: Mapping[str, Record], facts: Mapping[str, Node]) -> None:
        found = loop({**self.vocabulary.records, **records})
        if found:
            fault = looped(found, records)
            self.report(self._error(facts[found[-1]], fault))

    def _record(self, node: Node) -> Record | None:
        """Return the record of a node; none where it lacks what every fact of its kind has."""
        found: dict[str, Any] = {"id": name_of(node.iri), **self._fields(node)}
        if not found.get("source") and node.kind not in FOLDERS and not node.reading.marks.gives(node.iri, "source"):
            fault = Fault(
                None,
                "has no source",
                "A fact that nobody can look up proves nothing.",
                "Add `source: {work: ..., place: ...}`.",
            )
            self.report(self._error(node, fault))
        assert issubclass(node.kind, Record)
        return self._made(node, node.kind, found)

    def _made(self, node: Node, kind: type[Made], found: Mapping[str, Any]) -> Made | None:
        """Return a node as what it is, once nothing in it contradicts the rest; none where a field is missing."""
        missing = [slot.field for slot in slots(kind).values() if slot.required and slot.field not in found]
        given: dict[str, Any] = {**dict.fromkeys(missing), **found}
        made = kind(**given)
        fault = check_alone(made)
        if fault:
            self.report(self._error(node, fault))
        return None if missing else made

    def _fields(self, node: Node) -> dict[str, Any]:
        """Return the fields of a node, each checked on its own; those at fault are left out."""
        known = slots(node.kind)
        found: dict[str, Any] = {}
        for link, values in node.given.items():
            slot = known.get(link)
            if slot:
                read = self._field(node, slot, list(values))
                if read is not None:
                    found[slot.field] = read
            elif link != TYPE and not _is_derived(link, known):
                self.report(self._no_such_property(node, link, known.values()))
        marks = node.reading.marks
        for slot in known.values():
            if slot.required and slot.field not in found and not marks.gives(node.iri, slot.field):
                self.report(self._error(node, lacks(node.kind, slot.field)))
        return found

    def _field(self, node: Node, slot: Slot, values: list[Value]) -> Any:
        if len(values) > 1 and not slot.many:
            given = " and ".join(repr(_shown(slot, value)) for value in values[:3])
            fault = Fault(
                slot.field,
                f"has {len(values)} values for `{slot.field}`: {given}",
                "Only one can hold for one fact.",
                "Keep one, or write a fact of its own for each.",
            )
            self.report(self._error(node, fault, values[1]))
        read = []
        for value in values:
            try:
                read.append(self._value(node, slot, value))
            except _Told:
                continue
            except InputError as error:
                self.report(error)
        if not read:
            return None
        if not slot.many:
            return read[0]
        return tuple(sorted(set(read), key=citation_order if slot.takes == "source" else None))

    def _value(self, node: Node, slot: Slot, value: Value) -> Any:
        if slot.takes == "concept":
            return self._concept(node, slot, value)
        if slot.takes == "node":
            return self._reference(node, slot, value)
        if slot.takes == "class":
            return self._class_name(node, slot, value)
        if slot.takes == "source":
            return self._citation(node, slot, value)
        try:
            return plain_value(slot, value)
        except ValueFault as found:
            what = f"`{slot.field}` {found.what}"
            raise self._error(node, Fault(slot.field, what, found.why, found.remedy), value) from found

    def _concept(self, node: Node, slot: Slot, value: Value) -> str:
        scheme = SCHEMES[slot.field]
        concept = value.value.removeprefix(f"{BASE}{scheme}/")
        known = self._nodes.concepts.get(scheme, set())
        if concept not in known or not isinstance(value, ox.NamedNode) or concept == value.value:
            raise self._error(node, unknown_concept(slot.field, _shown(slot, value), known), value)
        return concept

    def _reference(self, node: Node, slot: Slot, value: Value) -> str:
        name = name_of(value.value)
        wanted = TARGETS[slot.field]
        target = self._nodes.by_iri.get(value.value) if isinstance(value, ox.NamedNode) else None
        listed = self.vocabulary.records.get(name) if isinstance(value, ox.NamedNode) else None
        kind = target.kind if target else type(listed)
        if kind in wanted:
            return name
        if value.value in self._nodes.lost:
            raise _Told
        fitting = [name_of(other.iri) for other in self._nodes.by_iri.values() if other.kind in wanted]
        raise self._error(node, wrong_node(slot.field, name, None if kind is NoneType else kind, fitting), value)

    def _class_name(self, node: Node, slot: Slot, value: Value) -> str:
        kind = CLASSES.get(value.value)
        if kind is None or kind is Citation or not isinstance(value, ox.NamedNode):
            raise self._error(node, unknown_class(slot.field, value.value), value)
        return kind.__name__

    def _citation(self, node: Node, slot: Slot, value: Value) -> Citation:
        source = self._nodes.by_iri.get(value.value)
        if source is None or source.kind is not Citation:
            raise self._error(
                node,
                Fault(
                    slot.field,
                    f"`source` names {name_of(value.value)!r}, which is no Citation",
                    "A source needs a work and a place in it.",
                    "Describe it as a node of type Citation with `work` and `place`.",
                ),
                value,
            )
        self._cited.add(value.value)
        made = self._made(source, Citation, self._fields(source))
        if made is None:
            raise _Told
        return made

    def _refuse_stray_citations(self) -> None:
        for node in self._nodes.by_iri.values():
            if node.kind is Citation and node.iri not in self._cited and not self._is_of_lost(node):
                fault = Fault(None, "is the source of no fact", "It would be lost.", "Name it as a `source`.")
                self.report(self._error(node, fault))

    def _is_of_lost(self, node: Node) -> bool:
        return node.iri.partition("/source/")[0] in self._nodes.lost

    def _no_such_property(self, node: Node, link: str, known: Iterable[Slot]) -> InputError:
        every = {property_of(slot.field): slot.field for kind in CLASSES.values() for slot in slots(kind).values()}
        word = every.get(link, link.removeprefix(NAMESPACE))
        words = ["id", "type", *(slot.field for slot in known)]
        return self._error(
            node,
            Fault(
                word,
                f"a {node.kind.__name__} has no `{word}`",
                "No rule would ever read it.",
                suggest(word, words, otherwise=f"Known: {', '.join(sorted(words))}."),
            ),
        )

    def _error(self, node: Node, fault: Fault, value: Value | None = None) -> InputError:
        place = node.reading.marks.place(node.iri, fault.field, value.value if value else None)
        name = name_of(node.iri)
        return InputError(f"{name}: {fault.what}", where=place, why=fault.why, remedy=fault.remedy, fact=name)


def _shown(slot: Slot, value: Value) -> str:
    scheme = SCHEMES.get(slot.field)
    return name_of(value.value).removeprefix(f"{scheme}/")


def _is_derived(link: str, known: Mapping[str, Slot]) -> bool:
    """Tell whether a property is one of the bounds that exports add to a date."""
    for end in (EARLIEST, LATEST):
        slot = known.get(link.removesuffix(end)) if link.endswith(end) else None
        if slot and slot.takes == "date":
            return True
    return False
