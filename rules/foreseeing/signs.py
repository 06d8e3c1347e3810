"""Signs that units may go: an exit announced, a term that runs out, money, turns, limits of means.

A sign is a fact that was known, with the day on which it comes due where it has one. What it amounts to is for the
rules: each is put to them as an exit on that day (:mod:`rules.foreseeing.suppositions`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kb.dates import Moment, add_months
from kb.profiles.deciding import votes_home
from kb.profiles.meaning import HOME
from kb.records import (
    Arrangement,
    BudgetLimit,
    CompetingOperation,
    Contribution,
    Decision,
    MaintenanceDue,
    Mandate,
    ReadinessLoss,
    Shift,
)
from rules.engine.thresholds import Threshold
from rules.foreseeing.standing import Standing

ANNOUNCED, CUT, VOTED = "announced", "cut", "voted"
TERM, MANDATE, MONEY, TURN, ROTATION = "term", "mandate", "money", "turn", "rotation"
REPAIRS, READINESS, ELSEWHERE = "repairs", "readiness", "elsewhere"
MADE_KNOWN = (ANNOUNCED, CUT, VOTED)
"""Signs that it is decided: to go, to be fewer, to be brought home."""
RUNNING_OUT = (TERM, MANDATE, MONEY, TURN, ROTATION)
"""Signs that have a day."""
STRAINED = (REPAIRS, READINESS, ELSEWHERE)
"""Signs that means are short."""

_ENDING = frozenset({*HOME, "suspend", "complete-task", "defer"})
_STAYING = frozenset({"extend", "deploy", "overrule", "accept-request"})


Months = Mapping[str, int]


@dataclass(frozen=True, order=True)
class Sign:
    """One sign: its sort, the facts that show it, and the last day before it takes effect, if it has one."""

    kind: str
    facts: tuple[str, ...]
    on: date | None = None


def signs(item: Standing, thresholds: Mapping[str, Threshold]) -> tuple[Sign, ...]:
    """Return the signs that units may go, what is decided first, then what comes soonest."""
    months = {name: int(thresholds[name].value) for name in ("recent", "lapse")}
    found = list(_owed(item, months) if item.owed else _serving(item, months))
    return tuple(sorted(found, key=lambda sign: (_rank(sign), sign.on or date.max, sign)))


def _rank(sign: Sign) -> int:
    kinds = (MADE_KNOWN, RUNNING_OUT, STRAINED)
    return next(number for number, group in enumerate(kinds) if sign.kind in group)


def _owed(item: Standing, months: Months) -> Iterator[Sign]:
    yield from (Sign(ANNOUNCED, (one.id,)) for one in _decisions(item, _ENDING))
    yield from _strained(item, months["recent"])


def _serving(item: Standing, months: Months) -> Iterator[Sign]:
    units, part = item.thing, item.part
    assert isinstance(units, Contribution)
    yield from (Sign(ANNOUNCED, (one.id,)) for one in _decisions(item, _ENDING))
    yield from (Sign(CUT, (one.id,)) for one in _decisions(item, frozenset({"reduce"})))
    for vote in votes_home(part):
        if (not vote.about or units.id in vote.about) and _stands(item, vote.date):
            yield Sign(VOTED, (vote.id,))
    yield from _terms(item, units, months["lapse"])
    yield from _money(item)
    if item.combat:
        yield from _turns(item, units)
    yield from _strained(item, months["recent"])


def _decisions(item: Standing, acts: frozenset[str]) -> Iterator[Decision]:
    """Yield the decisions about units that are there, or owed, that none has taken back since."""
    for one in item.part.decisions:
        if one.act in acts and item.thing.id in one.about and _stands(item, one.date, one.id):
            yield one


def _stands(item: Standing, said: Moment, name: str = "") -> bool:
    """Tell whether what was decided about units came after they did, and nothing later has them stay."""
    if isinstance(item.thing, Contribution) and said.latest < item.thing.begins.earliest:
        return False
    later = (one for one in item.part.own if one.act in _STAYING and one.date.earliest > said.latest)
    return not any({item.thing.id, name} & set(one.about) for one in later)


def _terms(item: Standing, units: Contribution, lapse: int) -> Iterator[Sign]:
    """Yield the end that was announced for units, and that of their mandate, unless their stay was prolonged since."""
    own = item.part.kb.records.get(units.mandate or "")
    named = own if isinstance(own, Mandate) else None
    set_on = named.decided if named and named.decided else units.begins
    longer = [one for one in item.part.own if one.act == "extend" and units.id in one.about]
    prolonged = any(one.date.earliest > set_on.latest for one in longer)
    if units.planned_end is not None and not prolonged:
        facts = (units.id,) if named is None else (units.id, named.id)
        yield Sign(TERM, facts, units.planned_end.latest)
    mandates = [named] if named and not prolonged else _in_force(item, max((one.date for one in longer), default=None))
    ends = [(one.ends, one.id) for one in mandates if one.ends is not None]
    if ends and max(ends)[0].latest >= add_months(item.on, -lapse):
        last, name = max(ends)
        yield Sign(MANDATE, (name,), last.latest)


def _in_force(item: Standing, since: Moment | None) -> list[Mandate]:
    """Return the one mandate of the state that may be meant, given when the stay was prolonged; none among several."""
    own = item.part.kb.of_state(Mandate, item.part.state)
    found = [one for one in own if one.coalition == item.part.coalition.id and _runs(one, item.on, since)]
    return found if len(found) == 1 else []


def _runs(mandate: Mandate, on: date, since: Moment | None) -> bool:
    """Tell whether a mandate runs on a day or is to follow, and was decided with what prolonged the stay or later."""
    if since is not None and mandate.decided is not None and mandate.decided.latest < since.earliest:
        return False
    return mandate.ends is None or mandate.ends.latest >= on


def _money(item: Standing) -> Iterator[Sign]:
    for one in item.part.kb.of_state(BudgetLimit, item.part.state):
        if one.coalition == item.part.coalition.id and one.runs_out.latest >= item.on:
            yield Sign(MONEY, (one.id,), one.runs_out.latest)


def _turns(item: Standing, units: Contribution) -> Iterator[Sign]:
    """Yield when the turn passes to a partner, by a shift, and when an agreement to take turns begins."""
    for arrangement in item.part.arrangements:
        if arrangement.alternates and arrangement.begins.earliest > item.on:
            yield Sign(ROTATION, (arrangement.id,), arrangement.begins.earliest - timedelta(days=1))
        for shift in _shifts(item, arrangement):
            if shift.role != units.role:
                continue
            if shift.state != item.part.state and shift.begins.earliest > item.on:
                yield Sign(TURN, (shift.id,), shift.begins.earliest - timedelta(days=1))
            elif shift.state == item.part.state and shift.ends is not None and _covers(shift, item.on):
                yield Sign(TURN, (shift.id,), shift.ends.latest)


def _shifts(item: Standing, arrangement: Arrangement) -> list[Shift]:
    return [one for one in item.part.kb.of(Shift) if one.arrangement == arrangement.id]


def _covers(shift: Shift, on: date) -> bool:
    return shift.begins.earliest <= on and (shift.ends is None or shift.ends.latest >= on)


def _strained(item: Standing, recent: int) -> Iterator[Sign]:
    """Yield what limits the means: repairs or rest due, readiness worn down, the same units needed elsewhere."""
    own, state, kb = getattr(item.thing, "capability", None), item.part.state, item.part.kb
    kinds = {own} if own else {one.capability for one in item.part.combat(item.part.contributions)}
    since = add_months(item.on, -recent)
    limits: list[MaintenanceDue | ReadinessLoss]
    limits = [*kb.of_state(MaintenanceDue, state), *kb.of_state(ReadinessLoss, state)]
    for one in limits:
        if one.coalition != item.part.coalition.id or one.capability not in kinds or one.known.latest < since:
            continue
        if isinstance(one, MaintenanceDue) or one.recovered is None:
            yield Sign(REPAIRS if isinstance(one, MaintenanceDue) else READINESS, (one.id,))
    for other in kb.of_state(CompetingOperation, state):
        over = other.ends is not None and other.ends.latest < item.on
        if other.capability in kinds and other.begins.earliest <= item.on and not over:
            yield Sign(ELSEWHERE, (other.id,))
