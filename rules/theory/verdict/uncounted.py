"""Where no source says how many units there were, or what they did, some things still follow: none is fewer than some.

Claim: what a state had and has no more was cut, what it still has remains, whatever the numbers.
Source: the measurements and table 4 of van Eijk (2021, ch. 3), after McInnis (2020, p. 11 and 17).
Fires when: a sum is unknown for want of a count, and a whole body of units left or stayed.
Does not fire when: the numbers are known; then the rules that compare them decide.
Known limits: a cut within a body of unknown size cannot be seen.
"""

from rules.engine.citation import cite
from rules.engine.comparisons import any_of, more, so, stated
from rules.engine.experta_engine import MATCH, NOT
from rules.engine.facts import Change, Role, UnitChange
from rules.theory.conclusions import (
    CombatConcerned,
    Defection,
    ExposureFell,
    Phased,
    Shrunk,
    StaysInvolved,
    Strategy,
    SupportConcurrent,
)
from rules.theory.episodes import rule

MEASUREMENTS = cite("vaneijk-2021", "ch. 3, Measurements", after="mcinnis-2020")
TABLE = cite("vaneijk-2021", "table 4", after="mcinnis-2020")

rule(
    "exposure.none-left",
    claim="Exposure falls when the last combat units leave, even where nobody says how many they were.",
    source=MEASUREMENTS,
    when=[
        Change(episode=MATCH.episode, combat_before=None, combat_after=0),
        UnitChange(episode=MATCH.episode, contribution=MATCH.units, combat=True, began=False, ended=True),
    ],
    then=ExposureFell(episode=MATCH.episode, manner="fewer-units"),
    says="{state} had combat units ({units}), and has none left",
)

rule(
    "exposure.body-left",
    claim="Exposure falls when a whole body of combat units leaves and none comes, whether or not anyone counted them.",
    source=MEASUREMENTS,
    when=[
        Change(episode=MATCH.episode, combat_lost=None, fights=MATCH.after),
        any_of(MATCH.after),  # where none is left, none is fewer than some
        UnitChange(episode=MATCH.episode, contribution=MATCH.units, combat=True, began=False, ended=True),
        NOT(UnitChange(episode=MATCH.episode, combat=True, ended=False)),
    ],
    then=ExposureFell(episode=MATCH.episode, manner="fewer-units"),
    says="{state} took {units} away, kept {after}, and no other combat units came",
)

for _when, _role in (("before", "role_before"), ("after", "role_after")):
    rule(
        f"exposure.untold-task-{_when}",
        claim="A change of units whose task no source names concerns combat if they were combat units.",
        source=MEASUREMENTS,
        when=[
            UnitChange(episode=MATCH.episode, contribution=MATCH.units, combat=None, **{_role: MATCH.role}),
            Role(id=MATCH.role, combat=MATCH.fighting),
            so(MATCH.fighting),
        ],
        then=CombatConcerned(episode=MATCH.episode),
        says="combat units came, left or changed: {units}",
    )

rule(
    "exposure.untold-units-fewer",
    claim="Exposure falls when units whose task no source names become fewer, if they were combat units.",
    source=MEASUREMENTS,
    when=[
        UnitChange(
            episode=MATCH.episode, contribution=MATCH.units, combat=None, role_before=MATCH.role, lost=MATCH.lost
        ),
        more(MATCH.lost, than=0),
        Role(id=MATCH.role, combat=MATCH.fighting),
        so(MATCH.fighting),
    ],
    then=ExposureFell(episode=MATCH.episode, manner="fewer-units"),
    says="{state} cut units that were combat units: {units}",
)

rule(
    "strategy.body-left",
    claim="A profile shrinks when a whole body of units leaves, even where nobody says how many they were.",
    source=TABLE,
    when=[
        UnitChange(episode=MATCH.episode, contribution=MATCH.units, lost=None, began=False, ended=True),
    ],
    then=Shrunk(episode=MATCH.episode, manner="fewer"),
    says="{state} took all of these units away: {units}",
)

rule(
    "ties.units-remain",
    claim="A state stays involved where units come or are carried on, even where nobody says how many they are.",
    source=cite("vaneijk-2021", "ch. 7"),
    when=[
        Change(episode=MATCH.episode, remaining=None),
        UnitChange(episode=MATCH.episode, successor=MATCH.units, ended=False),
        stated(MATCH.units),
    ],
    then=StaysInvolved(episode=MATCH.episode),
    says="{state} kept {units} in the {coalition}",
)

rule(
    "ties.units-kept",
    claim="A state stays involved where some of its units stay, even where nobody says how many they are.",
    source=cite("vaneijk-2021", "ch. 7"),
    when=[
        Change(episode=MATCH.episode, remaining=None, kept=MATCH.kept),
        any_of(MATCH.kept),
    ],
    then=StaysInvolved(episode=MATCH.episode),
    says="{state} kept {kept} in the {coalition}",
)

rule(
    "strategy.part-left",
    claim="A defection by which some bodies of units leave while others stay is a partial withdrawal.",
    source=TABLE,
    when=[
        Defection(episode=MATCH.episode),
        Shrunk(episode=MATCH.episode),
        StaysInvolved(episode=MATCH.episode),
        Change(episode=MATCH.episode, remaining=None),
        NOT(SupportConcurrent(episode=MATCH.episode)),
        NOT(Phased(episode=MATCH.episode)),
    ],
    then=Strategy(episode=MATCH.episode, strategy="partial-withdrawal"),
    says="{state} withdrew some of its units, kept others and sent nothing new instead",
)
