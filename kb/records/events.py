"""What happened: elections, attacks, incidents, losses, turns of the war."""

from dataclasses import dataclass

from kb.dates import Moment
from kb.records.base import Concept, Node, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Election(Record):
    """A national election; ``contested``: the deployment was an issue in it."""

    state: Node
    date: Moment
    contested: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadershipChange(Record):
    """A new head of government; ``direction`` says from which side to which, if a source does."""

    state: Node
    date: Moment
    direction: Concept | None = None
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
class Release(Record):
    """The coalition or its leader frees units of their duty, bars them or sends them home (``ending``).

    ``authority`` names who did so; without ``about`` it holds for all units of the state.
    """

    state: Node
    coalition: Node
    date: Moment
    ending: Concept | None = None
    authority: str | None = None
    about: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CabinetCrisis(Record):
    """A government falls, or loses one of its parties (``fell`` false), over its part in a coalition."""

    state: Node
    coalition: Node
    date: Moment
    fell: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TerritorialAttack(Record):
    """Armed forces attack a state on its own soil; ``ends`` is the last day of the fighting there."""

    state: Node
    date: Moment
    ends: Moment | None = None
    attacker: str | None = None


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
