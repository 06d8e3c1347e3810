"""Setbacks, and a long war in a large coalition, drive states out.

Weisiger (2016): the worse the war goes and the more it costs, the likelier an exit. Choi (2012): the longer the war
and the more members the coalition has, the likelier a member is to abandon it; his third condition, poor odds, is
Weisiger's, and is judged there. As reviewed by van Eijk (2021, ch. 2). Where the line between a short and a long
war lies, or between few and many members, neither says: the thresholds are a reading.
"""

from rules.engine.citation import cite
from rules.engine.comparisons import at_least, covers
from rules.engine.experta_engine import MATCH
from rules.engine.facts import Anniversary, BattlefieldTurn, Tour
from rules.theory.rivals.conclusions import Triggered
from rules.theory.thresholds import threshold
from rules.theory.wider import wider_rule

wider_rule(
    "battlefield.setback",
    claim="A turn of the war against the coalition is an occasion to leave it.",
    source=cite("vaneijk-2021", "ch. 2", after="weisiger-2016"),
    when=[
        Tour(state=MATCH.state, coalition=MATCH.coalition, begins=MATCH.begins, ends=MATCH.ends),
        BattlefieldTurn(id=MATCH.turn, coalition=MATCH.coalition, date=MATCH.date, direction="worsening"),
        covers(MATCH.begins, MATCH.ends, at=MATCH.date),
    ],
    then=Triggered(
        theory="battlefield-setbacks", state=MATCH.state, coalition=MATCH.coalition, event=MATCH.turn, date=MATCH.date
    ),
    says="the war turned against the {coalition} while {state} fought in it ({date})",
)

wider_rule(
    "battlefield.long-war",
    claim="A war that drags on in a coalition of many members makes it easy to leave the rest to the others.",
    source=cite("vaneijk-2021", "ch. 2", after="choi-2012"),
    when=[
        Anniversary(
            id=MATCH.anniversary,
            state=MATCH.state,
            coalition=MATCH.coalition,
            date=MATCH.date,
            months=MATCH.months,
            members=MATCH.members,
        ),
        at_least(MATCH.months, threshold("long-war")),
        at_least(MATCH.members, threshold("many-members")),
    ],
    then=Triggered(
        theory="long-war-many-members",
        state=MATCH.state,
        coalition=MATCH.coalition,
        event=MATCH.anniversary,
        date=MATCH.date,
    ),
    says="{state} still fought when the war of the {members} members had lasted {months} months",
)
