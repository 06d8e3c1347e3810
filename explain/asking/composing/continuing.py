"""Reads what goes on with the last answer by what is to be worked out of it: the first, the longest, the fewest."""

import re
from dataclasses import replace

from explain.asking import words
from explain.asking.composing.aggregates import aggregated, worked
from explain.asking.lexicon import Lexicon
from explain.asking.model import Context, Reading, Understood
from explain.asking.queries.query import Query
from explain.asking.reading.asked import WHETHER
from explain.asking.reading.line import lifted, lines

_WORKED = frozenset({"by", "rank", "states", "pick", "least", "most", "total", "yesno"})
_SUPERLATIVE = frozenset({"most", "least", "first", "last"})
_DID_SO = re.compile(
    r"^(?P<who>(?:and |but |so )?(?:which|what|who|has|have|had|did|does|how many|any)\b[^?]{0,40}?) "
    r"(?:did|done|do) (?:it|so|that|this)(?=\W*$"
    r"| (?:twice|once|thrice|more|most|again|first|last|only|often|several|repeatedly|early|before|after|in|under)\b)",
    re.IGNORECASE,
)
_MARKING = frozenset({"any", "one", "some", "too", "also"})
_DONE = {"defection": "defected", "left": "left"}


def continued(lexicon: Lexicon, text: str, context: Context) -> Reading | None:
    """Return the last question with something worked out of its answer; ``None`` where a text asks more than that."""
    last = context.query
    if last is None or last.asks not in ("facts", "episodes", "profile") or last.option("group"):
        return None
    for line in lines(lexicon.names, text):
        for plain, adds in aggregated(lexicon, line):
            figures = [token for token in plain.tokens if token.of("field")]
            rest = {word for token in plain.tokens if token not in figures for word in token.phrase}
            if last.asks == "episodes" and "of" in rest:
                rest -= {word for token in plain.tokens if token.of("event") for word in token.phrase}
            if not rest <= lexicon.names.book.beside["pointing"] or len(figures) > 1:
                continue
            base = replace(last, leads=figures[0].of("field")[0]) if figures and last.asks == "facts" else last
            if "when" in rest and last.asks == "facts":
                base = replace(base, leads="when")
            found = _again(lexicon, base, dict(adds))
            if found is not None:
                return Understood(found, remark="of those")
    return None


def any_of_another(lexicon: Lexicon, text: str, context: Context) -> Reading | None:
    """Return whether another state had any of what was listed: did Gullland have any?"""
    last = context.query
    if last is None or last.asks not in ("facts", "episodes") or last.option("group"):
        return None
    found = _when_one(text, last)
    if found is not None:
        return found
    for raw in lines(lexicon.names, text):
        if not (raw.said & _MARKING and raw.said & WHETHER):
            continue
        for line in lifted(raw, ()):
            if line.filters.kinds == {"states"} and line.said <= lexicon.names.book.beside["another"]:
                kept = {name: value for name, value in last.options if name not in _WORKED}
                kept["yesno"] = "yes"
                kept.pop("states", None)
                leads = "" if last.leads == "state" else last.leads
                other = last.filters.states[1:] if len(last.filters.states) == len("ab") else ()
                filters = replace(last.filters, states=(*line.filters.states, *other))
                again = replace(last, filters=filters, leads=leads, options=tuple(kept.items()))
                return Understood(again, remark="as before")
    return None


_ONE = re.compile(
    r"(?:and |but |so )?when (?:was|were|did|is) (?:there|they|it)?(?: have| hold| see| had)? ?(?:one|any|some)"
)


def _when_one(text: str, last: Query) -> Reading | None:
    """When there was one of those of which none was found in a time."""
    if last.asks != "facts" or not last.filters.spans or _ONE.fullmatch(" ".join(words.split(text))) is None:
        return None
    return Understood(replace(last, leads="when", filters=replace(last.filters, spans=())), remark="at any time")


def _again(lexicon: Lexicon, last: Query, adds: dict[str, str]) -> Query | None:
    """Return a query with something else worked out of what it finds."""
    rank = adds.get("rank")
    if last.asks == "profile":
        return replace(last, options=(("rank", rank),)) if rank and last.option("rank") else None
    if rank and adds["by"] == "count" and last.option("by"):
        adds["by"] = last.option("by")
    if rank and adds["by"] == "count" and last.option("states") in _SUPERLATIVE:
        adds = {"states": rank}
    kept = {name: value for name, value in last.options if name not in _WORKED}
    if last.option("states"):
        kept["states"] = "each"
    return worked(lexicon, replace(last, options=tuple(kept.items())), adds)


def with_deed(text: str, context: Context) -> str:
    """Return a text with the deed that was asked about in place of "did it": which state did it twice?"""
    match, last, question = _DID_SO.match(text), context.query, context.question
    if match is None:
        return text
    done = ""
    if last is not None and last.asks == "episodes":
        done = _DONE.get(last.option("event"), "")
    elif (last is not None and last.about == ("verdict/defection",)) or (
        question is not None and question.words[:1] == ("verdict",) and question.intent in ("whether", "why")
    ):
        done = "defected"
    return f"{match['who']} {done}{text[match.end() :]}" if done else text


_OF_UNITS = re.compile(
    r"^(?:and |but |so )?(?:why|when)? ?(?:did|was|were|is|are) (?P<it>it|they|that|those)\b"
    r"(?= .*\b(?:leave|left|withdrawn|recalled|called back|called home|sent home|brought home|pulled out|go home"
    r"|return|defection)\b)",
    re.IGNORECASE,
)


def with_units(lexicon: Lexicon, text: str, context: Context) -> str:
    """Return a text with the units of a state that were shown in place of "it": why was it called back?"""
    last, match = context.query, _OF_UNITS.match(text)
    if match is None or last is None or last.asks not in ("facts", "profile") or context.refused:
        return text
    if len(last.filters.states) != 1 or len(last.filters.units) != 1 or last.filters.spans:
        return text
    state = lexicon.kb.label(last.filters.states[0])
    return f"{text[: match.start('it')]}{state}'s {lexicon.labels(last.filters.units[0])[0]}{text[match.end('it') :]}"
