"""Reads a question about the record: its form in the phrase book, what narrows it, and what is carried over."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Literal

from explain.asking.lexicon import Lexicon
from explain.asking.model import UNREAD, Context, NotUnderstood, Reading, Understood
from explain.asking.queries.phrasebook import Form
from explain.asking.queries.query import Filters, Query
from explain.asking.queries.selecting import selected
from explain.asking.reading.asked import Asked
from explain.asking.reading.building import build, finds_nothing, with_command
from explain.asking.reading.line import Line, lifted, lines
from explain.asking.reading.shortcuts import nothing_open, with_open_points

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


def carried(lexicon: Lexicon, text: str, context: Context) -> Reading | None:
    """Return the last question again with another state, time or kind of units, where a text names only these."""
    last = context.query
    if last is None:
        return None
    book = lexicon.names.book
    for raw in lines(lexicon.names, text):
        for line in lifted(raw, book.narrowings):
            kept = line.without(book.joining)
            if last.asks == "profile" and raw.said <= book.joining | _PEOPLE and raw.said & _PEOPLE:
                counted = (("count", "yes"), ("people", "yes"))
                return _again(
                    lexicon, replace(last, filters=replace(last.filters, units=()), options=counted), Filters()
                )
            if kept.tokens or not line.filters.kinds or not line.filters.kinds <= _CARRIES.get(last.asks, _MANY):
                continue
            return _again(lexicon, last, line.filters)
    return None


def _succession(lexicon: Lexicon, last: Query, filters: Filters) -> Reading:
    """Who took over when another state left, or when the same state left at another time."""
    before = [lexicon.court.episodes[name].episode for name in last.filters.episodes]
    states, coalitions = ({item.state for item in before}, {item.coalition for item in before})
    asked = filters
    if not filters.states and len(states) == 1:
        asked = replace(asked, states=tuple(states))
    if not filters.coalitions and len(coalitions) == 1:
        asked = replace(asked, coalitions=tuple(coalitions))
    found = filters.episodes or selected(lexicon, "left", asked)
    if not found:
        return NotUnderstood("no exit of that kind is on record, so nobody could take over")
    return Understood(replace(last, filters=Filters(episodes=found), command=()), remark="as before")


_MANY = frozenset({"states", "coalitions", "spans", "units", "persons", "places", "marks", "episodes"})
_PEOPLE = frozenset({"troops", "soldiers", "people", "personnel", "forces", "men"})
"""Words for all whom a state sent, and for no kind of units."""
_CARRIES = {
    UNREAD: frozenset[str](),
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
    if last.asks == "taken-over":
        return _succession(lexicon, last, filters)
    merged = last.filters.overridden(filters)
    if last.asks == "open" and not merged.episodes:
        found = with_open_points(lexicon, merged)
        if not found:
            return nothing_open(lexicon, merged)
        merged = replace(merged, episodes=found[:1])
    again = replace(last, filters=merged, command=())
    if filters.marks or filters.units:
        again = replace(again, asks="profile") if last.option("command") == "timeline" else again
    return Understood(with_command(again), remark="as before")
