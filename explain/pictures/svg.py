"""A picture as SVG: on its own with its type inside, or as part of a page that gives colour and type.

Words stay words, so that they can be searched, copied, read aloud and edited; on its own a picture holds the letters
that it shows, so that it looks the same everywhere. Each mark says what it stands for and where that is written. There
is no other name in it that could clash with those of a page, and no style that a strict page would refuse.
"""

import base64
from collections.abc import Iterator, Mapping
from html import escape
from typing import Final

from explain.design import DARK, LIGHT
from explain.pictures.shapes import (
    WIDTH,
    Disc,
    Line,
    Look,
    Mark,
    Picture,
    Shape,
    Word,
    hatching,
    paint,
)

CLASS: Final = "picture"
"""The class of a picture within a page."""

FAMILY: Final = "DejaVu Sans"
TINTS: Final = (15, 30, 60)
"""How strong the tints of colours are, in hundredths."""
BROKEN: Final = "1.6 1.2"
"""How broken edges are broken."""


def svg(picture: Picture, links: Mapping[str, str] | None = None) -> str:
    """Return a picture as part of a page, which gives it its colours by :func:`rules`.

    Args:
        picture: what to draw.
        links: where marks lead to, by what they are about.
    """
    return _Writer(links or {}, inline=True).whole(picture)


def framed(picture: Picture, links: Mapping[str, str] | None = None) -> str:
    """Return a picture within a page with its caption; where the page is narrow it is moved sideways, also by keys."""
    inner, name = svg(picture, links), escape(picture.title)
    frame = f'<div class="drawn" role="region" aria-label="Picture: {name}" tabindex="0">\n{inner}</div>'
    return f"<figure>\n{frame}\n<figcaption>{escape(picture.caption)}</figcaption>\n</figure>\n"


def alone(picture: Picture, faces: Mapping[str, bytes]) -> bytes:
    """Return a picture as a file of its own; ``faces`` are its letters: ``normal`` and ``bold`` type as TrueType."""
    return _Writer({}, inline=False).whole(picture, _embedded(faces)).encode()


def rules() -> str:
    """Return the rules of style by which a page paints its pictures, from the colours of the design."""
    names = [name for name in LIGHT if name in DARK and name != "target"]
    lines = [
        f".{CLASS} {{ display: block; max-width: 100%; height: auto; font-family: var(--sans); fill: var(--ink); }}",
        f".{CLASS} a:focus-visible {{ outline: 2px solid var(--accent); }}",
        ".drawn { overflow-x: auto; }",
        f".drawn .{CLASS} {{ min-width: 36rem; }}",
        f"@media print {{ .drawn .{CLASS} {{ min-width: 0; }} }}",
    ]
    for name in names:
        for tint, value in _tints(name):
            lines.append(f".{CLASS} .f-{tint} {{ fill: {value}; }} .{CLASS} .e-{tint} {{ stroke: {value}; }}")
    return "\n".join(lines) + "\n"


def _tints(name: str) -> Iterator[tuple[str, str]]:
    yield name, f"var(--{name})"
    if name != "paper":
        for share in TINTS:
            yield f"{name}-{share}", f"color-mix(in srgb, var(--{name}) {share}%, var(--paper))"


def _embedded(faces: Mapping[str, bytes]) -> str:
    found = "".join(
        f'@font-face{{font-family:"{FAMILY}";font-weight:{weight};'
        f"src:url(data:font/ttf;base64,{base64.b64encode(data).decode()})}}"
        for weight, data in faces.items()
    )
    return f"<style>{found}</style>\n" if found else ""


class _Writer:
    """Writes shapes as elements, painted by class within a page and by colour alone."""

    def __init__(self, links: Mapping[str, str], *, inline: bool) -> None:
        self._links, self._inline = links, inline

    def whole(self, picture: Picture, style: str = "") -> str:
        high, title = _number(picture.height), escape(picture.title)
        size = f'viewBox="0 0 {_number(WIDTH)} {high}" width="{_number(WIDTH)}pt" height="{high}pt"'
        role = "group" if self._links else "img"
        if self._inline:
            head = f'<svg class="{CLASS}" {size} role="{role}" aria-label="{title}">'
            ground = ""
        else:
            head = (
                f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="{role}" aria-label="{title}" '
                f'font-family="{FAMILY}, Verdana, sans-serif">'
            )
            ground = f'<rect width="100%" height="100%" fill="{paint("paper")}"/>\n'
        items = "\n".join(self._mark(item) if isinstance(item, Mark) else self._shape(item) for item in picture.items)
        desc = f"<title>{title}</title>\n<desc>{escape(picture.told)}</desc>\n"
        return f"{head}\n{desc}{style}{ground}{items}\n</svg>\n"

    def _mark(self, mark: Mark) -> str:
        inner = "".join(map(self._shape, mark.shapes))
        drawn = f"<g><title>{escape(mark.title)}</title>{inner}</g>"
        goal = self._links.get(mark.about)
        return f'<a href="{escape(goal)}" aria-label="{escape(mark.title)}">{drawn}</a>' if goal else drawn

    def _shape(self, shape: Shape) -> str:
        if isinstance(shape, Word):
            return self._word(shape)
        painted = self._paint(shape.look)
        if isinstance(shape, Disc):
            x, y, radius = map(_number, (shape.x, shape.y, shape.radius))
            return f'<circle cx="{x}" cy="{y}" r="{radius}"{painted}/>'
        if isinstance(shape, Line):
            return f'<path d="{_path(shape.points)}{"z" if shape.closed else ""}"{painted}/>'
        x, y, wide, high = map(_number, (shape.x, shape.y, shape.width, shape.height))
        drawn = f'<rect x="{x}" y="{y}" width="{wide}" height="{high}"{painted}/>'
        if shape.look.hatched and (lines := "".join(map(_path, hatching(shape)))):
            drawn += f'<path d="{lines}"{self._paint(Look(edge="paper"))}/>'
        return drawn

    def _word(self, word: Word) -> str:
        x, y = _number(word.x), _number(word.y)
        also = "" if word.align == "start" else f' text-anchor="{word.align}"'
        also += ' font-weight="bold"' if word.bold else ""
        also += f' transform="rotate({_number(word.turn)} {x} {y})"' if word.turn else ""
        size = _number(word.size)
        return f'<text x="{x}" y="{y}" font-size="{size}"{also}{self._fill(word.colour)}>{escape(word.text)}</text>'

    def _fill(self, colour: str) -> str:
        return f' class="f-{colour}"' if self._inline else f' fill="{paint(colour)}"'

    def _paint(self, look: Look) -> str:
        also = f' stroke-width="{_number(look.width)}"' if look.edge else ""
        also += f' stroke-dasharray="{BROKEN}"' if look.edge and look.dashed else ""
        also += "" if look.fill else ' fill="none"'
        if self._inline:
            names = [f"f-{look.fill}"] * bool(look.fill) + [f"e-{look.edge}"] * bool(look.edge)
            return f' class="{" ".join(names)}"{also}'
        also += f' fill="{paint(look.fill)}"' if look.fill else ""
        return also + (f' stroke="{paint(look.edge)}"' if look.edge else "")


def _path(points: tuple[tuple[float, float], ...]) -> str:
    return "M" + "L".join(f"{_number(x)} {_number(y)}" for x, y in points)


def _number(value: float) -> str:
    """Return a length to a tenth of a point, as short as can be."""
    return f"{round(value, 1) + 0:.1f}".removesuffix(".0")
