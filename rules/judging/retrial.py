"""What other facts would change: judged again, but only the episodes for which they make a difference."""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any

from kb.profiles.changes import window
from kb.profiles.completeness import complete_kinds
from kb.records import Arrangement
from kb.store import KnowledgeBase
from rules.engine.experta_engine import Fact
from rules.engine.facts import field_names
from rules.engine.rulebook import Rulebook
from rules.judging.court import VERDICTS, Court, Judgement

_COMPARED = frozenset({*VERDICTS, "Strategy", "Cause", "Hypothesis"})
"""The kinds of conclusion that are compared."""

Evidence = tuple[tuple[Fact, ...], dict[str, tuple[Any, ...]], Set[str]]
"""What an episode can see: terms, the fields of its own facts that rules read, the kinds whose record is complete."""


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


class Retrial:
    """Judges again with another value, but only the episodes for which it makes a difference."""

    def __init__(self, court: Court) -> None:
        """Compare with the judgements of a court."""
        self.court = court
        self._read = _fields_read(court.inference.rulebook)
        self._evidence: dict[str, Evidence | None] = {}
        self._used: dict[str, Judgement] = {}

    def effects(self, changed: KnowledgeBase, states: Iterable[str]) -> Iterator[Effect]:
        """Yield what is concluded otherwise of some states and their partners once facts are changed."""
        other = self.court.over(changed)
        states = _with_partners(self.court.kb, states)
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
        self._used.update((name, self.court.on_record(name, _COMPARED)) for name in before if name not in self._used)
        return {name: self._used[name] for name in before}, {name: other.on_record(name, _COMPARED) for name in after}

    def _known(self, name: str) -> Evidence | None:
        if name not in self._evidence:
            self._evidence[name] = self._of(self.court, name)
        return self._evidence[name]

    def _of(self, court: Court, name: str) -> Evidence | None:
        """Return all that a verdict on an episode can rest on: the fields that rules read, and the complete records.

        Two episodes with the same evidence get the same verdict. ``None`` where there is no such episode.
        """
        item = court.episodes.get(name)
        if item is None:
            return None
        seen = court.view.of_episode(item)
        facts = {
            fact.identity: tuple([fact[field] for field in self._read[type(fact)]])
            for fact in seen.own
            if type(fact) in self._read
        }
        return seen.terms.facts, facts, complete_kinds(court.kb, item.part, *window(item)).keys()


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
