"""A cause lies abroad where something outside the state ended the ground for its part.

Claim: the leader goes, the law on which the state relied lapses, or the host takes back its consent, while the
mission and its other members carry on (van Eijk 2021, ch. 2 and 3, after McInnis 2020, p. 63 to 64). The will of the
state may be whole: it did not fail. Where the duty itself ended with it, leaving is no defection (verdict/duty.py).
Source: van Eijk (2021, ch. 2 and 3).
Fires when: the fact was known when the state decided and lies close before.
"""

from rules.engine.citation import cite
from rules.engine.comparisons import among, differs, includes, not_later, stated, within
from rules.engine.experta_engine import MATCH, NOT
from rules.engine.facts import ConsentWithdrawal, Contribution, Decision, Mandate, Resolution, Subject
from rules.theory.causes.grounds import DECIDED_WITH_GROUNDS
from rules.theory.conclusions import Cause, Defection, PermissionRenewed
from rules.theory.episodes import rule
from rules.theory.thresholds import threshold

ABROAD = cite("vaneijk-2021", "ch. 2 and 3", after="mcinnis-2020")
LEAVING = ("withdraw", "recall", "not-extend", "complete-task")
LEGAL = cite("vaneijk-2021", "ch. 2", after="mello-2019b")

rule(
    "cause.lead-nation-leaves",
    claim="A state goes because the leader has decided to go.",
    source=ABROAD,
    when=[
        Defection(episode=MATCH.episode, scope="combat"),
        Decision(state=MATCH.leader, coalition=MATCH.coalition, act=MATCH.act, date=MATCH.happened),
        among(MATCH.act, LEAVING),
        differs(MATCH.leader, MATCH.state),
        not_later(MATCH.happened, than=MATCH.decided),
        within(MATCH.happened, of=MATCH.decided, by=threshold("recent")),
    ],
    then=Cause(episode=MATCH.episode, cause="international/lead-nation-leaves", kind="international"),
    says="{leader} had decided on {happened} to withdraw, and {state} followed",
)

rule(
    "cause.commander-leaves",
    claim="A unit that serves under another member's command goes because that member goes.",
    source=ABROAD,
    when=[
        Defection(episode=MATCH.episode),
        Subject(episode=MATCH.episode, thing=MATCH.units),
        Contribution(id=MATCH.units, commanded_by=MATCH.commander),
        stated(MATCH.commander),
        differs(MATCH.commander, MATCH.state),
        Decision(state=MATCH.commander, coalition=MATCH.coalition, act=MATCH.act, date=MATCH.happened),
        among(MATCH.act, LEAVING),
        not_later(MATCH.happened, than=MATCH.decided),
        within(MATCH.happened, of=MATCH.decided, by=threshold("recent")),
    ],
    then=Cause(episode=MATCH.episode, cause="international/lead-nation-leaves", kind="international"),
    says="{commander}, under whose command {units} served, had decided on {happened} to go",
)

rule(
    "cause.followed-another",
    claim="Who gives the departure of another member as a reason, after it was decided, followed that member.",
    source=ABROAD,
    when=[
        Defection(episode=MATCH.episode),
        *DECIDED_WITH_GROUNDS,
        includes(MATCH.grounds, "lead-nation-leaving"),
        Decision(state=MATCH.other, coalition=MATCH.coalition, act=MATCH.act, date=MATCH.happened),
        differs(MATCH.other, MATCH.state),
        among(MATCH.act, LEAVING),
        not_later(MATCH.happened, than=MATCH.decided),
        within(MATCH.happened, of=MATCH.decided, by=threshold("recent")),
    ],
    then=Cause(episode=MATCH.episode, cause="international/lead-nation-leaves", kind="international"),
    says="{other} had decided on {happened} to go, and {state} followed",
)

for _who, _first, _commands in (
    ("leader", MATCH.leader, ()),
    (
        "commander",
        MATCH.commander,
        (Contribution(id=MATCH.thing, commanded_by=MATCH.commander), stated(MATCH.commander)),
    ),
):
    rule(
        f"cause.followed-{_who}-out",
        claim=f"Who gives the {_who}'s departure as a reason followed it, however long ago it began to cut its part.",
        source=ABROAD,
        when=[
            Defection(episode=MATCH.episode),
            *DECIDED_WITH_GROUNDS,
            includes(MATCH.grounds, "lead-nation-leaving"),
            *_commands,
            Decision(state=_first, coalition=MATCH.coalition, act=MATCH.act, date=MATCH.happened),
            among(MATCH.act, (*LEAVING, "reduce")),
            differs(_first, MATCH.state),
            not_later(MATCH.happened, than=MATCH.decided),
        ],
        then=Cause(episode=MATCH.episode, cause="international/lead-nation-leaves", kind="international"),
        says=f"{{{_who}}} had decided on {{happened}} to take units out, and {{state}} followed",
    )

rule(
    "cause.legal-mandate-lapses",
    claim="A state goes because the resolution on which its mandate rested has run out, and no other renewed it.",
    source=LEGAL,
    when=[
        Defection(episode=MATCH.episode, scope="combat"),
        Resolution(id=MATCH.resolution, coalition=MATCH.coalition, date=MATCH.adopted, ends=MATCH.ends),
        stated(MATCH.ends),
        not_later(MATCH.adopted, than=MATCH.decided),
        not_later(MATCH.ends, than=MATCH.date),
        within(MATCH.ends, of=MATCH.date, by=threshold("lapse")),
        Mandate(id=MATCH.mandate, state=MATCH.state, coalition=MATCH.coalition, legal_basis=MATCH.basis),
        includes(MATCH.basis, "un-resolution"),
        NOT(PermissionRenewed(episode=MATCH.episode, resolution=MATCH.resolution)),
    ],
    then=Cause(episode=MATCH.episode, cause="international/legal-mandate-lapses", kind="international"),
    says="{resolution}, on which {mandate} rested, ran out on {ends}",
)

for _name, _claim, _asked, _more, _says in (
    (
        "",
        "A state goes because the host has taken back its consent, though it did not ask these troops to go.",
        (),
        (),
        "{host} had taken back its consent on {happened}",
    ),
    (
        "-to-leader",
        "A state goes because the host has asked the troops of the leader to go, though it did not ask its own.",
        MATCH.asked,
        (includes(MATCH.asked, MATCH.leader),),
        "{host} had asked the troops of {leader}, which leads, to go on {happened}",
    ),
):
    rule(
        f"cause.host-withdraws-consent{_name}",
        claim=_claim,
        source=ABROAD,
        when=[
            Defection(episode=MATCH.episode, scope="combat"),
            ConsentWithdrawal(host=MATCH.host, coalition=MATCH.coalition, date=MATCH.happened, asked_to_leave=_asked),
            not_later(MATCH.happened, than=MATCH.decided),
            within(MATCH.happened, of=MATCH.decided, by=threshold("fresh")),
            *_more,
        ],
        then=Cause(episode=MATCH.episode, cause="international/host-withdraws-consent", kind="international"),
        says=_says,
    )
