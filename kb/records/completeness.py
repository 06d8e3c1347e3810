"""What a case says of its own record: where it is complete, and where sources differ."""

from dataclasses import dataclass

from kb.dates import Moment
from kb.records.base import Node, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteRecord(Record):
    """The case lists every fact of these kinds (names of record classes) for a state in a coalition and period.

    Only where this is said does the absence of a fact count as evidence.
    """

    state: Node
    coalition: Node
    kinds: tuple[str, ...]
    begins: Moment
    ends: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant(Record):
    """Another value that a source gives for one property of one fact; kept beside the value that is used."""

    about: Node
    property: str
    value: str
