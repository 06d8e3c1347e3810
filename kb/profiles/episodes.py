"""The episodes of a knowledge base: which there are, and each with its figures, worked out when it is asked for."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from kb.dates import Moment
from kb.profiles.changes import EpisodeFacts, change_of, episode_of, months
from kb.profiles.computed import Change
from kb.profiles.part import Part, parts
from kb.store import KnowledgeBase

Found = tuple[Part, str, list[Moment]]
"""Where an episode was found: the state's part, the month, and the moments at which things changed in it."""


class Episodes(Mapping[str, EpisodeFacts]):
    """Every episode of every state by name, in the order of coalition, state and month.

    Where a state changed its part in two coalitions in one month, the second also bears the coalition's name.
    """

    def __init__(self, kb: KnowledgeBase) -> None:
        """Look into the parts of states when they are asked for."""
        self._kb = kb
        self._by_state: dict[str, dict[str, Found]] = {}
        self._made: dict[str, EpisodeFacts] = {}

    def __getitem__(self, name: str) -> EpisodeFacts:
        """Return an episode with its figures."""
        return self._made[name] if name in self._made else self._make(name, self._all[name])

    def __contains__(self, name: object) -> bool:
        """Tell whether there is an episode of this name."""
        return name in self._made or name in self._all

    def __iter__(self) -> Iterator[str]:
        """Go through the names in order."""
        return iter(self._all)

    def __len__(self) -> int:
        """Count the episodes."""
        return len(self._all)

    def of_state(self, state: str, coalition: str | None = None, first: str | None = None) -> Iterator[EpisodeFacts]:
        """Yield the episodes of a state, all or those in one coalition; the one named ``first`` before the others."""
        for name, found in sorted(self._found(state, coalition), key=lambda pair: pair[0] != first):
            yield self._make(name, found)

    def in_month(self, state: str, coalition: str, month: str) -> EpisodeFacts | None:
        """Return the episode of a state in a coalition in a month (``YYYY-MM``); ``None`` where there is none."""
        for name, found in self._found(state, coalition):
            if found[1] == month:
                return self._make(name, found)
        return None

    def changes_of(self, state: str, coalition: str) -> Iterator[Change]:
        """Yield how a state's profile in a coalition changed in each of its episodes there, and work out no more."""
        for name, (part, month, moments) in self._found(state, coalition):
            made = self._made.get(name)
            yield change_of(part, name, month, moments[0]) if made is None else made.change

    def _found(self, state: str, coalition: str | None) -> Iterator[tuple[str, Found]]:
        if state not in self._by_state:
            self._by_state[state] = _named(parts(self._kb, state))
        for name, found in self._by_state[state].items():
            if coalition in (None, found[0].coalition.id):
                yield name, found

    def _make(self, name: str, found: Found) -> EpisodeFacts:
        if name not in self._made:
            self._made[name] = _made(name, found)
        return self._made[name]

    @cached_property
    def _all(self) -> dict[str, Found]:
        return _named(parts(self._kb))


def _named(found: Iterator[Part]) -> dict[str, Found]:
    """Return the episodes of some parts by name."""
    named: dict[str, Found] = {}
    for part in found:
        for month, moments in months(part):
            name = f"{part.state}-{month}"
            named[f"{name}-{part.coalition.id}" if name in named else name] = part, month, moments
    return named


def _made(name: str, found: Found) -> EpisodeFacts:
    part, month, moments = found
    return episode_of(part, name, month, moments)
