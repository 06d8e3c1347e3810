"""What a case file can say: one record for each observed class of the ontology.

A field bears the name of its property (``planned_end`` for ``ck:plannedEnd``) and its type says what a value
must be: a :class:`~kb.dates.Moment` is an EDTF date; ``Node`` names another node of the knowledge base;
``Concept`` names a term of a vocabulary, whose scheme stands in :data:`SCHEMES`; tuples hold any number of
values, sorted. ``None`` means that no source says. A record states what was observed or said, never a conclusion.
"""

from dataclasses import fields
from functools import cache
from typing import get_type_hints

from kb.records import actors, capacity, completeness, contributions, events, utterances
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
from kb.records.base import Citation, Concept, Node, Record
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
    "recalls": "content",
    "direction": "direction",
    "ending": "release",
    "part": "part",
    "certainty": "degree",
    "uniqueness": "degree",
    "work": "work",
    "document": "work",
    "voice": "voice",
}
"""The scheme that each concept-valued field draws on, which is also the folder of its IRIs."""

_FILES = (actors, contributions, utterances, events, capacity, completeness)
OBSERVED: tuple[type[Record], ...] = tuple(
    value
    for file in _FILES
    for value in vars(file).values()
    if isinstance(value, type) and issubclass(value, Record) and value is not Record
)
"""Every record class, in the order of this file."""


@cache
def field_types(record: type) -> dict[str, object]:
    """Return the fields of a record class with their resolved types, in order."""
    hints = get_type_hints(record, include_extras=True)
    return {item.name: hints[item.name] for item in fields(record)}


__all__ = [
    "OBSERVED",
    "SCHEMES",
    "Arrangement",
    "Attack",
    "BattlefieldTurn",
    "BudgetLimit",
    "CabinetCrisis",
    "Capability",
    "Casualties",
    "Citation",
    "Coalition",
    "CompetingOperation",
    "CompleteRecord",
    "Concept",
    "ConsentWithdrawal",
    "Contribution",
    "Decision",
    "Dependency",
    "Election",
    "Fleet",
    "Government",
    "Ground",
    "HostageTaking",
    "Incident",
    "Invitation",
    "LeadershipChange",
    "Limitation",
    "MaintenanceDue",
    "Mandate",
    "Manifestation",
    "Membership",
    "Node",
    "Pledge",
    "PublicOpinion",
    "ReadinessLoss",
    "Recognition",
    "Record",
    "Release",
    "Request",
    "Resolution",
    "Role",
    "Shift",
    "SizeComparison",
    "State",
    "Statement",
    "TerritorialAttack",
    "Theatre",
    "Theory",
    "Variant",
    "Vote",
    "field_types",
]
