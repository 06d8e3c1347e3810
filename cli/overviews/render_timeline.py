"""How a timeline is shown: a chart of contributions, then dated lines; or plain data for JSON."""

from collections.abc import Iterator
from itertools import chain

from rich.console import Group
from rich.table import Table
from rich.text import Text

from cli.overviews import chart
from cli.overviews.render_profile import contribution_data
from explain.answers.history import Dated, History
from explain.words.phrases import period, units
from kb.profiles.profile import in_service, is_combat, last_day
from kb.records import Coalition, Contribution

LABELS = 26
"""Columns for what a bar stands for."""
STYLES = {
    "change": "bold",
    "decision": "magenta",
    "statement": "",
    "request": "",
    "agreement": "cyan",
    "event": "yellow",
    "capacity": "green",
}
"""How each sort of line looks in colour."""
MARKED = {"decision": "decisions", "agreement": "agreements", "event": "events"}
"""The sorts of line that have a row of marks in the chart, and its name."""


def render(history: History, width: int) -> Group:
    """Return a timeline for a terminal of some width."""
    kb = history.kb
    head = Text(f"{kb.label(history.state)} · {kb.label(history.coalition)}", style="bold")
    coalition = kb.records.get(history.coalition)
    mission = Text(period(coalition.begins, coalition.ends) if isinstance(coalition, Coalition) else "", style="dim")
    return Group(head, mission, Text(), *_chart(history, width - LABELS), Text(), _lines(history.lines))


def _chart(history: History, width: int) -> Iterator[Text]:
    if not history.contributions:
        yield Text("No contribution on record.")
        return
    within = _scale(history, width)
    for row in chart.years(within):
        yield _row("", row, "dim")
    combat = [found for found in history.contributions if is_combat(history.kb, found)]
    support = [found for found in history.contributions if found not in combat]
    yield from _bars(history, within, "Combat", combat, (chart.COMBAT, "red"))
    yield from _bars(history, within, "Support", support, (chart.SUPPORT, "blue"))
    marked = {
        name: chart.marks(within, [line.date.earliest for line in history.lines if line.sort == sort])
        for sort, name in MARKED.items()
    }
    yield from (_row(name, row, "") for name, row in marked.items() if row)
    yield Text(f"{chart.COMBAT} combat  {chart.SUPPORT} support  {chart.OPEN} no source gives the day", style="dim")


def _scale(history: History, width: int) -> chart.Scale:
    """Return a scale from the first to the last date of contributions and mission."""
    bounds = [(found.begins, last_day(found, history.following)) for found in history.contributions]
    coalition = history.kb.records.get(history.coalition)
    if isinstance(coalition, Coalition):
        bounds.append((coalition.begins, coalition.ends))
    known = [moment for moment in chain(*bounds) if moment is not None]
    lines = [line.date.latest for line in history.lines if line.sort in MARKED]
    running = lines if any(last is None for _, last in bounds) else []
    return chart.scale([*(chain(*((item.earliest, item.latest) for item in known))), *running], width)


def _bars(
    history: History, within: chart.Scale, title: str, found: list[Contribution], look: tuple[str, str]
) -> Iterator[Text]:
    full, style = look
    if found:
        yield Text(title, style="bold")
    for item in found:
        days = (within.middle(column) for column in range(within.width))
        states = (in_service(item, history.following, day) for day in days)
        drawn = chart.bar(within, states, item.begins.earliest, full)
        for index, label in enumerate(_wrapped(units(history.kb, item))):
            yield _row(label, "" if index else drawn, style)


def _wrapped(text: str) -> list[str]:
    """Return a label in lines that fit the room for labels."""
    import textwrap

    return textwrap.wrap(text, LABELS - 3, initial_indent="", subsequent_indent="  ")


def _row(label: str, drawn: str, style: str) -> Text:
    text = Text(f"  {label}".ljust(LABELS), no_wrap=True)
    text.append(drawn, style=style)
    text.rstrip()
    return text


def _lines(lines: tuple[Dated, ...]) -> Table:
    """Return the dated lines: date, sort, words, and below these the sources and what other places say."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(width=len("2015-06-30-"), no_wrap=True)
    table.add_column(width=max(map(len, STYLES)), no_wrap=True)
    table.add_column()
    for line in lines:
        text = Text(line.text, style="bold" if line.sort == "change" else "")
        for source in (*line.sources, *line.variants):
            text.append(f"\n{source}", style="not bold dim")
        table.add_row(Text(_short(line)), Text(line.sort, style=STYLES.get(line.sort, "")), text)
    return table


def _short(line: Dated) -> str:
    """Return a date as the source has it where that fits, else its first and last day."""
    text = line.date.text
    return text if len(text) <= len("2015-06-30") else f"{line.date.earliest}–\n{line.date.latest}"


def as_data(history: History) -> dict[str, object]:
    """Return a timeline as plain data; dates are EDTF, with the earliest and latest day of each line."""
    kb = history.kb
    return {
        "state": history.state,
        "coalition": history.coalition,
        "contributions": [
            {**contribution_data(kb, found, history.following), "combat": is_combat(kb, found)}
            for found in history.contributions
        ],
        "lines": [
            {
                "date": line.date.text,
                "earliest": line.date.earliest.isoformat(),
                "latest": line.date.latest.isoformat(),
                "sort": line.sort,
                "text": line.text,
                "id": line.id,
                "sources": list(line.sources),
                "variants": list(line.variants),
            }
            for line in history.lines
        ],
    }
