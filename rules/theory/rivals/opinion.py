"""A public that turns away ends a deployment, unless elites agree; and once elites fall out, it ends.

Koch and Sullivan (2010): leaders whom the public fails bring troops home. Kreps (2010): while government and
opposition agree, voters have no one to turn to, so that neither doubt nor an election, a new leader or an attack
ends the deployment. Lagassé and Mello (2018): when that agreement breaks, politicians retreat to what costs fewest
votes. As reviewed by van Eijk (2021, ch. 2).

Agreement shows in a large majority, or in words to that effect, not long before or after the event. It is shaken
when harm done by the state's own units becomes public, or when a vote falls short of a large majority.
"""

from rules.engine.citation import cite
from rules.engine.comparisons import at_least, fewer, includes, nearing, within
from rules.engine.experta_engine import MATCH
from rules.engine.facts import Incident, PublicOpinion, Statement, Tour, VoteShare
from rules.engine.rule import Rule
from rules.theory.rivals.conclusions import ElitesAgreed, Triggered
from rules.theory.thresholds import threshold
from rules.theory.wider import wider_rule

DEPLOYED = (
    Tour(state=MATCH.state, coalition=MATCH.coalition, begins=MATCH.begins, ends=MATCH.ends),
    nearing(MATCH.begins, MATCH.ends, at=MATCH.date, by=threshold("run-up")),
)


def _triggered(theory: str) -> Triggered:
    return Triggered(theory=theory, state=MATCH.state, coalition=MATCH.coalition, event=MATCH.event, date=MATCH.date)


wider_rule(
    "opinion.doubt",
    claim="A public that does not support a deployment is an occasion to end it.",
    source=cite("vaneijk-2021", "ch. 2", after="koch-sullivan-2010"),
    when=[
        PublicOpinion(id=MATCH.event, state=MATCH.state, coalition=MATCH.coalition, date=MATCH.date, supportive=False),
        *DEPLOYED,
    ],
    then=_triggered("public-disapproval"),
    says="the public of {state} did not support the deployment ({date})",
)

wider_rule(
    "opinion.majority",
    claim="A large majority not long before or after an event shows that elites agreed when it tested them.",
    source=cite("vaneijk-2021", "ch. 4 and 5", after="kreps-2010"),
    when=[
        Triggered(state=MATCH.state, coalition=MATCH.coalition, event=MATCH.event, date=MATCH.date),
        VoteShare(state=MATCH.state, coalition=MATCH.coalition, date=MATCH.voted, share=MATCH.share),
        within(MATCH.voted, of=MATCH.date, by=threshold("recent")),
        at_least(MATCH.share, threshold("large-majority")),
    ],
    then=ElitesAgreed(state=MATCH.state, coalition=MATCH.coalition, event=MATCH.event, sign="large-majority"),
    says="{share} of the votes supported the mission ({voted})",
)

wider_rule(
    "opinion.agreement-voiced",
    claim="Parties that say they agree, not long before or after an event, agreed when it tested them.",
    source=cite("vaneijk-2021", "ch. 4 and 5", after="kreps-2010"),
    when=[
        Triggered(state=MATCH.state, coalition=MATCH.coalition, event=MATCH.event, date=MATCH.date),
        Statement(state=MATCH.state, coalition=MATCH.coalition, date=MATCH.said, content=MATCH.content),
        includes(MATCH.content, "broad-agreement"),
        within(MATCH.said, of=MATCH.date, by=threshold("recent")),
    ],
    then=ElitesAgreed(state=MATCH.state, coalition=MATCH.coalition, event=MATCH.event, sign="agreement-voiced"),
    says="parties in {state} agreed on the mission ({said})",
)


def _tested(theory: str, test: str) -> Rule:
    """Register one kind of test of elite consensus: the trigger of another theory."""
    return wider_rule(
        f"opinion.consensus-and-{theory}",
        claim=f"Elites who agree outlast {test}.",
        source=cite("vaneijk-2021", "ch. 2", after="kreps-2010"),
        when=[
            Triggered(theory=theory, state=MATCH.state, coalition=MATCH.coalition, event=MATCH.event, date=MATCH.date),
            ElitesAgreed(state=MATCH.state, coalition=MATCH.coalition, event=MATCH.event),
        ],
        then=_triggered("elite-consensus"),
        says=f"elites in {{state}} agreed on the mission when {test} tested them ({{date}})",
    )


for _theory, _test in (
    ("public-disapproval", "public doubt"),
    ("election-cycle", "an election"),
    ("leadership-change", "a change of leader"),
    ("terror-at-home", "an attack at home"),
):
    _tested(_theory, _test)

wider_rule(
    "opinion.consensus-shaken",
    claim="Harm done by a state's own units that becomes public sets elites against each other.",
    source=cite("vaneijk-2021", "ch. 2 and 5", after="lagasse-mello-2018"),
    when=[
        Incident(id=MATCH.event, state=MATCH.state, coalition=MATCH.coalition, public=MATCH.date),
        *DEPLOYED,
    ],
    then=_triggered("elite-dissensus"),
    says="harm done by units of {state} became public ({date}) and shook the agreement of its elites",
)

wider_rule(
    "opinion.vote-divided",
    claim="A vote short of a large majority shows that elites have fallen out.",
    source=cite("vaneijk-2021", "ch. 2", after="lagasse-mello-2018"),
    when=[
        VoteShare(vote=MATCH.event, state=MATCH.state, coalition=MATCH.coalition, date=MATCH.date, share=MATCH.share),
        *DEPLOYED,
        fewer(MATCH.share, than=threshold("large-majority")),
    ],
    then=_triggered("elite-dissensus"),
    says="only {share} of the votes supported the mission ({date})",
)
