"""The smallest changes of facts that overturn a conclusion, in words."""

from explain.answer import Answer, Reason
from explain.changes import told
from explain.telling import Teller
from explain.why import title
from kb.store import KnowledgeBase
from rules.flipping import LARGEST, Flips
from rules.judging import Judgement
from rules.targets import Target


def flip(kb: KnowledgeBase, judgement: Judgement, target: Target, found: Flips) -> Answer:
    """Tell which changes overturn a conclusion, and whether a smaller set was excluded."""
    teller = Teller(kb, judgement.nearness.rulebook, judgement.nearness.thresholds)
    reasons = tuple(_set(teller, number, chosen) for number, chosen in enumerate(found.sets, 1))
    return Answer(
        question=f"What would overturn {target.words} of {judgement.episode.id}?",
        episode=judgement.episode.id,
        title=title(teller, judgement.facts),
        verdict=f"FLIP {target.words.upper()}",
        sentence=_sentence(judgement, target, found),
        reasons=reasons,
    )


def _sentence(judgement: Judgement, target: Target, found: Flips) -> str:
    if not target.found(judgement.proof):
        return f"It does not hold, so that nothing need overturn it; see coalition why-not {judgement.episode.id}."
    tried = f"{found.considered} changes considered, {found.runs} alternatives judged"
    if not found.sets:
        ended = "the search was cut short" if not found.proven and found.runs else f"nothing up to {LARGEST} changes"
        return f"Nothing found that overturns it: {ended} ({tried})."
    size = len(found.sets[0])
    ways = "1 way" if len(found.sets) == 1 else f"{len(found.sets)} ways"
    proof = "proven smallest" if found.proven else "smallest found"
    return f"{ways} to overturn it with {size} change{'s' if size > 1 else ''}, {proof} ({tried})."


def _set(teller: Teller, number: int, chosen: tuple[object, ...]) -> Reason:
    changes = [told(teller, item) for item in chosen]  # type: ignore[arg-type]
    if len(changes) == 1:
        return changes[0]
    return Reason(f"set-{number}", "rule", f"{len(changes)} changes together", children=tuple(changes))
