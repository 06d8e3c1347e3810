"""An answer as text for the terminal: a tree that fits the width, readable without colour."""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from rich.text import Text

from explain.answer import Answer, Reason, Source

DEPTH = 4
"""How many levels of reasons are shown unless more are asked for."""

_STYLES = {
    "step": "bold",
    "observed": "",
    "computed": "",
    "absence": "italic",
    "comparison": "",
    "rule": "bold",
}
_NARROW = 24
SIGNS = {"met": "✓", "unmet": "✗", "unknown": "?", "appears": "+", "vanishes": "-", "moves": "~", "stands": "="}
"""What stands before a condition that was met or not, or a finding that came or went."""
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
    gap = width - len(answer.verdict) - len(answer.title)
    if gap > 1:
        page.text.append(answer.verdict, "bold reverse" if answer.verdict.startswith("DEFECTION") else "bold")
        page.text.append(" " * gap + answer.title + "\n")
    else:
        page.line("", answer.verdict, "bold")
        page.line("", answer.title)
    told = [reason for reason in answer.reasons if f"{reason.text}." == answer.sentence]
    page.line("", answer.sentence, right=(told[0].rule or "") if told else "")
    hidden = 0
    for reason in _sections(answer.reasons, told, full=depth is None):
        page.text.append("\n")
        hidden += _branch(page, reason, "", "", depth)
    for point in answer.open_points:
        page.line("? ", point, "yellow", hanging="  ")
    if hidden:
        more = f"{hidden} more step{'' if hidden == 1 else 's'}: --depth {(depth or 0) + 2} or --all"
        page.text.append("\n" + " " * max(0, width - len(more)) + more + "\n", "dim")
    page.text.rstrip()
    return page.text


def _sections(reasons: tuple[Reason, ...], told: list[Reason], *, full: bool) -> Iterator[Reason]:
    """Yield the trees to draw: a conclusion whose words are the answer itself gives way to its reasons."""
    for reason in reasons:
        if reason in told:
            yield from _below(reason, full=full)
        else:
            yield reason


def _branch(page: _Page, reason: Reason, lead: str, follow: str, depth: int | None) -> int:
    """Draw a reason and what it rests on; return how many nodes were left out."""
    mark = _mark(reason)
    sign = f"{SIGNS[reason.status]} " if reason.status in SIGNS else ""
    page.line(lead, sign + reason.text, _style(reason), mark, hanging=follow + " " * len(sign))
    below = _below(reason, full=depth is None)
    closed = depth is not None and depth <= 1
    stem = follow + ("│    " if below and not closed else "     ")
    for remark in _remarks(reason, full=depth is None):
        page.line(stem, remark, "dim", hanging=stem)
    if closed:
        return sum(_count(item) for item in below) + reason.ways
    hidden = reason.ways + len(reason.children) - len(below)
    for index, child in enumerate(below):
        last = index == len(below) - 1
        tail = follow + ("└─ " if last else "├─ ")
        hidden += _branch(page, child, tail, follow + ("   " if last else "│  "), depth and depth - 1)
    return hidden


def _style(reason: Reason) -> str:
    return _COLOURS.get(reason.status or "", _STYLES.get(reason.kind, ""))


def _mark(reason: Reason) -> str:
    """Return what stands at the right: where the reasons are, or the rule and how many ways lead there."""
    if reason.see:
        return reason.see
    if reason.shown_above and reason.kind in ("step", "computed"):
        return "shown above"
    return (reason.rule or "") + (f" +{reason.ways}" if reason.ways else "")


def _below(reason: Reason, *, full: bool) -> list[Reason]:
    """Return the children to draw: all, or those that say something the reader cannot see from the others."""
    if full:
        return list(reason.children)
    return [item for item in reason.children if not item.evident]


def _count(reason: Reason) -> int:
    return 1 + sum(_count(child) for child in reason.children)


def _remarks(reason: Reason, *, full: bool) -> Iterator[str]:
    if reason.kind in ("observed", "condition", "change") and reason.sources:
        shown = reason.sources if full else reason.sources[:1]
        rest = len(reason.sources) - len(shown)
        told = [spell(source) for source in shown]
        yield from told[:-1]
        yield told[-1] + (f", and {rest} more" if rest else "")
    if reason.kind != "step":
        yield from reason.remarks


def spell(source: Source) -> str:
    """Return a source in one line: the work and place, and in brackets the document that it cites there."""
    text = f"{source.work}, {source.place}"
    if source.document is None:
        return text
    place = f", {source.document_place}" if source.document_place else ""
    return f"{text} ({source.document}{place})"
