"""The episodes of a knowledge base: which there are, and each with its figures, worked out when it is asked for."""

from collections.abc import Iterator, Mapping

from kb.dates import Moment
from kb.profiles.changes import EpisodeFacts, episode_of, months
from kb.profiles.part import Part, parts
from kb.store import KnowledgeBase

Found = tuple[Part, str, list[Moment]]
"""Where an episode was found: the state's part, the month, and the moments at which things changed in it."""


class Episodes(Mapping[str, EpisodeFacts]):
    """Every episode of every state by name, in the order of coalition, state and month.

    Where a state changed its part in two coalitions in one month, the second also bears the coalition's name.
    """

    def __init__(self, kb: KnowledgeBase) -> None:
        """Find the episodes; what each of them comes to is worked out later."""
        self._found: dict[str, Found] = {}
        self._made: dict[str, EpisodeFacts] = {}
        self._by_state: dict[str, list[str]] = {}
        for part in parts(kb):
            for month, moments in months(part):
                name = f"{part.state}-{month}"
                name = f"{name}-{part.coalition.id}" if name in self._found else name
                self._found[name] = part, month, moments
                self._by_state.setdefault(part.state, []).append(name)

    def __getitem__(self, name: str) -> EpisodeFacts:
        """Return an episode with its figures."""
        if name not in self._made:
            part, month, moments = self._found[name]
            self._made[name] = episode_of(part, name, month, moments)
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        """Tell whether there is an episode of this name."""
        return name in self._found

    def __iter__(self) -> Iterator[str]:
        """Go through the names in order."""
        return iter(self._found)

    def __len__(self) -> int:
        """Count the episodes."""
        return len(self._found)

    def of_state(self, state: str, coalition: str | None = None) -> Iterator[EpisodeFacts]:
        """Yield the episodes of a state, all or those in one coalition."""
        for name in self._by_state.get(state, ()):
            if coalition in (None, self._found[name][0].coalition.id):
                yield self[name]
