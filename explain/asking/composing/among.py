"""Reads which of those that were listed fit what more a text says of them."""

import re
from collections.abc import Callable
from dataclasses import replace

from explain.asking import words
from explain.asking.lexicon import Lexicon
from explain.asking.model import Context, NotUnderstood, Question, Reading, Understood
from explain.asking.queries.query import Filters, Query
from explain.asking.queries.saying import plural
from explain.asking.reading.line import lifted, lines
from explain.asking.references import listed_by

Reader = Callable[[Lexicon, str, Context], Reading | None]
"""What reads a text where a conversation stands."""

_THEM = r"(?:them|those|these|they)"
_SOME = re.compile(
    rf"(?:and |but |so )?(?P<how>which|how many|who|what|list|show)(?: ones)? (?:of|among) {_THEM}"
    r"(?: \w+s)? (?P<rest>.+)"
    r"|(?:and |but |so )?(?P<which>which|what)(?: ones?)? (?:were |are |was |is )?(?:about|concern\w*|deal\w* with"
    r"|mention\w*|involve\w*|related to) (?P<about>.+)"
    r"|(?:and |but |so )?(?P<count>which|how many)(?: ones?)? (?:were|are|was|is) (?P<are>.+)"
    rf"|(?:and |but )?(?:only|just) (?:{_THEM}|the ones|ones)? ?(?P<only>.+)"
)
_NOUNS = {"left": "exits", "came": "arrivals", "any": "episodes", "defection": "defections"}


def some_of(lexicon: Lexicon, text: str, context: Context, read: Reader) -> Reading | None:
    """Return which of those listed fit what more a text says of them."""
    last = context.query or _table(lexicon, context.question)
    match = _SOME.fullmatch(" ".join(words.split(text)))
    if match is None or last is None:
        return None
    unclear = NotUnderstood("it is not clear which of those are meant") if match["rest"] else None
    rest = match["rest"] or match["only"] or match["are"] or f"about {match['about']}"
    kinds = last.option("kinds").split()
    if last.asks == "profile" or last.leads == "state":
        narrowed = _units_of_those(lexicon, rest, last) if last.asks == "profile" else None
        return narrowed or _states_of_those(lexicon, rest, context, read) or unclear
    if last.asks == "facts" and len(kinds) == 1:
        noun = plural(lexicon.classes(kinds[0])[0])
    elif last.option("command") == "judge" and "threshold" not in dict(last.options):
        noun = "episodes"
        last = replace(last, asks="episodes", command=(), options=())
    elif last.asks == "episodes":
        noun = _NOUNS[last.option("event") or "any"]
    else:
        return unclear
    opening = "how many" if "how many" in (match["how"], match["count"]) else "which"
    reading = read(lexicon, f"{opening} {noun} {rest}", Context())
    found = reading.question if isinstance(reading, Understood) else None
    if not isinstance(found, Query) or found.asks != last.asks or not _narrows(found, last):
        return unclear
    narrower = replace(found, filters=last.filters.joined(found.filters), words=(*last.words, *found.words))
    if narrower.asks == "facts" and not lexicon.search.find(narrower.filters, kinds, narrower.words):
        return unclear
    return Understood(narrower, remark="of those")


def _units_of_those(lexicon: Lexicon, rest: str, last: Query) -> Reading | None:
    """Which of the units that were in service are of some kind, fought, or served somewhere."""
    for raw in lines(lexicon.names, rest):
        for line in lifted(raw, lexicon.names.book.narrowings):
            if not line.tokens or line.said <= {"were", "was", "are", "is"}:
                able = line.filters.kinds and line.filters.kinds <= {"marks", "units", "places"}
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


def _states_of_those(lexicon: Lexicon, rest: str, context: Context, read: Reader) -> Reading | None:
    """Which of the states that were listed also did something else."""
    reading = read(lexicon, f"which states {rest}", Context())
    found = reading.question if isinstance(reading, Understood) else None
    if not isinstance(found, Query) or found.leads != "state" or found.filters.states:
        return None
    listed = dict.fromkeys(str(getattr(item, "state", "")) for item in lexicon.listed(context.answer) if item)
    return Understood(replace(found, filters=replace(found.filters, states=tuple(listed))), remark="of those")
