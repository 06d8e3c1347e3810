"""A limit of military capacity is shown by an independent fact, not by a minister's word.

Van Eijk (2021, ch. 2, 3 and 7) widens McInnis's capabilities to capacity: money that runs out, no units to replace
those that must rest, readiness worn down, or a commitment elsewhere. It explains a defection only where the will
to take part is demonstrably whole (cause.py).
"""

from rules.engine.citation import cite
from rules.engine.comparisons import at_least, covers, includes, includes_any, not_later, within
from rules.engine.experta_engine import MATCH
from rules.engine.facts import (
    BudgetLimit,
    CompetingOperation,
    Decision,
    Fleet,
    FleetShare,
    MaintenanceDue,
    ReadinessLoss,
    Subject,
    TerritorialAttack,
    UnitChange,
)
from rules.theory.conclusions import CapacityLimit
from rules.theory.episodes import rule
from rules.theory.thresholds import threshold

CAPACITY = cite("vaneijk-2021", "ch. 3, Measurements", after="mcinnis-2020")
OWN_SECURITY = ("self-defence", "national-survival", "national-security", "need-at-home")
"""The reasons that a state gives when its own security calls its units away."""
NEEDED_TO_SURVIVE = [
    Subject(episode=MATCH.episode, thing=MATCH.thing),
    CompetingOperation(id=MATCH.operation, state=MATCH.state, begins=MATCH.begins, ends=MATCH.ends),
    covers(MATCH.begins, MATCH.ends, at=MATCH.date),
    Decision(state=MATCH.state, about=MATCH.about, date=MATCH.said, grounds=MATCH.grounds),
    includes(MATCH.about, MATCH.thing),
    includes_any(MATCH.grounds, OWN_SECURITY),
    not_later(MATCH.said, than=MATCH.date),
]
"""Another commitment is under way, and the state called the units away to it for its own security."""
STILL_ATTACKED = [
    Subject(episode=MATCH.episode, thing=MATCH.thing),
    TerritorialAttack(id=MATCH.attack, state=MATCH.state, date=MATCH.begun, ends=MATCH.over),
    Decision(state=MATCH.state, about=MATCH.about, date=MATCH.said, grounds=MATCH.grounds),
    includes(MATCH.about, MATCH.thing),
    includes_any(MATCH.grounds, OWN_SECURITY),
    not_later(MATCH.said, than=MATCH.date),
    covers(MATCH.begun, MATCH.over, at=MATCH.said),
]
"""The fighting on its own territory goes on, and the state called the units home for its own security."""

rule(
    "capacity.budget",
    claim="Money limits a contribution when what was voted for it runs out as it ends.",
    source=cite("vaneijk-2021", "ch. 4"),
    when=[
        BudgetLimit(state=MATCH.state, coalition=MATCH.coalition, runs_out=MATCH.out, known=MATCH.known),
        within(MATCH.out, of=MATCH.date, by=threshold("capacity-link")),
        not_later(MATCH.known, than=MATCH.date),
    ],
    then=CapacityLimit(episode=MATCH.episode, limit="budget"),
    says="{state}'s money for the mission ran out on {out}",
)

rule(
    "capacity.budget-given-as-reason",
    claim="Money limits a contribution that a state cuts for want of it, if it ran out within a few months.",
    source=cite("vaneijk-2021", "ch. 4"),
    when=[
        Subject(episode=MATCH.episode, thing=MATCH.thing),
        BudgetLimit(state=MATCH.state, coalition=MATCH.coalition, runs_out=MATCH.out, known=MATCH.known),
        Decision(state=MATCH.state, about=MATCH.about, date=MATCH.said, grounds=MATCH.grounds),
        includes(MATCH.about, MATCH.thing),
        includes(MATCH.grounds, "budget"),
        not_later(MATCH.said, than=MATCH.date),
        not_later(MATCH.known, than=MATCH.date),
        within(MATCH.out, of=MATCH.date, by=threshold("capacity-reason")),
    ],
    then=CapacityLimit(episode=MATCH.episode, limit="budget"),
    says="{state} gave money as its reason, and what it had for the mission ran out on {out}",
)

rule(
    "capacity.units",
    claim="Units limit a contribution when they must rest or be repaired and a stretched fleet cannot replace them.",
    source=cite("vaneijk-2021", "ch. 5"),
    when=[
        MaintenanceDue(state=MATCH.state, coalition=MATCH.coalition, capability=MATCH.capability, known=MATCH.known),
        not_later(MATCH.known, than=MATCH.date),
        within(MATCH.known, of=MATCH.date, by=threshold("recent")),
        FleetShare(
            episode=MATCH.episode,
            capability=MATCH.capability,
            deployed=MATCH.deployed,
            size=MATCH.size,
            share=MATCH.share,
        ),
        Fleet(state=MATCH.state, capability=MATCH.capability, size=MATCH.size),
        at_least(MATCH.share, threshold("stretched-fleet")),
    ],
    then=CapacityLimit(episode=MATCH.episode, limit="units"),
    says="{state}'s {capability} had to be repaired, and {deployed} of {size} were already deployed",
)

rule(
    "capacity.readiness",
    claim="Readiness limits a contribution while training worn down by it is not restored.",
    source=cite("vaneijk-2021", "ch. 6"),
    when=[
        ReadinessLoss(state=MATCH.state, coalition=MATCH.coalition, capability=MATCH.capability, known=MATCH.known),
        not_later(MATCH.known, than=MATCH.decided),
        within(MATCH.known, of=MATCH.date, by=threshold("recent")),
    ],
    then=CapacityLimit(episode=MATCH.episode, limit="readiness"),
    says="{state}'s readiness for {capability} was worn down, as known since {known}",
)

rule(
    "capacity.competing-commitment",
    claim="A commitment elsewhere limits a contribution when it needs units of the same kind.",
    source=CAPACITY,
    when=[
        UnitChange(episode=MATCH.episode, capability=MATCH.capability, combat=True),
        CompetingOperation(
            id=MATCH.operation,
            state=MATCH.state,
            capability=MATCH.capability,
            begins=MATCH.begins,
            ends=MATCH.ends,
        ),
        covers(MATCH.begins, MATCH.ends, at=MATCH.date),
    ],
    then=CapacityLimit(episode=MATCH.episode, limit="competing-commitment"),
    says="{state} needed its {capability} elsewhere: {operation}",
)

rule(
    "capacity.attacked-at-home",
    claim="A state attacked on its own territory has a commitment that goes before any other.",
    source=CAPACITY,
    when=[
        TerritorialAttack(id=MATCH.attack, state=MATCH.state, date=MATCH.happened),
        not_later(MATCH.happened, than=MATCH.decided),
        within(MATCH.happened, of=MATCH.decided, by=threshold("fresh")),
    ],
    then=CapacityLimit(episode=MATCH.episode, limit="competing-commitment"),
    says="{state} had been attacked at home: {attack}",
)

rule(
    "capacity.needed-for-survival",
    claim="A commitment on which the state's survival hangs limits a contribution of whatever kind.",
    source=CAPACITY,
    when=NEEDED_TO_SURVIVE,
    then=CapacityLimit(episode=MATCH.episode, limit="competing-commitment"),
    says="{state} needed its units elsewhere for {includes_any}: {operation}",
)

rule(
    "capacity.attack-goes-on",
    claim="A state on whose territory the fighting goes on has a commitment that goes before any other.",
    source=CAPACITY,
    when=STILL_ATTACKED,
    then=CapacityLimit(episode=MATCH.episode, limit="competing-commitment"),
    says="{state} was still under attack at home: {attack}",
)
