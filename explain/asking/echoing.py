"""How a question was understood, in words: the commands that answer the same, or what kept it from being understood."""

from explain.asking.conversing import Turn
from explain.asking.lexicon import Lexicon
from explain.asking.model import Ambiguous, NotUnderstood, Understood
from explain.asking.queries.query import Query
from explain.asking.queries.saying import told


def spelled(lexicon: Lexicon, turn: Turn, options: str = "") -> tuple[str, ...]:
    """Return the commands that a question amounts to, each with some options; in words what no command answers."""
    assert isinstance(turn.reading, Understood)
    question = turn.reading.question
    if question.commands:
        return tuple(command + options for command in question.commands)
    if isinstance(question, Query):
        return (told(lexicon, question),)
    last = turn.context.question
    before = f": {' and '.join(last.commands)}{options}" if last and last.commands else ""
    if turn.context.query:
        before = f": {told(lexicon, turn.context.query)}"
    return {
        "sources": (f"the sources of {question.subject}" if question.subject else f"the sources of{before[1:]}",),
        "rule": (f"the rule {question.subject}",),
        "show": (f"the same, with more{before}",),
        "back": (f"back{before}",),
    }.get(question.intent, (question.intent,))


def offers(turn: Turn) -> tuple[str, tuple[str, ...]]:
    """Return why a text was not understood, or what is asked back, and what can be chosen or asked in its place."""
    if isinstance(turn.reading, Ambiguous):
        return turn.reading.asked, tuple(item.label for item in turn.reading.choices)
    assert isinstance(turn.reading, NotUnderstood)
    return f"not understood: {turn.reading.reason}", turn.reading.nearest
