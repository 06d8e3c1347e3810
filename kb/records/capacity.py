"""What limits a state: fleets, money, repairs, readiness and commitments elsewhere."""

# Written by `make schema` from ontology/schema/: edit the files there, not this one.

from dataclasses import dataclass

from kb.dates import Moment
from kb.records.base import Record
from kb.records.naming import Concept, Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Fleet(Record):
    """A fleet.

    How many units of a kind a state possesses at a date that could take part in operations.
    """

    state: Node
    capability: Concept
    size: int
    date: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLimit(Record):
    """A budget limit.

    The money set aside for a deployment runs out on a given day.
    """

    state: Node
    coalition: Node
    runs_out: Moment
    known: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class MaintenanceDue(Record):
    """Maintenance or rest due.

    Deployed units of a kind must be repaired, or their crews rested, and cannot stay without relief.
    """

    state: Node
    coalition: Node
    capability: Concept
    known: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadinessLoss(Record):
    """A loss of readiness.

    Long deployment has worn down a force's training and proficiency, which take time at home to recover.
    """

    state: Node
    coalition: Node
    capability: Concept
    known: Moment
    recovery_months: int | None = None
    recovered: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CompetingOperation(Record):
    """A competing operation.

    Units of the same kind are committed elsewhere or needed for defence at home.
    """

    state: Node
    capability: Concept
    begins: Moment
    ends: Moment | None = None
    known: Moment | None = None
