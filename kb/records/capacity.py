"""What limits a state: fleets, money, repairs, readiness and commitments elsewhere."""

from dataclasses import dataclass

from kb.dates import Moment
from kb.records.base import Concept, Node, Record


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
