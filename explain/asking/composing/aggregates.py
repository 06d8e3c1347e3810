"""Reads what a question wants worked out over all that it finds: who never, how often, the first, the longest.

The words for that are lifted out of the line, as those that narrow it are; what is left must be a question of the
phrase book about episodes or facts, whose answer can be worked out so. No word is left without a place.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from explain.asking.lexicon import Lexicon
from explain.asking.model import Context, Reading, Understood
from explain.asking.queries.phrasebook import Form
from explain.asking.queries.query import Filters, Query
from explain.asking.queries.ranking import measure
from explain.asking.reading.asked import Asked
from explain.asking.reading.building import build
from explain.asking.reading.line import Line, lifted, lines
from explain.asking.reading.queries import matched
from explain.asking.words import PRONOUNS

_TIMES = {"once": 1, "twice": 2, "thrice": 3}
_FIGURES = "only figures"
"""Option of forms that are read only where something is worked out."""
_OWN = frozenset({"states", "pick", "rank", "group", "share", "verdicts", "happening", "total", "yesno", "next"})
"""Options of forms that work something out themselves."""


def composed(lexicon: Lexicon, text: str, context: Context) -> Reading | None:
    """Return what a text asks to be worked out over episodes or facts; ``None`` where it asks nothing of the kind."""
    book = lexicon.names.book
    for raw in lines(lexicon.names, text):
        for line in lifted(raw, book.narrowings):
            for plain, adds in aggregated(lexicon, line):
                if plain.said & {"one", "ones"}:
                    continue  # which one, depends on what was listed
                reading = _read(lexicon, raw, plain, adds, context)
                if reading is not None:
                    return reading
    return None


def aggregated(lexicon: Lexicon, line: Line) -> Iterator[tuple[Line, Mapping[str, str]]]:
    """Yield a line without the words for one thing to be worked out, and what that is."""
    for item in lexicon.names.book.aggregates:
        match = item.pattern.search(line.encoded)
        if match is None:
            continue
        inside = line.inside(match[0])
        kept = tuple(token for token in line.tokens if token not in inside)
        adds = dict(item.adds)
        if adds.get("states") == "enough":
            adds |= _times(Line(inside))
        yield replace(line, tokens=kept), adds


def _times(inside: Line) -> dict[str, str]:
    """Return how often at least, and at most where that is said."""
    said = inside.said
    numbers = [token.number for token in inside.tokens if token.number is not None]
    count = next(iter([*(_TIMES[word] for word in _TIMES if word in said), *numbers]), 2)
    if "more" in said and "than" in said:
        return {"least": str(count + 1)}
    exactly = said & {"exactly", "only", "just"} or "once" in said
    return {"least": str(count), "most": str(count)} if exactly else {"least": str(count)}


def _read(lexicon: Lexicon, raw: Line, line: Line, adds: Mapping[str, str], context: Context) -> Reading | None:
    book = lexicon.names.book
    context = Context() if raw.said & book.beside["any state"] or not raw.said & PRONOUNS else context
    short, shorter = line.without(book.passed_over), line.without(book.passed_over | book.generic)
    for form in book.forms:
        own = _OWN - ({"states"} if form.options.get("states") == "each" else set())
        able = line.filters.kinds <= form.takes and not form.needs - line.filters.kinds
        if form.asks not in ("episodes", "facts") or own & form.options.keys() or not able:
            continue
        for shown in (line,) if form.raw else (short, shorter):
            match = matched(form, shown, "strictly")
            found = build(Asked(lexicon, form, match, shown, context, raw, line)) if match is not None else None
            query = found.question if isinstance(found, Understood) else None
            if isinstance(found, Understood) and isinstance(query, Query) and _keeps(query, form, line):
                again = worked(lexicon, query, adds)
                if again is not None:
                    return replace(found, question=again)
    return None


def _keeps(query: Query, form: Form, line: Line) -> bool:
    """Tell whether a query has just the filters of the line, and what its form adds."""
    added = Filters(
        marks=tuple(filter(None, [str(form.options.get("mark", ""))])),
        units=tuple(filter(None, [str(form.options.get("unit", ""))])),
    )
    if query.asks == "facts" and not query.option("kinds"):
        return False
    own = replace(query.filters, states=line.filters.states)  # the state that is spoken of may be taken over
    if form.options.get("from") == "strategy":
        own = replace(own, conclusions=line.filters.conclusions)
    return own in (line.filters, line.filters.joined(added))


def worked(lexicon: Lexicon, query: Query, adds: Mapping[str, str]) -> Query | None:
    """Return a query with what is to be worked out; ``None`` where that cannot be said of what it finds."""
    options = {**dict(query.options), **adds}
    by_state = query.option("states") == "each" or query.leads == "state"
    if adds.get("states") == "each" and len(query.filters.states) > 1 and query.asks in ("episodes", "facts"):
        return replace(query, options=tuple(options.items()))
    if "states" in adds and not by_state:
        return None
    if "by" in adds:
        ranked = _ranked if query.asks == "facts" else _ranked_episodes
        return ranked(lexicon, query, adds, by_state=by_state)
    if "pick" in adds and query.asks == "episodes" and by_state:
        options["states"] = options.pop("pick")
    leads = "when" if "pick" in adds and query.asks == "facts" and not query.leads else query.leads
    return replace(query, leads=leads, options=tuple(options.items()))


def _ranked_episodes(lexicon: Lexicon, query: Query, adds: Mapping[str, str], *, by_state: bool) -> Query | None:
    """Return a query for the states with most or fewest episodes; these have no other measure."""
    del lexicon
    counted = by_state and adds["by"] == "count"
    options = {**dict(query.options), **adds, "states": adds["rank"]}
    return replace(query, options=tuple(options.items())) if counted else None


def _ranked(lexicon: Lexicon, query: Query, adds: Mapping[str, str], *, by_state: bool) -> Query | None:
    """Return a query for the facts with most or least of a measure, or for the states with most or fewest facts."""
    by, rank = adds["by"], adds["rank"]
    if query.option("kinds") == "Contribution" and by != "duration":
        asked = Query("profile", filters=query.filters, options=(("rank", rank),))
        return asked if query.filters.units and not query.words and query.leads in ("", "state", "units") else None
    if by == "count" and by_state:
        return replace(query, options=(*query.options, ("states", rank)))
    figure = measure(lexicon, query, by)
    if not figure or (by == "count" and figure != query.leads):
        return None
    return replace(query, options=(*query.options, ("by", by), ("rank", rank)))
