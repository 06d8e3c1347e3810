"""A new leader ends what the one before began, above all where power passes to the left or the leader was against it.

Claim: new leaders carry no blame for a deployment and can end it (van Eijk 2021, ch. 2, after Massie 2016 and Pilster,
Böhmelt and Tago 2015). Which way power passed can be read off two governments, the one that went and the one that came.
Source: van Eijk (2021, ch. 2).
Fires when: the will is in doubt and, within a year before the decision, a government of the left followed one of the
right, or somebody came into office, or won the election that brought them in, who had spoken against the part.
Does not fire when: no source says where the governments stood, or the words came after the decision.
"""

from rules.engine.citation import cite
from rules.engine.comparisons import among, includes, not_later, same_person, stated, within
from rules.engine.experta_engine import MATCH
from rules.engine.facts import Election, Government, LeadershipChange, Statement
from rules.theory.causes.domestic import shaken
from rules.theory.conclusions import Cause, WillInDoubt
from rules.theory.episodes import rule
from rules.theory.thresholds import threshold

NEW_LEADER = Cause(episode=MATCH.episode, cause="political/leadership-change", kind="political")
_ELECTED = (
    Election(id=MATCH.election, state=MATCH.state, date=MATCH.happened),
    not_later(MATCH.happened, than=MATCH.oath),
    within(MATCH.oath, of=MATCH.happened, by=threshold("formation")),
)
"""An election that brought in who took office some time after."""

for _suffix, _since, _brought_in, _told in (
    ("", MATCH.oath, (), "{new} had followed {old}: power had passed from the right to the left"),
    (
        "-by-election",
        MATCH.happened,
        _ELECTED,
        "an election ({election}) had brought in {new} after {old}: power had passed from the right to the left",
    ),
):
    rule(
        f"cause.government-turned-left{_suffix}",
        claim="A government of the left that follows one of the right makes exit likely, from its election on.",
        source=cite("vaneijk-2021", "ch. 2", after="massie-2016"),
        when=[
            WillInDoubt(episode=MATCH.episode),
            Government(id=MATCH.new, state=MATCH.state, begins=MATCH.oath, orientation=MATCH.side),
            stated(MATCH.side),
            among(MATCH.side, ("left", "centre-left")),
            *_brought_in,
            not_later(_since, than=MATCH.decided),
            within(_since, of=MATCH.decided, by=threshold("recent")),
            Government(id=MATCH.old, state=MATCH.state, ends=MATCH.gone, orientation=MATCH.side_before),
            stated(MATCH.gone),
            stated(MATCH.side_before),
            among(MATCH.side_before, ("right", "centre-right")),
            within(MATCH.gone, of=MATCH.oath, by=threshold("lapse")),
        ],
        then=NEW_LEADER,
        says=_told,
    )

_AGAINST = (
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
)
"""Somebody had spoken against the part in the coalition, and is the head of those who came into office."""

for _who, _winner in (
    ("government", Government(state=MATCH.state, head=MATCH.head, begins=MATCH.oath)),
    ("leader", LeadershipChange(state=MATCH.state, head=MATCH.head, date=MATCH.oath)),
):
    for _suffix, _since, _first, _more, _told in (
        ("", MATCH.oath, _winner, (), "{head}, newly in office, had spoken against the mission ({words})"),
        (
            "-elected",
            MATCH.happened,
            _ELECTED[0],
            (_winner, *_ELECTED[1:]),
            "{head}, just elected ({election}), had spoken against the mission ({words})",
        ),
    ):
        rule(
            f"cause.{_who}-against{_suffix}",
            claim="Who comes into office after speaking against the part in a coalition ends it.",
            source=cite("vaneijk-2021", "ch. 2", after="pilster-bohmelt-tago-2015"),
            when=shaken(_first, _since, "recent", *_more, *_AGAINST),
            then=NEW_LEADER,
            says=_told,
        )
