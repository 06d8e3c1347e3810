"""Where two episodes part: the first conditions that one met and the other did not."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rules.engine import Fact
from rules.facts import Conclusion
from rules.judging import Judgement
from rules.nearness import MET, NearMiss, Report
from rules.targets import Target


@dataclass(frozen=True)
class Parting:
    """A condition of a rule at which two episodes part, with how it fared in each."""

    rule: str
    number: int
    first: tuple[NearMiss, Report]
    second: tuple[NearMiss, Report]


def partings(first: Judgement, second: Judgement, reached: Target) -> Iterator[Parting]:
    """Yield where two episodes part on the way to a conclusion that the first reached and the second did not.

    A condition that is itself concluded by rules is followed down to the conditions of those rules.
    """
    values = {name: value for name, value in reached.values if name not in ("episode", "state", "coalition")}
    yield from _part(first, second, reached.kind, values, frozenset())


def _anchored(judgement: Judgement, kind: str, values: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a conclusion about this judgement's own episode or state."""
    rules = [rule for rule in judgement.nearness.rulebook.rules.values() if rule.concludes.__name__ == kind]
    known = {
        "episode": judgement.episode.id,
        "state": judgement.episode.state,
        "coalition": judgement.episode.coalition,
    }
    fields = set(rules[0].then) if rules else set()
    return {**{name: value for name, value in known.items() if name in fields}, **values}


def _part(
    first: Judgement, second: Judgement, kind: str, values: dict[str, Any], seen: frozenset[str]
) -> Iterator[Parting]:
    misses = [item.nearness.misses(kind, **_anchored(item, kind, values)) for item in (first, second)]
    reached = next((miss for miss in misses[0] if not miss.unmet and not miss.unknown), None)
    if reached is None or kind in seen:
        return
    other = next((miss for miss in misses[1] if miss.rule == reached.rule), None)
    if other is None:
        return
    rule = first.nearness.rulebook.rules[reached.rule]
    for mine, theirs in zip(reached.reports, other.reports, strict=True):
        if mine.status == MET and theirs.status != MET:
            item = rule.when[mine.number]
            below: list[Parting] = []
            if isinstance(item, Conclusion) and isinstance(item, Fact):
                own = {name: value for name, value in theirs.values if name not in ("episode", "state", "coalition")}
                below = list(_part(first, second, type(item).__name__, own, seen | {kind}))
            yield from below or [Parting(rule.id, mine.number, (reached, mine), (other, theirs))]
