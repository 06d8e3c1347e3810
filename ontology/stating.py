"""The statement of what can be said: kinds of fact and their fields, read from the files of ``ontology/schema/``.

A file has a ``title`` and any of these parts; the names of kinds and fields are those of classes and of case files.

``kinds``
    Each with its ``label``, what it ``is`` (the classes above it), its ``definition`` and ``scope``. A kind of which a
    case file states facts has ``fields``: for each how many values a fact has (:data:`COUNTS`). ``details`` says what
    the definition leaves open; ``asks`` is the question to which such a fact is the answer, yes or no; ``phrase`` how
    messages name one such fact where "a" and the label would not do; ``vocabulary`` the scheme whose concepts are the
    facts of the kind; ``example`` is one such fact as a case file states it. A computed kind says what it is
    ``derived_from`` and of which kinds it ``presumes_complete`` records.
``fields``
    Each with ``label``, ``definition``, ``scope``, the question that it answers (``asks``) and what it ``takes``:
    :data:`VALUES`, a ``concept`` of a ``scheme``, a ``node`` (``names`` says of which kinds), a ``class`` or a
    ``source``. ``unit`` (per cent) and ``scale`` bound a number; ``not_before`` names dates of the same fact than which
    this one cannot be earlier; ``is`` the properties above it. ``open`` fields may be borne by what has no such field
    here; ``domain``, ``range``, ``functional`` say what does not follow from the rest, ``replaced_by`` what to use now.
``terms``, ``disjoint``, ``ontology``
    Terms of other vocabularies, classes that exclude each other, and what is said of the ontology as a whole.

Smaller than LinkML on purpose: one reader of YAML serves generation and extensions alike, messages are our own, and
nothing that is written from it has a blank node whose name changes.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final

import yaml

from ontology.terms import FOLDER

SCHEMA: Final = FOLDER / "schema"

COUNTS: Final[Mapping[str, tuple[int, int | None]]] = {
    "exactly one": (1, 1),
    "at most one": (0, 1),
    "any number": (0, None),
    "at least one": (1, None),
    "at least two": (2, None),
}
"""How many values a fact has in a field: the least and the most."""

VALUES: Final[Mapping[str, str]] = {
    "date": "edtf:EDTF",
    "text": "xsd:string",
    "count": "xsd:integer",
    "number": "xsd:double",
    "truth": "xsd:boolean",
}
"""What a field can take that is no name, and the datatype of each."""

PLAIN: Final = frozenset({*VALUES, "any"})
"""What a field can take that is written as a literal."""

TAKES: Final = frozenset({*PLAIN, "concept", "node", "class", "source"})

BASE_FIELDS: Final = ("id", "label", "source", "note", "after", "before")
"""What every record has, whatever its kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field as the schema states it; the keys are explained with the language."""

    name: str
    label: str
    takes: str
    definition: str
    scope: str = ""
    asks: str = ""
    scheme: str | None = None
    names: tuple[str, ...] = ()
    range: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    open: bool = False
    domain: tuple[str, ...] = ()
    functional: bool | None = None
    unit: str | None = None
    scale: tuple[int, ...] = ()
    not_before: tuple[str, ...] = ()
    replaced_by: str | None = None

    @property
    def bounds(self) -> tuple[int | None, int | None]:
        """Return the least and the largest number that the field can hold."""
        if self.scale:
            return self.scale[0], self.scale[1]
        if self.unit == "per cent":
            return 0, 100
        return (0 if self.takes == "count" else None), None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind as the schema states it; ``counts`` says how many values a fact of it has in each of its fields."""

    name: str
    label: str
    definition: str
    above: tuple[str, ...] = ()
    scope: str = ""
    asks: str = ""
    details: str = ""
    phrase: str = ""
    example: str = ""
    vocabulary: str | None = None
    derived_from: tuple[str, ...] = ()
    presumes_complete: tuple[str, ...] = ()
    replaced_by: str | None = None
    counts: Mapping[str, str]

    @property
    def called(self) -> str:
        """Return how a message names one fact of this kind."""
        return self.phrase or with_article(self.label)

    @property
    def opening(self) -> str:
        """Return the same as a sentence begins."""
        return f"{self.called[0].upper()}{self.called[1:]}"

    @property
    def said(self) -> str:
        """Return all that is said of the kind: its definition, its scope and what these leave open."""
        return " ".join(filter(None, (self.definition, self.scope, self.details)))

    def least(self, field: str) -> int:
        """Return how many values a fact of this kind has at least."""
        return COUNTS[self.counts[field]][0]

    def many(self, field: str) -> bool:
        """Tell whether a fact of this kind can have several values."""
        return COUNTS[self.counts[field]][1] is None


