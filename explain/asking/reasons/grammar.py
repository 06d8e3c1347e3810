"""The questions: each a pattern over pieces of text, and what it asks."""

from collections.abc import Iterator
from dataclasses import replace

from explain.asking.model import (
    Ambiguous,
    Choice,
    Intent,
    Mention,
    NotUnderstood,
    Question,
    Reading,
    Understood,
)
from explain.asking.reasons.conclusions import command_words, found_under, holds, reachable, told, topic_of
from explain.asking.reasons.deciding import MOST, Asked, decided, joined
from explain.asking.references import Found, Holds, defected, lost_combat, resolve
from rules.judging.court import Judgement


def why(asked: Asked) -> Reading:
    """Why an episode has a verdict or another conclusion; why not, where it does not have it."""
    if not asked.named:
        return why_so(asked)

    def make(episode: str) -> Iterator[Understood]:
        for name in _likely(asked, episode):
            yield _reasons(asked, episode, name)

    return asked.about(make, lambda judgement: any(holds(name)(judgement) for name in asked.named))


def _likely(asked: Asked, episode: str) -> list[str]:
    """Return the meanings of a conclusion: those that hold, else those that a rule can reach."""
    judgement = asked.judged(episode)
    true = [name for name in asked.named if holds(name)(judgement)]
    return true or [name for name in asked.named if reachable(name, judgement)] or list(asked.named)


def _reasons(asked: Asked, episode: str, name: str) -> Understood:
    mentions = asked.mention("C")
    if holds(name)(asked.judged(episode)):
        return Understood(Question("why", episode, (topic_of(name),)), mentions)
    return replace(_obstacles(asked, episode, name), remark=f"that does not hold: {told(asked.lexicon, name)}")


def _obstacles(asked: Asked, episode: str, name: str) -> Understood:
    words = command_words(name) if reachable(name, asked.judged(episode)) else ()
    if not words:
        return Understood(Question("why", episode, (topic_of(name),)), asked.mention("C"))
    return Understood(Question("why-not", episode, words), asked.mention("C"))


def why_so(asked: Asked) -> Reading:
    """Why, alone: the last conclusion; of an episode: its verdict, or, of what a state did, the cause."""
    last = asked.context.question
    reference = asked.reference
    if reference is None or reference.is_pronoun:
        topic = last.words if last and last.intent in ("why", "whether") and last.words else ("verdict",)
        return asked.about(lambda episode: [Understood(Question("why", episode, topic))])
    deed = reference.verb and reference.get("event") == "left"

    def make(episode: str) -> list[Understood]:
        if not deed or asked.judged(episode).verdict == "not-defection":
            told = "no cause is sought of what was no defection; the verdict says why it was none" if deed else ""
            return [Understood(Question("why", episode, ("verdict",)), remark=told)]
        return [Understood(Question("why", episode, ("cause",)), remark="what a state did is explained by its cause")]

    reading = asked.about(make, (lambda judgement: bool(judgement.causes)) if deed else None)
    return asked.about(make, defected) if deed and isinstance(reading, Ambiguous) else reading


def why_not(asked: Asked) -> Reading:
    """Why an episode does not have a conclusion; why, where it does."""

    def make(episode: str) -> Iterator[Understood]:
        for name in asked.named:
            if holds(name)(asked.judged(episode)):
                yield replace(_reasons(asked, episode, name), remark="but it holds; these are the reasons")
            elif reachable(name, asked.judged(episode)):
                yield _obstacles(asked, episode, name)

    of_defections = any(name.startswith(("hypothesis/", "strategy/", "cause/")) for name in asked.named)
    presumed = defected if of_defections else None
    return _or_unreached(asked, asked.about(lambda episode: list(make(episode)), presumed))


def _or_unreached(asked: Asked, reading: Reading) -> Reading:
    if isinstance(reading, Ambiguous) and not reading.choices:
        return NotUnderstood(f"no rule concludes {told(asked.lexicon, asked.named[0])}")
    return reading


def why_not_alone(asked: Asked) -> Reading:
    """Why not, alone: the defection that an episode was not."""

    def make(episode: str) -> Iterator[Understood]:
        if asked.judged(episode).verdict != "defection":
            yield Understood(Question("why-not", episode, ("defection",)))

    reading = asked.about(lambda episode: list(make(episode)))
    if isinstance(reading, Ambiguous) and not reading.choices:
        return NotUnderstood("it was a defection; say why not what")
    return reading


def whether(asked: Asked) -> Reading:
    """Whether a conclusion holds: shortly why, or why not."""

    def make(episode: str) -> Iterator[Understood]:
        for name in _likely(asked, episode):
            if holds(name)(asked.judged(episode)) or topic_of(name) == "verdict":
                yield Understood(Question("whether", episode, (topic_of(name),), depth=1), asked.mention("C"))
            elif reachable(name, asked.judged(episode)):
                yield Understood(Question("why-not", episode, command_words(name), depth=1), asked.mention("C"))

    return _or_unreached(asked, asked.about(lambda episode: list(make(episode))))


def about_conclusion(asked: Asked) -> Reading:
    """A conclusion alone: why it holds, or why not."""

    def make(episode: str) -> Iterator[Understood]:
        for name in _likely(asked, episode):
            yield _reasons(asked, episode, name)

    return asked.about(make)


