"""Who leaves when the duty is over does not defect: asked to go, task handed on, permission gone, mission done.

Claim: defection is a breach of duty at the partners' expense before the mission is over (McInnis 2020, p. 73).
Where the duty itself has ended, others do not carry more for it (rules/defection.py). An announced plan that was
overruled and never carried out, more units than before, and units that carry on as they were change nothing for
the worse.
Source: van Eijk (2021, ch. 3, Measurements, and ch. 4 and 6).
Does not fire when: only the state's own mandate has run out. A planned and announced exit can be a defection.
"""

from rules.citation import cite
from rules.comparisons import (
    at_least,
    covers,
    differs,
    includes,
    includes_any,
    more,
    not_later,
    stated,
    within,
)
from rules.conclusions import CombatConcerned, DutyEnded, Early, ExposureFell, LegalGround, NotDefection, TaskDone
from rules.engine import MATCH, NOT
from rules.facts import (
    Arrangement,
    Change,
    ConsentWithdrawal,
    Decision,
    Episode,
    Mandate,
    Resolution,
    Shift,
    UnitChange,
)
from rules.rulebook import rule
from rules.thresholds import threshold

MEASUREMENTS = cite("vaneijk-2021", "ch. 3, Measurements", after="mcinnis-2020")
LEGAL = cite("vaneijk-2021", "ch. 2", after="mello-2019b")

rule(
    "duty.host-asked",
    claim="The duty ends when the host state asks these troops to go.",
    source=LEGAL,
    when=[
        Episode(id=MATCH.episode, state=MATCH.state, coalition=MATCH.coalition, date=MATCH.date),
        ConsentWithdrawal(host=MATCH.host, coalition=MATCH.coalition, date=MATCH.said, asked_to_leave=MATCH.asked),
        includes(MATCH.asked, MATCH.state),
        not_later(MATCH.said, than=MATCH.date),
        within(MATCH.said, of=MATCH.date, by=threshold("recent")),
    ],
    then=DutyEnded(episode=MATCH.episode, reason="host-asked"),
    says="{host} had asked the troops of {state} to go",
)

rule(
    "duty.handed-over",
    claim="The duty ends when the task is complete and passes to another by an agreement that is no rotation.",
    source=cite("vaneijk-2021", "ch. 4 and 6"),
    when=[
        Episode(id=MATCH.episode, state=MATCH.state, coalition=MATCH.coalition, date=MATCH.date),
        Change(episode=MATCH.episode, combat_lost=MATCH.lost),
        UnitChange(
            episode=MATCH.episode, contribution=MATCH.units, combat=True, lost=MATCH.handed, role_before=MATCH.role
        ),
        at_least(MATCH.handed, MATCH.lost),
        TaskDone(contribution=MATCH.units),
        Arrangement(
            id=MATCH.arrangement,
            coalition=MATCH.coalition,
            partners=MATCH.partners,
            agreed=MATCH.agreed,
            alternates=False,
        ),
        includes(MATCH.partners, MATCH.state),
        not_later(MATCH.agreed, than=MATCH.date),
        Shift(
            arrangement=MATCH.arrangement,
            state=MATCH.partner,
            role=MATCH.role,
            begins=MATCH.begins,
            ends=MATCH.ends,
        ),
        differs(MATCH.partner, MATCH.state),
        covers(MATCH.begins, MATCH.ends, at=MATCH.date),
        within(MATCH.begins, of=MATCH.date, by=threshold("lapse")),
    ],
    then=DutyEnded(episode=MATCH.episode, reason="task-handed-over"),
    says="{state} had completed the task of {units} and handed it to {partner}, as agreed on {agreed}",
)

rule(
    "legal.resolution-in-force",
    claim="A mission has a ground in law while a resolution that permits it is in force.",
    source=LEGAL,
    when=[
        Episode(id=MATCH.episode, coalition=MATCH.coalition, date=MATCH.date),
        Resolution(id=MATCH.resolution, coalition=MATCH.coalition, date=MATCH.adopted, ends=MATCH.ends),
        covers(MATCH.adopted, MATCH.ends, at=MATCH.date),
    ],
    then=LegalGround(episode=MATCH.episode),
    says="{resolution} was in force",
)

rule(
    "legal.other-basis",
    claim="A mission has a ground in law while the host's request or collective self-defence supports it.",
    source=LEGAL,
    when=[
        Episode(id=MATCH.episode, state=MATCH.state, coalition=MATCH.coalition, date=MATCH.date),
        Mandate(
            id=MATCH.mandate,
            state=MATCH.state,
            coalition=MATCH.coalition,
            begins=MATCH.begins,
            legal_basis=MATCH.basis,
        ),
        stated(MATCH.begins),
        not_later(MATCH.begins, than=MATCH.date),
        includes_any(MATCH.basis, ("host-request", "collective-self-defence")),
    ],
    then=LegalGround(episode=MATCH.episode),
    says="{mandate} rests on {includes_any}",
)

