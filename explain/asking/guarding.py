"""The last look at a reading before it is answered: whether it left out something that the text plainly said."""

import re

from explain.asking import words
from explain.asking.model import Context, NotUnderstood, Question, Reading, Understood
from explain.asking.queries.query import Query

_OF_THOSE = re.compile(r"\b(?:of|among) (?:them|those|these|the (?:two|three|four|five|six|rest|others))\b")
_KEPT = ("of those", "as before", "the reasons given for those")


def guarded(text: str, context: Context, reading: Reading) -> Reading:
    """Return a reading as it is, or that it was not understood where it would answer less or more than was asked."""
    question = reading.question if isinstance(reading, Understood) else None
    if question is None:
        return reading
    said = " ".join(words.split(text))
    if _OF_THOSE.search(said) and (context.refused or not _goes_on(reading, question)):
        return NotUnderstood(
            "the question before was not understood, so that it is not clear which of those are meant"
            if context.refused
            else "it is not clear which of those are meant"
        )
    if isinstance(question, Query) and question.asks == "facts":
        loose = [word for word in question.words if word in words.RELATIONS]
        if loose and len(question.words) > 1:
            return NotUnderstood(f"it is not clear what is meant by '{' '.join(question.words)}'")
    return reading


def _goes_on(reading: Reading, question: Question | Query) -> bool:
    """Tell whether a reading goes on with what was listed, or asks for reasons, sources or rules and not for a list."""
    assert isinstance(reading, Understood)
    if isinstance(question, Question):
        return question.intent != "judge"
    return reading.remark in _KEPT or question.asks not in ("episodes", "facts", "command", "profile", "theories")
