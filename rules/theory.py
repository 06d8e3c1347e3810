"""The theory whole: importing this module fills the rulebook."""

from rules import (  # noqa: F401 - each registers its rules
    capacity,
    cause,
    defection,
    exposure,
    hypotheses,
    interests,
    restrictions,
    strategy,
    will,
)
from rules.rulebook import RULEBOOK

__all__ = ["RULEBOOK"]