rule(
    "duty.mandate-ended",
    claim="The duty ends when the permission for the mission runs out and nothing takes its place.",
    source=LEGAL,
    when=[
        Episode(id=MATCH.episode, state=MATCH.state, coalition=MATCH.coalition, date=MATCH.date),
        Resolution(id=MATCH.resolution, coalition=MATCH.coalition, ends=MATCH.ends),
        stated(MATCH.ends),
        within(MATCH.ends, of=MATCH.date, by=threshold("lapse")),
        not_later(MATCH.ends, than=MATCH.date),
        NOT(LegalGround(episode=MATCH.episode)),
    ],
    then=DutyEnded(episode=MATCH.episode, reason="mandate-ended"),
    says="the permission of {resolution} ran out on {ends}, and nothing took its place",
)

for _reason, _claim, _says in (
    ("host-asked", "the host asked the troops to go", "the host had asked its troops to go"),
    ("task-handed-over", "the task was done and handed over by agreement", "its task was done and handed over"),
    ("mandate-ended", "the permission for the mission had run out", "the permission for the mission had run out"),
):
    rule(
        f"not-defection.{_reason}",
        claim=f"It is no defection when {_claim}.",
        source=MEASUREMENTS,
        when=[
            Episode(id=MATCH.episode, state=MATCH.state),
            ExposureFell(episode=MATCH.episode),
            DutyEnded(episode=MATCH.episode, reason=_reason),
            Early(episode=MATCH.episode),
        ],
        then=NotDefection(episode=MATCH.episode, reason=_reason),
        says=f"{{state}} did not defect: {_says}",
    )

rule(
    "not-defection.mission-concluded",
    claim="Leaving once the mission is over is no defection.",
    source=MEASUREMENTS,
    when=[
        Episode(id=MATCH.episode, state=MATCH.state, date=MATCH.date, concludes=MATCH.end, running=False),
        not_later(MATCH.end, than=MATCH.date),
    ],
    then=NotDefection(episode=MATCH.episode, reason="mission-concluded"),
    says="{state} did not defect: the mission had ended on {end}",
)

rule(
    "not-defection.plan-overruled",
    claim="A withdrawal that was announced, overruled and never carried out is no defection.",
    source=MEASUREMENTS,
    when=[
        Episode(id=MATCH.episode, state=MATCH.state, coalition=MATCH.coalition, date=MATCH.date),
        CombatConcerned(episode=MATCH.episode),
        UnitChange(episode=MATCH.episode, contribution=MATCH.units, ended=False),
        Decision(
            id=MATCH.plan, state=MATCH.state, coalition=MATCH.coalition, act=MATCH.act, about=MATCH.planned
        ),
        includes(MATCH.planned, MATCH.units),
        Decision(state=MATCH.state, coalition=MATCH.coalition, date=MATCH.overruled, act="overrule", about=MATCH.about),
        includes(MATCH.about, MATCH.plan),
        not_later(MATCH.overruled, than=MATCH.date),
        Early(episode=MATCH.episode),
        NOT(ExposureFell(episode=MATCH.episode)),
    ],
    then=NotDefection(episode=MATCH.episode, reason="plan-overruled"),
    says="{state} did not defect: the plan to {act} was overruled, and {units} stayed",
)

rule(
    "not-defection.increase",
    claim="Bringing more combat units is no defection.",
    source=MEASUREMENTS,
    when=[
        Episode(id=MATCH.episode, state=MATCH.state),
        Change(episode=MATCH.episode, combat_before=MATCH.before, combat_after=MATCH.after, combat_gained=MATCH.gained),
        more(MATCH.gained, than=0),
        Early(episode=MATCH.episode),
        NOT(ExposureFell(episode=MATCH.episode)),
    ],
    then=NotDefection(episode=MATCH.episode, reason="increase"),
    says="{state} did not defect: it went from {before} combat units to {after}",
)

rule(
    "not-defection.no-change",
    claim="Combat units that carry on with the same number, tasks, areas and limits are no defection.",
    source=MEASUREMENTS,
    when=[
        Episode(id=MATCH.episode, state=MATCH.state),
        Change(episode=MATCH.episode, combat_lost=0, combat_gained=0),
        UnitChange(
            episode=MATCH.episode,
            contribution=MATCH.units,
            combat=True,
            began=False,
            ended=False,
            role_before=MATCH.role,
            role_after=MATCH.role,
            theatres_left=(),
            theatres_entered=(),
            caveats_added=(),
        ),
        Early(episode=MATCH.episode),
        NOT(ExposureFell(episode=MATCH.episode)),
    ],
    then=NotDefection(episode=MATCH.episode, reason="no-change"),
    says="{state} did not defect: {units} carried on as before",
)
