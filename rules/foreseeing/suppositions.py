"""What is supposed of units that stand on a day, so that the rules can be asked what it would be.

Where an exit is announced or a turn agreed, nothing is made up but that time passes. Else one decision of the state is
supposed, taken the day after: not to prolong a term that runs out, to withdraw where none does, to call support units
home, to put off what is owed. Units leave when their term, money or turn ends, else that next day; a cut is told by one
unit fewer, as the rules ask for no number.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kb.altered.altering import Alteration, altered
from kb.dates import Moment, day, end_of_month
from kb.errors import InputError
from kb.profiles.changes import EpisodeFacts
from kb.profiles.part import Part, due
from kb.records import Contribution, Decision, Record, Shift
from kb.store import KnowledgeBase
from rules.foreseeing.signs import ANNOUNCED, CUT, MADE_KNOWN, ROTATION, RUNNING_OUT, TURN, VOTED, Sign
from rules.foreseeing.standing import Standing, there
from rules.judging.court import Court
from rules.overturning.counterfactuals import Part as Piece

ENDS, FEWER, DECIDED, OWED = "ends", "fewer", "decision", "owed"
SUPPOSED = "supposed"
"""How the names of facts begin that are made up."""
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Supposition:
    """An exit that is supposed.

    Attributes:
        way: by which sign it would come, else :data:`DECIDED`; it names the supposition among those of one thing.
        month: the month (``YYYY-MM``) in which the change would fall.
        last: the last day before it.
        parts: what is altered or made up.
        decided: a decision of the state has to be supposed; else what is known has only to run its course.
        signs: the signs from which it is taken.
    """

    way: str
    month: str
    last: date
    parts: tuple[Piece, ...]
    decided: bool
    signs: tuple[Sign, ...] = ()

    @property
    def due(self) -> bool:
        """Tell whether something comes due on that day; else a decision alone would bring it."""
        return self.way != DECIDED


def suppositions(item: Standing, known: tuple[Sign, ...]) -> Iterator[Supposition]:
    """Yield what is supposed of one thing, each last day once."""
    if not isinstance(item.thing, Contribution):
        yield _not_coming(item, known)
        return
    units = item.thing
    settled = [sign for sign in known if sign.kind in (ANNOUNCED, VOTED)]
    days = sorted({_due(sign, item.on) for sign in known if sign.kind in RUNNING_OUT and sign.kind != ROTATION})
    if units.ends is not None:
        yield _going(units, ENDS, units.ends.latest, (), False)
    elif settled:
        yield _going(units, settled[0].kind, days[0] if days else item.on, tuple(settled), False)
    elif item.combat:
        yield from _lapsing(item, units, known, days)
    else:
        yield _going(units, DECIDED, item.on, (), True, _decision(item, "recall"))
    for sign in known:
        if sign.kind == CUT:
            yield _fewer(units, max(units.planned_end.latest, item.on) if units.planned_end else item.on, sign)
        elif sign.kind == ROTATION:
            yield from _rotating(item, sign)


def apart(item: Standing, found: Supposition) -> Supposition | None:
    """Return that support units which a decision alone would call home go a month later, apart from combat units."""
    if found.due or item.combat or not isinstance(item.thing, Contribution):
        return None
    last = end_of_month(date.fromisoformat(f"{found.month}-01"))
    return _going(item.thing, DECIDED, last, (), True, _decision(item, "recall"))


def _due(sign: Sign, on: date) -> date:
    """Return the last day that a sign leaves; what is over already leaves none but this."""
    assert sign.on is not None
    return max(sign.on, on)


def _lapsing(item: Standing, units: Contribution, known: tuple[Sign, ...], days: list[date]) -> Iterator[Supposition]:
    """Yield the exit of combat units by each day that something runs out; where nothing does, by a decision alone."""
    for last in days:
        own = tuple(sign for sign in known if sign.kind in RUNNING_OUT and sign.on and _due(sign, item.on) == last)
        yield _going(units, own[0].kind, last, own, True, _decision(item, "not-extend"))
    if not days:
        yield _going(units, DECIDED, item.on, (), True, _decision(item, "withdraw"))


def _decision(item: Standing, act: str) -> Decision:
    """Return the decision that is supposed: taken the day after, about this thing alone, with no reason given."""
    return Decision(
        id=f"{SUPPOSED}-decision",
        state=item.part.state,
        coalition=item.part.coalition.id,
        date=day(item.on + _DAY),
        act=act,
        about=(item.thing.id,),
    )


def _going(
    units: Contribution, way: str, last: date, known: tuple[Sign, ...], decided: bool, *made: Record
) -> Supposition:
    ends = () if units.ends is not None else (Alteration(units.id, "ends", day(last)),)
    gone = units.ends.month if units.ends is not None and not units.ends.is_day else _month(last + _DAY)
    return Supposition(way, gone, last, (*ends, *made), decided, known)


def _fewer(units: Contribution, last: date, sign: Sign) -> Supposition:
    """Return that fewer of the units carry on: one fewer, for the rules ask only whether there are fewer."""
    sizes = {name: max(0, number - 1) for name in ("count", "personnel") if (number := getattr(units, name))}
    first = dict(list(sizes.items())[:1])
    rest = replace(
        units,
        id=f"{SUPPOSED}-rest",
        label=None,
        note=None,
        source=(),
        begins=day(last + _DAY),
        planned_end=None,
        continues=units.id,
        substitutes=None,
        **first,
    )
    return Supposition(FEWER, _month(last + _DAY), last, (rest,), False, (sign,))


def _rotating(item: Standing, sign: Sign) -> Iterator[Supposition]:
    """Yield that the combat units go of those partners who have not the first turn; the state keeps it if none has."""
    assert sign.on is not None
    arrangement = next(one for one in item.part.arrangements if one.id == sign.facts[0])
    begins = sign.on + _DAY
    shifts = [one for one in item.part.kb.of(Shift) if one.arrangement == arrangement.id]
    first = {one.state for one in shifts if one.begins.earliest <= begins} or {item.part.state}
    going = tuple(
        Alteration(units.id, "ends", day(sign.on))
        for partner in arrangement.partners
        if partner not in first
        for units in _fighting(item.part.partners[partner], item.on)
    )
    if going and item.part.state in first:
        yield Supposition(ROTATION, _month(begins), sign.on, going, False, (sign,))


def _fighting(part: Part, on: date) -> list[Contribution]:
    return [units for units in part.combat(part.contributions) if there(part, units, on) and units.ends is None]


def _not_coming(item: Standing, known: tuple[Sign, ...]) -> Supposition:
    """Return that combat units which are owed do not come by the day on which they are due."""
    assert not isinstance(item.thing, Contribution)
    by = due(item.thing)
    announced = tuple(sign for sign in known if sign.kind in MADE_KNOWN)
    made = () if announced else (_decision(item, "defer"),)
    return Supposition(announced[0].kind if announced else OWED, by.month, by.latest, made, not announced, announced)


def _month(value: date) -> str:
    return value.isoformat()[:7]


def supposed(court: Court, part: Part, item: Supposition) -> "tuple[Court, EpisodeFacts] | None":
    """Return a court over what is known with a supposition made, and the episode; ``None`` where none comes of it."""
    try:
        changed = altered(
            court.kb,
            [piece for piece in item.parts if isinstance(piece, Alteration)],
            [piece for piece in item.parts if not isinstance(piece, Alteration)],
        )
    except InputError:
        return None
    then = end_of_month(date.fromisoformat(f"{item.month}-01"))
    other = court.over(KnowledgeBase(changed.records, changed.works, changed.places, as_of=then))
    facts = other.episodes.in_month(part.state, part.coalition.id, item.month)
    return None if facts is None else (other, facts)


def moment_of(item: Supposition) -> Moment:
    """Return the first day of what is supposed."""
    return day(item.last + _DAY)


__all__ = ["DECIDED", "ENDS", "FEWER", "OWED", "TURN", "Supposition", "apart", "moment_of", "supposed", "suppositions"]
