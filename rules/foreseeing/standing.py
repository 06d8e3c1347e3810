"""What stands on a day: the units in service, and the combat units that are owed by a later day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kb.profiles.kinds import together
from kb.profiles.part import Commitment, Part, due, parts
from kb.records import Contribution
from kb.store import KnowledgeBase


@dataclass(frozen=True)
class Standing:
    """Units of a state that are in service on a day, or that it owes by a later one.

    Attributes:
        part: the state's part in the coalition, as known.
        thing: the contribution, shift or pledge.
        on: the day.
    """

    part: Part
    thing: Contribution | Commitment
    on: date

    @property
    def owed(self) -> bool:
        """Tell whether the units are not there yet."""
        return not isinstance(self.thing, Contribution)

    @property
    def combat(self) -> bool:
        """Tell whether the units are combat units."""
        return self.part.is_combat(self.thing.role)


def standing(kb: KnowledgeBase, on: date) -> Iterator[Standing]:
    """Yield all that stands on a day, by coalition and state, as far as the knowledge base knows."""
    for part in parts(kb):
        if part.coalition.ends is not None and part.coalition.ends.latest <= on:
            continue
        for item in part.contributions:
            if there(part, item, on):
                yield Standing(part, item, on)
        for commitment in part.commitments:
            if _owed(part, commitment, on):
                yield Standing(part, commitment, on)


def there(part: Part, item: Contribution, on: date) -> bool:
    """Tell whether units surely came by a day, and may be there still."""
    gone = part.left[item.id]
    return item.begins.latest <= on and (gone is None or gone.latest > on)


def _owed(part: Part, commitment: Commitment, on: date) -> bool:
    """Tell whether combat units are still to come: due later, and not there yet in that number."""
    if due(commitment).earliest <= on:
        return False
    present = together([item for item in part.combat(part.contributions) if there(part, item, on)])
    return present is not None and present < (commitment.count or 1)
