"""A state's whole part in a coalition, in figures."""

from kb.dates import Moment
from kb.profiles.computed import Engagement
from kb.profiles.part import Part, due
from kb.profiles.profile import strength
from kb.records import State


def engaged(part: Part) -> Engagement:
    """Return the engagement of a state in a coalition, from its first units (or the first it owed) to its last."""
    combat = part.combat(part.contributions)
    begun = [item.begins for item in part.contributions] or [due(item) for item in part.commitments]
    gone = [part.left[item.id] for item in part.contributions]
    return Engagement(
        id=f"{part.state}/{part.coalition.id}",
        basis=tuple(sorted(item.id for item in part.contributions)),
        state=part.state,
        coalition=part.coalition.id,
        leader=part.coalition.leader,
        begins=min(begun),
        ends=_last(gone),
        combat_begins=min((item.begins for item in combat), default=None),
        combat_most=_most(part),
        concludes=part.coalition.ends,
        fighters_per_million=_fighters(part),
    )


def _last(gone: list[Moment | None]) -> Moment | None:
    known = [moment for moment in gone if moment is not None]
    return max(known) if known and len(known) == len(gone) else None


def _most(part: Part) -> int | None:
    """Return the most combat units in service at the close of any month in which some arrived."""
    sizes = [
        [strength(unit) for unit in part.combat(part.close(item.begins.month))]
        for item in part.combat(part.contributions)
    ]
    if any(size is None for month in sizes for size in month):
        return None
    return max((sum(size for size in month if size is not None) for month in sizes), default=0)


def _fighters(part: Part) -> int | None:
    state = part.kb.records.get(part.state)
    if not isinstance(state, State) or state.foreign_fighters is None or not state.population:
        return None
    return round(state.foreign_fighters * 1_000_000 / state.population)
