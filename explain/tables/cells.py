"""What the columns of published tables compute, and how their cells are told and compared."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from explain.words.phrases import listed, spoken
from explain.words.phrases import units as counted
from kb.dates import moment
from kb.profiles.part import Part
from kb.profiles.profile import in_service, last_day, strength, successors
from kb.reading.published import Column, PublishedTable, Value
from kb.records import Coalition, Contribution, State
from kb.store import KnowledgeBase
from kb.words.terms import terms_of
from rules.judging.court import Court, Judgement

Found = Value | None
NOTHING = "–"
"""A cell with nothing to say."""
UNSPECIFIED = "unspecified"
"""The cell for units of which no source gives the number."""


@dataclass(frozen=True)
class Cell:
    """A computed cell: its value, and how such a value is told."""

    value: Found
    tell: Callable[[Value], str]

    @property
    def text(self) -> str:
        """Return the cell in words."""
        return NOTHING if self.value is None else self.told(self.value)

    def told(self, value: Value) -> str:
        """Return another value of the same column in words."""
        return self.tell(value)


class Context:
    """What the cells of one table are computed from."""

    def __init__(self, court: Court, published: PublishedTable) -> None:
        """Keep the court and the table."""
        self.court = court
        self.published = published

    @property
    def kb(self) -> KnowledgeBase:
        """Return the knowledge base."""
        return self.court.kb

    @cached_property
    def defections(self) -> dict[str, Judgement]:
        """Return the defections of combat units that belong in the table, by episode, state by state in its order."""
        states, coalition = self.published.states, self.published.coalition
        names = [
            name
            for state in states
            for name, item in self.court.episodes.items()
            if (item.episode.state, item.episode.coalition) == (state, coalition)
        ]
        judged = {name: self.court.judge(name) for name in names}
        return {name: item for name, item in judged.items() if (item.verdict, item.scope) == ("defection", "combat")}

    def has(self, names: Sequence[str]) -> bool:
        """Tell whether everything that a row is about is there to compute it from."""
        if self.published.kind == "defections":
            return all(name in self.defections for name in names)
        if self.published.kind == "terms":
            return all(name in terms_of(self.published.scheme) for name in names)
        return all(name in self.kb.records for name in names)

    def label(self, name: str) -> str:
        """Return what a reader calls what a row is about; an episode goes by its own name."""
        if name not in self.kb.records:
            return name
        label = self.kb.label(name)
        return label[:1].upper() + label[1:]

    def part(self, state: str) -> Part:
        """Return a state's part in the coalition of the table."""
        coalition = self.kb.records[self.published.coalition]
        assert isinstance(coalition, Coalition)
        return Part(self.kb, state, coalition)

    def units(self, names: Iterable[str]) -> list[Contribution]:
        """Return the contributions that a row is about."""
        return [item for name in names if isinstance(item := self.kb.records.get(name), Contribution)]


def compute(context: Context, names: Sequence[str], column: Column) -> Cell:
    """Return the cell of a row, by the names of what the row is about; an empty cell where there are none."""
    value = _COLUMNS[column.computes](context, names, column) if names else None
    return Cell(value, lambda given: _told(context, names, column, given))


def alike(column: Column, published: Value, computed: Found) -> bool:
    """Tell whether a published cell says what was computed; a published cause may be the broader one."""
    if isinstance(published, tuple) and isinstance(computed, tuple):
        if column.computes != "causes":
            return sorted(map(str, published)) == sorted(map(str, computed))
        broader = {item for item in published if any(f"{found}/".startswith(f"{item}/") for found in computed)}
        return broader == set(published) and all(
            any(f"{found}/".startswith(f"{item}/") for item in published) for found in computed
        )
    return published == computed


# What columns compute, from the names of what a row is about


def _label(context: Context, names: Sequence[str], column: Column) -> Found:
    del column
    if context.published.kind == "terms":
        return terms_of(context.published.scheme)[names[0]].label
    return context.label(names[0])


def _definition(context: Context, names: Sequence[str], column: Column) -> Found:
    del column
    return terms_of(context.published.scheme)[names[0]].definition


def _manifestations(context: Context, names: Sequence[str], column: Column) -> Found:
    """Return what a part of a mechanism leads one to expect."""
    del context, column
    return tuple(item.label for item in terms_of("manifestation").values() if names[0] in item.names)


def _state(context: Context, names: Sequence[str]) -> State:
    found = context.kb.records[names[0]]
    assert isinstance(found, State)
    return found


def _combat_units(context: Context, names: Sequence[str], column: Column) -> Found:
    """Return the most combat units that a state had over an area on any day on which some arrived there."""
    part = context.part(names[0])
    there = [item for item in part.combat(part.contributions) if column.theatre in item.theatres]
    following = successors(part.contributions)
    most = 0
    for item in there:
        arrived = item.begins.latest
        sizes = [strength(unit) for unit in there if unit is item or in_service(unit, following, arrived)]
        if None in sizes:
            return UNSPECIFIED
        most = max(most, sum(size for size in sizes if size is not None))
    return most


