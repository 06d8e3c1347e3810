"""Not the election but the new leader it brings ends a deployment, of whatever side or from right to left.

Pilster, Böhmelt and Tago (2015) speak of any change; Davidson (2014), Massie (2016) and Koch and Sullivan (2010) of
one from the more hawkish right to the more dovish left, so that the reverse keeps a deployment going. As reviewed by
van Eijk (2021, ch. 2). A new leader counts during a tour of combat units and in the run-up to it, since it is the
incoming government that has to send them.
"""

from rules.engine.citation import cite
from rules.engine.comparisons import among, nearing
from rules.engine.experta_engine import MATCH
from rules.engine.facts import LeadershipChange, Tour
from rules.engine.rule import Rule
from rules.theory.rivals.conclusions import Triggered
from rules.theory.thresholds import threshold
from rules.theory.wider import wider_rule


def _change(name: str, theory: str, after: str, claim: str, says: str, *, direction: str | None = None) -> Rule:
    """Register the trigger of one theory; ``direction`` is left out where any change will do."""
    turn = {"direction": MATCH.direction} if direction else {}
    return wider_rule(
        name,
        claim=claim,
        source=cite("vaneijk-2021", "ch. 2", after=after),
        when=[
            Tour(state=MATCH.state, coalition=MATCH.coalition, begins=MATCH.begins, ends=MATCH.ends),
            LeadershipChange(id=MATCH.change, state=MATCH.state, date=MATCH.date, **turn),
            *([among(MATCH.direction, (direction,))] if direction else []),
            nearing(MATCH.begins, MATCH.ends, at=MATCH.date, by=threshold("run-up")),
        ],
        then=Triggered(
            theory=theory, state=MATCH.state, coalition=MATCH.coalition, event=MATCH.change, date=MATCH.date
        ),
        says=says,
    )


_change(
    "leadership.changed",
    "leadership-change",
    "pilster-bohmelt-tago-2015",
    "A new leader, of whatever side, is an occasion to end what the one before began.",
    "{state} got a new leader around a deployment ({date})",
)
_change(
    "leadership.leftward",
    "leftward-change",
    "massie-2016",
    "A change from the right to the more dovish left is an occasion to leave.",
    "power passed from right to left around a deployment ({date})",
    direction="right-to-left",
)
_change(
    "leadership.rightward",
    "rightward-change",
    "massie-2016",
    "A change from the left to the more hawkish right makes a state stay.",
    "power passed from left to right around a deployment ({date})",
    direction="left-to-right",
)
