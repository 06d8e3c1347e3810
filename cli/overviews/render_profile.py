"""How a profile is shown: a short text, or plain data for JSON."""

from collections.abc import Iterator
from datetime import date

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from explain.words.phrases import sources, spoken_day, task, terms, units, variants
from explain.words.serving import doubt, outside, served
from kb.profiles.profile import Entry, Size, Snapshot, Successors, last_day, size, successors
from kb.records import Contribution
from kb.store import KnowledgeBase

_UNITS = 28
"""Columns for the name of units."""


def render(kb: KnowledgeBase, snapshot: Snapshot) -> Group:
    """Return a profile for the terminal: combat, support and units of no known task, each with dates and sources."""
    head = Text(f"{kb.label(snapshot.state)} · {kb.label(snapshot.coalition)}", style="bold")
    day = Text(f"{spoken_day(snapshot.day)}{outside(kb, snapshot)}")
    following = successors(kb.of(Contribution))
    combat = _section(kb, "Combat", snapshot.combat, following, snapshot.day)
    support = _section(kb, "Support", snapshot.support, following, snapshot.day)
    untold = _section(kb, "Task not known", snapshot.untold, following, snapshot.day) if snapshot.untold else ()
    return Group(head, day, *combat, *support, *untold)


def _section(
    kb: KnowledgeBase, title: str, entries: tuple[Entry, ...], following: Successors, on: date
) -> Iterator[Text | Padding]:
    heading = Text(f"\n{title}", style="bold")
    if not entries:
        yield heading.append(": none on record", style="not bold")
        return
    total = size(entries)
    if total and len(entries) > 1 and len({entry.contribution.capability for entry in entries}) == 1:
        heading.append(f": {total} in all", style="not bold")
    yield heading
    table = Table.grid(padding=(0, 2))
    table.add_column(width=_UNITS)
    table.add_column()
    for entry in entries:
        found = entry.contribution
        table.add_row(Text(units(kb, found), style="bold" if entry.certain else ""), Text(task(kb, found)))
        for line in _details(kb, found, following):
            table.add_row("", Text(line))
        if not entry.certain:
            table.add_row("", Text(doubt(found, on), style="yellow"))
        for line in [*sources(kb, found), *variants(kb, found)]:
            table.add_row("", Text(line, style="dim"))
    yield Padding(table, (0, 0, 0, 2))


def _details(kb: KnowledgeBase, found: Contribution, following: Successors) -> Iterator[str]:
    """Yield people and reserves, dates, what came next, and caveats."""
    people = [f"{found.personnel} personnel"] if found.personnel is not None else []
    people += [f"{found.reserve} in reserve"] if found.reserve else []
    if people:
        yield ", ".join(people)
    yield served(kb, found, following)
    if found.caveats:
        yield f"under limits: {terms(kb, 'limit', found.caveats)}"


def as_data(kb: KnowledgeBase, snapshot: Snapshot) -> dict[str, object]:
    """Return a profile as plain data; dates are EDTF, sizes the least and the most units."""
    following = successors(kb.of(Contribution))
    return {
        "state": snapshot.state,
        "coalition": snapshot.coalition,
        "day": snapshot.day.isoformat(),
        "combat": _bounds(snapshot.combat_size),
        "support": _bounds(snapshot.support_size),
        "contributions": [
            {"certain": entry.certain, **contribution_data(kb, entry.contribution, following), "combat": entry.combat}
            for entry in snapshot.entries
        ],
    }


def contribution_data(kb: KnowledgeBase, found: Contribution, following: Successors) -> dict[str, object]:
    """Return a contribution as plain data; ``last_day`` minds what continues it."""
    last = last_day(found, following)
    return {
        "id": found.id,
        "capability": found.capability,
        "role": found.role,
        "count": found.count,
        "reserve": found.reserve,
        "personnel": found.personnel,
        "theatres": list(found.theatres),
        "caveats": list(found.caveats),
        "begins": found.begins.text,
        "ends": found.ends.text if found.ends else None,
        "last_day": last.text if last else None,
        "continues": found.continues,
        "sources": sources(kb, found),
        "variants": variants(kb, found),
    }


def _bounds(size: Size | None) -> dict[str, int] | None:
    return None if size is None else {"least": size.least, "most": size.most}
