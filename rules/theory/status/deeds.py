"""Status-seekers send what the leader will notice, and let it fight: rules that find this in the facts.

Contributions are as the leader requested, or of the highest risk; their use is dwelt upon and, with luck, praised; the
forces fight, and the risk is granted in the open (Pedersen and Reykers 2020, table 1 and part 3).
"""

from rules.engine.citation import cite
from rules.engine.comparisons import includes, not_later, stated
from rules.engine.experta_engine import MATCH, NOT
from rules.engine.facts import Contribution, Decision, Engagement, Recognition, Request, Role, Statement
from rules.theory.tie_conclusions import EntrapmentFeared, Evidence
from rules.theory.wider import wider_rule

TABLE = cite("pedersen-reykers-2020", "table 1")
PART_2 = cite("pedersen-reykers-2020", "part 2")
PART_3 = cite("pedersen-reykers-2020", "part 3")
PRAISE = cite("pedersen-reykers-2020", "Positive drivers: bandwagon for status", after="decarvalho-neumann-2015")

PART = Engagement(state=MATCH.state, coalition=MATCH.coalition, leader=MATCH.leader)
HIGHEST_RISK = 3


def _seen(manifestation: str) -> Evidence:
    return Evidence(state=MATCH.state, coalition=MATCH.coalition, manifestation=manifestation, fact=MATCH.fact)


wider_rule(
    "status.as-requested",
    claim="Units that the leader asked for are shaped by what it wants.",
    source=TABLE,
    when=[
        PART,
        Request(
            requester=MATCH.leader, state=MATCH.state, coalition=MATCH.coalition, date=MATCH.asked, about=MATCH.about
        ),
        Contribution(id=MATCH.fact, state=MATCH.state, coalition=MATCH.coalition, begins=MATCH.begun),
        includes(MATCH.about, MATCH.fact),
        not_later(MATCH.asked, than=MATCH.begun),
    ],
    then=_seen("requested-or-risky"),
    says="{leader} asked for {fact} ({asked}), and they came ({begun})",
)

wider_rule(
    "status.wider-as-requested",
    claim="Going where the leader asked the state to go shapes the contribution by what the leader wants.",
    source=PART_2,
    when=[
        PART,
        Request(
            requester=MATCH.leader,
            state=MATCH.state,
            coalition=MATCH.coalition,
            date=MATCH.asked,
            asks=MATCH.asks,
        ),
        includes(MATCH.asks, "theatre-expansion-requested"),
        Decision(id=MATCH.fact, state=MATCH.state, coalition=MATCH.coalition, act="expand-theatre", date=MATCH.decided),
        not_later(MATCH.asked, than=MATCH.decided),
    ],
    then=_seen("requested-or-risky"),
    says="{leader} asked {state} to go further ({asked}), and it did ({decided})",
)

wider_rule(
    "status.risky-task",
    claim="Units with a task of the highest risk catch the leader's eye.",
    source=TABLE,
    when=[
        PART,
        Role(id=MATCH.role, risk=HIGHEST_RISK),
        Contribution(id=MATCH.fact, state=MATCH.state, coalition=MATCH.coalition, role=MATCH.role),
    ],
    then=_seen("requested-or-risky"),
    says="{fact} had a task of the highest risk, {role}",
)

wider_rule(
    "status.visibility-stressed",
    claim="Dwelling on the prestige of units already in the fight shows that they were sent to be seen.",
    source=PART_3,
    when=[
        Engagement(state=MATCH.state, coalition=MATCH.coalition, combat_begins=MATCH.combat),
        stated(MATCH.combat),
        Statement(id=MATCH.fact, state=MATCH.state, date=MATCH.said, content=MATCH.content, grounds=MATCH.grounds),
        includes(MATCH.content, "status-sought"),
        includes(MATCH.grounds, "prestige"),
        not_later(MATCH.combat, than=MATCH.said),
    ],
    then=_seen("visibility-stressed"),
    says="{state} spoke of the standing that its part brings ({said})",
)

wider_rule(
    "status.part-praised",
    claim="Praise by the leader is what status-seekers look for.",
    source=PRAISE,
    when=[PART, Recognition(id=MATCH.fact, state=MATCH.state, by=MATCH.leader, date=MATCH.said)],
    then=_seen("part-praised"),
    says="{leader} praised {state} ({said})",
)

wider_rule(
    "status.combat-use",
    claim="Taking part means letting forces fight in the leader's operation.",
    source=TABLE,
    when=[
        PART,
        Role(id=MATCH.role, combat=True),
        Contribution(id=MATCH.fact, state=MATCH.state, coalition=MATCH.coalition, role=MATCH.role),
    ],
    then=_seen("combat-use"),
    says="{fact} fought under {leader}",
)

wider_rule(
    "status.risk-accepted",
    claim="A state that grants the danger of its part, and does not shrink from it, shows itself willing.",
    source=TABLE,
    when=[
        PART,
        Statement(id=MATCH.fact, state=MATCH.state, coalition=MATCH.coalition, date=MATCH.said, content=MATCH.content),
        includes(MATCH.content, "risk-acknowledged"),
        NOT(EntrapmentFeared(state=MATCH.state, coalition=MATCH.coalition, fact=MATCH.fact)),
    ],
    then=_seen("risk-accepted"),
    says="{state} granted the risk ({said})",
)
