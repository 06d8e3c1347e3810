"""From graphs to records, with every check that one file can fail or several can fail together.

The first fault in the order of files and nodes is raised; until the last check has passed, nothing is given out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NoReturn

import pyoxigraph as ox

from kb.errors import InputError, Place
from kb.names import BASE, CLASSES, ONTOLOGY, TYPE, name_of, property_of
from kb.near import suggest
from kb.reading import Description, Reading, Value
from kb.records import OBSERVED, SCHEMES, Capability, Citation, Ground, Record, Role
from kb.relations import Fault, check_alone, check_together
from kb.schema import TARGETS, Slot, slots
from kb.values import ValueFault, plain_value
from kb.vocabulary import Vocabulary

FOLDERS: dict[type[Record], str] = {Role: "role", Capability: "capability", Ground: "ground"}
"""Vocabulary terms that a case file may add, and the folder in which their names must lie."""

_DERIVED = ("Earliest", "Latest")


@dataclass
class _Node:
    """A node before it becomes a record."""

    iri: str
    kind: type
    given: Description
    reading: Reading


@dataclass
class Builder:
    """Turn the graphs of several files into records. ``works`` are the keys of the bibliography."""

    readings: Sequence[Reading]
    vocabulary: Vocabulary
    works: Iterable[str]
    _nodes: dict[str, _Node] = field(default_factory=dict)
    _concepts: dict[str, set[str]] = field(default_factory=dict)
    _cited: set[str] = field(default_factory=set)

    def build(self) -> tuple[dict[str, Record], dict[str, Place]]:
        """Return every record and its place, by name.

        Raises:
            InputError: anything in the files is not as the ontology and the bibliography have it.
        """
        self._concepts = {scheme: set(known) for scheme, known in self.vocabulary.concepts.items()}
        self._concepts["work"] = set(self.works)
        for reading in self.readings:
            for iri, given in reading.nodes.items():
                self._classify(iri, given, reading)
        records: dict[str, Record] = {}
        for node in self._nodes.values():
            if node.kind is not Citation:
                records[name_of(node.iri)] = self._record(node)
        self._refuse_stray_citations()
        for name, record in records.items():
            fault = check_together(record, records)
            if fault:
                self._raise_fault(self._nodes[_iri(name)], fault)
        places = {name: self._nodes[_iri(name)].reading.marks.place(_iri(name)) for name in records}
        return {**self.vocabulary.records, **records}, {**self.vocabulary.places, **places}

    def _classify(self, iri: str, given: Description, reading: Reading) -> None:
        """Find the class of a node and check that nothing else bears its name."""
        place = reading.marks.place(iri)
        earlier = self._nodes.get(iri)
        if earlier or name_of(iri) in self.vocabulary.records:
            where = earlier.reading.marks.place(iri) if earlier else self.vocabulary.places[name_of(iri)]
            raise InputError(
                f"the id {name_of(iri)!r} is used twice",
                where=place,
                why=f"It stands in {where} already; two facts under one name would melt into one.",
                remedy="Give one of them another id, or leave one of the files out.",
            )
        kind = self._class(iri, given, reading)
        folder = FOLDERS.get(kind)
        if folder:
            scheme, _, concept = name_of(iri).partition("/")
            if scheme != folder or not concept:
                raise InputError(
                    f"the {kind.__name__} {name_of(iri)!r} does not lie in {folder}/",
                    where=place,
                    why="Facts name such terms by their last word, within that folder.",
                    remedy=f"Call it {folder}/{name_of(iri).rpartition('/')[2]}.",
                )
            self._concepts.setdefault(folder, set()).add(concept)
        self._nodes[iri] = _Node(iri, kind, given, reading)

    def _class(self, iri: str, given: Description, reading: Reading) -> type:
        types = [value.value for value in given.get(TYPE, ()) if value.value.startswith(BASE)]
        if len(types) != 1:
            raise InputError(
                f"{name_of(iri)!r} has {'no class' if not types else 'more than one class'}",
                where=reading.marks.place(iri, "type"),
                why="Its class says what can be stated about it.",
                remedy=f"Give it one of these types: {', '.join(kind.__name__ for kind in OBSERVED)}.",
            )
        kind = CLASSES.get(types[0])
        if kind is None:
            word = types[0].removeprefix(ONTOLOGY).removeprefix(BASE)
            known = [known.__name__ for known in OBSERVED]
            raise InputError(
                f"{name_of(iri)!r} is of the unknown class {word!r}",
                where=reading.marks.place(iri, "type", types[0]),
                why="A case file states what was observed or said; conclusions are left to the rules.",
                remedy=suggest(word, known, otherwise=f"Known classes: {', '.join(known)}."),
            )
        return kind

    def _record(self, node: _Node) -> Record:
        found: dict[str, Any] = {"id": name_of(node.iri), **self._fields(node)}
        if not found.get("source") and node.kind not in FOLDERS:
            self._fault(
                node,
                None,
                "has no source",
                "A fact that nobody can look up proves nothing.",
                "Add `source: {work: ..., place: ...}`.",
            )
        return self._made(node, found)

    def _made(self, node: _Node, found: Mapping[str, Any]) -> Any:
        made = node.kind(**found)
        fault = check_alone(made)
        if fault:
            self._raise_fault(node, fault)
        return made

    def _fields(self, node: _Node) -> dict[str, Any]:
        """Return the fields of a node, each checked on its own."""
        known = slots(node.kind)
        found: dict[str, Any] = {}
        for link, values in node.given.items():
            slot = known.get(link)
            if slot:
                found[slot.field] = self._field(node, slot, values)
            elif link != TYPE and not _is_derived(link, known):
                self._refuse_property(node, link, known.values())
        for slot in known.values():
            if slot.required and slot.field not in found:
                why = f"A {node.kind.__name__} cannot be judged without it."
                self._fault(node, None, f"has no `{slot.field}`", why, f"Add a line `{slot.field}: ...`.")
        return found

    def _field(self, node: _Node, slot: Slot, values: list[Value]) -> Any:
        if len(values) > 1 and not slot.many:
            given = " and ".join(repr(_shown(slot, value)) for value in values[:3])
            self._fault(
                node,
                slot.field,
                f"has {len(values)} values for `{slot.field}`: {given}",
                "Only one can hold for one fact.",
                "Keep one, or write a fact of its own for each.",
                values[1],
            )
        read = [self._value(node, slot, value) for value in values]
        if not slot.many:
            return read[0]
        return tuple(sorted(set(read), key=_citation_order if slot.takes == "source" else None))

    def _value(self, node: _Node, slot: Slot, value: Value) -> Any:
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
        except ValueFault as fault:
            self._fault(node, slot.field, f"`{slot.field}` {fault.what}", fault.why, fault.remedy, value)

    def _concept(self, node: _Node, slot: Slot, value: Value) -> str:
        scheme = SCHEMES[slot.field]
        concept = value.value.removeprefix(f"{BASE}{scheme}/")
        known = self._concepts.get(scheme, set())
        if concept not in known or not isinstance(value, ox.NamedNode) or concept == value.value:
            word = _shown(slot, value)
            terms = f"Known are: {', '.join(sorted(known))}." if len(known) < 40 else f"{len(known)} are known."
            ways = {
                "work": f"Add it to a .bib file beside the case. {terms}",
                "capability": f"Add a node `id: capability/{word}` of type Capability. {terms}",
            }
            self._fault(
                node,
                slot.field,
                f"`{slot.field}` names the unknown {'source' if scheme == 'work' else scheme} {word!r}",
                "Every source must stand in the bibliography." if scheme == "work" else "No rule could read it.",
                suggest(word, known, otherwise=ways.get(scheme, terms)),
                value,
            )
        return concept

    def _reference(self, node: _Node, slot: Slot, value: Value) -> str:
        name = name_of(value.value)
        target = self._nodes.get(value.value) if isinstance(value, ox.NamedNode) else None
        wanted = TARGETS[slot.field]
        called = " or ".join(kind.__name__ for kind in wanted) if wanted is not OBSERVED else "node"
        listed = self.vocabulary.records.get(name)
        if not target and not (listed and isinstance(listed, wanted)):
            fitting = [name_of(other.iri) for other in self._nodes.values() if other.kind in wanted]
            self._fault(
                node,
                slot.field,
                f"`{slot.field}` names {name!r}, and there is no such node",
                f"It must name a {called} that some file describes.",
                suggest(name, fitting, otherwise=f"Add a node with `id: {name}`, or the file that has it."),
                value,
            )
        if target and target.kind not in wanted:
            fitting = [name_of(other.iri) for other in self._nodes.values() if other.kind in wanted]
            self._fault(
                node,
                slot.field,
                f"`{slot.field}` names {name!r}, which is a {target.kind.__name__}",
                f"It must name a {called}.",
                suggest(name, fitting, otherwise=f"Name a {called}."),
                value,
            )
        return name

    def _class_name(self, node: _Node, slot: Slot, value: Value) -> str:
        kind = CLASSES.get(value.value)
        if kind is None or kind is Citation or not isinstance(value, ox.NamedNode):
            word = value.value.removeprefix(ONTOLOGY).removeprefix(BASE)
            known = [known.__name__ for known in OBSERVED]
            self._fault(
                node,
                slot.field,
                f"`{slot.field}` names the unknown class {word!r}",
                "A record can only be complete for kinds of fact that exist.",
                suggest(word, known, otherwise=f"Known classes: {', '.join(known)}."),
                value,
            )
        return kind.__name__

    def _citation(self, node: _Node, slot: Slot, value: Value) -> Citation:
        source = self._nodes.get(value.value)
        if source is None or source.kind is not Citation:
            self._fault(
                node,
                slot.field,
                f"`source` names {name_of(value.value)!r}, which is no Citation",
                "A source needs a work and a place in it.",
                "Describe it as a node of type Citation with `work` and `place`.",
                value,
            )
        self._cited.add(value.value)
        made: Citation = self._made(source, self._fields(source))
        return made

    def _refuse_stray_citations(self) -> None:
        for node in self._nodes.values():
            if node.kind is Citation and node.iri not in self._cited:
                self._fault(node, None, "is the source of no fact", "It would be lost.", "Name it as a `source`.")

    def _refuse_property(self, node: _Node, link: str, known: Iterable[Slot]) -> NoReturn:
        every = {property_of(slot.field): slot.field for kind in CLASSES.values() for slot in slots(kind).values()}
        word = every.get(link, link.removeprefix(ONTOLOGY))
        words = ["id", "type", *(slot.field for slot in known)]
        self._fault(
            node,
            word,
            f"a {node.kind.__name__} has no `{word}`",
            "No rule would ever read it.",
            suggest(word, words, otherwise=f"Known: {', '.join(sorted(words))}."),
        )

    def _raise_fault(self, node: _Node, fault: Fault) -> NoReturn:
        self._fault(node, fault.field, fault.what, fault.why, fault.remedy)

    def _fault(
        self, node: _Node, key: str | None, what: str, why: str, remedy: str, value: Value | None = None
    ) -> NoReturn:
        place = node.reading.marks.place(node.iri, key, value.value if value else None)
        raise InputError(f"{name_of(node.iri)}: {what}", where=place, why=why, remedy=remedy)


def _iri(name: str) -> str:
    return name if ":" in name else BASE + name


def _shown(slot: Slot, value: Value) -> str:
    scheme = SCHEMES.get(slot.field)
    return name_of(value.value).removeprefix(f"{scheme}/")


def _is_derived(link: str, known: Mapping[str, Slot]) -> bool:
    """Tell whether a property is one of the bounds that exports add to a date."""
    for end in _DERIVED:
        slot = known.get(link.removesuffix(end)) if link.endswith(end) else None
        if slot and slot.takes == "date":
            return True
    return False


def _citation_order(citation: Citation) -> tuple[str, str, str, str]:
    return citation.work, citation.place, citation.document or "", citation.document_place or ""
