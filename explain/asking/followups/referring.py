"""Texts with what they refer to put in place of words that only point at it: then, the second, it, did so."""

import re

from explain.asking.lexicon import Lexicon
from explain.asking.model import Context
from explain.asking.numbers import ORDINALS
from explain.asking.queries.saying import name_of
from explain.asking.reading.turns import spoken_of
from kb.dates import add_months, moment

_THAT_TIME = re.compile(
    r"(?P<of>before|after|since|until|by) (?:that|then|this)(?: (?:time|date|day|point|year))?(?=\W*$)"
    r"|(?:at|in|on|during|around) (?:that|the|this|the same)(?: very)? (?:same )?"
    r"(?P<at>time|moment|point|year|month|day|date)"
    r"(?=\W*$)|(?:back )?then(?=\W*$)",
    re.IGNORECASE,
)
_SO_THEN = re.compile(r"^(?P<said>(?:and |but |so )?(?:was|is|were) (?:it|that|this)\b.*?),? then\W*$", re.IGNORECASE)
"""A question about what is spoken of, at whose end "then" is no time."""
_LENGTHS = {"year": 4, "month": 7}
_SAID_OF_IT = 3
"""How many words a text has at least that says more than a time."""


_ORDINAL = re.compile(
    r"\bthe (?P<which>first|second|third|fourth|fifth|last|latter|former|other)"
    r"(?: one| exit| defection| of (?:them|these|those))?"
    r"(?= (?:be|is|was|were|a|an|rest|count|not|hang|depend|based|in|hold)\b|\W*$)",
    re.IGNORECASE,
)


def with_listed(lexicon: Lexicon, text: str, context: Context) -> str:
    """Return a text with the episode in place of "the first" or "the other", where several were listed or compared."""
    question, match = context.question, _ORDINAL.search(text)
    if match is None:
        return text
    goes_on = re.search(r"\w", text[match.end() :])
    if len(text[: match.start()].split()) < (1 if goes_on else _SAID_OF_IT):
        return text
    names: tuple[str, ...] = ()
    if question is not None and question.intent == "contrast":
        names = (str(question.episode), str(question.other))
    elif context.query is not None and context.query.asks == "episodes" and context.answer is not None:
        names = tuple(item.id for item in context.answer.reasons if item.id in lexicon.court.episodes)
    place = {"former": 0, "latter": 1, "last": len(names) - 1, "other": 1 if len(names) == len("ab") else -1}
    which = match["which"].lower()
    index = place[which] if which in place else ORDINALS.index(which)
    return text if not 0 <= index < len(names) else f"{text[: match.start()]}{names[index]}{text[match.end() :]}"


_IT = re.compile(
    r"^(?:and |but |so )?(?:which|how many|how often|list|show|has|have|did|does|who|any)\b.{4,60} "
    r"(?:by|of|for|to|with|from) (?P<it>it|this|that|these|them)(?=\W*$)",
    re.IGNORECASE,
)


_HOLDS = re.compile(
    r"^(?:and |but |so )?(?:did|does|do|where|when|is|how often|which|what|who)\b.{0,28}?\b(?P<it>it|this|that)\b"
    r"(?= (?:ever |always |also )?(?:hold|true|apply|fail|confirmed|supported|refuted|borne out)\b)",
    re.IGNORECASE,
)
_SHOW_IT = re.compile(
    r"^(?:and |so )?(?:show|read|quote|print|explain)(?: me)? (?:it|that|this)(?: to me)?\W*$", re.IGNORECASE
)
_RULE_OF_IT = re.compile(r"^(?:and |but |so )?(?:which|what) rules? \w+ (?P<it>it|this|that)(?=\W*$)", re.IGNORECASE)
_THEY_DIFFER = re.compile(
    r"^(?:and |but |so )?(?:do|did|where do) (?P<it>they)(?= (?:ever |all )?(?:dis)?agree|differ)", re.IGNORECASE
)


def with_term(lexicon: Lexicon, text: str, context: Context) -> str:
    """Return a text with the term that was just explained, or what was listed, in place of "it" or "they"."""
    query = context.query
    if query is None or context.refused:
        return text
    if query.asks == "rules" and _SHOW_IT.match(text):
        return "show rule"
    if query.asks == "works":
        state = f"{lexicon.kb.label(query.filters.states[0])}'s " if len(query.filters.states) == 1 else "the "
        return _put(text, _THEY_DIFFER, f"{state}sources")
    if query.asks != "definition" or len(query.about) != 1:
        return text
    return _with_idea(lexicon, text, query.about[0])


def _with_idea(lexicon: Lexicon, text: str, about: str) -> str:
    """Return a text with an idea that was explained in place of "it"."""
    scheme, _, concept = about.partition("/")
    if scheme == "hypothesis":
        return _put(text, _HOLDS, concept)
    text = _put(text, _RULE_OF_IT, name_of(lexicon, about))
    return _put(text, _IT, lexicon.labels(about)[0]) if scheme in ("cause", "strategy") else text


def _put(text: str, pattern: re.Pattern[str], told: str) -> str:
    """Return a text with something in place of "it" where a pattern finds that."""
    match = pattern.search(text)
    return text if match is None else f"{text[: match.start('it')]}{told}{text[match.end('it') :]}"


_NEXT_YEAR = re.compile(
    r"(?:in |during )?the (?:(?P<on>following|next) (?P<u1>year|month)|(?P<u2>year|month) (?P<after>after)(?: that)?"
    r"|(?:previous|preceding) (?P<u3>year|month)|(?P<u4>year|month) before(?: that)?)(?=\W*$)",
    re.IGNORECASE,
)


def with_year(lexicon: Lexicon, text: str, context: Context) -> str:
    """Return a text with the year or month that is meant in place of the one after or before that is spoken of."""
    match = _NEXT_YEAR.search(text)
    dates = spoken_of(lexicon, context) if match else ()
    if match is None or not dates:
        return text
    unit = next(match[name] for name in ("u1", "u2", "u3", "u4") if match[name])
    if unit == "month" and len(dates[0]) < len("2015-01"):
        return text
    months = (12 if unit == "year" else 1) * (1 if match["on"] or match["after"] else -1)
    moved = add_months(moment(dates[0]).earliest, months).isoformat()[: _LENGTHS[unit]]
    return f"{text[: match.start()]}in {moved}{text[match.end() :]}"


def with_time(lexicon: Lexicon, text: str, context: Context) -> str | None:
    """Return a text with the time that is being talked about in place of words like "then" and "before that".

    ``None`` where no one time is being talked about.
    """
    if context.episode and _SO_THEN.match(text):
        return _SO_THEN.sub(r"\g<said>", text)
    match = _THAT_TIME.search(text)
    dates = spoken_of(lexicon, context) if match else ()
    if match is None or len(text[: match.start()].split()) < _SAID_OF_IT:
        return text
    if not dates:
        return None if match["of"] or match["at"] else text
    date = dates[-1] if match["of"] in ("after", "since") else dates[0]
    told = f"{match['of']} {date}" if match["of"] else f"in {date[: _LENGTHS.get(match['at'] or '', len(date))]}"
    return text[: match.start()] + told + text[match.end() :]


_DID_SO = re.compile(
    r"^(?P<who>(?:and |but |so )?(?:which|what|who|has|have|had|did|does|how many|any)\b[^?]{0,40}?) "
    r"(?:did|done|do) (?:it|so|that|this)(?=\W*$"
    r"| (?:twice|once|thrice|more|most|again|first|last|only|often|several|repeatedly|early|before|after|in|under)\b)",
    re.IGNORECASE,
)
_DONE = {"defection": "defected", "left": "left"}


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
