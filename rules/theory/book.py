"""The theory whole: importing this module fills the rulebook."""

from rules.theory import hypotheses, interests, restrictions  # noqa: F401 - each registers its rules
from rules.theory.causes import (  # noqa: F401 - each registers its rules
    capacity,
    cause,
    danger,
    domestic,
    international,
    leaders,
    survival,
    turning,
    will,
)
from rules.theory.episodes import RULEBOOK
from rules.theory.verdict import (  # noqa: F401 - each registers its rules
    defection,
    duty,
    exposure,
    not_defection,
    recall,
    running_out,
    strategy,
    uncounted,
)

__all__ = ["RULEBOOK"]
