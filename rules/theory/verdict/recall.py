"""Support units called home early: outside the combat scope, and yet a defection.

Claim: who calls a support unit home before its announced term, for a reason of the state's own, leaves to others what
it had promised; not so when the task was done, or the duty had ended (duty.py).
Source: van Eijk (2021, ch. 4 and 6), on a frigate called back for other missions.
Fires when: the unit goes before the end that was announced for it, or is expressly recalled, and a need at home, fear
of losses or a change of mind at home stands on record.
Does not fire when: the term was served, whatever was said; units that pack up in the last weeks of a term which their
government lets run out have served it, however early it said so.
"""

from rules.engine.citation import cite
from rules.engine.comparisons import covers, differs, earlier, includes, includes_any, not_later, stated, within
from rules.engine.experta_engine import MATCH, NOT
from rules.engine.facts import (
    Casualties,
    CompetingOperation,
    Contribution,
    Decision,
    HostageTaking,
    Mandate,
    TerritorialAttack,
    UnitChange,
    Vote,
)
from rules.theory.conclusions import DutyEnded, RecalledEarly, TaskDone
from rules.theory.episodes import rule
from rules.theory.thresholds import threshold
from rules.theory.verdict.terms import CutShort, NotProlonged, OwnReason, TermServed

SUPPORT = cite("vaneijk-2021", "ch. 4 and 6")
OWN_REASONS = (
    "other-national-mission",
    "need-at-home",
    "self-defence",
    "hostage-safety",
    "troop-safety",
    "casualties",
    "operational-risk",
    "campaign-pledge",
    "public-opinion",
    "parliament-refused",
    "government-divided",
    "lead-nation-leaving",
    "disagreement",
    "command-dispute",
    "host-not-recognised",
    "health",
)

rule(
    "scope.task-done",
    claim="A unit whose task its government declares complete has not left early.",
    source=cite("vaneijk-2021", "ch. 6"),
    when=[
        UnitChange(episode=MATCH.episode, contribution=MATCH.units),
        Decision(state=MATCH.state, act="complete-task", about=MATCH.about, date=MATCH.said),
        includes(MATCH.about, MATCH.units),
        not_later(MATCH.said, than=MATCH.date),
    ],
    then=TaskDone(contribution=MATCH.units),
    says="{state} declared the task of {units} complete",
)

rule(
    "scope.task-said-done",
    claim="A government that takes a unit out because its task is complete declares it complete.",
    source=cite("vaneijk-2021", "ch. 6"),
    when=[
        UnitChange(episode=MATCH.episode, contribution=MATCH.units),
        Decision(state=MATCH.state, about=MATCH.about, date=MATCH.said, grounds=MATCH.grounds),
        includes(MATCH.about, MATCH.units),
        includes(MATCH.grounds, "task-completed"),
        not_later(MATCH.said, than=MATCH.date),
    ],
    then=TaskDone(contribution=MATCH.units),
    says="{state} declared the task of {units} complete",
)

_SIGNS = (
    (
        "decided",
        Decision(state=MATCH.state, act="not-extend", about=MATCH.about, date=MATCH.said),
        (includes(MATCH.about, MATCH.units),),
        "{state} decided not to prolong the term of {units}",
    ),
    (
        "given-as-reason",
        Decision(state=MATCH.state, about=MATCH.about, date=MATCH.said, grounds=MATCH.grounds),
        (includes(MATCH.about, MATCH.units), includes(MATCH.grounds, "term-ended")),
        "{state} gave as its reason that the term of {units} was over",
    ),
    *(
        (
            f"refused{suffix}",
            Vote(state=MATCH.state, coalition=MATCH.coalition, date=MATCH.said, carried=False, orders_home=orders),
            (within(MATCH.said, of=MATCH.date, by=threshold("recent")),),
            "parliament did not let {state} prolong the term of {units}",
        )
        for suffix, orders in (("", None), ("-to-extend", False))
    ),
)
"""What shows that a term was not prolonged: a decision, the reason given, a vote that was lost."""

for _sign, _fact, _more, _says in _SIGNS:
    rule(
        f"recall.not-prolonged-as-{_sign}",
        claim="A term is let run out by who does not prolong it, or may not.",
        source=SUPPORT,
        when=[
            UnitChange(episode=MATCH.episode, contribution=MATCH.units, combat=False, ended=True),
            _fact,
            *_more,
            not_later(MATCH.said, than=MATCH.date),
        ],
        then=NotProlonged(contribution=MATCH.units),
        says=_says,
    )

_OWN_MANDATE = (
    Contribution(id=MATCH.units, mandate=MATCH.mandate, planned_end=None),
    Mandate(id=MATCH.mandate, ends=MATCH.planned),
)
_STATES_MANDATE = (
    Contribution(id=MATCH.units, mandate=None, planned_end=None),
    Mandate(id=MATCH.mandate, state=MATCH.state, coalition=MATCH.coalition, begins=MATCH.begun, ends=MATCH.planned),
    covers(MATCH.begun, MATCH.planned, at=MATCH.date),
)
"""The permission under which units serve: the one named for them, or their state's that is in force."""

for _term, _announced in (
    ("term", (Contribution(id=MATCH.units, planned_end=MATCH.planned),)),
    ("mandate", _OWN_MANDATE),
    ("states-mandate", _STATES_MANDATE),
):
    rule(
        f"recall.{_term}-let-run-out",
        claim="A unit whose term is let run out has served it when it leaves in the last weeks.",
        source=SUPPORT,
        when=[
            UnitChange(episode=MATCH.episode, contribution=MATCH.units, combat=False, ended=True),
            NotProlonged(contribution=MATCH.units),
            *_announced,
            stated(MATCH.planned),
            within(MATCH.date, of=MATCH.planned, by=threshold("lapse")),
        ],
        then=TermServed(contribution=MATCH.units),
        says="{units} stayed almost to the end of their term, {planned}, which {state} let run out",
    )

