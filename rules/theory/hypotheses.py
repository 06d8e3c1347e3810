"""Four hypotheses, judged for every defection (van Eijk 2021, table 2, after McInnis 2020, p. 24).

H1: it results from limits at home, of military or political capacity. H1A: for small states the limit is mainly
military. H2: alliance ties shape the strategy. H2A: a dependent small state itself seeks a strategy that limits the
damage, and stays. A hypothesis for which the facts are missing gets no answer.
"""

from rules.engine.citation import cite
from rules.engine.comparisons import includes_any, more, not_later, within
from rules.engine.experta_engine import MATCH, NOT
from rules.engine.facts import Change, Decision, Request, Statement
from rules.theory.conclusions import (
    Cause,
    ConsensusLost,
    Defection,
    Dependent,
    Hypothesis,
    OwnInitiative,
    PressedToStay,
    SmallState,
    StaysInvolved,
    Strategy,
    WillInDoubt,
    WillIntact,
)
from rules.theory.episodes import rule
from rules.theory.thresholds import threshold

HYPOTHESES = cite("vaneijk-2021", "table 2", after="mcinnis-2020")

for _kind, _words in (("military-capacity", "military"), ("political", "political")):
    rule(
        f"h1.{_words}",
        claim=f"H1 holds where a limit of {_words} capacity at home is the cause.",
        source=HYPOTHESES,
        when=[Defection(episode=MATCH.episode, scope="combat"), Cause(episode=MATCH.episode, kind=_kind)],
        then=Hypothesis(episode=MATCH.episode, hypothesis="H1", answer="yes"),
        says=f"the cause lies at home and is {_words}",
    )

rule(
    "h1.international",
    claim="H1 fails where only a cause from outside is established.",
    source=HYPOTHESES,
    when=[
        Defection(episode=MATCH.episode, scope="combat"),
        Cause(episode=MATCH.episode, kind="international"),
        NOT(Cause(episode=MATCH.episode, kind="military-capacity")),
        NOT(Cause(episode=MATCH.episode, kind="political")),
    ],
    then=Hypothesis(episode=MATCH.episode, hypothesis="H1", answer="no"),
    says="the only established cause lies abroad",
)

rule(
    "h1a.military",
    claim="H1A holds where the limit of a small state is military and not political.",
    source=HYPOTHESES,
    when=[
        Defection(episode=MATCH.episode, scope="combat"),
        SmallState(state=MATCH.state, coalition=MATCH.coalition),
        Cause(episode=MATCH.episode, kind="military-capacity"),
        NOT(WillInDoubt(episode=MATCH.episode)),
        NOT(ConsensusLost(episode=MATCH.episode)),
    ],
    then=Hypothesis(episode=MATCH.episode, hypothesis="H1A", answer="yes"),
    says="{state}, a small state, lacked the means and not the will",
)

rule(
    "h1a.political",
    claim="H1A fails where the limit of a small state is political.",
    source=HYPOTHESES,
    when=[
        Defection(episode=MATCH.episode, scope="combat"),
        SmallState(state=MATCH.state, coalition=MATCH.coalition),
        Cause(episode=MATCH.episode, kind="political"),
    ],
    then=Hypothesis(episode=MATCH.episode, hypothesis="H1A", answer="no"),
    says="{state}, a small state, lacked the will",
)

rule(
    "ties.stays-involved",
    claim="A state stays involved where units remain after the change.",
    source=cite("vaneijk-2021", "ch. 7"),
    when=[
        Change(episode=MATCH.episode, remaining=MATCH.remaining, kept=MATCH.kept),
        more(MATCH.remaining, than=0),
    ],
    then=StaysInvolved(episode=MATCH.episode),
    says="{state} kept {kept} in the {coalition}",
)

rule(
    "ties.will-to-stay",
    claim="What shows the will to take part also shows that the state itself sought to stay.",
    source=cite("vaneijk-2021", "ch. 4 to 6"),
    when=[
        Defection(episode=MATCH.episode),
        WillIntact(episode=MATCH.episode, sign=MATCH.sign),
    ],
    then=OwnInitiative(episode=MATCH.episode, sign=MATCH.sign),
    says="{state} sought a way to stay: {sign}",
)

rule(
    "ties.help-offered",
    claim="Offering other help shows that the state itself sought to stay.",
    source=cite("vaneijk-2021", "ch. 5"),
    when=[
        Defection(episode=MATCH.episode),
        Statement(state=MATCH.state, coalition=MATCH.coalition, date=MATCH.said, content=MATCH.content),
        includes_any(MATCH.content, ("further-help-offered", "substitute-sought")),
        within(MATCH.said, of=MATCH.date, by=threshold("concurrent")),
    ],
    then=OwnInitiative(episode=MATCH.episode, sign="help-offered"),
    says="{state} offered other help",
)

