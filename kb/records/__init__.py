"""What a case file can say: one record for each observed class of the ontology.

A field bears the name of its property (``planned_end`` for ``ck:plannedEnd``) and its type says what a value
must be: a :class:`~kb.dates.Moment` is an EDTF date; ``Node`` names another node of the knowledge base;
``Concept`` names a term of a vocabulary, whose scheme stands in :data:`SCHEMES`; tuples hold any number of
values, sorted. ``None`` means that no source says. A record states what was observed or said, never a conclusion.
"""

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
from kb.records.base import (
    Record,
    field_types,
)
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
from kb.records.naming import (
    Concept,
    Node,
)
from kb.records.sources import (
    Citation,
)
from kb.records.tables import (
    ADDED,
    BOUNDS,
    CLASS_NAMES,
    CONCEPTS,
    FOLDERS,
    NODES,
    OBSERVED,
    ORDERED,
    SCHEMES,
    SHARES,
    TARGETS,
)
from kb.records.utterances import (
    Decision,
    Request,
    Statement,
    Vote,
)

__all__ = [
    "ADDED",
    "BOUNDS",
    "CLASS_NAMES",
    "CONCEPTS",
    "FOLDERS",
    "NODES",
    "OBSERVED",
    "ORDERED",
    "SCHEMES",
    "SHARES",
    "TARGETS",
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
