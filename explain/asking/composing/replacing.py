"""Reads what asks for the units that came in place of others: what did it send instead, what replaced the jets?"""

import re
from collections.abc import Iterator

from explain.asking import words
from explain.asking.lexicon import Lexicon
from explain.asking.model import Context, Reading, Understood
from explain.asking.queries.query import Query
from explain.asking.reading.line import Line, lifted, lines
from kb.records import Contribution, Record, Shift

_INSTEAD = re.compile(r"\b(?:instead|in (?:its|their|place of|the place)|replac\w+|substitut\w+|made up for)\b")


def instead(lexicon: Lexicon, text: str, context: Context) -> Reading | None:
    """Return the contributions that came in place of the units that a text names, or of those that were listed."""
    said = words.split(text)
    whether = said[:1] in (("was",), ("were",)) and bool({"anything", "something"} & set(said))
    if not (whether or said[:1] in (("what",), ("which",), ("and",))) or not _INSTEAD.search(" ".join(said)):
        return None
    for raw in lines(lexicon.names, text):
        for line in lifted(raw, ()):
            if line.said <= lexicon.names.book.beside["in place"] and line.filters.kinds <= {
                "states",
                "units",
                "spans",
            }:
                reading = _replacing(lexicon, line, context)
                if reading is not None:
                    return reading
    return None


def _replacing(lexicon: Lexicon, line: Line, context: Context) -> Reading | None:
    """Return the contributions that took the place of others, as far as a line and what was listed say."""
    states, spans = line.filters.states, line.filters.spans
    listed = {item.id for item in lexicon.listed(context.answer) if isinstance(item, (Contribution, Shift))}
    at = lexicon.court.episodes.get(context.episode or "")
    found = []
    for item in lexicon.kb.of(Contribution):
        gone = lexicon.kb.records.get(item.substitutes or "")
        if gone is None or not all(lexicon.search.timely(item, span) for span in spans):
            continue
        of_listed = not states and not line.filters.units and gone.id in listed
        named = bool(states) and item.state in states and _of_units(lexicon, gone, line.filters.units)
        told = not states and at is not None and not listed and item.state == at.episode.state
        if of_listed or named or (told and _of_units(lexicon, gone, line.filters.units) and _then(item, at.month)):  # type: ignore[union-attr]
            found.append(item.id)
    if not found:
        return None
    asked = Query("facts", tuple(sorted(found)), leads="units", options=(("kinds", "Contribution"),))
    return Understood(asked, remark="units that are on record as sent in place of others")


def _then(item: Contribution, month: str) -> bool:
    """Tell whether units came within half a year of a month."""
    begun = item.begins.earliest
    return abs((begun.year - int(month[:4])) * 12 + begun.month - int(month[5:7])) <= _HALF_A_YEAR


_HALF_A_YEAR = 6


def _of_units(lexicon: Lexicon, gone: Record, units: tuple[str, ...]) -> bool:
    """Tell whether what was replaced is of some kind of unit; of a turn, whether the state has such units for it."""
    return not units or any(set(units) & lexicon.search.of_units(item) for item in _bodies(lexicon, gone))


def _bodies(lexicon: Lexicon, gone: Record) -> Iterator[Record]:
    yield gone
    if isinstance(gone, Shift):
        yield from (item for item in lexicon.kb.of(Contribution) if item.state == gone.state and item.role == gone.role)
