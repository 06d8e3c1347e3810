"""The theory of a state's whole part in a coalition: importing this module fills the wider rulebook."""

from rules import (  # noqa: F401 - each registers its rules
    alignment,
    alliance,
    status_confidence,
    status_deeds,
    status_evidence,
    status_mechanism,
)
from rules.rivals import (  # noqa: F401 - each registers its rules
    battlefield,
    capacity,
    elections,
    exits,
    leadership,
    opinion,
    outcomes,
    terror,
)
from rules.wider import WIDER

__all__ = ["WIDER"]