class Misstated(ValueError):
    """A schema or vocabulary file says something that means nothing: where, what, and what to do."""

    def __init__(self, where: str, what: str, remedy: str = "") -> None:
        """Keep the answers apart, so that callers can show them as they like."""
        super().__init__(f"{where}: {what}. {remedy}".strip())
        self.where, self.what, self.remedy = where, what, remedy


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the schema: what it is about, its kinds and its fields, in order."""

    stem: str
    title: str
    kinds: Mapping[str, Kind]
    fields: Mapping[str, Field]
    rest: Mapping[str, Any]


@dataclass(frozen=True)
class Schema:
    """All that is stated, file by file and by name."""

    parts: tuple[Part, ...]

    @cached_property
    def kinds(self) -> dict[str, Kind]:
        """Return every kind by name."""
        return {name: kind for part in self.parts for name, kind in part.kinds.items()}

    @cached_property
    def fields(self) -> dict[str, Field]:
        """Return every field by name."""
        return {name: field for part in self.parts for name, field in part.fields.items()}

    def is_a(self, name: str, above: str) -> bool:
        """Tell whether a kind is another, or lies below it."""
        kind = self.kinds.get(name)
        return name == above or (kind is not None and any(self.is_a(item, above) for item in kind.above))

    @cached_property
    def stated(self) -> dict[str, Kind]:
        """Return the kinds of which case files, bibliography and vocabularies state facts."""
        return {name: kind for name, kind in self.kinds.items() if kind.counts and not self.is_a(name, "ComputedFact")}

    @cached_property
    def observed(self) -> dict[str, Kind]:
        """Return the kinds of record: all that are stated, without the citation of a source."""
        return {name: kind for name, kind in self.stated.items() if name != "Citation"}

    @cached_property
    def computed(self) -> dict[str, Kind]:
        """Return the kinds of figure that arithmetic yields."""
        return {name: kind for name, kind in self.kinds.items() if kind.counts and self.is_a(name, "ComputedFact")}

    def faults(self) -> Iterator[Misstated]:
        """Yield what is named in the schema and not stated."""
        for kind in self.kinds.values():
            for name in kind.counts.keys() - self.fields.keys():
                yield Misstated(kind.name, f"the field `{name}` is stated nowhere", "State it under `fields`.")
            for name in (*kind.above, *kind.derived_from, *kind.presumes_complete, *listed(kind.replaced_by)):
                if ":" not in name and name not in self.kinds:
                    yield Misstated(kind.name, f"the kind {name} is stated nowhere", "State it under `kinds`.")
        for field in self.fields.values():
            for name in (*field.names, *field.domain):
                if ":" not in name and name not in self.kinds:
                    yield Misstated(field.name, f"the kind {name} is stated nowhere", "State it under `kinds`.")
            for name in field.not_before:
                if name not in self.fields or self.fields[name].takes != "date":
                    yield Misstated(
                        field.name, f"`not_before` names {name}, which is no date", "Name a field that is one."
                    )

    def bearers(self, field: str) -> tuple[str, ...]:
        """Return the stated kinds that have a field."""
        return tuple(name for name, kind in self.stated.items() if field in kind.counts)


ORDER: Final = ("upper", "sources", "actors", "contributions", "utterances", "events", "capacity", "completeness")
ORDER_AFTER: Final = ("computed", "conclusions", "proofs", "identifiers", "borrowed")
_in_use: list[Schema] = []


@cache
def bundled() -> Schema:
    """Return the bundled schema."""
    return Schema(tuple(read(SCHEMA / f"{stem}.yaml") for stem in (*ORDER, *ORDER_AFTER)))


def use(schema: Schema) -> None:
    """Let a schema hold for the rest of the run."""
    _in_use[:] = [schema]


def in_use() -> Schema:
    """Return the schema that holds: the bundled one, or what an extension made of it."""
    return _in_use[0] if _in_use else bundled()


def read(file: Path) -> Part:
    """Return what one file states.

    Raises:
        Misstated: it is no schema.
    """
    try:
        given = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise Misstated(str(file), f"this is not YAML: {error}", "See https://yaml.org/spec.") from error
    if not isinstance(given, dict):
        raise Misstated(str(file), "this is no schema", "Begin it with `kinds:` or `fields:`.")
    where, top = file.name, ("title", "kinds", "fields", "vocabularies", "disjoint", "ontology", "terms")
    for key in given.keys() - set(top):
        raise Misstated(f"{file}: {key}", "this means nothing here", _one_of(top))
    kinds = dict(_kinds(where, given.get("kinds") or {}))
    return Part(
        file.stem,
        given.get("title", ""),
        kinds,
        dict(_fields(where, given.get("fields") or {})),
        {key: value for key, value in given.items() if key not in ("title", "kinds", "fields")},
    )


def _kinds(where: str, given: Mapping[str, Any]) -> Iterator[tuple[str, Kind]]:
    for name, said in given.items():
        _check(f"{where}: {name}", said, {*_KEYS[Kind], "is", "fields"} - {"name", "above", "counts"})
        counts = said.get("fields") or {}
        for field, count in counts.items():
            if count not in COUNTS:
                raise Misstated(f"{where}: {name}: {field}", f"{count!r} is no number of values", _one_of(COUNTS))
        rest = {key: value for key, value in said.items() if key not in ("is", "fields")}
        rest |= {key: listed(said.get(key)) for key in ("derived_from", "presumes_complete")}
        yield name, Kind(name=name, above=listed(said.get("is")), counts=counts, **rest)


def _fields(where: str, given: Mapping[str, Any]) -> Iterator[tuple[str, Field]]:
    for name, said in given.items():
        _check(f"{where}: {name}", said, {*_KEYS[Field], "is"} - {"name", "above"})
        if said.get("takes") not in TAKES:
            raise Misstated(f"{where}: {name}", f"{said.get('takes')!r} is nothing to take", _one_of(sorted(TAKES)))
        if said["takes"] == "concept" and "scheme" not in said:
            raise Misstated(f"{where}: {name}", "a concept is one of a scheme", "Say which: `scheme: NAME`.")
        rest = {key: value for key, value in said.items() if key != "is"}
        rest |= {key: listed(said.get(key)) for key in ("names", "range", "domain", "scale", "not_before")}
        yield name, Field(name=name, above=listed(said.get("is")), **rest)


def _check(where: str, said: Any, known: Iterable[str]) -> None:
    """Refuse what lacks a label or a definition, or has a key that means nothing."""
    if not isinstance(said, dict):
        raise Misstated(where, "nothing is said of it", "Give it a `label` and a `definition`.")
    for key in said.keys() - set(known):
        raise Misstated(where, f"{key!r} means nothing here", _one_of(sorted(known)))
    for key in ("label", "definition"):
        if not isinstance(said.get(key), str):
            raise Misstated(where, f"it has no `{key}`", f"Add a line `{key}: ...`.")


def with_article(label: str) -> str:
    """Return a label with the article before it."""
    return f"{'an' if label[0] in 'aeiou' else 'a'} {label}"


def listed(value: Any) -> tuple[Any, ...]:
    """Return one value or several as several."""
    if value is None:
        return ()
    return tuple(value) if isinstance(value, list) else (value,)


def _one_of(words: Iterable[str]) -> str:
    return f"Say one of: {', '.join(words)}."


_KEYS: Final = {kind: frozenset(item.name for item in fields(kind)) for kind in (Kind, Field)}
