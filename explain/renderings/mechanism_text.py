"""The report on the status-seeking mechanism as text for the terminal."""

import textwrap
from collections.abc import Iterator

from rich.text import Text

from explain.answers.mechanism import MechanismReport, PartReport, Prediction
from explain.answers.seen import Seen
from explain.renderings.notes import spell
from explain.words.phrases import listed
from rules.engine.proof import ON_THE_RECORD

FACTS = 3
"""How many facts are shown for one prediction unless all are asked for."""

_TESTS = {
    "hoop": "hoop",
    "smoking-gun": "smoking gun",
    "doubly-decisive": "doubly decisive",
    "straw-in-the-wind": "straw in the wind",
}
_TEST_WIDTH = 19
_COLOURS = {
    "found": "green",
    "passed": "green",
    "contradicted": "bold red",
    "failed": "bold red",
    "open": "yellow",
    "not-found": "dim",
    "unseen": "dim",
}


def render(report: MechanismReport, *, width: int = 80, every_fact: bool = False) -> Text:
    """Return a report as text; ``every_fact`` shows all facts of each prediction instead of the first few."""
    page = Text()
    _ends(
        page,
        "STATUS-SEEKING · " + report.confidence.upper() + _recorded(report.standing),
        report.title,
        width,
        style="bold",
    )
    for line in textwrap.wrap(_sentence(report), width):
        page.append(line + "\n")
    for part in report.parts:
        page.append("\n")
        _part(page, part, width, every_fact)
    for point in report.open_points:
        page.append("\n")
        for number, line in enumerate(textwrap.wrap(point, width - 2)):
            page.append(f"{' ' if number else '?'} {line}\n", "yellow")
    page.rstrip()
    return page


def _recorded(standing: str) -> str:
    return f" · {standing}" if standing == ON_THE_RECORD else ""


def _sentence(report: MechanismReport) -> str:
    names = {item.part: item.text.partition(":")[0].lower() for item in report.parts}
    weakest = listed([names[part] for part in report.weakest])
    if report.confidence == "open":
        text = "The record does not settle how far belief in the chain is raised."
    elif report.confidence == "none":
        text = f"The chain does not hold; it breaks at: {weakest}."
    else:
        text = f"Belief in the chain is raised as far as its weakest part allows: {weakest}."
    other = " Protection may have been sought as well: the one motive does not rule out the other."
    return text + (other if report.compatible else "")


def _part(page: Text, part: PartReport, width: int, every_fact: bool) -> None:
    told = part.finding.replace("-", " ") + ("°" if part.standing == ON_THE_RECORD else "")
    belief = f" · belief {part.confidence}" if part.confidence else ""
    _ends(page, part.text.upper(), told + belief, width, style="bold", colour=_COLOURS[part.finding])
    for prediction in part.predictions:
        _ends(
            page,
            f"  {_TESTS.get(prediction.test, prediction.test):<{_TEST_WIDTH}}{prediction.text}",
            prediction.result,
            width,
            colour=_COLOURS[prediction.result],
        )
        _facts(page, prediction, width, every_fact)


def _facts(page: Text, prediction: Prediction, width: int, every_fact: bool) -> None:
    shown = prediction.evidence if every_fact else prediction.evidence[:FACTS]
    hidden = len(prediction.evidence) - len(shown)
    for index, item in enumerate(shown):
        last = index == len(shown) - 1 and not hidden
        _fact(page, item, "└─ " if last else "├─ ", "   " if last else "│  ", width=width, every_fact=every_fact)
    if hidden:
        page.append(f"  └─ {hidden} more fact{'' if hidden == 1 else 's'}: --all\n", "dim")


def _fact(page: Text, item: Seen, lead: str, follow: str, *, width: int, every_fact: bool) -> None:
    room = width - 5
    for number, line in enumerate(textwrap.wrap(item.text, room, break_on_hyphens=False)):
        page.append(f"  {follow if number else lead}", "dim")
        page.append(line + "\n")
    for line in _places(item, every_fact):
        for number, row in enumerate(textwrap.wrap(line, room - 2, break_on_hyphens=False)):
            page.append(f"  {follow}{'  ' if number else ''}{row}\n", "dim")


def _places(item: Seen, every_fact: bool) -> Iterator[str]:
    shown = item.sources if every_fact else item.sources[:1]
    rest = len(item.sources) - len(shown)
    for number, source in enumerate(shown):
        yield spell(source) + (f", and {rest} more" if rest and number == len(shown) - 1 else "")


def _ends(page: Text, left: str, right: str, width: int, *, style: str = "", colour: str = "") -> None:
    """Add a line with words at both ends; on two lines where they do not fit."""
    gap = width - len(left) - len(right)
    page.append(left, style)
    page.append(" " * gap if gap > 1 else "\n" + " " * max(0, width - len(right)))
    page.append(right + "\n", colour)
