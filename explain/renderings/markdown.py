"""An answer as Markdown, for the appendix of a paper: nested lists, sources as numbered footnotes.

The text is valid CommonMark. Footnotes are written as Pandoc, GitHub and most journals' tools read them; where
they are not known, they stay readable as plain text.
"""

import re
from collections.abc import Iterable, Iterator

from explain.answer import Answer, Reason
from explain.renderings.notes import Notes, claim, rules
from explain.renderings.shortening import Shown, shorten
from explain.renderings.signs import status

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~&^$]")
_OPENING = re.compile(r"^(\d{1,9})([.)])|^([-+=])")


def render(answer: Answer, *, depth: int | None) -> str:
    """Return an answer as a Markdown document; what is hidden below a depth is counted at the end of the list."""
    shown, notes = shorten(answer, depth), Notes()
    parts = [
        f"# {escaped(answer.headline)}",
        f"**{escaped(answer.title)}**",
        f"*{escaped(answer.question)}*",
        escaped(answer.sentence) + (_named(shown.told, notes) if shown.told else ""),
        *_section("Reasons", _reasons(shown, notes)),
        *([f"*{escaped(shown.more)}*"] if shown.more else []),
        *_section("What would undo it", "\n".join(f"- {escaped(point)}" for point in answer.undone_by)),
        *_section("What would settle it", "\n".join(f"- {escaped(point)}" for point in answer.open_points)),
        *_section("Rules", _rules([*([shown.told] if shown.told else []), *shown.reasons], notes)),
    ]
    told = [f"[^{number}]: {escaped(text)}." for number, text in notes.texts()]
    return "\n\n".join([*parts, *_section("Sources", "\n\n".join(told))]) + "\n"


def escaped(text: str) -> str:
    """Return a text so that Markdown shows it as it is."""
    text = _SPECIAL.sub(r"\\\g<0>", " ".join(text.split()))
    return _OPENING.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", text)


def _section(heading: str, body: str) -> list[str]:
    return [f"## {heading}", body] if body else []


def _reasons(shown: Shown, notes: Notes) -> str:
    return "\n".join(line for reason in shown.reasons for line in _lines(reason, notes, ""))


def _lines(reason: Reason, notes: Notes, indent: str) -> Iterator[str]:
    fared = f"*{status(reason)}:* " if status(reason) else ""
    yield f"{indent}- {fared}{escaped(reason.text)}{_tail(reason, notes)}"
    below = indent + "  "
    if reason.kind != "step":
        yield from (f"{below}- *{escaped(remark)}*" for remark in reason.remarks)
    for child in reason.children:
        yield from _lines(child, notes, below)


def _tail(reason: Reason, notes: Notes) -> str:
    """Return what follows the words: the rule and further ways, where the reasons are, and the notes."""
    if reason.see:
        return f" (see `coalition {reason.see}`)"
    if reason.shown_above:
        return " (shown above)" if reason.kind in ("step", "computed") else ""
    ways = f" (and {reason.ways} more way{'' if reason.ways == 1 else 's'})" if reason.ways else ""
    return ways + (_named(reason, notes) if reason.rule else _marks(notes.numbers(reason.sources)))


def _named(reason: Reason, notes: Notes) -> str:
    """Return the rule of a reason; its source stands with its claim, if that is told."""
    named = f" — `{reason.rule}`" if reason.rule else ""
    return named + ("" if claim(reason) else _marks(notes.numbers(reason.sources)))


def _marks(numbers: Iterable[int]) -> str:
    return "".join(f"[^{number}]" for number in numbers)


def _rules(reasons: Iterable[Reason], notes: Notes) -> str:
    """Return the rules that were applied, each with its claim and where the theory makes it."""
    return "\n".join(
        f"- `{name}`: {escaped(claim(reason))}{_marks(notes.numbers(reason.sources))}"
        for name, reason in rules(reasons).items()
    )
