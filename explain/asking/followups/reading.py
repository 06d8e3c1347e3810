"""Reads a text as something that goes on with the last question, by the forms of the phrase book of follow-ups."""

from collections.abc import Callable, Iterator, Mapping

from explain.asking import words
from explain.asking.followups import exits, ideas, other, rows, some, ties, times, working
from explain.asking.followups.book import FollowUp, follow_ups
from explain.asking.lexicon import Lexicon
from explain.asking.model import Context, Reading
from explain.asking.numbers import number
from explain.asking.reading.asked import Asked
from explain.asking.reading.line import Line, Token, lifted, lines
from explain.asking.reading.queries import matched

Operation = Callable[[Asked], Reading | None]
OPERATIONS: Mapping[str, Operation] = {
    **rows.OPERATIONS,
    **times.OPERATIONS,
    **ideas.OPERATIONS,
    **exits.OPERATIONS,
    **other.OPERATIONS,
    **some.OPERATIONS,
    **ties.OPERATIONS,
    **working.OPERATIONS,
}
"""What can be done to the last question, by the names that the phrase book uses."""


def followed(lexicon: Lexicon, text: str, context: Context) -> Reading | None:
    """Return what a text asks that goes on with the last question; ``None`` where it does not."""
    able = [item for item in follow_ups() if item.follows(context)]
    cut = list(_cut(lexicon, text)) if able else []
    for item in able:
        for asked in _fitting(lexicon, item, cut, context):
            reading = OPERATIONS[item.form.asks](asked)
            if reading is not None:
                return reading
    return None


def _cut(lexicon: Lexicon, text: str) -> Iterator[tuple[Line, Line]]:
    """Yield the ways to cut a text, each as it is and with what narrows it lifted out; word for word first."""
    names = lexicon.names
    said = [word for word in words.split(text) if word not in ("the", "a", "an")]
    plain = Line(
        tuple(Token((word,), tuple(sorted(names.phrases.get((word,), ()))), "", number(word)) for word in said)
    )
    yield plain, plain
    for raw in lines(names, text):
        yield raw, raw
        for line in lifted(raw, names.book.narrowings):
            if line.filters.kinds:
                yield raw, line


def _fitting(lexicon: Lexicon, item: FollowUp, cut: list[tuple[Line, Line]], context: Context) -> Iterator[Asked]:
    """Yield the ways in which a text has a form: none in which it says more than the form takes."""
    for raw, line in cut[:1] if item.form.written == ("...",) else cut:
        if line.filters.kinds <= item.form.takes:
            match = matched(item.form, line, "strictly")
            if match is not None:
                yield Asked(lexicon, item.form, match, line, context, raw, line)
