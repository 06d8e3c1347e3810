"""What would settle a topic on which an episode has no answer: its strategy, its cause, a hypothesis."""

from collections.abc import Iterator

from rules.judging import Judgement
from rules.missing import Missing, open_points, unmet_conditions
from rules.targets import OF_DEFECTION, Target, answering


def unsettled(judgement: Judgement, topic: str) -> tuple[Missing, ...]:
    """Return, sorted, what would settle one topic; nothing where it has an answer or, of no defection, needs none.

    Where some answer may hold on the record, that is what keeps it open. Else it is what every answer lacked.
    """
    targets = answering(judgement, topic)
    if any(item.found(judgement.proof) for item in targets):
        return ()
    if topic in OF_DEFECTION and judgement.findings and judgement.verdict != "defection":
        return ()
    opened = [item for item in targets if item.open(judgement.proof)]
    if opened or topic == "verdict":
        return tuple(sorted({point for item in opened for point in _open(judgement, item)}))
    return tuple(sorted({point for item in targets for point in _lacking(judgement, item)}))


def _open(judgement: Judgement, target: Target) -> Iterator[Missing]:
    for known in target.open(judgement.proof):
        yield from open_points(judgement.proof, known.name, _towards(target))


def _lacking(judgement: Judgement, target: Target) -> Iterator[Missing]:
    return unmet_conditions(judgement.nearness, target.kind, _towards(target), **dict(target.values))


def _towards(target: Target) -> str:
    """Return the name of what would follow: the concept alone, of a hypothesis with the answer."""
    named = ("strategy", "cause", "interest", "restriction")
    values = dict(target.values)
    return next((str(values[name]) for name in named if name in values), target.words)
