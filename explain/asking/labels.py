"""Every name that a question can use, from the ontology's labels and synonyms and from the cases: nothing by hand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from explain.asking import words
from explain.asking.queries.phrasebook import phrase_book
from explain.words.phrases import MONTHS
from explain.words.telling import Teller
from kb.records import Capability, Coalition, Contribution, State
from kb.store import KnowledgeBase
from kb.words.synonyms import class_labels, concept_labels
from rules.engine.rulebook import Rulebook
from rules.judging.court import HYPOTHESES, Court

Phrase = tuple[str, ...]
TYPE = re.compile(r"\b([A-Z]+)-(\d+)")
"""A type of craft, which many write without its hyphen."""

CONCLUSIONS = ("verdict", "strategy", "cause", "interest", "restriction", "hypothesis")
"""The schemes whose concepts are conclusions about an episode."""


@dataclass(frozen=True, order=True)
class Entity:
    """A thing that has a name: its kind and the name by which the knowledge base or the ontology holds it.

    Kinds: ``episode``, ``state``, ``coalition``, ``units`` (a capability or role), ``conclusion``, ``topic``,
    ``event``, ``rule``, ``pronoun``.
    """

    kind: str
    name: str


@dataclass(frozen=True)
class Labels:
    """The names of one knowledge base, as phrases of words."""

    kb: KnowledgeBase
    court: Court

    @property
    def rulebook(self) -> Rulebook:
        """Return the rules whose names can be used."""
        return self.court.inference.rulebook

    @cached_property
    def phrases(self) -> dict[Phrase, frozenset[Entity]]:
        """Return every phrase with what it can mean."""
        found: dict[Phrase, set[Entity]] = {}
        for text, entity in self._names():
            phrase = _without_article(words.split(text))
            if phrase and (phrase[0] != "not" or entity.kind != "conclusion"):  # the question says what is denied
                found.setdefault(phrase, set()).add(entity)
        return {phrase: frozenset(entities) for phrase, entities in found.items()}

    @cached_property
    def longest(self) -> int:
        """Return how many words the longest phrase has."""
        return max(map(len, self.phrases))

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Return every word that some name has, every month and every small word."""
        grammar = {*words.SAME, *words.FILLERS, *words.LEADS, *(month.casefold() for month in MONTHS)}
        return frozenset({*grammar, *(word for phrase in self.phrases for word in phrase)})

    @cached_property
    def teller(self) -> Teller:
        """Return what puts facts and rules into words."""
        return Teller(self.kb, self.rulebook, self.court.inference.thresholds)

    def labels(self, concept: str) -> tuple[str, ...]:
        """Return what a concept is called, the preferred label first."""
        return concept_labels().get(concept, ()) or (concept.rpartition("/")[2].replace("-", " "),)

    def classes(self, kind: str) -> tuple[str, ...]:
        """Return what a class of facts is called."""
        return class_labels().get(kind, (kind,))

    def _names(self) -> Iterator[tuple[str, Entity]]:
        yield from ((name, Entity("episode", name)) for name in self.court.episodes)
        yield from self._actors()
        yield from ((name, Entity("rule", name)) for name in self.rulebook.rules)
        for name in sorted(concept_labels()):
            scheme, _, concept = name.partition("/")
            if scheme in CONCLUSIONS and concept:
                yield from self._conclusion(scheme, concept)
            elif scheme in ("capability", "role") and concept:
                yield from ((text, Entity("units", name)) for text in self._called(name))
        for name, called in phrase_book().called.items():
            if name.startswith("counted/"):
                yield from ((text, Entity("units", name)) for text in called)
        for topic, forms in words.TOPICS.items():
            yield from ((form, Entity("topic", topic)) for form in forms.split())
        for event, named in (("left", words.LEFT), ("came", words.CAME), ("any", words.ANY)):
            yield from ((form, Entity("event", event)) for form in named)
        acts = [text for act in words.LEAVING for text in self.labels(f"act/{act}")]
        yield from ((text, Entity("event", "left")) for text in (*acts, *words.PHRASES))
        yield from ((form, Entity("event", "defection")) for form in (*words.DEFECTED, "defection"))
        yield from ((form, Entity("pronoun", form)) for form in words.PRONOUNS)

    def _actors(self) -> Iterator[tuple[str, Entity]]:
        """Yield the names of states that take part and of their coalitions."""
        taking_part = {item.state for item in self.kb.of(Contribution)}
        for state in self.kb.of(State):
            if state.id in taking_part:
                peoples = phrase_book().peoples.get(state.adjective or "", ())
                people = f"{state.adjective}s" if state.adjective else None
                called = filter(None, [state.id, state.label, state.adjective, people, *peoples])
                yield from ((text, Entity("state", state.id)) for text in called)
        for coalition in self.kb.of(Coalition):
            called = filter(None, [coalition.id, coalition.label])
            yield from ((text, Entity("coalition", coalition.id)) for text in called)
            yield from ((self.kb.label(place), Entity("coalition", coalition.id)) for place in coalition.theatres)

    def _conclusion(self, scheme: str, concept: str) -> Iterator[tuple[str, Entity]]:
        name = f"{scheme}/{concept}"
        if scheme == "hypothesis":
            name = f"{scheme}/{next(item for item in HYPOTHESES if item.casefold() == concept)}"
        yield from ((text, Entity("conclusion", name)) for text in self._called(f"{scheme}/{concept}"))
        yield concept.rpartition("/")[2], Entity("conclusion", name)

    def _called(self, name: str) -> Iterator[str]:
        """Yield the labels of a concept, and their plurals and singulars."""
        record = self.kb.records.get(name)
        units = isinstance(record, Capability)
        for text in (*self.labels(name), *phrase_book().called.get(name, ())):
            yield text
            if units and TYPE.search(text):
                plain = TYPE.sub(r"\1\2", text)
                yield from (plain, f"{plain}s")
            if units and not text.endswith("s"):
                yield f"{text}s"


def _without_article(phrase: Phrase) -> Phrase:
    return phrase[1:] if phrase[:1] == ("the",) else phrase
