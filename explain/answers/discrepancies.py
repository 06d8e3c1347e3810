"""Where sources disagree about a fact: both values with their places, and what the other one would change.

What it would change is found out, not asserted: the knowledge base is altered in that one field, and the episodes of
the states concerned, and of their partners in an arrangement, are judged once more.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from explain.words.phrases import sources, spoken, term
from kb.altered.altering import Alteration, altered, setting
from kb.dates import Moment
from kb.errors import InputError
from kb.records import SCHEMES, Arrangement, Contribution, Record, Shift, State, Variant
from kb.schema import Slot, slots
from kb.store import KnowledgeBase
from rules.judging.court import Court, Judgement
from rules.judging.retrial import Effect, Retrial

PREFERENCE = "The chapter that treats the matter goes before tables, summaries and passing mentions."
"""Why one value is used, where the case file gives no other reason."""


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
    retrial = Retrial(court)
    return tuple(_discrepancy(retrial, item) for item in ordered)


def _discrepancy(retrial: Retrial, variant: Variant) -> Discrepancy:
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
        effects=tuple(sorted(_effects(retrial, fact, tried), key=_in_time)) if isinstance(tried, Alteration) else (),
    )


def _effects(retrial: Retrial, fact: Record, change: Alteration) -> Iterator[Effect]:
    kb = retrial.court.kb
    return retrial.effects(altered(kb, [change]), states_of(kb, fact))


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
