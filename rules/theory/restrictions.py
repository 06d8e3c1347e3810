"""What narrows a state's part: structural, procedural and operational restrictions (Mello 2019).

Structural: the legal basis and the capacity it has. Procedural: parliament, a caretaker government, the duty to
inform. Operational: limits on area, task, term, or a national officer who can refuse a mission.
"""

from rules.engine.citation import cite
from rules.engine.comparisons import any_of, covers, earlier, not_later
from rules.engine.experta_engine import MATCH
from rules.engine.facts import Government, Limitation, Mandate, State
from rules.theory.conclusions import CapacityLimit, Restriction
from rules.theory.episodes import rule

MELLO = cite("vaneijk-2021", "ch. 2", after="mello-2019b")

rule(
    "restrictions.capacity",
    claim="A limit of capacity restricts structurally.",
    source=MELLO,
    when=[
        CapacityLimit(episode=MATCH.episode, limit=MATCH.limit),
    ],
    then=Restriction(state=MATCH.state, coalition=MATCH.coalition, restriction="structural"),
    says="{state} was limited by {limit}",
)

rule(
    "restrictions.legal-basis",
    claim="The need of a legal basis restricts structurally.",
    source=MELLO,
    when=[
        Mandate(
            id=MATCH.mandate,
            state=MATCH.state,
            coalition=MATCH.coalition,
            legal_basis=MATCH.basis,
            decided=MATCH.granted,
        ),
        any_of(MATCH.basis),
        not_later(MATCH.granted, than=MATCH.date),
    ],
    then=Restriction(state=MATCH.state, coalition=MATCH.coalition, restriction="structural"),
    says="{state} tied its mandate to a legal basis: {basis}",
)

rule(
    "restrictions.parliament",
    claim="A parliament that must approve or be told restricts by procedure.",
    source=MELLO,
    when=[
        State(id=MATCH.state, war_powers="parliament-approves"),
    ],
    then=Restriction(state=MATCH.state, coalition=MATCH.coalition, restriction="procedural"),
    says="{state}'s parliament must approve a deployment",
)

rule(
    "restrictions.duty-to-inform",
    claim="A government that must give its parliament reasons is restricted by procedure.",
    source=cite("vaneijk-2021", "ch. 6", after="mello-2019b"),
    when=[
        State(id=MATCH.state, war_powers="government-informs"),
    ],
    then=Restriction(state=MATCH.state, coalition=MATCH.coalition, restriction="procedural"),
    says="{state}'s government must account for a deployment to its parliament",
)

rule(
    "restrictions.caretaker",
    claim="A caretaker government is restricted by procedure while it is in office.",
    source=cite("vaneijk-2021", "ch. 4", after="mello-2019b"),
    when=[
        Government(id=MATCH.government, state=MATCH.state, caretaker=True, begins=MATCH.begins, ends=MATCH.ends),
        earlier(MATCH.begins, than=MATCH.date),
        covers(MATCH.begins, MATCH.ends, at=MATCH.date),
    ],
    then=Restriction(state=MATCH.state, coalition=MATCH.coalition, restriction="procedural"),
    says="{state} was led by a caretaker: {government}",
)

rule(
    "restrictions.own-limits",
    claim="Limits that a state sets on its own units restrict their operation.",
    source=MELLO,
    when=[
        Limitation(state=MATCH.state, coalition=MATCH.coalition, limits=MATCH.limits, date=MATCH.set),
        any_of(MATCH.limits),
        not_later(MATCH.set, than=MATCH.date),
    ],
    then=Restriction(state=MATCH.state, coalition=MATCH.coalition, restriction="operational"),
    says="{state} limited its own units: {limits}",
)
