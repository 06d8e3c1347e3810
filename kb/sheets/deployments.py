"""Long tables of deployments, a row for each state, mission and year, as the indices of the literature have them.

Such a table says how many people a state had in a mission, and neither what they did nor for which term. Each run of
like numbers becomes a contribution of troops with an unspecified task; a smaller or larger number later is the same
units with another size. A year without a row is one without troops; where the whole table ends, the units are still
there. A fall to half or less is a question for the reader, since only the tasks of those who left decide what it was.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from string import ascii_uppercase
from typing import Final, TypeVar

from kb.dates import Moment
from kb.near import suggest
from kb.records import Citation, Contribution
from kb.sheets.cells import EMPTY, Cell, is_empty, refuse_formula, when, whole_number
from kb.sheets.faults import Faults
from kb.sheets.layout import REMARK, shape
from kb.sheets.naming import Names
from kb.sheets.states import HINT, has_patterns
from kb.sheets.tables import Table
from kb.values import ValueFault

HEADS: Final[Mapping[str, tuple[str, ...]]] = {
    "state": (
        *("state", "country", "country name", "statename", "state name", "contributor", "nation", "sender"),
        *("iso3", "iso3c", "iso2", "iso2c"),
    ),
    "cow": ("ccode", "cow", "cowcode", "cow code", "ccode1"),
    "gw": ("gwno", "gwcode", "gw", "gw code", "gwid"),
    "mission": ("mission", "operation", "coalition", "mission name", "operation name", "target"),
    "when": ("year", "date", "month"),
    "personnel": ("personnel", "troops", "soldiers", "deployed", "number", "strength", "total", "deployment", "forces"),
}  # fmt: skip
"""What the columns of such tables are called."""

Value = TypeVar("Value")

ROLE: Final = "unspecified"
CAPABILITY: Final = "troops"
_LARGE: Final = 0.5
"""A fall to this share of what was there, or below, is asked about."""


@dataclass(frozen=True, order=True)
class _Entry:
    """What one row says: when there were how many, and where it stands."""

    at: Moment
    number: int
    where: str


@dataclass(frozen=True)
class Fall:
    """A large fall of a number: whose, in which mission, from what to what, and between which dates."""

    fact: str
    state: str
    coalition: str
    before: int
    after: int
    earlier: Moment
    later: Moment | None


@dataclass
class Deployments:
    """Gathers the rows of long tables, and turns them into contributions."""

    names: Names
    faults: Faults
    source: Citation | None
    coalition: str | None = None
    _entries: dict[tuple[str, str], list[_Entry]] = field(default_factory=dict)

    def take(self, table: Table) -> None:
        """Read the rows of a table."""
        columns = columns_of(table)
        if self.source is None:
            why = "A fact that nobody can look up proves nothing."
            self.faults.add(table.name, "the table names no source", why, "Name the work with --work KEY.")
        for row in table.rows:
            cells = {name: row[at] if at < len(row) else EMPTY for name, at in columns.items()}
            if row[0].text.startswith(REMARK) or is_empty(cells["personnel"]):
                continue
            try:
                self._row(cells)
            except _AtCell as fault:
                where = fault.where or next((cell.where for cell in row if cell.where), table.name)
                self.faults.add(where, fault.what, fault.why, fault.remedy)

    def _row(self, cells: Mapping[str, Cell]) -> None:
        key = self._state(cells), self._mission(cells.get("mission", EMPTY))
        at = _read(cells["when"], "year", when)
        number = _read(cells["personnel"], "personnel", whole_number)
        if number < 0:
            raise _AtCell(
                cells["personnel"], f"`personnel` is {number}", "People cannot be fewer than none.", "Write 0 or more."
            )
        self._entries.setdefault(key, []).append(_Entry(at, number, cells["personnel"].where))

    def _state(self, cells: Mapping[str, Cell]) -> str:
        cell = next(
            (cells[name] for name in ("state", "gw", "cow") if name in cells and not is_empty(cells[name])), EMPTY
        )
        code = next((name for name in ("gw", "cow") if cells.get(name) is cell), "")
        found = self.names.states.find(cell.text, code)
        if found is None:
            remedy = "Write its name or ISO code, or state it in a case file that you add with --with."
            if not has_patterns():
                remedy = f"{remedy} {HINT}"
            what = f"no state is called {cell.text!r}" if cell.text else "the row names no state"
            raise _AtCell(cell, what, "Whose troops these are must be clear.", remedy)
        return found

    def _mission(self, cell: Cell) -> str:
        text = (self.coalition or "") if is_empty(cell) else cell.text
        found = self.names.coalition(text)
        if found is None:
            known = sorted(self.names.coalitions())
            what = f"no coalition is called {text!r}" if text else "the row names no mission"
            more = "State it, with its leader and first day, in a case file given by --with; or use --coalition."
            remedy = f"{suggest(text, known, otherwise='')} {more}".strip()
            raise _AtCell(
                cell, what, "A contribution is one to a coalition, which has a leader and a beginning.", remedy
            )
        return found

    def contributions(self) -> tuple[dict[str, Contribution], list[Fall]]:
        """Return the contributions, by name, and the large falls among them."""
        found: dict[str, Contribution] = {}
        falls: list[Fall] = []
        if self.source is None:
            return found, falls
        ends: dict[str, Moment] = {}
        for (_, mission), entries in self._entries.items():
            last = max(item.at for item in entries)
            ends[mission] = max(last, ends.get(mission, last))
        for (state, mission), entries in sorted(self._entries.items()):
            made, fell = self._spells(state, mission, self._in_order(entries), ends[mission])
            found |= made
            falls += fell
        return found, falls

    def _in_order(self, entries: list[_Entry]) -> list[_Entry]:
        """Return entries in order of time, each time once."""
        found: dict[str, _Entry] = {}
        for entry in sorted(entries):
            earlier = found.setdefault(entry.at.text, entry)
            if earlier.number != entry.number:
                what = f"{entry.at} has another number of people for the same state and mission: {entry.number:,}"
                remedy = f"Keep one of them; the other stands at {earlier.where}."
                self.faults.add(entry.where, what, "Nobody can have two strengths at one time.", remedy)
        return list(found.values())

    def _spells(
        self, state: str, mission: str, entries: list[_Entry], end: Moment
    ) -> tuple[dict[str, Contribution], list[Fall]]:
        """Return a contribution for each run of like numbers, and the large falls between them."""
        made: dict[str, Contribution] = {}
        falls: list[Fall] = []
        last: Contribution | None = None
        before: _Entry | None = None
        for entry in entries:
            gap = before is not None and not _follows(before.at, entry.at)
            if last and before and (gap or entry.number == 0):
                made[last.id] = last = replace(last, ends=before.at)
                falls += _falls(last, before, 0, entry.at if not gap else None)
                last = None
            if entry.number and (last is None or entry.number != last.personnel):
                fresh = self._made(state, mission, entry, last)
                falls += _falls(fresh, before, entry.number, entry.at) if last and before else []
                made[fresh.id] = last = fresh
            before = entry
        if last and before and before.at.latest < end.earliest:
            made[last.id] = replace(last, ends=before.at)
            falls += _falls(last, before, 0, None)
        return made, falls

    def _made(self, state: str, mission: str, entry: _Entry, last: Contribution | None) -> Contribution:
        assert self.source is not None
        slug = re.sub(r"[^\w-]+", "-", f"{state}-{mission}-{entry.at}").strip("-")
        name = self.names.unused(slug)
        self.names.draft(Contribution, name, None)
        sheet, _, cell = entry.where.partition("!")
        place = self.source.place or f"{sheet}, row {cell.lstrip(ascii_uppercase)}"
        return Contribution(
            id=name,
            state=state,
            coalition=mission,
            capability=CAPABILITY,
            role=ROLE,
            begins=entry.at,
            personnel=entry.number,
            continues=last.id if last else None,
            source=(replace(self.source, place=place),),
        )


class _AtCell(Exception):
    """A fault at a cell."""

    def __init__(self, cell: Cell, what: str, why: str, remedy: str) -> None:
        super().__init__(what)
        self.where, self.what, self.why, self.remedy = cell.where, what, why, remedy


def columns_of(table: Table) -> dict[str, int]:
    """Return the columns of a long table of deployments; none where a table is none."""
    heads = {shape(head.text): at for at, head in reversed(list(enumerate(table.heads))) if head.raw is not None}
    found = {name: heads[word] for name, words in HEADS.items() for word in reversed(words) if word in heads}
    says_who = any(name in found for name in ("state", "cow", "gw"))
    coded = {"capability", "role", "begins", "act"} & heads.keys()
    return found if says_who and {"when", "personnel"} <= found.keys() and not coded else {}


def question(fall: Fall, label: Mapping[str, str]) -> str:
    """Return what to ask of a large fall."""
    state, coalition = label.get(fall.state, fall.state), label.get(fall.coalition, fall.coalition)
    then = f"{fall.after:,}" if fall.after else "none"
    left = f"{then} in {fall.later}" if fall.later else "and no row after that"
    asked = "Were there combat units among those who left, was their term over, and did a partner take over?"
    return f"{state} in {coalition}: {fall.before:,} in {fall.earlier}, {left}. {asked}"


def _falls(fact: Contribution, before: _Entry, after: int, later: Moment | None) -> Iterable[Fall]:
    if after <= before.number * _LARGE:
        yield Fall(fact.id, fact.state, fact.coalition, before.number, after, before.at, later)


def _follows(first: Moment, second: Moment) -> bool:
    """Tell whether one time follows another in a table: the next day, month or year, or within a month of a day."""
    days = (second.earliest - first.latest).days
    return days <= 1 or (first.is_day and second.is_day)


def _read(cell: Cell, name: str, read: Callable[[Cell], Value]) -> Value:
    """Return what a cell says, with its fault at its own place."""
    if is_empty(cell):
        raise _AtCell(cell, f"`{name}` is empty", "The row says nothing without it.", "Fill it in, or clear the row.")
    try:
        refuse_formula(cell)
        return read(cell)
    except ValueFault as fault:
        raise _AtCell(cell, f"`{name}` {fault.what}", fault.why, fault.remedy) from fault
