"""A published table computed again, set as in print: rules above and below, figures to the right, notes under it."""

from collections.abc import Sequence

from explain.pictures.measuring import width, wrapped
from explain.pictures.shapes import SMALL, WIDTH, Mark, Picture, Word
from explain.pictures.sheet import EDGE, LEADING, Sheet, lines_of
from explain.tables.computed import Entry, Footnote, Table
from explain.tables.formats import counted

_SIZE = 7.5
_GAP = 10.0
_RAISED = 0.72
"""The size of a mark of a footnote, as a share of that of the text."""


def table(computed: Table, work: str) -> Picture:
    """Draw a computed table that stands in a work, of which the key is given."""
    sheet = Sheet()
    sheet.heading(computed.caption, f"after {computed.source}")
    columns = _columns(computed)
    sheet.rule(sheet.y, colour="ink", weight=0.9)
    sheet.y += 5
    _heads(sheet, computed, columns)
    sheet.rule(sheet.y, colour="soft", weight=0.5)
    sheet.y += 4
    for row in computed.rows:
        _row(sheet, computed, row, columns)
    sheet.rule(sheet.y + 1, colour="ink", weight=0.9)
    sheet.y += 6
    for note in computed.footnotes:
        _note(sheet, note)
    sheet.y += sheet.paragraph(EDGE, counted(computed), WIDTH - 2 * EDGE, size=SMALL, colour="soft")
    told = "; ".join(", ".join(entry.text for entry in row) for row in computed.rows)
    return sheet.picture(computed.caption, f"{told}.", f"{computed.caption}. {counted(computed)}", works=((work,), ()))


def _columns(computed: Table) -> list[tuple[float, float]]:
    """Return where each column begins and how wide it is: as wide as its text where there is room for all of it."""
    texts = [[head, *(row[number].text for row in computed.rows)] for number, head in enumerate(computed.heads)]
    least = [max(_longest_word(text) for text in own) for own in texts]
    most = [max(width(text, _SIZE) for text in own) + 6 for own in texts]
    room = WIDTH - 2 * EDGE - _GAP * (len(texts) - 1)
    wide = _shared(least, most, room)
    starts = [EDGE + sum(wide[:number]) + _GAP * number for number in range(len(wide))]
    return list(zip(starts, wide, strict=True))


def _longest_word(text: str) -> float:
    return max((width(word, _SIZE) for word in text.split()), default=0) + 6


def _shared(least: Sequence[float], most: Sequence[float], room: float) -> list[float]:
    """Return widths that fill the room at most: each at least what its longest word needs, the rest by need."""
    if sum(most) <= room:
        spare = (room - sum(most)) / len(most)
        return [item + min(spare, 40) for item in most]
    if sum(least) >= room:
        return [item * room / sum(least) for item in least]
    needs = [more - less for less, more in zip(least, most, strict=True)]
    share = (room - sum(least)) / sum(needs)
    return [less + need * share for less, need in zip(least, needs, strict=True)]


def _heads(sheet: Sheet, computed: Table, columns: Sequence[tuple[float, float]]) -> None:
    heads = [wrapped(head, wide, _SIZE, bold=True) for head, (_, wide) in zip(computed.heads, columns, strict=True)]
    high = max(map(len, heads)) * _SIZE * LEADING
    for lines, (x, wide), numeric in zip(heads, columns, computed.numeric, strict=True):
        top = sheet.y + high - len(lines) * _SIZE * LEADING
        at, align = (x + wide, "end") if numeric else (x, "start")
        sheet.add(*lines_of(at, top, lines, size=_SIZE, bold=True, align=align))
    sheet.y += high + 4


def _row(sheet: Sheet, computed: Table, row: Sequence[Entry], columns: Sequence[tuple[float, float]]) -> None:
    notes = {note.mark: note.text for note in computed.footnotes}
    high = 0.0
    for head, entry, (x, wide), numeric in zip(computed.heads, row, columns, computed.numeric, strict=True):
        raised = " ".join(entry.marks)
        # The mark of a figure hangs over into the gap, so that figures stay below each other.
        beside = width(raised, _SIZE * _RAISED) + 1 if raised and not numeric else 0
        lines = wrapped(entry.text, wide - beside, _SIZE)
        at, align = (x + wide, "end") if numeric else (x, "start")
        words = lines_of(at, sheet.y, lines, size=_SIZE, align=align)
        last = words[-1]
        if raised:
            right = last.x + (0 if numeric else width(last.text, _SIZE)) + 1
            words.append(Word(right, last.y - 2.6, raised, _SIZE * _RAISED, "accent"))
        told = [f"{head}: {entry.text}", *(notes[mark] for mark in entry.marks), computed.source]
        sheet.add(Mark(f"{computed.id} {row[0].text} {head}", "\n".join(told), tuple(words)))
        high = max(high, len(lines) * _SIZE * LEADING)
    sheet.y += high + 3


def _note(sheet: Sheet, note: Footnote) -> None:
    indent = 9 if note.mark else 0
    if note.mark:
        sheet.add(Word(EDGE, sheet.y + SMALL - 2, note.mark, _SIZE * _RAISED, "accent"))
    sheet.y += sheet.paragraph(EDGE + indent, note.text, WIDTH - 2 * EDGE - indent, size=SMALL, colour="soft") + 1
