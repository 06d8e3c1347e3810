"""An attack at home in return for a deployment, or many fighters who may come back, make a state withdraw.

Mello (2016, 2020): terrorism works. Haesebrouck (2018a): the threat of foreign fighters that brings a state in can
drive it out again, for fear of those who return. As reviewed by van Eijk (2021, ch. 2). An attack counts only where
a source links it to the campaign, during a tour of combat units or in the run-up to it.
"""

from rules.engine.citation import cite
from rules.engine.comparisons import at_least, nearing
from rules.engine.experta_engine import MATCH
from rules.engine.facts import Attack, Engagement, Tour
from rules.theory.rivals.conclusions import Triggered
from rules.theory.thresholds import threshold
from rules.theory.wider import wider_rule

wider_rule(
    "terror.attack",
    claim="An attack at home that answers a deployment is an occasion to end it.",
    source=cite("vaneijk-2021", "ch. 2", after="mello-2020"),
    when=[
        Attack(id=MATCH.attack, state=MATCH.state, date=MATCH.date, linked_to=MATCH.coalition),
        Tour(state=MATCH.state, coalition=MATCH.coalition, begins=MATCH.begins, ends=MATCH.ends),
        nearing(MATCH.begins, MATCH.ends, at=MATCH.date, by=threshold("run-up")),
    ],
    then=Triggered(
        theory="terror-at-home", state=MATCH.state, coalition=MATCH.coalition, event=MATCH.attack, date=MATCH.date
    ),
    says="{state} was attacked at home in return for its deployment ({date})",
)

wider_rule(
    "terror.foreign-fighters",
    claim="A state that many fighters left for the adversary has cause to leave from the day it fights.",
    source=cite("vaneijk-2021", "ch. 2 to 4", after="haesebrouck-2018a"),
    when=[
        Engagement(
            state=MATCH.state,
            coalition=MATCH.coalition,
            combat_begins=MATCH.date,
            fighters_per_million=MATCH.fighters,
        ),
        at_least(MATCH.fighters, threshold("many-fighters")),
    ],
    then=Triggered(
        theory="foreign-fighters", state=MATCH.state, coalition=MATCH.coalition, event=MATCH.state, date=MATCH.date
    ),
    says="of every million people in {state}, {fighters} had left to fight for the adversary",
)
