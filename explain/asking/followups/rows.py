"""What can be asked of the last answer: the same again, a row of it, its reasons and sources, another figure."""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace

from explain.asking.composing.widely import ACTORS
from explain.asking.lexicon import Lexicon
from explain.asking.model import Ambiguous, Choice, Context, NotUnderstood, Question, Reading, Understood
from explain.asking.numbers import ORDINALS
from explain.asking.queries.query import Query
from explain.asking.queries.selecting import selected
from explain.asking.reading.asked import Asked
from explain.asking.reasons.conclusions import command_words
from explain.asking.reasons.deciding import MOST
from explain.asking.references import described
from explain.renderings.notes import walk
from kb.records import State
from rules.theory.book import RULEBOOK


def last(asked: Asked) -> Query:
    """Return the last question, which was about the record."""
    assert asked.context.query is not None
    return asked.context.query


def of_listed(asked: Asked) -> Query:
    """Return the last question, of those states alone that it listed because they did something so many times."""
    before = last(asked)
    if before.option("states") in ("", "each") or asked.context.answer is None:
        return before
    listed = tuple(item.id for item in asked.context.answer.reasons if item.id in asked.lexicon.kb.records)
    return replace(before, filters=replace(before.filters, states=listed)) if listed else before


def remark(asked: Asked) -> str:
    """Return what is said of how a follow-up was read."""
    return str(asked.form.options.get("remark", "as before"))


def said(asked: Asked) -> str:
    """Return the words of a text, without articles."""
    return " ".join(word for token in asked.whole.tokens for word in token.phrase)


def rest(asked: Asked) -> str:
    """Return what a text says where its form leaves words open."""
    part = asked.match.get("rest1") or ""
    return " ".join(word for token in asked.line.inside(part) for word in token.phrase)


def list_before(asked: Asked) -> Context | None:
    """Return where the conversation stood when it last listed episodes, before what is spoken of now."""
    at = asked.context.earlier
    while at is not None and not _lists(at):
        at = at.earlier
    return at


def _lists(at: Context) -> bool:
    """Tell whether episodes were listed, or two were held against each other."""
    compared = at.question is not None and at.question.intent == "contrast"
    return compared or (at.query is not None and at.query.asks in ("episodes", "hypothesis"))


def _rows(at: Context) -> tuple[str, ...]:
    """Return what was listed, or the two that were held against each other."""
    if at.question is not None and at.question.intent == "contrast":
        return (str(at.question.episode), str(at.question.other))
    return tuple(item.id for item in at.answer.reasons) if at.answer else ()


def change(asked: Asked) -> Reading | None:
    """The last question with what the form says put in: another field asked for, options set or dropped."""
    given = asked.form.options
    drops = str(given.get("drops", "")).split()
    before = of_listed(asked) if "states" in drops else last(asked)
    options = {name: value for name, value in before.options if name not in drops}
    options |= {name: str(value) for name, value in given.get("options", {}).items()}
    bounds = replace(before.filters, **dict.fromkeys(str(given.get("unbounded", "")).split(), ()))
    leads, asks = str(given.get("leads", before.leads)), str(given.get("becomes", before.asks))
    again = replace(before, asks=asks, leads=leads, filters=bounds, options=tuple(options.items()))
    return Understood(again, remark=remark(asked))


def _else(asked: Asked) -> Reading | None:
    """The same of all states; not of what somebody within one said, or asked of it."""
    return None if set(last(asked).option("kinds").split()) & ACTORS.keys() else change(asked)


def _sources(asked: Asked) -> Reading:
    return Understood(Question("sources", asked.context.episode))


def _unclear(asked: Asked) -> Reading:
    return NotUnderstood(str(asked.form.options["because"]), final=True)


def _listed(asked: Asked) -> tuple[str, ...]:
    """Return what the last answer lists, with the episodes named under it where what it lists is of another kind."""
    answer = asked.context.answer
    shown = tuple(item.id for item in answer.reasons) if answer else ()
    nested = (
        tuple(item.id for item in walk(answer.reasons) if item.id in asked.lexicon.court.episodes) if answer else ()
    )
    return shown if set(shown) & set(nested) else (*shown, *nested)


_PLACES = {"earliest": "first", "oldest": "first", "latest": "last", "newest": "last", "final": "last"}


def _row(asked: Asked) -> Reading | None:
    """What stands in a place of the list: an episode and why, a fact, a rule, or a state and its episodes."""
    at = asked.context if asked.context.query or _lists(asked.context) else list_before(asked)
    if at is None:
        return None
    shown, before = _rows(at), at.query or Query("episodes")
    if len(shown) == 1 and shown[0] not in asked.lexicon.court.episodes and at.answer:
        nested = tuple(item.id for item in at.answer.reasons[0].children)
        shown = nested if set(nested) <= asked.lexicon.court.episodes.keys() and nested else shown
    words = [_PLACES.get(word, word) for token in asked.line.tokens for word in token.phrase]
    which = next(word for word in reversed(words) if word in (*ORDINALS, "last"))
    place = len(shown) - 1 if which == "last" else ORDINALS.index(which)
    if not 0 <= place < len(shown):
        listed = f"only {len(shown)} {'was' if len(shown) == 1 else 'were'}" if shown else "nothing was"
        return NotUnderstood(f"{listed} listed", final=True)
    return _named(asked, shown[place], before)


