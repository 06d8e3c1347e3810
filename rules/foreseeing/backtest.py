"""How the list would have fared: made for every month from what was known by then, and held against what came.

A thing is flagged in a month where it lacks no more than a decision for a defection, and one of three grounds stands:
it is announced, something comes due within the horizon, or a cause would be established. A run of flagged months came
true where a defection of that very thing followed before the horizon was over; else it came to nothing. The triggers
of rival theories are held to the same: a trigger flags all combat units of its state for as long as the theory lets
it count.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from kb.altered.as_of import known_from
from kb.dates import add_months
from kb.profiles.changes import EpisodeFacts
from kb.records import Coalition, Contribution, Decision, Theory
from rules.engine.proof import Held, Proof, Step
from rules.foreseeing.orders import ORDERS
from rules.foreseeing.remembering import Known, Memory
from rules.foreseeing.signs import signs
from rules.foreseeing.standing import Standing
from rules.foreseeing.suppositions import suppositions
from rules.foreseeing.watching import DEFECTION, Near, Watch
from rules.judging.court import Court, Judgement
from rules.judging.dossier import archive_of
from rules.questions.following import turns

HORIZON = 6
"""Within how many months what comes due flags a thing, and a flag has to come true."""
ANNOUNCED, DUE, CAUSE, LIST = "announced", "due", "cause", "list"
GROUNDS = (ANNOUNCED, DUE, CAUSE)
"""The grounds on which a thing is flagged; the list as a whole goes by any of them."""
AHEAD = 2
"""How many months before a defection its rank is told."""


@dataclass(frozen=True)
class Seen:
    """What the list said of one thing in one month.

    Attributes:
        month: the first day of the month, on which the list was made.
        thing: the units, or what was owed.
        state: whose they are.
        coalition: where.
        combat: they are combat units.
        grounds: on which grounds they are flagged; none where they are not.
        causes: which causes would have been established.
        ranks: the place on the list of the coalition, in each order.
    """

    month: date
    thing: str
    state: str
    coalition: str
    combat: bool
    grounds: tuple[str, ...]
    causes: tuple[str, ...]
    ranks: Mapping[str, int]


@dataclass(frozen=True)
class Came:
    """A defection that came, and how it was flagged.

    Attributes:
        episode: its name.
        state: who defected.
        combat: combat units were concerned.
        things: what it turned on.
        day: the first day on which it held.
        causes: the causes established later.
        flagged: by ground and theory, in how many months before it the unbroken run of flags began that led up to it.
        ranks: its place on the list so many months before (:data:`AHEAD`), in each order; empty where it was not there.
        named: in how many months before it one of these causes was first named without a break up to it.
        public: by when all was public on which one of these causes rests, but for the decision itself; ``None`` where
            it rests on that alone, and where no cause is established.
    """

    episode: str
    state: str
    combat: bool
    things: tuple[str, ...]
    day: date
    causes: tuple[str, ...]
    flagged: Mapping[str, int]
    ranks: Mapping[str, int]
    named: int | None
    public: date | None


@dataclass(frozen=True)
class Run:
    """Months without a break in which a thing was flagged."""

    state: str
    thing: str
    first: date
    last: date


@dataclass(frozen=True)
class Fared:
    """How warnings of one kind fared: the list, one of its grounds, or the triggers of a theory.

    Attributes:
        name: the list, a ground or a theory.
        caught: how many defections with combat units were flagged when they came.
        of: how many such defections came.
        runs: how many runs of flags there were that had time to come true.
        vain: those of these that came to nothing.
        months: in how many months how many things were flagged, added up.
    """

    name: str
    caught: int
    of: int
    runs: int
    vain: tuple[Run, ...]
    months: int


@dataclass(frozen=True)
class Backtest:
    """Every list of every month, what came, and how each kind of warning fared; ``runs`` counts what was judged."""

    months: tuple[date, ...]
    seen: tuple[Seen, ...]
    came: tuple[Came, ...]
    fared: tuple[Fared, ...]
    runs: int


@dataclass(frozen=True)
class _Told:
    """What is nearest to a defection of one thing, before it has a place on a list."""

    item: Standing
    near: Near
    causes: tuple[str, ...]
    announced: bool


Flags = Mapping[tuple[str, str], frozenset[date]]
"""For a thing of a state, the months in which it is flagged."""


def backtest(court: Court) -> Backtest:
    """Make the list for every month on record, and hold it against the defections that came."""
    memory, months = Memory(), _months(court)
    seen = tuple(item for month in months for item in _listed(court, memory, month))
    flags = {**_flags(seen), **_triggered(court, seen)}
    came = tuple(_came(court, seen, flags))
    fared = tuple(_fared(name, flags[name], came, seen) for name in flags)
    return Backtest(months, seen, came, fared, memory.runs)


def _months(court: Court) -> tuple[date, ...]:
    """Return the first days of the months from the first coalition on to the end of what is on record."""
    firsts = [item.begins.latest for item in court.kb.of(Coalition)]
    lasts = [moment.latest for item in court.kb.of(Contribution) for moment in (item.begins, item.ends) if moment]
    found: list[date] = []
    month = min(firsts).replace(day=1) if firsts and lasts else date.max
    while lasts and month <= max(lasts):
        found.append(month)
        month = add_months(month, 1)
    return tuple(found)


# The lists


def _listed(court: Court, memory: Memory, month: date) -> Iterator[Seen]:
    """Yield what the list of one month said, coalition by coalition."""
    watch = Watch(court, month)
    known = Known(watch.court.kb)
    told = [found for item in watch.things if (found := _told(watch, memory, known, item)) is not None]
    for coalition in sorted({one.item.part.coalition.id for one in told}):
        own = [one for one in told if one.item.part.coalition.id == coalition]
        places = {order: _places(own, order) for order in ORDERS}
        for one in own:
            ranks = {order: places[order][one.item.thing.id] for order in ORDERS}
            yield Seen(
                month,
                one.item.thing.id,
                one.item.part.state,
                coalition,
                one.item.combat,
                tuple(_grounds(one, month)),
                one.causes,
                ranks,
            )


def _told(watch: Watch, memory: Memory, known: Known, item: Standing) -> _Told | None:
    """Return what is nearest to a defection of one thing; what would be none counts as far, whatever it lacks."""
    shown, found = signs(item, watch.court.inference.thresholds), []
    for one in suppositions(item, shown):
        said = memory.said(watch.court, known, item, one)
        if said is not None:
            wanting = int(one.decided) if said.verdict == DEFECTION else None
            near = Near(wanting, wanting is not None and bool(said.causes), one.last, bool(one.signs))
            found.append((near.key, _Told(item, near, said.causes, wanting == 0)))
    return min(found, key=lambda pair: pair[0])[1] if found else None


def _places(own: Iterable[_Told], order: str) -> dict[str, int]:
    key = ORDERS[order].key
    listed = sorted(own, key=lambda one: (key(one.near), not one.item.combat, one.item.thing.id))
    return {one.item.thing.id: rank for rank, one in enumerate(listed, 1)}


def _grounds(one: _Told, month: date) -> Iterator[str]:
    if one.near.wanting is None:
        return
    if one.announced:
        yield ANNOUNCED
    if one.near.due and one.near.last <= add_months(month, HORIZON):
        yield DUE
    if one.near.explained:
        yield CAUSE


# Who is flagged


def _flags(seen: Iterable[Seen]) -> dict[str, Flags]:
    """Return the months in which each thing is flagged: by the list, and by each of its grounds alone."""
    found: dict[str, dict[tuple[str, str], set[date]]] = {name: {} for name in (LIST, *GROUNDS)}
    for item in seen:
        for name in (LIST, *item.grounds) if item.grounds else ():
            found[name].setdefault((item.state, item.thing), set()).add(item.month)
    return {name: _frozen(things) for name, things in found.items()}


def _frozen(things: Mapping[tuple[str, str], set[date]]) -> Flags:
    return {thing: frozenset(months) for thing, months in things.items()}


def _triggered(court: Court, seen: tuple[Seen, ...]) -> dict[str, Flags]:
    """Return the same for each theory that foretells an exit: while a trigger counts that was known."""
    archive = archive_of(court)
    months = int(court.inference.thresholds["reaction"].value)
    spans: dict[str, dict[tuple[str, str], list[tuple[date, date]]]] = {
        item.id.rpartition("/")[2]: {} for item in court.kb.of(Theory) if item.predicts == "exit"
    }
    for part in archive.parts:
        dossier = archive.dossier(*part)
        for known in dossier.proof.concluded("Triggered"):
            if known["theory"] in spans:
                first = max(_public(court, dossier.proof, known.name, frozenset()), known["date"].latest)
                span = first, add_months(known["date"].latest, months)
                spans[known["theory"]].setdefault(part, []).append(span)
    return {name: _spanned(own, seen) for name, own in spans.items()}


def _spanned(own: Mapping[tuple[str, str], list[tuple[date, date]]], seen: Iterable[Seen]) -> Flags:
    found: dict[tuple[str, str], set[date]] = {}
    for item in seen:
        if item.combat and any(a <= item.month <= b for a, b in own.get((item.state, item.coalition), ())):
            found.setdefault((item.state, item.thing), set()).add(item.month)
    return _frozen(found)


def _public(court: Court, proof: Proof, name: str, beside: frozenset[str]) -> date:
    """Return the day by which all was known on which a fact rests, by the way that was known first.

    Args:
        court: the court over the facts.
        proof: where the fact stands.
        name: the fact.
        beside: facts that do not count.
    """
    found: dict[str, date] = {}

    def known(fact: str) -> date:
        if fact not in found:
            found[fact] = date.max  # a way back to itself is none
            found[fact] = min(map(way, proof.steps[fact])) if fact in proof.steps else observed(fact)
        return found[fact]

    def way(step: Step) -> date:
        return max((known(item.fact) for item in step.premises if isinstance(item, Held)), default=date.min)

    def observed(fact: str) -> date:
        held = proof.facts[fact]
        names = held.basis if held.origin == "computed" else (str(held["id"]),)
        records = [court.kb.records[one] for one in names if one in court.kb.records and one not in beside]
        return max((known_from(one) or date.min for one in records), default=date.min)

    return known(name)


# What came


def _came(court: Court, seen: tuple[Seen, ...], flags: Mapping[str, Flags]) -> Iterator[Came]:
    """Yield the defections on record, in order of time, with the flags that led up to them."""
    judged = [item for name in court.episodes if (item := court.judge(name)).verdict == DEFECTION]
    for item in sorted(judged, key=lambda one: (one.episode.date, one.episode.id)):
        day = _day(item.facts)
        things = _things(item.facts, seen)
        own = [one for one in seen if one.state == item.episode.state and one.thing in things]
        named = {one.month for one in own if set(one.causes) & set(item.causes)}
        before = add_months(day, -AHEAD).replace(day=1)
        ranks = [one.ranks for one in own if one.month == before]
        run = {
            name: months
            for name, flagged in flags.items()
            if (months := max((_run(flagged.get((item.episode.state, one), ()), day) for one in things), default=0))
        }
        yield Came(
            item.episode.id,
            item.episode.state,
            item.scope == "combat",
            tuple(things),
            day,
            item.causes,
            run,
            min(ranks, key=lambda one: min(one.values()), default={}),
            _run(named, day) or None,
            _cause_public(court, item),
        )


def _day(item: EpisodeFacts) -> date:
    """Return the first day on which a defection held; of one that no day is given for, the first of its month."""
    held = item.episode.date
    return held.earliest if held.is_day else date.fromisoformat(f"{item.month}-01")


def _things(item: EpisodeFacts, seen: Iterable[Seen]) -> list[str]:
    """Return what an episode turns on; where that is an agreement to take turns, the combat units that were there."""
    named = sorted({thing for thing, how in turns(item) if how in ("went", "owed")})
    if named:
        return named
    month = _day(item).replace(day=1)
    own = (one for one in seen if (one.state, one.coalition) == item.part.key and one.combat and one.month == month)
    return sorted({one.thing for one in own})


def _run(months: Collection[date], day: date) -> int:
    """Return how many months without a break lead up to a day; a month that opens on the day counts."""
    month = day.replace(day=1)
    if month not in months and day == month:
        month = add_months(month, -1)
    count = 0
    while month in months:
        count += 1
        month = add_months(month, -1)
    return count


def _cause_public(court: Court, item: Judgement) -> date | None:
    """Return by when all was known on which a cause rests, but for the exit itself and the decision on it."""
    exit_ = {*item.change.basis, *item.episode.basis}
    decided = {one.id for one in court.kb.of_state(Decision, item.episode.state) if exit_ & set(one.about)}
    causes = item.proof.concluded("Cause", episode=item.episode.id)
    days = [_public(court, item.proof, one.name, frozenset(exit_ | decided)) for one in causes]
    found = min(days, default=None)
    return None if found == date.min else found


# How warnings fared


def _fared(name: str, flags: Flags, came: tuple[Came, ...], seen: tuple[Seen, ...]) -> Fared:
    """Return how warnings of one kind fared, combat units alone."""
    combat = {(one.state, one.thing) for one in seen if one.combat}
    fought = [one for one in came if one.combat]
    last = max((one.month for one in seen), default=date.min)
    runs = months = 0
    vain: list[Run] = []
    for (state, thing), flagged in flags.items():
        if (state, thing) not in combat:
            continue
        months += len(flagged)
        days = [one.day for one in fought if one.state == state and thing in one.things]
        for first, end in _runs(flagged):
            limit = add_months(end, HORIZON)
            true = any(first <= day <= limit for day in days)
            if true or limit <= last:
                runs += 1
                vain += [] if true else [Run(state, thing, first, end)]
    caught = sum(name in one.flagged for one in fought)
    return Fared(name, caught, len(fought), runs, tuple(vain), months)


def _runs(months: Iterable[date]) -> Iterator[tuple[date, date]]:
    """Yield the first and last month of each unbroken run."""
    numbered = enumerate(sorted(months))
    for _, run in groupby(numbered, lambda pair: pair[1].year * 12 + pair[1].month - pair[0]):
        listed = [month for _, month in run]
        yield listed[0], listed[-1]
