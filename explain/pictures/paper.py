"""A picture as PNG and PDF, drawn by matplotlib with its own type, which PDF and SVG take along.

The same picture gives the same bytes: nothing says when or where it was made, and what a user has set for matplotlib
does not count.
"""

import io
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from explain.pictures import svg
from explain.pictures.shapes import WIDTH, Box, Disc, Look, Picture, Shape, Word, hatching, paint
from kb.errors import InputError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

DPI: Final = 300
"""Dots in an inch of a PNG, as journals ask for."""

_INCH: Final = 72
_BROKEN: Final = tuple(map(float, svg.BROKEN.split()))
_FILES: Final = {"normal": "DejaVuSans.ttf", "bold": "DejaVuSans-Bold.ttf"}
_SETTINGS: Final = {"pdf.fonttype": 42, "text.parse_math": False, "path.simplify": False, "axes.unicode_minus": False}


def written(picture: Picture, form: str) -> bytes:
    """Return a picture as ``svg``, ``png`` or ``pdf``.

    Raises:
        InputError: the library that draws is not installed.
    """
    _library("matplotlib")
    return _FORMS[form](picture)


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise InputError(
            "pictures as files need the library matplotlib, which is not installed",
            remedy="Install it with: pip install 'coalition-kb[pictures]'",
        ) from error


def _svg(picture: Picture) -> bytes:
    letters: dict[str, set[str]] = {}
    for shape in picture.shapes:
        if isinstance(shape, Word):
            letters.setdefault("bold" if shape.bold else "normal", set()).update(shape.text)
    return svg.alone(picture, {weight: _letters(weight, "".join(sorted(own))) for weight, own in letters.items()})


def _letters(weight: str, letters: str) -> bytes:
    """Return type with some letters only."""
    subset, fonts = _library("fontTools.subset"), _library("fontTools.ttLib")
    options = subset.Options(hinting=False, layout_features=[], name_IDs=[1, 2], notdef_outline=True)
    options.drop_tables += ["FFTM", "GDEF", "GPOS", "GSUB", "kern"]
    chooser = subset.Subsetter(options)
    chooser.populate(text=letters)
    font = fonts.TTFont(_face(weight), recalcTimestamp=False)
    chooser.subset(font)
    goal = io.BytesIO()
    font.save(goal)
    return goal.getvalue()


@cache
def _face(weight: str) -> Path:
    return Path(_library("matplotlib").get_data_path()) / "fonts" / "ttf" / _FILES[weight]


def _png(picture: Picture) -> bytes:
    return _saved(picture, format="png", dpi=DPI, metadata={"Software": None, "Title": picture.title})


def _pdf(picture: Picture) -> bytes:
    said = {"Title": picture.title, "Subject": picture.told, "Creator": "coalition-kb", "CreationDate": None}
    return _saved(picture, format="pdf", metadata=said)


_FORMS: Final[Mapping[str, Callable[[Picture], bytes]]] = {"svg": _svg, "png": _png, "pdf": _pdf}

FORMS: Final = tuple(_FORMS)
"""The forms in which a picture can be written."""


def _saved(picture: Picture, **options: Any) -> bytes:
    goal = io.BytesIO()
    with _own_settings():
        _figure(picture).savefig(goal, facecolor=paint("paper"), **options)
    return goal.getvalue()


@contextmanager
def _own_settings() -> Iterator[None]:
    """Draw as matplotlib does out of the box; a letter that its type lacks is a box, and no warning."""
    matplotlib = _library("matplotlib")
    with warnings.catch_warnings(), matplotlib.rc_context():
        warnings.simplefilter("ignore")
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(_SETTINGS)
        yield


def _figure(picture: Picture) -> "Figure":
    from matplotlib.figure import Figure  # noqa: PLC0415 - an extra, and slow to import
    from matplotlib.transforms import Affine2D  # noqa: PLC0415

    figure = Figure(figsize=(WIDTH / _INCH, picture.height / _INCH), dpi=_INCH)
    points = Affine2D().scale(1, -1).translate(0, picture.height).scale(1 / _INCH) + figure.dpi_scale_trans
    for number, shape in enumerate(picture.shapes):
        for artist in _artists(shape):
            artist.set(transform=points, zorder=number, clip_on=False)
            figure.add_artist(artist)
    return figure


def _artists(shape: Shape) -> Iterator[Any]:
    """Yield the shapes of matplotlib for one of a picture."""
    patches = _library("matplotlib.patches")
    if isinstance(shape, Word):
        yield _text(shape)
    elif isinstance(shape, Disc):
        yield patches.Circle((shape.x, shape.y), shape.radius, **_painted(shape.look))
    elif isinstance(shape, Box):
        yield patches.Rectangle((shape.x, shape.y), shape.width, shape.height, **_painted(shape.look))
        if shape.look.hatched:
            yield from (_line(ends, Look(edge="paper")) for ends in hatching(shape))
    elif shape.closed:
        yield patches.Polygon(shape.points, closed=True, **_painted(shape.look))
    else:
        yield _line(shape.points, shape.look)


def _text(word: Word) -> Any:
    font = _library("matplotlib.font_manager").FontProperties
    return _library("matplotlib.text").Text(
        word.x,
        word.y,
        word.text,
        color=paint(word.colour),
        fontproperties=font(fname=_face("bold" if word.bold else "normal"), size=word.size),
        horizontalalignment={"start": "left", "middle": "center", "end": "right"}[word.align],
        verticalalignment="baseline",
        rotation=-word.turn,
        rotation_mode="anchor",
    )


def _line(points: tuple[tuple[float, float], ...], look: Look) -> Any:
    across, down = zip(*points, strict=True)
    return _library("matplotlib.lines").Line2D(
        across,
        down,
        color=paint(look.edge or "ink"),
        linewidth=look.width,
        linestyle=_style(look),
        solid_capstyle="butt",
        dash_capstyle="butt",
    )


def _style(look: Look) -> Any:
    """Return how a line runs; matplotlib measures gaps in widths of the line, a picture in points."""
    return (0, tuple(part / look.width for part in _BROKEN)) if look.dashed else "solid"


def _painted(look: Look) -> dict[str, Any]:
    edge = paint(look.edge) if look.edge else "none"
    return {
        "facecolor": paint(look.fill) if look.fill else "none",
        "edgecolor": edge,
        "linewidth": look.width if look.edge else 0,
        "linestyle": _style(look),
        "joinstyle": "miter",
    }
