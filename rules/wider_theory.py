"""The theory of a state's whole part in a coalition: importing this module fills the wider rulebook."""

from rules import (  # noqa: F401 - each registers its rules
    alliance,
    status_confidence,
    status_deeds,
    status_evidence,
    status_mechanism,
)
from rules.wider import WIDER

__all__ = ["WIDER"]
