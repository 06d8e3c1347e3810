"""Which episode is still the one that was asked about, once facts are changed: the same going, also on another day."""

from collections.abc import Mapping

from kb.changes import EpisodeFacts, turning_on
from kb.computed import JointPool, Owed, UnitChange

Turn = tuple[str, str]
"""A thing on which an episode turns, and how: it came, it went or changed, it was owed, or turns were agreed."""


def turns(item: EpisodeFacts) -> frozenset[Turn]:
    """Return all that makes an episode the one it is."""
    core = turning_on(item.figures)
    found: set[Turn] = set()
    for figure in item.figures:
        if isinstance(figure, UnitChange) and figure.contribution in core:
            found.add((figure.contribution, "came" if figure.began else "went"))
        elif isinstance(figure, Owed) and figure.commitment in core:
            found.add((figure.commitment, "owed"))
        elif isinstance(figure, JointPool) and figure.arrangement in core:
            found.add((figure.arrangement, "turns"))
    return frozenset(found)


def followed(item: EpisodeFacts, episodes: Mapping[str, EpisodeFacts]) -> str | None:
    """Return which of other episodes turns on the same things as one; ``None`` where it is another, or none at all.

    The one of the same name is taken first: what else changed in that month does not make it another.
    """
    core, own = turns(item), item.episode
    names = [own.id, *(name for name in episodes if name != own.id)]
    for name in (name for name in names if name in episodes):
        other = episodes[name].episode
        if (other.state, other.coalition) == (own.state, own.coalition) and core <= turns(episodes[name]):
            return name
    return None
