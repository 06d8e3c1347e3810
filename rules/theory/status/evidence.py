"""Status-seekers speak of what they gain, and move before they are asked: rules that find this in the facts.

A small state that leans on the leader of an alliance sees operations as a way to a better standing, moves before it is
asked, sends what the leader will notice, and lets its forces fight (Pedersen and Reykers 2020, table 1). Words about an
earlier mission, or about security policy as a whole, count as well as words about this one: the authors trace the
state's beliefs back before the coalition. A basis in the law of the United Nations includes what its Charter allows
without a resolution: help to a host that asks, and collective self-defence.
"""

from rules.engine.citation import cite
from rules.engine.comparisons import earlier, includes, includes_any, not_later, stated, within
from rules.engine.experta_engine import MATCH, NOT
from rules.engine.facts import (
    Decision,
    Dependency,
    Engagement,
    Ground,
    Mandate,
    Request,
    Resolution,
    SizeComparison,
    Statement,
)
from rules.theory.conclusions import Dependent, SmallState
from rules.theory.thresholds import threshold
from rules.theory.tie_conclusions import Circumstance, Evidence, Prompted
from rules.theory.wider import wider_rule

TABLE = cite("pedersen-reykers-2020", "table 1")
SCOPE = cite("pedersen-reykers-2020", "Towards a status-seeking mechanism")
PART_1 = cite("pedersen-reykers-2020", "part 1")
PART_2 = cite("pedersen-reykers-2020", "part 2")

GAINS = ("influence", "prestige", "access")
READY = ("willingness-expressed", "offer-made")
LAWFUL = ("un-resolution", "host-request", "collective-self-defence")
PART = Engagement(state=MATCH.state, coalition=MATCH.coalition, leader=MATCH.leader)


def _seen(manifestation: str) -> Evidence:
    return Evidence(state=MATCH.state, coalition=MATCH.coalition, manifestation=manifestation, fact=MATCH.fact)


def _holds(manifestation: str) -> Circumstance:
    return Circumstance(state=MATCH.state, coalition=MATCH.coalition, manifestation=manifestation, fact=MATCH.fact)


wider_rule(
    "status.small-state",
    claim="The mechanism is about states that are small beside the leader.",
    source=TABLE,
    when=[
        PART,
        SmallState(state=MATCH.state, coalition=MATCH.coalition),
        SizeComparison(id=MATCH.fact, state=MATCH.state, larger_state=MATCH.leader),
    ],
    then=_holds("small-state"),
    says="{state} is small beside {leader}",
)

wider_rule(
    "status.security-guarantee",
    claim="The mechanism is about states that rely on the leader's security guarantee.",
    source=TABLE,
    when=[
        PART,
        Dependent(state=MATCH.state, coalition=MATCH.coalition),
        Dependency(id=MATCH.fact, state=MATCH.state, patron=MATCH.leader),
    ],
    then=_holds("security-guarantee"),
    says="{state} relies on {leader} for its security",
)

wider_rule(
    "status.resolution",
    claim="The mechanism is expected to work where the United Nations back the operation.",
    source=SCOPE,
    when=[PART, Resolution(id=MATCH.fact, coalition=MATCH.coalition)],
    then=_holds("un-legitimation"),
    says="{fact} backs the {coalition}",
)

wider_rule(
    "status.lawful-mandate",
    claim="A mandate that rests on the Charter, or on a host's request, gives the operation legitimacy too.",
    source=SCOPE,
    when=[
        PART,
        Mandate(id=MATCH.fact, state=MATCH.state, coalition=MATCH.coalition, legal_basis=MATCH.basis),
        includes_any(MATCH.basis, LAWFUL),
    ],
    then=_holds("un-legitimation"),
    says="{fact} rests on: {includes_any}",
)

