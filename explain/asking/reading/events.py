"""Facts that words describe: whether they were among the reasons for an exit, and whether sources disagree about them.

Whether they were among the reasons is told by the facts on which its cause rests.
"""

from dataclasses import replace

from explain.asking.composing.widely import most_apt
from explain.asking.lexicon import Lexicon
from explain.asking.model import Ambiguous, Choice, Mention, Question, Reading, Understood
from explain.asking.queries.query import Filters, Query
from explain.asking.queries.selecting import selected
from explain.asking.reading.asked import Asked
from explain.asking.reasons.deciding import MOST
from explain.asking.references import described
from explain.words.phrases import listed
from kb.records import OBSERVED, Record, Variant
from rules.questions.support import support

_STANDING = frozenset(
    {
        "Contribution",
        "Coalition",
        "State",
        "Theatre",
        "Theory",
        "Role",
        "Capability",
        "Ground",
        "Manifestation",
        "Fleet",
    }
    | {"Government", "Mandate", "Arrangement", "Shift", "SizeComparison", "Membership", "Dependency", "Decision"}
)
"""Kinds of fact that are no events which could make a state leave."""
_EVENTS = tuple(kind.__name__ for kind in OBSERVED if kind.__name__ not in _STANDING)


_FIGURES = frozenset(
    {"number", "size", "date", "day", "start", "beginning", "end", "figure", "figures", "count", "time"}
)
"""Words for what a fact says, by which it is not found."""
_MANY = 6


def because_of(asked: Asked, filters: Filters) -> Reading | None:
    """Whether events that words describe stand among the reasons for an exit; ``None`` where no event is meant."""
    lexicon = asked.lexicon
    meant = _meant(asked, filters)
    if not meant:
        return None
    states = {state for item in meant for state in lexicon.search.actors(item)}
    names = filters.episodes or ((asked.episode,) if asked.episode and not filters.kinds & {"states", "spans"} else ())
    if not names:
        wanted = Filters(states=filters.states or tuple(sorted(states)), spans=filters.spans)
        names = selected(lexicon, "defection", wanted)
    readings = [among_reasons(lexicon, name, meant) for name in names]
    if len(readings) == 1:
        return readings[0]
    if readings and not any(item.remark.startswith("yes") for item in readings):
        told = "no; it is not among the reasons that were found for any of these"
        listed_ = Query("episodes", filters=Filters(episodes=names), options=(("event", "defection"),))
        return asked.understood(listed_, told)
    given = [item for item in readings if item.remark.startswith("yes")]
    if len(given) == 1 and len(states) == 1:
        return given[0]
    choices = tuple(map(Choice, described(lexicon, names[:MOST]), readings))
    return Ambiguous("which exit is meant?", choices) if readings else None


def disputed(asked: Asked) -> Reading | None:
    """Whether sources disagree about facts that words describe."""
    said = tuple(word for word in asked.words if word not in _FIGURES)
    query = asked.query(words=said)
    if query.filters.units and not said:
        query = replace(query, options=(*query.options, ("kinds", "Contribution")))
    kinds = query.option("kinds").split()
    found = asked.lexicon.search.find(query.filters, kinds, said, widely=True) if said or kinds else ()
    query, found = most_apt(asked.lexicon, query, found)
    names = {item.id for item in found}
    differ = any(item.about in names for item in asked.lexicon.kb.of(Variant))
    named = bool(kinds) or any(token.of("class") for token in asked.line.tokens)
    return asked.understood(query) if 0 < len(found) <= _MANY and (differ or named) else None


def _meant(asked: Asked, filters: Filters) -> tuple[Record, ...]:
    """Return the events that a text describes, or those that were listed last, where it only points at them."""
    lexicon = asked.lexicon
    words = tuple(word for word in asked.words if word not in ("it", "this", "that", "they"))
    if words:
        of = replace(filters, spans=(), episodes=(), conclusions=(), marks=(), near=(), units=())
        return lexicon.search.find(of, _EVENTS, words, widely=True) or lexicon.search.find(
            replace(of, states=()), _EVENTS, words, widely=True
        )
    listed_ = [item for item in lexicon.listed(asked.context.answer) if item is not None]
    if not asked.pronoun or any(type(item).__name__ not in _EVENTS for item in listed_):
        return ()
    return tuple(listed_)


def among_reasons(lexicon: Lexicon, name: str, meant: tuple[Record, ...]) -> Understood:
    """Return the question for the cause of an exit, with whether the events are among its reasons."""
    judgement = lexicon.court.judge(name)
    causes = [item.name for item in judgement.proof.concluded("Cause", episode=name)]
    willing = [item.name for item in judgement.proof.concluded("WillIntact")]
    shown = set(support(judgement.proof, willing).facts) if willing else set()  # that the will was whole drove none out
    used = set(support(judgement.proof, causes).facts) - shown if causes else set()
    among = [lexicon.kb.label(item.id) for item in meant if item.id in used]
    told = f"yes, among the reasons: {listed(among)}" if among else "it is not among the reasons that were found"
    return Understood(Question("why", name, ("cause",)), (Mention(name, origin="context"),), told)
