"""What was said, asked and decided: decisions, statements, requests and votes."""

from dataclasses import dataclass

from kb.dates import Moment
from kb.records.base import Concept, Node, Record


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
    """A parliament votes on a part in a coalition; counts of members.

    ``orders_home``: the motion was to bring units home, so that who votes for it votes against staying.
    """

    state: Node
    coalition: Node
    date: Moment
    in_favour: int | None = None
    against: int | None = None
    abstentions: int | None = None
    absent: int | None = None
    carried: bool | None = None
    orders_home: bool | None = None
    about: tuple[Node, ...] = ()
