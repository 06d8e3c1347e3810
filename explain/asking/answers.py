"""Answers that only a conversation gives: who says so, and how sure it is."""

from collections.abc import Iterable, Iterator

from explain.answer import Answer, Reason, Source
from explain.answers.flip import flip
from explain.answers.robust import robust
from explain.renderings.notes import claim, spell, walk
from explain.words.changes import described
from explain.words.telling import Teller
from kb.store import KnowledgeBase
from rules.judging.court import Court
from rules.judging.targets import target
from rules.overturning.flipping import flips
from rules.questions.robustness import robustness

_SETTLED = 3


def sources_of(answer: Answer) -> Answer:
    """Return, for everything that an answer rests on, where it stands: facts first, then the theory."""
    facts = _with_places(item for item in walk(answer.reasons) if not item.rule)
    theory = _with_places(item for item in walk(answer.reasons) if item.rule)
    works = {source.work for item in walk(answer.reasons) for source in item.sources}
    groups = (("facts", "fact", facts), ("rules", "rule", theory))
    return Answer(
        question=f"Who says so? {answer.question}",
        episode=answer.episode,
        title=answer.title,
        verdict="SOURCES",
        sentence=f"It rests on {counted(len(works), 'work')}." if works else "No source is cited there.",
        reasons=tuple(
            Reason(name, "rule", counted(len(found), noun), children=found) for name, noun, found in groups if found
        ),
    )


def sources_of_fact(teller: Teller, name: str) -> Answer:
    """Return where a fact stands, and what other places say of it."""
    record = teller.kb.records[name]
    places = tuple(
        Reason(f"{name}/{number}", "finding", spell(item)) for number, item in enumerate(teller.sources(record))
    )
    fact = Reason(name, "rule", described(teller, record), remarks=teller.remarks(record), children=places)
    return Answer(
        question=f"Who says so? {name}",
        episode="",
        title=name,
        verdict="SOURCES",
        sentence=f"It stands in {counted(len(places), 'place')}.",
        reasons=(fact,),
    )


def _with_places(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Return every reason that has sources once, with the places where it stands; a rule by its claim."""
    found: dict[str, dict[Source, None]] = {}
    for item in reasons:
        if item.sources:
            found.setdefault(claim(item) if item.rule else item.text, {}).update(dict.fromkeys(item.sources))
    return tuple(
        Reason(text, "finding", text, children=tuple(Reason(spell(place), "finding", spell(place)) for place in places))
        for text, places in found.items()
    )


def counted(count: int, noun: str) -> str:
    """Return a number of things in words: 1 fact, 2 facts."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def how_sure(kb: KnowledgeBase, court: Court, episode: str, words: tuple[str, ...]) -> Answer:
    """Return what a conclusion hangs on, instead of a probability that nothing would support."""
    judgement = court.judge(episode)
    wanted = target(judgement, words)
    firm = robust(kb, judgement, wanted, robustness(court, judgement, wanted))
    overturned = flip(kb, judgement, wanted, flips(court, judgement, wanted))
    return Answer(
        question=f"How sure is {wanted.words} of {episode}?",
        episode=episode,
        title=firm.title,
        verdict=f"HOW SURE? {wanted.words.upper()}",
        sentence="No probability is given, since no source supports one; what can be said is what it hangs on.",
        reasons=(
            Reason("robust", "rule", firm.sentence, children=tuple(_bearing(firm))),
            Reason("flip", "rule", overturned.sentence, children=overturned.reasons[:_SETTLED]),
        ),
        open_points=tuple(_more(len(overturned.reasons))),
    )


def _bearing(firm: Answer) -> Iterator[Reason]:
    """Yield the single facts, sources and thresholds that would overturn it, and what makes it certain."""
    for group in firm.reasons:
        if group.id == "complete":
            yield group
        else:
            yield from (item for item in group.children if group.id != "thresholds" or item.status == "limited")


def _more(count: int) -> Iterator[str]:
    if count > _SETTLED:
        yield f"{count - _SETTLED} more ways to overturn it: ask what would overturn it"
