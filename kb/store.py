"""The knowledge base in memory: every record by name, and the graph and bibliography it came from."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar, cast

from kb.errors import Place
from kb.names import spelled
from kb.records import Record, State

if TYPE_CHECKING:
    import pyoxigraph
    import rdflib

Kind = TypeVar("Kind", bound=Record)


@dataclass(frozen=True)
class Work:
    """A work of the bibliography: ``key``, who, when, what; ``reference`` is the whole entry in one line.

    ``entry`` is the entry itself in BibTeX, ``kind`` what it is called there, ``fields`` what it says, and ``people``
    its authors or editors (``role``), each by family name and given name.
    """

    key: str
    author: str
    year: str
    title: str
    reference: str
    entry: str = field(default="", repr=False)
    kind: str = ""
    fields: Mapping[str, str] = field(default_factory=dict, repr=False, hash=False)
    people: tuple[tuple[str, str], ...] = ()
    role: str = "author"

    @property
    def doi(self) -> str:
        """Return its Digital Object Identifier, as far as the entry gives one."""
        return self.fields.get("doi", "")

    @property
    def isbn(self) -> str:
        """Return its International Standard Book Number, as far as the entry gives one."""
        return self.fields.get("isbn", "")

    @property
    def url(self) -> str:
        """Return where it is to be read, as far as the entry says."""
        return self.fields.get("url", "")

    @property
    def short(self) -> str:
        """Return the work as a reader cites it: author, year and the letter that its key adds to the year."""
        _, year, letter = self.key.rpartition(self.year)
        return f"{self.author} {self.year}{letter if year and len(letter) == 1 and letter.isalpha() else ''}"


@dataclass(frozen=True, eq=False)
class KnowledgeBase:
    """Everything that was loaded.

    Attributes:
        records: every observed fact and vocabulary term, by its name (the path of its IRI below the base).
        works: the bibliography, by key.
        places: where each record was read, for messages.
        statements: returns every statement of the case files, as they were read; see :attr:`quads`.
        as_of: the last day of which it knows anything (see :mod:`kb.altered.as_of`); ``None``: it knows all that was
            loaded.
    """

    records: Mapping[str, Record]
    works: Mapping[str, Work] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    statements: "Callable[[], tuple[pyoxigraph.Quad, ...]]" = field(default=tuple, repr=False, compare=False)
    as_of: date | None = None

    @cached_property
    def quads(self) -> "tuple[pyoxigraph.Quad, ...]":
        """Every statement of the case files; gathered when first asked for."""
        return self.statements()

    @cached_property
    def graph(self) -> "rdflib.Graph":
        """The graph of the case files, for SPARQL and export; made when first asked for."""
        from kb.graph import graph_of  # noqa: PLC0415 - rdflib is slow to import, and judging needs no graph

        return graph_of(self.quads)

    @cached_property
    def digest(self) -> str:
        """The digest of every fact."""
        from kb.digests import digest_of_facts  # noqa: PLC0415 - needed where an answer says with what it was made

        return digest_of_facts(self.records.values())

    @cached_property
    def named_by(self) -> Mapping[str, tuple[str, ...]]:
        """For the name of each record that others name, the names of those others."""
        from kb.links import named_by  # noqa: PLC0415 - needed only where records are taken away

        return named_by(self.records.values())

    @cached_property
    def _by_kind(self) -> dict[type[Record], tuple[Record, ...]]:
        kinds: dict[type[Record], list[Record]] = {}
        for name in sorted(self.records):
            record = self.records[name]
            kinds.setdefault(type(record), []).append(record)
        return {kind: tuple(found) for kind, found in kinds.items()}

    def of(self, kind: type[Kind]) -> tuple[Kind, ...]:
        """Return every record of a class, sorted by name."""
        return cast("tuple[Kind, ...]", self._by_kind.get(kind, ()))

    @cached_property
    def _by_state(self) -> dict[tuple[type[Record], str | None], tuple[Record, ...]]:
        found: dict[tuple[type[Record], str | None], tuple[Record, ...]] = {}
        for kind in self._by_kind:
            found.update(self._parted(kind))
        return found

    def _parted(self, kind: type[Record]) -> dict[tuple[type[Record], str | None], tuple[Record, ...]]:
        """Return the records of a class by their state."""
        found: dict[tuple[type[Record], str | None], list[Record]] = {}
        for record in self._by_kind.get(kind, ()):
            found.setdefault((kind, getattr(record, "state", None)), []).append(record)
        return {key: tuple(records) for key, records in found.items()}

    def of_state(self, kind: type[Kind], state: str | None) -> tuple[Kind, ...]:
        """Return every record of a class whose ``state`` is this one, or that has none, sorted by name."""
        return cast("tuple[Kind, ...]", self._by_state.get((kind, state), ()))

    def with_records(self, records: Mapping[str, Record], names: Iterable[str]) -> "KnowledgeBase":
        """Return a knowledge base with other records; what was gathered of the classes that stay is taken over.

        Args:
            records: all records.
            names: those that are not the same ones as here, or are only here or only there.
        """
        made = KnowledgeBase(records, self.works, self.places, as_of=self.as_of)
        touched = {type(found[name]) for name in names for found in (self.records, records) if name in found}
        by_kind = {kind: found for kind, found in self._by_kind.items() if kind not in touched}
        for kind in touched:
            there = {record.id for record in self._by_kind.get(kind, ())}.union(names)
            found = [records[name] for name in sorted(there) if type(records.get(name)) is kind]
            if found:
                by_kind[kind] = tuple(found)
        by_state = {key: found for key, found in self._by_state.items() if key[0] not in touched}
        made.__dict__.update(_by_kind=by_kind, _by_state=by_state)
        for kind in touched:
            by_state.update(made._parted(kind))
        return made

    def label(self, name: str) -> str:
        """Return what a reader calls a node: its label, else its name in words."""
        record = self.records.get(name)
        if record and record.label:
            return record.label
        words = spelled(name.rpartition("/")[2])
        return words.title() if isinstance(record, State) else words
