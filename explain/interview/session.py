"""What an interview holds while it runs: the file, what is known from it and from the cases beside it, and the talk."""

import re
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from explain.interview.conversing import Ask, Conversation, Misread
from explain.interview.draft import SAID, Draft, Fact
from explain.interview.inquiring import Inquirer
from kb.errors import InputError
from kb.near import near
from kb.records import Coalition, Contribution, Record
from kb.store import KnowledgeBase
from ontology.stating import in_use
from rules.judging.court import Court, Judgement

_YEAR: Final = re.compile(r"\b(?:1[5-9]|20)\d\d\b|\bn\.d\.")
_HOW: Final = (
    "Give author, title, year and the place in it, as in: Jones, The Long War, 2005, p. 12. For a work of the "
    "bibliography its key and the place will do. Several sources have semicolons between them."
)
Citation = dict[str, str]


@dataclass
class Session:
    """An interview about a state's part in a coalition.

    Attributes:
        talk: the conversation.
        draft: the file.
        load: reads the cases beside it, and files in addition.
        court: judges what is known.
        sources: the citations that facts bear from now on.
        inquirer: what knows the questions on the judgement as it stands.
    """

    talk: Conversation
    draft: Draft
    load: Callable[[Sequence[Path]], KnowledgeBase]
    court: Court
    sources: list[Citation] = field(default_factory=list)
    inquirer: Inquirer | None = None
    _beside: dict[str, Fact] = field(default_factory=dict)

    @property
    def kb(self) -> KnowledgeBase:
        """Return all that is known."""
        return self.court.kb

    @property
    def state(self) -> str:
        """Return the state that the case is about."""
        return self.draft.noted("state") or ""

    @property
    def coalition(self) -> str:
        """Return the coalition that the case is about."""
        return self.draft.noted("coalition") or ""

    @property
    def mission(self) -> Coalition:
        """Return the same as it is on record."""
        found = self.kb.records[self.coalition]
        assert isinstance(found, Coalition)
        return found

    @property
    def units(self) -> list[Contribution]:
        """Return the bodies of units that the file tells of, the one that the case turns on first."""
        found = (self.kb.records.get(name) for name in self.draft.facts)
        return [
            item
            for item in found
            if isinstance(item, Contribution) and (item.state, item.coalition) == (self.state, self.coalition)
        ]

    def judgement(self) -> Judgement | None:
        """Return the judgement on the change that the case is about; ``None`` while there is none."""
        main = self.units[0].id if self.units else None
        going: str | None = None
        for name, item in self.court.episodes.items():
            for figure in item.figures:
                if getattr(figure, "contribution", None) == main and not getattr(figure, "began", False):
                    going = name
        return self.court.judge(going) if going else None

    def take_up(self) -> None:
        """Go on from where the file stands, also where it was written by hand.

        Raises:
            InputError: the file is not sound.
        """
        self.talk.replayed = list(self.draft.notes.get(SAID, ()))
        if self.draft.facts:
            self.refresh()
        first = next((fact for fact in self.draft.facts.values() if fact.get("type") == Contribution.__name__), None)
        if first and not self.state:
            self.draft.notes |= {"state": [str(first["state"])], "coalition": [str(first["coalition"])]}
            self.draft.notes["done"] = ["units", "others", "decision"]
        self.talk.asides["source"] = self.ask_sources

    def write(self, *facts: Fact) -> str | None:
        """Put facts in the file; if the file would no longer be sound, leave it and return what is wrong."""
        written = (*self._beside.values(), *facts)
        before = {str(fact["id"]): self.draft.facts.get(fact["id"]) for fact in written}
        for fact in written:
            self.draft.add(fact)
        try:
            self.refresh()
        except InputError as error:
            for name, earlier in before.items():
                if earlier is None:
                    self.draft.drop(name)
                else:
                    self.draft.add(earlier)
            self.forget()
            return f"That does not fit what is on record: {_in_words(error)}. {error.why}"
        self._beside.clear()
        self.keep()
        return None

    def beside(self, kind: str, label: str) -> str:
        """Return the name of something that needs no more than one, and is written with the next fact."""
        for name, fact in self._beside.items():
            if (fact["type"], fact["label"].casefold()) == (kind, label.casefold()):
                return name
        made: Fact = {"id": self.name(label), "type": kind, "label": label, "source": self.sources}
        self._beside[made["id"]] = made
        return str(made["id"])

    def forget(self) -> None:
        """Let go what would have been written with a fact that is not written."""
        self._beside.clear()

    def label(self, name: str) -> str:
        """Return what a reader calls something on record, or about to be."""
        return str(self._beside[name]["label"]) if name in self._beside else self.kb.label(name)

    def keep(self) -> None:
        """Write the file as it stands: what was said so far is in it."""
        self.talk.written()
        self.draft.notes.pop(SAID, None)
        self.draft.save()

    def refresh(self) -> None:
        """Read everything again.

        Raises:
            InputError: the file is not sound.
        """
        with tempfile.TemporaryDirectory() as folder:
            trial = Path(folder) / "case.yaml"
            more = [trial] if self.draft.facts else []
            if more:
                trial.write_text(self.draft.text, encoding="utf-8")
            if self.draft.works:
                works = trial.with_suffix(".bib")
                works.write_text(self.draft.works, encoding="utf-8")
                more.append(works)
            self.court = self.court.over(self.load(more))

    def name(self, *parts: str) -> str:
        """Return a name for a new fact that no other fact bears."""
        made = "-".join(filter(None, (slug(part) for part in parts)))
        names = {*self.kb.records, *self.draft.facts, *self._beside}
        return next(name for name in (made, *(f"{made}-{number}" for number in range(2, 10_000))) if name not in names)

    def ask_sources(self) -> None:
        """Ask for the sources that facts bear from now on."""
        why = (
            "No fact stands without a source: whoever doubts an answer can look it up.",
            "What you name holds for all that you say from now on; source changes it at any question.",
        )
        asked = Ask("What is your source, and where in it?", _HOW, why=why, needed=True)
        found = self.talk.ask(asked, self.read_sources)
        assert found is not None
        self.sources = found
        self.draft.notes["source"] = ["; ".join(f"{item['work']}, {item['place']}" for item in found)]
        self.keep()

    def read_sources(self, text: str) -> list[Citation]:
        """Return citations, and enter new works in the bibliography.

        Raises:
            Misread: one of them lacks its title, year or place.
        """
        parts = [self._source(part.strip()) for part in text.split(";") if part.strip()]
        if not parts:
            raise Misread(_HOW)
        for _, entry in parts:
            if entry not in self.draft.works:
                self.draft.works += entry
        return [citation for citation, _ in parts]

    def _source(self, text: str) -> tuple[Citation, str]:
        key, _, place = (part.strip() for part in text.partition(","))
        if key in self.kb.works or f"{{{key}," in self.draft.works:
            if not place:
                raise Misread(f"Where in {key}? Add a page, a chapter or a day, as in: {key}, ch. 5.")
            return {"work": key, "place": place}, ""
        year = _YEAR.search(text, len(key))
        if year is None or not place:
            raise Misread(_HOW)
        title = text[len(key) + 1 : year.start()].strip(" ,()")
        place = text[year.end() :].strip(" ,()")
        if not title or not place:
            raise Misread(_HOW)
        author = re.sub(r"[{}\\]", "", key)
        title = re.sub(r"[{}\\]", "", title)
        named = f"{slug(author.split()[-1] if author else title)}-{slug(year[0])}"
        entry = f"@misc{{{named},\n  author = {{{{{author}}}}},\n  title = {{{title}}},\n  year = {{{year[0]}}},\n}}\n"
        return {"work": named, "place": place}, entry


