"""A page as text for the terminal: lines that fit the width, and what opens each at the right."""

import textwrap
from collections.abc import Iterator

from explain.foresight.page import Line, Page, Section
from explain.renderings.notes import Notes


def text(page: Page, width: int = 80, *, sources: bool = True) -> str:
    """Return a page as text; without ``sources`` no numbers stand beside the lines, and no list at the foot."""
    notes = Notes() if sources else None
    rows = [*_wrapped(page.title, "", width), *(row for lead in page.lead for row in _wrapped(lead, "", width)), ""]
    for section in page.parts:
        heading = _wrapped(section.heading, "", width) if section.heading else []
        rows += [*heading, *_text_lines(section, notes, width), ""]
    told = [f"[{number}] {spelled}" for number, spelled in notes.texts()] if notes else []
    rows += ["Sources", *(row for item in told for row in _wrapped(item, "", width, "    ")), ""] if told else []
    rows += [row for foot in page.foot for row in _wrapped(foot, "", width)]
    return "\n".join(rows).rstrip() + "\n"


def _text_lines(section: Section, notes: Notes | None, width: int) -> Iterator[str]:
    for number, line in enumerate(section.lines, section.first or 1):
        yield from _text_line(line, notes, "- " if section.first is None else f"{number:>2} ", "", width)


def _text_line(line: Line, notes: Notes | None, mark: str, indent: str, width: int) -> Iterator[str]:
    hanging = indent + " " * len(mark)
    yield from _wrapped(line.text + _numbers(line, notes), indent + mark, width, hanging)
    for item in line.below:
        yield from _text_line(item, notes, "" if item.strong or not item.below else "- ", hanging, width)
    if line.see:
        yield f"{hanging}{f'coalition {line.see}':>{max(0, width - len(hanging))}}"


def _numbers(line: Line, notes: Notes | None) -> str:
    numbers = notes.numbers(line.sources) if notes else ()
    return f" [{', '.join(map(str, numbers))}]" if numbers else ""


def _wrapped(words: str, lead: str, width: int, hanging: str = "") -> list[str]:
    return textwrap.wrap(
        words, width, initial_indent=lead, subsequent_indent=hanging, break_long_words=False, break_on_hyphens=False
    ) or [lead.rstrip()]
