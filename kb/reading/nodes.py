"""The nodes of several graphs: each with its one class and a name that nothing else bears."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pyoxigraph as ox

from kb.errors import InputError, Report, refuse
from kb.names import CLASSES, TYPE, name_of, property_of
from kb.near import suggest
from kb.reading.files import Description, Reading
from kb.records import FOLDERS, OBSERVED, Citation, Record
from kb.words.vocabulary import Vocabulary
from ontology.terms import BASE, NAMESPACE, term


@dataclass
class Node:
    """A node before it becomes a record."""

    iri: str
    kind: type[Record] | type[Citation]
    given: Description
    reading: Reading


_OWN = frozenset({property_of("label"), property_of("note"), property_of("source")})
"""What each file may say in its own way of one and the same thing."""
_CITATION = ox.NamedNode(term(Citation.__name__))


def _join(readings: Sequence[Reading]) -> None:
    """Let a thing that several files describe alike, as cases do with a state, stand once.

    The first file keeps what it says, sources and all; another adds what the first leaves out.
    """
    first: dict[str, Description] = {}
    for reading in readings:
        again = {
            iri: first[iri]
            for iri, given in reading.nodes.items()
            if iri in first and _CITATION not in given.get(TYPE, ()) and not any(_parted(first[iri], given))
        }
        sources = {
            value.value for iri in again for value in reading.nodes[iri].get(property_of("source"), ()) if value.value
        }
        kept = [quad for quad in reading.quads if _adds(quad, again, sources)]
        for iri, known in again.items():
            for link, values in reading.nodes[iri].items():
                known.setdefault(link, values)
        for iri in again.keys() | sources:
            reading.nodes.pop(iri, None)
        reading.quads[:] = kept
        for iri, given in reading.nodes.items():
            first.setdefault(iri, given)


def _parted(one: Description, other: Description) -> Iterator[str]:
    """Yield the properties of which two descriptions of a thing say something else."""
    shared = (link for link in one if link in other and link not in _OWN)
    yield from (link for link in shared if one[link].keys() != other[link].keys())


def _adds(quad: ox.Quad, again: Mapping[str, Description], sources: Collection[str]) -> bool:
    """Tell whether a statement says what is not said before."""
    subject = getattr(quad.subject, "value", "")
    return subject not in sources and quad.predicate.value not in again.get(subject, ())


@dataclass
class Nodes:
    """Every node by IRI, in the order of files, and every concept by scheme."""

    vocabulary: Vocabulary
    by_iri: dict[str, Node] = field(default_factory=dict)
    concepts: dict[str, set[str]] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)
    """The IRIs of nodes that could not be read: to name one is no fault of its own."""

    @classmethod
    def of(cls, readings: Sequence[Reading], vocabulary: Vocabulary, report: Report = refuse) -> "Nodes":
        """Find the class of every node; ``report`` hears of those that have none, or bear a name that is taken.

        Raises:
            InputError: a node has no class, or two, or an unknown one; or its name is taken.
        """
        _join(readings)
        found = cls(vocabulary, concepts={scheme: set(known) for scheme, known in vocabulary.concepts.items()})
        for reading in readings:
            found.lost |= reading.marks.lost
            for iri, given in reading.nodes.items():
                try:
                    if iri not in reading.marks.lost:
                        found._add(iri, given, reading)
                except InputError as error:
                    found.lost.add(iri)
                    error.fact = name_of(iri)
                    report(error)
        return found

    def _add(self, iri: str, given: Description, reading: Reading) -> None:
        place = reading.marks.place(iri)
        earlier = self.by_iri.get(iri)
        if earlier or name_of(iri) in self.vocabulary.records:
            where = earlier.reading.marks.place(iri) if earlier else self.vocabulary.places[name_of(iri)]
            other = next(_parted(earlier.given, given), None) if earlier and earlier.reading is not reading else None
            told = f", with another `{name_of(other).rpartition('#')[2]}`" if other else ""
            raise InputError(
                f"the id {name_of(iri)!r} is used twice",
                where=place,
                why=f"It stands in {where} already{told}; two facts under one name would melt into one.",
                remedy="Give one of them another id, or leave one of the files out.",
            )
        kind = self._class(iri, given, reading)
        if kind in FOLDERS:
            self._add_concept(iri, kind.__name__, FOLDERS[kind], reading)
        self.by_iri[iri] = Node(iri, kind, given, reading)

    def _add_concept(self, iri: str, called: str, folder: str, reading: Reading) -> None:
        scheme, _, concept = name_of(iri).partition("/")
        if scheme != folder or not concept:
            raise InputError(
                f"the {called} {name_of(iri)!r} does not lie in {folder}/",
                where=reading.marks.place(iri, "id"),
                why="Facts name such terms by their last word, within that folder.",
                remedy=f"Call it {folder}/{name_of(iri).rpartition('/')[2]}.",
            )
        self.concepts.setdefault(folder, set()).add(concept)

    def _class(self, iri: str, given: Description, reading: Reading) -> type[Record] | type[Citation]:
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
            raise InputError(
                f"{name_of(iri)!r} is of the unknown class {class_word(types[0])!r}",
                where=reading.marks.place(iri, "type", types[0]),
                why="A case file states what was observed or said; conclusions are left to the rules.",
                remedy=suggest_class(types[0]),
            )
        return kind


def class_word(iri: str) -> str:
    """Return the word by which a case file calls a class."""
    return iri.removeprefix(NAMESPACE).removeprefix(BASE)


def suggest_class(iri: str) -> str:
    """Return the observed classes that an unknown one comes near to, or all of them."""
    known = [kind.__name__ for kind in OBSERVED]
    return suggest(class_word(iri), known, otherwise=f"Known classes: {', '.join(known)}.")
