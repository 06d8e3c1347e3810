"""From graphs to records, with every check that one file can fail or several can fail together.

The first fault in the order of files and nodes is raised; until the last check has passed, nothing is given out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import NoneType
from typing import Any, NoReturn, TypeVar

import pyoxigraph as ox

from kb.errors import InputError, Place
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


@dataclass
class Builder:
    """Turn the graphs of several files into records. ``works`` are the keys of the bibliography."""

    readings: Sequence[Reading]
    vocabulary: Vocabulary
    works: Iterable[str]
    _nodes: Nodes = field(init=False)
    _cited: set[str] = field(default_factory=set)

    def build(self) -> tuple[dict[str, Record], dict[str, Place]]:
        """Return every record and its place, by name.

        Raises:
            InputError: anything in the files is not as the ontology and the bibliography have it.
        """
        self._nodes = Nodes.of(self.readings, self.vocabulary)
        self._nodes.concepts["work"] = set(self.works)
        facts = {name_of(iri): node for iri, node in self._nodes.by_iri.items() if node.kind is not Citation}
        records = {name: self._record(node) for name, node in facts.items()}
        self._refuse_stray_citations()
        cleared: set[str] = set()
        for name, record in records.items():
            fault = check_together(record, records, cleared)
            if fault:
                raise self._error(facts[name], fault)
        self._refuse_loop(records, facts)
        places = {name: node.reading.marks.place(node.iri) for name, node in facts.items()}
        return in_order({**self.vocabulary.records, **records}), {**self.vocabulary.places, **places}

    def _refuse_loop(self, records: Mapping[str, Record], facts: Mapping[str, Node]) -> None:
        found = loop({**self.vocabulary.records, **records})
        if found:
            fault = looped(found, records)
            raise self._error(facts[found[-1]], fault)

    def _record(self, node: Node) -> Record:
        found: dict[str, Any] = {"id": name_of(node.iri), **self._fields(node)}
        if not found.get("source") and node.kind not in FOLDERS:
            raise self._error(
                node,
                Fault(
                    None,
                    "has no source",
                    "A fact that nobody can look up proves nothing.",
                    "Add `source: {work: ..., place: ...}`.",
                ),
            )
        assert issubclass(node.kind, Record)
        return self._checked(node, node.kind(**found))

    def _checked(self, node: Node, made: Made) -> Made:
        fault = check_alone(made)
        if fault:
            raise self._error(node, fault)
        return made

    def _fields(self, node: Node) -> dict[str, Any]:
        """Return the fields of a node, each checked on its own."""
        known = slots(node.kind)
        found: dict[str, Any] = {}
        for link, values in node.given.items():
            slot = known.get(link)
            if slot:
                found[slot.field] = self._field(node, slot, list(values))
            elif link != TYPE and not _is_derived(link, known):
                self._refuse_property(node, link, known.values())
        for slot in known.values():
            if slot.required and slot.field not in found:
                raise self._error(node, lacks(node.kind, slot.field))
        return found

    def _field(self, node: Node, slot: Slot, values: list[Value]) -> Any:
        if len(values) > 1 and not slot.many:
            given = " and ".join(repr(_shown(slot, value)) for value in values[:3])
            raise self._error(
                node,
                Fault(
                    slot.field,
                    f"has {len(values)} values for `{slot.field}`: {given}",
                    "Only one can hold for one fact.",
                    "Keep one, or write a fact of its own for each.",
                ),
                values[1],
            )
        read = [self._value(node, slot, value) for value in values]
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
        return self._checked(source, Citation(**self._fields(source)))

    def _refuse_stray_citations(self) -> None:
        for node in self._nodes.by_iri.values():
            if node.kind is Citation and node.iri not in self._cited:
                raise self._error(
                    node, Fault(None, "is the source of no fact", "It would be lost.", "Name it as a `source`.")
                )

    def _refuse_property(self, node: Node, link: str, known: Iterable[Slot]) -> NoReturn:
        every = {property_of(slot.field): slot.field for kind in CLASSES.values() for slot in slots(kind).values()}
        word = every.get(link, link.removeprefix(NAMESPACE))
        words = ["id", "type", *(slot.field for slot in known)]
        raise self._error(
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
        return InputError(f"{name_of(node.iri)}: {fault.what}", where=place, why=fault.why, remedy=fault.remedy)


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
