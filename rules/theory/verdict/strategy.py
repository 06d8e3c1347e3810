"""The shape of a defection is read off the change of the operational profile (van Eijk 2021, table 4).

Nothing left and nothing new instead is a total withdrawal, less of it with nothing new instead a partial one; the
same units elsewhere, with other tasks or under new limits a repositioning, re-role or caveats; combat units down
while support units come a swap. A rotation that alternates combat shifts is for each partner a swap and a partial
withdrawal at once.
"""

from kb.profiles.meaning import HOME
from rules.engine.citation import cite
from rules.engine.comparisons import among, any_of, differs, includes, more, not_later, stated, within
from rules.engine.experta_engine import MATCH, NOT
from rules.engine.facts import Change, Contribution, Decision, JointPool, Owed, Role, Subject, UnitChange
from rules.theory.conclusions import Defection, ExposureFell, Phased, Shrunk, Strategy, SupportConcurrent
from rules.theory.episodes import rule
from rules.theory.thresholds import threshold
from rules.theory.verdict.terms import Departed

TABLE = cite("vaneijk-2021", "table 4", after="mcinnis-2020")
ROTATION = cite("vaneijk-2021", "ch. 4, tables 5 and 7")

rule(
    "strategy.substitute",
    claim="A support unit is concurrent when it was sent as a substitute for the combat units.",
    source=cite("vaneijk-2021", "ch. 5"),
    when=[
        Subject(episode=MATCH.episode, thing=MATCH.thing),
        Contribution(id=MATCH.units, state=MATCH.state, role=MATCH.role, substitutes=MATCH.thing),
        differs(MATCH.units, MATCH.thing),
        Role(id=MATCH.role, combat=False),
    ],
    then=SupportConcurrent(episode=MATCH.episode, contribution=MATCH.units),
    says="{state} sent {units} as a substitute",
)

rule(
    "strategy.decided-as-substitute",
    claim="A support unit is concurrent when one decision put it in the place of the combat units.",
    source=cite("vaneijk-2021", "ch. 4 to 6"),
    when=[
        Subject(episode=MATCH.episode, thing=MATCH.thing),
        Decision(state=MATCH.state, act="substitute", about=MATCH.about, date=MATCH.said),
        includes(MATCH.about, MATCH.thing),
        Contribution(id=MATCH.units, state=MATCH.state, role=MATCH.role, begins=MATCH.begins, substitutes=None),
        not_later(MATCH.said, than=MATCH.begins),  # what was there already was not sent instead
        includes(MATCH.about, MATCH.units),
        differs(MATCH.units, MATCH.thing),
        Role(id=MATCH.role, combat=False),
    ],
    then=SupportConcurrent(episode=MATCH.episode, contribution=MATCH.units),
    says="{state} had decided to send {units} instead",
)

rule(
    "strategy.departed",
    claim="Units that go at a change are not among what comes instead.",
    source=TABLE,
    when=[UnitChange(episode=MATCH.episode, contribution=MATCH.units, ended=True)],
    then=Departed(episode=MATCH.episode, contribution=MATCH.units),
    says="{units} went",
)

rule(
    "strategy.concurrent",
    claim="A support unit is concurrent when it starts within a month of the cut.",
    source=TABLE,
    when=[
        Contribution(
            id=MATCH.units,
            state=MATCH.state,
            coalition=MATCH.coalition,
            role=MATCH.role,
            begins=MATCH.begins,
            continues=None,
        ),
        Role(id=MATCH.role, combat=False),
        differs(MATCH.role, "staff"),  # a liaison office left behind helps nobody fight
        within(MATCH.begins, of=MATCH.date, by=threshold("concurrent")),
        NOT(Departed(episode=MATCH.episode, contribution=MATCH.units)),  # what goes stands in for nothing
    ],
    then=SupportConcurrent(episode=MATCH.episode, contribution=MATCH.units),
    says="{state} sent {units} at about the same time",
)

rule(
    "strategy.succeeded",
    claim="A support unit is concurrent when it takes the place of combat units that were cut, out of the same body.",
    source=TABLE,
    when=[
        UnitChange(
            episode=MATCH.episode,
            combat=True,
            successor=MATCH.units,
            role_after=MATCH.role,
            lost=MATCH.lost,
            ended=False,
        ),
        Role(id=MATCH.role, combat=False),
        differs(MATCH.role, "staff"),
        stated(MATCH.lost),  # a body that nobody counted counts as carried on whole
        more(MATCH.lost, than=0),
    ],
    then=SupportConcurrent(episode=MATCH.episode, contribution=MATCH.units),
    says="{state} kept {units} in place of the combat units",
)

rule(
    "strategy.support-grew",
    claim="Support units that grow in the same month are concurrent.",
    source=TABLE,
    when=[
        UnitChange(
            episode=MATCH.episode,
            contribution=MATCH.units,
            successor=MATCH.more_units,
            combat=False,
            began=False,
            gained=MATCH.gained,
        ),
        more(MATCH.gained, than=0),
    ],
    then=SupportConcurrent(episode=MATCH.episode, contribution=MATCH.more_units),
    says="{state} added {gained} to {units}",
)

rule(
    "strategy.fewer-than-before",
    claim="A profile shrinks when units leave it.",
    source=TABLE,
    when=[
        UnitChange(episode=MATCH.episode, contribution=MATCH.units, lost=MATCH.lost),
        more(MATCH.lost, than=0),
    ],
    then=Shrunk(episode=MATCH.episode, manner="fewer"),
    says="{state} took units away: {units}",
)

