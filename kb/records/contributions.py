"""What a state sends and owes: contributions, mandates, arrangements, shifts and pledges."""

from dataclasses import dataclass

from kb.dates import Moment
from kb.records.base import Concept, Node, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution(Record):
    """Units of one kind and task that one state keeps in a coalition for a time.

    ``begins`` and ``ends`` are the first and last day in service. ``count`` counts units (aircraft, ships,
    instructors), reserves included; ``personnel`` the people beside them. ``continues`` names the contribution
    whose units these are, with another size, task, area or caveat. ``substitutes`` names the contribution or
    shift that the state said these units stand in for. ``commanded_by`` is the member under whose command they serve,
    where that is another state.
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
    """A permission to deploy, with its term, area and legal basis."""

    state: Node
    coalition: Node
    decided: Moment | None = None
    begins: Moment | None = None
    ends: Moment | None = None
    theatres: tuple[Node, ...] = ()
    legal_basis: tuple[Concept, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement(Record):
    """An agreement to share a burden. ``alternates``: partners take turns instead of adding to one another."""

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
    """A turn that an arrangement gives to a partner: who owes what task, from when until when."""

    arrangement: Node
    state: Node
    role: Concept
    begins: Moment
    ends: Moment | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledge(Record):
    """Units promised to a coalition by a given date, outside any arrangement."""

    state: Node
    coalition: Node
    date: Moment
    role: Concept
    due: Moment
    capability: Concept | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Limitation(Record):
    """A limit that a state set on its own part: no ground troops, one theatre, a red-card holder."""

    state: Node
    coalition: Node
    date: Moment
    limits: tuple[Concept, ...]
    about: tuple[Node, ...] = ()
