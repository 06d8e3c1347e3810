"""One field of a fact, asked for as the schema states it: the question, the answers that it takes, and what they mean.

Whatever kind of fact or field the schema has can be asked for; nothing here knows any of them by name.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from explain.interview.conversing import Ask, Choice, Misread, Why, paragraphs
from explain.interview.dates import HINT, DateReader, Landmark
from explain.interview.reading import one_of, read_count, read_name, read_number, read_text, read_truth, some_of
from explain.interview.session import Session, find
from explain.words.phrases import named, spoken
from kb.dates import add_months, moment
from kb.names import spelled
from kb.reading.order import moment_of
from kb.records import SCHEMES, TARGETS, Contribution, Record, State
from kb.words.synonyms import class_labels, concept_labels
from kb.words.terms import terms_of
from ontology.stating import Field, Kind, in_use

YES_NO: Final = "yes, no or unknown"
CENTURY: Final = 1200
"""How many months before the change something is taken to have begun at the earliest, where nothing is known of it."""


@dataclass(frozen=True)
class Wanted:
    """A field that is to be asked for.

    Attributes:
        kind: the kind of fact.
        field: the field.
        needed: a fact of this kind cannot be without it.
        default: the answer meant where nothing is typed.
        why: why the fact is asked for.
        text: the question, where it is another than the field's own.
        first, last: the first and the last day that a date can be.
    """

    kind: Kind
    field: Field
    needed: bool = False
    default: str = ""
    why: Why = ()
    text: str = ""
    first: date | None = None
    last: date | None = None


@dataclass
class Answer:
    """What was answered: the value as a case file states it, and facts that came before or after by the same word."""

    value: Any = None
    after: tuple[str, ...] = field(default=())
    before: tuple[str, ...] = field(default=())


def ask_field(session: Session, wanted: Wanted) -> Answer:
    """Ask for a field; the value is ``None`` where it is not known."""
    takes = wanted.field.takes
    if takes == "date":
        return _date(session, wanted)
    if takes in ("concept", "class"):
        return _concept(session, wanted)
    if takes == "node":
        return _node(session, wanted)
    readers: dict[str, tuple[Callable[[str], Any], str]] = {
        "truth": (read_truth, YES_NO),
        "count": (read_count, "a number, or unknown"),
        "number": (read_number, "a number, or unknown"),
        "text": (read_text, "words, or unknown"),
    }
    read, hint = readers[takes]
    return Answer(session.talk.ask(_ask(wanted, hint), read))


def _ask(wanted: Wanted, hint: str, choices: tuple[Choice, ...] = ()) -> Ask:
    shown = in_use().fields[wanted.field.name]
    text = wanted.text or shown.asks or f"{shown.label[:1].upper()}{shown.label[1:]}?"
    said = " ".join(filter(None, (shown.definition, shown.scope)))
    return Ask(text, hint, choices, wanted.default, lambda: (said, *paragraphs(wanted.why)), wanted.needed)


def _date(session: Session, wanted: Wanted) -> Answer:
    reader = date_reader(session, wanted.first, wanted.last)
    found = session.talk.ask(_ask(replace(wanted, needed=False), f"{HINT}, or unknown"), reader)
    if found is None and wanted.needed:
        found = reader.unknown()
        if session.units:
            session.talk.talk.say(f"It is noted as some day {spoken(moment(found.text))}.")
    return Answer(found.text, found.after, found.before) if found else Answer()


def date_reader(session: Session, first: date | None = None, last: date | None = None) -> DateReader:
    """Return what reads dates, with the bounds that the record gives where none are named."""
    marks = list(landmarks(session))
    units = session.units
    if last is None:
        last = max((item.ends.latest for item in units if item.ends), default=date.today())  # noqa: DTZ011 - no hour
    if first is None:
        first = min((item.begins.earliest for item in units), default=add_months(last, -CENTURY))
    return DateReader(marks, min(first, last), last)


def landmarks(session: Session) -> Iterator[Landmark]:
    """Yield the facts about the state's part before or after which another can have come."""
    for record in session.kb.records.values():
        own = getattr(record, "state", session.state) == session.state
        here = getattr(record, "coalition", session.coalition) in (None, session.coalition)
        when = moment_of(record)
        if own and here and when is not None and "/" not in record.id and not isinstance(record, State):
            labels = class_labels().get(type(record).__name__, ())
            acts = (spelled(record.act), *_NOUNS.get(record.act, ())) if hasattr(record, "act") else ()
            yield Landmark(record.id, when, tuple(filter(None, (*labels, *acts, record.label))))


_NOUNS: Final = {"withdraw": ("withdrawal",), "reduce": ("reduction",), "extend": ("extension",), "recall": ("recall",)}


