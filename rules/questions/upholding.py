"""Facts that keep an absence up: withdrawn, they let in what a conclusion needs to be absent.

A conclusion may need that nothing ended a duty; the duty has not ended because a permission still stands. The
permission is no premise of the conclusion, yet without it the conclusion falls.
"""

from collections.abc import Iterator
from typing import Any

from rules.engine.experta_engine import negated
from rules.engine.facts import Conclusion
from rules.engine.nearness import UNMET
from rules.judging.court import Judgement
from rules.questions.support import Support, support

_DEEP = 3


def upholding(judgement: Judgement, ground: Support) -> tuple[str, ...]:
    """Return the observed facts that alone keep a rule for something absent from firing, sorted."""
    found: set[str] = set()
    for _, absent in ground.absences():
        found.update(_towards(judgement, absent.kind, dict(absent.values), 0))
    return tuple(sorted(found - {*ground.facts}))


def _towards(judgement: Judgement, kind: str, wanted: dict[str, Any], depth: int) -> Iterator[str]:
    nearness = judgement.nearness
    for miss in nearness.misses(kind, **wanted):
        lacking = [report for report in miss.reports if report.status == UNMET]
        if len(lacking) != 1:
            continue
        pattern = nearness.rulebook.rules[miss.rule].when[lacking[0].number]
        if negated(pattern) is not None and lacking[0].fact is not None:
            yield from _behind(judgement, lacking[0].fact)
        elif isinstance(pattern, Conclusion) and depth < _DEEP:
            yield from _towards(judgement, type(pattern).__name__, dict(lacking[0].values), depth + 1)


def _behind(judgement: Judgement, name: str) -> tuple[str, ...]:
    """Return the facts behind a fact that stands in the way."""
    known = judgement.proof.facts[name]
    if known.origin == "observed":
        return (str(known["id"]),)
    return (*known.basis, *support(judgement.proof, [name]).facts)
