"""Small states free-ride, in theory; those that depend on the leader do not, for they fear to be abandoned more.

Security in an alliance is a good that all share, so that the small are expected to leave its burden to the large (Olson
and Zeckhauser 1966). Yet an ally is torn between being drawn into others' wars and being left alone by its patron; for
small and dependent states abandonment weighs more (Snyder 1984), most of all for the super-loyal, who design their
policy around one patron (Keohane 1971; Wivel and Crandall 2019). Such states punch above their weight. Balancing and
bandwagoning follow Walt (1990) as van Eijk (2021, ch. 2) and Pedersen and Reykers (2020) use the words; bandwagoning
with the adversary itself is not looked for, since a case lists a state's part in a coalition against it.
"""

from rules.citation import cite
from rules.comparisons import any_of, at_least, includes, includes_any, stated
from rules.conclusions import Dependent, SmallState, Strategy
from rules.engine import MATCH, NOT
from rules.facts import (
    Decision,
    Engagement,
    Episode,
    FleetShare,
    Membership,
    SizeComparison,
    State,
    Statement,
)
from rules.thresholds import threshold
from rules.tie_conclusions import (
    AbandonmentFeared,
    AboveWeight,
    Alignment,
    ChainConfidence,
    EntrapmentFeared,
    FightsOn,
    FreeRiding,
    LeftAltogether,
    PrevailingFear,
    SuperLoyalty,
)
from rules.wider import wider_rule

DILEMMA = cite("vaneijk-2021", "ch. 2", after="snyder-1984")
SUPER = cite("vaneijk-2021", "ch. 2 and 5", after="wivel-crandall-2019")
BURDEN = cite("vaneijk-2021", "ch. 2", after="olson-zeckhauser-1966")
WEIGHT = cite("vaneijk-2021", "ch. 1", after="mello-2019")
SHARE = cite("vaneijk-2021", "ch. 6")
ALLIANCES = cite("vaneijk-2021", "ch. 2", after="walt-1990")

PART = Engagement(state=MATCH.state, coalition=MATCH.coalition, leader=MATCH.leader)
SMALL = SmallState(state=MATCH.state, coalition=MATCH.coalition)
FIGHTS = FightsOn(state=MATCH.state, coalition=MATCH.coalition)
ABANDONMENT = AbandonmentFeared(state=MATCH.state, coalition=MATCH.coalition)
ENTRAPMENT = EntrapmentFeared(state=MATCH.state, coalition=MATCH.coalition)
SURVIVAL = ("national-security", "national-survival")


def _aligned(form: str) -> Alignment:
    return Alignment(state=MATCH.state, coalition=MATCH.coalition, form=form)


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

# Balancing, shelter, neutrality and bandwagoning

for _kind in (Statement, Decision):
    _name = _kind.__name__.lower()
    wider_rule(
        f"alliance.balancing-in-{_name}",
        claim=f"A state that joins others against what a {_name} calls a threat to itself is balancing.",
        source=ALLIANCES,
        when=[
            PART,
            _kind(state=MATCH.state, coalition=MATCH.coalition, date=MATCH.said, grounds=MATCH.grounds),
            includes_any(MATCH.grounds, SURVIVAL),
        ],
        then=_aligned("balancing"),
        says="{state} joined others against what it called a threat to itself: {includes_any} ({said})",
    )

wider_rule(
    "alliance.shelter",
    claim="A dependent state that is a member of alliances and organisations seeks shelter in them.",
    source=cite("vaneijk-2021", "ch. 2 and 3", after="burton-2018"),
    when=[
        PART,
        Dependent(state=MATCH.state, coalition=MATCH.coalition),
        State(id=MATCH.state, alliances=MATCH.alliances),
        any_of(MATCH.alliances),
    ],
    then=_aligned("shelter"),
    says="{state} leans on {leader} and belongs to: {any_of}",
)

wider_rule(
    "alliance.neutrality",
    claim="A state with a neutral posture that sends nobody to fight keeps its independence by neutrality.",
    source=cite("vaneijk-2021", "ch. 2", after="simpson-2018"),
    when=[PART, State(id=MATCH.state, posture="neutral"), NOT(FIGHTS)],
    then=_aligned("neutrality"),
    says="{state} is neutral by its posture and sent no units to fight",
)

wider_rule(
    "alliance.bandwagoning-for-protection",
    claim="A state that fights beside the patron whom it fears to lose bandwagons for protection.",
    source=cite("pedersen-reykers-2020", "The puzzle of small state military activism", after="oma-petersson-2019"),
    when=[PrevailingFear(state=MATCH.state, coalition=MATCH.coalition, fear="abandonment")],
    then=_aligned("bandwagoning-for-protection"),
    says="{state} fights beside the patron whom it fears to lose",
)

for _level in ("low", "moderate", "high"):
    wider_rule(
        f"alliance.bandwagoning-for-status-{_level}",
        claim="A state in which the status-seeking mechanism is seen at work bandwagons for status.",
        source=cite("pedersen-reykers-2020", "Positive drivers: bandwagon for status"),
        when=[ChainConfidence(state=MATCH.state, coalition=MATCH.coalition, level=_level)],
        then=_aligned("bandwagoning-for-status"),
        says=f"the status-seeking mechanism is seen at work in {{state}}, with confidence that is {_level}",
    )