def _concept(session: Session, wanted: Wanted) -> Answer:
    choices = kinds_listed() if wanted.field.takes == "class" else concepts(SCHEMES[wanted.field.name])
    many = wanted.kind.many(wanted.field.name)
    hint = "one or several, with commas between them" if many else "one of them"
    read: Callable[[str], Any] = some_of(choices) if many else one_of(choices)
    if wanted.needed or wanted.kind.least(wanted.field.name):
        found = session.talk.ask(_ask(wanted, hint, choices), read)
    else:
        found = session.talk.ask(_ask(wanted, f"{hint}, or none", choices), lambda text: _none(text) or read(text))
    return Answer(list(found) if isinstance(found, tuple) else None if found == _NONE else found)


def concepts(scheme: str) -> tuple[Choice, ...]:
    """Return the terms of a vocabulary as choices."""
    labels = concept_labels()
    return tuple(
        Choice(name.partition("/")[2], item.label, item.definition, labels.get(name, ())[1:])
        for name, item in terms_of(scheme).items()
    )


def kinds_listed() -> tuple[Choice, ...]:
    """Return the kinds of fact of which a case file can state some, as choices."""
    labels = class_labels()
    return tuple(
        Choice(name, kind.label, kind.definition, labels.get(name, ())[1:])
        for name, kind in in_use().observed.items()
        if not kind.vocabulary
    )


def _node(session: Session, wanted: Wanted) -> Answer:
    """Ask for facts that a field names: by its name what needs no more than one, else among those on record."""
    name, many = wanted.field.name, wanted.kind.many(wanted.field.name)
    kind = _nameable(name)
    if kind is not None:
        several = ", or several with commas between them" if many else ""
        names = session.talk.ask(_ask(wanted, f"the name{several}, or unknown"), _names)
        if names is None:
            return Answer()
        found = [by_name(session, kind, item) for item in (names if many else [", ".join(names)])]
        return Answer(found if many else found[0])
    choices = tuple(_named(session, name))
    if not choices:
        return Answer()
    hint = "one of them, no or unknown"
    read: Callable[[str], Any] = some_of(choices) if many else one_of(choices)
    chosen = session.talk.ask(_ask(wanted, hint, choices), lambda text: _none(text) or read(text))
    return Answer(list(chosen) if isinstance(chosen, tuple) else None if chosen == _NONE else chosen)


_NONE: Final = "none of them"


def _none(text: str) -> str:
    return _NONE if text.casefold().strip(" .") in ("no", "none", "n", "no one", "nobody") else ""


def _names(text: str) -> list[str]:
    names = [read_name(name) for name in text.split(",") if name.strip()]
    if not names:
        raise Misread("Write a name.")
    return names


def _nameable(field_name: str) -> type[Record] | None:
    """Return the one kind that a field names, if a fact of it needs nothing but a name."""
    kinds = TARGETS[field_name]
    stated = in_use().kinds[kinds[0].__name__]
    return kinds[0] if len(kinds) == 1 and not any(map(stated.least, stated.counts)) else None


def by_name(session: Session, kind: type[Record], text: str) -> str:
    """Return the name of what goes by these words; what is not on record is put there with the next fact."""
    label = text.strip(" +.")
    found, close = find(session.kb, kind, label)
    if found is None and close:
        found = ask_which(session, label, close)
    return found or session.beside(kind.__name__, label)


def ask_which(session: Session, label: str, close: list[str]) -> str | None:
    """Ask whether one of those is meant whose names come near; ``None``: a new one is."""
    choices = tuple(Choice(name, session.kb.label(name)) for name in close)
    why = ("A fact about another state, or under a name written otherwise, would be missed.",)
    text = f"{label} is not on record. Is it one of these?"
    asked = Ask(text, "one of them, or no", choices, why=why)
    read = one_of(choices)
    chosen = session.talk.ask(asked, lambda given: _none(given) or read(given))
    return None if chosen == _NONE else chosen


def _named(session: Session, field_name: str) -> Iterator[Choice]:
    """Yield the facts of the case, and of the state's part, that a field can name."""
    for record in session.kb.records.values():
        own = getattr(record, "state", session.state) == session.state
        here = getattr(record, "coalition", session.coalition) == session.coalition
        if type(record) in TARGETS[field_name] and own and here and "/" not in record.id:
            yield Choice(record.id, _told(session, record), "", (record.id,))


def _told(session: Session, record: Record) -> str:
    told = named(session.kb, record.id)
    kind = class_labels().get(type(record).__name__, ("fact",))[0]
    return told if isinstance(record, Contribution) or record.label else f"{kind}: {told}"
