"""Texts with what they refer to put in place of words that only point at it: then, the second, it, did so."""

import re
from collections.abc import Callable, Mapping

from explain.asking.followups.book import pointing
from explain.asking.lexicon import Lexicon
from explain.asking.model import Context
from explain.asking.numbers import ORDINALS
from explain.asking.queries.saying import name_of
from explain.asking.reading.turns import spoken_of
from explain.asking.words import split
from kb.dates import add_months, moment

_LENGTHS = {"year": 4, "month": 7}
_SAID_OF_IT = 3
"""How many words a text has at least that says more than a time or a place in a list."""
_DONE = {"defection": "defected", "left": "left"}
_UNCLEAR = "?"
_AT_FIRST = frozenset({"that", "then", "this", "same"})
Match = re.Match[str]


def referred(lexicon: Lexicon, text: str, context: Context) -> str | None:
    """Return a text with what is meant in place of what points at it; ``None`` where no one time is meant."""
    if context == Context() and not _AT_FIRST.intersection(split(text)):
        return text  # nothing was asked yet, and nothing points at it
    for item in pointing():
        match = item.said.search(text) if item.concerns(context) else None
        told = _MEANT[item.to](lexicon, context, match) if match else None
        if told == _UNCLEAR:
            return None
        if match and told is not None:
            text = f"{text[: match.start('it')]}{told}{text[match.end('it') :]}"
    return text


def _row(lexicon: Lexicon, context: Context, match: Match) -> str | None:
    """Return the episode in a place of those that were listed or compared."""
    question = context.question
    goes_on = re.search(r"\w", match.string[match.end("it") :])
    if len(match["before"].split()) < (1 if goes_on else _SAID_OF_IT):
        return None
    names: tuple[str, ...] = ()
    if question is not None and question.intent == "contrast":
        names = (str(question.episode), str(question.other))
    elif context.query is not None and context.query.asks == "episodes" and context.answer is not None:
        names = tuple(item.id for item in context.answer.reasons if item.id in lexicon.court.episodes)
    place = {"former": 0, "latter": 1, "last": len(names) - 1, "other": 1 if len(names) == len("ab") else -1}
    which = match["which"].lower()
    index = place[which] if which in place else ORDINALS.index(which)
    return names[index] if 0 <= index < len(names) else None


def _term(lexicon: Lexicon, context: Context, match: Match) -> str | None:
    """Return what was just explained, by name."""
    about = context.query.about[0] if context.query else ""
    if about.startswith("hypothesis/"):
        return about.partition("/")[2]
    return name_of(lexicon, about) if "rule" in match.string.lower() else lexicon.labels(about)[0]


def _words(lexicon: Lexicon, context: Context, match: Match) -> str | None:
    """Return the words by which facts were found that were listed."""
    del lexicon, match
    return " ".join(context.query.words) or None if context.query and context.query.asks == "facts" else None


def _rule(lexicon: Lexicon, context: Context, match: Match) -> str | None:
    del lexicon, match
    return "show rule" if context.query and context.query.asks == "rules" else None


def _sources(lexicon: Lexicon, context: Context, match: Match) -> str | None:
    del match
    if context.query is None or context.query.asks != "works":
        return None
    states = context.query.filters.states
    return f"{lexicon.kb.label(states[0])}'s sources" if len(states) == 1 else "the sources"


def _another_year(lexicon: Lexicon, context: Context, match: Match) -> str | None:
    """Return the year or month after or before that which is spoken of."""
    dates = spoken_of(lexicon, context)
    unit = next(match[name] for name in ("u1", "u2", "u3", "u4") if match[name])
    if not dates or (unit == "month" and len(dates[0]) < len("2015-01")):
        return None
    months = (12 if unit == "year" else 1) * (1 if match["on"] or match["after"] else -1)
    return f"in {add_months(moment(dates[0]).earliest, months).isoformat()[: _LENGTHS[unit]]}"


def _time(lexicon: Lexicon, context: Context, match: Match) -> str | None:
    """Return the time that is being talked about."""
    if len(match["before"].split()) < _SAID_OF_IT:
        return None
    dates = spoken_of(lexicon, context)
    if not dates:
        return _UNCLEAR if match["of"] or match["at"] else None
    date = dates[-1] if match["of"] in ("after", "since") else dates[0]
    return f"{match['of']} {date}" if match["of"] else f"in {date[: _LENGTHS.get(match['at'] or '', len(date))]}"


def _deed(lexicon: Lexicon, context: Context, match: Match) -> str | None:
    """Return the deed that was asked about: which state did it twice?"""
    del lexicon, match
    last, question = context.query, context.question
    if last is not None and last.asks == "episodes":
        return _DONE.get(last.option("event"))
    explained = last is not None and last.about == ("verdict/defection",)
    of_verdict = question is not None and question.words[:1] == ("verdict",) and question.intent in ("whether", "why")
    return "defected" if explained or of_verdict else None


def _units(lexicon: Lexicon, context: Context, match: Match) -> str | None:
    """Return the units of a state that were shown: why was it called back?"""
    del match
    last = context.query
    if last is None or last.asks not in ("facts", "profile") or context.refused:
        return None
    if len(last.filters.states) != 1 or len(last.filters.units) != 1 or last.filters.spans:
        return None
    return f"{lexicon.kb.label(last.filters.states[0])}'s {lexicon.labels(last.filters.units[0])[0]}"


_MEANT: Mapping[str, Callable[[Lexicon, Context, Match], str | None]] = {
    "row": _row,
    "term": _term,
    "rule": _rule,
    "words": _words,
    "sources": _sources,
    "another year": _another_year,
    "exit": lambda _, context, __: "" if context.episode else None,
    "time": _time,
    "deed": _deed,
    "units": _units,
}
