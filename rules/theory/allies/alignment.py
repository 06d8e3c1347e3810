"""Small states seek security in numbers, or standing with the strong: the forms that their alignment takes.

Balancing is to join others against a threat, neutrality to keep out, shelter to find cover in alliances and
organisations (Walt 1990, by way of van Eijk 2021, ch. 2). A small state bandwagons with its patron for protection or
for status (Pedersen and Reykers 2020), and often for both. Bandwagoning with the adversary itself is not looked for:
a case tells of a state's part in a coalition against it. Several forms can hold at once.
"""

from rules.engine.citation import cite
from rules.engine.comparisons import any_of, differs, includes_any
from rules.engine.experta_engine import MATCH, NOT
from rules.engine.facts import Decision, Engagement, State, Statement
from rules.theory.conclusions import Dependent
from rules.theory.tie_conclusions import Alignment, ChainConfidence, FightsOn, PrevailingFear
from rules.theory.wider import wider_rule

ALLIANCES = cite("vaneijk-2021", "ch. 2", after="walt-1990")
SURVIVAL = ("national-security", "national-survival")

PART = Engagement(state=MATCH.state, coalition=MATCH.coalition, leader=MATCH.leader)
FIGHTS = FightsOn(state=MATCH.state, coalition=MATCH.coalition)


def _aligned(form: str) -> Alignment:
    return Alignment(state=MATCH.state, coalition=MATCH.coalition, form=form)


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
    source=cite("vaneijk-2021", "ch. 2 and 3"),
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

wider_rule(
    "alliance.bandwagoning-for-status",
    claim="A state in which the status-seeking mechanism is seen at work bandwagons for status.",
    source=cite("pedersen-reykers-2020", "Positive drivers: bandwagon for status"),
    when=[
        ChainConfidence(state=MATCH.state, coalition=MATCH.coalition, level=MATCH.level),
        differs(MATCH.level, "none"),
    ],
    then=_aligned("bandwagoning-for-status"),
    says="the status-seeking mechanism is seen at work in {state}, with confidence that is {level}",
)
