"""Every name that a question can use: from labels and synonyms, from the cases, from the phrase book."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cached_property

from explain.asking import words
from explain.asking.labels import TYPE, Labels, Phrase
from explain.asking.queries.phrasebook import PhraseBook, phrase_book
from explain.asking.stems import stem
from kb.records import OBSERVED, Coalition, Government, LeadershipChange, State, Statement, Theatre, Theory
from kb.words.synonyms import class_labels, concept_labels

CONCLUDED = ("verdict", "strategy", "cause", "interest", "restriction")
_SET_ASIDE = frozenset({"the", "a", "an"})
_EVENTS = (
    ("left", words.LEFT),
    ("came", words.CAME),
    ("any", words.ANY),
    ("defection", words.DEFECTED | {"defection"}),
)
_SHORT = 2
_YEAR = re.compile(r"\b(?:19|20)\d\d[a-z]?\b,?")


PLAIN = frozenset({"id", "label", "note", "source", "state", "coalition", "date", "begins", "ends", "after", "before"})
"""Fields that most facts have, whose names say nothing of what a fact is about."""


@dataclass(frozen=True, order=True)
class Name:
    """A meaning of some words: its kind and what it names.

    Kinds: ``state``, ``coalition``, ``episode``, ``person``, ``place``, ``units``, ``class`` (a kind of fact),
    ``field`` (of facts), ``event``, ``topic``, ``theory``, ``rule``, ``idea`` (a kind of figure or conclusion),
    ``concept`` (of a vocabulary), ``work`` (of the bibliography), ``enemy`` (of a coalition),
    ``host`` (a state called by the name of its place), ``hypothesis``, and the schemes of conclusions.
    """

    kind: str
    id: str


@dataclass(frozen=True)
class Names:
    """The names that one knowledge base and its rules give, as phrases of words."""

    labels: Labels

    @property
    def book(self) -> PhraseBook:
        """Return the phrase book."""
        return phrase_book()

    @cached_property
    def phrases(self) -> Mapping[Phrase, frozenset[Name]]:
        """Return every phrase with what it can mean."""
        found: dict[Phrase, set[Name]] = {}
        for text, name in self._all():
            phrase = tuple(word for word in words.split(text) if word not in _SET_ASIDE)
            if phrase and (phrase[0] != "not" or name.kind == "rule"):  # the question says what is denied
                found.setdefault(phrase, set()).add(name)
        return {phrase: frozenset(names) for phrase, names in found.items()}

    @cached_property
    def longest(self) -> int:
        """Return how many words the longest phrase has."""
        return max(map(len, self.phrases))

    @cached_property
    def contents(self) -> frozenset[str]:
        """Return the stems of the words for what is said in statements."""
        called = self.book.called
        texts = [
            text
            for name, labels in concept_labels().items()
            if name.startswith("content/")
            for text in (*labels, *called.get(name, ()))
        ]
        return frozenset(stem(word) for text in texts for word in words.split(text))

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Return every word that a name or the phrase book has."""
        return frozenset(word for phrase in self.phrases for word in phrase) | self.book.words | self.book.passed_over

    def _all(self) -> Iterator[tuple[str, Name]]:
        yield from ((name, Name("episode", name)) for name in self.labels.court.episodes)
        yield from self._actors()
        yield from self._people()
        yield from self._concepts()
        yield from self._classes()
        yield from self._ideas()
        yield from self._fields()
        yield from self._theories()
        yield from self._works()
        yield from ((name, Name("rule", name)) for name in self.labels.rulebook.rules)
        yield from ((text, Name("topic", topic)) for topic, forms in words.TOPICS.items() for text in forms.split())
        yield from ((form, Name("event", event)) for event, forms in _EVENTS for form in forms)
        acts = [text for act in words.LEAVING for text in self.labels.labels(f"act/{act}")]
        yield from ((text, Name("event", "left")) for text in (*acts, *words.PHRASES))

    def _actors(self) -> Iterator[tuple[str, Name]]:
        kb = self.labels.kb
        for state in kb.of(State):
            for text in self.called(state):
                yield text, Name("state", state.id)
            hosts = [place.id for place in kb.of(Theatre) if kb.label(state.id).endswith(f" of {kb.label(place.id)}")]
            yield from ((state.adjective, Name("place", place)) for place in hosts if state.adjective)
            yield from ((kb.label(place), Name("host", state.id)) for place in hosts)
        for coalition in kb.of(Coalition):
            named = (coalition.id, *_shorter(kb.label(coalition.id)))
            yield from ((text, Name("coalition", coalition.id)) for text in named)
            enemy = kb.label(coalition.id).partition(" against ")[2]
            yield from ((enemy, Name("enemy", coalition.id)),) if enemy else ()
        for place in kb.of(Theatre):
            yield kb.label(place.id), Name("place", place.id)

    def called(self, state: State) -> Iterator[str]:
        """Yield what a state and its people are called."""
        label = self.labels.kb.label(state.id)
        yield from filter(None, [state.id, label, state.adjective])
        initials = "".join(word[0] for word in label.split() if word[0].isupper())
        if len(initials) >= _SHORT:
            yield initials
        if state.adjective:
            yield f"{state.adjective}s"
            yield from self.book.peoples.get(state.adjective, ())

    def _people(self) -> Iterator[tuple[str, Name]]:
        kb = self.labels.kb
        heads = [item.head for item in kb.of(Government)] + [item.head for item in kb.of(LeadershipChange)]
        speakers = [item.speaker.split(",")[0] for item in kb.of(Statement) if item.speaker]
        for person in sorted({text for text in (*heads, *speakers) if text}):
            parts = person.split()
            if all(part[0].isupper() for part in parts) and len(parts) > 1 and parts[0] != "The":
                yield person, Name("person", person)
                for start in range(1, len(parts)):
                    yield " ".join(parts[start:]), Name("person", person)
                yield from ((part, Name("person", person)) for part in parts[-1].split("-"))

    def _concepts(self) -> Iterator[tuple[str, Name]]:
        for name, labels in concept_labels().items():
            scheme, _, concept = name.partition("/")
            if not concept:
                continue
            if scheme == "theory":
                continue
            kind = _kind_of(scheme)
            if scheme == "hypothesis":
                kind, name = scheme, f"hypothesis/{concept.upper()}"  # noqa: PLW2901 - as answers spell it
                yield from ((text, Name(kind, name)) for text in (f"hypothesis {concept}", f"hypothesis {concept[1:]}"))
            plain = (TYPE.sub(r"\1\2", text) for text in labels if kind == "units" and TYPE.search(text))
            for text in (*labels, *plain, concept.rpartition("/")[2].replace("-", " ")):
                if kind != "units" or text not in ("unit", "units", "support"):
                    yield from ((form, Name(kind, name)) for form in _forms(text))
        yield from self._called()

    def _called(self) -> Iterator[tuple[str, Name]]:
        """Yield what the phrase book calls concepts and fields; by the words of contents facts are only found."""
        for name, texts in self.book.called.items():
            scheme, slash, concept = name.partition("/")
            if slash and scheme != "content":
                meant = Name("field", concept) if scheme == "field" else Name(_kind_of(scheme), name)
                yield from ((form, meant) for text in texts for form in _forms(text))

    def _classes(self) -> Iterator[tuple[str, Name]]:
        for kind in OBSERVED:
            name = kind.__name__
            for text in (*class_labels().get(name, ()), *self.book.called.get(name, ())):
                yield from ((form, Name("class", name)) for form in _forms(text))

    def _ideas(self) -> Iterator[tuple[str, Name]]:
        """Yield the kinds of figure and conclusion, which can be defined."""
        observed = {kind.__name__ for kind in OBSERVED}
        for name, texts in class_labels().items():
            if name[0].isupper() and name not in observed:
                called = (*texts, *self.book.called.get(name, ()))
                yield from ((form, Name("idea", name)) for text in called for form in _forms(text))

    def _fields(self) -> Iterator[tuple[str, Name]]:
        """Yield the fields of facts, whose values can be asked for."""
        labels = class_labels()
        for name in sorted({item.name for kind in OBSERVED for item in fields(kind)} - PLAIN):
            head, *rest = name.split("_")
            for text in labels.get(head + "".join(map(str.capitalize, rest)), ()):
                yield from ((form, Name("field", name)) for form in _forms(text))

    def _works(self) -> Iterator[tuple[str, Name]]:
        """Yield what works are called: by author and year; those that were read also by their authors alone."""
        cited = {place.work for record in self.labels.kb.records.values() for place in getattr(record, "source", ())}
        for key, work in self.labels.kb.works.items():
            yield work.short, Name("work", key)
            if key in cited:
                authors = work.author.split(" and ")
                yield from ((text, Name("work", key)) for text in dict.fromkeys((work.author, *authors)))

    def _theories(self) -> Iterator[tuple[str, Name]]:
        kb = self.labels.kb
        first = [kb.label(theory.id).partition(" (")[2].split()[:1] for theory in kb.of(Theory)]
        for theory in kb.of(Theory):
            label, _, authors = kb.label(theory.id).partition(" (")
            called = [label, theory.id.partition("/")[2], *self.book.called.get(theory.id, ())]
            others = (text.partition(" (")[2] for text in concept_labels().get(theory.id, ()))
            for group in (authors, *(text for text in others if text.split()[:1] not in first)):
                years = [year.strip(",") for year in _YEAR.findall(group)]
                authored = [
                    name.strip(" ,") for name in _YEAR.sub("", group.strip(")")).replace("et al.", "").split("&")
                ]
                authored += [" and ".join(authored)]
                called += [*authored, *(f"{name} {year}" for name in authored if name for year in years)]
            for text in filter(None, called):
                yield text, Name("theory", theory.id)
                yield f"theory about {text}", Name("theory", theory.id)
                yield f"theory of {text}", Name("theory", theory.id)
                yield f"{text} theory", Name("theory", theory.id)


def _kind_of(scheme: str) -> str:
    """Return the kind of name that the concepts of a scheme are."""
    return scheme if scheme in CONCLUDED else "units" if scheme in ("capability", "role", "counted") else "concept"


def _shorter(label: str) -> Iterator[str]:
    """Yield what a coalition is called: the Quay Coalition against Gulls, also the anti-Gulls coalition."""
    yield label
    head, against, enemy = label.partition(" against ")
    if against:
        yield from (head, f"{head.split()[-1]} against {enemy}", f"anti-{enemy} {head.split()[-1]}")
        yield from (f"fight against {enemy}", f"war against {enemy}", f"campaign against {enemy}")


def _forms(text: str) -> Iterator[str]:
    """Yield a label and its plural."""
    yield text
    if text.endswith("y") and text[-2:-1] not in "aeiou":
        yield f"{text[:-1]}ies"
    elif text.endswith("is"):
        yield f"{text[:-2]}es"
    elif not text.endswith("s"):
        yield f"{text}s"
