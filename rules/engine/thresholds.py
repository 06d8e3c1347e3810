"""A named number that conditions lean on. Which there are, the theory says."""

from dataclasses import dataclass

from rules.engine.citation import Cite


@dataclass(frozen=True)
class Threshold:
    """A named number: what it bounds, in which unit, and who says so."""

    name: str
    value: float
    unit: str
    meaning: str
    source: Cite
