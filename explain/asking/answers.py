"""Answers that only a conversation gives: who says so, and how sure it is."""

from collections.abc import Iterable, Iterator

from explain.answer import Answer, Reason, Source
from explain.changes import described
from explain.flip import flip
from explain.notes import spell, walk
from explain.robust import robust
from explain.telling import Teller
from kb.store import KnowledgeBase
from rules.flipping import flips
from rules.judging import Court
from rules.robustness import robustness
from rules.targets import target

_SETTLED = 3


def sources_of(answer: Answer) -> Answer:
    """Return, for every place that an answer rests on, what stands there: facts first, then the theory."""
    facts = _by_place(item for item in walk(answer.reasons) if item.kind != "step" and not item.rule)
    theory = _by_place(item for item in walk(answer.reasons) if item.rule)
    reasons = [Reason("facts", "rule", f"Facts: {_counted(len(facts), 'place')}", children=tuple(facts))] * bool(facts)
    told = Reason("theory", "rule", f"Rules: {_counted(len(theory), 'place')}", children=tuple(theory))
    found = {source.work for item in walk(answer.reasons) for source in item.sources}
    return Answer(
        question=f"Who says so? {answer.question}",
        episode=answer.episode,
        title=answer.title,
        verdict="SOURCES",
        sentence=f"It rests on {_counted(len(found), 'work')}." if found else "No source is cited there.",
        reasons=(*reasons, *([told] if theory else [])),
    )


def sources_of_fact(teller: Teller, name: str) -> Answer:
    """Return where a fact stands, and what other places say of it."""
    record = teller.kb.records[name]
    places = tuple(Reason(f"{name}/{number}", "finding", spell(item)) for number, item in enumerate(teller.sources(record)))
    fact = Reason(name, "rule", described(teller, record), remarks=teller.remarks(record), children=places)
    return Answer(
        question=f"Who says so? {name}",
        episode="",
        title=name,
        verdict="SOURCES",
        sentence=f"It stands in {_counted(len(places), 'place')}.",
        reasons=(fact,),
    )


def _by_place(reasons: Iterable[Reason]) -> list[Reason]:
    found: dict[Source, dict[str, None]] = {}
    for item in reasons:
        for source in item.sources:
            found.setdefault(source, {})[item.text] = None
    return [
        Reason(spell(source), "finding", spell(source), children=tuple(Reason(text, "finding", text) for text in texts))
        for source, texts in sorted(found.items(), key=lambda pair: spell(pair[0]))
    ]


def _counted(count: int, noun: str) -> str:
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
    """Yield the single facts, sources and thresholds that would overturn it."""
    for group in firm.reasons:
        yield from (item for item in group.children if group.id != "thresholds" or item.status == "moves")


def _more(count: int) -> Iterator[str]:
    if count > _SETTLED:
        yield f"{count - _SETTLED} more ways to overturn it: ask what would overturn it"
