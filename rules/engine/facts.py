"""The observed and computed facts that rules match, each mirroring one record class of ``kb`` field by field.

The classes are made from the records and bear their names: ``from rules.engine.facts import Contribution``. Labels,
sources and remarks are left out: no rule reads them. A role, capability or ground bears its bare name, as the fields
that refer to it do.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import is_
from typing import Any, ClassVar, Self

from kb import records
from kb.profiles.base import Computed
from kb.profiles.computed import COMPUTED
from rules.engine.experta_engine import Fact
from rules.engine.proof import Known

_UNMATCHED = frozenset({"label", "source", "note", "basis", "absence", "presence", "on_record"})
_ORDER = frozenset({"after", "before"})  # dates know the order of observed facts (kb.order)
_FIELDS: dict[type[Fact], tuple[str, ...]] = {}


class Mirrored(Fact):
    """A fact that mirrors a record of ``kb``; ``record`` is its class, ``basis`` what a figure was computed from."""

    record: ClassVar[type[Any]]
    basis: tuple[str, ...] = ()

    @cached_property
    def identity(self) -> str:
        """Return the class and the record's name."""
        return f"{type(self).__name__}({self['id']})"

    @cached_property
    def known(self) -> Known:
        """Return the fact as a proof holds it."""
        origin = "computed" if hasattr(self.record, "derived_from") else "observed"
        return Known(self.identity, type(self).__name__, _values(self), origin, tuple(self.basis))


CONCLUSIONS: dict[str, "type[Conclusion]"] = {}
"""Every class of conclusion, by name."""


class Conclusion(Fact):
    """A fact that a rule concludes; its annotated fields tell one conclusion from another.

    ``absence`` says in words that nothing of the kind was concluded, ``presence`` that something was. ``on_record``
    says that a conclusion is about something on record, so that it is absent where it is not even possible, whatever
    else no case tells of.
    """

    absence: ClassVar[str] = ""
    presence: ClassVar[str] = ""
    on_record: ClassVar[bool] = False

    def __init_subclass__(cls) -> None:
        """Enter the class in the list of conclusions."""
        CONCLUSIONS[cls.__name__] = cls

    @classmethod
    def of(cls, values: Iterable[tuple[str, Any]]) -> Self:
        """Return the conclusion with these values."""
        fact = cls.__new__(cls)
        dict.update(fact, values)
        fact.__dict__["identity"] = _identity(fact)
        return fact

    @cached_property
    def identity(self) -> str:
        """Return the class and its fields."""
        return _identity(self)

    @property
    def known(self) -> Known:
        """Return the fact as a proof holds it."""
        return Known(self.identity, type(self).__name__, _values(self), "concluded")


def _identity(fact: Conclusion) -> str:
    kind = type(fact)
    return f"{kind.__name__}({', '.join([f'{name}={fact[name]}' for name in field_names(kind)])})"


def _values(fact: Fact) -> tuple[tuple[str, Any], ...]:
    return tuple([(name, fact[name]) for name in field_names(type(fact))])


def field_names(kind: type[Fact]) -> tuple[str, ...]:
    """Return the fields that a pattern over a class of fact may name, in order."""
    if kind not in _FIELDS:
        record: Any = getattr(kind, "record", None)
        named = kind.__annotations__ if record is None else records.field_types(record)
        unmatched = _UNMATCHED | (_ORDER if isinstance(record, type) and issubclass(record, records.Record) else set())
        _FIELDS[kind] = tuple(name for name in named if name not in unmatched)
    return _FIELDS[kind]


def mirror(record: records.Record | Computed) -> Mirrored:
    """Return the fact that mirrors a record."""
    kind = _MIRRORS.get(type(record)) or mirrors()[type(record)]
    values = {name: getattr(record, name) for name in field_names(kind)}
    values["id"] = record.id.rpartition("/")[2] if kind in VOCABULARY else record.id
    fact = kind(**values)
    fact.basis = getattr(record, "basis", ())
    return fact


class Terms:
    """Facts of the vocabularies, which all that is judged can see.

    Attributes:
        facts: each once, by name.
        known: how proofs hold them, by name.
    """

    def __init__(self, facts: Iterable[Mirrored]) -> None:
        """Put them in order."""
        found = {fact.identity: fact for fact in facts}
        self.facts = tuple([found[name] for name in sorted(found)])
        self.known = {fact.identity: fact.known for fact in self.facts}


@dataclass(frozen=True)
class Seen:
    """All the facts that something to be judged can see: terms, and its own."""

    terms: Terms
    own: tuple[Mirrored, ...]

    def __iter__(self) -> Iterator[Mirrored]:
        """Go through all of them."""
        yield from self.terms.facts
        yield from self.own


def parted(facts: Iterable[Mirrored]) -> Seen:
    """Return facts with those apart that are terms."""
    if isinstance(facts, Seen):
        return facts
    terms: list[Mirrored] = []
    own: list[Mirrored] = []
    for fact in facts:
        (terms if type(fact) in VOCABULARY else own).append(fact)
    return Seen(Terms(terms), tuple(own))


class Mirrors:
    """The facts that mirror some records, each made once, for all knowledge bases that share the records."""

    def __init__(self) -> None:
        """Begin with none."""
        self._made: dict[int, tuple[records.Record, Mirrored]] = {}
        self._terms: tuple[tuple[records.Record, ...], Terms] = ((), Terms(()))

    def of(self, record: records.Record) -> Mirrored:
        """Return the fact that mirrors a record."""
        found = self._made.get(id(record))
        if found is None:
            found = self._made[id(record)] = record, mirror(record)
        return found[1]

    def terms(self, listed: tuple[records.Record, ...]) -> Terms:
        """Return the facts that mirror records of the vocabularies."""
        known, terms = self._terms
        if len(listed) != len(known) or not all(map(is_, listed, known)):
            terms = Terms(map(self.of, listed))
            self._terms = listed, terms
        return terms


_MIRRORS: dict[type[Any], type[Mirrored]] = {}
_NAMED: dict[str, type[Mirrored]] = {}

VOCABULARY: set[type[Mirrored]] = set()
"""Kinds that the vocabularies list in full, so that no case need say that its record of them is complete."""


def mirrors() -> Mapping[type[Any], type[Mirrored]]:
    """Return the class of fact for each class of record, those that extensions have added since too."""
    for record in (*records.OBSERVED, *COMPUTED):
        if record not in _MIRRORS:
            told = {"record": record, "__doc__": record.__doc__, "__module__": __name__}
            kind: type[Mirrored] = type(record.__name__, (Mirrored,), told)
            _MIRRORS[record] = _NAMED[record.__name__] = kind
            if record in records.FOLDERS:
                VOCABULARY.add(kind)
    return _MIRRORS


def __getattr__(name: str) -> Any:
    """Return the class of fact of this name: each record class has one, and none is written down."""
    if name not in _NAMED and name[:1].isupper():
        mirrors()
    if name not in _NAMED:
        raise AttributeError(f"no kind of fact is called {name}; the kinds stand in ontology/schema/")
    return _NAMED[name]


mirrors()
