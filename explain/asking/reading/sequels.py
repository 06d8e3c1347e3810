"""What goes on with the last answer: some of those listed, the time before, another hypothesis, whether it holds."""

import re
from collections.abc import Callable
from dataclasses import fields, replace

from explain.asking import words
from explain.asking.lexicon import Lexicon
from explain.asking.model import UNREAD, Context, Question, Reading, Understood
from explain.asking.numbers import number
from explain.asking.queries.query import Filters, Span
from explain.asking.queries.searching import when
from explain.asking.queries.selecting import selected
from explain.asking.reading import theory_sequels
from kb.dates import add_months, moment

Reader = Callable[[Lexicon, str, Context], Reading | None]

_THEM = r"(?:them|those|these|they)"
_AGAIN = re.compile(
    rf"(?:and |so )?(?:(?:list|show|name|give|enumerate)(?: me)?(?: all)?(?: of)? (?:{_THEM}|the list|all)"
    rf"|(?:which|what|who)(?: ones| states| countries| exits| cases)?(?: (?:were|are|was|is) {_THEM}| exactly)?"
    rf"|how (?:often|many)(?: (?:was |were |of )?each)?"
    rf"|how many(?: (?:of {_THEM}|(?:were|are) (?:there|{_THEM})|is that|in all|in total|altogether))*"
    rf"|(?:which|what) (?:kinds?|sorts?|types?|units)(?: of \\w+)? (?:were|are|was|is) (?:{_THEM}|it|that|this))"
)
_EARLIER = re.compile(
    r"(?:and )?(?:what )?(?:about |happened |happens |came |come |was |is )?(?:it |(?:the )?(?:one|exit|defection) )?"
    r"(?:(?P<before>before(?: (?:that|then|this|it))?|earlier|(?:the )?previous(?: one| exit| defection)?)"
    r"|(?P<after>after(?: (?:that|then|this|it))?|afterwards|later|(?:the )?next(?: one| exit| defection)?|then|since))"
)
_WITHIN = re.compile(r"(?:and |what about |but )*(?:with)?in (?P<count>\w+) (?P<unit>month|year)s?(?: or less)?")
_APART = re.compile(
    r"(?:and |what about )*(?P<count>\w+) (?P<unit>month|year)s?"
    r" (?:(?P<after>later|after(?: that)?|on)|earlier|before(?: that)?)"
)
_NEIGHBOUR = re.compile(
    r"(?:and |what about |in )*the "
    r"(?:(?P<on>following|next) |(?P<back>previous|preceding) )?(?P<unit>year|month)"
    r"(?: (?P<after>after)(?: that)?| (?P<before>before)(?: that)?)?"
)
_WHEN = re.compile(
    r"(?:and )?(?:(?:from |since |until )?when|(?:on|in) (?:which|what) (?:days?|dates?|years?|months?))(?: exactly)?"
    r"(?: (?:was|were|did|is|has) (?:that|it|this|they|he|she)(?: all)?"
    r"(?: (?:happen|be|say|said|do|decided?|promised?|run|last|begin|start|end|apply|take place"
    r"|formed|founded|made|agreed|created|published|signed)"
    r"(?: (?:that|so|it|this))?)?)?"
)
_FIGURE = re.compile(
    r"(?:and |but )?(?:(?:did|has|have) (?:anyone|anybody|any|somebody) (?:vote )?"
    r"|(?:how many|what about|what|who|which)(?: (?:were|was|voted|vote|is|are))? )?(?:the )?"
    r"(?P<figure>\w+(?: \w+)?)"
)
_PICK = re.compile(
    r"(?:and )?(?:(?:what about|which was|which is|show(?: me)?|give(?: me)?) )?(?:the )?(?:very )?"
    r"(?:(?P<first>first|earliest|oldest)"
    r"|(?P<last>last|latest|most recent|newest))(?: one| of them| of those)?"
)
_LISTING = frozenset({"episodes", "facts", "uses", "hypothesis", "theories", "rules", "profile", "works"})