def _in_words(error: InputError) -> str:
    """Return what is wrong with a fact, its fields called by their labels."""
    what = error.what.removeprefix(f"{error.fact}: ")
    labels = {name: field.label for name, field in in_use().fields.items()}
    return re.sub(r"`(\w+)`", lambda found: labels.get(found[1], found[1]), what)


def slug(text: str) -> str:
    """Return words as a name: small letters, digits and hyphens."""
    plain = re.sub(r"^(the|a|an) ", "", text.casefold())
    return "-".join(re.findall(r"[^\W_]+", plain))


def called(kb: KnowledgeBase, record: Record) -> tuple[str, ...]:
    """Return what a state or coalition is called, in small letters without an article."""
    return tuple({re.sub(r"^the ", "", name.casefold()) for name in (record.id, kb.label(record.id))})


def find(kb: KnowledgeBase, kind: type[Record], text: str) -> tuple[str | None, list[str]]:
    """Return the name of a record of a kind that goes by these words, or else those whose names come near."""
    wanted = re.sub(r"^the ", "", text.casefold())
    names = {record.id: called(kb, record) for record in kb.of(kind)}
    exact = next((name for name, words in names.items() if wanted in words), None)
    if exact:
        return exact, []
    close = near(wanted, [word for words in names.values() for word in words])
    return None, list(dict.fromkeys(name for word in close for name, words in names.items() if word in words))


def value_of(fact: Fact, key: str) -> list[Any]:
    """Return the values of a key as a list, however many it has."""
    found = fact.get(key, [])
    return found if isinstance(found, list) else [found]
