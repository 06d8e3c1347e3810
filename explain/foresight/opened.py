"""Why a supposed exit would be what it would be: the proof as any other, with what is supposed marked as such."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from explain.answer import Answer, Reason
from explain.answers.why import title, why
from explain.foresight import words
from explain.foresight.listing import head, teller_of
from explain.words.phrases import spoken_day
from kb.altered.altering import Alteration
from kb.store import KnowledgeBase
from rules.engine.facts import mirror
from rules.foreseeing.watching import Alert, Outcome
from rules.overturning.counterfactuals import Part

_FIELDS = {"ends": "their last day is supposed"}


def why_supposed(name: str, alert: Alert, outcome: Outcome, topic: str, *, every_way: bool = False) -> Answer:
    """Explain one conclusion about what is supposed, under the name by which it is opened.

    Raises:
        InputError: there is no such topic.
    """
    court = outcome.court
    judgement = court.judge(outcome.judgement.episode.id)
    teller = teller_of(court)
    answer = why(court.kb, judgement, topic, every_way=every_way)
    known = spoken_day(alert.standing.part.kb.as_of or alert.standing.on)
    lead = f"{head(teller, alert)}, on what was known by {known}. {words.supposition(alert.standing, outcome)}:"
    return replace(
        answer,
        question=f"Why {topic} of {name}: {title(teller, judgement.facts)}?",
        verdict=f"SUPPOSED: {answer.verdict}",
        sentence=f"{lead} {answer.sentence}",
        reasons=marked(answer.reasons, court.kb, outcome.supposition.parts, (judgement.episode.id, name)),
        advice=(f"To check this proof: coalition verify {name}",),
    )


def marked(
    reasons: tuple[Reason, ...], kb: KnowledgeBase, parts: Iterable[Part], named: tuple[str, str]
) -> tuple[Reason, ...]:
    """Return reasons in which each fact that is supposed says so, and none sends a reader to an episode.

    Args:
        reasons: the reasons of an answer about a supposed episode.
        kb: what is known and supposed.
        parts: what is supposed.
        named: the name of the episode, and that by which it is opened.
    """
    remarks: dict[str, str] = {}
    for item in parts:
        record = kb.records[item.fact] if isinstance(item, Alteration) else kb.records[item.id]
        told = (
            _FIELDS.get(item.field or "", "another value is supposed") if isinstance(item, Alteration) else "supposed"
        )
        remarks[mirror(record).identity] = told
    return tuple(_marked(reason, remarks, named) for reason in reasons)


def _marked(reason: Reason, remarks: Mapping[str, str], named: tuple[str, str]) -> Reason:
    told = (remarks[reason.id],) if reason.id in remarks and not reason.shown_above else ()
    below = tuple(_marked(child, remarks, named) for child in reason.children)
    see = reason.see.replace(f"why {named[0]}", f"why {named[1]}") if reason.see else reason.see
    return replace(reason, remarks=(*told, *reason.remarks), children=below, see=see)
