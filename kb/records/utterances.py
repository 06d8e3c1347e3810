"""What was said, asked and decided: decisions, statements, requests and votes."""

# Written by `make schema` from ontology/schema/: edit the files there, not this one.

from dataclasses import dataclass

from kb.dates import Moment
from kb.records.base import Record
from kb.records.naming import Concept, Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Record):
    """A decision.

    A government's formal choice about its part in a coalition, such as to deploy, extend or withdraw.
    """

    state: Node
    coalition: Node
    date: Moment
    act: Concept
    about: tuple[Node, ...] = ()
    grounds: tuple[Concept, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Record):
    """A statement.

    Something said in public, or put on record, by someone who speaks for a state. Without a ``coalition`` it is about
    the state's security policy as a whole, or about an earlier mission. Reasons that it gives beside a decision to end
    or cut a part count as given with that decision.
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
    """A request.

    One state's call on another to act in a coalition, as by staying longer, adding units or taking a turn.
    """

    requester: Node
    state: Node
    coalition: Node
    date: Moment
    asks: tuple[Concept, ...]
    about: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote(Record):
    """A parliamentary vote.

    A division in parliament on a state's part in a coalition, counted in members. ``orders_home``: the motion was to
    bring units home, so that who votes for it votes against staying.
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
