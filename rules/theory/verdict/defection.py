"""A defection lowers the state's own risk, puts the burden on its partners and comes well before the end.

All must hold (van Eijk 2021, ch. 3, Measurements, after McInnis 2020, p. 18 and 73). A change in the last year is no
defection whatever units it concerns; before that, a change of support units alone is out of scope, but for a unit
called home before its term for a reason of the state's own (recall.py). Planned and announced withdrawals can be
defections.
"""

from rules.engine.citation import cite
from rules.engine.comparisons import (
    at_least,
    covers,
    differs,
    includes,
    later,
    more,
    nearing,
    short_of,
    stated,
    within,
)
from rules.engine.experta_engine import MATCH, NOT
from rules.engine.facts import Arrangement, Change, Episode, Role, Shift
from rules.theory.conclusions import (
    BurdenShifted,
    CombatConcerned,
    Defection,
    DutyEnded,
    DutyPassed,
    Early,
    ExposureFell,
    LastYear,
    NotDefection,
    OutOfScope,
    RecalledEarly,
    ShiftAgreed,
    TakenOver,
)
from rules.theory.episodes import rule
from rules.theory.thresholds import threshold

MEASUREMENTS = cite("vaneijk-2021", "ch. 3, Measurements", after="mcinnis-2020")
ROTATION = cite("vaneijk-2021", "ch. 4 and 6")

rule(
    "burden.taken-over",
    claim="Nobody else is burdened when a partner whose turn it is brings as many units at once.",
    source=ROTATION,
    when=[
        Change(episode=MATCH.episode, combat_lost=MATCH.lost),
        Arrangement(id=MATCH.arrangement, coalition=MATCH.coalition, partners=MATCH.partners),
        includes(MATCH.partners, MATCH.state),
        Shift(
            id=MATCH.shift,
            arrangement=MATCH.arrangement,
            state=MATCH.partner,
            role=MATCH.role,
            begins=MATCH.begins,
            ends=MATCH.ends,
        ),
        differs(MATCH.partner, MATCH.state),
        Role(id=MATCH.role, combat=True),
        nearing(MATCH.begins, MATCH.ends, at=MATCH.date, by=threshold("handover")),
        Change(state=MATCH.partner, coalition=MATCH.coalition, date=MATCH.arrival, combat_gained=MATCH.gained),
        within(MATCH.arrival, of=MATCH.date, by=threshold("handover")),
        more(MATCH.gained, than=0),
        at_least(MATCH.gained, MATCH.lost),
    ],
    then=TakenOver(episode=MATCH.episode, partner=MATCH.partner),
    says="{partner} took over with {gained} combat units under {arrangement}",
)

for _name, _agreed, _came in (
    (
        "relieved",
        (
            nearing(MATCH.begins, MATCH.ends, at=MATCH.date, by=threshold("handover")),
            within(MATCH.begins, of=MATCH.date, by=threshold("relief")),
        ),
        (within(MATCH.arrival, of=MATCH.begins, by=threshold("handover")),),
    ),
    (
        "relief-completed",  # an agreement that runs until the last of those relieved has left
        (stated(MATCH.ends), within(MATCH.ends, of=MATCH.date, by=threshold("handover"))),
        (
            nearing(MATCH.begins, MATCH.ends, at=MATCH.arrival, by=threshold("handover")),
            within(MATCH.arrival, of=MATCH.date, by=threshold("relief")),
        ),
    ),
    (
        "relieved-at-once",  # an agreement that may have been in force for long
        (covers(MATCH.begins, MATCH.ends, at=MATCH.date),),
        (within(MATCH.arrival, of=MATCH.date, by=threshold("handover")),),
    ),
):
    rule(
        f"burden.{_name}",
        claim="Nobody else is burdened when a partner brings as many units to relieve these, as both had agreed.",
        source=ROTATION,
        when=[
            Change(episode=MATCH.episode, combat_lost=MATCH.lost),
            Arrangement(
                id=MATCH.arrangement,
                coalition=MATCH.coalition,
                partners=MATCH.partners,
                begins=MATCH.begins,
                ends=MATCH.ends,
            ),
            includes(MATCH.partners, MATCH.state),
            *_agreed,
            Change(state=MATCH.partner, coalition=MATCH.coalition, date=MATCH.arrival, combat_gained=MATCH.gained),
            differs(MATCH.partner, MATCH.state),
            includes(MATCH.partners, MATCH.partner),
            *_came,
            more(MATCH.gained, than=0),
            at_least(MATCH.gained, MATCH.lost),
            NOT(ShiftAgreed(arrangement=MATCH.arrangement)),
        ],
        then=TakenOver(episode=MATCH.episode, partner=MATCH.partner),
        says="{partner} relieved {state} with {gained} combat units under {arrangement}",
    )

rule(
    "burden.duty-passed",
    claim="What is cut after the turn has passed to a partner is beyond the state's own duty.",
    source=ROTATION,
    when=[
        Arrangement(id=MATCH.arrangement, coalition=MATCH.coalition, partners=MATCH.partners, begins=MATCH.entered),
        includes(MATCH.partners, MATCH.state),
        later(MATCH.date, than=MATCH.entered, by=threshold("handover")),
        Shift(
            id=MATCH.shift,
            arrangement=MATCH.arrangement,
            state=MATCH.partner,
            role=MATCH.role,
            begins=MATCH.begins,
            ends=MATCH.ends,
        ),
        differs(MATCH.partner, MATCH.state),
        Role(id=MATCH.role, combat=True),
        covers(MATCH.begins, MATCH.ends, at=MATCH.date),
    ],
    then=DutyPassed(episode=MATCH.episode, partner=MATCH.partner),
    says="under {arrangement} the turn was {partner}'s",
)

