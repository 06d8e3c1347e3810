"""Which of those that were listed fit what more a text says of them."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from explain.asking.followups.other import merged
from explain.asking.followups.rows import list_before, of_listed, rest
from explain.asking.lexicon import Lexicon
from explain.asking.model import Context, NotUnderstood, Question, Reading, Understood
from explain.asking.queries.query import Filters, Query
from explain.asking.queries.saying import plural
from explain.asking.queries.selecting import selected
from explain.asking.reading.asked import Asked
from explain.asking.reading.line import lifted, lines
from explain.asking.reading.queries import read
from explain.asking.references import listed_by

_NOUNS = {"left": "exits", "came": "arrivals", "any": "episodes", "defection": "defections"}


def _some(asked: Asked) -> Reading | None:
    """Which of those listed fit what more a text says of them."""
    lexicon, form = asked.lexicon, asked.form
    last = of_listed(asked) if asked.context.query else _table(lexicon, asked.context.question)
    if last is None:
        return None
    unclear = NotUnderstood("it is not clear which of those are meant") if form.options.get("of those") else None
    noun, *more = rest(asked).split()
    told = " ".join([*form.options.get("put", "").split(), *([] if more and noun.endswith("s") else [noun]), *more])
    opening = "how many" if "many" in asked.whole.said else "which"
    reading, at = _narrowed(asked, last, told, opening), list_before(asked)
    if unclear is None and at is not None and at.query is not None and _finds_none(lexicon, reading):
        of_all = _narrowed(asked, at.query, told, opening)
        if of_all is not None and not _finds_none(lexicon, of_all):
            return replace(of_all, remark="of those that were listed before")
    return reading or unclear


def _finds_none(lexicon: Lexicon, reading: Understood | None) -> bool:
    """Tell whether no episode fits a question about episodes."""
    query = reading.question if reading else None
    if not isinstance(query, Query) or query.asks != "episodes":
        return False
    return not selected(lexicon, query.option("event"), query.filters)


def _narrowed(asked: Asked, last: Query, told: str, opening: str) -> Understood | None:
    """Return the last question, narrowed by what is told of its answer."""
    lexicon, kinds = asked.lexicon, last.option("kinds").split()
    if last.asks == "profile" or last.leads == "state":
        narrowed = _units_of_those(lexicon, told, last) if last.asks == "profile" else _of_states(lexicon, told, last)
        return narrowed or _states_of_those(lexicon, told, asked.context)
    if last.asks == "facts" and len(kinds) == 1:
        noun = plural(lexicon.classes(kinds[0])[0])
    elif last.option("command") == "judge" and "threshold" not in dict(last.options):
        noun = "episodes"
        last = replace(last, asks="episodes", command=(), options=())
    elif last.option("group") and last.option("pick"):
        return None
    elif last.asks == "episodes":
        last = replace(last, options=tuple(item for item in last.options if item[0] != "group"))
        noun = _NOUNS[last.option("event") or "any"]
    else:
        return None
    reading = read(lexicon, f"{opening} {noun} {told}", Context())
    found = reading.question if isinstance(reading, Understood) else None
    if not isinstance(found, Query) or found.asks != last.asks or not _narrows(found, last):
        return None
    bounds = merged(last.filters, found.filters, of_those=True)
    narrower = replace(found, filters=bounds, words=(*last.words, *found.words))
    if narrower.asks == "facts" and not lexicon.search.find(narrower.filters, kinds, narrower.words):
        return None
    return Understood(narrower, remark="of those")


def _of_states(lexicon: Lexicon, told: str, last: Query) -> Understood | None:
    """Which of the facts whose states were listed are of some of these."""
    for raw in lines(lexicon.names, told):
        for line in lifted(raw, ()):
            if line.said <= {"were", "was", "are", "is", "of", "from"} and line.filters.kinds == {"states"}:
                filters = merged(last.filters, line.filters, of_those=True)
                return Understood(replace(last, leads="", filters=filters), remark="of those")
    return None


def _units_of_those(lexicon: Lexicon, told: str, last: Query) -> Understood | None:
    """Which of the units that were in service are of some kind, fought, or served somewhere."""
    for raw in lines(lexicon.names, told):
        for line in lifted(raw, lexicon.names.book.narrowings):
            if not line.tokens or line.said <= {"were", "was", "are", "is"}:
                able = line.filters.kinds and line.filters.kinds <= {"marks", "units", "places"}
                able = able and set(line.filters.marks) <= {"combat", "support"}
                return (
                    Understood(replace(last, filters=last.filters.joined(line.filters)), remark="of those")
                    if able
                    else None
                )
    return None


def _narrows(found: Query, last: Query) -> bool:
    """Tell whether a question narrows what was listed last, and does not just name it again."""
    other = found.option("event") not in ("any", last.option("event") or "any")
    return bool(found.filters.kinds or found.words or other)


def _table(lexicon: Lexicon, question: Question | None) -> Query | None:
    """Return a table of verdicts, asked for as one about an episode is, as a question about the record."""
    if question is None or question.intent != "judge" or not question.listed:
        return None
    return Query("episodes", filters=Filters(episodes=tuple(listed_by(lexicon, question.listed))))


def _states_of_those(lexicon: Lexicon, told: str, context: Context) -> Understood | None:
    """Which of the states that were listed also did something else."""
    reading = read(lexicon, f"which states {told}", Context())
    found = reading.question if isinstance(reading, Understood) else None
    if not isinstance(found, Query) or found.leads != "state" or found.filters.states:
        return None
    listed = dict.fromkeys(str(getattr(item, "state", "")) for item in lexicon.listed(context.answer) if item)
    return Understood(replace(found, filters=replace(found.filters, states=tuple(listed))), remark="of those")


OPERATIONS: Mapping[str, Callable[[Asked], Reading | None]] = {"some": _some}
