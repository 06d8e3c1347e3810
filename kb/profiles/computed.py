"""What arithmetic over time adds to the observed facts: changes of profile, joint pools, shares.

Nothing here judges. Each record remembers in ``basis`` the facts it was computed from; ``derived_from`` names
their kinds, and ``presumes_complete`` the kinds whose record must be complete for the figure to be right.
"""

# Written by `make schema` from ontology/schema/: edit the files there, not this one.

from dataclasses import dataclass
from typing import ClassVar

from kb.dates import Moment
from kb.profiles.base import Computed
from kb.records import Concept, Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode(Computed):
    """An episode.

    A month in which a state's part in a coalition changed, or in which it did not bring what it owed. Verdicts are
    about episodes. ``date`` is when the changed profile first holds, ``decided`` the latest decision up to then about
    the units on which it turns, of units that went or were cut one that ends or cuts (the change itself where none is
    on record). ``running``: the mission has no known end.
    """

    derived_from: ClassVar[frozenset[str]] = frozenset({"Arrangement", "Contribution", "Pledge", "Shift"})

    state: Node
    coalition: Node
    leader: Node
    date: Moment
    decided: Moment
    concludes: Moment | None
    running: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Engagement(Computed):
    """An engagement.

    A state's whole part in a coalition, from its first units there to its last. ``combat_begins`` is when it first sent
    combat units, ``combat_most`` the largest number it had there at one time, ``fighters_per_million`` how many of a
    million inhabitants left to fight for the adversary, rounded.
    """

    state: Node
    coalition: Node
    leader: Node
    begins: Moment
    ends: Moment | None
    combat_begins: Moment | None
    combat_most: int | None
    concludes: Moment | None
    fighters_per_million: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tour(Computed):
    """A tour.

    A time in which a state had combat units in a coalition without a break.
    """

    state: Node
    coalition: Node
    begins: Moment
    ends: Moment | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Anniversary(Computed):
    """An anniversary.

    A day on which a mission had lasted so many full years while a state fought in it. ``members`` counts the members of
    the coalition, where a source does.
    """

    state: Node
    coalition: Node
    date: Moment
    months: int
    members: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Computed):
    """A change of profile.

    A state's operational profile before and after an episode, in units, with combat and support kept apart. Units are
    aircraft, ships, instructors and so on, reserves included. A part whose count no source gives makes its sum unknown.
    ``remaining`` is what is left of both parts. The sums serve to tell more from fewer; to a reader kinds are told
    apart, by the bodies of units themselves: those that fought before and fight after, and all that are ``kept``. Of
    these all are ``staying`` but those that a decision sent home together with the ones that went.
    """

    episode: Node
    state: Node
    coalition: Node
    date: Moment
    combat_before: int | None
    combat_after: int | None
    combat_lost: int | None
    combat_gained: int | None
    support_before: int | None
    support_after: int | None
    units_lost: int | None
    remaining: int | None
    fought: tuple[Node, ...]
    fights: tuple[Node, ...]
    kept: tuple[Node, ...]
    staying: tuple[Node, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitChange(Computed):
    """A change of one body of units.

    What became of one body of units in an episode: its size, task, area and caveats before and after. ``contribution``
    is the one that ended or was carried on (``successor``), or the one that began. Where no source names its task,
    nothing says whether it is ``combat``.
    """

    episode: Node
    state: Node
    coalition: Node
    date: Moment
    contribution: Node
    successor: Node | None
    capability: Concept
    combat: bool | None
    began: bool
    ended: bool
    size_before: int | None
    size_after: int | None
    lost: int | None
    gained: int | None
    role_before: Concept | None
    role_after: Concept | None
    risk_before: int | None
    risk_after: int | None
    area_risk_before: int | None
    area_risk_after: int | None
    theatres_left: tuple[Node, ...]
    theatres_entered: tuple[Node, ...]
    caveats_added: tuple[Concept, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject(Computed):
    """A subject of an episode.

    A contribution, shift, pledge or arrangement that an episode is about.
    """

    derived_from: ClassVar[frozenset[str]] = frozenset({"Arrangement", "Contribution", "Pledge", "Shift"})

    episode: Node
    thing: Node


@dataclass(frozen=True, slots=True, kw_only=True)
class JointPool(Computed):
    """A joint pool.

    The combat units that the partners of an arrangement fielded together before it began and at its start.
    """

    derived_from: ClassVar[frozenset[str]] = frozenset({"Arrangement", "Contribution"})
    presumes_complete: ClassVar[frozenset[str]] = frozenset({"Contribution"})

    episode: Node
    state: Node
    arrangement: Node
    fielded_before: int | None
    fielded_after: int | None
    lost: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed(Computed):
    """An units owed.

    Combat units due from a state at a date under a shift or pledge, set against those present. A commitment that gives
    no number owes one unit.
    """

    derived_from: ClassVar[frozenset[str]] = frozenset({"Contribution", "Pledge", "Shift"})
    presumes_complete: ClassVar[frozenset[str]] = frozenset({"Contribution"})

    episode: Node
    state: Node
    commitment: Node
    due: Moment
    owed: int
    present: int | None
    lacking: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteShare(Computed):
    """A share of a vote.

    The members in favour as a share of those for and against, from 0 to 1.
    """

    derived_from: ClassVar[frozenset[str]] = frozenset({"Vote"})

    vote: Node
    state: Node
    coalition: Node
    date: Moment
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FleetShare(Computed):
    """A share of a fleet.

    The part of a state's fleet of one kind that it had in the coalition before an episode, from 0 to 1.
    """

    derived_from: ClassVar[frozenset[str]] = frozenset({"Contribution", "Fleet"})

    episode: Node
    state: Node
    capability: Concept
    deployed: int
    size: int
    share: float


COMPUTED: tuple[type[Computed], ...] = (
    Episode,
    Engagement,
    Tour,
    Anniversary,
    Change,
    UnitChange,
    Subject,
    JointPool,
    Owed,
    VoteShare,
    FleetShare,
)
