"""A sheet that is filled from above: words, paragraphs, marks and the key to them; what all pictures share."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from explain.pictures.measuring import width, wrapped
from explain.pictures.shapes import BODY, SMALL, TITLE, WIDTH, Line, Look, Mark, Picture, Shape, Word

LEADING = 1.25
"""From one line of type to the next, in sizes of type."""

EDGE = 1.0
"""Left free around everything, so that no edge is cut off."""


class Sheet:
    """Gathers what is drawn; ``y`` is where the next thing goes."""

    def __init__(self) -> None:
        """Begin at the top."""
        self.y = EDGE
        self._under: list[Mark | Shape] = []
        self._items: list[Mark | Shape] = []

    def add(self, *items: Mark | Shape) -> None:
        """Draw on top of all that is there."""
        self._items += items

    def under(self, *items: Mark | Shape) -> None:
        """Draw below all that is there."""
        self._under += items

    def heading(self, title: str, below: str = "") -> None:
        """Write what the picture shows, and a line or more below."""
        self.y += self.paragraph(EDGE, title, WIDTH - 2 * EDGE, size=TITLE, bold=True)
        if below:
            self.y += self.paragraph(EDGE, below, WIDTH - 2 * EDGE, colour="soft") + 2
        self.y += 6

    def paragraph(
        self, x: float, text: str, room: float, *, size: float = BODY, colour: str = "ink", bold: bool = False
    ) -> float:
        """Write a text in lines from ``y`` on, and return how high it is; ``y`` stays."""
        lines = wrapped(text, room, size, bold=bold)
        self.add(*lines_of(x, self.y, lines, size=size, colour=colour, bold=bold))
        return len(lines) * size * LEADING

    def rule(self, y: float, *, colour: str = "line", weight: float = 0.5, left: float = EDGE) -> None:
        """Draw a line across the sheet."""
        self.add(Line(((left, y), (WIDTH - EDGE, y)), Look(edge=colour, width=weight)))

    def key(self, entries: Iterable[tuple[Sequence[Shape], float, str]]) -> None:
        """Explain signs below each other or beside, as room allows: shapes around their own origin, width, words."""
        x = EDGE
        for shapes, wide, text in entries:
            needed = wide + 4 + width(text, SMALL)
            if x > EDGE and x + needed > WIDTH - EDGE:
                x, self.y = EDGE, self.y + 11
            self.add(*(moved(shape, x, self.y + 4) for shape in shapes))
            self.add(Word(x + wide + 4, self.y + 6.5, text, SMALL, "soft"))
            x += needed + 14
        self.y += 11

    def picture(
        self, title: str, told: str, caption: str = "", works: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    ) -> Picture:
        """Return the finished picture."""
        return Picture(title, told, round(self.y + EDGE, 1), (*self._under, *self._items), caption, works)


def lines_of(
    x: float,
    y: float,
    lines: Iterable[str],
    *,
    size: float = BODY,
    colour: str = "ink",
    bold: bool = False,
    align: str = "start",
) -> list[Word]:
    """Return lines of type below each other, the first with its top at ``y``."""
    return [
        Word(x, y + size * (LEADING * number + 1), text, size, colour, bold, align) for number, text in enumerate(lines)
    ]


def moved(shape: Shape, x: float, y: float) -> Shape:
    """Return a shape elsewhere."""
    if isinstance(shape, Line):
        return replace(shape, points=tuple((left + x, top + y) for left, top in shape.points))
    return replace(shape, x=shape.x + x, y=shape.y + y)


def capital(text: str) -> str:
    """Return a text with its first letter large."""
    return text[:1].upper() + text[1:]
