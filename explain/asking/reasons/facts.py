"""Finds the facts that words mean: "the radar", "the strike", "the vote of April 2016"."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, fields
from functools import cached_property

from explain.asking import words
from explain.asking.lexicon import Lexicon
from explain.asking.numbers import written_date
from explain.asking.queries.phrasebook import phrase_book
from explain.asking.references import within
from kb.dates import Moment
from kb.profiles.profile import is_combat
from kb.records import CompleteRecord, Contribution, Record, State, Statement, Variant
from kb.words.synonyms import with_broader
from rules.questions.support import support

_ASKED = ("Defection", "NotDefection", "OutOfScope", "Strategy", "Cause")
_SET_ASIDE = words.FILLERS | words.PRONOUNS | {"a", "an", "any", "more", "enough", "such"}


@dataclass(frozen=True)
class Facts:
    """The facts that can be spoken of when an episode is."""

    lexicon: Lexicon
    episode: str

    @cached_property
    def known(self) -> dict[str, frozenset[str]]:
        """Return the facts about the state and the coalition of the episode, with the words that each answers to."""
        return self._of(self.lexicon.court.episodes[self.episode].episode.state)

    def _of(self, state: str) -> dict[str, frozenset[str]]:
        coalition = self.lexicon.court.episodes[self.episode].episode.coalition
        records = (item for item in self.lexicon.kb.records.values() if _concerns(item, state, coalition))
        return {item.id: frozenset(_words(self.lexicon, item)) for item in records}

    def _others(self, phrase: tuple[str, ...]) -> dict[str, frozenset[str]]:
        """Return the facts about other states that a phrase names."""
        entities = (item for word in phrase for item in self.lexicon.phrases.get((word,), ()))
        states = dict.fromkeys(item.name for item in entities if item.kind == "state")
        return {name: known for state in states for name, known in self._of(state).items()}

    def meant(self, phrase: tuple[str, ...], kinds: Collection[str] = ()) -> tuple[str, ...]:
        """Return the facts, of some classes if given, that answer to every word of a phrase and to its date."""
        if phrase in self._ids:
            return (self._ids[phrase],)
        wanted, date = _wanted(phrase)
        if not wanted:
            return ()
        found = [name for name, known in (self.known | self._others(phrase)).items() if wanted <= known]
        records = self.lexicon.kb.records
        called = self._classes(wanted)
        if kinds and called and not called & set(kinds):
            return ()
        kinds = kinds or called
        found = [name for name in found if not kinds or type(records[name]).__name__ in kinds]
        found = self._apt(found, wanted, any_kind=not kinds)
        return tuple(name for name in found if date is None or _dated(records[name], date))

    def _apt(self, names: list[str], wanted: frozenset[str], *, any_kind: bool) -> list[str]:
        """Return those in whose kind is done what the words name, where there are such: a strike is no aircraft.

        Where facts of any kind can be meant, and the words name what is done in some kind, units are not meant by
        their task alone.
        """
        records, done = self.lexicon.kb.records, phrase_book().done
        apt = [name for name in names if wanted & set(done.get(type(records[name]).__name__, "").split())]
        done_anywhere = any_kind and wanted <= {word for text in done.values() for word in text.split()}
        units = [name for name in names if not done_anywhere or not isinstance(records[name], Contribution)]
        return apt or units

    def _classes(self, wanted: frozenset[str]) -> frozenset[str]:
        """Return the classes of facts that are called exactly so: "the coalition" is no agreement of one."""
        kinds = {type(self.lexicon.kb.records[name]).__name__ for name in self.known}
        return frozenset(kind for kind in kinds if wanted in _class_words(self.lexicon, kind))

    def relied_on(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Return those of several facts on which the verdict on the episode, its shape or its cause rests.

        The units that fought, where they are the only ones of their kind, stand for all of those.
        """
        proof = self.lexicon.court.judge(self.episode).proof
        found = (item.name for kind in _ASKED for item in proof.concluded(kind, episode=self.episode))
        used = set(support(proof, list(found)).facts)
        relied = tuple(name for name in names if name in used)
        kb = self.lexicon.kb
        units = [item for name in relied if isinstance(item := kb.records[name], Contribution)]
        fought = tuple(item.id for item in units if is_combat(kb, item))
        return fought if len(fought) == 1 else relied

    @cached_property
    def _ids(self) -> dict[tuple[str, ...], str]:
        return {words.split(name): name for name in self.known}


def _wanted(phrase: tuple[str, ...]) -> tuple[frozenset[str], str | None]:
    """Return the words of a phrase that say which fact is meant, and its date."""
    wanted: list[str] = []
    date = None
    start = 0
    while start < len(phrase):
        dated = written_date(phrase[start:])
        if dated and date is None:
            date = dated[0]
            start += dated[1]
            continue
        if phrase[start] not in _SET_ASIDE:
            wanted.append(words.singular(phrase[start]))
        start += 1
    return frozenset(wanted), date


def _concerns(record: Record, state: str, coalition: str) -> bool:
    if isinstance(record, (Variant, CompleteRecord, State)):
        return False
    if record.id == coalition:
        return True
    own = getattr(record, "state", None)
    partners = getattr(record, "partners", ())
    return getattr(record, "coalition", coalition) == coalition and (own == state or state in partners)


def _class_words(lexicon: Lexicon, kind: str) -> list[frozenset[str]]:
    texts = (*lexicon.classes(kind), *phrase_book().called.get(kind, ()))
    return [frozenset(map(words.singular, words.split(text))) for text in texts]


def _words(lexicon: Lexicon, record: Record) -> Iterator[str]:
    """Yield the words that a fact answers to, in the singular."""
    kind = type(record).__name__
    called = phrase_book().called
    texts = [record.id, record.label or "", *lexicon.classes(kind), *called.get(kind, ())]
    state = lexicon.kb.records.get(getattr(record, "state", ""))
    if isinstance(state, State):
        texts += lexicon.names.called(state)
    if isinstance(record, Statement):
        for content in record.content:
            texts += (*lexicon.labels(f"content/{content}"), *called.get(f"content/{content}", ()))
    texts += [lexicon.kb.label(place) for place in getattr(record, "theatres", ())]
    for scheme in ("capability", "role"):
        name = getattr(record, scheme, None)
        wider = with_broader(f"{scheme}/{name}") if isinstance(name, str) else ()
        texts += [text for concept in wider for text in (*lexicon.labels(concept), *called.get(concept, ()))]
        counted = getattr(lexicon.kb.records.get(f"{scheme}/{name}"), "counted_in", None)
        texts += called.get(f"counted/{counted}", ())
    yield from (words.singular(word) for text in texts for word in words.split(text))


def _dated(record: Record, text: str) -> bool:
    """Tell whether a fact has a date that falls in another."""
    dates = (getattr(record, item.name) for item in fields(record))
    return any(within(text, date.month) for date in dates if isinstance(date, Moment))
