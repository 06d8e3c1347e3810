"""Fear for its own troops drives a state out where what it does, or what befell others, bears out that it was afraid.

Claim: rising danger ends a contribution (van Eijk 2021, ch. 2, after McInnis 2020). That a state speaks of danger
proves nothing by itself. It counts where partners in the mission had just lost people, or its leader had reported more
danger; or where the state went before its term or in haste, which is how one leaves out of fear.
Source: van Eijk (2021, ch. 2), McInnis (2020, p. 65 to 69).
Fires when: the will is in doubt, the state gives danger as its reason, and one of these facts stands beside it.
Does not fire when: nothing but the reason given speaks of danger; losses and hostages of its own need no words
(domestic.py).
"""

from rules.engine.citation import cite
from rules.engine.comparisons import differs, earlier, includes, includes_any, not_later, stated, within
from rules.engine.experta_engine import MATCH
from rules.engine.facts import Casualties, Contribution, Decision, HostageTaking, Statement, Subject, UnitChange
from rules.theory.conclusions import Cause, WillInDoubt
from rules.theory.episodes import rule
from rules.theory.thresholds import threshold

RISK = cite("vaneijk-2021", "ch. 2, Hypotheses", after="mcinnis-2020")
DANGERS = ("troop-safety", "operational-risk", "hostage-safety", "health")
"""The reasons that speak of danger to the state's own people, and not of losses that it has had."""
MILITARY_RISK = Cause(episode=MATCH.episode, cause="political/military-risk", kind="political")


def _afraid(*tests: object, **decided: object) -> tuple[object, ...]:
    """Return the conditions that a state in doubt gives danger as its reason; more may be asked of its decision."""
    return (
        WillInDoubt(episode=MATCH.episode),
        Subject(episode=MATCH.episode, thing=MATCH.units),
        Decision(
            state=MATCH.state,
            coalition=MATCH.coalition,
            **decided,
            about=MATCH.about,
            date=MATCH.said,
            grounds=MATCH.grounds,
        ),
        *tests,
        includes(MATCH.about, MATCH.units),
        includes_any(MATCH.grounds, DANGERS),
        not_later(MATCH.said, than=MATCH.date),
    )


for _name, _kind, _told in (
    ("hostages", HostageTaking, "people of {other} had just been taken hostage ({event})"),
    ("losses", Casualties, "{other} had just lost troops ({event})"),
):
    rule(
        f"cause.{_name}-of-others",
        claim="What befalls a partner in the same mission bears out the fear of a state that gives it as its reason.",
        source=RISK,
        when=[
            *_afraid(),
            _kind(id=MATCH.event, state=MATCH.other, coalition=MATCH.coalition, date=MATCH.happened),
            differs(MATCH.other, MATCH.state),
            not_later(MATCH.happened, than=MATCH.decided),
            within(MATCH.happened, of=MATCH.decided, by=threshold("fresh")),
        ],
        then=MILITARY_RISK,
        says=_told + ", and {state} feared for its own",
    )

rule(
    "cause.danger-reported",
    claim="What the leader itself reports of rising danger bears out the fear of a state that gives it as its reason.",
    source=RISK,
    when=[
        *_afraid(),
        Statement(
            id=MATCH.report, state=MATCH.leader, coalition=MATCH.coalition, content=MATCH.content, date=MATCH.happened
        ),
        includes(MATCH.content, "danger-reported"),
        not_later(MATCH.happened, than=MATCH.decided),
        within(MATCH.happened, of=MATCH.decided, by=threshold("recent")),
    ],
    then=MILITARY_RISK,
    says="{leader} itself had reported more danger ({report}), and {state} feared for its own",
)

rule(
    "cause.left-before-term",
    claim="A state that says it fears for its troops and takes them out before their term does as one who is afraid.",
    source=RISK,
    when=[
        *_afraid(differs(MATCH.act, "not-extend"), act=MATCH.act),  # who lets a term run out does not go before it
        UnitChange(episode=MATCH.episode, contribution=MATCH.units, ended=True),
        Contribution(id=MATCH.units, planned_end=MATCH.planned),
        stated(MATCH.planned),
        earlier(MATCH.date, than=MATCH.planned),
    ],
    then=MILITARY_RISK,
    says="{state} took {units} out before the end announced for them, {planned}, and gave {includes_any} as its reason",
)

rule(
    "cause.called-back-in-fear",
    claim="A state that says it fears for its troops and calls them back from their tour does as one who is afraid.",
    source=RISK,
    when=[
        *_afraid(act="recall"),
    ],
    then=MILITARY_RISK,
    says="{state} called {units} back, and gave {includes_any} as its reason",
)

rule(
    "cause.suspended-in-fear",
    claim="A state that says it fears for its troops and suspends them from their task does as one who is afraid.",
    source=RISK,
    when=[
        *_afraid(act="suspend"),
    ],
    then=MILITARY_RISK,
    says="{state} suspended {units}, and gave {includes_any} as its reason",
)

rule(
    "cause.left-in-haste",
    claim="A state that says it fears for its troops and has them all out within weeks does as one who is afraid.",
    source=RISK,
    when=[
        *_afraid(),
        UnitChange(episode=MATCH.episode, contribution=MATCH.units, combat=True, ended=True),
        within(MATCH.said, of=MATCH.date, by=threshold("haste")),
    ],
    then=MILITARY_RISK,
    says="{state} gave {includes_any} as its reason, and {units} were gone within weeks",
)
