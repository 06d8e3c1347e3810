"""Reads a question: what it asks, which of several things it may ask, or why it was not understood. Never a guess.

Every word must be accounted for: a name, a date, a word of the pattern, or one that carries no meaning of its own.
"""

import re
from dataclasses import replace

from explain.asking import words
from explain.asking.composing.aggregates import composed
from explain.asking.composing.replacing import instead
from explain.asking.composing.widely import widely
from explain.asking.examples import offered, put_right
from explain.asking.followups.reading import followed
from explain.asking.followups.referring import referred
from explain.asking.guarding import found_widely, guarded
from explain.asking.lexicon import Lexicon
from explain.asking.model import Ambiguous, Choice, Context, NotUnderstood, Question, Reading, Understood
from explain.asking.numbers import ORDINALS, number, unclear_date
from explain.asking.pieces import Piece, pieces, signs
from explain.asking.queries.saying import narrowing
from explain.asking.reading.nearest import names_in
from explain.asking.reading.queries import read as read_query
from explain.asking.reading.turns import halves_of, put_plainly, with_event
from explain.asking.reasons.deciding import Asked
from explain.asking.reasons.facts import Facts
from explain.asking.reasons.grammar import repeat
from explain.asking.reasons.patterns import KNOWN_SIGNS, read, sources_of_fact
from explain.asking.reasons.phrases import phrases
from explain.asking.reasons.supposing import supposition
from explain.asking.references import resolve

_HOW_WOULD = re.compile(r"(?:and |but |so )?how (?:would|could|might|will)\b")
LONGEST = 400
"""How many characters a question may have."""
_NOT_THIS = "the words are known, but not this question"
_COURTESY = frozenset(
    {"thanks", "thank", "you", "ok", "okay", "great", "good", "fine", "cheers", "hello", "hi", "very", "much"}
)
_QUIT = frozenset({"exit", "quit", "q", "bye", "goodbye"})
_HELP = frozenset({"help", "h"})
_OF_THE_TALK = (("help",), ("back",), ("go", "back"), ("previous",), ("more",), ("everything",))


def understand(lexicon: Lexicon, text: str, context: Context | None = None) -> Reading:
    """Return how a text is to be read where a conversation stands.

    Args:
        lexicon: the names that can be used.
        text: what was typed.
        context: the conversation; ``None`` at its start.
    """
    context = context or Context()
    if len(text) > LONGEST:
        return NotUnderstood(f"a question has at most {LONGEST} characters")
    if unclear := unclear_date(text):
        return NotUnderstood(f"it is not clear which part of '{unclear}' is the month; write a day as 2016-04-03")
    meant = referred(lexicon, put_plainly(text), context)
    if meant is None:
        return NotUnderstood("it is not clear which time is meant")
    plain = with_event(lexicon, meant)
    return guarded(plain, context, _understood(lexicon, plain, context))


def _understood(lexicon: Lexicon, plain: str, context: Context) -> Reading:
    text = put_plainly(plain)
    reading = _chosen(lexicon, text, context) or _read(lexicon, text, context)
    if isinstance(reading, NotUnderstood) and not reading.final:
        reading = _after_others(lexicon, text, context) or reading
    if not isinstance(reading, NotUnderstood) or reading.nearest or reading.final:
        return reading

    def read_again(item: str) -> Reading:
        return _read(lexicon, item, context)

    known = known_words(lexicon, context)
    mended = put_right(text, known)
    if mended and isinstance(again := read_again(mended[0]), Understood) and not found_widely(again):
        return replace(again, remark="; ".join(filter(None, [mended[1], again.remark])))
    halves = tuple(item for item in halves_of(text) if isinstance(read_again(item), Understood))
    if halves:
        return NotUnderstood("these are two questions; put one at a time", halves)
    told = _with_what_it_names(lexicon, text, reading.reason)
    return NotUnderstood(told, offered(lexicon, text, context, known, read_again))


def _with_what_it_names(lexicon: Lexicon, text: str, reason: str) -> str:
    """Return why a text was not understood, with what in it was."""
    named = narrowing(lexicon, names_in(lexicon, text)) if reason == _NOT_THIS else ""
    return f"it asks something {named}, but what it asks is not clear" if named else reason


_SENTENCES = re.compile(r"(?P<before>.{3,}?)(?:[.!;:]|\?) +(?P<last>[A-Za-z][^.!;:]{3,})", re.DOTALL)


def _after_others(lexicon: Lexicon, text: str, context: Context) -> Reading | None:
    """Read the last of several sentences, with what those before it name; ``None`` where there is only one.

    A sentence that names one episode sets what is talked about; one that names nothing is passed over, which is said.
    """
    match = _SENTENCES.fullmatch(text.strip())
    if match is None:
        return None
    before, last = match["before"], match["last"]
    found = [piece for piece in pieces(lexicon, words.split(before)) if piece.sign == "E"]
    named = resolve(lexicon, found[0].reference, context).episodes if len(found) == 1 else ()
    if len(named) == 1:
        told, context = f"of {named[0]}, which was named before", replace(context, episode=named[0], query=None)
    elif found or names_in(lexicon, before).kinds:
        return NotUnderstood("these are two sentences; put what is asked in one")
    else:
        told = f"passed over: {before.strip()}"
    reading = _read(lexicon, last, context)
    if not isinstance(reading, Understood):
        return reading
    mentions = tuple(replace(item, origin="text", words=words.split(before)) for item in reading.mentions)
    return replace(reading, mentions=mentions, remark="; ".join(filter(None, [told, reading.remark])))


