"""A cause is established by facts of its own, weighed against what was said.

Military capacity needs an independent fact and a will that is whole; lost consensus needs what broke it, and the
absence of both (van Eijk 2021, ch. 4 to 7). A ground that a minister gives is evidence of what was said, no more.
"""

from rules.engine.citation import cite
from rules.engine.comparisons import covers, includes, not_later
from rules.engine.experta_engine import MATCH, NOT
from rules.engine.facts import CompetingOperation, Decision, Subject
from rules.theory.conclusions import (
    CapacityLimit,
    Cause,
    ConsensusLost,
    Defection,
    RecalledEarly,
    SpokenInterest,
    WillIntact,
)
from rules.theory.episodes import rule

CAPACITY = cite("vaneijk-2021", "ch. 3, Measurements, and ch. 7", after="mcinnis-2020")

for _limit, _words in (
    ("budget", "its money"),
    ("units", "its aircraft and crews"),
    ("readiness", "its readiness"),
    ("competing-commitment", "another commitment"),
):
    rule(
        f"cause.{_limit}",
        claim=f"A limit of {_words} is the cause where the will to take part is whole.",
        source=CAPACITY,
        when=[
            Defection(episode=MATCH.episode, scope="combat"),
            CapacityLimit(episode=MATCH.episode, limit=_limit),
            WillIntact(episode=MATCH.episode),
        ],
        then=Cause(episode=MATCH.episode, cause=f"military-capacity/{_limit}", kind="military-capacity"),
        says=f"{{state}} wanted to stay, and {_words} did not allow it",
    )

rule(
    "cause.support-needed-at-home",
    claim="A support unit called home to a commitment that goes before any other left for want of means, not of will.",
    source=CAPACITY,
    when=[
        Defection(episode=MATCH.episode, scope="non-combat"),
        CapacityLimit(episode=MATCH.episode, limit="competing-commitment"),
        WillIntact(episode=MATCH.episode, sign="defends-itself"),
    ],
    then=Cause(episode=MATCH.episode, cause="military-capacity/competing-commitment", kind="military-capacity"),
    says="{state} wanted to stay, and another commitment did not allow it",
)

rule(
    "cause.outranked",
    claim="A state that ranks another operation higher and shows no will to stay takes its units out for that.",
    source=cite("vaneijk-2021", "ch. 2 and 4", after="mcinnis-2020"),
    when=[
        Defection(episode=MATCH.episode, scope="combat"),
        Subject(episode=MATCH.episode, thing=MATCH.thing),
        CompetingOperation(id=MATCH.operation, state=MATCH.state, begins=MATCH.begins, ends=MATCH.ends),
        covers(MATCH.begins, MATCH.ends, at=MATCH.date),
        Decision(state=MATCH.state, about=MATCH.about, date=MATCH.said, grounds=MATCH.grounds),
        includes(MATCH.about, MATCH.thing),
        includes(MATCH.grounds, "other-national-mission"),
        not_later(MATCH.said, than=MATCH.date),
        NOT(WillIntact(episode=MATCH.episode)),
    ],
    then=Cause(episode=MATCH.episode, cause="political/de-prioritisation", kind="political"),
    says="{state} ranked {operation} higher, and nothing shows that it wanted to stay",
)

rule(
    "cause.elite-consensus",
    claim="Lost elite consensus is the cause where nothing but a shaken consensus explains the exit.",
    source=cite("vaneijk-2021", "ch. 5", after="lagasse-mello-2018"),
    when=[
        Defection(episode=MATCH.episode),
        ConsensusLost(episode=MATCH.episode),
    ],
    then=Cause(episode=MATCH.episode, cause="political/elite-consensus", kind="political"),
    says="{state}'s elites had lost their agreement, and no lack of means explains the exit",
)

rule(
    "cause.de-prioritisation",
    claim="A unit sent for shared interests alone is called back when something matters more.",
    source=cite("vaneijk-2021", "ch. 4", after="mcinnis-2020"),
    when=[
        Defection(episode=MATCH.episode, scope="non-combat"),
        RecalledEarly(episode=MATCH.episode, contribution=MATCH.units),
        SpokenInterest(contribution=MATCH.units, interest="shared"),
        NOT(SpokenInterest(contribution=MATCH.units, interest="core")),
        NOT(SpokenInterest(contribution=MATCH.units, interest="linked")),
    ],
    then=Cause(episode=MATCH.episode, cause="political/de-prioritisation", kind="political"),
    says="{state} had sent {units} for shared interests alone, and other missions mattered more",
)
