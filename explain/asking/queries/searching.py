"""Finds the facts that answer to words, names and times."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property

from explain.asking import words
from explain.asking.labels import Labels
from explain.asking.queries.names import PLAIN, Names
from explain.asking.queries.query import Filters, Span, value_parts, valued
from explain.asking.references import within
from explain.asking.stems import stem
from explain.words.headlines import kinds
from kb.dates import Moment, moment
from kb.profiles.profile import Successors, leaving, successors
from kb.records import (
    OBSERVED,
    SCHEMES,
    Capability,
    Coalition,
    CompleteRecord,
    Contribution,
    Dependency,
    Recognition,
    Record,
    Request,
    Shift,
    SizeComparison,
    State,
    Statement,
    Variant,
)
from kb.words.synonyms import class_labels, with_broader

_ACTORS = ("state", "requester", "by", "patron", "larger_state", "proposed_by", "host", "member", "commanded_by")
_TEXTS = ("speaker", "head", "body", "forum", "authority", "attacker")
_PAST, _FUTURE = date.min, date.max


@dataclass(frozen=True)
class Search:
    """The facts of one knowledge base, with the words that each answers to."""

    labels: Labels
    names: Names

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """Return every observed fact that a question can be about, by name."""
        passed = (Variant, CompleteRecord)
        return tuple(
            item
            for _, item in sorted(self.labels.kb.records.items())
            if type(item) in OBSERVED and not isinstance(item, passed)
        )

    @cached_property
    def answers_to(self) -> dict[str, frozenset[str]]:
        """Return, for each fact, the stems of the words that it answers to."""
        return {item.id: frozenset(map(stem, self._words(item))) for item in self.records}

    @cached_property
    def answers_widely(self) -> dict[str, frozenset[str]]:
        """Return, for each fact, also the stems of words for what is done in it and for the figures that it gives."""
        return {item.id: self.answers_to[item.id] | self.doings(item) for item in self.records}

    def doings(self, record: Record) -> frozenset[str]:
        """Return the stems of words for what is done in a fact and for the figures that it gives."""
        texts = (self.names.book.done.get(type(record).__name__, ""), *self._figures(record))
        return frozenset(stem(word) for text in texts for word in words.split(text))

    def _figures(self, record: Record) -> Iterator[str]:
        """Yield what the fields of a fact are called that say anything."""
        labels = class_labels()
        for item in fields(record):
            if getattr(record, item.name) not in (None, (), "", False) and item.name not in PLAIN:
                head, *rest = item.name.split("_")
                yield from labels.get(head + "".join(map(str.capitalize, rest)), ())

    @cached_property
    def known(self) -> frozenset[str]:
        """Return every stem that some fact answers to."""
        return frozenset(word for found in self.answers_to.values() for word in found)

    def _words(self, record: Record) -> Iterator[str]:
        kb, kind = self.labels.kb, type(record).__name__
        texts = [record.label or "", *class_labels().get(kind, ()), *self.names.book.called.get(kind, ())]
        texts += [str(getattr(record, name, None) or "") for name in _TEXTS]
        for name in (*self.actors(record), *getattr(record, "theatres", ())):
            state = kb.records.get(name)
            texts += list(self.names.called(state)) if isinstance(state, State) else [kb.label(name)]
        for concept in self.concepts(record):
            first, *others = self.labels.labels(concept)
            said = concept.startswith("content/")  # where one word of a longer name often means another thing
            whole = (text for text in others if not said or " " not in text)
            texts += (first, *whole, *self.names.book.called.get(concept, ()))
        yield from (word for text in texts for word in words.split(text))

    def actors(self, record: Record) -> tuple[str, ...]:
        """Return the states that a fact is about or that act in it."""
        named = [getattr(record, name, None) for name in _ACTORS]
        if isinstance(record, State):
            named.append(record.id)
        return tuple(filter(None, [*named, *getattr(record, "partners", ())]))

    def concepts(self, record: Record) -> Iterator[str]:
        """Yield the concepts that a fact names, and all that are broader."""
        for item in fields(record):
            scheme = SCHEMES.get(item.name)
            value = getattr(record, item.name)
            if scheme in (None, "work", "voice") or not value:
                continue
            for name in value if isinstance(value, tuple) else (value,):
                yield from with_broader(f"{scheme}/{name}")
                unit = self.labels.kb.records.get(f"{scheme}/{name}")
                if isinstance(unit, Capability) and unit.counted_in:
                    yield f"counted/{unit.counted_in}"

    def of_units(self, record: Record) -> frozenset[str]:
        """Return the kinds of unit and task that a fact names, or that the contributions have of which it speaks."""
        found = set(self.concepts(record))
        for other in self._served.get(record.id, ()):
            found.update(self.concepts(other))
        return frozenset(found)

    @cached_property
    def _served(self) -> Mapping[str, list[Contribution]]:
        """Return, for each fact, the contributions of which it speaks or that serve under it."""
        found: dict[str, list[Contribution]] = {}
        for item in self.labels.kb.of(Contribution):
            if item.mandate:
                found.setdefault(item.mandate, []).append(item)
        for record in self.records:
            for name in getattr(record, "about", ()) or ():
                about = self.labels.kb.records.get(name)
                more = [about] if isinstance(about, Contribution) else found.get(name, [])
                found.setdefault(record.id, []).extend(more)
        return found

    def find(
        self, filters: Filters, kinds: Iterable[str] = (), said: Iterable[str] = (), *, widely: bool = False
    ) -> tuple[Record, ...]:
        """Return the facts of some kinds that fit filters and answer to every word, by time.

        Widely, they also answer to words for what is done in them and for the figures that they give.
        """
        stems = [stem(word) for word in said]
        answering = self.answers_widely if widely else self.answers_to
        wanted = frozenset(kinds)
        found = [
            item
            for item in self.records
            if (not wanted or type(item).__name__ in wanted)
            and all(word in answering[item.id] for word in stems)
            and self.fits(item, filters)
        ]
        return tuple(sorted(found, key=lambda item: (when(item) or moment("9999"), item.id)))

    def fits(self, record: Record, filters: Filters) -> bool:
        """Tell whether a fact fits all filters."""
        units = self.of_units(record) if filters.units else frozenset()
        speaker = f"{getattr(record, 'speaker', '') or ''} {getattr(record, 'head', '') or ''} {record.label or ''}"
        tests = (
            not filters.states or self._between(record, filters.states),
            not filters.coalitions or self._coalition(record) in (None, *filters.coalitions),
            not filters.units or bool(set(filters.units) & units),
            all(self._at(record, place) for place in filters.places),
            not filters.persons or any(person.split()[-1] in speaker for person in filters.persons),
            not filters.works or any({item.work, item.document} & {*filters.works} for item in record.source),
            not filters.episodes or any(self._near_episode(record, name) for name in filters.episodes),
            all(self.timely(record, span, filters.marks) for span in filters.spans),
            not {"begun", "ended"} & {*filters.marks} or bool(self.bound(record, filters.marks)),
            all(valued(record, *value_parts(item)) for item in filters.values),
        )
        return all(tests)

    def _between(self, record: Record, states: tuple[str, ...]) -> bool:
        """Tell whether a fact is about one of some states; one between several states, about all of them."""
        actors = set(self.actors(record))
        if len(states) > 1 and isinstance(record, Statement):
            return record.state == states[0]  # who speaks is named first, and then of whom
        if len(states) > 1 and isinstance(record, (Request, Recognition, Dependency, SizeComparison)):
            return set(states) <= actors
        return bool(actors.intersection(states))

    def _at(self, record: Record, place: str) -> bool:
        """Tell whether a fact is about an area; one that names none by a field, whether it speaks of it."""
        if hasattr(record, "theatres"):
            return place in record.theatres
        if place in (getattr(record, "about", ()) or ()):
            return True
        label = {stem(word) for word in words.split(self.labels.kb.label(place))}
        if isinstance(record, Statement):  # what is said of units is not said of the area in which they serve
            return label <= {stem(word) for word in words.split(self.labels.kb.label(record.id))}
        about = [self.labels.kb.records.get(name) for name in getattr(record, "about", ()) or ()]
        if any(place in getattr(item, "theatres", ()) for item in (*about, *self._served.get(record.id, ()))):
            return True
        return label <= self.answers_to[record.id]

    def _coalition(self, record: Record) -> str | None:
        if isinstance(record, Shift):
            return getattr(self.labels.kb.records.get(record.arrangement), "coalition", None)
        if isinstance(record, Coalition):
            return record.id
        return getattr(record, "coalition", None)

    def _near_episode(self, record: Record, name: str) -> bool:
        """Tell whether a fact is about the units of an episode, or dated in its month or on the day it was decided."""
        item = self.labels.court.episodes[name]
        used = {base for figure in item.figures for base in getattr(figure, "basis", ())}
        if record.id in used or set(getattr(record, "about", ()) or ()) & used:
            return True
        found = when(record)
        same = item.episode.state in self.actors(record)
        return same and found is not None and item.month in (found.month, found.latest.isoformat()[:7])

    def bound(self, record: Record, marks: tuple[str, ...]) -> Moment | None:
        """Return when a fact began or ended, where that is asked and on record."""
        if "begun" in marks:
            return None if getattr(record, "continues", None) else getattr(record, "begins", None)
        return None if record.id in self.following else getattr(record, "ends", None)

    def timely(self, record: Record, span: Span, marks: tuple[str, ...] = ()) -> bool:
        """Tell whether a fact fits a time."""
        if {"begun", "ended"} & {*marks}:
            found = self.bound(record, marks)
            return found is not None and _wholly(found, span)
        if span.text.startswith("-"):
            if len(span.text) > len("-01"):
                return any(str(found).endswith(span.text) for found in moments(record))
            return any(within(span.text, found.month) for found in moments(record))
        first, last = term_of(record, self.following)
        if isinstance(record, Contribution) and last == _FUTURE:
            coalition = self.labels.kb.records.get(record.coalition)
            ends = coalition.ends if isinstance(coalition, Coalition) else None
            last = max(first, ends.latest) if ends else last  # no unit is taken to have outlasted its coalition
        return meets(first, last, span)

    @cached_property
    def following(self) -> Successors:
        """Return what continues each contribution."""
        return successors(self.labels.kb.of(Contribution))


def meets(first: date, last: date, span: Span) -> bool:
    """Tell whether something that lasted from one day to another fits a time."""
    asked = moment(span.text)
    return {
        "in": first <= asked.latest and last >= asked.earliest,
        "before": first < asked.earliest,
        "until": first <= asked.latest,
        "after": last > asked.latest,
        "since": last >= asked.earliest,
    }[span.relation]


def moments(record: Record) -> Iterator[Moment]:
    """Yield every date of a fact."""
    yield from (value for item in fields(record) if isinstance(value := getattr(record, item.name), Moment))


def happened_in(record: Record, spans: Iterable[Span]) -> bool:
    """Tell whether a fact happened, began or ended within times, as far as its dates tell that at all."""
    ends = getattr(record, "ends", None) if isinstance(record, Contribution) else None
    dates = [found for found in (when(record), getattr(record, "public", None), ends) if found is not None]
    bounds = [span for span in spans if not span.text.startswith("-")]
    return not bounds or any(all(_wholly(found, span) for span in bounds) for found in dates)


def _wholly(found: Moment, span: Span) -> bool:
    """Tell whether a date lies wholly within a time."""
    asked = moment(span.text)
    return {
        "in": asked.earliest <= found.earliest and found.latest <= asked.latest,
        "before": found.latest < asked.earliest,
        "until": found.latest <= asked.latest,
        "after": found.earliest > asked.latest,
        "since": found.earliest >= asked.earliest,
    }[span.relation]


def when(record: Record) -> Moment | None:
    """Return the date by which a fact is placed in time."""
    named = kinds().get(type(record), ("", "begins", None))[1]
    return next((found for name in (named, "begins", "date") if (found := getattr(record, name, None))), None)


def term_of(record: Record, following: Successors) -> tuple[date, date]:
    """Return the first and last day on which a fact may have held; for what has no term, of its date."""
    begins = getattr(record, "begins", None)
    ends = getattr(record, "ends", None) or getattr(record, "runs_out", None)
    if isinstance(record, Contribution):
        ends = leaving(record, following) if record.id in following else ends
    found = when(record)
    if begins or ends or hasattr(record, "begins"):
        first = begins or found
        return first.earliest if first else _PAST, ends.latest if ends else _FUTURE
    return (found.earliest, found.latest) if found else (_PAST, _FUTURE)
