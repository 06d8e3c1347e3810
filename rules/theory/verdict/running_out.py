"""Units that go in the last weeks of a permission that nobody renews leave with it, not before it.

Claim: the permission of a whole mission ends the duty also of those who pack up so as to be gone when it runs out.
Source: van Eijk (2021, ch. 2), after Mello (2019).
Fires when: the state gives the end of the term, or of the ground in law, as its reason, its units go within a month
before the resolution runs out, and no further resolution and no other ground in law is to take its place.
Does not fire when: the reason is another, as where one of many yearly permissions merely happens to end just then.
"""

from rules.engine.comparisons import differs, earlier, includes, includes_any, not_later, stated, within
from rules.engine.experta_engine import MATCH, NOT
from rules.engine.facts import Decision, Resolution, Subject
from rules.theory.conclusions import DutyEnded, PermissionRenewed
from rules.theory.episodes import rule
from rules.theory.thresholds import threshold
from rules.theory.verdict.duty import LEGAL, OTHERWISE_GROUNDED

_ENDS = (
    Resolution(id=MATCH.resolution, coalition=MATCH.coalition, ends=MATCH.ends),
    stated(MATCH.ends),
    within(MATCH.ends, of=MATCH.date, by=threshold("lapse")),
)
"""A permission ends within a month of the change."""
_RUNS_OUT = (*_ENDS, not_later(MATCH.date, than=MATCH.ends))
"""A permission has less than a month to run."""

for _name, _over, _beyond in (
    ("renewed", MATCH.over, (earlier(MATCH.ends, than=MATCH.over),)),
    ("renewed-without-end", None, ()),
):
    rule(
        f"legal.{_name}",
        claim="A permission is renewed by a further resolution that is in force when it ends, and goes on after that.",
        source=LEGAL,
        when=[
            *_ENDS,
            Resolution(id=MATCH.next, coalition=MATCH.coalition, date=MATCH.adopted, ends=_over),
            differs(MATCH.next, MATCH.resolution),
            not_later(MATCH.adopted, than=MATCH.ends),
            *_beyond,
        ],
        then=PermissionRenewed(episode=MATCH.episode, resolution=MATCH.resolution),
        says="{next} took the place of {resolution}",
    )

rule(
    "legal.otherwise-grounded",
    claim="A permission needs no renewal where the host's request or collective self-defence supports the mission.",
    source=LEGAL,
    when=[
        *_RUNS_OUT,
        *OTHERWISE_GROUNDED,
    ],
    then=PermissionRenewed(episode=MATCH.episode, resolution=MATCH.resolution),
    says="{mandate} rests on {includes_any}",
)

rule(
    "duty.mandate-running-out",
    claim="The duty ends with the permission for who goes in its last weeks because it ends, where nobody renews it.",
    source=LEGAL,
    when=[
        Subject(episode=MATCH.episode, thing=MATCH.thing),
        Decision(
            state=MATCH.state, coalition=MATCH.coalition, about=MATCH.about, grounds=MATCH.grounds, date=MATCH.said
        ),
        includes(MATCH.about, MATCH.thing),
        includes_any(MATCH.grounds, ("term-ended", "legal-basis-missing")),
        not_later(MATCH.said, than=MATCH.date),
        *_RUNS_OUT,
        NOT(PermissionRenewed(episode=MATCH.episode, resolution=MATCH.resolution)),
    ],
    then=DutyEnded(episode=MATCH.episode, reason="mandate-ended"),
    says="the permission of {resolution} was to run out on {ends}, and {state} gave {includes_any} as its reason",
)
