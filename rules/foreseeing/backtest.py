"""How the list would have fared: made for every month from what was known by then, and held against what came.

A run of flagged months (:mod:`rules.foreseeing.monthly`) came true where a defection of that very thing followed
before the horizon was over; else it came to nothing. The triggers of rival theories are held to the same: a trigger
flags all combat units of its state for as long as the theory lets it count.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from kb.dates import add_months
from kb.profiles.changes import EpisodeFacts
from kb.records import Theory
from rules.foreseeing.monthly import ANNOUNCED, CAUSE, DUE, GROUNDS, HORIZON, LIST, Seen, monthly, months_of
from rules.foreseeing.publicity import cause_public, public
from rules.foreseeing.remembering import Memory
from rules.foreseeing.watching import DEFECTION
from rules.judging.court import Court
from rules.judging.dossier import archive_of
from rules.questions.following import turns

__all__ = ["AHEAD", "ANNOUNCED", "CAUSE", "DUE", "GROUNDS", "HORIZON", "LIST", "Backtest", "Came", "Fared", "backtest"]

AHEAD = 2
"""How many months before a defection its rank is told."""


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


Flags = Mapping[tuple[str, str], frozenset[date]]
"""For a thing of a state, the months in which it is flagged."""


def backtest(court: Court) -> Backtest:
    """Make the list for every month on record, and hold it against the defections that came."""
    memory, months = Memory(), months_of(court)
    seen = tuple(item for month in months for item in monthly(court, memory, month))
    flags = {**_flags(seen), **_triggered(court, seen)}
    came = tuple(_came(court, seen, flags))
    fared = tuple(_fared(name, flags[name], came, seen) for name in flags)
    return Backtest(months, seen, came, fared, memory.runs)


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
                first = max(public(court, dossier.proof, known.name, frozenset()), known["date"].latest)
                span = first, add_months(known["date"].latest, months)
                spans[known["theory"]].setdefault(part, []).append(span)
    return {name: _spanned(own, seen) for name, own in spans.items()}


def _spanned(own: Mapping[tuple[str, str], list[tuple[date, date]]], seen: Iterable[Seen]) -> Flags:
    found: dict[tuple[str, str], set[date]] = {}
    for item in seen:
        if item.combat and any(a <= item.month <= b for a, b in own.get((item.state, item.coalition), ())):
            found.setdefault((item.state, item.thing), set()).add(item.month)
    return _frozen(found)


# What came


def _came(court: Court, seen: tuple[Seen, ...], flags: Mapping[str, Flags]) -> Iterator[Came]:
    """Yield the defections on record, in order of time, with the flags that led up to them."""
    judged = [item for name in court.episodes if (item := court.judge(name)).verdict == DEFECTION]
    for item in sorted(judged, key=lambda one: (_day(one.facts), one.episode.id)):
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
            cause_public(court, item),
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
