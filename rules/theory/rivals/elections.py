"""A national election while troops are abroad drives a state out: candidates take the least risky positions.

Tago (2009) and Cantir (2011), as reviewed by van Eijk (2021, ch. 2). The trigger is an election during a tour of
combat units. An election before the first of them are sent has no troops to call home, and is none.
"""

from rules.engine.citation import cite
from rules.engine.comparisons import covers
from rules.engine.experta_engine import MATCH
from rules.engine.facts import Election, Tour
from rules.theory.rivals.conclusions import Triggered
from rules.theory.wider import wider_rule

wider_rule(
    "elections.held",
    claim="A national election while combat units are deployed is an occasion to bring them home.",
    source=cite("vaneijk-2021", "ch. 2", after="tago-2009"),
    when=[
        Tour(state=MATCH.state, coalition=MATCH.coalition, begins=MATCH.begins, ends=MATCH.ends),
        Election(id=MATCH.election, state=MATCH.state, date=MATCH.date),
        covers(MATCH.begins, MATCH.ends, at=MATCH.date),
    ],
    then=Triggered(
        theory="election-cycle", state=MATCH.state, coalition=MATCH.coalition, event=MATCH.election, date=MATCH.date
    ),
    says="{state} held an election while its combat units were deployed ({date})",
)
