"""What can be asked about an episode, what answers it, and what could still change that answer."""

from collections.abc import Iterator
from dataclasses import replace

from kb.records import Ground, Statement
from rules.engine.proof import Known
from rules.judging.court import CAUSE_NAMES, HYPOTHESES, VERDICTS, Judgement
from rules.judging.gaps import Gap, undecided, undoing, wanting
from rules.judging.targets import TOPICS

__all__ = ["TOPICS", "answers", "open_gaps", "spoken_of", "undoing_gaps"]


def answers(judgement: Judgement, topic: str) -> tuple[Known, ...]:
    """Return the conclusions that answer a topic, as they hold on the record."""
    proof, name = judgement.proof, judgement.episode.id
    if topic == "verdict":
        return judgement.findings
    if topic in HYPOTHESES:
        return proof.concluded("Hypothesis", episode=name, hypothesis=topic)
    if topic in ("strategy", "cause"):
        return proof.concluded(topic.capitalize(), episode=name)
    return proof.concluded(_single(topic).capitalize())


def undoing_gaps(judgement: Judgement, topic: str) -> tuple[Gap, ...]:
    """Return what would undo the answer to a topic, where it holds on the record only."""
    names = [item.name for item in answers(judgement, topic)]
    return tuple(undoing(judgement.proof, names, judgement.verdict if topic == "verdict" else topic))


def open_gaps(judgement: Judgement, topic: str) -> tuple[Gap, ...]:
    """Return what would settle what a topic leaves open; for want of a cause, also the facts that could give one."""
    found = dict.fromkeys(
        gap for name, towards in _open(judgement, topic) for gap in undecided(judgement.proof, name, towards)
    )
    if topic == "cause" and judgement.verdict == "defection" and not judgement.causes:
        found |= dict.fromkeys(_causes(judgement))
    return tuple(found)


def _single(topic: str) -> str:
    return topic.removesuffix("s")


def _open(judgement: Judgement, topic: str) -> Iterator[tuple[str, str]]:
    """Yield the open conclusions that would answer a topic, each with what it would establish."""
    proof, episode = judgement.proof, judgement.episode.id
    if topic == "verdict":
        for kind, slug in () if judgement.findings else VERDICTS.items():
            yield from ((item.name, slug) for item in proof.open(kind, episode=episode))
    elif topic in HYPOTHESES:
        yield from ((item.name, topic) for item in proof.open("Hypothesis", episode=episode, hypothesis=topic))
    else:
        field = _single(topic)
        own = {"episode": episode} if topic in ("strategy", "cause") else {}
        yield from ((item.name, str(item[field])) for item in proof.open(field.capitalize(), **own))


def _causes(judgement: Judgement) -> Iterator[Gap]:
    """Yield, nearest first, the facts that are wanting for some cause."""
    found = [
        gap
        for kind, cause in CAUSE_NAMES
        for gap in wanting(judgement.nearness, "Cause", cause, episode=judgement.episode.id, kind=kind, cause=cause)
    ]
    hinted = spoken_of(judgement)
    told = (replace(gap, hinted=not hinted.isdisjoint(gap.kinds)) for gap in found)
    yield from sorted(told, key=lambda gap: (not gap.hinted, len(gap.kinds), gap.kinds, gap.towards))


def spoken_of(judgement: Judgement) -> frozenset[str]:
    """Return the kinds of fact of which the reasons speak that the state gave for what it did."""
    grounds = (judgement.facts.part.kb.records.get(f"ground/{name}") for name in given_grounds(judgement))
    spoken = [ground for ground in grounds if isinstance(ground, Ground)]
    said = {Statement.__name__ for ground in spoken if ground.recalls}
    return frozenset({*(kind for ground in spoken for kind in ground.speaks_of), *said})


def given_grounds(judgement: Judgement) -> tuple[str, ...]:
    """Return the reasons that the state gave for what it did, each once, in the order of the record."""
    about = set(judgement.episode.basis)
    decisions = judgement.facts.part.decisions
    return tuple(dict.fromkeys(name for item in decisions if about & set(item.about) for name in item.grounds))
