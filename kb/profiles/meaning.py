"""What a decision is about where it does not say so in full: all that were there, and what is left of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kb.dates import Moment, add_months, before
from kb.records import Contribution, Decision

HOME = ("withdraw", "not-extend", "recall")
"""Acts after which units are to go home altogether, and not merely to be fewer."""

_CARRIED_OUT = 12
"""Months within which units go that a decision sent home without naming them, where any do; the others stayed."""
SENDING = frozenset({"deploy", "accept-request", "expand-theatre", "overrule"})
"""Acts that are about no units that could have been there."""


def meant(
    decision: Decision, made: Iterable[Decision], units: Sequence[Contribution], left: Mapping[str, Moment | None]
) -> Decision:
    """Return a decision with what it is about: one that names no units, all that were there by then.

    A decision to send names none that could have been there: it stays as it is. One that sends units home is also about
    what is left of them when some have gone; where it names none and some go within the year, those are meant.

    Args:
        decision: the decision of a state on its part in a coalition.
        made: all of its decisions on that part.
        units: its contributions, in order of time.
        left: when each of these no longer holds.
    """
    if decision.act in SENDING:
        return decision
    if decision.about:
        rest = rest_of(decision, made, units) if decision.act in HOME else ()
        about = {*decision.about, *rest}
        return replace(decision, about=tuple(sorted(about))) if len(about) > len(decision.about) else decision
    there = {
        item.id: left[item.id]
        for item in units
        if item.begins.earliest <= decision.date.latest
        and ((gone := left[item.id]) is None or gone.latest >= decision.date.earliest)
    }
    if decision.act not in HOME:
        return replace(decision, about=tuple(sorted(there)))
    limit = add_months(decision.date.latest, _CARRIED_OUT)
    gone_by_then = {name for name, gone in there.items() if gone is not None and gone.latest <= limit}
    named = replace(decision, about=tuple(sorted(gone_by_then or there)))
    return replace(named, about=tuple(sorted({*named.about, *rest_of(named, made, units)})))


def rest_of(decision: Decision, made: Iterable[Decision], units: Sequence[Contribution]) -> Iterator[str]:
    """Yield what carries on, after a decision, the units that it names, as far as no later one names that."""
    named, later = set(decision.about), named_later(made, decision, units)
    for item in units:
        if item.continues in named and item.begins.earliest > decision.date.earliest and item.id not in later:
            named.add(item.id)
            yield item.id


def named_later(made: Iterable[Decision], decision: Decision, units: Iterable[Contribution]) -> set[str]:
    """Return the units that other decisions, not surely earlier, name; one to extend that names none is about all."""
    everything = tuple(item.id for item in units)
    others = (item for item in made if item.id != decision.id)
    later = (item for item in others if before(item.date, decision.date) is not True)
    return {name for item in later for name in item.about or (everything if item.act == "extend" else ())}
