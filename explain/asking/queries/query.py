"""A question about the record as plain data: what is asked for, of what, and what narrows it."""

import re
from dataclasses import dataclass, field, fields, replace
from typing import Literal

Relation = Literal["in", "before", "after", "until", "since"]


@dataclass(frozen=True, order=True)
class Span:
    """A time that a question names: ``text`` is EDTF (a month of any year as ``-MM``), ``relation`` how it bounds."""

    relation: Relation
    text: str


@dataclass(frozen=True, order=True)
class Near:
    """Only what stood in some relation in time to another fact of the same state.

    Attributes:
        relation: it came after the other or before it; while the other lasted (``during``); in the year of the other
            (``year``).
        kind: the kind of the other fact; or of an episode: ``left``, ``defection``.
        months: how far they may lie apart; ``None`` for any distance.
        words: words to which the other answers.
        states: states of which one must act in the other.
        persons: who must have led, or spoken, in the other.
        field, value: a field that the other must have with this value, written as in the phrase book.
    """

    relation: Literal["before", "after", "during", "year"]
    kind: str
    months: int | None = None
    words: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    field: str = ""
    value: str = ""


@dataclass(frozen=True)
class Filters:
    """What narrows a question; every field bounds it further, and the names in one field are alternatives.

    Attributes:
        states, coalitions, episodes, persons, units, places: names of records and concepts, in the order of the text.
        works: works in which it must stand, or which are cited for it there.
        spans: times.
        conclusions: names of causes, strategies, interests, restrictions, hypotheses and verdicts.
        excluded: names of conclusions that must not hold.
        near: other facts that it came close to.
        values: fields of facts and what they must say: ``carried=yes``.
        marks: what the phrase book calls by a name of its own: ``taken-over``, ``not-taken-over``, ``combat`` ...
    """

    states: tuple[str, ...] = ()
    coalitions: tuple[str, ...] = ()
    episodes: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    conclusions: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    near: tuple[Near, ...] = ()
    values: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    works: tuple[str, ...] = ()

    @property
    def kinds(self) -> frozenset[str]:
        """Return the names of the fields that bound anything."""
        return frozenset(item.name for item in fields(self) if getattr(self, item.name))

    def joined(self, other: "Filters") -> "Filters":
        """Return both together."""
        together = {item.name: getattr(self, item.name) + getattr(other, item.name) for item in fields(self)}
        return Filters(**{name: tuple(dict.fromkeys(values)) for name, values in together.items()})

    def overridden(self, other: "Filters") -> "Filters":
        """Return these, where another says nothing of a field; an episode stands for its state and time."""
        stale = {"episodes"} if other.states or other.spans else set()
        return replace(other, **{
            item.name: getattr(self, item.name)
            for item in fields(self)
            if not getattr(other, item.name) and item.name not in stale
        })  # fmt: skip


@dataclass(frozen=True)
class Query:
    """One question about the record, with nothing left open.

    Attributes:
        asks: what is asked for; see :mod:`explain.asking.queries.answering`.
        about: the names that it is asked of: concepts, rules, theories, kinds of fact.
        filters: what narrows it.
        words: words of the text that facts must answer to.
        leads: the field whose value is asked for, if one is.
        options: what else the phrase book says of this form, as ``name`` and ``value``.
        command: the command that answers the same, where there is one.
    """

    asks: str
    about: tuple[str, ...] = ()
    filters: Filters = field(default_factory=Filters)
    words: tuple[str, ...] = ()
    leads: str = ""
    options: tuple[tuple[str, str], ...] = ()
    command: tuple[str, ...] = ()

    @property
    def commands(self) -> tuple[str, ...]:
        """Return the command that would answer the same; none for what only a question in words asks."""
        return (f"coalition {' '.join(self.command)}",) if self.command else ()

    def option(self, name: str) -> str:
        """Return what the phrase book says under a name; empty if nothing."""
        return dict(self.options).get(name, "")


def value_parts(value: str) -> tuple[str, str, str]:
    """Return a field, how it is compared and with what: carried=yes, deaths>20."""
    match = re.fullmatch(r"(\w+)([=<>])(.+)", value)
    assert match is not None, value
    return match[1], match[2], match[3]


def valued(record: object, field: str, how: str, wanted: str) -> bool:
    """Tell whether a field of a fact says what is wanted: ``yes``, ``no``, a word, more or less than a number."""
    value = getattr(record, field, None)
    if wanted == "*":
        return value not in (None, (), "")
    if how != "=":
        return isinstance(value, int | float) and (value > float(wanted) if how == ">" else value < float(wanted))
    return ({True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)) == wanted
