"""Why one episode reached a conclusion and another did not, side by side."""

from explain.answer import Answer, Reason
from explain.telling import Teller
from explain.why import title
from explain.why_not import Misses
from kb.store import KnowledgeBase
from rules.contrasting import Parting, partings
from rules.judging import Judgement
from rules.targets import Target


def contrast(kb: KnowledgeBase, first: Judgement, second: Judgement, reached: Target) -> Answer:
    """Tell at which conditions two episodes part on the way to a conclusion that the first reached."""
    teller = Teller(kb, first.nearness.rulebook, first.nearness.thresholds)
    found = tuple(_told(teller, first, second, item) for item in partings(first, second, reached))
    return Answer(
        question=f"Why was {first.episode.id} {reached.words}, and {second.episode.id} not?",
        episode=first.episode.id,
        title=f"{first.episode.id} · {second.episode.id}",
        verdict=f"CONTRAST {reached.words.upper()}",
        sentence=_sentence(first, second, reached, len(found)),
        reasons=(
            Reason("first", "finding", f"{title(teller, first.facts)}: {_verdict(first)}"),
            Reason("second", "finding", f"{title(teller, second.facts)}: {_verdict(second)}"),
            *found,
        ),
    )


def _verdict(judgement: Judgement) -> str:
    return judgement.verdict.replace("-", " ")


def _sentence(first: Judgement, second: Judgement, reached: Target, count: int) -> str:
    if reached.found(second.proof):
        return f"They do not part: both reached {reached.words}."
    if not reached.found(first.proof):
        return f"{first.episode.id} did not reach {reached.words} either."
    return f"They part at {count} condition{'' if count == 1 else 's'}."


def _told(teller: Teller, first: Judgement, second: Judgement, item: Parting) -> Reason:
    rule = teller.rulebook.rules[item.rule]
    sides = (
        Misses(teller, judgement).condition(rule, miss, report)
        for judgement, (miss, report) in ((first, item.first), (second, item.second))
    )
    children = tuple(
        Reason(
            f"{judgement.episode.id}/{side.id}",
            "condition",
            f"{judgement.episode.id}: {side.text}",
            status=side.status,
            sources=side.sources,
            remarks=side.remarks,
            children=side.children,
        )
        for judgement, side in zip((first, second), sides, strict=True)
    )
    return Reason(f"{item.rule}/{item.number}", "rule", rule.claim, rule.id, children=children)
