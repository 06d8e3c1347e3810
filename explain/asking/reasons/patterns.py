"""Which pattern asks what. E is an episode, C a conclusion, T a topic, R a rule; all else stands for itself."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from explain.asking.lexicon import Lexicon
from explain.asking.model import (
    UNREAD,
    Ambiguous,
    Choice,
    Context,
    Intent,
    Mention,
    NotUnderstood,
    Question,
    Reading,
    Understood,
)
from explain.asking.pieces import Reference, pieces, signs
from explain.asking.reasons import grammar
from explain.asking.reasons.deciding import MOST, Asked
from explain.asking.reasons.facts import Facts
from explain.asking.reasons.phrases import phrases
from explain.asking.references import all_matching, resolve
from explain.renderings.notes import rules as rules_of

Handler = Callable[[Asked], Reading | None]


def listing(asked: Asked) -> Reading | None:
    """The verdicts on all episodes that a reference can mean; ``None`` for "it" alone."""
    reference = asked.reference
    if reference is None or reference.is_pronoun:
        return None
    current = asked.context.episode
    state = reference.get("state")
    mentions = reference.mentions
    if state is None and "pronoun" in reference.kinds and current and current in asked.lexicon.court.episodes:
        state = asked.lexicon.court.episodes[current].episode.state
        mentions = (*mentions, Mention(current, origin="context"))
    if reference.get("episode"):
        return Understood(Question("judge", listed=(str(reference.get("episode")),)), mentions)
    if state is None and "pronoun" in reference.kinds:
        return NotUnderstood("no state is being talked about")
    names = all_matching(asked.lexicon, Reference((*reference.parts, *((("state", state, ()),) if state else ()))))
    if not names:
        return NotUnderstood("there is no such episode")
    special = reference.kinds & {"date", "units"} or reference.get("event") not in (None, "any")
    if not special and not (state and reference.get("coalition")):
        wanted = tuple(filter(None, [state or reference.get("coalition")]))
        return Understood(Question("judge", listed=wanted), mentions)
    return Understood(Question("judge", listed=names), mentions)


def alone(asked: Asked) -> Reading | None:
    """An episode alone: why its verdict; all of them where several are meant."""
    reference = asked.reference
    assert reference is not None
    if reference.is_pronoun:
        return NotUnderstood("it is not clear what is asked about it")
    found = resolve(asked.lexicon, reference, asked.context)
    if len(found.episodes) > 1:
        return listing(asked)
    return grammar.why_so(asked)


def sources(asked: Asked) -> Reading:
    """Who says so: the sources of the last answer, of an episode's verdict or of a fact."""
    if asked.of("T"):
        reading = grammar.which(asked)
        return _with_intent(reading, "sources")
    if asked.by_pronoun:
        if asked.context.answer is None:
            return NotUnderstood("nothing has been answered yet that could have sources")
        current = asked.context.episode
        mention = (Mention(current, origin="context"),) if current else ()
        return Understood(Question("sources", current), mention)
    return asked.about(lambda episode: [Understood(Question("sources", episode, ("verdict",)))])


def _with_intent(reading: Reading, intent: Intent) -> Reading:
    if isinstance(reading, Understood):
        return replace(reading, question=replace(reading.of_episode, intent=intent))
    if isinstance(reading, Ambiguous):
        return replace(
            reading,
            choices=tuple(
                replace(item, meaning=replace(item.meaning, question=replace(item.meaning.of_episode, intent=intent)))
                for item in reading.choices
            ),
        )
    return reading


_OF_FACT = re.compile(
    r"(?:what (?:is|are) |show )?(?:the )?sources? (?:of|for|on|about|behind) (?P<fact>.+)"
    r"|who says (?:that )?(?P<told>.+) (?:came|happened|existed|took place|became public|was there|were there)"
)


def sources_of_fact(lexicon: Lexicon, said: tuple[str, ...], context: Context) -> Reading | None:
    """Who says that there was some fact; ``None`` where the text asks for the sources of something else."""
    match = _OF_FACT.fullmatch(" ".join(said))
    if match is None:
        return None
    phrase = tuple((match["fact"] or match["told"]).split())
    if match["fact"] and signs(pieces(lexicon, phrase)) in ("E", "T", "T E", "E T"):
        found = pieces(lexicon, phrase)[0].reference
        if not found.kinds or found.kinds & {"episode", "event", "pronoun"}:
            return None
    current = context.episode
    if current is None or current not in lexicon.court.episodes:
        return NotUnderstood("no episode is being talked about")
    facts = Facts(lexicon, current)
    able = facts.meant(phrase)
    relied = facts.relied_on(able)
    chosen = relied if len(relied) == 1 else able
    readings = tuple(
        Understood(Question("sources", current, subject=name), (Mention(name, phrase),)) for name in chosen
    )
    if len(readings) == 1:
        return readings[0]
    if not 0 < len(readings) <= MOST:
        return NotUnderstood(f"{len(readings) or 'no'} facts answer to '{' '.join(phrase)}'")
    labels = [f"{name}: {lexicon.kb.label(name)}" for name in chosen]
    return Ambiguous("which is meant?", tuple(map(Choice, labels, readings)))


