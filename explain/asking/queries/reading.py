"""Reads a question about the record: its form in the phrase book, what narrows it, and what is carried over."""

from collections.abc import Iterator
from dataclasses import replace

from explain.asking.lexicon import Lexicon
from explain.asking.model import Context, Reading, Understood
from explain.asking.queries.building import GENERIC, Asked, build, with_command
from explain.asking.queries.line import lifted, lines
from explain.asking.queries.query import Filters, Query


def read(lexicon: Lexicon, text: str, context: Context) -> Reading | None:
    """Return how a text asks about the record; ``None`` where the phrase book has no form for it."""
    fitting = list(_fitting(lexicon, text, context))
    for empty in (False, True):
        for asked in fitting:
            reading = build(asked, empty=empty)
            if reading is not None:
                return reading
    return None


def _fitting(lexicon: Lexicon, text: str, context: Context) -> Iterator[Asked]:
    """Yield the forms that a text has, in the order of the phrase book; nothing in the text is without a place."""
    book = lexicon.names.book
    found = []
    for raw in lines(lexicon.names, text):
        for line in lifted(raw, book.narrowings):
            short = line.without(book.passed_over)
            whole = line.without(book.passed_over | GENERIC)
            for number, form in enumerate(book.forms):
                if not line.filters.kinds <= form.takes or form.needs & {"marks"} - line.filters.kinds:
                    continue
                for shown in (line,) if form.raw else (short, whole):
                    match = next((made for item in form.patterns if (made := item.fullmatch(shown.encoded))), None)
                    if match:
                        found.append((number, Asked(lexicon, form, match, shown, context, raw)))
                        break
    yield from (asked for _, asked in sorted(found, key=lambda item: item[0]))


def carried(lexicon: Lexicon, text: str, context: Context) -> Reading | None:
    """Return the last question again with another state, time or kind of units, where a text names only these."""
    last = context.query
    if last is None:
        return None
    book = lexicon.names.book
    for raw in lines(lexicon.names, text):
        for line in lifted(raw, book.narrowings):
            kept = line.without(_JOINING)
            if kept.tokens or not line.filters.kinds or not line.filters.kinds <= _CARRIES.get(last.asks, _MANY):
                continue
            return _again(lexicon, last, line.filters)
    return None


_JOINING = frozenset(
    [
        "and",
        "but",
        "or",
        "what",
        "about",
        "same",
        "only",
        "just",
        "now",
        "then",
        "instead",
        "how",
        "case",
        "in",
        "of",
        "for",
        "on",
        "during",
        "at",
        "by",
        "with",
        "to",
        "also",
        "again",
        "too",
        "though",
        "ok",
        "so",
        "please",
        "it",
        "there",
        "again",
        "okay",
        "well",
        "them",
    ]
)


_MANY = frozenset({"states", "coalitions", "spans", "units", "persons", "places", "marks", "episodes"})
_CARRIES = {
    "definition": frozenset[str](),
    "holder": frozenset[str](),
    "uses": frozenset[str](),
    "rules": frozenset[str](),
    "hypothesis": _MANY | {"conclusions"},
    "theories": frozenset({"states", "coalitions"}),
    "episodes": _MANY | {"conclusions", "near"},
}
"""What may take the place of what narrowed the last question, for each thing that can be asked."""


def _again(lexicon: Lexicon, last: Query, filters: Filters) -> Reading:
    merged = last.filters.overridden(filters)
    again = replace(last, filters=merged, command=())
    if filters.marks or filters.units:
        again = replace(again, asks="profile") if last.option("command") == "timeline" else again
    return Understood(with_command(lexicon, again), remark="as before")
