"""What a state sends and owes: contributions, mandates, arrangements, shifts and pledges."""

# Written by `make schema` from ontology/schema/: edit the files there, not this one.

from dataclasses import dataclass

from kb.dates import Moment
from kb.records.base import Record
from kb.records.naming import Concept, Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution(Record):
    """A contribution.

    Units of one kind and task that one state keeps in a coalition for a time. All that are in force on a day make up
    the operational profile. ``begins`` and ``ends`` are the first and last day in service. ``count`` counts units
    (aircraft, ships, instructors), reserves included; ``personnel`` the people beside them. ``continues`` names the
    contribution whose units these are, with another size, task, area or caveat; where it names none, they are those of
    their kind that ended just then, if any. ``substitutes`` names the contribution or shift that the state said these
    units stand in for. ``commanded_by`` is the member under whose command they serve, where that is another state.
    """

    state: Node
    coalition: Node
    capability: Concept
    role: Concept
    begins: Moment
    ends: Moment | None = None
    planned_end: Moment | None = None
    count: int | None = None
    reserve: int | None = None
    personnel: int | None = None
    theatres: tuple[Node, ...] = ()
    caveats: tuple[Concept, ...] = ()
    flight_hours: int | None = None
    continues: Node | None = None
    substitutes: Node | None = None
    mandate: Node | None = None
    commanded_by: Node | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandate(Record):
    """A mandate.

    A state's formal permission for a deployment, with its term, its area and its basis in international law.
    """

    state: Node
    coalition: Node
    decided: Moment | None = None
    begins: Moment | None = None
    ends: Moment | None = None
    theatres: tuple[Node, ...] = ()
    legal_basis: tuple[Concept, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement(Record):
    """A burden-sharing arrangement.

    An agreement by which partners share a task of the coalition, as by taking turns in flying and guarding.
    ``alternates``: partners take turns instead of adding to one another.
    """

    coalition: Node
    partners: tuple[Node, ...]
    begins: Moment
    ends: Moment | None = None
    proposed: Moment | None = None
    proposed_by: Node | None = None
    agreed: Moment | None = None
    alternates: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift(Record):
    """A shift.

    A turn that an arrangement assigns to one partner: the task owed and its period.
    """

    arrangement: Node
    state: Node
    role: Concept
    begins: Moment
    ends: Moment | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledge(Record):
    """A pledge.

    Units promised to a coalition by a given day, outside any arrangement.
    """

    state: Node
    coalition: Node
    date: Moment
    role: Concept
    due: Moment
    capability: Concept | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Limitation(Record):
    """A limitation.

    A limit that a state sets on its own part in a coalition. It may concern area, task or duration, or give a national
    veto over missions.
    """

    state: Node
    coalition: Node
    date: Moment
    limits: tuple[Concept, ...]
    about: tuple[Node, ...] = ()
