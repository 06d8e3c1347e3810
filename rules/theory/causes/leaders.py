"""A new leader ends what the one before began, above all where power passes to the left or the leader was against it.

Claim: new leaders carry no blame for a deployment and can end it (van Eijk 2021, ch. 2, after Massie 2016 and Pilster,
Böhmelt and Tago 2015). Which way power passed can be read off two governments, the one that went and the one that came.
Source: van Eijk (2021, ch. 2).
Fires when: the will is in doubt and, within a year before the decision, a government of the left followed one of the
right, or somebody came into office who had spoken against the part in the coalition.
Does not fire when: no source says where the governments stood, or the words came after the decision.
"""

from rules.engine.citation import cite
from rules.engine.comparisons import among, includes, not_later, same_person, stated, within
from rules.engine.experta_engine import MATCH
from rules.engine.facts import Government, LeadershipChange, Statement
from rules.theory.causes.domestic import shaken
from rules.theory.conclusions import Cause, WillInDoubt
from rules.theory.episodes import rule
from rules.theory.thresholds import threshold

NEW_LEADER = Cause(episode=MATCH.episode, cause="political/leadership-change", kind="political")
rule(
    "cause.government-turned-left",
    claim="A government of the left that follows one of the right makes exit likely.",
    source=cite("vaneijk-2021", "ch. 2", after="massie-2016"),
    when=[
        WillInDoubt(episode=MATCH.episode),
        Government(id=MATCH.new, state=MATCH.state, begins=MATCH.oath, orientation=MATCH.side),
        stated(MATCH.side),
        among(MATCH.side, ("left", "centre-left")),
        not_later(MATCH.oath, than=MATCH.decided),
        within(MATCH.oath, of=MATCH.decided, by=threshold("recent")),
        Government(id=MATCH.old, state=MATCH.state, ends=MATCH.gone, orientation=MATCH.side_before),
        stated(MATCH.gone),
        stated(MATCH.side_before),
        among(MATCH.side_before, ("right", "centre-right")),
        within(MATCH.gone, of=MATCH.oath, by=threshold("lapse")),
    ],
    then=NEW_LEADER,
    says="{new} had followed {old}: power had passed from the right to the left",
)

for _who, _winner in (
    ("government", Government(state=MATCH.state, head=MATCH.head, begins=MATCH.oath)),
    ("leader", LeadershipChange(state=MATCH.state, head=MATCH.head, date=MATCH.oath)),
):
    rule(
        f"cause.{_who}-against",
        claim="Who comes into office after speaking against the part in a coalition ends it.",
        source=cite("vaneijk-2021", "ch. 2", after="pilster-bohmelt-tago-2015"),
        when=shaken(
            _winner,
            MATCH.oath,
            "recent",
            Statement(
                id=MATCH.words,
                state=MATCH.state,
                coalition=MATCH.coalition,
                speaker=MATCH.speaker,
                date=MATCH.said,
                content=MATCH.content,
            ),
            stated(MATCH.speaker),
            includes(MATCH.content, "dissent-voiced"),
            stated(MATCH.head),
            same_person(MATCH.speaker, MATCH.head),
            not_later(MATCH.said, than=MATCH.decided),
        ),
        then=NEW_LEADER,
        says="{head}, newly in office, had spoken against the mission ({words})",
    )