def _read(lexicon: Lexicon, text: str, context: Context) -> Reading:
    said = words.split(text)
    if len(said) == 1 and (said[0] in _QUIT or said[0] in _HELP):
        return Understood(Question("quit" if said[0] in _QUIT else "help"))
    if said and set(said) <= _COURTESY:
        return NotUnderstood("nothing was asked")
    if not said:
        return Understood(Question("help")) if text.strip() == "?" else NotUnderstood("nothing was asked")
    reading = _of_record(lexicon, text, said, context) or _of_episode(lexicon, said, context)
    if isinstance(reading, NotUnderstood) and not reading.nearest and not reading.final:
        found = composed(lexicon, text, context)
        if found is not None:
            return found
        loosely = read_query(lexicon, text, context, "loosely") or read_query(lexicon, text, context, "unordered")
        return loosely or widely(lexicon, text, context) or reading
    return reading


def _of_record(lexicon: Lexicon, text: str, said: tuple[str, ...], context: Context) -> Reading | None:
    """Read a text as a question about the record, about a supposition or about the sources of a fact."""
    of_fact = sources_of_fact(lexicon, said, context)
    if isinstance(of_fact, (Understood, Ambiguous)):
        return of_fact
    about_record: Reading | None = None
    if plainly(said) not in _OF_THE_TALK:
        about_record = instead(lexicon, text, context) or followed(lexicon, text, context)
        about_record = about_record or read_query(lexicon, text, context)
    return about_record or supposition(lexicon, text, context) or of_fact


def _of_episode(lexicon: Lexicon, said: tuple[str, ...], context: Context) -> Reading:
    """Read words as a question about an episode or about the talk itself."""
    if _HOW_WOULD.match(" ".join(said)):
        return NotUnderstood("ask 'what if ...?' for what would follow, or 'what would overturn it?'")
    said = plainly(said)
    spoken = context.query is not None or bool(context.choices)
    joined = said[0] == "and" or (said[:2] == ("what", "about") and spoken)
    while said and said[0] in words.LEADS:
        said = said[1:]
    found = pieces(lexicon, said)
    asked = Asked(lexicon, context, tuple(found))
    if joined and signs(found) in ("E", "what about E") and context.choices:
        return NotUnderstood("it is not clear of which of those that were offered; say its number first", final=True)
    if joined and signs(found) == "E" and context.question:
        return repeat(asked)
    if joined and signs(found) in ("E", "what about E") and context.query:
        return NotUnderstood("it is not clear what is asked of it")
    return read(asked) or _not_known(lexicon, found)


def plainly(said: tuple[str, ...]) -> tuple[str, ...]:
    """Return words with turns of phrase put in the words that the patterns know."""
    line = " ".join(said)
    for pattern, other in phrases().turns:
        line = pattern.sub(other, line)
    return tuple(line.split())


def _not_known(lexicon: Lexicon, found: list[Piece]) -> NotUnderstood:
    """Say which words are not known, or that the question is not."""
    strange = [
        piece.phrase[0]
        for piece in found
        if piece.sign not in KNOWN_SIGNS | phrases().words and not lexicon.knows(piece.phrase[0])
    ]
    if strange:
        listed = ", ".join(f"'{word}'" for word in dict.fromkeys(strange))
        return NotUnderstood(
            f"{'these words mean' if len(set(strange)) > 1 else 'this word means'} nothing here: {listed}"
        )
    return NotUnderstood(_NOT_THIS)


def known_words(lexicon: Lexicon, context: Context) -> frozenset[str]:
    """Return every word that can mean something where a conversation stands, for near matches."""
    found = phrases().supposed | {"if", "suppose", "imagine"}
    found |= lexicon.vocabulary | phrases().words | lexicon.names.vocabulary
    if context.episode and context.episode in lexicon.court.episodes:
        for known in Facts(lexicon, context.episode).known.values():
            found |= known
    return frozenset(found)


def _chosen(lexicon: Lexicon, text: str, context: Context) -> Reading | None:
    """Return the meaning that a text picks among those offered: by number, or by words that only one has."""
    said = tuple(word for word in words.split(text) if word not in ("the", "one", "number", "please") or text == "one")
    if context.nearest:
        picked = _picked(said, len(context.nearest))
        if said == ("yes",):
            if len(context.nearest) > 1:
                return NotUnderstood("say the number of the question that is meant", context.nearest)
            picked = 0
        return None if picked is None else _read(lexicon, context.nearest[picked], context)
    if not context.choices or not said:
        return None
    picked = _picked(said, len(context.choices))
    if picked is not None:
        return context.choices[picked].meaning
    fitting = [item for item in context.choices if _fits(said, item)]
    return fitting[0].meaning if len(fitting) == 1 else None


def _picked(said: tuple[str, ...], count: int) -> int | None:
    if len(said) != 1:
        return None
    place = number(said[0]) or (ORDINALS.index(said[0]) + 1 if said[0] in ORDINALS else 0)
    return place - 1 if 0 < place <= count else None


def _fits(said: tuple[str, ...], choice: Choice) -> bool:
    wanted = {word for word in said if word not in words.FILLERS}
    return bool(wanted) and wanted <= set(words.split(choice.label))