rule(
    "strategy.fewer-than-owed",
    claim="A profile is smaller than agreed when units that were owed do not come.",
    source=cite("vaneijk-2021", "ch. 6"),
    when=[
        Owed(episode=MATCH.episode, lacking=MATCH.lacking),
        more(MATCH.lacking, than=0),
    ],
    then=Shrunk(episode=MATCH.episode, manner="not-sent"),
    says="combat units that {state} owed did not come: {lacking}",
)

rule(
    "strategy.phased",
    claim="A step by which some units go is part of a withdrawal of all where one decision sends all of them home.",
    source=TABLE,
    when=[
        Change(episode=MATCH.episode, kept=MATCH.kept, staying=()),
        any_of(MATCH.kept),
        Subject(episode=MATCH.episode, thing=MATCH.thing),
        Decision(id=MATCH.decision, state=MATCH.state, act=MATCH.act, about=MATCH.about, date=MATCH.said),
        among(MATCH.act, HOME),
        includes(MATCH.about, MATCH.thing),
        not_later(MATCH.said, than=MATCH.date),
    ],
    then=Phased(episode=MATCH.episode),
    says="{state} had decided that {kept} would go as well",
)

rule(
    "strategy.total-withdrawal-in-steps",
    claim="A step of a withdrawal that was decided as one, with nothing new instead, has the shape of the whole.",
    source=TABLE,
    when=[
        Defection(episode=MATCH.episode),
        Shrunk(episode=MATCH.episode),
        Phased(episode=MATCH.episode),
        NOT(SupportConcurrent(episode=MATCH.episode)),
    ],
    then=Strategy(episode=MATCH.episode, strategy="total-withdrawal"),
    says="{state} withdrew altogether, in steps",
)

rule(
    "strategy.total-withdrawal",
    claim="A defection after which nothing is left and nothing new comes is a total withdrawal.",
    source=TABLE,
    when=[
        Defection(episode=MATCH.episode),
        Shrunk(episode=MATCH.episode, manner="fewer"),
        Change(episode=MATCH.episode, remaining=0),
        NOT(SupportConcurrent(episode=MATCH.episode)),
    ],
    then=Strategy(episode=MATCH.episode, strategy="total-withdrawal"),
    says="{state} withdrew altogether",
)

rule(
    "strategy.nothing-sent",
    claim="Where nothing is there and units that were owed do not come, nothing is left of the part that was agreed.",
    source=TABLE,
    when=[
        Defection(episode=MATCH.episode),
        Owed(episode=MATCH.episode, lacking=MATCH.lacking),
        more(MATCH.lacking, than=0),
        Change(episode=MATCH.episode, remaining=0),
        NOT(SupportConcurrent(episode=MATCH.episode)),
    ],
    then=Strategy(episode=MATCH.episode, strategy="total-withdrawal"),
    says="{state} sent nothing of what it owed, and had nothing else there",
)

rule(
    "strategy.partial-withdrawal",
    claim="A defection that shrinks the profile, leaves part of it and brings nothing new is a partial withdrawal.",
    source=TABLE,
    when=[
        Defection(episode=MATCH.episode),
        Shrunk(episode=MATCH.episode),
        Change(episode=MATCH.episode, remaining=MATCH.remaining, kept=MATCH.kept),
        more(MATCH.remaining, than=0),
        NOT(SupportConcurrent(episode=MATCH.episode)),
        NOT(Phased(episode=MATCH.episode)),
    ],
    then=Strategy(episode=MATCH.episode, strategy="partial-withdrawal"),
    says="{state} withdrew part of its units, kept {kept} and sent nothing new instead",
)

rule(
    "strategy.swapping",
    claim="A defection that cuts combat units while support units come is a swap.",
    source=TABLE,
    when=[
        Defection(episode=MATCH.episode, scope="combat"),
        Shrunk(episode=MATCH.episode),
        SupportConcurrent(episode=MATCH.episode, contribution=MATCH.units),
        Change(episode=MATCH.episode, remaining=MATCH.remaining),
    ],
    then=Strategy(episode=MATCH.episode, strategy="swapping"),
    says="{state} swapped combat units for {units}",
)

for _strategy, _says in (
    ("swapping", "each partner of {arrangement} gives up half its combat turns and guards the other instead"),
    ("partial-withdrawal", "the partners of {arrangement} together field {lost} combat units fewer"),
):
    rule(
        f"strategy.rotation-{_strategy}",
        claim=f"Entering a rotation that alternates combat shifts is for each partner also {_strategy}.",
        source=ROTATION,
        when=[
            Defection(episode=MATCH.episode),
            ExposureFell(episode=MATCH.episode, manner="joint-pool"),
            JointPool(episode=MATCH.episode, arrangement=MATCH.arrangement, lost=MATCH.lost),
        ],
        then=Strategy(episode=MATCH.episode, strategy=_strategy),
        says=_says,
    )

for _manner, _strategy, _says in (
    ("safer-area", "repositioning", "{state} kept its units and moved them to a safer area"),
    ("safer-role", "re-role", "{state} kept its units and gave them safer tasks"),
    ("new-caveats", "caveats", "{state} kept its units and set new limits on their use"),
):
    rule(
        f"strategy.{_strategy}",
        claim=f"A defection by as many units as before, by way of {_manner.replace('-', ' ')}, is {_strategy}.",
        source=TABLE,
        when=[
            Defection(episode=MATCH.episode),
            ExposureFell(episode=MATCH.episode, manner=_manner),
            UnitChange(
                episode=MATCH.episode,
                combat=True,
                began=False,
                ended=False,
                size_before=MATCH.size,
                size_after=MATCH.size,
            ),
        ],
        then=Strategy(episode=MATCH.episode, strategy=_strategy),
        says=_says,
    )
