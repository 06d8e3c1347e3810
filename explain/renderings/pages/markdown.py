"""A page as Markdown: nested lists, sources as footnotes."""

from collections.abc import Iterator

from explain.foresight.page import Line, Page
from explain.renderings.markdown import escaped
from explain.renderings.notes import Notes


def markdown(page: Page) -> str:
    """Return a page as a Markdown document, sources as footnotes."""
    notes = Notes()
    parts = [f"# {escaped(page.title)}", *map(escaped, page.lead)]
    for section in page.parts:
        marks = ["-" if section.first is None else f"{section.first + place}." for place in range(len(section.lines))]
        pairs = zip(marks, section.lines, strict=True)
        body = [row for mark, line in pairs for row in _markdown_line(line, notes, "", mark)]
        parts += [*([f"## {escaped(section.heading)}"] if section.heading else []), "\n".join(body)]
    told = [f"[^{number}]: {escaped(spelled)}." for number, spelled in notes.texts()]
    parts += ["## Sources", "\n\n".join(told)] if told else []
    return "\n\n".join([*parts, *(f"*{escaped(foot)}*" for foot in page.foot)]) + "\n"


def _markdown_line(line: Line, notes: Notes, indent: str, mark: str = "-") -> Iterator[str]:
    words = f"**{escaped(line.text)}**" if line.strong and line.below else escaped(line.text)
    marks = "".join(f"[^{number}]" for number in notes.numbers(line.sources))
    yield f"{indent}{mark} {words}{marks}" + (f" (`coalition {line.see}`)" if line.see else "")
    below = indent + " " * (len(mark) + 1)
    for item in line.below:
        yield from _markdown_line(item, notes, below)
