"""A state that needs its units to survive has not lost the will to help others.

Claim: units brought home to defend the state's own territory, or for a commitment on which it hangs, leave for want of
means (capacity.py); their going is no sign of a lost will.
Source: van Eijk (2021, ch. 2 and 5), after McInnis (2020).
Fires when: the state was attacked at home just before it decided; or the fighting there, or a commitment elsewhere,
went on and it gave its own security as the reason.
Does not fire when: the fighting was over, or the reason was another.
"""

from rules.engine.citation import cite
from rules.engine.comparisons import not_later, within
from rules.engine.experta_engine import MATCH
from rules.engine.facts import TerritorialAttack
from rules.theory.causes.capacity import NEEDED_TO_SURVIVE, STILL_ATTACKED
from rules.theory.conclusions import WillIntact
from rules.theory.episodes import rule
from rules.theory.thresholds import threshold

rule(
    "will.defends-itself",
    claim="Bringing units home to defend the state's own territory is no sign of a lost will.",
    source=cite("vaneijk-2021", "ch. 2 and 5", after="mcinnis-2020"),
    when=[
        TerritorialAttack(id=MATCH.attack, state=MATCH.state, date=MATCH.happened),
        not_later(MATCH.happened, than=MATCH.decided),
        within(MATCH.happened, of=MATCH.decided, by=threshold("fresh")),
    ],
    then=WillIntact(episode=MATCH.episode, sign="defends-itself"),
    says="{state} was attacked at home ({attack}) and needed its units there",
)

rule(
    "will.still-defends-itself",
    claim="Units called home while the fighting on the state's own territory goes on are no sign of a lost will.",
    source=cite("vaneijk-2021", "ch. 2 and 5", after="mcinnis-2020"),
    when=STILL_ATTACKED,
    then=WillIntact(episode=MATCH.episode, sign="defends-itself"),
    says="{state} was still under attack at home ({attack}) and called {thing} back for {includes_any}",
)

rule(
    "will.needed-for-survival",
    claim="Units called away to another commitment for the state's own survival are no sign of a lost will.",
    source=cite("vaneijk-2021", "ch. 2 and 5", after="mcinnis-2020"),
    when=NEEDED_TO_SURVIVE,
    then=WillIntact(episode=MATCH.episode, sign="defends-itself"),
    says="{state} called {thing} away for {includes_any}: {operation}",
)
