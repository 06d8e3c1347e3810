"""Political will shows in what a state does about leaving; elite consensus in votes, and in what breaks it.

Will is whole where the state promises or plans to return, sends or seeks a substitute, shares the burden to be able
to stay, or carries on with fewer units (van Eijk 2021, ch. 4 to 7). Consensus holds with large majorities (Kreps
2010) and can break when harm done by the state's own units has just become public (Lagassé and Mello 2018). Only
what was publicly known at the decision counts.
"""

from kb.profiles.meaning import HOME
from rules.engine.citation import cite
from rules.engine.comparisons import among, at_least, covers, differs, includes, includes_any, not_later, stated, within
from rules.engine.experta_engine import MATCH, NOT
from rules.engine.facts import (
    Arrangement,
    CabinetCrisis,
    Change,
    Contribution,
    Decision,
    Government,
    Incident,
    Request,
    Statement,
    Subject,
    UnitChange,
    VoteShare,
)
from rules.theory.conclusions import (
    CapacityLimit,
    ConsensusLost,
    ConsensusShaken,
    EliteConsensus,
    PressedToStay,
    ReturnPromised,
    WillIntact,
)
from rules.theory.episodes import rule
from rules.theory.thresholds import threshold

DISSENSUS = cite("vaneijk-2021", "ch. 5", after="lagasse-mello-2018")

rule(
    "will.return-promised",
    claim="A state that says its units will be back has not lost the will.",
    source=cite("vaneijk-2021", "ch. 4 to 6"),
    when=[
        Subject(episode=MATCH.episode, thing=MATCH.thing),
        Statement(state=MATCH.state, date=MATCH.said, about=MATCH.about, content=MATCH.content),
        includes(MATCH.content, "return-promised"),
        includes(MATCH.about, MATCH.thing),
        not_later(MATCH.said, than=MATCH.date),
        within(MATCH.said, of=MATCH.date, by=threshold("recent")),
    ],
    then=ReturnPromised(episode=MATCH.episode),
    says="{state} promised that the units would return",
)

rule(
    "will.return",
    claim="A promised return shows that the will is whole.",
    source=cite("vaneijk-2021", "ch. 5"),
    when=[ReturnPromised(episode=MATCH.episode)],
    then=WillIntact(episode=MATCH.episode, sign="return-promised"),
    says="{state} meant to come back",
)

rule(
    "will.pressed-to-stay",
    claim="A state is pressed to stay when the leader asks it not to take these units out.",
    source=cite("vaneijk-2021", "ch. 2 and 3", after="massie-2016"),
    when=[
        Subject(episode=MATCH.episode, thing=MATCH.thing),
        Request(
            requester=MATCH.leader,
            state=MATCH.state,
            coalition=MATCH.coalition,
            asks=MATCH.asked,
            about=MATCH.about,
        ),
        includes(MATCH.asked, "stay-requested"),
        includes(MATCH.about, MATCH.thing),
    ],
    then=PressedToStay(episode=MATCH.episode),
    says="{leader} pressed {state} not to take {thing} out",
)

rule(
    "will.substitute",
    claim="Sending other units instead, unless pressed to, shows that the will is whole.",
    source=cite("vaneijk-2021", "ch. 5 and 6"),
    when=[
        Subject(episode=MATCH.episode, thing=MATCH.thing),
        Contribution(id=MATCH.units, state=MATCH.state, substitutes=MATCH.thing),
        differs(MATCH.units, MATCH.thing),
        NOT(PressedToStay(episode=MATCH.episode)),
    ],
    then=WillIntact(episode=MATCH.episode, sign="substitute-sent"),
    says="{state} sent {units} instead",
)

rule(
    "will.burden-shared",
    claim="Sharing the burden with a partner to be able to stay shows that the will is whole.",
    source=cite("vaneijk-2021", "ch. 4 and 6"),
    when=[
        Subject(episode=MATCH.episode, thing=MATCH.thing),
        Arrangement(id=MATCH.thing, partners=MATCH.partners),
        includes(MATCH.partners, MATCH.state),
    ],
    then=WillIntact(episode=MATCH.episode, sign="burden-shared"),
    says="{state} entered {thing} to be able to stay",
)

rule(
    "will.carried-on",
    claim="Carrying on with fewer combat units shows that the will is whole.",
    source=cite("vaneijk-2021", "ch. 6"),
    when=[
        UnitChange(episode=MATCH.episode, contribution=MATCH.units, combat=True, began=False, ended=False),
        Decision(state=MATCH.state, act="extend", about=MATCH.about, date=MATCH.said),
        includes(MATCH.about, MATCH.units),
        not_later(MATCH.said, than=MATCH.date),
        within(MATCH.said, of=MATCH.date, by=threshold("recent")),
    ],
    then=WillIntact(episode=MATCH.episode, sign="carried-on"),
    says="{state} extended its mission with fewer units",
)

rule(
    "will.carried-on-with-others",
    claim="Extending the stay of other combat units when some are told to go shows that the will is whole.",
    source=cite("vaneijk-2021", "ch. 6"),
    when=[
        Change(episode=MATCH.episode, fights=MATCH.staying),
        Decision(state=MATCH.state, coalition=MATCH.coalition, act="extend", about=MATCH.about, date=MATCH.said),
        includes_any(MATCH.about, MATCH.staying),
        not_later(MATCH.said, than=MATCH.date),
        not_later(MATCH.decided, than=MATCH.said),
    ],
    then=WillIntact(episode=MATCH.episode, sign="carried-on"),
    says="{state} extended its mission with its other combat units",
)

