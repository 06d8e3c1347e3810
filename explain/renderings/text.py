"""An answer as text for the terminal: a tree that fits the width, readable without colour."""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from rich.text import Text

from explain.answer import Answer, Reason
from explain.renderings.notes import spell
from explain.renderings.shortening import DEPTH, shorten
from explain.renderings.signs import SIGNS
from explain.words.questions import MOST

_STYLES = {
    "step": "bold",
    "observed": "",
    "computed": "",
    "absence": "italic",
    "comparison": "",
    "rule": "bold",
}
_NARROW = 24
_COLOURS = {"met": "green", "unmet": "red", "unknown": "yellow", "appears": "green", "vanishes": "red"}


@dataclass
class _Page:
    """Collects lines of one width."""

    width: int
    text: Text

    def line(self, prefix: str, words: str, style: str = "", right: str = "", hanging: str = "") -> None:
        """Add words after a prefix, wrapped; ``right`` stands at the end of the first line, or below."""
        room = max(_NARROW, self.width - max(len(prefix), len(hanging)))
        rows = textwrap.wrap(words, room, break_long_words=False, break_on_hyphens=False) or [""]
        for index, row in enumerate(rows):
            lead = prefix if index == 0 else hanging
            self.text.append(lead, "dim")
            self.text.append(row, style)
            if right and index == len(rows) - 1:
                gap = self.width - len(lead) - len(row) - len(right)
                if gap < 2:  # noqa: PLR2004 - two spaces keep the columns apart
                    self.text.append(f"\n{hanging}", "dim")
                    gap = self.width - len(hanging) - len(right)
                self.text.append(" " * max(gap, 2))
                self.text.append(right, "cyan")
            self.text.append("\n")


def render(answer: Answer, *, width: int = 80, depth: int | None = DEPTH) -> Text:
    """Return an answer as text.

    Args:
        answer: the answer.
        width: columns.
        depth: levels of reasons to show; ``None`` for all. What is not shown is counted at the end.
    """
    page = _Page(width, Text())
    gap = width - len(answer.headline) - len(answer.title)
    if gap > 1:
        page.text.append(answer.headline, "bold reverse" if answer.verdict.startswith("DEFECTION") else "bold")
        page.text.append(" " * gap + answer.title + "\n")
    else:
        page.line("", answer.headline, "bold")
        page.line("", answer.title)
    shown = shorten(answer, depth)
    page.line("", answer.sentence, right=(shown.told.rule or "") if shown.told else "")
    for reason in shown.reasons:
        page.text.append("\n")
        _branch(page, reason, "", "", full=depth is None)
    if shown.more:
        page.text.append("\n" + " " * max(0, width - len(shown.more)) + shown.more + "\n", "dim")
    _points(page, answer, full=depth is None)
    page.text.rstrip()
    return page.text


def _points(page: _Page, answer: Answer, *, full: bool) -> None:
    """Write what could still change the answer, and how to go on."""
    most = len((*answer.undone_by, *answer.open_points)) if full else MOST
    if answer.undone_by:
        page.line("\n", answer.undoing, "yellow")
        for number, point in enumerate(answer.undone_by[:most], start=1):
            page.line(f"  {number}. ", point, hanging="     ")
        _rest(page, len(answer.undone_by) - most)
    if answer.open_points:
        page.text.append("\n")
        for point in answer.open_points[:most]:
            page.line("? ", point, "yellow", hanging="  ")
        _rest(page, len(answer.open_points) - most)
    for line in answer.advice:
        page.line("", line, "dim", hanging="  ")


def _rest(page: _Page, count: int) -> None:
    if count > 0:
        page.line("  ", f"and {count} more: --all", "dim")


def _branch(page: _Page, reason: Reason, lead: str, follow: str, *, full: bool) -> None:
    """Draw a reason and what it rests on."""
    sign = f"{SIGNS[reason.status]} " if reason.status else ""
    page.line(lead, sign + reason.text, _style(reason), _mark(reason), hanging=follow + " " * len(sign))
    stem = follow + ("│    " if reason.children else "     ")
    for remark in _remarks(reason, full=full):
        page.line(stem, remark, "dim", hanging=stem)
    for index, child in enumerate(reason.children):
        last = index == len(reason.children) - 1
        tail = follow + ("└─ " if last else "├─ ")
        _branch(page, child, tail, follow + ("   " if last else "│  "), full=full)


def _style(reason: Reason) -> str:
    return _COLOURS.get(reason.status or "", _STYLES.get(reason.kind, ""))


def _mark(reason: Reason) -> str:
    """Return what stands at the right: where the reasons are, or the rule and how many ways lead there."""
    if reason.see:
        return reason.see
    if reason.shown_above and reason.kind in ("step", "computed"):
        return "shown above"
    return (reason.rule or "") + (f" +{reason.ways}" if reason.ways else "")


def _remarks(reason: Reason, *, full: bool) -> Iterator[str]:
    if reason.kind in ("observed", "condition", "change") and reason.sources:
        shown = reason.sources if full else reason.sources[:1]
        rest = len(reason.sources) - len(shown)
        told = [spell(source) for source in shown]
        yield from told[:-1]
        yield told[-1] + (f", and {rest} more" if rest else "")
    if reason.kind != "step":
        yield from reason.remarks