rule(
    "burden.shifted",
    claim="Others carry more when a state leaves undone what is still its duty and no partner takes over as agreed.",
    source=MEASUREMENTS,
    when=[
        ExposureFell(episode=MATCH.episode),
        NOT(TakenOver(episode=MATCH.episode)),
        NOT(DutyPassed(episode=MATCH.episode)),
        NOT(DutyEnded(episode=MATCH.episode)),
    ],
    then=BurdenShifted(episode=MATCH.episode),
    says="others had to carry what {state} left",
)

rule(
    "timing.well-before-the-end",
    claim="A change is early when at least a year of the mission remains.",
    source=MEASUREMENTS,
    when=[
        Episode(id=MATCH.episode, date=MATCH.date, concludes=MATCH.end, running=False),
        later(MATCH.end, than=MATCH.date, by=threshold("early")),
    ],
    then=Early(episode=MATCH.episode, manner="well-before-the-end"),
    says="well before the mission ended: {later}",
)

rule(
    "timing.still-running",
    claim="While the mission runs, any change counts as early.",
    source=MEASUREMENTS,
    when=[Episode(id=MATCH.episode, running=True)],
    then=Early(episode=MATCH.episode, manner="still-running"),
    says="the mission was still running",
)

rule(
    "timing.last-year",
    claim="A change in the mission's last year is not significant.",
    source=MEASUREMENTS,
    when=[
        Episode(id=MATCH.episode, date=MATCH.date, concludes=MATCH.end, running=False),
        short_of(MATCH.end, after=MATCH.date, by=threshold("early")),
    ],
    then=LastYear(episode=MATCH.episode),
    says="less than a year before the mission ended: {short_of}",
)

rule(
    "defection.combat",
    claim="It is a defection when exposure fell, others had to carry more and the end was far off.",
    source=MEASUREMENTS,
    when=[
        ExposureFell(episode=MATCH.episode),
        BurdenShifted(episode=MATCH.episode),
        Early(episode=MATCH.episode),
    ],
    then=Defection(episode=MATCH.episode, scope="combat"),
    says="{state} defected: its exposure fell, others had to carry more, and it was early",
)

rule(
    "defection.support-recalled",
    claim="A support unit called home before its term for a reason of the state's own is a defection outside combat.",
    source=cite("vaneijk-2021", "ch. 4"),
    when=[
        RecalledEarly(episode=MATCH.episode, contribution=MATCH.units),
        Early(episode=MATCH.episode),
        NOT(CombatConcerned(episode=MATCH.episode)),
        NOT(ExposureFell(episode=MATCH.episode)),
    ],
    then=Defection(episode=MATCH.episode, scope="non-combat"),
    says="{state} defected outside the combat scope by calling {units} back early",
)

rule(
    "not-defection.taken-over",
    claim="It is no defection when a partner takes over at once under an agreed rotation.",
    source=ROTATION,
    when=[
        ExposureFell(episode=MATCH.episode),
        TakenOver(episode=MATCH.episode, partner=MATCH.partner),
        Early(episode=MATCH.episode),
    ],
    then=NotDefection(episode=MATCH.episode, reason="taken-over"),
    says="{state} did not defect: {partner} took over",
)

rule(
    "not-defection.beyond-own-duty",
    claim="It is no defection when what is cut was beyond the state's own duty.",
    source=ROTATION,
    when=[
        ExposureFell(episode=MATCH.episode),
        DutyPassed(episode=MATCH.episode, partner=MATCH.partner),
        Early(episode=MATCH.episode),
    ],
    then=NotDefection(episode=MATCH.episode, reason="beyond-own-duty"),
    says="{state} did not defect: the duty was {partner}'s",
)

rule(
    "not-defection.last-year",
    claim="A change in the mission's last year is no defection, whatever units it concerns.",
    source=MEASUREMENTS,
    when=[LastYear(episode=MATCH.episode)],
    then=NotDefection(episode=MATCH.episode, reason="last-year"),
    says="{state} did not defect: the mission was in its last year",
)

rule(
    "not-defection.exposure-not-lower",
    claim="A change of combat units that does not lower exposure is no defection.",
    source=MEASUREMENTS,
    when=[
        CombatConcerned(episode=MATCH.episode),
        Early(episode=MATCH.episode),
        NOT(ExposureFell(episode=MATCH.episode)),
    ],
    then=NotDefection(episode=MATCH.episode, reason="exposure-not-lower"),
    says="{state} did not defect: its exposure did not fall",
)

rule(
    "scope.support-only",
    claim="A change of support units alone is outside the scope of the theory.",
    source=cite("vaneijk-2021", "ch. 6"),
    when=[
        Early(episode=MATCH.episode),
        NOT(CombatConcerned(episode=MATCH.episode)),
        NOT(ExposureFell(episode=MATCH.episode)),
        NOT(RecalledEarly(episode=MATCH.episode)),
    ],
    then=OutOfScope(episode=MATCH.episode),
    says="{state} changed support units alone",
)
