"""What could have been otherwise so that a conclusion falls, in words, the likeliest kind of change first."""

from collections.abc import Mapping

from explain.answer import Answer, Reason
from explain.answers.why import title
from explain.words.changes import told_together
from explain.words.telling import Teller
from kb.store import KnowledgeBase
from rules.judging.court import Judgement
from rules.judging.targets import Target
from rules.overturning.counterfactuals import DAY, DECIDED, HAPPENED, MISSION, PARTNER, SAID, UNITS, Change
from rules.overturning.flipping import LARGEST, LARGEST_OF_DAYS, Flips, Group

HEADINGS: Mapping[str, str] = {
    PARTNER: "What a partner might have done",
    SAID: "What might have been said or asked",
    DAY: "On which other day it might have been",
    DECIDED: "What might have been decided",
    UNITS: "Which units might have been there",
    HAPPENED: "What might have happened",
    MISSION: "When the mission might have ended",
}
"""What changes of a kind are about."""


def flip(kb: KnowledgeBase, judgement: Judgement, target: Target, found: Flips) -> Answer:
    """Tell which changes overturn a conclusion, the smallest of each kind, and what would make it another episode."""
    teller = Teller(kb, judgement.nearness.rulebook, judgement.nearness.thresholds)
    return Answer(
        question=f"What would overturn {target.words} of {judgement.episode.id}?",
        episode=judgement.episode.id,
        title=title(teller, judgement.facts),
        verdict=f"FLIP {target.headline}",
        sentence=_sentence(judgement, target, found),
        reasons=(*(_group(teller, item) for item in found.groups if item.sets), *_apart(teller, found.apart)),
        open_points=tuple(_rest(found)),
    )


def _sentence(judgement: Judgement, target: Target, found: Flips) -> str:
    if not target.found(judgement.proof):
        state = "It is open" if target.open(judgement.proof) else "It does not hold"
        return f"{state}; what it lacks: coalition why-not {judgement.episode.id} {target.words}."
    if not found.sets:
        return f"Nothing that was considered overturns it ({_tried(found)})."
    several = len(found.sets) > 1
    proof = "proven the smallest of its kind" if found.proven else "the smallest found of its kind"
    changes = f"{len(found.sets)} changes" if several else "1 change"
    return f"{changes} would overturn it, {'each ' if several else ''}{proof} ({_tried(found)})."


def _tried(found: Flips) -> str:
    return f"{found.considered} considered, {found.runs} alternatives judged"


def _group(teller: Teller, group: Group) -> Reason:
    children = tuple(_set(teller, f"{group.kind}-{number}", chosen) for number, chosen in enumerate(group.sets, 1))
    return Reason(group.kind, "rule", HEADINGS[group.kind], children=children)


def _set(teller: Teller, name: str, chosen: tuple[Change, ...]) -> Reason:
    changes = [told_together(teller, f"{name}-{place}", item) for place, item in enumerate(chosen, 1)]
    if len(changes) == 1:
        return changes[0]
    return Reason(name, "rule", f"{len(changes)} changes together", children=tuple(changes))


def _apart(teller: Teller, apart: tuple[Change, ...]) -> tuple[Reason, ...]:
    if not apart:
        return ()
    children = tuple(told_together(teller, f"apart-{number}", item) for number, item in enumerate(apart, 1))
    return (Reason("apart", "rule", "What would make it another episode, or none", children=children),)


def _rest(found: Flips) -> list[str]:
    """Return of which kinds nothing was found, and where the search was cut short."""
    said = []
    for group in found.groups:
        what = HEADINGS[group.kind]
        if not group.proven:
            said.append(f"{what}: the search was cut short, so that a smaller change may have been missed")
        elif not group.sets:
            most = LARGEST_OF_DAYS if group.kind in (DAY, MISSION) else LARGEST
            size = f"up to {most} together" if group.considered > 1 else "alone"
            said.append(f"{what}: nothing that was considered ({group.considered}, {size}) overturns it")
    return said
