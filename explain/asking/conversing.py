"""Answers what was asked, and carries the conversation on."""

from dataclasses import dataclass, replace

from explain.answer import Answer
from explain.answers.contrast import contrast
from explain.answers.flip import flip
from explain.answers.robust import robust
from explain.answers.what_if import what_if
from explain.answers.why import why
from explain.answers.why_not import why_not
from explain.asking.answers import how_sure, sources_of, sources_of_fact
from explain.asking.lexicon import Lexicon
from explain.asking.model import FOLLOWING, Ambiguous, Context, NotUnderstood, Question, Reading, Understood
from explain.asking.queries.answering import answered
from explain.asking.queries.query import Query
from explain.asking.queries.saying import told as said
from explain.asking.reading.nearest import names_in
from explain.asking.reading.turns import with_event
from explain.asking.references import listed_by
from explain.asking.rule_words import rule_in_words
from explain.asking.understanding import understand
from explain.asking.words import PRONOUNS, split
from explain.renderings.notes import walk
from explain.renderings.shortening import DEPTH, shorten
from kb.altered.altering import retraction, setting
from kb.errors import InputError
from rules.judging.court import Judgement
from rules.judging.targets import target
from rules.overturning.flipping import flips
from rules.questions.robustness import robustness

_DEEPER = 2


@dataclass(frozen=True)
class Turn:
    """One turn of a conversation.

    Attributes:
        reading: how the text was read.
        context: where the conversation stands after it.
        answer: the answer, where there is one.
        depth: levels of reasons to show; ``None`` for all.
        judged: the judgements asked for, for a table.
        ended: the conversation is over.
    """

    reading: Reading
    context: Context
    answer: Answer | None = None
    depth: int | None = DEPTH
    judged: tuple[Judgement, ...] = ()
    ended: bool = False


def respond(lexicon: Lexicon, text: str, context: Context | None = None) -> Turn:
    """Read a text where a conversation stands, and answer it."""
    context = context or Context()
    reading = understand(lexicon, text, context)
    if isinstance(reading, Ambiguous):
        return Turn(reading, replace(context, choices=reading.choices, nearest=()))
    if isinstance(reading, NotUnderstood):
        told = _told(lexicon, with_event(lexicon, text), context)
        return Turn(reading, replace(told, choices=(), nearest=reading.nearest, refused=True))
    context = replace(context, choices=(), nearest=(), refused=False)
    try:
        return _answered(lexicon, reading, context)
    except InputError as error:
        return Turn(NotUnderstood(error.what, tuple(filter(None, [error.remedy]))), context)


def _answered(lexicon: Lexicon, reading: Understood, context: Context) -> Turn:
    question = reading.question
    if isinstance(question, Query):
        answer = None if question.command else answered(lexicon, question)
        after = replace(context.went_on(question, answer), episode=_spoken_of(lexicon, question, answer, context))
        return Turn(reading, after, answer, DEPTH)
    return _of_episode(lexicon, reading, question, context)


def _spoken_of(lexicon: Lexicon, query: Query, answer: Answer | None, context: Context) -> str | None:
    """Return the episode that is being talked about after a question about the record."""
    named = query.filters.episodes
    shown = answer.reasons if answer and query.asks == "episodes" else ()
    listed = tuple(item.id for item in walk(shown) if item.id in lexicon.court.episodes) if answer and shown else named
    if len(listed) == 1 and listed[0] in lexicon.court.episodes:
        return listed[0]
    before = lexicon.court.episodes.get(context.episode or "")
    elsewhere = before is not None and query.filters.states and before.episode.state not in query.filters.states
    return None if query.asks == "episodes" or elsewhere else context.episode


def _told(lexicon: Lexicon, text: str, context: Context) -> Context:
    """Return where a conversation stands after a text that was not understood: at what it named, if that is new."""
    named = names_in(lexicon, text)
    item = lexicon.court.episodes.get(context.episode or "")
    state = item.episode.state if item else None
    if context.query and len(context.query.filters.states) == 1:
        state = context.query.filters.states[0]
    known = {"states"} if named.states == (state,) else set()
    if PRONOUNS.intersection(split(text)):
        known |= {
            "units",
            "conclusions",
            "marks",
            "values",
            "excluded",
            "near",
            "places",
        }  # they are of what was spoken of
    if not named.kinds - known:
        return context
    return context.was_told(named if named.states or state is None else replace(named, states=(state,)))


