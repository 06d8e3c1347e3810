"""Exposure to risk falls when fewer combat units stand in danger, or the same ones in less of it.

McInnis (2020, p. 11 and 73) reads defection off the operational profile: fewer combat units, or the same units in
a safer area, with a safer task or under new caveats. Van Eijk adds two ways that leave a state's own profile as it
was: entering a rotation that alternates shifts cuts the partners' joint pool, and units that were owed may not come.
"""

from rules.engine.citation import cite
from rules.engine.comparisons import any_of, fewer, more
from rules.engine.experta_engine import MATCH
from rules.engine.facts import Arrangement, Change, JointPool, Owed, UnitChange
from rules.theory.conclusions import CombatConcerned, ExposureFell
from rules.theory.episodes import rule

MEASUREMENTS = cite("vaneijk-2021", "ch. 3, Measurements", after="mcinnis-2020")
STRATEGIES = cite("vaneijk-2021", "table 4", after="mcinnis-2020")

rule(
    "exposure.fewer-units",
    claim="Exposure falls when a state has fewer combat units in the coalition than before.",
    source=MEASUREMENTS,
    when=[
        Change(episode=MATCH.episode, fought=MATCH.before, fights=MATCH.after, combat_lost=MATCH.lost),
        more(MATCH.lost, than=0),
    ],
    then=ExposureFell(episode=MATCH.episode, manner="fewer-units"),
    says="{state} cut its combat units: from {before} to {after}",
)

rule(
    "exposure.joint-pool",
    claim="Taking turns instead of adding to one another cuts the combat units that partners field together.",
    source=cite("vaneijk-2021", "ch. 4 and 6"),
    when=[
        JointPool(
            episode=MATCH.episode,
            arrangement=MATCH.arrangement,
            fielded_before=MATCH.before,
            fielded_after=MATCH.after,
            lost=MATCH.lost,
        ),
        Arrangement(id=MATCH.arrangement, alternates=True),
        more(MATCH.lost, than=0),
    ],
    then=ExposureFell(episode=MATCH.episode, manner="joint-pool"),
    says="{arrangement} cut the combat units of its partners together from {before} to {after}",
)

rule(
    "exposure.owed-units-missing",
    claim="Exposure is lower than agreed when combat units that were due at a date did not come.",
    source=cite("vaneijk-2021", "ch. 6"),
    when=[
        Owed(
            episode=MATCH.episode,
            owed=MATCH.owed,
            present=MATCH.present,
            lacking=MATCH.lacking,
        ),
        more(MATCH.lacking, than=0),
    ],
    then=ExposureFell(episode=MATCH.episode, manner="owed-units-missing"),
    says="{state} owed {owed} combat units and had {present}",
)

rule(
    "exposure.safer-role",
    claim="The same units face less risk when they are given a safer task.",
    source=STRATEGIES,
    when=[
        UnitChange(
            episode=MATCH.episode,
            contribution=MATCH.units,
            combat=True,
            role_before=MATCH.old,
            role_after=MATCH.new,
            risk_before=MATCH.before,
            risk_after=MATCH.after,
            began=False,
            ended=False,
        ),
        fewer(MATCH.after, than=MATCH.before),
    ],
    then=ExposureFell(episode=MATCH.episode, manner="safer-role"),
    says="{state} gave {units} a safer task: {new} instead of {old}",
)

rule(
    "exposure.safer-area",
    claim="The same units face less risk when they are moved to a safer area.",
    source=STRATEGIES,
    when=[
        UnitChange(
            episode=MATCH.episode,
            contribution=MATCH.units,
            combat=True,
            area_risk_before=MATCH.before,
            area_risk_after=MATCH.after,
            theatres_left=MATCH.left,
            began=False,
            ended=False,
        ),
        any_of(MATCH.left),
        fewer(MATCH.after, than=MATCH.before),
    ],
    then=ExposureFell(episode=MATCH.episode, manner="safer-area"),
    says="{state} moved {units} to a safer area, out of {left}",
)

rule(
    "exposure.new-caveats",
    claim="The same units face less risk when new limits are set on their use.",
    source=STRATEGIES,
    when=[
        UnitChange(
            episode=MATCH.episode,
            contribution=MATCH.units,
            combat=True,
            caveats_added=MATCH.caveats,
            began=False,
            ended=False,
        ),
        any_of(MATCH.caveats),
    ],
    then=ExposureFell(episode=MATCH.episode, manner="new-caveats"),
    says="{state} set new limits on {units}: {caveats}",
)

rule(
    "exposure.combat-concerned",
    claim="A change concerns combat when combat units came, left or changed.",
    source=MEASUREMENTS,
    when=[
        UnitChange(episode=MATCH.episode, contribution=MATCH.units, combat=True),
    ],
    then=CombatConcerned(episode=MATCH.episode),
    says="combat units came, left or changed: {units}",
)