def which(asked: Asked) -> Reading:
    """Which cause, strategy, interests: all that was concluded under a topic."""
    topic = asked.topic
    presumed: Holds = lambda judgement: topic == "verdict" or bool(found_under(topic, judgement))  # noqa: E731
    return asked.about(lambda episode: [Understood(Question("why", episode, (topic,)), asked.mention("T"))], presumed)


def concerned(asked: Asked, intent: Intent) -> Reading:
    """What a conclusion hangs on or what overturns it: one that is named, else the last one, else the verdict."""
    last = asked.context.question

    def names(episode: str) -> tuple[str, ...]:
        if asked.named:
            return asked.named
        if asked.of("T"):
            return found_under(asked.topic, asked.judged(episode))
        same = last and last.episode == episode and last.intent in ("why", "whether") and last.words
        return found_under(last.words[0], asked.judged(episode)) if last and same else ()

    def make(episode: str) -> Iterator[Understood]:
        for name in names(episode) or ("",):
            plain = _is_verdict(name, asked.judged(episode)) or (intent == "flip" and name == "verdict/not-defection")
            lacking = intent == "flip" and asked.named and not holds(name)(asked.judged(episode))
            if lacking and reachable(name, asked.judged(episode)):
                yield replace(_obstacles(asked, episode, name), remark="it does not hold; this is what is wanting")
                continue
            words = command_words(name) if name and not plain else ()
            yield Understood(Question(intent, episode, words), (*asked.mention("C"), *asked.mention("T")))

    return asked.about(lambda episode: list(make(episode)), None if asked.named else defected)


def _is_verdict(name: str, judgement: Judgement) -> bool:
    return name == f"verdict/{judgement.verdict}"


def contrast(asked: Asked) -> Reading:
    """Why one episode reached a conclusion that another did not."""
    found = asked.of("E")
    second = found[-1].reference
    first = found[0].reference if len(found) > 1 else None
    names = asked.named or ("",)
    presumed: Holds = holds(names[0]) if names[0] else defected
    of_defections = not names[0] or not names[0].startswith("verdict/")
    among = defected if of_defections else None

    def make(episode: str) -> Iterator[Understood]:
        others = resolve(asked.lexicon, second, replace(asked.context, episode=episode), among)
        if among and others.remark:
            others = replace(others, remark="the defections, of several episodes")
        fought = [item for item in others.episodes if lost_combat(asked.lexicon.court.episodes[item])]
        for other in (fought if len(fought) == 1 else others.episodes)[:MOST]:
            for name in names:
                if other != episode:
                    yield _parted(asked, (episode, other), name, others)

    one = resolve(asked.lexicon, first, asked.context, presumed)
    reading = decided(asked.lexicon, replace(one, remark="") if among else one, make)
    if isinstance(reading, Ambiguous):
        if not reading.choices:
            return NotUnderstood("there are not two episodes to compare")
        labels = [f"{item.meaning.of_episode.episode} and {item.meaning.of_episode.other}" for item in reading.choices]
        return Ambiguous("which two are meant?", tuple(map(Choice, labels, (item.meaning for item in reading.choices))))
    return reading


def _parted(asked: Asked, pair: tuple[str, str], name: str, others: Found) -> Understood:
    """Return the question how two episodes part; the one that reached the conclusion comes first."""
    first, second = pair
    remark = others.remark
    if name and not holds(name)(asked.judged(first)) and holds(name)(asked.judged(second)):
        first, second = second, first
        remark = joined(remark, f"it is {first} that reached it")
    words = () if not name or _is_verdict(name, asked.judged(first)) else command_words(name)
    second_hand = Mention(pair[0], origin="context")
    known = tuple(item for item in others.mentions if item != second_hand or pair[0] == asked.context.episode)
    mentions = (*asked.mention("C"), *known)
    return Understood(Question("contrast", first, words, other=second), mentions, remark)


def repeat(asked: Asked) -> Reading:
    """The last question again, of another episode."""
    last = asked.context.question
    if last and last.intent in ("what-if", "contrast"):
        return NotUnderstood("it is not clear what is asked of it: what was supposed is of one exit")
    again = last if last and last.intent in ("why", "whether", "why-not", "robust", "flip", "sure") else None

    def make(episode: str) -> Iterator[Understood]:
        yield Understood(replace(again, episode=episode) if again else Question("why", episode, ("verdict",)))

    reading = asked.about(make, _alike(asked))
    if isinstance(reading, Understood) and reading.remark:
        return replace(reading, remark="the one in which combat units left")
    return reading


def _alike(asked: Asked) -> Holds | None:
    """Return what a further episode is presumed to share: the coalition, if it can, and that combat units left."""
    court = asked.lexicon.court
    current = court.episodes.get(asked.context.episode or "")
    if current is None:
        return None
    found = resolve(asked.lexicon, asked.reference, asked.context).episodes
    same = [name for name in found if court.episodes[name].episode.coalition == current.episode.coalition]
    within = [name for name in same or found if lost_combat(current) and lost_combat(court.episodes[name])] or same
    return (lambda judgement: judgement.episode.id in within) if within else None
