"""Two codings of one case compared: what they share, how far they agree, and which disagreements change a verdict.

Whether one does is found out: in the first coding that one thing is made as the second has it, and what differs is
judged again.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from explain.answers.discrepancies import states_of
from explain.words.phrases import named, spoken
from kb.agreement.alpha import Alpha, alphas
from kb.agreement.codings import Coding
from kb.agreement.matching import Difference, Matching, match
from kb.altered.altering import Alteration, altered
from kb.dates import Moment
from kb.errors import InputError
from kb.links import links
from kb.records import SCHEMES, Record
from kb.schema import slots
from kb.store import KnowledgeBase
from rules.judging.court import Court
from rules.judging.retrial import Effect, Retrial

DIFFERS, FIRST, SECOND = "differs", "first", "second"
"""The sorts of disagreement: both have the fact and say different things, or one alone has it."""


@dataclass(frozen=True)
class Disagreement:
    """One thing in which two codings differ.

    Attributes:
        sort: one of the sorts above.
        kind: the kind of fact.
        fact: the name of the fact, in the coding that has it, the first if both do; ``headline`` is what it is called.
        field: the field in which they differ, if both have the fact.
        first: what the first coding says there, in words; ``None`` where it says nothing.
        second: the same of the second.
        effects: what would be concluded otherwise from the first coding if this alone were as in the second.
        untried: why that cannot be tried alone; ``None`` where it was.
    """

    sort: str
    kind: str
    fact: str
    headline: str
    field: str | None = None
    first: str | None = None
    second: str | None = None
    effects: tuple[Effect, ...] = ()
    untried: str | None = None


@dataclass(frozen=True)
class Count:
    """How many facts of a kind both codings have, the first alone and the second alone."""

    kind: str
    both: int
    first: int
    second: int


@dataclass(frozen=True)
class Agreement:
    """The comparison of two codings: counts by kind, disagreements, alphas, and all that is concluded otherwise."""

    counts: tuple[Count, ...]
    disagreements: tuple[Disagreement, ...]
    alphas: tuple[Alpha, ...]
    effects: tuple[Effect, ...]


def agreement(first: Coding, second: Coding, court: Court, *, with_alpha: bool = True) -> Agreement:
    """Compare two codings; ``court`` judges by the first.

    Raises:
        InputError: alpha is wanted, and the library for it is not installed.
    """
    matching = match(first.records, second.records)
    trial = _Trial(first, second, matching, court)
    return Agreement(
        counts=tuple(_counts(matching)),
        disagreements=tuple(trial.disagreements()),
        alphas=tuple(alphas(matching)) if with_alpha else (),
        effects=tuple(trial.retrial.effects(second.kb, trial.states)),
    )


def _counts(matching: Matching) -> Iterator[Count]:
    listed = [[type(pair.first).__name__ for pair in matching.pairs]]
    listed += [[type(item).__name__ for item in items] for items in (matching.only_first, matching.only_second)]
    for kind in sorted({kind for kinds in listed for kind in kinds}):
        yield Count(kind, *(kinds.count(kind) for kinds in listed))


class _Trial:
    """Tries each disagreement by itself."""

    def __init__(self, first: Coding, second: Coding, matching: Matching, court: Court) -> None:
        self.first, self.second, self.matching = first, second, matching
        self.retrial = Retrial(court)
        own = [(coding.kb, record) for coding in (first, second) for record in coding.records]
        self.states = frozenset(state for kb, record in own for state in states_of(kb, record))
        self._added = {record.id: record for record in matching.only_second}

    def disagreements(self) -> Iterator[Disagreement]:
        """Yield every disagreement with what it would change."""
        kb = self.first.kb
        for pair in self.matching.pairs:
            told = _headline(kb, pair.first)
            for item in pair.differences:
                mine, theirs = (_told(kb, item.field, value) for value in (item.first, item.second))
                made = Disagreement(DIFFERS, type(pair.first).__name__, pair.first.id, told, item.field, mine, theirs)
                yield self._tried(made, [Alteration(pair.first.id, item.field, item.second)], _names(pair.first, item))
        for record in self.matching.only_first:
            made = Disagreement(FIRST, type(record).__name__, record.id, _headline(kb, record))
            yield self._tried(made, [Alteration(record.id)], ())
        for record in self.matching.only_second:
            made = Disagreement(SECOND, type(record).__name__, record.id, _headline(self.second.kb, record))
            yield self._tried(made, [], [record.id])

    def _tried(self, made: Disagreement, changes: list[Alteration], wanted: Iterable[str]) -> Disagreement:
        """Return a disagreement with what it would change, facts included that the second coding alone has."""
        try:
            changed = altered(self.first.kb, changes, self._with_those_named(wanted))
        except InputError as error:
            return replace(made, untried=error.what)
        return replace(made, effects=tuple(self.retrial.effects(changed, self.states)))

    def _with_those_named(self, names: Iterable[str]) -> list[Record]:
        """Return facts of the second coding alone, and those of them that they name, in the names of the first."""
        found: dict[str, Record] = {}
        waiting = [name for name in names if name in self._added]
        while waiting:
            name = waiting.pop()
            if name not in found:
                found[name] = _renamed(self._added[name], self.matching)
                waiting += [
                    other for _, others in links(self._added[name]).values() for other in others if other in self._added
                ]
        return list(found.values())


def _renamed(record: Record, matching: Matching) -> Record:
    """Return a fact of the second coding that names those of the first."""
    names = matching.names
    changed: dict[str, Any] = {}
    for field, (_, others) in links(record).items():
        mine = tuple(sorted(names.get(other, other) for other in others))
        changed[field] = mine if isinstance(getattr(record, field), tuple) else mine[0]
    return replace(record, **changed)


def _names(record: Record, item: Difference) -> tuple[str, ...]:
    """Return the facts that the second coding names in a field."""
    slot = next(slot for slot in slots(type(record)).values() if slot.field == item.field)
    if slot.takes != "node" or item.second is None:
        return ()
    return item.second if isinstance(item.second, tuple) else (item.second,)


def _headline(kb: KnowledgeBase, record: Record) -> str:
    return named(kb, record.id)


def _told(kb: KnowledgeBase, field: str, value: Any) -> str | None:
    """Return a value in words; ``None`` where there is none."""
    if value in (None, ()):
        return None
    if isinstance(value, tuple):
        return ", ".join(filter(None, (_told(kb, field, item) for item in value)))
    if isinstance(value, Moment):
        return spoken(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return f"{value:,}"
    return (
        kb.label(f"{SCHEMES[field]}/{value}") if field in SCHEMES else kb.label(value) if value in kb.records else value
    )
