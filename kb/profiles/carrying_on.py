"""Which units carry on under another size, task, area or caveat, where no source says so.

A profile is a mix of units and no list of names: where one body of a kind ends and one of the same kind begins at
once, these are taken to be the same units. Where it could be either of two bodies, or the state said that the new
units stand in for others, nothing is taken to be the same.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from kb.dates import Moment
from kb.records import Contribution

_MONTH = timedelta(days=31)


def carried_on(contributions: Iterable[Contribution]) -> tuple[Contribution, ...]:
    """Return a state's contributions to one coalition; those that carry on others at once say so."""
    listed = tuple(contributions)
    followed = {item.continues for item in listed}
    old = [item for item in listed if item.ends is not None and item.id not in followed]
    new = [item for item in listed if item.continues is None and item.substitutes is None]
    pairs = [(before, after) for after in new for before in old if _at_once(before, after)]
    befores, afters = ([pair[side].id for pair in pairs] for side in (0, 1))
    sure = {after.id: before.id for before, after in pairs if befores.count(before.id) == 1 == afters.count(after.id)}
    return tuple(replace(item, continues=sure[item.id]) if item.id in sure else item for item in listed)


def _span(when: Moment) -> timedelta:
    return when.latest - when.earliest


def _at_once(before: Contribution, after: Contribution) -> bool:
    """Tell whether units of one kind begin as others end: within a month, where sources date both to the month."""
    ends = before.ends
    return (
        ends is not None
        and before.capability == after.capability
        and max(_span(ends), _span(after.begins)) <= _MONTH
        and before.begins.latest < after.begins.earliest
        and after.begins.month >= ends.month
        and after.begins.earliest <= ends.latest + timedelta(days=1)
    )
