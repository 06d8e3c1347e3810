"""Turns of phrase, put in the words that the forms of the phrase book know."""

import re
from functools import cache

from explain.asking import words
from explain.asking.lexicon import Lexicon
from explain.asking.model import Context
from explain.asking.numbers import ORDINALS
from explain.asking.queries.phrasebook import phrase_book
from explain.asking.queries.query import Filters
from explain.asking.queries.saying import name_of
from explain.asking.queries.searching import when
from kb.dates import add_months, moment

_SPACES = re.compile(r" {2,}")


def put_plainly(text: str) -> str:
    """Return a text without what is only polite, and with turns of phrase in plain words; all else as it was."""
    plain = text
    for pattern, other in _turns():
        plain = pattern.sub(other, plain)
    plain = _SPACES.sub(" ", plain).strip()
    return plain if re.search(r"\w", plain) else text


@cache
def _turns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(rf"(?<!\S){said}(?!\w)", re.IGNORECASE), other) for said, other in phrase_book().turns)


_TWO = re.compile(
    r"(?P<first>.{8,}?),? (?:and|or) (?P<second>(?:who|what|which|when|where|why|how|did|was|were|is|does) .{4,})",
    re.IGNORECASE,
)


def halves_of(text: str) -> tuple[str, ...]:
    """Return the two questions that a text puts at once; none where it is one."""
    match = _TWO.fullmatch(text.strip())
    return (f"{match['first']}?", match["second"]) if match else ()


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
    if match is None or len(text[: match.start()].split()) < _SAID_OF_IT:
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
    if query.asks not in ("definition", "hypothesis") or len(query.about) != 1:
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


_BY_EVENT = re.compile(
    r"\b(?P<of>before|after|since|until|following|prior to) (?:the )?(?P<what>[\w' -]{6,50}?)(?=\W*$)", re.IGNORECASE
)
_EVENTS = ("Attack", "Incident", "Election", "LeadershipChange", "HostageTaking", "TerritorialAttack", "Vote")
"""Kinds of fact by which people tell the time."""


def with_event(lexicon: Lexicon, text: str) -> str:
    """Return a text with the day of an event in place of words that describe just one: after the attack in Brussels."""
    match = _BY_EVENT.search(text)
    if match is None:
        return text
    of = match["of"].lower()
    said = [word for word in words.split(match["what"]) if word not in words.JOINTS]
    if len(said) < 2:  # noqa: PLR2004 - one word names a kind of event, and none of them
        return text
    found = [item for item in lexicon.search.find(Filters(), _EVENTS, said) if when(item)]
    exact = [item for item in found if (date := when(item)) and date.earliest == date.latest] or found
    dates = {str(when(item)) for item in exact}
    if len(dates) != 1 or not re.fullmatch(r"\d{4}(-\d\d){1,2}", next(iter(dates))):
        return text
    relation = {"following": "after", "prior to": "before"}.get(of, of)
    states = {str(getattr(item, "state", "")) for item in exact} - {""}
    before = text[: match.start()]
    if before.split()[:1] in (["What"], ["what"]) and before.split()[1:] in (["happened"], ["was", "happening"]):
        before += f"in {lexicon.kb.label(states.pop())} " if len(states) == 1 else ""
    return f"{before}{relation} {dates.pop()}{text[match.end() :]}"


def spoken_of(lexicon: Lexicon, context: Context) -> tuple[str, ...]:
    """Return the dates that are being talked about, as a text may name them; none where there are several facts."""
    spans = context.query.filters.spans if context.query else ()
    if spans:
        return tuple(span.text for span in spans if re.fullmatch(r"[\d-]+", span.text))
    item = lexicon.court.episodes.get(context.episode or "")
    if item is not None:
        return (item.month,)
    listed = lexicon.listed(context.answer)
    date = when(listed[0]) if len(listed) == 1 and listed[0] is not None else None
    return (date.month,) if date else ()