def _of_episode(lexicon: Lexicon, reading: Understood, question: Question, context: Context) -> Turn:
    """Answer a question about an episode or about the talk itself."""
    if question.intent in ("help", "quit"):
        return Turn(reading, context, ended=question.intent == "quit")
    if question.intent == "judge":
        names = listed_by(lexicon, question.listed)
        judged = tuple(lexicon.court.judge(name) for name in names)
        return Turn(reading, context.went_on(question, None), judged=judged)
    if question.intent == "back":
        assert context.earlier is not None
        return _again(lexicon, reading, context.earlier, DEPTH)
    if question.intent == "show":
        return _again(lexicon, reading, context, question.depth)
    answer = _answer(lexicon, question, context)
    depth = question.depth or DEPTH
    if question.intent == "rule":
        context = replace(context, rule=str(question.subject))
    if question.intent in FOLLOWING:
        return Turn(reading, context, answer, depth)
    return Turn(reading, context.went_on(question, answer), answer, depth)


def _again(lexicon: Lexicon, reading: Understood, context: Context, depth: int | None) -> Turn:
    """Show the last answer again: from an earlier point of the talk, deeper, or with every derivation (depth 0)."""
    if context.query is not None:
        return Turn(reading, context, context.answer, None if depth == 0 else DEPTH)
    question = context.question
    assert question is not None
    if question.intent == "judge":
        judged = tuple(lexicon.court.judge(name) for name in listed_by(lexicon, question.listed))
        return Turn(reading, context, judged=judged)
    if reading.of_episode.intent == "back":
        return Turn(reading, context, context.answer, question.depth or DEPTH)
    shown = replace(question, depth=0 if depth == 0 else _deeper(question, context.answer))
    answer = _answer(lexicon, shown, context)
    return Turn(reading, replace(context, question=shown, answer=answer), answer, shown.depth or None)


def _deeper(question: Question, answer: Answer | None) -> int:
    """Return a depth at which more is seen than before; 0, for all, where only that shows more."""
    now = question.depth or DEPTH
    more = now + _DEEPER
    gains = answer is not None and shorten(answer, more).hidden < shorten(answer, now).hidden
    return more if gains and question.depth != 0 else 0


def _answer(lexicon: Lexicon, question: Question, context: Context) -> Answer:
    """Return the answer to a question that has one."""
    kb, court = lexicon.kb, lexicon.court
    if question.intent == "rule":
        return rule_in_words(lexicon.teller, str(question.subject))
    if question.intent == "sources":
        return _sources(lexicon, question, context)
    if question.intent == "what-if":
        changes = [retraction(kb, name) for name in question.retracted]
        changes += [setting(kb, text) for text in question.changed]
        return what_if(kb, court, str(question.episode), changes)
    if question.intent in ("why", "whether"):
        judgement = court.judge(str(question.episode))
        return why(kb, judgement, *question.words[:1], every_way=question.depth == 0)
    return _about_conclusion(lexicon, question)


def _about_conclusion(lexicon: Lexicon, question: Question) -> Answer:
    """Return the answer to a question about one conclusion: why not, what it hangs on, where episodes part."""
    kb, court = lexicon.kb, lexicon.court
    judgement = court.judge(str(question.episode))
    wanted = target(judgement, question.words)
    if question.intent == "why-not":
        return why_not(kb, judgement, wanted)
    if question.intent == "contrast":
        return contrast(kb, judgement, court.judge(str(question.other)), question.words)
    if question.intent == "flip":
        return flip(kb, judgement, wanted, flips(court, judgement, wanted))
    if question.intent == "robust":
        return robust(kb, judgement, wanted, robustness(court, judgement, wanted))
    return how_sure(kb, court, judgement.episode.id, question.words)


def _with_reasons(lexicon: Lexicon, answer: Answer) -> Answer:
    """Return an answer that lists episodes with the reasons of each, on which it rests; any other as it is."""
    names = [item.id for item in walk(answer.reasons) if item.id in lexicon.court.episodes]
    reasons = [item for name in names for item in why(lexicon.kb, lexicon.court.judge(name)).reasons]
    return replace(answer, reasons=tuple(reasons)) if names else answer


def _sources(lexicon: Lexicon, question: Question, context: Context) -> Answer:
    if question.subject:
        return sources_of_fact(lexicon.teller, question.subject)
    if not question.words and context.answer:
        return sources_of(_with_reasons(lexicon, context.answer))
    return sources_of(why(lexicon.kb, lexicon.court.judge(str(question.episode)), *question.words[:1]))


def spelled(lexicon: Lexicon, turn: Turn, options: str = "") -> tuple[str, ...]:
    """Return the commands that a question amounts to, each with some options; in words what no command answers."""
    assert isinstance(turn.reading, Understood)
    question = turn.reading.question
    if question.commands:
        return tuple(command + options for command in question.commands)
    if isinstance(question, Query):
        return (said(lexicon, question),)
    last = turn.context.question
    before = f": {' and '.join(last.commands)}{options}" if last and last.commands else ""
    if turn.context.query:
        before = f": {said(lexicon, turn.context.query)}"
    return {
        "sources": (f"the sources of {question.subject or before[2:] or question.episode}",),
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
