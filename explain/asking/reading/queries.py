"""Reads a question about the record: its form in the phrase book, what narrows it."""

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from explain.asking.lexicon import Lexicon
from explain.asking.model import Context, Reading
from explain.asking.queries.phrasebook import Form
from explain.asking.reading.asked import Asked
from explain.asking.reading.building import build, finds_nothing
from explain.asking.reading.line import Line, lifted, lines

_JOINED = re.compile(
    r"^\W*(?:and|but|so|then|also|or)\s+(?=(?:who|what|which|how|when|where|did|does|do|was|were|is|are|has|have|list|show)\b"
    r"(?! about))",
    re.IGNORECASE,
)
"""A word that joins a question to the one before."""


_SUPPOSING = re.compile(r"\b(?:would|could|might|should|ought|may)\b", re.IGNORECASE)
"""Words that make a question one about what was not so."""
Manner = Literal["strictly", "loosely", "unordered"]
"""How near a text must come to a form: word for word, with other endings, or also in another order."""


def read(lexicon: Lexicon, text: str, context: Context, manner: Manner = "strictly") -> Reading | None:
    """Return how a text asks about the record; ``None`` where the phrase book has no form for it.

    A form to which nothing on record answers counts only where no other form fits.
    """
    empty: Reading | None = None
    text = _JOINED.sub("", text)
    if manner != "strictly" and _SUPPOSING.search(text):
        return None
    for asked in _fitting(lexicon, text, context, manner):
        reading = build(asked)
        if reading is not None and not finds_nothing(lexicon, reading):
            return reading
        empty = empty or reading
    return empty


def _fitting(lexicon: Lexicon, text: str, context: Context, manner: Manner) -> Iterator[Asked]:
    """Yield the forms that a text has, in the order of the phrase book; nothing in the text is without a place."""
    book = lexicon.names.book
    cut = [
        (raw, line, line.without(book.passed_over), line.without(book.passed_over | book.generic))
        for raw in lines(lexicon.names, text)
        for line in lifted(raw, book.narrowings)
    ]
    for form in book.forms:
        if (form.asks == "refusal" and manner != "strictly") or "only figures" in form.options:
            continue
        for raw, line, short, shorter in cut:
            if not line.filters.kinds <= form.takes or form.needs & {"marks"} - line.filters.kinds:
                continue
            for shown in (line,) if form.raw else (short, shorter):
                match = matched(form, shown, manner)
                if match is not None:
                    yield Asked(lexicon, form, match, shown, context, raw, line)
                    break


def matched(form: Form, line: Line, manner: Manner) -> Mapping[str, str | None] | None:
    """Return what fills the slots of a form in a line; ``None`` where the line does not have the form."""
    if manner == "unordered":
        for bag in form.bags if line.tokens else ():
            found = bag.holds(line.tokens)
            if found is not None:
                return {f"{kinds.replace('|', '_')}_1": line.part(places) for kinds, places in found.items()}
        return None
    patterns, said = (form.loose, line.loose) if manner == "loosely" else (form.patterns, line.encoded)
    match = next((made for item in patterns if (made := item.fullmatch(said))), None)
    return match.groupdict() if match else None
