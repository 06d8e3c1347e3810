"""The theory whole: importing this module fills the rulebook."""

from rules import (  # noqa: F401 - each registers its rules
    capacity,
    cause,
    cause_domestic,
    cause_international,
    defection,
    duty,
    exposure,
    hypotheses,
    interests,
    not_defection,
    recall,
    restrictions,
    strategy,
    survival,
    uncounted,
    will,
)
from rules.rulebook import RULEBOOK

__all__ = ["RULEBOOK"]
