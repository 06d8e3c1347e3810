"""A picture as plain data: shapes and words on a sheet, and for each mark what it stands for.

Lengths are points, of which a centimetre has 28.3; *y* grows downwards. A colour is the name of one in
:mod:`explain.design`, or of a tint of one, as in ``combat-30``: three tenths of it on the ground.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from explain.design import LIGHT, PRINT, mixed

WIDTH: Final = 453.5
"""How wide a picture is: 16 centimetres, as the text of an article on A4."""

BODY, SMALL, TITLE = 8.0, 7.0, 10.0
"""Sizes of type."""


@dataclass(frozen=True)
class Look:
    """How a shape is painted: its fill, its edge and how wide that is, whether broken, whether lines lie over it."""

    fill: str | None = None
    edge: str | None = None
    width: float = 0.6
    dashed: bool = False
    hatched: bool = False


@dataclass(frozen=True)
class Box:
    """An upright rectangle."""

    x: float
    y: float
    width: float
    height: float
    look: Look


@dataclass(frozen=True)
class Disc:
    """A circle around a point."""

    x: float
    y: float
    radius: float
    look: Look


@dataclass(frozen=True)
class Line:
    """Straight lines from point to point, back to the first where ``closed``."""

    points: tuple[tuple[float, float], ...]
    look: Look
    closed: bool = False


@dataclass(frozen=True)
class Word:
    """A line of type; ``y`` is where it stands on, ``x`` its ``align``: start, middle or end; ``turn`` in degrees."""

    x: float
    y: float
    text: str
    size: float = BODY
    colour: str = "ink"
    bold: bool = False
    align: str = "start"
    turn: float = 0


Shape = Box | Disc | Line | Word


@dataclass(frozen=True)
class Mark:
    """Shapes that stand for one thing: ``about`` names it, ``title`` says what it is and where that stands."""

    about: str
    title: str
    shapes: tuple[Shape, ...]


@dataclass(frozen=True)
class Picture:
    """A finished picture.

    Attributes:
        title: what is shown, in a few words.
        told: the same for who cannot see it, in a sentence or two.
        height: how high it is; every picture is :data:`WIDTH` wide.
        items: what is drawn, the lowest first.
        caption: what stands below it in a paper.
        works: the keys of the works read for what is shown, and then of the documents that these cite.
    """

    title: str
    told: str
    height: float
    items: tuple[Mark | Shape, ...]
    caption: str = ""
    works: tuple[tuple[str, ...], tuple[str, ...]] = field(default=((), ()))

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Return the marks alone."""
        return tuple(item for item in self.items if isinstance(item, Mark))

    @property
    def shapes(self) -> Iterator[Shape]:
        """Return every shape, those of marks included, the lowest first."""
        for item in self.items:
            yield from item.shapes if isinstance(item, Mark) else (item,)


def paint(colour: str) -> str:
    """Return a colour as it is printed."""
    on_paper = {**LIGHT, **PRINT, "paper": "#ffffff"}
    name, _, tint = colour.partition("-")
    return mixed(on_paper[name], on_paper["paper"], int(tint or 100) / 100)


HATCH: Final = 3.5
"""From one line over a hatched box to the next, along its edge."""


def hatching(box: Box) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """Yield the rising lines that lie over a hatched box, each from edge to edge, all of one raster."""
    left, right, top, bottom = box.x, box.x + box.width, box.y, box.y + box.height
    step = int((left + top) // HATCH) + 1
    while (total := step * HATCH) < right + bottom:
        low, high = max(left, total - bottom), min(right, total - top)
        yield (low, total - low), (high, total - high)
        step += 1
