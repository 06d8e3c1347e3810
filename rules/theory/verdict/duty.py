"""A duty can end before the mission does: by the host, the coalition, a handover as agreed, or with its permission.

Claim: others carry more only for what is still the state's duty (McInnis 2020, p. 18 and 73; defection.py).
Source: van Eijk (2021, ch. 2, on legal grounds, and ch. 3, Measurements).
Fires when: the host asks these very troops to go; the coalition or its leader releases them, bars them or sends them
home, however long ago where that is the reason given; the task is complete, or given up to others, and another has
taken it on under an agreement; or the mission's resolution runs out and no other ground in law is left.
Does not fire when: only the state's own mandate has run out. A planned and announced exit can be a defection.
"""

from rules.engine.citation import cite
from rules.engine.comparisons import among, at_least, covers, differs, includes, includes_any, not_later, stated, within
from rules.engine.experta_engine import MATCH, NOT, Variable
from rules.engine.facts import (
    Arrangement,
    Change,
    ConsentWithdrawal,
    Decision,
    Mandate,
    Release,
    Resolution,
    Shift,
    Subject,
    UnitChange,
)
from rules.theory.conclusions import DutyEnded, LegalGround, PermissionRenewed, ShiftAgreed, TaskDone
from rules.theory.episodes import rule
from rules.theory.thresholds import threshold

LEGAL = cite("vaneijk-2021", "ch. 2", after="mello-2019b")
OTHERWISE_GROUNDED = (
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
)
"""The mission has a ground in law besides a resolution: the host's request or collective self-defence."""

PEACEKEEPING = cite("un-dpko-2008", "ch. 5")

rule(
    "duty.host-asked",
    claim="The duty ends when the host state asks these troops to go.",
    source=LEGAL,
    when=[
        ConsentWithdrawal(host=MATCH.host, coalition=MATCH.coalition, date=MATCH.said, asked_to_leave=MATCH.asked),
        includes(MATCH.asked, MATCH.state),
        not_later(MATCH.said, than=MATCH.date),
        within(MATCH.said, of=MATCH.date, by=threshold("recent")),
    ],
    then=DutyEnded(episode=MATCH.episode, reason="host-asked"),
    says="{host} had asked the troops of {state} to go",
)

for _name, _ground, _reason, _fact, _says in (
    (
        "released",
        "released-by-coalition",
        "released",
        Release(id=MATCH.fact, state=MATCH.state, coalition=MATCH.coalition, date=MATCH.happened, about=()),
        "the coalition itself had freed the units of {state} of their duty ({fact}), and they went for that reason",
    ),
    (
        "host-asked",
        "host-request",
        "host-asked",
        ConsentWithdrawal(
            id=MATCH.fact,
            host=MATCH.host,
            coalition=MATCH.coalition,
            date=MATCH.happened,
            asked_to_leave=MATCH.asked,
        ),
        "{host} had asked the troops of {state} to go ({fact}), and they went for that reason",
    ),
):
    rule(
        f"duty.{_name}-before",
        claim="The duty stays ended, however long units take to leave, where that it ended is the reason why they go.",
        source=PEACEKEEPING if _name == "released" else LEGAL,
        when=[
            Subject(episode=MATCH.episode, thing=MATCH.thing),
            _fact,
            *((includes(MATCH.asked, MATCH.state),) if _name == "host-asked" else ()),
            Decision(
                state=MATCH.state, coalition=MATCH.coalition, about=MATCH.about, grounds=MATCH.grounds, date=MATCH.said
            ),
            includes(MATCH.about, MATCH.thing),
            includes(MATCH.grounds, _ground),
            not_later(MATCH.said, than=MATCH.date),
            not_later(MATCH.happened, than=MATCH.said),
        ],
        then=DutyEnded(episode=MATCH.episode, reason=_reason),
        says=_says,
    )

_UNITS = (Subject(episode=MATCH.episode, thing=MATCH.thing), includes(MATCH.about, MATCH.thing))
for _name, _about, _more in (("released", (), ()), ("units-released", MATCH.about, _UNITS)):
    rule(
        f"duty.{_name}",
        claim="The duty ends when the coalition itself releases the units, bars them or sends them home.",
        source=PEACEKEEPING,
        when=[
            Release(id=MATCH.release, state=MATCH.state, coalition=MATCH.coalition, date=MATCH.said, about=_about),
            not_later(MATCH.said, than=MATCH.date),
            within(MATCH.said, of=MATCH.date, by=threshold("recent")),
            *_more,
        ],
        then=DutyEnded(episode=MATCH.episode, reason="released"),
        says="the coalition itself had freed the units of {state} of their duty ({release})",
    )