rule(
    "consensus.large-majority",
    claim="A large majority at a recent vote shows that government and opposition agree.",
    source=cite("vaneijk-2021", "ch. 4 and 5", after="kreps-2010"),
    when=[
        VoteShare(state=MATCH.state, coalition=MATCH.coalition, date=MATCH.voted, share=MATCH.share),
        not_later(MATCH.voted, than=MATCH.decided),
        within(MATCH.voted, of=MATCH.decided, by=threshold("recent")),
        at_least(MATCH.share, threshold("large-majority")),
        NOT(ConsensusShaken(episode=MATCH.episode)),
    ],
    then=EliteConsensus(episode=MATCH.episode),
    says="{share} of the votes supported the mission on {voted}",
)

rule(
    "will.consensus",
    claim="Elite consensus at a recent vote shows that the will is whole.",
    source=cite("vaneijk-2021", "ch. 5", after="kreps-2010"),
    when=[EliteConsensus(episode=MATCH.episode)],
    then=WillIntact(episode=MATCH.episode, sign="elites-agreed"),
    says="{state}'s elites agreed on the mission",
)

rule(
    "consensus.shaken",
    claim="Consensus is shaken when harm done by the state's own units has just become public.",
    source=DISSENSUS,
    when=[
        Incident(id=MATCH.incident, state=MATCH.state, coalition=MATCH.coalition, public=MATCH.public),
        not_later(MATCH.public, than=MATCH.decided),
        within(MATCH.public, of=MATCH.decided, by=threshold("fresh")),
    ],
    then=ConsensusShaken(episode=MATCH.episode, incident=MATCH.incident),
    says="{incident} became public ({public}) before the decision ({decided})",
)

rule(
    "consensus.government-divided",
    claim="Consensus is shaken when a government falls, or loses a party, over the deployment.",
    source=DISSENSUS,
    when=[
        CabinetCrisis(id=MATCH.crisis, state=MATCH.state, coalition=MATCH.coalition, date=MATCH.happened),
        not_later(MATCH.happened, than=MATCH.decided),
        within(MATCH.happened, of=MATCH.decided, by=threshold("recent")),
    ],
    then=ConsensusShaken(episode=MATCH.episode, incident=MATCH.crisis),
    says="the government of {state} had broken apart over the deployment ({crisis})",
)

rule(
    "consensus.government-fell",
    claim="Consensus is shaken when a government of several parties ends while one of them speaks out against staying.",
    source=DISSENSUS,
    when=[
        Government(id=MATCH.government, state=MATCH.state, ends=MATCH.fell, coalition_government=True, caretaker=None),
        stated(MATCH.fell),
        not_later(MATCH.fell, than=MATCH.date),
        within(MATCH.fell, of=MATCH.date, by=threshold("recent")),
        Statement(state=MATCH.state, coalition=MATCH.coalition, date=MATCH.said, content=MATCH.content),
        includes(MATCH.content, "dissent-voiced"),
        within(MATCH.said, of=MATCH.fell, by=threshold("fresh")),
    ],
    then=ConsensusShaken(episode=MATCH.episode, incident=MATCH.government),
    says="{government} of several parties had ended amid dissent over the deployment ({fell})",
)

for _name, _crisis, _says in (
    (
        "cabinet-crisis",
        (CabinetCrisis(id=MATCH.crisis, state=MATCH.state),),
        "{state}'s government broke apart over the mission",
    ),
    (
        "fallen-government",
        (Government(id=MATCH.crisis, state=MATCH.state),),
        "{state}'s government of several parties ended in dissent over the mission",
    ),
):
    rule(
        f"consensus.{_name}",
        claim="Elites no longer agree where a government broke apart over the deployment and means were not lacking.",
        source=DISSENSUS,
        when=[
            ConsensusShaken(episode=MATCH.episode, incident=MATCH.crisis),
            *_crisis,
            NOT(CapacityLimit(episode=MATCH.episode)),
            NOT(ReturnPromised(episode=MATCH.episode)),
        ],
        then=ConsensusLost(episode=MATCH.episode),
        says=_says,
    )

rule(
    "consensus.lost",
    claim="A shaken consensus is lost when no party can decide alone and the state leaves without need or promise.",
    source=DISSENSUS,
    when=[
        ConsensusShaken(episode=MATCH.episode),
        Subject(episode=MATCH.episode, thing=MATCH.thing),
        Decision(state=MATCH.state, act=MATCH.act, about=MATCH.about, date=MATCH.decided),
        among(MATCH.act, HOME),
        includes(MATCH.about, MATCH.thing),
        Government(state=MATCH.state, begins=MATCH.begins, ends=MATCH.ends, own_majority=False),
        covers(MATCH.begins, MATCH.ends, at=MATCH.decided),
        NOT(CapacityLimit(episode=MATCH.episode)),
        NOT(ReturnPromised(episode=MATCH.episode)),
    ],
    then=ConsensusLost(episode=MATCH.episode),
    says="{state}'s elites no longer agreed on the mission",
)
