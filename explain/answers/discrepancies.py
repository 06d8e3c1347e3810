"""Where sources disagree about a fact: both values with their places, and what the other one would change.

What it would change is found out, not asserted: the knowledge base is altered in that one field, and the episodes of
the states concerned, and of their partners in an arrangement, are judged once more.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from explain.words.phrases import sources, spoken, term
from kb.altered.altering import Alteration, altered, setting
from kb.dates import Moment
from kb.errors import InputError
from kb.profiles.changes import window
from kb.profiles.completeness import complete_kinds
from kb.records import SCHEMES, Arrangement, Contribution, Record, Shift, State, Variant
from kb.schema import Slot, slots
from kb.store import KnowledgeBase
from rules.engine.facts import field_names
from rules.engine.rulebook import Rulebook
from rules.judging.court import Court, Judgement

PREFERENCE = "The chapter that treats the matter goes before tables, summaries and passing mentions."
"""Why one value is used, where the case file gives no other reason."""


@dataclass(frozen=True, order=True)
class Effect:
    """What the other value would change for one episode.

    ``what`` is ``verdict``, ``strategies``, ``causes`` or a hypothesis; ``episode`` where the other value would do away
    with the episode or make a new one, whose conclusions are then told as ``used`` or ``other``; ``month`` where the
    same episode would fall in another month. Values are slugs.
    """

    episode: str
    what: str
    used: str | None
    other: str | None


@dataclass(frozen=True)
class Discrepancy:
    """One fact of which sources give two values.

    Attributes:
        variant: the node that records the other value.
        fact: the fact; ``headline`` is what a reader calls it, ``states`` whose fact it is.
        property: the field in question.
        used: the value that the rules use, in words, and ``used_places``, where the fact stands.
        other: the other value, in words, and ``other_places``, where that stands.
        why: why the one is used and not the other.
        untried: why the other value cannot be tried; ``None`` where it was.
        effects: what would be concluded otherwise with the other value.
    """

    variant: str
    fact: str
    headline: str
    states: tuple[str, ...]
    property: str
    used: str
    used_places: tuple[str, ...]
    other: str
    other_places: tuple[str, ...]
    why: str
    untried: str | None
    effects: tuple[Effect, ...]


def discrepancies(court: Court, variants: Iterable[Variant] | None = None) -> tuple[Discrepancy, ...]:
    """Return every discrepancy on record, or those of some variants, by fact and field."""
    chosen = court.kb.of(Variant) if variants is None else variants
    ordered = sorted(chosen, key=lambda item: (item.about, item.property, item.id))
    retrial = _Retrial(court)
    return tuple(_discrepancy(retrial, item) for item in ordered)


def _discrepancy(retrial: "_Retrial", variant: Variant) -> Discrepancy:
    kb = retrial.court.kb
    fact = kb.records[variant.about]
    slot = next(item for item in slots(type(fact)).values() if item.field == variant.property)
    tried = _alteration(kb, fact, slot, variant.value)
    found = isinstance(tried, Alteration)
    return Discrepancy(
        variant=variant.id,
        fact=fact.id,
        headline=kb.label(fact.id),
        states=states_of(kb, fact),
        property=variant.property,
        used=_told(kb, slot, getattr(fact, slot.field)),
        used_places=tuple(sources(kb, fact)),
        other=_told(kb, slot, tried.value) if isinstance(tried, Alteration) else variant.value,
        other_places=tuple(sources(kb, variant)),
        why=variant.note or PREFERENCE,
        untried=None if found else str(tried),
        effects=tuple(sorted(retrial.effects(fact, tried), key=_in_time)) if isinstance(tried, Alteration) else (),
    )


def _in_time(effect: Effect) -> tuple[str, str]:
    """Order effects by the month with which an episode's name ends, then by state; those on one keep their order."""
    return effect.episode[-len("2014-10") :], effect.episode


def _alteration(kb: KnowledgeBase, fact: Record, slot: Slot, text: str) -> Alteration | str:
    """Return the alteration to the other value; where it is none that the field can take, why not."""
    try:
        found = setting(kb, f"{fact.id}.{slot.field}={text}")
        altered(kb, [found])
    except InputError:
        return "no value of this field, so it cannot be tried"
    return found


def states_of(kb: KnowledgeBase, fact: Record) -> tuple[str, ...]:
    """Return the states that a fact is about: its own, the partners to an arrangement, or every state that sends."""
    if isinstance(fact, State):
        return (fact.id,)
    if isinstance(fact, Arrangement):
        return fact.partners
    state = getattr(fact, "state", None)
    senders = {item.state for item in kb.of(Contribution)} | {item.state for item in kb.of(Shift)}
    return (state,) if isinstance(state, str) else tuple(sorted(senders))


