"""A small state that runs out of means goes home early, whatever it wants.

The literature on small states (Urbelis 2015), as van Eijk (2021, ch. 2) draws it into the study of defection. A
limit need not keep a state from deploying, but it can cut a deployment short. So a limit that a state lives with
says nothing against the theory; it is tested where a state leaves while a limit bites: was the limit the cause, or
had the state lost the will?
"""

from rules.engine.citation import cite
from rules.engine.experta_engine import MATCH
from rules.engine.facts import Episode
from rules.theory.conclusions import CapacityLimit, Defection
from rules.theory.rivals.conclusions import Triggered
from rules.theory.wider import wider_rule

wider_rule(
    "capacity.cuts-short",
    claim="A limit of means that bites before a state's turn is over is an occasion to leave.",
    source=cite("vaneijk-2021", "ch. 2", after="urbelis-2015"),
    when=[
        CapacityLimit(episode=MATCH.episode, limit=MATCH.limit),
        Defection(episode=MATCH.episode, scope="combat"),
        Episode(id=MATCH.episode, state=MATCH.state, coalition=MATCH.coalition, date=MATCH.date),
    ],
    then=Triggered(
        theory="capacity", state=MATCH.state, coalition=MATCH.coalition, event=MATCH.episode, date=MATCH.date
    ),
    says="{state} met a limit of its means before its turn was over ({limit}, {date})",
)
