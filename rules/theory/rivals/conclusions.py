"""What the rules can conclude of rival theories: their triggers, what followed, and how each theory fares."""

from typing import ClassVar

from kb.dates import Moment
from rules.engine.facts import Conclusion


class Triggered(Conclusion):
    """What a theory takes for the occasion of an exit, or of staying on, happened on a date."""

    absence: ClassVar[str] = "nothing set the theory off"
    presence: ClassVar[str] = "something set the theory off"
    theory: str
    state: str
    coalition: str
    event: str
    date: Moment


class ElitesAgreed(Conclusion):
    """Government and opposition stood together on the deployment when an event tested them; ``sign`` shows it."""

    state: str
    coalition: str
    event: str
    sign: str


class ExitFollowed(Conclusion):
    """A defection with combat units came not long after a trigger."""

    absence: ClassVar[str] = "no defection with combat units followed"
    presence: ClassVar[str] = "a defection with combat units followed"
    theory: str
    event: str
    episode: str


class OwnCause(Conclusion):
    """The exit after a trigger came from the cause of which the theory speaks."""

    absence: ClassVar[str] = "no exit came from the cause that the theory names"
    presence: ClassVar[str] = "an exit came from the cause that the theory names"
    theory: str
    event: str
    episode: str


class CameBack(Conclusion):
    """After a defection the state had combat units in the coalition again, or still."""

    episode: str
    manner: str


class LeftForAWhile(Conclusion):
    """After a trigger the state left, for an established cause, and came back."""

    absence: ClassVar[str] = "it did not come back"
    presence: ClassVar[str] = "it came back"
    theory: str
    event: str
    episode: str


class TriggerOutcome(Conclusion):
    """How a theory fares at one trigger on record; ``manner`` says by what followed."""

    on_record: ClassVar[bool] = True
    absence: ClassVar[str] = "no trigger has such an outcome"
    presence: ClassVar[str] = "a trigger has such an outcome"
    theory: str
    state: str
    coalition: str
    event: str
    outcome: str
    manner: str


class TheoryOutcome(Conclusion):
    """How a theory fares for a state's whole part in a coalition."""

    theory: str
    state: str
    coalition: str
    outcome: str
