"""What is worked out of the last answer: the first, the longest, the fewest; and whether another state had any."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from explain.asking.composing.aggregates import aggregated, worked
from explain.asking.followups.book import beside
from explain.asking.followups.rows import last, of_listed, said
from explain.asking.lexicon import Lexicon
from explain.asking.model import Reading, Understood
from explain.asking.queries.query import Query
from explain.asking.reading.asked import WHETHER, Asked
from explain.asking.reading.line import lifted, lines
from explain.asking.words import PRONOUNS

_WORKED = frozenset({"by", "rank", "states", "pick", "least", "most", "total", "yesno"})
_SUPERLATIVE = frozenset({"most", "least", "first", "last"})
_MARKING = frozenset({"any", "one", "some", "too", "also"})


def _work_out(asked: Asked) -> Reading | None:
    """The last question with something worked out of its answer; ``None`` where a text asks more than that."""
    lexicon = asked.lexicon
    for line in lines(lexicon.names, said(asked)):
        for plain, adds in aggregated(lexicon, line):
            before = last(asked) if "states" in adds or _of_all(asked, adds) else of_listed(asked)
            figures = [token for token in plain.tokens if token.of("field")]
            rest = {word for token in plain.tokens if token not in figures for word in token.phrase}
            if before.asks == "episodes" and "of" in rest:
                rest -= {word for token in plain.tokens if token.of("event") for word in token.phrase}
            if not rest <= beside(asked.form) or len(figures) > 1:
                continue
            base = replace(before, leads=figures[0].of("field")[0]) if figures and before.asks == "facts" else before
            if "when" in rest and before.asks == "facts":
                base = replace(base, leads="when")
            found = _again(lexicon, base, dict(adds))
            if found is not None:
                return Understood(found, remark="as before" if _of_all(asked, adds) else "of those")
    return None


def _of_all(asked: Asked, adds: Mapping[str, str]) -> bool:
    """Tell whether who was last is asked after who was first, or the other way round: of all, not of that one."""
    turned = "pick" in adds and last(asked).option("states") in ("first", "last")
    return turned and not {*said(asked).split()} & PRONOUNS


def _again(lexicon: Lexicon, before: Query, adds: dict[str, str]) -> Query | None:
    """Return a query with something else worked out of what it finds."""
    rank = adds.get("rank")
    if before.asks == "profile" and adds.get("by") == "duration":
        units = Query("facts", filters=before.filters, options=(("kinds", "Contribution"),))
        return worked(lexicon, units, adds)
    if before.asks == "profile":
        return replace(before, options=(("rank", rank),)) if rank and before.option("rank") else None
    if rank and adds["by"] == "count" and before.option("by"):
        adds["by"] = before.option("by")
    if rank and adds["by"] == "count" and before.option("states") in _SUPERLATIVE:
        adds = {"states": rank}
    kept = {name: value for name, value in before.options if name not in _WORKED}
    if before.option("states"):
        kept["states"] = "each"
    return worked(lexicon, replace(before, options=tuple(kept.items())), adds)


def _of_another(asked: Asked) -> Reading | None:
    """Whether another state had any of what was listed: did Gullland have any?"""
    before = last(asked)
    for raw in lines(asked.lexicon.names, said(asked)):
        if not (raw.said & _MARKING and raw.said & WHETHER):
            continue
        for line in lifted(raw, ()):
            if line.filters.kinds == {"states"} and line.said <= beside(asked.form):
                kept = {name: value for name, value in before.options if name not in _WORKED}
                leads = "" if before.leads == "state" else before.leads
                other = before.filters.states[1:] if len(before.filters.states) == len("ab") else ()
                filters = replace(before.filters, states=(*line.filters.states, *other))
                options = (*kept.items(), ("yesno", "yes"))
                return Understood(replace(before, filters=filters, leads=leads, options=options), remark="as before")
    return None


OPERATIONS: Mapping[str, Callable[[Asked], Reading | None]] = {"work out": _work_out, "of another": _of_another}