for _kind in (Statement, Decision):
    _name = _kind.__name__.lower()
    wider_rule(
        f"status.gains-in-{_name}",
        claim=f"A {_name} that gives influence, prestige or access as a ground shows that these are sought.",
        source=TABLE,
        when=[
            PART,
            _kind(id=MATCH.fact, state=MATCH.state, date=MATCH.said, grounds=MATCH.grounds),
            includes_any(MATCH.grounds, GAINS),
        ],
        then=_seen("gains-named"),
        says="{state} named as a gain: {includes_any} ({said})",
    )
    wider_rule(
        f"status.reputation-in-{_name}",
        claim=f"A {_name} that speaks of a credible partner shows care for the state's name.",
        source=PART_1,
        when=[
            PART,
            _kind(id=MATCH.fact, state=MATCH.state, date=MATCH.said, grounds=MATCH.grounds),
            includes(MATCH.grounds, "credible-partner"),
        ],
        then=_seen("reputation-named"),
        says="{state} wants to be a credible partner ({said})",
    )
    wider_rule(
        f"status.own-cause-in-{_name}",
        claim="A state that calls the aim both shared and its own joins of its own accord.",
        source=TABLE,
        when=[
            Engagement(state=MATCH.state, coalition=MATCH.coalition, combat_begins=MATCH.combat),
            stated(MATCH.combat),
            Ground(id=MATCH.norm, interest="shared"),
            Ground(id=MATCH.need, interest="core"),
            _kind(id=MATCH.fact, state=MATCH.state, coalition=MATCH.coalition, date=MATCH.said, grounds=MATCH.grounds),
            includes(MATCH.grounds, MATCH.norm),
            includes(MATCH.grounds, MATCH.need),
            not_later(MATCH.said, than=MATCH.combat),
        ],
        then=_seen("free-will"),
        says="{state} gave {norm} as a ground, and {need} ({said})",
    )
    wider_rule(
        f"status.prompted-{_name}",
        claim=f"A {_name} that follows a request by the leader may be owed to it.",
        source=PART_2,
        when=[
            PART,
            Request(requester=MATCH.leader, state=MATCH.state, coalition=MATCH.coalition, date=MATCH.asked),
            _kind(id=MATCH.fact, state=MATCH.state, date=MATCH.said),
            not_later(MATCH.asked, than=MATCH.said),
        ],
        then=Prompted(state=MATCH.state, coalition=MATCH.coalition, fact=MATCH.fact),
        says="{leader} had asked on {asked}",
    )

UNPROMPTED = NOT(Prompted(state=MATCH.state, coalition=MATCH.coalition, fact=MATCH.fact))
SPOKEN = Statement(id=MATCH.fact, state=MATCH.state, coalition=MATCH.coalition, date=MATCH.said, content=MATCH.content)

wider_rule(
    "status.ready-unasked",
    claim="A state that says it is ready before any request acts of its own free will.",
    source=TABLE,
    when=[PART, SPOKEN, includes_any(MATCH.content, READY), UNPROMPTED],
    then=_seen("free-will"),
    says="{state} spoke up before {leader} asked ({said})",
)

wider_rule(
    "status.sends-unasked",
    claim="A state that decides to send units before any request acts of its own free will.",
    source=TABLE,
    when=[
        PART,
        Decision(id=MATCH.fact, state=MATCH.state, coalition=MATCH.coalition, act="deploy", date=MATCH.said),
        UNPROMPTED,
    ],
    then=_seen("free-will"),
    says="{state} decided to send units before {leader} asked ({said})",
)

wider_rule(
    "status.ahead-of-request",
    claim="A state that prepares a further step shortly before the leader asks for it runs ahead of the request.",
    source=PART_2,
    when=[
        PART,
        SPOKEN,
        includes_any(MATCH.content, READY),
        Request(requester=MATCH.leader, state=MATCH.state, coalition=MATCH.coalition, date=MATCH.asked),
        earlier(MATCH.said, than=MATCH.asked),
        within(MATCH.said, of=MATCH.asked, by=threshold("ahead")),
    ],
    then=_seen("free-will"),
    says="{state} spoke up ({said}) before {leader} asked ({asked})",
)

wider_rule(
    "status.units-offered",
    claim="A state that names what it could send before any request offers itself.",
    source=PART_2,
    when=[PART, SPOKEN, includes(MATCH.content, "offer-made"), UNPROMPTED],
    then=_seen("units-offered"),
    says="{state} offered units before {leader} asked ({said})",
)
