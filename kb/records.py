"""What a case file can say: one record for each observed class of the ontology.

A field bears the name of its property (``planned_end`` for ``ck:plannedEnd``) and its type says what a value
must be: a :class:`~kb.dates.Moment` is an EDTF date; ``Node`` names another node of the knowledge base;
``Concept`` names a term of a vocabulary, whose scheme stands in :data:`SCHEMES`; tuples hold any number of
values, sorted. ``None`` means that no source says. A record states what was observed or said, never a conclusion.
"""

from dataclasses import dataclass, fields
from functools import cache
from typing import Annotated, get_type_hints

from kb.dates import Moment

Node = Annotated[str, "node"]
Concept = Annotated[str, "concept"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Where a fact stands: a work, the place in it, and the primary document that the work cites there.

    ``work`` and ``document`` are keys of the bibliography.
    """

    work: Concept
    place: str
    document: Concept | None = None
    document_place: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Anything a case file states: a name, a label for readers, its sources and an optional remark."""

    id: Node
    label: str | None = None
    source: tuple[Citation, ...] = ()
    note: str | None = None


# Actors, places and vocabulary


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
    """A reason that states give. ``interest`` is the kind of interest it speaks of (core, linked, shared), if any."""

    interest: Concept | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Theory(Record):
    """A rival account of exits: ``predicts`` what follows from its trigger (exit or stay), ``cause`` names what exits
    come from where it is right about them, or, if it predicts that states stay, from what they would not come."""

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


# What a state sends and owes


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution(Record):
    """Units of one kind and task that one state keeps in a coalition for a time.

    ``begins`` and ``ends`` are the first and last day in service. ``count`` counts units (aircraft, ships,
    instructors), reserves included; ``personnel`` the people beside them. ``continues`` names the contribution
    whose units these are, with another size, task, area or caveat. ``substitutes`` names the contribution or
    shift that the state said these units stand in for.
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


# What was said, asked and decided


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Record):
    """A government decides: ``act`` says what (extend, withdraw, recall ...), ``grounds`` what it gave as reasons."""

    state: Node
    coalition: Node
    date: Moment
    act: Concept
    about: tuple[Node, ...] = ()
    grounds: tuple[Concept, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Record):
    """Someone speaks for a state: ``content`` is what was said, ``grounds`` the reasons given, ``about`` the matter.

    Without a ``coalition`` it is about the state's security policy as a whole, or about an earlier mission.
    """

    state: Node
    coalition: Node | None = None
    date: Moment
    speaker: str | None = None
    about: tuple[Node, ...] = ()
    content: tuple[Concept, ...] = ()
    grounds: tuple[Concept, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Request(Record):
    """One state asks another for something (``asks``)."""

    requester: Node
    state: Node
    coalition: Node
    date: Moment
    asks: tuple[Concept, ...]
    about: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote(Record):
    """A parliament votes on a part in a coalition; counts of members."""

    state: Node
    coalition: Node
    date: Moment
    in_favour: int | None = None
    against: int | None = None
    abstentions: int | None = None
    absent: int | None = None
    carried: bool | None = None
    about: tuple[Node, ...] = ()


# Events


@dataclass(frozen=True, slots=True, kw_only=True)
class Election(Record):
    """A national election; ``contested``: the deployment was an issue in it."""

    state: Node
    date: Moment
    contested: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadershipChange(Record):
    """A new head of government; ``direction`` says from which side to which."""

    state: Node
    date: Moment
    direction: Concept
    head: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attack(Record):
    """A terror attack at home; ``linked_to`` is the coalition for whose campaign a source calls it retaliation."""

    state: Node
    date: Moment
    deaths: int | None = None
    injured: int | None = None
    linked_to: Node | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident(Record):
    """Harm done by a state's own units, as an errant strike. ``public`` is when its part in it became known."""

    state: Node
    coalition: Node
    date: Moment
    public: Moment
    deaths: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Casualties(Record):
    """Losses among a state's own troops."""

    state: Node
    coalition: Node
    date: Moment
    deaths: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HostageTaking(Record):
    """Citizens or troops of a state are taken hostage."""

    state: Node
    coalition: Node
    date: Moment
    hostages: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicOpinion(Record):
    """What the public of a state thinks of a part in the coalition: ``support`` is a share in per cent or ``None``."""

    state: Node
    coalition: Node
    date: Moment
    supportive: bool
    support: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BattlefieldTurn(Record):
    """The fortunes of the war change; ``direction`` for or against the coalition."""

    coalition: Node
    date: Moment
    direction: Concept


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution(Record):
    """A resolution of an international body on a mission. ``ends``: the last day of the permission that it gives."""

    coalition: Node
    date: Moment
    ends: Moment | None = None
    body: str | None = None
    theatres: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentWithdrawal(Record):
    """A host state withdraws its consent. ``asked_to_leave``: the states whose troops it asks to go, if any."""

    host: Node
    coalition: Node
    date: Moment
    asked_to_leave: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation(Record):
    """A state is invited to a forum, or left out of it (``invited`` false)."""

    state: Node
    coalition: Node
    date: Moment
    forum: str
    invited: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition(Record):
    """One state praises another in public for its part; without a ``coalition``, for its part in general."""

    state: Node
    by: Node
    coalition: Node | None = None
    date: Moment


# Capacity


@dataclass(frozen=True, slots=True, kw_only=True)
class Fleet(Record):
    """How many units of a kind a state has that could fight."""

    state: Node
    capability: Concept
    size: int
    date: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLimit(Record):
    """The money for a deployment ends on a day; ``known`` is when this was said."""

    state: Node
    coalition: Node
    runs_out: Moment
    known: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class MaintenanceDue(Record):
    """Deployed units of a kind, or their crews, must be repaired or rested."""

    state: Node
    coalition: Node
    capability: Concept
    known: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadinessLoss(Record):
    """Training and proficiency are worn down; ``recovery_months`` is how long they take to restore."""

    state: Node
    coalition: Node
    capability: Concept
    known: Moment
    recovery_months: int | None = None
    recovered: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CompetingOperation(Record):
    """Units of the same kind are needed elsewhere or at home."""

    state: Node
    capability: Concept
    begins: Moment
    ends: Moment | None = None
    known: Moment | None = None


# About the record itself


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteRecord(Record):
    """The case lists every fact of these kinds (names of record classes) for a state in a coalition and period.

    Only where this is said does the absence of a fact count as evidence.
    """

    state: Node
    coalition: Node
    kinds: tuple[str, ...]
    begins: Moment
    ends: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant(Record):
    """Another value that a source gives for one property of one fact; kept beside the value that is used."""

    about: Node
    property: str
    value: str


SCHEMES: dict[str, str] = {
    "role": "role",
    "capability": "capability",
    "interest": "interest",
    "cause": "cause",
    "predicts": "prediction",
    "domains": "domain",
    "posture": "posture",
    "war_powers": "war-powers",
    "orientation": "orientation",
    "measures": "measure",
    "caveats": "limit",
    "limits": "limit",
    "legal_basis": "legal-basis",
    "act": "act",
    "grounds": "ground",
    "content": "content",
    "asks": "content",
    "direction": "direction",
    "part": "part",
    "certainty": "degree",
    "uniqueness": "degree",
    "work": "work",
    "document": "work",
}
"""The scheme that each concept-valued field draws on, which is also the folder of its IRIs."""

_STRUCTURAL = (Record, Citation)
OBSERVED: tuple[type[Record], ...] = tuple(
    value
    for value in list(globals().values())
    if isinstance(value, type) and issubclass(value, Record) and value not in _STRUCTURAL
)
"""Every record class, in the order of this file."""


@cache
def field_types(record: type) -> dict[str, object]:
    """Return the fields of a record class with their resolved types, in order."""
    hints = get_type_hints(record, include_extras=True)
    return {item.name: hints[item.name] for item in fields(record)}
