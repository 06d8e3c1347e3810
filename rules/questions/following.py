"""Which episode is still the one that was asked about, once facts are changed: the same going, also on another day."""

from kb.profiles.changes import EpisodeFacts
from kb.profiles.computed import JointPool, Owed, UnitChange
from kb.profiles.episodes import Episodes

Turn = tuple[str, str]
"""A thing on which an episode turns, and how: it came, it went or changed, it was owed, or turns were agreed."""


def turns(item: EpisodeFacts) -> frozenset[Turn]:
    """Return what makes an episode the one it is.

    The combat units that came, went or changed; where there are none, what was owed; else the rotation that was
    entered; else whatever changed.
    """
    units = [figure for figure in item.figures if isinstance(figure, UnitChange)]
    fighting = {_turn(figure) for figure in units if figure.combat}
    owed = {(figure.commitment, "owed") for figure in item.figures if isinstance(figure, Owed) and figure.lacking != 0}
    shared = {(figure.arrangement, "turns") for figure in item.figures if isinstance(figure, JointPool)}
    return frozenset(fighting or owed or shared or {_turn(figure) for figure in units})


def _turn(figure: UnitChange) -> Turn:
    return figure.contribution, "came" if figure.began else "went"


def followed(item: EpisodeFacts, episodes: Episodes) -> str | None:
    """Return which of other episodes turns on the same things as one; ``None`` where it is another, or none at all.

    The one of the same name is taken first: what else changed in that month does not make it another. In another month
    it must turn on these things alone.
    """
    core, own = turns(item), item.episode
    for other in episodes.of_state(own.state, own.coalition, first=own.id):
        name, found = other.episode.id, turns(other)
        alike = core <= found if name == own.id else core == found
        if alike and not _passing(core, found):
            return name
    return None


def _passing(core: frozenset[Turn], found: frozenset[Turn]) -> bool:
    """Tell whether units that went have come only in the same month: then nothing shows that they were there."""
    return any((thing, "came") in found - core for thing, how in core if how == "went")
