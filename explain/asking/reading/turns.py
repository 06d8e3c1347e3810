"""Turns of phrase, put in the words that the forms of the phrase book know."""

import re
from functools import cache

from explain.asking import words
from explain.asking.lexicon import Lexicon
from explain.asking.model import Context
from explain.asking.queries.phrasebook import phrase_book
from explain.asking.queries.query import Filters
from explain.asking.queries.searching import when

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
    return (date.month,) if date and f"{date.latest}"[: len("2015-01")] == date.month else ()
