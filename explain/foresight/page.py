"""A page as plain data: headings, and lines with their sources, that every form shows alike."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from explain.answer import Source


@dataclass(frozen=True)
class Line:
    """One line of a page.

    Attributes:
        text: the line.
        below: what stands indented under it.
        sources: where it stands.
        see: the command that opens it, without the name of the program.
        strong: it leads what stands under it.
    """

    text: str
    below: tuple["Line", ...] = ()
    sources: tuple[Source, ...] = ()
    see: str = ""
    strong: bool = False


@dataclass(frozen=True)
class Section:
    """A part of a page under a heading; its lines are a list in order where ``first`` gives the number of the first."""

    heading: str
    lines: tuple[Line, ...]
    first: int | None = None


@dataclass(frozen=True)
class Page:
    """A page: its title, what it says before all else, its parts and what stands at its foot."""

    title: str
    lead: tuple[str, ...]
    sections: tuple[Section, ...]
    foot: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple[Section, ...]:
        """Return the parts that say anything."""
        return tuple(item for item in self.sections if item.lines)


def plain(texts: Iterable[str]) -> tuple[Line, ...]:
    """Return texts as lines."""
    return tuple(map(Line, texts))


def every(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield lines and all that stands under them."""
    for line in lines:
        yield line
        yield from every(line.below)
