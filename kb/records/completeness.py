"""What a case says of its own record: where it is complete, and where sources differ."""

# Written by `make schema` from ontology/schema/: edit the files there, not this one.

from dataclasses import dataclass

from kb.dates import Moment
from kb.records.base import Record
from kb.records.naming import Node


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteRecord(Record):
    """A complete record.

    A local closed world: the case lists every fact of the named kinds for a state in a coalition and period. Only
    within it is a fact's absence evidence. Only where this is said does the absence of a fact count as evidence.
    """

    state: Node
    coalition: Node
    kinds: tuple[str, ...]
    begins: Moment
    ends: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant(Record):
    """A variant reading.

    Another value that a source gives for one property of one fact, kept beside the value in use.
    """

    about: Node
    property: str
    value: str