def rule(asked: Asked) -> Reading | None:
    """A rule: the one that is named, else the one that led to the last answer."""
    if not asked.by_pronoun:
        return None
    named = asked.of("R")
    current = asked.context.episode
    if named:
        return Understood(Question("rule", current, subject=named[0].entities[0].name), asked.mention("R"))
    if asked.context.refused:
        return NotUnderstood("the question before was not understood, so that it is not clear which rule is meant")
    shown = _deciding(asked) or rules_shown(asked.context)
    if not shown:
        return NotUnderstood("no rule has been shown yet; name one, as in: show rule ID")
    rest = f"also shown: {', '.join(shown[1:])}" if len(shown) > 1 else ""
    return Understood(Question("rule", current, subject=shown[0]), (Mention(shown[0], origin="context"),), rest)


def _deciding(asked: Asked) -> tuple[str, ...]:
    """Return the rules by which something was no defection, where it was asked why it was none."""
    last = asked.context.question
    if last is None or last.intent != "why-not" or last.words != ("defection",):
        return ()
    proof = asked.judged(str(last.episode)).proof
    found = (
        item for kind in ("NotDefection", "OutOfScope") for item in proof.concluded(kind, episode=str(last.episode))
    )
    return tuple(dict.fromkeys(step.rule for item in found for step in proof.steps[item.name]))


def rules_shown(context: Context | None) -> tuple[str, ...]:
    """Return the rules of the last answer that named any."""
    if context is not None and context.rule:
        return (context.rule,)
    while context is not None:
        shown = tuple(rules_of(context.answer.reasons)) if context.answer else ()
        if shown:
            return shown
        context = context.earlier
    return ()


def simple(intent: Intent, depth: int | None = None) -> Handler:
    """Return the handler for a question about the conversation itself."""

    def handler(asked: Asked) -> Reading | None:
        if not asked.by_pronoun:
            return None
        last = asked.context.query
        if intent in ("show", "back") and asked.context.question is None and last is None:
            return NotUnderstood("nothing has been asked yet", final=True)
        if intent == "show" and last is not None and last.asks == UNREAD:
            return NotUnderstood("the last question was not understood, so there is no more of it to show")
        if intent == "back" and asked.context.earlier is None:
            return NotUnderstood("there is nothing before this", final=True)
        return Understood(Question(intent, depth=depth))

    return handler


def _concerned(intent: Intent) -> Handler:
    return lambda asked: grammar.concerned(asked, intent)


def _certain(asked: Asked) -> Reading | None:
    """How sure it is, or what it rests on, of what is being talked about."""
    plain = {piece.sign for piece in asked.pieces}
    if not asked.by_pronoun:
        reference = asked.reference
        dated = reference is not None and reference.kinds & {"episode", "date"}
        return grammar.concerned(asked, "sure") if dated and "base" not in plain else None
    return sources(asked) if "base" in plain else grammar.concerned(asked, "sure")


HANDLERS: Mapping[str, Handler] = {
    "help": simple("help"),
    "quit": simple("quit"),
    "back": simple("back"),
    "more": simple("show"),
    "everything": simple("show", 0),
    "contrast": grammar.contrast,
    "why": grammar.why,
    "why-so": grammar.why_so,
    "why-not-alone": grammar.why_not_alone,
    "why-not": grammar.why_not,
    "whether": grammar.whether,
    "about-conclusion": grammar.about_conclusion,
    "which": grammar.which,
    "overturned": _concerned("flip"),
    "rests-on": _concerned("robust"),
    "sure": _concerned("sure"),
    "certain": _certain,
    "sources": sources,
    "rule": rule,
    "listing": listing,
    "repeat": grammar.repeat,
    "alone": alone,
}
"""What reads each question of the phrase book about reasons."""


_PAIRED = (grammar.contrast,)
"""The questions about two episodes."""


def read(asked: Asked) -> Reading | None:
    """Return what a text in pieces asks; ``None`` where no pattern fits, or where it says more than one can ask."""
    line = signs(list(asked.pieces))
    for item in phrases().askings:
        handler = HANDLERS[item.asks]
        if item.pattern.fullmatch(line) and not _too_much(asked, paired=handler in _PAIRED):
            reading = handler(asked)
            if reading is not None:
                return reading
    return None


def _too_much(asked: Asked, *, paired: bool) -> bool:
    """Tell whether a text names more episodes, conclusions or topics than a question is about."""
    episodes = [piece for piece in asked.of("E") if not piece.reference.is_pronoun]
    conclusions = {piece.entities for piece in asked.of("C")}
    return (len(episodes) > 1 and not paired) or len(conclusions) > 1 or len(asked.of("T")) > 1


KNOWN_SIGNS = frozenset(["E", "C", "T", "R"])