rule(
    "duty.sent-home-by-leader",
    claim="The duty ends when the coalition's leader decides that another member's units go home.",
    source=PEACEKEEPING,
    when=[
        Subject(episode=MATCH.episode, thing=MATCH.thing),
        Decision(
            state=MATCH.leader,
            coalition=MATCH.coalition,
            date=MATCH.said,
            act=MATCH.act,
            about=MATCH.about,
        ),
        differs(MATCH.leader, MATCH.state),
        among(MATCH.act, ("withdraw", "recall", "complete-task", "not-extend")),
        includes(MATCH.about, MATCH.thing),
        not_later(MATCH.said, than=MATCH.date),
        within(MATCH.said, of=MATCH.date, by=threshold("recent")),
    ],
    then=DutyEnded(episode=MATCH.episode, reason="released"),
    says="{leader}, which leads, had decided that {thing} go home",
)

_AGREED = {"id": MATCH.arrangement, "coalition": MATCH.coalition, "partners": MATCH.partners, "begins": MATCH.begins}
_HANDOVERS: tuple[tuple[str, str, dict[str, Variable], tuple[object, ...]], ...] = (
    ("handed-over", "passes it on at that time", {}, (within(MATCH.begins, of=MATCH.date, by=threshold("lapse")),)),
    (
        "handover-completed",
        "has passed it on by then",
        {"ends": MATCH.done},
        (
            stated(MATCH.done),
            within(MATCH.done, of=MATCH.date, by=threshold("lapse")),
            not_later(MATCH.begins, than=MATCH.date),
        ),
    ),
)
"""When an agreement hands a task over: as it begins, or, where that takes a while, as it ends."""

for _name, _passes, _period, _timely in _HANDOVERS:
    for _alternates in (False, None):
        rule(
            f"duty.{_name}-{'as-agreed' if _alternates is None else 'to-partner'}",
            claim=f"The duty ends when the task is complete and an agreement that is no rotation {_passes}.",
            source=cite("vaneijk-2021", "ch. 4 and 6"),
            when=[
                UnitChange(episode=MATCH.episode, contribution=MATCH.units, began=False),
                TaskDone(contribution=MATCH.units),
                Arrangement(**_AGREED, **_period, alternates=_alternates),
                includes(MATCH.partners, MATCH.state),
                *_timely,
                NOT(ShiftAgreed(arrangement=MATCH.arrangement)),
            ],
            then=DutyEnded(episode=MATCH.episode, reason="task-handed-over"),
            says="{state} had completed the task of {units} and handed it on under {arrangement}",
        )
    rule(
        f"duty.task-said-{_name}",
        claim="A government that takes units out because others take their task over, as agreed, has done the task.",
        source=cite("vaneijk-2021", "ch. 4 and 6"),
        when=[
            UnitChange(episode=MATCH.episode, contribution=MATCH.units, began=False),
            Decision(state=MATCH.state, about=MATCH.about, date=MATCH.said, grounds=MATCH.grounds),
            includes(MATCH.about, MATCH.units),
            includes(MATCH.grounds, "handover"),
            not_later(MATCH.said, than=MATCH.date),
            Arrangement(**_AGREED, **_period),
            includes(MATCH.partners, MATCH.state),
            *_timely,
        ],
        then=TaskDone(contribution=MATCH.units),
        says="{state} handed the task of {units} over under {arrangement}",
    )

rule(
    "duty.shift-agreed",
    claim="An agreement that gives a partner a turn says itself when the task passes.",
    source=cite("vaneijk-2021", "ch. 4 and 6"),
    when=[Shift(arrangement=MATCH.arrangement, state=MATCH.partner)],
    then=ShiftAgreed(arrangement=MATCH.arrangement),
    says="{arrangement} gives {partner} a turn",
)

rule(
    "duty.handed-over",
    claim="The duty ends when the task is complete and passes to another by an agreement that is no rotation.",
    source=cite("vaneijk-2021", "ch. 4 and 6"),
    when=[
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
        *OTHERWISE_GROUNDED,
    ],
    then=LegalGround(episode=MATCH.episode),
    says="{mandate} rests on {includes_any}",
)

rule(
    "duty.mandate-ended",
    claim="The duty ends when the permission for the mission runs out and nothing takes its place.",
    source=LEGAL,
    when=[
        Resolution(id=MATCH.resolution, coalition=MATCH.coalition, ends=MATCH.ends),
        stated(MATCH.ends),
        within(MATCH.ends, of=MATCH.date, by=threshold("lapse")),
        not_later(MATCH.ends, than=MATCH.date),
        NOT(PermissionRenewed(episode=MATCH.episode, resolution=MATCH.resolution)),
        NOT(LegalGround(episode=MATCH.episode)),
    ],
    then=DutyEnded(episode=MATCH.episode, reason="mandate-ended"),
    says="the permission of {resolution} ran out on {ends}, and nothing took its place",
)
