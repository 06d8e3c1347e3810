"""The last question about an exit again, of another exit of the same state."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from explain.asking.model import Context, Question, Reading, Understood
from explain.asking.queries.query import Filters
from explain.asking.queries.selecting import selected
from explain.asking.reading.asked import Asked
from explain.asking.references import listed_by


def _question(asked: Asked) -> Question | None:
    """Return the last question about an exit; after a list, why the exit that is spoken of has its verdict."""
    if asked.context.choices:
        return None
    if asked.context.query is None:
        return asked.context.question
    return Question("why", asked.episode, ("verdict",)) if asked.episode else None


def _exits(asked: Asked, question: Question) -> tuple[str, ...]:
    """Return the exits in which combat units of the same state left."""
    item = asked.lexicon.court.episodes.get(question.episode or "")
    if item is None:
        return ()
    state, coalition = item.episode.state, item.episode.coalition
    wanted = Filters(states=(state,), coalitions=(coalition,), marks=("combat",))
    return selected(asked.lexicon, "left", wanted)


def _other(asked: Asked) -> Reading | None:
    """The other one: of the two that were listed, or of the two defections of the state."""
    question = _question(asked)
    if question is None:
        return None
    listed = _listed_with(asked, str(question.episode))
    judge = asked.lexicon.court.judge
    names = listed or tuple(name for name in _exits(asked, question) if judge(name).verdict == "defection")
    found = [name for name in names if name != question.episode]
    return _of(question, found[0], listed=bool(listed)) if len(found) == 1 else None


def _listed_with(asked: Asked, episode: str) -> tuple[str, ...]:
    """Return the episodes of the last list, where the one that is spoken of stands in it."""
    at = asked.context.earlier
    while at is not None and (at.query is None or at.query.asks != "episodes"):
        at = at.earlier
    shown = tuple(item.id for item in at.answer.reasons) if at is not None and at.answer else ()
    return shown if episode in shown else ()


def _next(asked: Asked, step: int) -> Reading | None:
    """The exit before or after."""
    question = _question(asked)
    names = _exits(asked, question) if question else ()
    if question is None or question.episode not in names:
        return None
    place = names.index(question.episode) + step
    return _of(question, names[place]) if 0 <= place < len(names) else None


def _of(question: Question, episode: str, *, listed: bool = False) -> Reading:
    whole = question.intent in ("robust", "flip", "sure")  # of the verdict: the conclusion may not hold of the other
    told = "the other of those that were listed" if listed else "the same of another exit in which combat units left"
    return Understood(replace(question, episode=episode, words=() if whole else question.words), remark=told)


def _contrast(asked: Asked) -> Reading | None:
    """Where the two episodes part that were last spoken of, one after the other."""
    spoken: list[str] = []
    at: Context | None = asked.context
    while at is not None and len(spoken) < len("ab"):
        question = at.question
        shown = listed_by(asked.lexicon, question.listed) if question and question.listed else ()
        name = question.episode if question else None
        if name and name not in spoken and not shown:
            spoken.append(name)
        at = at.earlier
    if len(spoken) < len("ab"):
        return None
    return Understood(Question("contrast", spoken[1], other=spoken[0]), remark="the two that were last spoken of")


OPERATIONS: Mapping[str, Callable[[Asked], Reading | None]] = {
    "other exit": _other,
    "exit before": lambda asked: _next(asked, -1),
    "exit after": lambda asked: _next(asked, 1),
    "contrast": _contrast,
}
