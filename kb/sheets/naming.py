"""What the words in cells name: facts by their name or label, concepts by any of their labels, kinds, and states."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from kb.reading.references import wrong_node
from kb.reading.relations import Fault
from kb.records import FOLDERS, OBSERVED, TARGETS, Coalition, Record, State
from kb.sheets.layout import called, shape
from kb.sheets.states import HINT, States, has_patterns
from kb.store import KnowledgeBase
from kb.words.synonyms import concept_labels
from kb.words.vocabulary import bundled_vocabulary

_OF = ("state", "requester", "member", "host", "arrangement", "coalition", "about")
"""Fields that say whose or what a fact is, the telling ones first."""
_WHAT = ("act", "capability", "content", "asks", "limits")
_WHEN = ("begins", "date", "known", "decided", "due")


class Names:
    """The names on record and those of the rows read so far."""

    def __init__(self, kb: KnowledgeBase) -> None:
        """Start from a knowledge base, and from its bibliography."""
        self.records: Mapping[str, Record] = kb.records
        self.works = kb.works
        self.drafted: dict[str, type[Record]] = {}
        self.states = States(kb.records.values())
        self._labelled: dict[str, dict[str, type[Record]]] = {}
        self._terms: dict[str, dict[str, str]] = {}
        self._made: dict[str, int] = {}
        for record in kb.records.values():
            if record.label:
                self._labelled.setdefault(shape(record.label), {})[record.id] = type(record)

    def draft(self, kind: type[Record], name: str, label: str | None) -> None:
        """Take note of a fact that a row states."""
        self.drafted[name] = kind
        if label:
            self._labelled.setdefault(shape(label), {})[name] = kind
        if kind is State:
            self.states.know(name, label)
        if kind in FOLDERS:
            self._terms.clear()

    def node(self, field: str, text: str) -> tuple[str, Fault | None]:
        """Return the name of the fact that a text means in a field, with the fault where there is no such fact."""
        wanted = TARGETS[field]
        found = self._kind_of(text)
        if found in wanted:
            return text, None
        labelled = [name for name, item in self._labelled.get(shape(text), {}).items() if item in wanted]
        if len(labelled) == 1:
            return labelled[0], None
        if State in wanted:
            state = self.states.find(text)
            if state:
                return state, None
        fitting = (name for name in (*self.records, *self.drafted) if self._kind_of(name) in wanted)
        fault = wrong_node(field, text, found, fitting)
        if wanted == [State] and not has_patterns():
            fault = fault._replace(remedy=f"{fault.remedy} {HINT}")
        return text, fault

    def coalition(self, text: str) -> str | None:
        """Return the coalition that a text means by its name or label."""
        found, fault = self.node("coalition", text)
        return None if fault else found

    def coalitions(self) -> Iterator[str]:
        """Yield the names of the coalitions."""
        yield from (name for name in (*self.records, *self.drafted) if self._kind_of(name) is Coalition)

    def _kind_of(self, name: str) -> type[Record] | None:
        if name in self.drafted:
            return self.drafted[name]
        if name in self.states.added:
            return State
        return type(self.records[name]) if name in self.records else None

    def kind(self, text: str) -> str | None:
        """Return the kind of fact that a text names."""
        words = {shape(word): kind.__name__ for kind in OBSERVED for word in (kind.__name__, called(kind.__name__))}
        return words.get(shape(text))

    def concepts(self, scheme: str) -> set[str]:
        """Return the concepts of a scheme: of the vocabulary, of the cases, and of the rows read so far."""
        return set(self._words(scheme).values())

    def concept(self, scheme: str, text: str) -> str | None:
        """Return the concept that a text names by its name, its label or another label that is its own."""
        words = self._words(scheme)
        return words.get(text) or words.get(shape(text))

    def _words(self, scheme: str) -> dict[str, str]:
        if scheme not in self._terms:
            self._terms[scheme] = self._gather(scheme)
        return self._terms[scheme]

    def _gather(self, scheme: str) -> dict[str, str]:
        if scheme == "work":
            return {key: key for key in self.works}
        folder = f"{scheme}/"
        added = (name for name in (*self.records, *self.drafted) if name.startswith(folder))
        known = {*bundled_vocabulary().concepts.get(scheme, ()), *(name.removeprefix(folder) for name in added)}
        labels = concept_labels()
        meant: dict[str, set[str]] = {}
        for name in known:
            for word in labels.get(f"{folder}{name}", ()):
                meant.setdefault(shape(word), set()).add(name)
        own = {word: min(names) for word, names in meant.items() if len(names) == 1}
        return {**own, **{shape(name): name for name in known}, **{name: name for name in known}}

    def made_up(self, kind: type[Record], values: Mapping[str, Any]) -> str:
        """Return a name for a fact that its row does not name: whose it is, what and when."""
        whose = next((values[name] for name in _OF if isinstance(values.get(name), str)), "")
        what = next((values[name] for name in _WHAT if values.get(name)), "")
        what = what[0] if isinstance(what, tuple) else what
        at = next((str(values[name]) for name in _WHEN if values.get(name)), "")
        word = what or called(kind.__name__)
        slug = re.sub(r"[^\w]+", "-", f"{whose} {word} {at}".casefold()).strip("-")
        return self.unused(slug)

    def unused(self, slug: str) -> str:
        """Return a name that no fact bears: this one, or this one with a number."""
        name = slug
        while name in self.records or name in self.drafted:
            self._made[slug] = self._made.get(slug, 1) + 1
            name = f"{slug}-{self._made[slug]}"
        return name
