"""Facts on which what is said of a state's whole part in a coalition rests, each in one line with its sources."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from explain.answer import Source
from explain.words.telling import Teller
from kb.dates import Moment
from kb.store import KnowledgeBase
from rules.engine.proof import Held, Known, Proof, Step
from rules.engine.rulebook import Rulebook
from rules.judging.dossier import Dossier

_WHOLE = frozenset({"Engagement", "Episode"})
"""Figures that only say which part in which coalition is meant."""


@dataclass(frozen=True)
class Seen:
    """A fact as a reader is told it.

    Attributes:
        fact: its name in the knowledge base.
        text: the fact in one line.
        says: what it shows, in the words of the rule that reads it.
        rule: that rule.
        sources: where the fact stands.
    """

    fact: str
    text: str
    says: str
    rule: str
    sources: tuple[Source, ...]


def speaker(kb: KnowledgeBase, dossier: Dossier) -> Teller:
    """Return who puts a dossier into words: it knows the rules of the wider book and of the one it builds on."""
    wider = dossier.nearness.rulebook
    base = wider.base.rules if wider.base else {}
    return Teller(kb, Rulebook({**base, **wider.rules}), dossier.nearness.thresholds)


def seen(teller: Teller, known: Known, step: Step) -> Seen:
    """Return an observed fact as a step reads it."""
    record = teller.kb.records[teller.record_name(known)]
    return Seen(record.id, teller.fact(known), teller.step(step), step.rule, teller.sources(record))


def lightest(proof: Proof, name: str) -> Step:
    """Return the step to a conclusion that rests on the fewest premises of its own."""
    return min(proof.steps[name], key=lambda step: (len(step.premises), repr(step)))


def observed(proof: Proof, step: Step) -> Iterator[Known]:
    """Yield the observed facts that a step rests on, all the way down by the lightest steps, in the order met."""
    waiting, met = [step], set()
    while waiting:
        for premise in waiting.pop(0).premises:
            if isinstance(premise, Held) and premise.fact not in met:
                met.add(premise.fact)
                known = proof.facts[premise.fact]
                if known.origin == "observed":
                    yield known
                elif premise.fact in proof.steps:
                    waiting.append(lightest(proof, premise.fact))
                elif known.kind not in _WHOLE:
                    yield from (item for item in proof.facts.values() if _names(item, known.basis))


def _names(known: Known, names: tuple[str, ...]) -> bool:
    return known.origin == "observed" and known["id"] in names


def dated(teller: Teller, fact: str) -> tuple[str, str]:
    """Return what puts facts in order of time: the first day that a fact may lie on, then its name."""
    record: Any = teller.kb.records[fact]
    moments = (getattr(record, name, None) for name in ("date", "begins", "decided"))
    first = next((moment for moment in moments if isinstance(moment, Moment)), None)
    return (first.earliest.isoformat() if first else "", fact)
