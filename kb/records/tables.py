"""What kinds of record there are, and what their fields take."""

# Written by `make schema` from ontology/schema/: edit the files there, not this one.

from kb.records.actors import (
    Capability,
    Coalition,
    Dependency,
    Government,
    Ground,
    Manifestation,
    Membership,
    Role,
    SizeComparison,
    State,
    Theatre,
    Theory,
)
from kb.records.base import Record
from kb.records.capacity import (
    BudgetLimit,
    CompetingOperation,
    Fleet,
    MaintenanceDue,
    ReadinessLoss,
)
from kb.records.completeness import (
    CompleteRecord,
    Variant,
)
from kb.records.contributions import (
    Arrangement,
    Contribution,
    Limitation,
    Mandate,
    Pledge,
    Shift,
)
from kb.records.events import (
    Attack,
    BattlefieldTurn,
    CabinetCrisis,
    Casualties,
    ConsentWithdrawal,
    Election,
    HostageTaking,
    Incident,
    Invitation,
    LeadershipChange,
    PublicOpinion,
    Recognition,
    Release,
    Resolution,
    TerritorialAttack,
)
from kb.records.utterances import (
    Decision,
    Request,
    Statement,
    Vote,
)

OBSERVED: list[type[Record]] = [
    Role,
    Capability,
    Ground,
    Theory,
    Manifestation,
    Theatre,
    Coalition,
    State,
    Government,
    SizeComparison,
    Dependency,
    Membership,
    Contribution,
    Mandate,
    Arrangement,
    Shift,
    Pledge,
    Limitation,
    Decision,
    Statement,
    Request,
    Vote,
    Election,
    LeadershipChange,
    Attack,
    Incident,
    Casualties,
    HostageTaking,
    Release,
    CabinetCrisis,
    TerritorialAttack,
    PublicOpinion,
    BattlefieldTurn,
    Resolution,
    ConsentWithdrawal,
    Invitation,
    Recognition,
    Fleet,
    BudgetLimit,
    MaintenanceDue,
    ReadinessLoss,
    CompetingOperation,
    CompleteRecord,
    Variant,
]
"""Every class of record; an extension adds its own."""

ADDED: list[type[Record]] = []
"""The classes of record that extensions have added."""

FOLDERS: dict[type[Record], str] = {
    Role: "role",
    Capability: "capability",
    Ground: "ground",
    Theory: "theory",
    Manifestation: "manifestation",
}
"""The classes whose records are concepts, and the scheme of each: a case file may add to it."""

SCHEMES: dict[str, str] = {
    "work": "work",
    "document": "work",
    "voice": "voice",
    "interest": "interest",
    "domains": "domain",
    "predicts": "prediction",
    "posture": "posture",
    "war_powers": "war-powers",
    "orientation": "orientation",
    "part": "part",
    "certainty": "degree",
    "uniqueness": "degree",
    "measures": "measure",
    "recalls": "content",
    "cause": "cause",
    "capability": "capability",
    "role": "role",
    "caveats": "limit",
    "legal_basis": "legal-basis",
    "limits": "limit",
    "act": "act",
    "grounds": "ground",
    "content": "content",
    "asks": "content",
    "direction": "direction",
    "ending": "release",
}
"""The scheme that each concept-valued field of a record draws on, which is also the folder of its IRIs."""

CONCEPTS: dict[str, str] = {
    **SCHEMES,
    "role_before": "role",
    "role_after": "role",
    "caveats_added": "limit",
    "scope": "scope",
    "reason": "reason",
    "strategy": "strategy",
    "theory": "theory",
    "manifestation": "manifestation",
    "restriction": "restriction",
    "hypothesis": "hypothesis",
}
"""The scheme of every field, observed, computed or concluded, whose values are concepts."""

NODES: set[str] = {
    "after",
    "before",
    "leader",
    "theatres",
    "state",
    "member",
    "larger_state",
    "patron",
    "coalition",
    "continues",
    "substitutes",
    "mandate",
    "partners",
    "proposed_by",
    "arrangement",
    "about",
    "commanded_by",
    "requester",
    "linked_to",
    "host",
    "asked_to_leave",
    "by",
    "episode",
    "fought",
    "fights",
    "staying",
    "kept",
    "contribution",
    "successor",
    "theatres_left",
    "theatres_entered",
    "thing",
    "commitment",
    "vote",
    "basis",
    "partner",
    "resolution",
    "incident",
    "event",
    "fact",
    "engagement",
    "verdict",
    "of_kind",
}
"""The fields, observed, computed or concluded, whose values are names of nodes."""

TARGETS: dict[str, list[type[Record]]] = {
    "after": OBSERVED,
    "before": OBSERVED,
    "leader": [State],
    "theatres": [Theatre],
    "state": [State],
    "member": [State],
    "larger_state": [State],
    "patron": [State],
    "coalition": [Coalition],
    "continues": [Contribution],
    "substitutes": [Contribution, Shift],
    "mandate": [Mandate],
    "partners": [State],
    "proposed_by": [State],
    "arrangement": [Arrangement],
    "about": OBSERVED,
    "commanded_by": [State],
    "requester": [State],
    "linked_to": [Coalition],
    "host": [State],
    "asked_to_leave": [State],
    "by": [State],
}
"""The classes of node that each node-valued field may name."""

ORDERED: list[tuple[str, str]] = [
    ("begins", "ends"),
    ("date", "ends"),
    ("begins", "planned_end"),
    ("proposed", "agreed"),
    ("date", "due"),
    ("date", "public"),
    ("known", "recovered"),
]
"""Pairs of dates of one fact of which the second cannot lie before the first."""

CLASS_NAMES: set[str] = {"kinds", "speaks_of"}
"""Fields that hold names of kinds of fact."""

SHARES: set[str] = {"military_spending", "support"}
"""Numbers that are per cent."""

BOUNDS: dict[str, tuple[int, int]] = {
    "risk": (0, 3),
    "military_spending": (0, 100),
    "support": (0, 100),
}
"""The least and the largest number that a field can hold, where it has both."""
