"""Who acts, where and in which terms: states, coalitions, places and the words of the vocabulary."""

from dataclasses import dataclass

from kb.dates import Moment
from kb.records.base import Concept, Node, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(Record):
    """A task that units perform. ``risk`` runs from 0 (at home) to 3 (direct combat); kept in the vocabulary."""

    combat: bool
    risk: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Capability(Record):
    """A kind of unit: an aircraft type, a ship, instructors. ``counted_in`` is the noun for one unit."""

    counted_in: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground(Record):
    """A reason that states give. ``interest`` is the kind of interest it speaks of (core, linked, shared), if any.

    ``speaks_of`` names the kinds of fact that must have come before a decision for it to be given as a reason, and
    ``recalls`` what must have been said.
    """

    interest: Concept | None = None
    speaks_of: tuple[str, ...] = ()
    recalls: tuple[Concept, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Theory(Record):
    """A rival account of exits.

    ``predicts`` says what follows from its trigger (exit or stay); ``cause`` names what exits come from where it is
    right about them or, if it predicts that states stay, what they would not come from.
    """

    cause: Concept
    predicts: Concept


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifestation(Record):
    """What a part of the status-seeking mechanism leads one to expect; the label says what must be observed.

    ``certainty`` is high where it must be seen if the mechanism is at work, ``uniqueness`` where little else would
    make it be seen.
    """

    part: Concept
    certainty: Concept
    uniqueness: Concept


@dataclass(frozen=True, slots=True, kw_only=True)
class Theatre(Record):
    """An area of operations; ``risk`` from 0 to 3 where a source compares areas, else ``None``."""

    risk: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coalition(Record):
    """A goal-oriented grouping of states with one leader. ``ends`` is the mission's conclusion; ``None``: running.

    ``members`` counts all that joined, whether or not they sent units.
    """

    leader: Node
    begins: Moment
    ends: Moment | None = None
    aim: str | None = None
    members: int | None = None
    domains: tuple[Concept, ...] = ()
    theatres: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class State(Record):
    """A state. ``military_spending`` is a share of GDP in per cent; ``war_powers`` how troops are sent."""

    adjective: str | None = None
    population: int | None = None
    military_spending: float | None = None
    posture: Concept | None = None
    war_powers: Concept | None = None
    alliances: tuple[str, ...] = ()
    foreign_fighters: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Government(Record):
    """A government in office. ``own_majority``: one party alone holds a majority in parliament."""

    state: Node
    begins: Moment | None = None
    ends: Moment | None = None
    head: str | None = None
    orientation: Concept | None = None
    coalition_government: bool | None = None
    own_majority: bool | None = None
    caretaker: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SizeComparison(Record):
    """A source calls one state small beside another."""

    state: Node
    larger_state: Node
    measures: tuple[Concept, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependency(Record):
    """A source finds that a state relies on a patron for its security."""

    state: Node
    patron: Node
    begins: Moment | None = None
    ends: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership(Record):
    """A source says in sum whether a member of a coalition sent it units to fight (``combat_units``)."""

    member: Node
    coalition: Node
    combat_units: bool
