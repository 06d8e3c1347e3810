"""What follows a trigger decides: whether the state left, whether from the theory's cause, and whether it came back.

A state leaves when it decides, not long after the trigger, on a defection with combat units. It has come back when
its combat units return not long after, and was never wholly gone where it kept some in. How long is a reading of
this project: the theories that van Eijk (2021, ch. 2) reviews set no limit.
"""

from rules.engine.citation import cite
from rules.engine.comparisons import earlier, more, not_later, within
from rules.engine.experta_engine import MATCH
from rules.engine.facts import Change, Episode, Theory, Tour
from rules.theory.conclusions import Cause, Defection
from rules.theory.rivals.conclusions import CameBack, ExitFollowed, LeftForAWhile, OwnCause, Triggered
from rules.theory.thresholds import threshold
from rules.theory.wider import wider_rule

FINDINGS = cite("vaneijk-2021", "ch. 4 to 7")

TRIGGER = Triggered(
    theory=MATCH.theory, state=MATCH.state, coalition=MATCH.coalition, event=MATCH.event, date=MATCH.date
)
EXIT = ExitFollowed(theory=MATCH.theory, event=MATCH.event, episode=MATCH.episode)
OWN_CAUSE = OwnCause(theory=MATCH.theory, event=MATCH.event, episode=MATCH.episode)
RETURN = LeftForAWhile(theory=MATCH.theory, event=MATCH.event, episode=MATCH.episode)

wider_rule(
    "exit.after",
    claim="A state reacts to a trigger when it decides on an exit not long after it.",
    source=FINDINGS,
    when=[
        TRIGGER,
        Episode(id=MATCH.episode, state=MATCH.state, coalition=MATCH.coalition, decided=MATCH.decided),
        Defection(episode=MATCH.episode, scope="combat"),
        not_later(MATCH.date, than=MATCH.decided),
        within(MATCH.decided, of=MATCH.date, by=threshold("reaction")),
    ],
    then=EXIT,
    says="{state} decided to leave on {decided}",
)

wider_rule(
    "exit.itself",
    claim="A trigger that is itself a change of units is followed by an exit where that change is a defection.",
    source=FINDINGS,
    when=[
        Triggered(theory=MATCH.theory, event=MATCH.episode),
        Defection(episode=MATCH.episode, scope="combat"),
        Episode(id=MATCH.episode, state=MATCH.state, date=MATCH.date),
    ],
    then=ExitFollowed(theory=MATCH.theory, event=MATCH.episode, episode=MATCH.episode),
    says="{state} left on {date}",
)

for _field, _words in (("cause", "the very cause"), ("kind", "a cause of the kind")):
    wider_rule(
        f"exit.own-{_field}",
        claim=f"An exit speaks to a theory where it comes from {_words} that the theory names.",
        source=FINDINGS,
        when=[
            EXIT,
            Theory(id=MATCH.theory, cause=MATCH.named),
            Cause(episode=MATCH.episode, **{_field: MATCH.named}),
        ],
        then=OWN_CAUSE,
        says="the exit came from what the theory speaks of: {named}",
    )

wider_rule(
    "return.anew",
    claim="A state has come back when its combat units return not long after they left.",
    source=FINDINGS,
    when=[
        Defection(episode=MATCH.episode, scope="combat"),
        Episode(id=MATCH.episode, state=MATCH.state, coalition=MATCH.coalition, date=MATCH.left),
        Tour(state=MATCH.state, coalition=MATCH.coalition, begins=MATCH.back),
        earlier(MATCH.left, than=MATCH.back),
        within(MATCH.back, of=MATCH.left, by=threshold("return")),
    ],
    then=CameBack(episode=MATCH.episode, manner="anew"),
    says="{state}'s combat units were back on {back}",
)

wider_rule(
    "return.remained",
    claim="A state that keeps some combat units in has not left.",
    source=FINDINGS,
    when=[
        Defection(episode=MATCH.episode, scope="combat"),
        Change(episode=MATCH.episode, state=MATCH.state, combat_after=MATCH.after),
        more(MATCH.after, than=0),
    ],
    then=CameBack(episode=MATCH.episode, manner="remained"),
    says="{state} kept {after} combat units in",
)

wider_rule(
    "return.after-exit",
    claim="An exit of known cause from which the state came back was a pause, not a parting of ways.",
    source=FINDINGS,
    when=[EXIT, Cause(episode=MATCH.episode, cause=MATCH.cause), CameBack(episode=MATCH.episode)],
    then=RETURN,
    says="it left for a while ({cause}) and came back",
)