def _named(asked: Asked, name: str, before: Query) -> Reading:
    """Return what tells of one thing that a list names."""
    if name in asked.lexicon.court.episodes:
        return Understood(_question(asked.lexicon, name, _hypothesis(before)))
    record = asked.lexicon.kb.records.get(name)
    if before.asks == "episodes" and isinstance(record, State):
        kept = tuple(item for item in before.options if item[0] not in ("states", "least", "most", "pick"))
        filters = replace(before.filters, states=(name,))
        return Understood(replace(before, filters=filters, options=kept), remark="of those")
    if record is not None and before.asks in ("facts", "profile"):
        options = (("kinds", type(record).__name__), ("row", "yes"))
        leads = "" if asked.whole.said & {"result", "outcome"} else before.leads or "when"
        return Understood(Query("facts", (name,), leads=leads, options=options), remark="of those")
    if record is not None:
        return Understood(Question("sources", asked.context.episode, subject=name))
    known = name in RULEBOOK.rules
    return Understood(Question("rule", subject=name)) if known else NotUnderstood("it is not clear which is meant")


def _hypothesis(query: Query) -> str:
    """Return the hypothesis whose outcomes were listed; empty where it was something else."""
    return query.about[0].partition("/")[2] if query.asks == "hypothesis" else ""


_ONE_OF_THEM = frozenset({"one", "ones", "exit", "exits", "withdrawal", "defection", "case"})


def _reasons(asked: Asked) -> Reading | None:
    """Why a hypothesis holds or fails, or why an episode that was listed has its verdict."""
    lexicon, filters, before = asked.lexicon, asked.line.filters, last(asked)
    if set(asked.words) - lexicon.names.book.passed_over - _ONE_OF_THEM:
        return None
    shown = _listed(asked)
    if before.asks == "hypothesis":
        names = selected(lexicon, "defection", before.filters.overridden(filters))
        some = tuple(name for name in names if name in shown)
        names = some if some and not filters.kinds else names
        return _which(lexicon, names, _hypothesis(before))
    names = tuple(name for name in shown if name in lexicon.court.episodes)
    if filters.kinds:
        able = selected(lexicon, "any", filters)
        names = tuple(name for name in able if name in shown)
        about = before.filters.conclusions
        if not names and "not" in asked.whole.said and len(about) == 1:
            return _outside(lexicon, able, about[0])
    if "not" in asked.whole.said:
        names = tuple(name for name in names if lexicon.court.judge(name).verdict != "defection")
    return _which(lexicon, names) if names else None


def _outside(lexicon: Lexicon, able: tuple[str, ...], conclusion: str) -> Reading | None:
    """Why a defection is not among those with some cause or shape."""
    judged = [name for name in able if lexicon.court.judge(name).verdict == "defection"]
    words = command_words(conclusion)
    return Understood(Question("why-not", judged[0], words)) if len(judged) == 1 and words else None


def _which(lexicon: Lexicon, names: tuple[str, ...], hypothesis: str = "") -> Reading | None:
    readings = [Understood(_question(lexicon, name, hypothesis)) for name in names[:MOST]]
    if len(readings) == 1:
        return readings[0]
    if not readings:
        return None
    return Ambiguous("which is meant?", tuple(map(Choice, described(lexicon, names[:MOST]), readings)))


def _question(lexicon: Lexicon, name: str, hypothesis: str) -> Question:
    if not hypothesis:
        return Question("why", name, ("verdict",))
    answer = lexicon.court.judge(name).hypotheses.get(hypothesis)
    if answer == "yes":
        return Question("why", name, (hypothesis,))
    return Question("why-not", name, command_words(f"hypothesis/{hypothesis}"))


def _figure(asked: Asked) -> Reading | None:
    """Another figure of the facts that were listed: how many against, how many absent."""
    listed, label = [item for item in asked.lexicon.listed(asked.context.answer) if item is not None], asked.words
    if not listed or not 0 < len(label) <= len("ab"):
        return None
    named = {item.id for item in asked.lexicon.names.phrases.get(label, ()) if item.kind == "field"}
    known = {item.name for item in fields(listed[0])} if len({type(item) for item in listed}) == 1 else set()
    found = sorted((named | {"_".join(label)}) & known)
    if len(found) != 1:
        return None
    options = tuple({**dict(last(asked).options), "from": "field"}.items())
    return Understood(replace(last(asked), leads=found[0], options=options), remark="of those")


def _other_words(asked: Asked) -> Reading | None:
    """The facts again that were found by words, by other words."""
    before = last(asked)
    named = any(token.of("state|coalition|person|date") for token in asked.line.tokens)
    if len(before.words) != 1 or not asked.words or named:
        return None
    other = replace(before, words=asked.words)
    found = asked.lexicon.search.find(other.filters, other.option("kinds").split(), other.words)
    return Understood(other, remark=remark(asked)) if found else None


OPERATIONS: Mapping[str, Callable[[Asked], Reading | None]] = {
    "change": change,
    "repeat": change,
    "else": _else,
    "sources": _sources,
    "unclear": _unclear,
    "row": _row,
    "reasons": _reasons,
    "figure": _figure,
    "other words": _other_words,
}
