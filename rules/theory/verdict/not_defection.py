"""What is not a defection: a duty that is over, a mission that is over, more units, the same units, a plan called off.

Claim: defection is a breach of duty at the partners' expense, well before the end (McInnis 2020, p. 18 and 73). It
is none to leave when the duty itself has ended (duty.py) or the mission has; none to bring more, or to carry on
as before; and none to announce a withdrawal that is overruled and never carried out.
Source: van Eijk (2021, ch. 3, Measurements).
Does not fire when: exposure fell and the duty stood.
Known limits: a plan that was called off makes no episode of its own; it counts where its units change otherwise.
"""

from rules.engine.citation import cite
from rules.engine.comparisons import any_of, includes, more, not_later
from rules.engine.experta_engine import MATCH, NOT
from rules.engine.facts import Change, Decision, Episode, UnitChange
from rules.theory.conclusions import CombatConcerned, DutyEnded, Early, ExposureFell, NotDefection
from rules.theory.episodes import rule

MEASUREMENTS = cite("vaneijk-2021", "ch. 3, Measurements", after="mcinnis-2020")

for _reason, _claim, _says in (
    ("released", "the coalition itself let its units go", "the coalition itself had let its units go"),
    ("host-asked", "the host asked the troops to go", "the host had asked its troops to go"),
    ("task-handed-over", "the task was done and handed over by agreement", "its task was done and handed over"),
    ("mandate-ended", "the permission for the mission had run out", "the permission for the mission had run out"),
):
    rule(
        f"not-defection.{_reason}",
        claim=f"It is no defection when {_claim}.",
        source=MEASUREMENTS,
        when=[
            ExposureFell(episode=MATCH.episode),
            DutyEnded(episode=MATCH.episode, reason=_reason),
            Early(episode=MATCH.episode),
        ],
        then=NotDefection(episode=MATCH.episode, reason=_reason),
        says=f"{{state}} did not defect: {_says}",
    )

    rule(
        f"not-defection.{_reason}-uncounted",
        claim=f"Nor is it a defection, however many units went, when {_claim}.",
        source=MEASUREMENTS,
        when=[
            Change(episode=MATCH.episode, combat_lost=None),
            CombatConcerned(episode=MATCH.episode),
            DutyEnded(episode=MATCH.episode, reason=_reason),
            Early(episode=MATCH.episode),
        ],
        then=NotDefection(episode=MATCH.episode, reason=_reason),
        says=f"{{state}} did not defect, however many units went: {_says}",
    )

    rule(
        f"not-defection.{_reason}-unranked",
        claim=f"Nor is it a defection, however safe the area to which units were moved, when {_claim}.",
        source=MEASUREMENTS,
        when=[
            UnitChange(
                episode=MATCH.episode,
                combat=True,
                began=False,
                ended=False,
                area_risk_before=None,
                theatres_left=MATCH.left,
            ),
            any_of(MATCH.left),
            DutyEnded(episode=MATCH.episode, reason=_reason),
            Early(episode=MATCH.episode),
        ],
        then=NotDefection(episode=MATCH.episode, reason=_reason),
        says=f"{{state}} did not defect, however safe the area to which it went: {_says}",
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

for _act, _to_do in (("withdraw", "to withdraw"), ("reduce", "to reduce"), ("not-extend", "not to extend")):
    rule(
        f"not-defection.overruled-{_act}",
        claim=f"A plan {_to_do} combat units that was overruled and never carried out is no defection.",
        source=MEASUREMENTS,
        when=[
            UnitChange(episode=MATCH.episode, contribution=MATCH.units, combat=True, ended=False),
            Decision(id=MATCH.plan, state=MATCH.state, coalition=MATCH.coalition, act=_act, about=MATCH.planned),
            includes(MATCH.planned, MATCH.units),
            Decision(
                state=MATCH.state, coalition=MATCH.coalition, date=MATCH.overruled, act="overrule", about=MATCH.about
            ),
            includes(MATCH.about, MATCH.plan),
            not_later(MATCH.overruled, than=MATCH.date),
            Early(episode=MATCH.episode),
            NOT(ExposureFell(episode=MATCH.episode)),
        ],
        then=NotDefection(episode=MATCH.episode, reason="plan-overruled"),
        says=f"{{state}} did not defect: the plan {_to_do} {{units}} was overruled on {{overruled}}",
    )

rule(
    "not-defection.increase",
    claim="Bringing more combat units is no defection.",
    source=MEASUREMENTS,
    when=[
        Change(episode=MATCH.episode, fought=MATCH.before, fights=MATCH.after, combat_gained=MATCH.gained),
        more(MATCH.gained, than=0),
        CombatConcerned(episode=MATCH.episode),
        Early(episode=MATCH.episode),
        NOT(ExposureFell(episode=MATCH.episode)),
    ],
    then=NotDefection(episode=MATCH.episode, reason="increase"),
    says="{state} did not defect: its combat units grew from {before} to {after}",
)

rule(
    "not-defection.no-change",
    claim="Combat units that carry on with the same number, tasks, areas and limits are no defection.",
    source=MEASUREMENTS,
    when=[
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
