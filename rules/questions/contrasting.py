"""Where two episodes part: on which topics, and at which conditions that one met on the way and the other did not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kb.profiles.computed import Episode
from rules.engine.experta_engine import Fact
from rules.engine.facts import Conclusion
from rules.engine.nearness import NearMiss, Report
from rules.judging.court import HYPOTHESES, Judgement
from rules.judging.targets import OF_DEFECTION, TOPICS, Target, answering, target

_OWN = ("episode", "state", "coalition")
_ONE = frozenset({"verdict", *HYPOTHESES})
"""Topics with one answer: where the first episode has one and the second another, the way to the first is compared."""


@dataclass(frozen=True)
class Parting:
    """A condition of a rule at which two episodes part, with how it fared in each."""

    rule: str
    number: int
    first: tuple[NearMiss, Report]
    second: tuple[NearMiss, Report]


@dataclass(frozen=True)
class Difference:
    """A conclusion that one of two episodes reached and the other did not.

    Attributes:
        topic: the topic that it answers.
        target: the conclusion, as it would be reached of the first episode.
        by_first: the first episode reached it, else the second.
        partings: where the two part on the way to it.
    """

    topic: str
    target: Target
    by_first: bool
    partings: tuple[Parting, ...]


def compared(first: Judgement, second: Judgement, words: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the topics on which two episodes are compared: the one that was asked for, or all that both can answer.

    Of two episodes of which one is a defection only, the shape and causes of a defection are not compared.
    """
    asked = next((topic for topic in TOPICS if len(words) == 1 and topic.casefold() == words[0].casefold()), None)
    if asked:
        return (asked,)
    defections = {item.verdict == "defection" for item in (first, second)}
    return tuple(topic for topic in TOPICS if defections == {True} or topic not in OF_DEFECTION)


def differences(first: Judgement, second: Judgement, words: Sequence[str] = ()) -> tuple[Difference, ...]:
    """Return what one of two episodes concluded and the other did not, on every topic or on what was asked for.

    Raises:
        InputError: the words name neither a topic nor a conclusion.
    """
    found: list[Difference] = []
    for topic, wanted in _wanted(first, second, words):
        reached = [bool(wanted.at(item.episode).found(item.proof)) for item in (first, second)]
        if reached[0] != reached[1]:
            found.append(Difference(topic, wanted, reached[0], tuple(_partings(first, second, wanted, reached[0]))))
    mine = {item.topic for item in found if item.by_first}
    return tuple(item for item in found if item.by_first or item.topic not in _ONE & mine)


def _wanted(first: Judgement, second: Judgement, words: Sequence[str]) -> Iterator[tuple[str, Target]]:
    """Yield the conclusions to compare, with their topics."""
    whole = not words or words[0].casefold() in {topic.casefold() for topic in TOPICS}
    if not whole or len(words) > 1:
        yield "conclusion", target(first, words)
        return
    for topic in compared(first, second, words):
        yield from ((topic, item) for item in answering(first, topic))
        if topic == "verdict" and first.verdict == second.verdict == "not-defection":
            for reason in sorted({*first.reasons, *second.reasons}):
                yield "reason", target(first, ["not-defection", reason])


def _partings(first: Judgement, second: Judgement, wanted: Target, by_first: bool) -> Iterator[Parting]:
    """Yield where the episode that did not reach a conclusion parts from the one that did; the first stands first."""
    pair = (first, second) if by_first else (second, first)
    for item in partings(*pair, wanted.at(pair[0].episode)):
        yield item if by_first else Parting(item.rule, item.number, item.second, item.first)


def partings(first: Judgement, second: Judgement, reached: Target) -> Iterator[Parting]:
    """Yield where two episodes part on the way to a conclusion that the first reached and the second did not.

    A condition that is itself concluded by rules is followed down to the conditions of those rules.
    """
    values = {name: value for name, value in reached.values if name not in _OWN}
    yield from _part(first, second, reached.kind, values, frozenset())


def _anchored(judgement: Judgement, kind: str, values: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a conclusion about this judgement's own episode or state."""
    rules = [rule for rule in judgement.nearness.rulebook.rules.values() if rule.concludes.__name__ == kind]
    episode: Episode = judgement.episode
    known = {"episode": episode.id, "state": episode.state, "coalition": episode.coalition}
    fields = set(rules[0].then) if rules else set()
    return {**{name: value for name, value in known.items() if name in fields}, **values}


def _part(
    first: Judgement, second: Judgement, kind: str, values: dict[str, Any], seen: frozenset[str]
) -> Iterator[Parting]:
    misses = [item.nearness.misses(kind, **_anchored(item, kind, values)) for item in (first, second)]
    reached = next((miss for miss in misses[0] if all(report.on_record for report in miss.reports)), None)
    if reached is None or kind in seen:
        return
    other = next((miss for miss in misses[1] if miss.rule == reached.rule), None)
    if other is None:
        return
    rule = first.nearness.rulebook.rules[reached.rule]
    for mine, theirs in zip(reached.reports, other.reports, strict=True):
        if theirs.reached and not theirs.on_record:
            item = rule.when[mine.number]
            below: list[Parting] = []
            if isinstance(item, Conclusion) and isinstance(item, Fact):
                own = {name: value for name, value in theirs.values if name not in _OWN}
                below = list(_part(first, second, type(item).__name__, own, seen | {kind}))
            yield from below or [Parting(rule.id, mine.number, (reached, mine), (other, theirs))]
