"""The last question about an exit again, of another exit of the same state."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from explain.asking.followups.rows import last, list_before
from explain.asking.model import Ambiguous, Choice, Context, NotUnderstood, Question, Reading, Understood
from explain.asking.queries.query import Filters, Query
from explain.asking.queries.selecting import selected
from explain.asking.reading import events, shortcuts
from explain.asking.reading.asked import Asked
from explain.asking.reasons.deciding import MOST
from explain.asking.references import described, listed_by
from explain.renderings.notes import walk

_OF_ONE = ("why", "whether", "why-not", "robust", "flip", "sure")
"""What can be asked of another exit as well: a supposition is of the facts of one."""


def _question(asked: Asked) -> Question | None:
    """Return the last question about an exit; after a list, why the exit that is spoken of has its verdict."""
    if asked.context.choices:
        return None
    question = asked.context.question
    if asked.context.query is None:
        return question if question and question.intent in _OF_ONE else None
    return Question("why", asked.episode, ("verdict",)) if asked.episode else None


def _exits(asked: Asked, question: Question) -> tuple[str, ...]:
    """Return the exits of the same state in which combat units left, and its defections in combat, by time."""
    item = asked.lexicon.court.episodes.get(question.episode or "")
    if item is None:
        return ()
    state, coalition = item.episode.state, item.episode.coalition
    wanted = Filters(states=(state,), coalitions=(coalition,), marks=("combat",))
    episodes = asked.lexicon.court.episodes
    found = {*selected(asked.lexicon, "left", wanted), *selected(asked.lexicon, "defection", wanted)}
    return tuple(sorted(found, key=lambda name: (episodes[name].episode.date, name)))


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
    at = list_before(asked)
    shown = _shown(at)
    return shown if episode in shown else ()


def _shown(at: Context | None) -> tuple[str, ...]:
    return tuple(item.id for item in at.answer.reasons) if at is not None and at.answer else ()


def _others(asked: Asked) -> Reading | None:
    """Those of a list that a narrower one, or the one that is spoken of, left out."""
    now = _shown(asked.context) if asked.context.query else (str(asked.episode),)
    at = list_before(asked)
    while at is not None and at.query is not None and set(_shown(at)) <= set(now):
        at = at.earlier
    wider = at.query if at is not None and set(now) < set(_shown(at)) else None
    if wider is None:
        return _beyond(asked, now)
    left = tuple(name for name in _shown(at) if name not in now)
    again = replace(wider, filters=replace(wider.filters, episodes=left))
    return Understood(again, remark="the others of those that were listed before")


def _beyond(asked: Asked, now: tuple[str, ...]) -> Reading:
    """Those that a list left out by its bounds: of the same states, where anything else bounded it."""
    query, unclear = asked.context.query, NotUnderstood("it is not clear which others are meant", final=True)
    own = query.filters.kinds if query is not None else frozenset[str]()
    if query is None or not own or any(map(query.option, ("group", "states", "pick"))):
        return unclear
    kept = replace(Filters(), coalitions=query.filters.coalitions)
    if own - {"states", "coalitions"}:
        kept = replace(kept, states=query.filters.states)
    left = tuple(name for name in selected(asked.lexicon, query.option("event"), kept) if name not in now)
    again = replace(query, filters=replace(kept, episodes=left))
    return Understood(again, remark="all others of that kind") if left else unclear


def _inverse(asked: Asked) -> Reading | None:
    """Those that do not have the one thing for which the last list was chosen."""
    query, listed = last(asked), _shown(asked.context)
    bounds = [(name, getattr(query.filters, name)) for name in ("marks", "conclusions", "near", "excluded")]
    bounds = [item for item in bounds if item[1]]
    event, filters = query.option("event"), query.filters
    if len(bounds) == 1 and len(bounds[0][1]) == 1:
        filters = replace(filters, **{bounds[0][0]: ()})
    elif not bounds and event == "defection":
        event = "left"
    else:
        return NotUnderstood("it is not clear which others are meant", final=True)
    left = tuple(name for name in selected(asked.lexicon, event, filters) if name not in listed)
    if not left:
        return NotUnderstood("there are no others of that kind on record", final=True)
    options = tuple({**dict(query.options), "event": event}.items())
    again = replace(query, filters=replace(filters, episodes=left), options=options)
    return Understood(again, remark="the others of that kind")


def _takers(asked: Asked) -> Reading | None:
    """Who took over in the exits that were listed."""
    shown = walk(asked.context.answer.reasons) if asked.context.answer else ()
    listed = tuple(dict.fromkeys(item.id for item in shown if item.id in asked.lexicon.court.episodes))
    return Understood(Query("taken-over", filters=Filters(episodes=listed)), remark="of those") if listed else None


def _of_the_list(asked: Asked) -> Reading | None:
    """The last question about an exit, of the exit of another state that was listed with it."""
    question, at = _question(asked), list_before(asked)
    if question is None or at is None or at.answer is None or not asked.line.filters.states:
        return None
    listed = {item.id for item in walk(at.answer.reasons)}
    names = tuple(name for name in selected(asked.lexicon, "any", asked.line.filters) if name in listed)
    if question.episode not in listed or not names:
        return None
    readings = tuple(_of(question, name, listed=True) for name in names)
    if len(readings) == 1:
        return readings[0]
    return Ambiguous("which is meant?", tuple(map(Choice, described(asked.lexicon, names[:MOST]), readings)))


def _reason_for(asked: Asked) -> Reading | None:
    """Whether what was listed stands among the reasons for an exit."""
    lexicon = asked.lexicon
    meant = tuple(item for item in lexicon.listed(asked.context.answer) if item is not None)
    states = tuple(sorted({state for item in meant for state in lexicon.search.actors(item)}))
    filters = asked.line.filters if asked.line.filters.kinds else Filters(states=states)
    names = selected(lexicon, "defection", filters) if meant and filters.kinds else ()
    readings = tuple(events.among_reasons(lexicon, name, meant) for name in names[:MOST])
    if len(readings) < len("ab"):
        return readings[0] if readings else None
    return Ambiguous("which exit is meant?", tuple(map(Choice, described(lexicon, names[:MOST]), readings)))


def _marked(asked: Asked) -> Reading | None:
    """Whether the exit that is being talked about was early, taken over, in combat: yes or no, with its verdict."""
    mark, told = str(asked.form.options["mark"]), str(asked.form.options["told"])
    if not asked.episode:
        return None
    so = selected(asked.lexicon, "any", Filters(episodes=(asked.episode,), marks=(mark,)))
    found = f"yes: {told}" if so else f"no: the record does not show that {told}"
    return Understood(Question("whether", asked.episode, ("verdict",), depth=1), remark=found)


def _when(asked: Asked) -> Reading:
    """When the exit was that is being talked about."""
    filters = Filters(episodes=(str(asked.episode),))
    return Understood(Query("episodes", filters=filters, options=(("event", "any"),)), remark="of what is talked about")


def _not_taken_over(asked: Asked) -> Reading | None:
    """What would follow if those had not taken over who did."""
    query = asked.context.query
    names = query.filters.episodes if query is not None and query.asks == "taken-over" else ()
    if not asked.episode and not names:
        return None
    return shortcuts.not_taken_over(asked.lexicon, Filters(episodes=names), asked.episode)


def _next(asked: Asked, step: int) -> Reading | None:
    """The exit before or after."""
    question = _question(asked)
    names = _exits(asked, question) if question else ()
    if question is None or question.episode not in names:
        return None
    place = names.index(question.episode) + step
    if 0 <= place < len(names):
        return _of(question, names[place])
    state = asked.lexicon.kb.label(asked.lexicon.court.episodes[names[0]].episode.state)
    told = "an earlier" if step < 0 else "a later"
    return NotUnderstood(f"{told} exit of {state} in which combat units left is not on record", final=True)


def _of(question: Question, episode: str, *, listed: bool = False) -> Understood:
    whole = question.intent in ("robust", "flip", "sure")  # of the verdict: the conclusion may not hold of the other
    told = "another of those that were listed" if listed else "the same of another exit in which combat units left"
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
    "others": _others,
    "marked": _marked,
    "reason for": _reason_for,
    "inverse": _inverse,
    "takers": _takers,
    "of the list": _of_the_list,
    "when it was": _when,
    "not taken over": _not_taken_over,
}