def _withdrawals(context: Context, names: Sequence[str], column: Column) -> Found:
    """Return the years in which combat units left that no other contribution carried on."""
    del column
    part = context.part(names[0])
    following = successors(part.contributions)
    left = (part.left[item.id] for item in part.combat(part.contributions) if item.id not in following)
    return tuple(sorted({int(gone.month[:4]) for gone in left if gone is not None})) or None


def _dates(context: Context, names: Sequence[str], column: Column) -> Found:
    del column
    units = context.units(names)
    following = successors(context.kb.of(Contribution))
    lasts = [item.ends or last_day(item, following) for item in units]
    first = min(item.begins for item in units).month
    known = [last.month for last in lasts if last is not None]
    return f"{first}/{max(known)}" if len(known) == len(lasts) else f"{first}/.."


def _theatres(context: Context, names: Sequence[str], column: Column) -> Found:
    del column
    return tuple(sorted({area for item in context.units(names) for area in item.theatres}))


def _judged(attribute: str) -> Callable[[Context, Sequence[str], Column], Found]:
    def read(context: Context, names: Sequence[str], column: Column) -> Found:
        del column
        return tuple(getattr(context.defections[names[0]], attribute)) or None

    return read


def _hypothesis(context: Context, names: Sequence[str], column: Column) -> Found:
    return context.defections[names[0]].hypotheses[column.computes]


def _number(context: Context, names: Sequence[str], column: Column) -> Found:
    """Return how many defections of the same state there were up to this one."""
    del column
    state = context.defections[names[0]].episode.state
    own = [name for name, item in context.defections.items() if item.episode.state == state]
    return own.index(names[0]) + 1


_COLUMNS: dict[str, Callable[[Context, Sequence[str], Column], Found]] = {
    "label": _label,
    "definition": _definition,
    "manifestations": _manifestations,
    "population": lambda context, names, _: _state(context, names).population,
    "military-spending": lambda context, names, _: _state(context, names).military_spending,
    "combat-units": _combat_units,
    "withdrawals": _withdrawals,
    "dates": _dates,
    "theatres": _theatres,
    "units": lambda context, names, _: _greatest(item.count for item in context.units(names)),
    "personnel": lambda context, names, _: _greatest(item.personnel for item in context.units(names)),
    "state": lambda context, names, _: context.label(context.defections[names[0]].episode.state),
    "month": lambda context, names, _: context.defections[names[0]].episode.date.month,
    "causes": _judged("causes"),
    "strategies": _judged("strategies"),
    "number": _number,
    **dict.fromkeys(("H1", "H1A", "H2", "H2A"), _hypothesis),
}


def _greatest(numbers: Iterable[int | None]) -> int | None:
    return max((number for number in numbers if number is not None), default=None)


# How a value is told


def _told(context: Context, names: Sequence[str], column: Column, value: Value) -> str:
    told = _TOLD.get(column.computes)
    if told is not None:
        return told(context, value)
    if column.computes in ("combat-units", "units"):
        return _counted(context, names, column, value)
    return f"{value:,}" if isinstance(value, int) else "; ".join(map(str, _many(value)))


def _terms(scheme: str) -> Callable[[Context, Value], str]:
    return lambda context, value: listed([_term(context.kb, scheme, str(item)) for item in _many(value)])


_TOLD: dict[str, Callable[[Context, Value], str]] = {
    "causes": _terms("cause"),
    "strategies": _terms("strategy"),
    "theatres": lambda context, value: listed([context.label(str(item)) for item in _many(value)]),
    "month": lambda _, value: spoken(moment(str(value))),
    "dates": lambda _, value: _period(str(value)),
    "military-spending": lambda _, value: f"{value:.2f}% of GDP",
}


def _term(kb: KnowledgeBase, scheme: str, name: str) -> str:
    """Return the label of a term, that of a narrower one behind the broader: military capacity: budget."""
    known = terms_of(scheme)
    steps = name.split("/")
    paths = ("/".join((scheme, *steps[: number + 1])) for number in range(len(steps)))
    return ": ".join(known[path].label if path in known else kb.label(path) for path in paths)


def _many(value: Value) -> tuple[str | int | float, ...]:
    return value if isinstance(value, tuple) else (value,)


def _period(text: str) -> str:
    first, _, last = text.partition("/")
    begins = spoken(moment(first))
    return f"since {begins}" if last == ".." else f"{begins} to {spoken(moment(last))}"


def _counted(context: Context, names: Sequence[str], column: Column, value: Value) -> str:
    """Return a number of units with what they are; of combat units none, or an unknown number."""
    units = context.units(names)
    if column.computes == "combat-units":
        combat = (item for name in names for item in context.part(name).combat(context.part(name).contributions))
        units = [item for item in combat if column.theatre in item.theatres]
        if not isinstance(value, int) or value == 0:
            return "none" if value == 0 else str(value)
    count = value if isinstance(value, int) else None
    return listed(sorted({counted(context.kb, replace(item, count=count)) for item in units})) or str(value)
