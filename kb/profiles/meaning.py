"""What a decision is about where it does not say so in full: all that were there, and what is left of them.

And why it was made: reasons that the state gave beside it are its reasons as much as those that it gave with it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kb.dates import Moment, add_months, before
from kb.records import Contribution, Decision, Ground, Record, Statement

HOME = ("withdraw", "not-extend", "recall")
"""Acts after which units are to go home altogether, and not merely to be fewer."""

_CARRIED_OUT = 12
"""Months within which units go that a decision sent home without naming them, where any do; the others stayed."""
ENDING = frozenset({*HOME, "reduce", "complete-task", "defer", "suspend", "substitute", "enter-arrangement"})
"""Acts that end or cut a part: to take out, not to renew, to lessen, to put off, to take turns instead of adding up."""

SENDING = frozenset({"deploy", "accept-request", "expand-theatre", "overrule"})
"""Acts that are about no units that could have been there."""

_BESIDE = 1
"""Months before and after a decision within which a reason that the state gives is a reason for it."""
_OF_OPPONENTS = frozenset({"dissent-voiced", "withdrawal-pledged"})
"""What those say who do not speak for the state: reasons given with it are theirs."""


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


def explaining(said: Iterable[Statement], records: Mapping[str, Record]) -> list[Statement]:
    """Return the statements that speak for a state and give reasons, with these alone.

    A reason that speaks of an interest is one for taking part; what opponents say is no reason of the government.
    """

    def serves(ground: str) -> bool:
        found = records.get(f"ground/{ground}")
        return isinstance(found, Ground) and found.interest is not None

    own = (item for item in said if item.grounds and not _OF_OPPONENTS & set(item.content))
    told = (replace(item, grounds=tuple(name for name in item.grounds if not serves(name))) for item in own)
    return [item for item in told if item.grounds]


def with_reasons(decision: Decision, said: Iterable[Statement]) -> Decision:
    """Return a decision that ends or cuts a part with the reasons, and the sources, of statements made beside it.

    Args:
        decision: the decision.
        said: the statements that give reasons, as ``explaining`` returns them.
    """
    if decision.act not in ENDING:
        return decision
    beside = [item for item in said if not set(item.grounds) <= set(decision.grounds) and _beside(item, decision)]
    if not beside:
        return decision
    grounds = dict.fromkeys((*decision.grounds, *(ground for item in beside for ground in item.grounds)))
    sources = dict.fromkeys((*decision.source, *(source for item in beside for source in item.source)))
    return replace(decision, grounds=tuple(grounds), source=tuple(sources))


def _beside(said: Statement, decision: Decision) -> bool:
    """Tell whether a statement was made on a decision: it names it, or its units, and close to it in time.

    One that names nothing speaks of a decision for which no reason was given with it.
    """
    if (said.state, said.coalition) != (decision.state, decision.coalition):
        return False
    if decision.grounds if not said.about else decision.about and not {decision.id, *decision.about} & set(said.about):
        return False
    first, last = add_months(decision.date.earliest, -_BESIDE), add_months(decision.date.latest, _BESIDE)
    return decision.id in said.about or (said.date.earliest <= last and first <= said.date.latest)
