"""What happened: elections, attacks, incidents, losses, turns of the war."""

# Written by `make schema` from ontology/schema/: edit the files there, not this one.

from dataclasses import dataclass

from kb.dates import Moment
from kb.records.base import Record
from kb.records.naming import Concept, Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Election(Record):
    """An election.

    A national election. Electoral theories of defection expect it to hasten withdrawal.
    """

    state: Node
    date: Moment
    contested: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadershipChange(Record):
    """A change of leadership.

    A new head of government takes office. Theories of turnover look to whether power moves between left and right.
    """

    state: Node
    date: Moment
    direction: Concept | None = None
    head: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attack(Record):
    """A terror attack.

    An act of terrorism on a state's own soil. It may be linked, by a source, to the state's part in a campaign.
    """

    state: Node
    date: Moment
    deaths: int | None = None
    injured: int | None = None
    linked_to: Node | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident(Record):
    """An incident.

    Harm that a state's own units caused, such as an errant strike on civilians or friendly forces. When that part
    became publicly known matters as much as when it happened. ``public`` is when its part in it became known.
    """

    state: Node
    coalition: Node
    date: Moment
    public: Moment
    deaths: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Casualties(Record):
    """Casualties.

    Losses among a state's own deployed troops.
    """

    state: Node
    coalition: Node
    date: Moment
    deaths: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HostageTaking(Record):
    """A hostage-taking.

    Citizens or troops of a contributing state are seized.
    """

    state: Node
    coalition: Node
    date: Moment
    hostages: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Release(Record):
    """A release.

    The coalition or its leader frees units of their duty, bars them or sends them home. ``authority`` names who did so;
    without ``about`` it holds for all units of the state.
    """

    state: Node
    coalition: Node
    date: Moment
    ending: Concept | None = None
    authority: str | None = None
    about: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CabinetCrisis(Record):
    """A cabinet crisis.

    A government falls, or loses one of its parties, over its part in a coalition.
    """

    state: Node
    coalition: Node
    date: Moment
    fell: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TerritorialAttack(Record):
    """An attack on the territory.

    Armed forces attack a state on its own soil; terror attacks are a class of their own.
    """

    state: Node
    date: Moment
    ends: Moment | None = None
    attacker: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicOpinion(Record):
    """Public opinion.

    A finding on what the public of a state thinks of its part in a coalition at a time.
    """

    state: Node
    coalition: Node
    date: Moment
    supportive: bool
    support: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BattlefieldTurn(Record):
    """A turn on the battlefield.

    A change in the fortunes of the war, for or against the coalition.
    """

    coalition: Node
    date: Moment
    direction: Concept


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution(Record):
    """A resolution.

    A resolution of an international body, such as the Security Council, that bears on a mission. ``ends``: the last day
    of the permission that it gives.
    """

    coalition: Node
    date: Moment
    ends: Moment | None = None
    body: str | None = None
    theatres: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentWithdrawal(Record):
    """A withdrawal of host consent.

    A host state ends its consent to foreign troops or asks them to leave. ``asked_to_leave``: the states whose troops
    it asks to go, if any.
    """

    host: Node
    coalition: Node
    date: Moment
    asked_to_leave: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation(Record):
    """An invitation or exclusion.

    A state is invited to a forum of the coalition or left out of it. It shows the standing that partners accord to the
    state.
    """

    state: Node
    coalition: Node
    date: Moment
    forum: str
    invited: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition(Record):
    """A recognition.

    One state praises another in public for its part in a coalition: the reward that status-seekers look for.
    """

    state: Node
    by: Node
    coalition: Node | None = None
    date: Moment
