"""Small states free-ride, in theory; those that depend on the leader do not, for they fear to be abandoned more.

Security in an alliance is a good that all share, so that the small are expected to leave its burden to the large (Olson
and Zeckhauser 1966). Yet an ally is torn between being drawn into others' wars and being left alone by its patron; for
small and dependent states abandonment weighs more (Snyder 1984), most of all for the super-loyal, who design their
policy around one patron (Keohane 1971; Wivel and Crandall 2019). Such states punch above their weight.
"""

from rules.engine.citation import cite
from rules.engine.comparisons import at_least, includes, stated
from rules.engine.experta_engine import MATCH, NOT
from rules.engine.facts import (
    Engagement,
    Episode,
    FleetShare,
    Membership,
    SizeComparison,
    State,
    Statement,
)
from rules.theory.conclusions import Dependent, SmallState, Strategy
from rules.theory.thresholds import threshold
from rules.theory.tie_conclusions import (
    AbandonmentFeared,
    AboveWeight,
    EntrapmentFeared,
    FightsOn,
    FreeRiding,
    LeftAltogether,
    PrevailingFear,
    SuperLoyalty,
)
from rules.theory.wider import wider_rule

DILEMMA = cite("vaneijk-2021", "ch. 2", after="snyder-1984")
SUPER = cite("vaneijk-2021", "ch. 2 and 5", after="wivel-crandall-2019")
BURDEN = cite("vaneijk-2021", "ch. 2", after="olson-zeckhauser-1966")
WEIGHT = cite("vaneijk-2021", "ch. 1", after="mello-2019a")
SHARE = cite("vaneijk-2021", "ch. 6")

PART = Engagement(state=MATCH.state, coalition=MATCH.coalition, leader=MATCH.leader)
SMALL = SmallState(state=MATCH.state, coalition=MATCH.coalition)
FIGHTS = FightsOn(state=MATCH.state, coalition=MATCH.coalition)
ABANDONMENT = AbandonmentFeared(state=MATCH.state, coalition=MATCH.coalition)
ENTRAPMENT = EntrapmentFeared(state=MATCH.state, coalition=MATCH.coalition, fact=MATCH.fact)

wider_rule(
    "alliance.fights",
    claim="A state that sends combat units takes a share of the burden that matters.",
    source=BURDEN,
    when=[
        Engagement(state=MATCH.state, coalition=MATCH.coalition, combat_begins=MATCH.combat),
        stated(MATCH.combat),
    ],
    then=FIGHTS,
    says="{state} sent units to fight, from {combat} on",
)

# Abandonment against entrapment

wider_rule(
    "alliance.abandonment",
    claim="A small state that leans on the leader for its security has reason to fear that it is left alone.",
    source=DILEMMA,
    when=[PART, SMALL, Dependent(state=MATCH.state, coalition=MATCH.coalition)],
    then=ABANDONMENT,
    says="{state} is small and leans on {leader}: to be left alone would cost it its security",
)

for _content, _ground in (("blowback-feared", None), ("risk-acknowledged", "operational-risk")):
    wider_rule(
        f"alliance.entrapment-{_content}",
        claim="Words about attacks in return, or about dangers too great, tell of the fear of being drawn in.",
        source=DILEMMA,
        when=[
            PART,
            Statement(
                id=MATCH.fact,
                state=MATCH.state,
                coalition=MATCH.coalition,
                date=MATCH.said,
                content=MATCH.content,
                grounds=MATCH.grounds,
            ),
            includes(MATCH.content, _content),
            *([includes(MATCH.grounds, _ground)] if _ground else []),
        ],
        then=ENTRAPMENT,
        says=f"in {{state}} this was voiced: {_content.replace('-', ' ')} ({{said}})",
    )

wider_rule(
    "alliance.abandonment-prevails",
    claim="For small and dependent states abandonment outweighs entrapment: they fight in spite of the dangers.",
    source=DILEMMA,
    when=[PART, ABANDONMENT, FIGHTS],
    then=PrevailingFear(state=MATCH.state, coalition=MATCH.coalition, fear="abandonment"),
    says="{state} fought beside {leader}, on whom it leans",
)

wider_rule(
    "alliance.entrapment-prevails",
    claim="Where a state voices the dangers and sends nobody to fight, entrapment weighs more.",
    source=DILEMMA,
    when=[PART, ENTRAPMENT, NOT(FIGHTS)],
    then=PrevailingFear(state=MATCH.state, coalition=MATCH.coalition, fear="entrapment"),
    says="{state} voiced the dangers and sent no units to fight",
)

# Super-loyalty

wider_rule(
    "alliance.left-altogether",
    claim="A total withdrawal breaks the support for the patron.",
    source=SUPER,
    when=[
        Episode(id=MATCH.episode, state=MATCH.state, coalition=MATCH.coalition, date=MATCH.date),
        Strategy(episode=MATCH.episode, strategy="total-withdrawal"),
    ],
    then=LeftAltogether(state=MATCH.state, coalition=MATCH.coalition),
    says="{state} withdrew altogether ({date})",
)

wider_rule(
    "alliance.super-loyal",
    claim="The super-loyal build their policy around one patron and support its coalitions without a break.",
    source=SUPER,
    when=[
        PART,
        State(id=MATCH.state, posture="super-atlanticist"),
        Dependent(state=MATCH.state, coalition=MATCH.coalition),
        FIGHTS,
        NOT(LeftAltogether(state=MATCH.state, coalition=MATCH.coalition)),
    ],
    then=SuperLoyalty(state=MATCH.state, coalition=MATCH.coalition),
    says="{state} builds its policy on {leader}, fought beside it and never left altogether",
)

# Free-riding expected, and observed

wider_rule(
    "alliance.free-riding-contradicted",
    claim="A small state is expected to leave the fighting to others; one that fights contradicts this.",
    source=BURDEN,
    when=[PART, SMALL, FIGHTS],
    then=FreeRiding(state=MATCH.state, coalition=MATCH.coalition, answer="contradicted"),
    says="{state} was expected to leave the fighting to others, and fought",
)

wider_rule(
    "alliance.free-riding-supported",
    claim="A small state that sends nobody to fight does as the theory of collective action expects.",
    source=BURDEN,
    when=[PART, SMALL, NOT(FIGHTS)],
    then=FreeRiding(state=MATCH.state, coalition=MATCH.coalition, answer="supported"),
    says="{state} was expected to leave the fighting to others, and did",
)

# Punching above weight

wider_rule(
    "alliance.outdoes-larger",
    claim="A small state that fights where a larger member does not punches above its weight.",
    source=WEIGHT,
    when=[
        PART,
        SMALL,
        FIGHTS,
        SizeComparison(state=MATCH.state, larger_state=MATCH.larger),
        Membership(member=MATCH.larger, coalition=MATCH.coalition, combat_units=False),
    ],
    then=AboveWeight(state=MATCH.state, coalition=MATCH.coalition, sign="outdoes-larger-members"),
    says="{state} fought while {larger}, a larger member, sent no units to fight",
)

wider_rule(
    "alliance.large-share",
    claim="A small state that sends a large share of its fleet punches above its weight.",
    source=SHARE,
    when=[
        PART,
        SMALL,
        FleetShare(state=MATCH.state, share=MATCH.share, capability=MATCH.capability),
        at_least(MATCH.share, threshold("weighty-share")),
    ],
    then=AboveWeight(state=MATCH.state, coalition=MATCH.coalition, sign="large-share-of-fleet"),
    says="{state} sent {share} of its fleet of {capability}",
)
