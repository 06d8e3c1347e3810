"""A theory is supported where what it predicts follows, and from the cause it names; it is contradicted where not.

For each trigger: did the state leave, from what cause, and did it come back? A theory of exit is *supported* where
an exit follows from its own cause; *contradicted* where none follows, or where the state leaves from another cause
and comes back; *coincidental* where it leaves for good from another cause. A theory of staying is *contradicted* where
an exit follows from the cause that it rules out, *supported* where none follows or where the state leaves from
another cause and comes back, else coincidental. Where nothing sets a theory off, or the cause of the exit is not
established, it is *untested*. The reading is this project's, after what van Eijk (2021, ch. 4 to 7) finds.

For a state's whole part, one trigger that contradicts a theory outweighs those that support it.
"""

from rules.engine.comparisons import covers, earlier, within
from rules.engine.experta_engine import MATCH, NOT
from rules.engine.facts import Engagement, Theory, Tour
from rules.engine.rule import Rule
from rules.theory.conclusions import Cause
from rules.theory.rivals.conclusions import (
    ExitFollowed,
    LeftForAWhile,
    OwnCause,
    TheoryOutcome,
    Triggered,
    TriggerOutcome,
)
from rules.theory.rivals.exits import EXIT, FINDINGS, OWN_CAUSE, RETURN, TRIGGER
from rules.theory.thresholds import threshold
from rules.theory.wider import wider_rule

NO_EXIT = NOT(ExitFollowed(theory=MATCH.theory, event=MATCH.event))
NOT_OWN_CAUSE = NOT(OwnCause(theory=MATCH.theory, event=MATCH.event))


def _outcome(outcome: str, manner: str) -> TriggerOutcome:
    return TriggerOutcome(
        theory=MATCH.theory,
        state=MATCH.state,
        coalition=MATCH.coalition,
        event=MATCH.event,
        outcome=outcome,
        manner=manner,
    )


_BY_PREDICTION = (("exit", "supported", "contradicted"), ("stay", "contradicted", "supported"))
for _predicts, _if_left, _if_stayed in _BY_PREDICTION:
    _theory = Theory(id=MATCH.theory, predicts=_predicts)
    wider_rule(
        f"{_predicts}-theory.left",
        claim=f"A theory of {_predicts} is {_if_left} by an exit from the cause of which it speaks.",
        source=FINDINGS,
        when=[_theory, TRIGGER, OWN_CAUSE, Cause(episode=MATCH.episode, cause=MATCH.cause)],
        then=_outcome(_if_left, "left-for-it"),
        says="it left for the cause of which the theory speaks: {cause}",
    )
    wider_rule(
        f"{_predicts}-theory.stayed",
        claim=f"A theory of {_predicts} is {_if_stayed} where the state has units in the field and keeps them there.",
        source=FINDINGS,
        when=[
            _theory,
            TRIGGER,
            Tour(state=MATCH.state, coalition=MATCH.coalition, begins=MATCH.begins, ends=MATCH.ends),
            covers(MATCH.begins, MATCH.ends, at=MATCH.date),
            NO_EXIT,
        ],
        then=_outcome(_if_stayed, "stayed"),
        says="it did not leave early",
    )
    wider_rule(
        f"{_predicts}-theory.sent-anew",
        claim=f"A theory of {_predicts} is {_if_stayed} where the state sends combat units soon after the trigger.",
        source=FINDINGS,
        when=[
            _theory,
            TRIGGER,
            Tour(state=MATCH.state, coalition=MATCH.coalition, begins=MATCH.begins),
            earlier(MATCH.date, than=MATCH.begins),
            within(MATCH.begins, of=MATCH.date, by=threshold("reaction")),
            NO_EXIT,
        ],
        then=_outcome(_if_stayed, "sent-anew"),
        says="it did not leave but sent combat units anew ({begins})",
    )
    wider_rule(
        f"{_predicts}-theory.came-back",
        claim=f"A theory of {_predicts} is {_if_stayed} where the state leaves from another cause and comes back.",
        source=FINDINGS,
        when=[_theory, TRIGGER, RETURN, Cause(episode=MATCH.episode, cause=MATCH.cause), NOT_OWN_CAUSE],
        then=_outcome(_if_stayed, "left-and-came-back"),
        says="it left for another cause ({cause}) and came back",
    )

wider_rule(
    "theory.coincidence",
    claim="An exit for good after a trigger, but from another cause, only coincides with it.",
    source=FINDINGS,
    when=[
        TRIGGER,
        EXIT,
        Cause(episode=MATCH.episode, cause=MATCH.cause),
        NOT_OWN_CAUSE,
        NOT(LeftForAWhile(theory=MATCH.theory, event=MATCH.event)),
    ],
    then=_outcome("coincidental", "left-for-another"),
    says="it left, but for another cause: {cause}",
)

wider_rule(
    "theory.cause-open",
    claim="An exit whose cause is not established tests no theory.",
    source=FINDINGS,
    when=[TRIGGER, EXIT, NOT(Cause(episode=MATCH.episode))],
    then=_outcome("untested", "cause-open"),
    says="it left, and the cause is not established",
)


def _whole(outcome: str, *outweighed_by: str) -> Rule:
    """Register the rule for an outcome over all triggers; ``outweighed_by`` names those that go before it."""
    named = {"theory": MATCH.theory, "state": MATCH.state, "coalition": MATCH.coalition}
    return wider_rule(
        f"theory.{outcome}",
        claim=f"A theory is {outcome} for a state where a trigger shows it and none shows what weighs more.",
        source=FINDINGS,
        when=[
            TriggerOutcome(**named, outcome=outcome),
            *(NOT(TriggerOutcome(**named, outcome=other)) for other in outweighed_by),
        ],
        then=TheoryOutcome(**named, outcome=outcome),
        says=f"the part of {{state}} leaves the theory {outcome}: {{theory}}",
    )


_whole("contradicted")
_whole("supported", "contradicted")
_whole("coincidental", "contradicted", "supported")
_whole("untested", "contradicted", "supported", "coincidental")

wider_rule(
    "theory.no-trigger",
    claim="A theory that nothing set off is untested.",
    source=FINDINGS,
    when=[
        Engagement(state=MATCH.state, coalition=MATCH.coalition),
        Theory(id=MATCH.theory),
        NOT(Triggered(theory=MATCH.theory, state=MATCH.state, coalition=MATCH.coalition)),
    ],
    then=TheoryOutcome(theory=MATCH.theory, state=MATCH.state, coalition=MATCH.coalition, outcome="untested"),
    says="nothing in the part of {state} set the theory off",
)
