"""What could have been otherwise: changes of facts that a reader would call a counterfactual, by kind.

Facts that belong together are changed together: an agreement with its turn and the units that come is one change.
The kinds stand in the order in which things like them do happen, the likeliest first.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kb import records as r
from kb.altered.altering import Alteration
from kb.dates import Moment
from kb.records import Record
from kb.store import KnowledgeBase

PARTNER, SAID, DAY, DECIDED, UNITS, HAPPENED, MISSION = (
    "partner",
    "said",
    "day",
    "decided",
    "units",
    "happened",
    "mission",
)
KINDS = (PARTNER, SAID, DAY, DECIDED, UNITS, HAPPENED, MISSION)
"""What a partner does; what is said or asked; on which day; what is decided; which units; events; the mission's end."""

Part = Alteration | Record


@dataclass(frozen=True)
class Span:
    """Days from a first to a last one, both included; ``None``: from or to as far as could be."""

    first: date | None
    last: date | None


@dataclass(frozen=True)
class Change:
    """Something that could have been otherwise.

    Attributes:
        kind: one of :data:`KINDS`.
        parts: the facts to alter or add, all together.
        span: where a date is altered, all the days that have the same effect.
    """

    kind: str
    parts: tuple[Part, ...]
    span: Span | None = None

    @property
    def alterations(self) -> tuple[Alteration, ...]:
        """Return the facts that are altered or taken back."""
        return tuple(item for item in self.parts if isinstance(item, Alteration))

    @property
    def added(self) -> tuple[Record, ...]:
        """Return the facts that are added."""
        return tuple(item for item in self.parts if not isinstance(item, Alteration))


def change(kb: KnowledgeBase, state: str, parts: Iterable[Part], span: Span | None = None) -> Change:
    """Return a change of the facts about a state's exit, under the kind to which it belongs."""
    listed = tuple(parts)
    kinds = [_kind(kb, state, item) for item in listed]
    return Change(min(kinds, key=KINDS.index), listed, span)


def _kind(kb: KnowledgeBase, state: str, part: Part) -> str:
    record = kb.records[part.fact] if isinstance(part, Alteration) else part
    if isinstance(part, Alteration) and isinstance(part.value, Moment):
        return MISSION if isinstance(record, r.Coalition) else DAY
    if isinstance(record, (r.Arrangement, r.Shift)) or _is_foreign(record, state):
        return PARTNER
    if isinstance(record, (r.Decision, r.Vote, r.Mandate, r.Limitation)):
        return DECIDED
    if isinstance(record, (r.Statement, r.Request, r.Recognition, r.Invitation, r.Pledge)):
        return SAID
    if isinstance(record, r.Contribution):
        return UNITS
    return MISSION if isinstance(record, r.Coalition) else HAPPENED


def _is_foreign(record: Record, state: str) -> bool:
    """Tell whether a fact is what another member did or sent."""
    return isinstance(record, (r.Contribution, r.Pledge)) and record.state != state
