"""How rival theories fare: a sign where the row of a theory crosses the column of a state's part, or of an exit."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from string import ascii_lowercase

from explain.answers.theories import UNTESTED, Cell
from explain.pictures import signs
from explain.pictures.citing import title_of, works_of
from explain.pictures.measuring import width, wrapped
from explain.pictures.shapes import SMALL, WIDTH, Line, Look, Mark, Picture, Shape, Word
from explain.pictures.sheet import EDGE, LEADING, Sheet, capital, lines_of, moved
from explain.words.phrases import listed, the
from kb.records import Record
from kb.store import KnowledgeBase
from rules.engine.proof import ON_THE_RECORD

_LABELS = 180.0
_WIDEST, _ROW, _TURN, _APART = 62.0, 14.0, -60.0, 7.0
_SLANT, _LEAN = 0.87, 0.5
"""How high a name is that leans as those of columns do, and how far it reaches to the side, as shares of its length."""
_OUTCOMES = ("supported", "contradicted", "coincidental", UNTESTED)


def theories(kb: KnowledgeBase, cells: Sequence[Cell], rows: int) -> Picture:
    """Draw the cells: column by column, in each the same theories, of which there are ``rows``."""
    columns = [cells[start : start + rows] for start in range(0, len(cells), rows)]
    sheet = Sheet()
    sheet.heading("Rival theories against the record")
    groups = list(dict.fromkeys(column[0].coalition for column in columns))
    letters = dict(zip(groups, ascii_lowercase, strict=False)) if len(groups) > 1 else {}
    places = _heads(kb, sheet, columns, letters)
    sheet.rule(sheet.y, colour="soft")
    for number, row in enumerate(zip(*columns, strict=True)):
        if number:
            sheet.rule(sheet.y, colour="line-60", weight=0.4)
        _row(kb, sheet, row, places)
    sheet.rule(sheet.y, colour="soft")
    sheet.y += 10
    sheet.key(_key(cells))
    for group, letter in letters.items():
        sheet.y += sheet.paragraph(EDGE, f"{letter}  {capital(kb.label(group))}", WIDTH, size=SMALL, colour="soft")
    title = f"Rival theories of why states leave coalitions, against {_parts(kb, columns)}"
    told = " ".join(f"{item.label}, {_name(kb, item)}: {item.outcome}." for item in cells)
    return sheet.picture(title, told, f"{title}.{_doubts(cells)}", works_of(_records(kb, cells)))


def _name(kb: KnowledgeBase, item: Cell) -> str:
    return item.episode or f"{kb.label(item.state)} in {the(kb.label(item.coalition))}"


def _parts(kb: KnowledgeBase, columns: Sequence[Sequence[Cell]]) -> str:
    """Return what the columns are about, by coalition."""
    found: dict[str, list[str]] = {}
    for item in (column[0] for column in columns):
        found.setdefault(item.coalition, []).append(item.episode or kb.label(item.state))
    return "; ".join(f"{listed(names)} in {the(kb.label(group))}" for group, names in found.items())


def _head(kb: KnowledgeBase, item: Cell) -> str:
    """Return what stands above a column: the state, and the month where one exit is meant."""
    state = capital(kb.label(item.state))
    return f"{state} {item.episode.removeprefix(f'{item.state}-')}" if item.episode else state


def _doubts(cells: Sequence[Cell]) -> str:
    record = any(item.standing == ON_THE_RECORD for item in cells)
    missing = any(item.missing for item in cells)
    told = " A ring (°): so on the record, though not for certain." if record else ""
    return told + (" A question mark: facts are missing." if missing else "")


def _records(kb: KnowledgeBase, cells: Sequence[Cell]) -> list[Record]:
    names = dict.fromkeys(name for item in cells for name in _rests_on(item))
    return [kb.records[name] for name in names if name in kb.records]


def _rests_on(item: Cell) -> Iterator[str]:
    """Yield the names of the facts that set a theory off, and of the theory."""
    yield from (trial.event for trial in item.trials)
    yield f"theory/{item.theory}"


def _places(columns: Sequence[Sequence[Cell]], spare: float) -> list[float]:
    """Return the middle of each column, with some room to spare at the right; coalitions stand a little apart."""
    gaps = [0.0]
    for before, after in pairwise(column[0].coalition for column in columns):
        gaps.append(gaps[-1] + (_APART if before != after else 0))
    wide = min(_WIDEST, (WIDTH - EDGE - _LABELS - gaps[-1] - max(4, spare)) / len(columns))
    return [_LABELS + wide * (number + 0.5) + gap for number, gap in enumerate(gaps)]


def _heads(kb: KnowledgeBase, sheet: Sheet, columns: Sequence[Sequence[Cell]], letters: dict[str, str]) -> list[float]:
    """Write what stands above the columns, upright where there is room, else leaning; return their middles."""
    places = _places(columns, 0)
    names = [_head(kb, column[0]) for column in columns]
    marks = [letters.get(column[0].coalition, "") for column in columns]
    room = min([_WIDEST, *(after - before for before, after in pairwise(places))]) - 7
    if all(width(word, SMALL) <= room for name in names for word in name.split()):
        _upright(sheet, [wrapped(name, room, SMALL) for name in names], marks, places)
        return places
    wide = [width(f"{name} {mark}", SMALL) for name, mark in zip(names, marks, strict=True)]
    places = _places(columns, wide[-1] * _LEAN)
    sheet.y += max(wide) * _SLANT + 6
    for x, name, mark in zip(places, names, marks, strict=True):
        sheet.add(Word(x + 1, sheet.y - 3, f"{name} {mark}".rstrip(), SMALL, turn=_TURN))
    return places


def _upright(sheet: Sheet, heads: Sequence[list[str]], marks: Sequence[str], places: Sequence[float]) -> None:
    high = max(map(len, heads)) * SMALL * LEADING
    for x, lines, mark in zip(places, heads, marks, strict=True):
        words = lines_of(x, sheet.y + high - len(lines) * SMALL * LEADING, lines, size=SMALL, align="middle")
        last = words[-1]
        sheet.add(*words, *_raised(last.x + width(last.text, SMALL) / 2 + 1, last.y - 2.5, mark))
    sheet.y += high + 4


def _raised(x: float, y: float, mark: str) -> Iterator[Shape]:
    if mark:
        yield Word(x, y, mark, SMALL * 0.75, "soft")


def _row(kb: KnowledgeBase, sheet: Sheet, row: Sequence[Cell], places: Sequence[float]) -> None:
    lines = wrapped(capital(row[0].label), _LABELS - 8, SMALL + 0.5)
    high = max(_ROW, len(lines) * (SMALL + 0.5) * LEADING + 4)
    middle = sheet.y + high / 2
    top = middle - len(lines) * (SMALL + 0.5) * LEADING / 2
    sheet.add(*lines_of(EDGE, top, lines, size=SMALL + 0.5))
    for x, item in zip(places, row, strict=True):
        told = f"{capital(item.label)}, {_name(kb, item)}: {item.outcome}. {item.sentence}"
        events = [kb.records[trial.event] for trial in item.trials if trial.event in kb.records]
        title = told
        for record in (*dict.fromkeys(events), kb.records[f"theory/{item.theory}"]):
            title = title_of(kb, record, title)
        about = item.episode or f"{item.state}/{item.coalition}"
        sheet.add(Mark(f"{about} {item.theory}", title, tuple(moved(shape, x, middle) for shape in _signs(item))))
    sheet.y += high


def _signs(item: Cell) -> Iterator[Shape]:
    """Yield the sign of each outcome of a cell side by side, and what stands beside it."""
    if item.missing and item.outcome == UNTESTED:
        yield Word(0, 2.5, "?", SMALL, "soft", bold=True, align="middle")
        return
    outcomes = item.outcome.split(", ")
    left = -4.0 * (len(outcomes) - 1)
    for number, outcome in enumerate(outcomes):
        yield from (moved(shape, left + 8 * number, 0) for shape in _sign(outcome))
    if item.standing == ON_THE_RECORD and item.outcome in _OUTCOMES[:-1]:
        yield Word(4 - left, -0.5, "°", SMALL, "soft")


def _sign(outcome: str) -> tuple[Shape, ...]:
    if outcome == "supported":
        return signs.disc(signs.full("combat"), 3)
    if outcome == "contradicted":
        return signs.cross("ink", 3.2)
    if outcome == "coincidental":
        return signs.disc(signs.hollow("soft"), 2.8)
    return (Line(((-2, 0), (2, 0)), Look(edge="other", width=0.9)),)


def _key(cells: Sequence[Cell]) -> Iterator[tuple[list[Shape], float, str]]:
    seen = {outcome for item in cells if not item.missing for outcome in item.outcome.split(", ")}
    for outcome in (item for item in _OUTCOMES if item in seen):
        yield [moved(shape, 4, 0) for shape in _sign(outcome)], 8, outcome
    if any(item.standing == ON_THE_RECORD and item.outcome in _OUTCOMES[:-1] for item in cells):
        yield [Word(0, 3.5, "°", SMALL, "soft")], 4, "on the record"
    if any(item.missing for item in cells):
        yield [Word(0, 2.5, "?", SMALL, "soft", bold=True)], 4, "facts are missing"
