"""What is tied to the facts that were listed: others that they name or that name them, and who did what they say."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, replace

from explain.asking.composing.widely import ACTORS
from explain.asking.followups.book import beside
from explain.asking.followups.rows import last, rest, said
from explain.asking.lexicon import Lexicon
from explain.asking.model import NotUnderstood, Reading, Understood
from explain.asking.queries.query import Filters, Query
from explain.asking.queries.searching import when
from explain.asking.reading.asked import Asked
from explain.asking.reading.line import Line, lines
from explain.asking.stems import stem
from kb.links import links
from kb.records import Decision, Record, Request, Vote
from rules.questions.support import support

_QUARTER = 92
"""How many days after a request a decision on the same units still answers it."""


def _doer(asked: Asked) -> Reading | None:
    """By whom that was done which was listed: who proposed it?"""
    listed, did = [item for item in asked.lexicon.listed(asked.context.answer) if item is not None], rest(asked)
    if asked.context.refused or len({type(item) for item in listed}) != 1:
        return None
    known = [item.name for item in fields(listed[0]) if item.name.endswith("_by")]
    lead = next((name for name in known if stem(name.removesuffix("_by")) == stem(did)), "")
    if did in ("made", "issued", "asked", "gave", "said", "sent", "put"):
        lead = ACTORS.get(type(listed[0]).__name__, "")
    return Understood(replace(last(asked), leads=lead), remark="of those") if lead else None


def _whose(asked: Asked) -> Reading | None:
    """Whose that is which was listed."""
    before = last(asked)
    kinds = before.options if before.asks == "facts" else (("kinds", "Contribution"),)
    return Understood(replace(before, asks="facts", leads="state", options=kinds), remark="of those")


def _tied(asked: Asked) -> Reading | None:
    """The facts of a kind, or with a field, to which those that were listed are tied: under what mandate?"""
    listed = [item for item in asked.lexicon.listed(asked.context.answer) if item is not None]
    for line in lines(asked.lexicon.names, said(asked)) if listed and not asked.context.refused else ():
        named = [token for token in line.tokens if token.of("class|field")]
        others = {word for token in line.tokens if token not in named for word in token.phrase}
        if len(named) == 1 and others <= beside(asked.form) and others & {"what", "which", "whose", "when"}:
            found = _asked(asked.lexicon, line, listed)
            if found is not None:
                return Understood(found, remark="of those")
    return None


def _asked(lexicon: Lexicon, line: Line, listed: list[Record]) -> Query | None:
    """Return a query of the facts tied to those listed that are of the kind, or have the field, that a line names."""
    token = next(token for token in line.tokens if token.of("class|field"))
    tied = list(_ties(lexicon, listed))
    kinds = set(token.of("class"))
    found = [item for item in tied if type(item).__name__ in kinds]
    lead = ("when" if "when" in line.said else "") if found else ""
    for field in token.of("field") if not found else ():
        found = [item for item in tied if field in {item.name for item in fields(item)} and getattr(item, field)]
        lead = field
    if not found or len({type(item) for item in found}) > 1:
        return None
    options = (("kinds", type(found[0]).__name__),)
    return Query("facts", tuple(dict.fromkeys(item.id for item in found)), leads=lead, options=options)


def _ties(lexicon: Lexicon, listed: Iterable[Record]) -> Iterator[Record]:
    """Yield the facts that others name, and these themselves."""
    for record in listed:
        yield record
        for _, names in links(record).values():
            yield from (lexicon.kb.records[name] for name in names if name in lexicon.kb.records)


def _answer(asked: Asked) -> Reading | None:
    """The decisions that answered the requests that were listed."""
    lexicon = asked.lexicon
    listed = [item for item in lexicon.listed(asked.context.answer) if item is not None]
    if listed and all(isinstance(item, Vote) for item in listed) and said(asked).endswith(("outcome", "result")):
        return Understood(replace(last(asked), leads=""), remark="of those")
    told = asked.whole.said & {"it", "they", "he", "she", "government"}
    a_state = any(token.of("state") for token in asked.whole.tokens)
    if asked.whole.said & {"did", "does"} and not a_state and not told:
        return None  # somebody else answered
    requests = [item for item in listed if isinstance(item, Request)]
    if not requests or len(requests) < len(listed):
        return None
    named = {name for token in next(lines(lexicon.names, said(asked))).tokens for name in token.of("state")}
    if named - {item.state for item in requests}:
        return None
    found = [item.id for item in lexicon.kb.of(Decision) if any(_answers(item, request) for request in requests)]
    if not found:
        return NotUnderstood("no decision on record names those requests, or the units that they ask for")
    decisions = Query("facts", tuple(sorted(found)), leads="when", options=(("kinds", "Decision"),))
    return Understood(decisions, remark="the decisions about those requests, or about the units that they ask for")


def _answers(decision: Decision, request: Request) -> bool:
    """Tell whether a decision names a request, or was taken on the same units within a quarter after it."""
    if request.id in decision.about:
        return True
    asked, decided = when(request), when(decision)
    same = decision.state == request.state and set(decision.about) & set(request.about or ())
    return bool(same and asked and decided) and 0 <= (decided.latest - asked.earliest).days <= _QUARTER  # type: ignore[union-attr]


_VERDICTS = ("Defection", "NotDefection", "OutOfScope", "Strategy", "Cause")


def _resting(asked: Asked) -> Reading | None:
    """The episodes whose cause, or whose verdict, strategy or cause, rests on facts that were listed."""
    shown = {item.id for item in asked.lexicon.listed(asked.context.answer) if item is not None}
    if not shown:
        return None
    kinds = ("Cause",) if asked.form.options.get("of") == "cause" else _VERDICTS
    found = []
    for name in asked.lexicon.court.episodes:
        proof = asked.lexicon.court.judge(name).proof
        concluded = [item.name for kind in kinds for item in proof.concluded(kind, episode=name)]
        if shown & set(support(proof, concluded).facts):
            found.append(name)
    of = "cause" if len(kinds) == 1 else "verdict, strategy or cause"
    if not found:
        return NotUnderstood(f"that asks which exits have a {of} that rests on this; on record is none", final=True)
    filters = Filters(episodes=tuple(found))
    return Understood(
        Query("episodes", filters=filters, options=(("event", "any"),)), remark=f"those whose {of} rests on it"
    )


OPERATIONS: Mapping[str, Callable[[Asked], Reading | None]] = {
    "doer": _doer,
    "whose": _whose,
    "tied": _tied,
    "answer": _answer,
    "resting": _resting,
}
