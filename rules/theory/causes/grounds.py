"""What a state said of its reasons when it decided on the units that changed; a rule adds which reason it asks for."""

from rules.engine.comparisons import includes
from rules.engine.experta_engine import MATCH
from rules.engine.facts import Decision, Subject

DECIDED_WITH_GROUNDS = (
    Subject(episode=MATCH.episode, thing=MATCH.thing),
    Decision(state=MATCH.state, coalition=MATCH.coalition, about=MATCH.about, grounds=MATCH.grounds),
    includes(MATCH.about, MATCH.thing),
)
"""A decision of the state on something that changed, and the reasons that it gave with it."""
