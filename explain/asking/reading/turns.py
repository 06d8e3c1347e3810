"""Turns of phrase, put in the words that the forms of the phrase book know."""

import re
from functools import cache

from explain.asking import words
from explain.asking.lexicon import Lexicon
from explain.asking.model import Context
from explain.asking.numbers import dates_plainly
from explain.asking.queries.phrasebook import phrase_book
from explain.asking.queries.query import Filters
from explain.asking.queries.searching import when
from explain.asking.queries.selecting import selected
from explain.asking.reading.nearest import names_in

_SPACES = re.compile(r" {2,}")


def put_plainly(text: str) -> str:
    """Return a text without what is only polite, and with turns of phrase in plain words; all else as it was."""
    plain = dates_plainly(text)
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
    if told := _of_exit(lexicon, match["what"], match["of"].lower()):
        return f"{text[: match.start()]}{told}{text[match.end() :]}"
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


def _of_exit(lexicon: Lexicon, what: str, relation: str) -> str:
    """Return the time of the one exit that words describe, with its state: of Gullland before 1911-10."""
    if not words.LEFT & {*words.split(what)}:
        return ""
    filters = names_in(lexicon, what)
    found = selected(lexicon, "left", filters.joined(Filters(marks=("lost-combat",)))) if filters.states else ()
    if len(found) != 1:
        return ""
    about = lexicon.court.episodes[found[0]].episode
    date = about.date.earliest.isoformat() if about.date.is_day else lexicon.court.episodes[found[0]].month
    return f"of {lexicon.kb.label(about.state)} {relation} {date}"


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
