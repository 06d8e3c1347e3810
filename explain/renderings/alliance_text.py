"""How states behave as allies, as text for the terminal: a table for several, the reasons for one."""

import textwrap
from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from explain.answers.alliance import NOT_SHOWN, AllianceReport, Behaviour, Conclusion
from explain.renderings.notes import spell
from rules.engine.proof import ON_THE_RECORD

FACTS = 3
"""How many facts are shown for one answer unless all are asked for."""


_COLUMNS = {
    "fear": "Fears most",
    "super_loyal": "Loyal",
    "free_riding": "Free-riding",
    "above_weight": "Above weight",
    "alignment": "Alignment",
}
"""The questions that the table has room for, with their headings."""
_SHORT = {
    "yes": "super-loyal",
    "outdoes larger members": "outdoes larger",
    "large share of fleet": "share of fleet",
    "bandwagoning for protection": "protection",
    "bandwagoning for status": "status",
}
_LEGEND = (
    "Above weight: fights where a larger member does not; or sends a large share of its fleet. Alignment: protection "
    "and status are what it bandwagons for. ·: nothing on record shows it."
)


def table(reports: Sequence[AllianceReport]) -> Group:
    """Return one table for each coalition, with a row for each state."""
    parts: list[RenderableType] = []
    for coalition in dict.fromkeys(item.coalition for item in reports):
        own = [item for item in reports if item.coalition == coalition]
        parts += [Text(own[0].title.partition(" in the ")[2], "bold"), "", _grid(own), ""]
    return Group(*parts, Text(_LEGEND, "dim"), "", Text("For the reasons: coalition alliance STATE", "dim"))


def _grid(reports: Sequence[AllianceReport]) -> Table:
    drawn = Table(box=None, pad_edge=False, padding=(0, 2, 1, 0), header_style="dim")
    drawn.add_column("")
    for heading in _COLUMNS.values():
        drawn.add_column(heading, no_wrap=True)
    for item in sorted(reports, key=lambda item: item.state):
        small = next(answer for answer in item.behaviour if answer.key == "small")
        name = item.title.partition(" in the ")[0].removeprefix("the ")
        told = "small" if small.answers else "not small"
        cells = {answer.key: Text(_short(answer), _style(answer)) for answer in item.behaviour}
        posture = f", {item.posture}" if item.posture else ""
        drawn.add_row(Text.assemble(name, (f"\n{told}{posture}", "dim")), *(cells[key] for key in _COLUMNS))
    return drawn


def _short(item: Behaviour) -> str:
    """Return an answer in the words of a narrow column."""
    if item.value == NOT_SHOWN:
        return "·"
    values = dict.fromkeys(_SHORT.get(answer.value, answer.value) for answer in item.answers)
    return "\n".join(values) or "open"


def render(report: AllianceReport, *, width: int = 80, every_fact: bool = False) -> Text:
    """Return the answers for one state with the facts on which each rests."""
    page = Text()
    page.append(report.title + "\n", "bold")
    page.append(f"Posture: {report.posture or 'not on record'}\n")
    for item in report.behaviour:
        page.append("\n")
        gap = width - len(item.text) - len(item.value)
        page.append(item.text, "bold")
        page.append(" " * gap if gap > 1 else "\n  ")
        page.append(item.value + "\n", _style(item))
        for answer in item.answers:
            _answer(page, answer, width, every_fact)
        for point in item.open_points:
            _wrapped(page, point, "  ? ", "    ", width, style="yellow")
    page.rstrip()
    return page


def _answer(page: Text, answer: Conclusion, width: int, every_fact: bool) -> None:
    recorded = f" ({answer.standing})" if answer.standing == ON_THE_RECORD else ""
    _wrapped(page, answer.text + recorded, "  ", "  ", width)
    shown = answer.facts if every_fact else answer.facts[:FACTS]
    hidden = len(answer.facts) - len(shown)
    for index, item in enumerate(shown):
        last = index == len(shown) - 1 and not hidden
        follow = "     " if last else "  │  "
        _wrapped(page, item.text, "  └─ " if last else "  ├─ ", follow, width)
        if item.sources:
            rest = len(item.sources) - 1
            _wrapped(
                page,
                spell(item.sources[0]) + (f", and {rest} more" if rest else ""),
                follow,
                f"{follow}  ",
                width,
                style="dim",
            )
    if hidden:
        page.append(f"  └─ {hidden} more fact{'' if hidden == 1 else 's'}: --all\n", "dim")


def _wrapped(page: Text, words: str, lead: str, follow: str, width: int, *, style: str = "") -> None:
    for number, row in enumerate(textwrap.wrap(words, width - len(follow), break_on_hyphens=False)):
        page.append(follow if number else lead, "dim")
        page.append(row + "\n", style)


def _style(item: Behaviour) -> str:
    return {NOT_SHOWN: "dim", "open": "yellow"}.get(item.value, "")