rule(
    "recall.left-as-announced",
    claim="A unit that left when it was announced to leave, as exactly as a source says, has served its term.",
    source=SUPPORT,
    when=[
        UnitChange(episode=MATCH.episode, contribution=MATCH.units, combat=False, ended=True),
        Contribution(id=MATCH.units, ends=MATCH.planned, planned_end=MATCH.planned),
        stated(MATCH.planned),
    ],
    then=TermServed(contribution=MATCH.units),
    says="{units} left when they were announced to leave: {planned}",
)

rule(
    "recall.before-planned-end",
    claim="A unit is called home early when it goes before the end announced for it.",
    source=SUPPORT,
    when=[
        UnitChange(episode=MATCH.episode, contribution=MATCH.units, combat=False, ended=True),
        Contribution(id=MATCH.units, planned_end=MATCH.planned),
        stated(MATCH.planned),
        earlier(MATCH.date, than=MATCH.planned),
        NOT(TermServed(contribution=MATCH.units)),
    ],
    then=CutShort(episode=MATCH.episode, contribution=MATCH.units),
    says="{state} took {units} out before the end announced for them, {planned}",
)

for _name, _mandate in (("before-mandate-ends", _OWN_MANDATE), ("before-states-mandate-ends", _STATES_MANDATE)):
    rule(
        f"recall.{_name}",
        claim="A unit is called home early when its mandate still runs, or its state's where none is named for it.",
        source=SUPPORT,
        when=[
            UnitChange(episode=MATCH.episode, contribution=MATCH.units, combat=False, ended=True),
            *_mandate,
            stated(MATCH.planned),
            earlier(MATCH.date, than=MATCH.planned),
            NOT(TermServed(contribution=MATCH.units)),
        ],
        then=CutShort(episode=MATCH.episode, contribution=MATCH.units),
        says="{state} took {units} out while the mandate still ran, to {planned}",
    )

rule(
    "recall.called-back",
    claim="A unit is called home early when a government expressly calls it back.",
    source=SUPPORT,
    when=[
        UnitChange(episode=MATCH.episode, contribution=MATCH.units, combat=False, ended=True),
        Decision(state=MATCH.state, act="recall", about=MATCH.about, date=MATCH.said),
        includes(MATCH.about, MATCH.units),
        not_later(MATCH.said, than=MATCH.date),
    ],
    then=CutShort(episode=MATCH.episode, contribution=MATCH.units),
    says="{state} called {units} back",
)

rule(
    "recall.own-ground",
    claim="A reason is the state's own when it gives a need at home, fear of losses or a change of mind at home.",
    source=SUPPORT,
    when=[
        UnitChange(episode=MATCH.episode, contribution=MATCH.units, ended=True),
        Decision(state=MATCH.state, act=MATCH.act, about=MATCH.about, date=MATCH.said, grounds=MATCH.grounds),
        differs(MATCH.act, "substitute"),  # it sent these in place of others, for reasons that concern those
        includes(MATCH.about, MATCH.units),
        includes_any(MATCH.grounds, OWN_REASONS),
        not_later(MATCH.said, than=MATCH.date),
    ],
    then=OwnReason(episode=MATCH.episode, reason="stated"),
    says="{state} gave a reason of its own: {includes_any}",
)

rule(
    "recall.needed-elsewhere",
    claim="A need for the same kind of unit elsewhere is a reason of the state's own.",
    source=SUPPORT,
    when=[
        UnitChange(episode=MATCH.episode, capability=MATCH.capability, combat=False, ended=True),
        CompetingOperation(
            id=MATCH.operation, state=MATCH.state, capability=MATCH.capability, begins=MATCH.begins, ends=MATCH.ends
        ),
        covers(MATCH.begins, MATCH.ends, at=MATCH.date),
    ],
    then=OwnReason(episode=MATCH.episode, reason="needed-elsewhere"),
    says="{state} needed its {capability} elsewhere: {operation}",
)

for _reason, _fact, _says in (
    (
        "hostages",
        HostageTaking(id=MATCH.event, state=MATCH.state, coalition=MATCH.coalition, date=MATCH.happened),
        "people of {state} had just been taken hostage ({event})",
    ),
    (
        "losses",
        Casualties(id=MATCH.event, state=MATCH.state, coalition=MATCH.coalition, date=MATCH.happened),
        "{state} had just lost troops ({event})",
    ),
    (
        "attacked-at-home",
        TerritorialAttack(id=MATCH.event, state=MATCH.state, date=MATCH.happened),
        "{state} had been attacked at home ({event})",
    ),
):
    rule(
        f"recall.{_reason}",
        claim="Fear of losses and an attack at home are reasons of the state's own.",
        source=cite("vaneijk-2021", "ch. 2, Hypotheses", after="mcinnis-2020"),
        when=[
            _fact,
            not_later(MATCH.happened, than=MATCH.decided),
            within(MATCH.happened, of=MATCH.decided, by=threshold("fresh")),
        ],
        then=OwnReason(episode=MATCH.episode, reason=_reason),
        says=_says,
    )

rule(
    "scope.recalled-early",
    claim="A support unit called home before its term for a reason of the state's own burdens others too.",
    source=SUPPORT,
    when=[
        CutShort(episode=MATCH.episode, contribution=MATCH.units),
        OwnReason(episode=MATCH.episode),
        NOT(TaskDone(contribution=MATCH.units)),
        NOT(DutyEnded(episode=MATCH.episode)),
    ],
    then=RecalledEarly(episode=MATCH.episode, contribution=MATCH.units),
    says="{state} called {units} home early, for a reason of its own",
)
