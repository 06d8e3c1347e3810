"""Confidence in the status-seeking mechanism is that of its weakest part, and rules out no other motive.

A part is believed as far as the strongest test it passed allows, and not at all where it was contradicted or not found.
Condition and scope bear no weight of their own, but nothing follows without them. Small states may seek protection and
standing at once: finding the one does not refute the other (Pedersen and Reykers 2020).
"""

from rules.engine.citation import cite
from rules.engine.comparisons import at_least
from rules.engine.experta_engine import MATCH, NOT
from rules.engine.rule import Condition
from rules.theory.tie_conclusions import (
    AbandonmentFeared,
    ChainConfidence,
    MotivesCompatible,
    PartConfidence,
    PartFinding,
    Support,
)
from rules.theory.wider import wider_rule

TRACING = cite("pedersen-reykers-2020", "Towards a status-seeking mechanism", after="beach-pedersen-2019")
PURPOSE = cite("pedersen-reykers-2020", "Towards a status-seeking mechanism")

LEVELS = ("high", "moderate", "low")


def _believed(level: str, rank: int) -> PartConfidence:
    return PartConfidence(state=MATCH.state, coalition=MATCH.coalition, part=MATCH.part, level=level, rank=rank)


def _supported(level: str) -> Support:
    return Support(state=MATCH.state, coalition=MATCH.coalition, part=MATCH.part, level=level)


def _part(part: str, finding: str) -> PartFinding:
    return PartFinding(state=MATCH.state, coalition=MATCH.coalition, part=part, finding=finding)


for _number, _level in enumerate(LEVELS):
    wider_rule(
        f"confidence.{_level}",
        claim=f"A part is believed to a level that is {_level} where its strongest test allows that.",
        source=TRACING,
        when=[
            _part(MATCH.part, "found"),
            _supported(_level),
            *(NOT(_supported(higher)) for higher in LEVELS[:_number]),
        ],
        then=_believed(_level, len(LEVELS) - _number),
        says=f"{{part}}: the strongest test that was passed gives belief that is {_level}",
    )

for _finding in ("not-found", "contradicted"):
    wider_rule(
        f"confidence.{_finding}",
        claim=f"A part that is {_finding.replace('-', ' ')} is not believed.",
        source=TRACING,
        when=[_part(MATCH.part, _finding)],
        then=_believed("none", 0),
        says=f"{{part}}: {_finding.replace('-', ' ')}",
    )

for _frame in ("condition", "scope"):
    wider_rule(
        f"confidence.no-{_frame}",
        claim=f"Where its {_frame} does not hold, the mechanism is not expected to work.",
        source=PURPOSE,
        when=[_part(_frame, "contradicted")],
        then=ChainConfidence(state=MATCH.state, coalition=MATCH.coalition, level="none"),
        says=f"the {_frame} of the mechanism does not hold for {{state}}",
    )


def _not_weaker(part: str) -> tuple[Condition, ...]:
    """Return the conditions that a part is believed at least as far as the weakest one."""
    rank = getattr(MATCH, part.replace("-", "_"))
    return PartConfidence(state=MATCH.state, coalition=MATCH.coalition, part=part, rank=rank), at_least(
        rank, MATCH.rank
    )


wider_rule(
    "confidence.chain",
    claim="The whole is believed as far as its weakest part.",
    source=TRACING,
    when=[
        _part("condition", "found"),
        _part("scope", "found"),
        PartConfidence(
            state=MATCH.state, coalition=MATCH.coalition, part=MATCH.weakest, level=MATCH.level, rank=MATCH.rank
        ),
        *_not_weaker("part-1"),
        *_not_weaker("part-2"),
        *_not_weaker("part-3"),
        *_not_weaker("outcome"),
    ],
    then=ChainConfidence(state=MATCH.state, coalition=MATCH.coalition, level=MATCH.level),
    says="no part is weaker than this one, believed to a level that is {level}: {weakest}",
)

wider_rule(
    "confidence.compatible",
    claim="Whoever seeks standing may seek protection with the same units; the one does not refute the other.",
    source=PURPOSE,
    when=[
        _part("part-1", "found"),
        AbandonmentFeared(state=MATCH.state, coalition=MATCH.coalition),
    ],
    then=MotivesCompatible(state=MATCH.state, coalition=MATCH.coalition),
    says="{state} seeks standing, and has its patron's protection to lose as well",
)
