"""Reads what asks of the facts that were listed for others that they name or that name them: under what mandate?"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace

from explain.asking import words
from explain.asking.composing.widely import ACTORS
from explain.asking.lexicon import Lexicon
from explain.asking.model import Context, NotUnderstood, Question, Reading, Understood
from explain.asking.queries.query import Query
from explain.asking.queries.searching import when
from explain.asking.reading.line import Line, lines
from explain.asking.references import listed_by
from explain.asking.stems import stem
from kb.links import links
from kb.records import Decision, Record, Request, Vote

_ANSWER = re.compile(
    r"(?:and |but |so )?(?:what (?:was|is) (?:the|its|their) (?:answer|reply|response|outcome|result|reaction)"
    r"|(?:what|how) (?:did|was) (?P<who>\w+(?: \w+)?) (?:answer|reply|replied|respond|react|answered"
    r"|say to (?:that|it))"
    r"|(?:did|does) (?P<state>\w+(?: \w+)?) (?:agree|accept|comply|say yes|grant|refuse|consent)"
    r"(?: to)?(?: it| that| them)?"
    r"|(?:was|were) (?:it|that|this|they|the requests?) (?:granted|accepted|answered|refused|followed|heeded|met))"
)
_QUARTER = 92
"""How many days after a request a decision on the same units still answers it."""
_BOTH = re.compile(
    r"(?:and )?(?:compare|contrast|what is the difference between|how do) "
    r"(?:the two|them|they|both|those two|these two|those|these)"
    r"(?: exits| cases| episodes| defections| with each other)?(?: differ)?"
)


def linked(lexicon: Lexicon, text: str, context: Context) -> Reading | None:
    """Return the facts of a kind, or with a field, to which those that were listed are tied."""
    last = context.query
    if last is None or context.refused or last.asks not in ("facts", "profile", "taken-over"):
        return None
    listed = [item for item in lexicon.listed(context.answer) if item is not None]
    for line in lines(lexicon.names, text) if listed else ():
        named = [token for token in line.tokens if token.of("class|field")]
        rest = {word for token in line.tokens if token not in named for word in token.phrase}
        if len(named) == 1 and rest <= lexicon.names.book.beside["tied"] and rest & {"what", "which", "whose", "when"}:
            found = _asked(lexicon, line, listed)
            if found is not None:
                return Understood(found, remark="of those")
    return None


_WHO = re.compile(r"(?:and |but |so )?who (?P<did>\w+) (?:it|that|this|them|those)(?: first)?")
_WHOSE = re.compile(r"(?:and |but |so )?whose (?:is|was|were|are) (?:it|that|this|they|those|these)")


def done_by(lexicon: Lexicon, text: str, context: Context) -> Reading | None:
    """Return by whom that was done which was listed: who proposed it?"""
    last, match = context.query, _WHO.fullmatch(" ".join(words.split(text)))
    if last is None or last.asks not in ("facts", "profile") or context.refused:
        return None
    if _WHOSE.fullmatch(" ".join(words.split(text))) is not None:
        kinds = last.options if last.asks == "facts" else (("kinds", "Contribution"),)
        return Understood(replace(last, asks="facts", leads="state", options=kinds), remark="of those")
    if match is None:
        return None
    listed = [item for item in lexicon.listed(context.answer) if item is not None]
    if len({type(item) for item in listed}) != 1:
        return None
    known = [item.name for item in fields(listed[0]) if item.name.endswith("_by")]
    if match["did"] in ("made", "issued", "asked", "gave", "said", "sent", "put"):
        lead = ACTORS.get(type(listed[0]).__name__, "")
        return Understood(replace(last, leads=lead), remark="of those") if lead else None
    lead = next((name for name in known if stem(name.removesuffix("_by")) == stem(match["did"])), "")
    return Understood(replace(last, leads=lead), remark="of those") if lead else None


def _asked(lexicon: Lexicon, line: Line, listed: list[Record]) -> Query | None:
    """Return a query of the facts tied to those listed that are of the kind, or have the field, that a line names."""
    token = next(token for token in line.tokens if token.of("class|field"))
    tied = list(_tied(lexicon, listed))
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


def _tied(lexicon: Lexicon, listed: Iterable[Record]) -> Iterator[Record]:
    """Yield the facts that others name, and these themselves."""
    for record in listed:
        yield record
        for _, names in links(record).values():
            yield from (lexicon.kb.records[name] for name in names if name in lexicon.kb.records)


def answer_to(lexicon: Lexicon, text: str, context: Context) -> Reading | None:
    """Return the decisions that answered the requests that were listed."""
    said = " ".join(words.split(text))
    if context.query is None or context.query.asks != "facts" or _ANSWER.fullmatch(said) is None:
        return None
    listed = [item for item in lexicon.listed(context.answer) if item is not None]
    if listed and all(isinstance(item, Vote) for item in listed) and said.endswith(("outcome", "result")):
        return Understood(replace(context.query, leads=""), remark="of those")
    requests = [item for item in listed if isinstance(item, Request)]
    if not requests or len(requests) < len(listed):
        return None
    named = {name for token in next(lines(lexicon.names, text)).tokens for name in token.of("state")}
    if named - {item.state for item in requests}:
        return None
    found = [item.id for item in lexicon.kb.of(Decision) if any(_answers(item, request) for request in requests)]
    if not found:
        return NotUnderstood("no decision on record names those requests, or the units that they ask for")
    asked = Query("facts", tuple(sorted(found)), leads="when", options=(("kinds", "Decision"),))
    return Understood(asked, remark="the decisions about those requests, or about the units that they ask for")


def _answers(decision: Decision, request: Request) -> bool:
    """Tell whether a decision names a request, or was taken on the same units within a quarter after it."""
    if request.id in decision.about:
        return True
    asked, decided = when(request), when(decision)
    same = decision.state == request.state and set(decision.about) & set(request.about or ())
    return bool(same and asked and decided) and 0 <= (decided.latest - asked.earliest).days <= _QUARTER  # type: ignore[union-attr]


def compared(lexicon: Lexicon, text: str, context: Context) -> Reading | None:
    """Return the comparison of the two episodes that were last spoken of, one after the other."""
    if context.question is None or _BOTH.fullmatch(" ".join(words.split(text))) is None:
        return None
    spoken: list[str] = []
    at: Context | None = context
    while at is not None and len(spoken) < len("ab"):
        question = at.question
        shown = listed_by(lexicon, question.listed) if question and question.listed else ()
        name = question.episode if question else None
        if name and name not in spoken and not shown:
            spoken.append(name)
        at = at.earlier
    if len(spoken) < len("ab"):
        return None
    return Understood(Question("contrast", spoken[1], other=spoken[0]), remark="the two that were last spoken of")