rule(
    "ties.mission-extended",
    claim="Extending other parts of the mission shows that the state itself sought to stay.",
    source=cite("vaneijk-2021", "ch. 5"),
    when=[
        Defection(episode=MATCH.episode),
        Decision(state=MATCH.state, coalition=MATCH.coalition, act="extend", date=MATCH.extended),
        not_later(MATCH.extended, than=MATCH.decided),
        within(MATCH.extended, of=MATCH.decided, by=threshold("recent")),
    ],
    then=OwnInitiative(episode=MATCH.episode, sign="mission-extended"),
    says="{state} had extended other parts of its mission",
)

rule(
    "h2.dependency",
    claim="H2 holds where a state tied to the leader chose a strategy that keeps it in.",
    source=HYPOTHESES,
    when=[
        Defection(episode=MATCH.episode, scope="combat"),
        Strategy(episode=MATCH.episode, strategy=MATCH.strategy),
        StaysInvolved(episode=MATCH.episode),
        Dependent(state=MATCH.state, coalition=MATCH.coalition),
    ],
    then=Hypothesis(episode=MATCH.episode, hypothesis="H2", answer="yes"),
    says="{state}'s ties to the leader show in its choice of {strategy}",
)

rule(
    "h2.leader-asked",
    claim="H2 holds where the leader pressed a state to stay and it chose a strategy that keeps it in.",
    source=HYPOTHESES,
    when=[
        Defection(episode=MATCH.episode, scope="combat"),
        Strategy(episode=MATCH.episode, strategy=MATCH.strategy),
        StaysInvolved(episode=MATCH.episode),
        Request(requester=MATCH.leader, state=MATCH.state, coalition=MATCH.coalition, date=MATCH.asked),
        not_later(MATCH.asked, than=MATCH.date),
        within(MATCH.asked, of=MATCH.date, by=threshold("recent")),
    ],
    then=Hypothesis(episode=MATCH.episode, hypothesis="H2", answer="yes"),
    says="{leader} had asked {state} for more, and it chose {strategy}",
)

rule(
    "h2.pressed-to-stay",
    claim="H2 holds where the leader pressed a state not to take its units out and the strategy keeps it in.",
    source=cite("vaneijk-2021", "ch. 2 and 3", after="massie-2016"),
    when=[
        Defection(episode=MATCH.episode, scope="combat"),
        PressedToStay(episode=MATCH.episode),
        Strategy(episode=MATCH.episode, strategy=MATCH.strategy),
        StaysInvolved(episode=MATCH.episode),
    ],
    then=Hypothesis(episode=MATCH.episode, hypothesis="H2", answer="yes"),
    says="{leader} pressed {state} to stay, and it chose {strategy}",
)

rule(
    "h2.left-altogether",
    claim="H2 fails where a state leaves altogether, whatever its ties.",
    source=HYPOTHESES,
    when=[
        Defection(episode=MATCH.episode, scope="combat"),
        Strategy(episode=MATCH.episode, strategy="total-withdrawal"),
        NOT(StaysInvolved(episode=MATCH.episode)),
    ],
    then=Hypothesis(episode=MATCH.episode, hypothesis="H2", answer="no"),
    says="no tie kept it in",
)

rule(
    "h2a.own-initiative",
    claim="H2A holds where a small, dependent state itself sought a strategy that keeps it in.",
    source=HYPOTHESES,
    when=[
        Defection(episode=MATCH.episode, scope="combat"),
        SmallState(state=MATCH.state, coalition=MATCH.coalition),
        Dependent(state=MATCH.state, coalition=MATCH.coalition),
        Strategy(episode=MATCH.episode, strategy=MATCH.strategy),
        StaysInvolved(episode=MATCH.episode),
        OwnInitiative(episode=MATCH.episode, sign=MATCH.sign),
    ],
    then=Hypothesis(episode=MATCH.episode, hypothesis="H2A", answer="yes"),
    says="{state}, small and dependent, sought to stay ({sign}) and chose {strategy}",
)

rule(
    "h2a.left-altogether",
    claim="H2A fails where a small state leaves altogether.",
    source=HYPOTHESES,
    when=[
        Defection(episode=MATCH.episode, scope="combat"),
        SmallState(state=MATCH.state, coalition=MATCH.coalition),
        Strategy(episode=MATCH.episode, strategy="total-withdrawal"),
        NOT(StaysInvolved(episode=MATCH.episode)),
    ],
    then=Hypothesis(episode=MATCH.episode, hypothesis="H2A", answer="no"),
    says="{state}, a small state, did not stay",
)
