"""Small signs around a point, each of its own form, so that none needs its colour to be known."""

from collections.abc import Callable, Mapping
from typing import Final

from explain.pictures.shapes import Box, Disc, Line, Look, Shape

SIZE: Final = 2.6
"""Half of how wide a sign is."""


def full(colour: str = "ink") -> Look:
    """Return the look of a sign of which nothing is in doubt."""
    return Look(fill=colour, edge=colour)


def hollow(colour: str = "ink") -> Look:
    """Return the look of a sign of which something is in doubt."""
    return Look(fill="paper", edge=colour, width=0.8)


def disc(look: Look, size: float = SIZE) -> tuple[Shape, ...]:
    """Return a disc."""
    return (Disc(0, 0, size, look),)


def square(look: Look, size: float = SIZE) -> tuple[Shape, ...]:
    """Return a square."""
    half = size * 0.92
    return (Box(-half, -half, 2 * half, 2 * half, look),)


def diamond(look: Look, size: float = SIZE) -> tuple[Shape, ...]:
    """Return a diamond."""
    half = size * 1.25
    return (Line(((0, -half), (half, 0), (0, half), (-half, 0)), look, closed=True),)


def rising(look: Look, size: float = SIZE) -> tuple[Shape, ...]:
    """Return a triangle that stands."""
    half = size * 1.1
    return (Line(((-half, half * 0.9), (half, half * 0.9), (0, -half)), look, closed=True),)


def falling(look: Look, size: float = SIZE) -> tuple[Shape, ...]:
    """Return a triangle on its tip."""
    half = size * 1.1
    return (Line(((-half, -half * 0.9), (half, -half * 0.9), (0, half)), look, closed=True),)


def plus(look: Look, size: float = SIZE) -> tuple[Shape, ...]:
    """Return a broad cross."""
    arm, half = size * 0.4, size * 1.1
    corners = ((arm, half), (arm, arm), (half, arm), (half, -arm), (arm, -arm), (arm, -half))
    other = tuple((-x, -y) for x, y in corners)
    return (Line((*corners, *other), look, closed=True),)


def tick(colour: str, size: float = SIZE) -> tuple[Shape, ...]:
    """Return a tick: so it was."""
    points = ((-size, 0.1 * size), (-0.3 * size, 0.85 * size), (size, -0.85 * size))
    return (Line(points, Look(edge=colour, width=1.3)),)


def cross(colour: str, size: float = SIZE) -> tuple[Shape, ...]:
    """Return a cross: so it was not."""
    half, look = size * 0.85, Look(edge=colour, width=1.3)
    return (Line(((-half, -half), (half, half)), look), Line(((-half, half), (half, -half)), look))


SORTS: Final[Mapping[str, tuple[str, str, Callable[[Look], tuple[Shape, ...]]]]] = {
    "decision": ("decisions", "decision", diamond),
    "agreement": ("agreements", "agreement", square),
    "request": ("requests", "request", falling),
    "statement": ("statements", "statement", rising),
    "event": ("events", "event", disc),
    "capacity": ("means", "means", plus),
}
"""The sorts of dated lines that have signs: what many and one are called, and the sign."""
