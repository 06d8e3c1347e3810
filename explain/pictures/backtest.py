"""Warnings held against what came: for each thing that was watched, when it was warned of and when it happened."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from explain.pictures import signs
from explain.pictures.citing import Works
from explain.pictures.days import Scale, scale, years
from explain.pictures.measuring import wrapped
from explain.pictures.shapes import SMALL, WIDTH, Line, Look, Mark, Picture, Shape, Word
from explain.pictures.sheet import EDGE, LEADING, Sheet, capital, lines_of, moved
from explain.words.phrases import spoken, spoken_day
from kb.dates import Moment, full_months

_LABELS, _LEAD = 132.0, 80.0
_NONE: Works = ((), ())


@dataclass(frozen=True)
class Watched:
    """Something that was watched.

    Attributes:
        about: its name.
        label: what a reader calls it.
        warned: the first day on which it was warned of; ``None``: never.
        came: when it happened; ``None``: never.
        sources: where that is written, a line each.
    """

    about: str
    label: str
    warned: date | None
    came: Moment | None
    sources: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """Return what became of the warning, in words."""
        if self.warned is None:
            return "not warned of" if self.came else "neither warned of nor come"
        if self.came is None:
            return "did not come"
        months = full_months(self.warned, self.came.earliest)
        if self.warned > self.came.earliest:
            return "warned of too late"
        return f"{months} month{'' if months == 1 else 's'} before" if months else "less than a month"


def backtest(
    rows: Sequence[Watched], title: str, below: str = "", *, caption: str = "", works: Works = _NONE
) -> Picture:
    """Draw a row for each thing that was watched: warned of (triangle), come (disc; hollow: day not known)."""
    sheet = Sheet()
    sheet.heading(title, below)
    days = [day for row in rows for day in _days(row)]
    if not days:
        sheet.y += sheet.paragraph(EDGE, "Nothing was warned of, and nothing came.", WIDTH, colour="soft")
        return sheet.picture(title, "Nothing was warned of, and nothing came.", caption, works)
    within = scale(days, _LABELS, WIDTH - EDGE - _LEAD)
    sheet.y += 8
    top = sheet.y
    sheet.y += 5
    for row in rows:
        _row(sheet, within, row)
    sheet.under(*years(within, top, sheet.y))
    sheet.y += 7
    sheet.key(_key(rows))
    told = " ".join(f"{capital(row.label)}: {row.told}." for row in rows)
    return sheet.picture(title, told, caption or f"{title}.", works)


def _days(row: Watched) -> Iterator[date]:
    if row.warned:
        yield row.warned
    if row.came:
        yield from (row.came.earliest, row.came.latest)


def _row(sheet: Sheet, within: Scale, row: Watched) -> None:
    lines = wrapped(row.label, _LABELS - 6)
    y = sheet.y + 5
    shapes = list(_drawn(within, row, y))
    dates = [f"warned of on {spoken_day(row.warned)}"] if row.warned else []
    dates += [f"came {spoken(row.came)}"] if row.came else []
    title = "\n".join([f"{row.label}: {', '.join([*dates, row.told])}", *row.sources])
    sheet.add(
        *lines_of(EDGE, sheet.y, lines),
        Mark(row.about, title, tuple(shapes)),
        Word(WIDTH - EDGE - _LEAD + 8, y + 2.5, row.told, SMALL, "soft"),
    )
    sheet.y += max(1, len(lines)) * 8 * LEADING + 3


def _drawn(within: Scale, row: Watched, y: float) -> Iterator[Shape]:
    """Yield the way from a warning to what came, and a sign at each end."""
    warned = within.x(row.warned) if row.warned else None
    came = within.middle(row.came) if row.came else None
    if warned is not None and came is not None:
        yield Line(((warned, y), (came, y)), Look(edge="combat", width=1.6))
    if row.came and not row.came.is_day:
        yield Line(((within.x(row.came.earliest), y), (within.after(row.came.latest), y)), Look(edge="soft", width=0.8))
    if warned is not None:
        yield from (moved(shape, warned, y) for shape in signs.rising(_look("support")))
    if row.came and came is not None:
        look = signs.full("combat") if row.came.is_day else signs.hollow("combat")
        yield from (moved(shape, came, y) for shape in signs.disc(look, 3))


def _look(colour: str) -> Look:
    return Look(fill=colour, edge="ink", width=0.6)


def _key(rows: Sequence[Watched]) -> Iterator[tuple[list[Shape], float, str]]:
    if any(row.warned for row in rows):
        yield [moved(shape, 4, 0) for shape in signs.rising(_look("support"))], 8, "first warned of"
    if any(row.came and row.came.is_day for row in rows):
        yield [moved(shape, 4, 0) for shape in signs.disc(signs.full("combat"), 3)], 8, "came"
    if any(row.came and not row.came.is_day for row in rows):
        yield [moved(shape, 4, 0) for shape in signs.disc(signs.hollow("combat"), 3)], 8, "came, day not known"
