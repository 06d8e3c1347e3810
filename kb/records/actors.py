"""Who acts, where and in which terms: states, coalitions, places and the words of the vocabulary."""

# Written by `make schema` from ontology/schema/: edit the files there, not this one.

from dataclasses import dataclass

from kb.dates import Moment
from kb.records.base import Record
from kb.records.naming import Concept, Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(Record):
    """A role.

    A task that deployed units perform. Each role that is known says whether it is combat and how much risk it exposes
    units to. ``risk`` runs from 0 (at home) to 3 (direct combat); kept in the vocabulary.
    """

    combat: bool | None = None
    risk: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Capability(Record):
    """A capability.

    A kind of unit that a state can send: an aircraft type, a class of ship, instructors, a branch of troops.
    ``counted_in`` is the noun for one unit.
    """

    counted_in: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground(Record):
    """A ground.

    A reason that states give in public for what they do. Where a reason speaks of an interest, it says of which kind.
    ``interest`` is the kind of interest it speaks of (core, linked, shared), if any. ``speaks_of`` names the kinds of
    fact that must have come before a decision for it to be given as a reason, and ``recalls`` what must have been said.
    """

    interest: Concept | None = None
    speaks_of: tuple[str, ...] = ()
    recalls: tuple[Concept, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Theory(Record):
    """A theory.

    An account of why states leave coalitions, or stay, set beside the others. Each says what follows from its trigger,
    and which cause its exits have. ``predicts`` says what follows from its trigger (exit or stay); ``cause`` names what
    exits come from where it is right about them or, if it predicts that states stay, what they would not come from.
    """

    cause: Concept
    predicts: Concept


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifestation(Record):
    """A manifestation.

    Something that a part of a theorised mechanism leads one to expect in the record of a case. How certain and how
    unique it is says which test of process tracing finding it amounts to. ``certainty`` is high where it must be seen
    if the mechanism is at work, ``uniqueness`` where little else would make it be seen.
    """

    part: Concept
    certainty: Concept
    uniqueness: Concept


@dataclass(frozen=True, slots=True, kw_only=True)
class Theatre(Record):
    """A theatre.

    An area of operations within a campaign, usually a country, to which permissions and caveats refer.
    """

    risk: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coalition(Record):
    """A coalition.

    A grouping of states, standing or ad hoc, that wages one military mission under one lead nation. It lasts from its
    formation to the mission's conclusion. ``ends`` is the mission's conclusion; where there is none it still runs.
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
    """A state.

    A sovereign state, with those traits that the literature on small states and war powers compares.
    ``military_spending`` is a share of GDP in per cent; ``war_powers`` how troops are sent.
    """

    adjective: str | None = None
    population: int | None = None
    military_spending: float | None = None
    posture: Concept | None = None
    war_powers: Concept | None = None
    alliances: tuple[str, ...] = ()
    foreign_fighters: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Government(Record):
    """A government.

    A cabinet in office for a time. It is told by who heads it, where it stands, whether it has a majority and whether
    it may act in full. ``own_majority``: one party alone holds a majority in parliament.
    """

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
    """A comparison of size.

    A source's finding that one state is small beside another. Smallness is relative: it says nothing apart from the
    state compared with.
    """

    state: Node
    larger_state: Node
    measures: tuple[Concept, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependency(Record):
    """A security dependency.

    A source's finding that a state cannot ensure its security alone and relies on a patron's guarantee.
    """

    state: Node
    patron: Node
    begins: Moment | None = None
    ends: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership(Record):
    """A membership.

    A source's summary of a member's part in a coalition: whether it sent units to fight. For members whose
    contributions are not listed one by one.
    """

    member: Node
    coalition: Node
    combat_units: bool