def sequel(lexicon: Lexicon, text: str, context: Context) -> Reading | None:
    """Return what a text asks that only goes on with the last question; ``None`` where it does not."""
    said = " ".join(words.split(text))
    if context.query is None or context.query.asks == UNREAD:
        return _other_exit(lexicon, said, context, context.question)
    for reader in (
        _again,
        _within,
        _shifted,
        _about_time,
        _when,
        _picked,
        _other_one,
        _other_figure,
        theory_sequels.more_common,
        theory_sequels.instances,
        theory_sequels.fitting,
        theory_sequels.whether_it_holds,
        theory_sequels.other_cause,
        theory_sequels.opposed,
        theory_sequels.other_idea,
        _other_words,
    ):
        reading = reader(lexicon, said, context)
        if reading is not None:
            return reading
    return None


def _again(lexicon: Lexicon, said: str, context: Context) -> Reading | None:
    del lexicon
    last = context.query
    if last is None or last.asks not in _LISTING or _AGAIN.fullmatch(said) is None:
        return None
    return Understood(last, remark="as before")


def _within(lexicon: Lexicon, said: str, context: Context) -> Reading | None:
    """The same, nearer to or further from what it came close to."""
    del lexicon
    last, match = context.query, _WITHIN.fullmatch(said)
    months = _months(match) if match else None
    if last is None or months is None or not last.filters.near:
        return None
    near = tuple(replace(item, months=months) for item in last.filters.near)
    return Understood(replace(last, filters=replace(last.filters, near=near)), remark="as before")


def _months(match: re.Match[str]) -> int | None:
    """Return how many months a count of months or years is; ``None`` where it is no number."""
    count = 1 if match["count"] in ("a", "one") else number(match["count"])
    return None if count is None else count * (12 if match["unit"] == "year" else 1)


def _about_time(lexicon: Lexicon, said: str, context: Context) -> Reading | None:
    """The same of the time before or after."""
    last, match = context.query, _EARLIER.fullmatch(said)
    if last is None or match is None or last.asks not in ("episodes", "facts", "profile"):
        return None
    listed = lexicon.listed(context.answer)
    spans = [span.text for span in last.filters.spans if not span.text.startswith("-")]
    if not spans and len(listed) == 1 and listed[0] is not None and (date := when(listed[0])):
        spans = [str(date)]
    if not spans:
        return None
    span = Span("before", spans[0]) if match["before"] else Span("after", spans[-1])
    again = replace(last, filters=replace(last.filters, spans=(span,)), command=())
    return Understood(again, remark="as before")


def _shifted(lexicon: Lexicon, said: str, context: Context) -> Reading | None:
    """The same so many months or years earlier or later."""
    del lexicon
    last, shift = context.query, _shift(said)
    spans = last.filters.spans if last else ()
    if last is None or shift is None or len(spans) != 1 or not re.fullmatch(r"\d[\d-]+", spans[0].text):
        return None
    text = add_months(moment(spans[0].text).earliest, shift).isoformat()[: len(spans[0].text)]
    again = replace(last, filters=replace(last.filters, spans=(replace(spans[0], text=text),)), command=())
    return Understood(again, remark="as before")


def _shift(said: str) -> int | None:
    """Return by how many months a text moves a time; ``None`` where it moves none."""
    match = _APART.fullmatch(said)
    if match:
        months = _months(match)
        return months if months is None or match["after"] else -months
    match = _NEIGHBOUR.fullmatch(said)
    if match is None or not any(match[name] for name in ("on", "back", "after", "before")):
        return None
    months = 12 if match["unit"] == "year" else 1
    return months if match["on"] or match["after"] else -months


def _when(lexicon: Lexicon, said: str, context: Context) -> Reading | None:
    """When those happened that were listed."""
    last = context.query
    if last is None or last.asks not in ("facts", "episodes") or _WHEN.fullmatch(said) is None:
        return None
    options = tuple(item for item in last.options if item[0] not in ("yesno", "total", "by", "rank"))
    again = replace(last, leads="when", options=options)
    if last.option("by"):
        again = replace(again, about=tuple(item.id for item in lexicon.listed(context.answer) if item is not None))
    return Understood(again if last.asks == "facts" else last, remark="of those")


