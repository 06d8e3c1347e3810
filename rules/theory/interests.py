"""States join coalitions for core, linked or shared interests, and core interests keep them tethered.

Core: a threat to the state's own survival, people or territory, or dependency on the leader for security. Linked:
influence, prestige, access. Shared: norms that all hold (McInnis 2020, p. 50 to 60; van Eijk 2021, ch. 2). They are
read off the grounds that a state gave by the time it decided, and off its dependency.
"""

from rules.engine.citation import cite
from rules.engine.comparisons import includes, not_later, stated
from rules.engine.experta_engine import MATCH
from rules.engine.facts import Decision, Dependency, Ground, SizeComparison, Statement, UnitChange
from rules.theory.conclusions import Dependent, Interest, SmallState, SpokenInterest, Tethered
from rules.theory.episodes import rule

INTERESTS = cite("vaneijk-2021", "ch. 2", after="mcinnis-2020")

for _kind in (Statement, Decision):
    _name = _kind.__name__.lower()
    rule(
        f"interests.{_name}",
        claim=f"The grounds of a {_name} tell which interests a state pursues.",
        source=INTERESTS,
        when=[
            Ground(id=MATCH.ground, interest=MATCH.interest),
            stated(MATCH.interest),
            _kind(state=MATCH.state, coalition=MATCH.coalition, date=MATCH.said, grounds=MATCH.grounds),
            includes(MATCH.grounds, MATCH.ground),
            not_later(MATCH.said, than=MATCH.decided),
        ],
        then=Interest(state=MATCH.state, coalition=MATCH.coalition, interest=MATCH.interest),
        says="{state} gave {ground} as a ground, a {interest} interest",
    )
    rule(
        f"interests.{_name}-of-units",
        claim=f"The grounds of a {_name} about certain units tell for which interests they were sent.",
        source=INTERESTS,
        when=[
            UnitChange(episode=MATCH.episode, contribution=MATCH.units),
            Ground(id=MATCH.ground, interest=MATCH.interest),
            stated(MATCH.interest),
            _kind(state=MATCH.state, about=MATCH.about, grounds=MATCH.grounds),
            includes(MATCH.about, MATCH.units),
            includes(MATCH.grounds, MATCH.ground),
        ],
        then=SpokenInterest(contribution=MATCH.units, interest=MATCH.interest),
        says="{state} gave {ground} as a ground for {units}, a {interest} interest",
    )

rule(
    "ties.dependent",
    claim="A state is dependent where it relies on the coalition's leader for its security.",
    source=cite("vaneijk-2021", "ch. 2", after="snyder-1984"),
    when=[
        Dependency(state=MATCH.state, patron=MATCH.leader),
    ],
    then=Dependent(state=MATCH.state, coalition=MATCH.coalition),
    says="{state} relies on {leader} for its security",
)

rule(
    "interests.dependency",
    claim="Dependency on the leader makes taking part a core interest: the state fears to be abandoned.",
    source=cite("vaneijk-2021", "ch. 2 and 4", after="snyder-1984"),
    when=[Dependent(state=MATCH.state, coalition=MATCH.coalition)],
    then=Interest(state=MATCH.state, coalition=MATCH.coalition, interest="core"),
    says="{state} has a core interest in the {coalition}: its patron leads it",
)

rule(
    "interests.tethered",
    claim="Core interests keep a state tethered; with linked or shared ones alone the way out is easier.",
    source=INTERESTS,
    when=[Interest(state=MATCH.state, coalition=MATCH.coalition, interest="core")],
    then=Tethered(state=MATCH.state, coalition=MATCH.coalition),
    says="core interests tether {state} to the {coalition}",
)

rule(
    "ties.small-state",
    claim="A state is small in relation to others: beside the leader of the coalition.",
    source=cite("vaneijk-2021", "ch. 3, Case Selection", after="jesse-dreyer-2016"),
    when=[
        SizeComparison(state=MATCH.state, larger_state=MATCH.leader),
    ],
    then=SmallState(state=MATCH.state, coalition=MATCH.coalition),
    says="{state} is a small state beside {leader}",
)
