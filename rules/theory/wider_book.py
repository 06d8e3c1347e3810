"""The theory of a state's whole part in a coalition: importing this module fills the wider rulebook."""

from rules.theory.allies import alignment, alliance  # noqa: F401 - each registers its rules
from rules.theory.rivals import (  # noqa: F401 - each registers its rules
    battlefield,
    capacity,
    elections,
    exits,
    leadership,
    opinion,
    outcomes,
    terror,
)
from rules.theory.status import confidence, deeds, evidence, mechanism  # noqa: F401 - each registers its rules
from rules.theory.wider import WIDER

__all__ = ["WIDER"]