def _picked(lexicon: Lexicon, said: str, context: Context) -> Reading | None:
    """The first or the last of the episodes that were asked for."""
    del lexicon
    last, match = context.query, _PICK.fullmatch(said)
    if last is None or match is None or last.asks != "episodes" or last.option("group"):
        return None
    options = {**dict(last.options), "pick": "first" if match["first"] else "last"}
    options.pop("states", None)
    return Understood(replace(last, options=tuple(options.items())), remark="of those")


def _other_figure(lexicon: Lexicon, said: str, context: Context) -> Reading | None:
    """Another figure of the facts that were listed: how many against, how many absent."""
    last, match = context.query, _FIGURE.fullmatch(said)
    listed = [item for item in lexicon.listed(context.answer) if item is not None]
    if last is None or match is None or last.asks != "facts" or not last.leads or not listed:
        return None
    label = match["figure"]
    named = {item.id for item in lexicon.names.phrases.get(tuple(label.split()), ()) if item.kind == "field"}
    named |= {label.replace(" ", "_")}
    known = {item.name for item in fields(listed[0])} if len({type(item) for item in listed}) == 1 else set()
    found = sorted(named & known)
    options = tuple({**dict(last.options), "from": "field"}.items())
    return Understood(replace(last, leads=found[0], options=options), remark="of those") if len(found) == 1 else None


def _other_words(lexicon: Lexicon, said: str, context: Context) -> Reading | None:
    """The facts again that were found by words, by other words."""
    last = context.query
    match = re.fullmatch(r"(?:and|what about)(?: (?:in|at|on|about|of|for))? (.+)", said)
    if last is None or match is None or last.asks != "facts" or len(last.words) != 1:
        return None
    other = replace(last, words=tuple(match[1].split()))
    found = lexicon.search.find(other.filters, other.option("kinds").split(), other.words)
    return Understood(other, remark="as before") if found else None


def _other_one(lexicon: Lexicon, said: str, context: Context) -> Reading | None:
    """Why the other exit of the state has its verdict, where one was listed."""
    if context.query is None or context.query.asks != "episodes" or context.episode is None:
        return None
    if "other" not in said.split():
        return None
    return _other_exit(lexicon, said, context, Question("why", context.episode, ("verdict",)))


def _other_exit(lexicon: Lexicon, said: str, context: Context, question: Question | None) -> Reading | None:
    """The last question about an episode, of the exit of the same state before or after it, or its other one."""
    item = lexicon.court.episodes.get(question.episode or "") if question else None
    if question is None or item is None or context.choices:
        return None
    state, coalition = item.episode.state, item.episode.coalition
    names = selected(lexicon, "left", Filters(states=(state,), coalitions=(coalition,), marks=("combat",)))
    match = _EARLIER.fullmatch(said)
    other = re.fullmatch(
        r"(?:no |and |what about |not that(?: one)? )*(?:i (?:mean|meant) )?(?:the )?other(?: one)?", said
    )
    if other:
        found = [name for name in _defections(lexicon, names) if name != question.episode]
        return _of(question, found[0]) if len(found) == 1 else None
    if match is None or question.episode not in names or said in ("then", "next"):
        return None
    place = names.index(question.episode) + (-1 if match["before"] else 1)
    return _of(question, names[place]) if 0 <= place < len(names) else None


def _defections(lexicon: Lexicon, names: tuple[str, ...]) -> list[str]:
    return [name for name in names if lexicon.court.judge(name).verdict == "defection"]


def _of(question: Question, episode: str) -> Reading:
    whole = question.intent in ("robust", "flip", "sure")  # of the verdict: the conclusion may not hold of the other
    words = () if whole else question.words
    return Understood(
        replace(question, episode=episode, words=words), remark="the same of another exit in which combat units left"
    )