def rests_on(judgement: Judgement) -> frozenset[str]:
    """Return the names of the facts that a proof uses, those behind its figures included."""
    facts = judgement.proof.facts.values()
    observed = {str(known["id"]) for known in facts if known.origin == "observed"}
    return frozenset(observed.union(*(known.basis for known in facts)))


class _Retrial:
    """Judges again with another value, but only the episodes for which it makes a difference."""

    def __init__(self, court: Court) -> None:
        """Compare with the judgements of a court."""
        self.court = court
        self._read = _fields_read(court.inference.rulebook)
        self._evidence: dict[str, frozenset[object] | None] = {}
        self._used: dict[str, Judgement] = {}

    def effects(self, fact: Record, change: Alteration) -> Iterator[Effect]:
        """Yield what is concluded otherwise once a fact is changed."""
        other = self.court.over(altered(self.court.kb, [change]))
        states = _with_partners(self.court.kb, states_of(self.court.kb, fact))
        before, after = self._judged(other, states)
        gone, new = before.keys() - after.keys(), after.keys() - before.keys()
        for name in sorted(gone):
            twin = next((each for each in sorted(new) if _same(before[name], after[each])), None)
            new.discard(twin or "")
            yield Effect(name, "month" if twin else "episode", name if twin else _summary(before[name]), twin)
        for name in sorted(new):
            yield Effect(name, "episode", None, _summary(after[name]))
        for name in (each for each in before if each in after):
            used, tried = (_conclusions(item) for item in (before[name], after[name]))
            yield from (Effect(name, what, used[what], tried[what]) for what in used if used[what] != tried[what])

    def _judged(self, other: Court, states: frozenset[str]) -> tuple[dict[str, Judgement], dict[str, Judgement]]:
        """Return the judgements that may differ, without and with the change, on the record: none tells a standing."""
        listed = [
            [name for name, item in court.episodes.items() if item.episode.state in states]
            for court in (self.court, other)
        ]
        differ = {name for name in {*listed[0], *listed[1]} if self._known(name) != self._of(other, name)}
        before, after = ([name for name in names if name in differ] for names in listed)
        self._used.update((name, self.court.on_record(name)) for name in before if name not in self._used)
        return {name: self._used[name] for name in before}, {name: other.on_record(name) for name in after}

    def _known(self, name: str) -> frozenset[object] | None:
        if name not in self._evidence:
            self._evidence[name] = self._of(self.court, name)
        return self._evidence[name]

    def _of(self, court: Court, name: str) -> frozenset[object] | None:
        """Return all that a verdict on an episode can rest on: the fields that rules read, and the complete records.

        Two episodes with the same evidence get the same verdict. ``None`` where there is no such episode.
        """
        item = court.episodes.get(name)
        if item is None:
            return None
        facts = (fact for fact in court.view.of_episode(item) if type(fact) in self._read)
        seen = {(fact.identity, *(fact[field] for field in self._read[type(fact)])) for fact in facts}
        return frozenset((*seen, *complete_kinds(court.kb, item.part, *window(item))))


def _fields_read(rulebook: Rulebook) -> Mapping[type, tuple[str, ...]]:
    """Return the fields of each class of fact that the conditions of some rule look at."""
    found: dict[type, set[str]] = {}
    for rule in rulebook.rules.values():
        for _, pattern in (*rule.positives, *rule.negatives):
            found.setdefault(type(pattern), set()).update(key for key in pattern if isinstance(key, str))
    return {kind: tuple(sorted(found[kind] & set(field_names(kind)))) for kind in found}


def _with_partners(kb: KnowledgeBase, states: Iterable[str]) -> frozenset[str]:
    found = frozenset(states)
    return found.union(*(item.partners for item in kb.of(Arrangement) if found.intersection(item.partners)))


def _same(first: Judgement, second: Judgement) -> bool:
    return first.episode.state == second.episode.state and _conclusions(first) == _conclusions(second)


def _conclusions(judgement: Judgement) -> dict[str, str | None]:
    """Return what a discrepancy might change: verdict, strategies, causes and the answers to the hypotheses."""
    return {
        "verdict": judgement.verdict,
        "strategies": ", ".join(judgement.strategies) or None,
        "causes": ", ".join(judgement.causes) or None,
        **judgement.hypotheses,
    }


def _summary(judgement: Judgement) -> str:
    found = _conclusions(judgement)
    return "; ".join(filter(None, (found["verdict"], found["strategies"], found["causes"])))


def _told(kb: KnowledgeBase, slot: Slot, value: Any) -> str:
    """Return a value of a field as a reader says it."""
    if isinstance(value, tuple):
        return ", ".join(_told(kb, slot, item) for item in value) or "none"
    if value is None:
        return "none"
    if isinstance(value, Moment):
        return spoken(value)
    if slot.takes == "concept":
        return term(kb, SCHEMES[slot.field], value)
    if slot.takes == "node":
        return kb.label(value)
    return str(value)
