"""What the rules can conclude: one class for each kind of conclusion, with the fields that tell them apart."""

from typing import ClassVar

from rules.engine.facts import Conclusion


class ExposureFell(Conclusion):
    """Fewer or safer combat units: ``manner`` says how (McInnis 2020)."""

    absence: ClassVar[str] = "the state's exposure did not fall"
    presence: ClassVar[str] = "its exposure to risk fell in a way that is not on record"
    episode: str
    manner: str


class CombatConcerned(Conclusion):
    """The episode changed combat units, not support alone."""

    absence: ClassVar[str] = "no combat unit came, left or changed"
    presence: ClassVar[str] = "combat units came, left or changed at that time"
    episode: str


class TakenOver(Conclusion):
    """A partner brought as many units at once, on its turn under an agreed rotation."""

    absence: ClassVar[str] = "no partner took over at once under an agreement"
    presence: ClassVar[str] = "a partner took over at once under an agreement"
    episode: str
    partner: str


class DutyPassed(Conclusion):
    """The turn had passed to a partner under a rotation that was already running."""

    absence: ClassVar[str] = "the duty had not passed to a partner"
    presence: ClassVar[str] = "the turn had passed to a partner under a rotation"
    episode: str
    partner: str


class DutyEnded(Conclusion):
    """The state's duty was over, so that leaving left nothing undone; ``reason`` says why."""

    absence: ClassVar[str] = "the state's duty was not over"
    presence: ClassVar[str] = (
        "its duty was over: the host or the coalition let it go, or it had handed over a task that was done"
    )
    episode: str
    reason: str


class LegalGround(Conclusion):
    """The mission still rested on a ground in law when the change came."""

    absence: ClassVar[str] = "no other ground in law was in force"
    presence: ClassVar[str] = "another ground in law was in force"
    episode: str


class PermissionRenewed(Conclusion):
    """Something takes the place of a permission for the mission that ran out just now, or is about to."""

    absence: ClassVar[str] = "nothing was to take the place of the permission"
    presence: ClassVar[str] = "something was to take the place of the permission"
    episode: str
    resolution: str


class BurdenShifted(Conclusion):
    """The state's own duty was left undone, so that others had to carry more."""

    episode: str


class Early(Conclusion):
    """The change came well before the mission's end, or while the mission still runs."""

    episode: str
    manner: str


class LastYear(Conclusion):
    """The change came in the mission's last year, or after it."""

    episode: str


class TaskDone(Conclusion):
    """A government declared the task of a contribution complete."""

    absence: ClassVar[str] = "its government did not declare the task complete"
    presence: ClassVar[str] = "its government had declared the task complete"
    contribution: str


class ShiftAgreed(Conclusion):
    """An arrangement gives a partner a turn."""

    absence: ClassVar[str] = "the agreement gives nobody a turn"
    presence: ClassVar[str] = "the agreement gave a partner its turn"
    arrangement: str


class RecalledEarly(Conclusion):
    """A support unit was called home before its term for a reason of the state's own."""

    absence: ClassVar[str] = "no support unit was called home early for a reason of the state's own"
    presence: ClassVar[str] = "a support unit was called home early for a reason of the state's own"
    episode: str
    contribution: str


class Defection(Conclusion):
    """The verdict: a defection, in the combat scope or, by exception, outside it."""

    episode: str
    scope: str


class NotDefection(Conclusion):
    """The verdict: not a defection, and why not."""

    episode: str
    reason: str


class OutOfScope(Conclusion):
    """The verdict: support units alone changed, which the theory leaves aside."""

    episode: str


class SupportConcurrent(Conclusion):
    """A support unit came with the cut: decided as a substitute, or started at the same time."""

    absence: ClassVar[str] = "no support unit came instead"
    presence: ClassVar[str] = "support units came instead at about the same time"
    episode: str
    contribution: str


class Shrunk(Conclusion):
    """The profile became smaller (``fewer``), or what was owed did not come (``not-sent``)."""

    episode: str
    manner: str


class Phased(Conclusion):
    """The change is a step of a withdrawal that was decided as one, and by which nothing is to be left."""

    absence: ClassVar[str] = "no decision sent the other units home as well"
    presence: ClassVar[str] = "the same decision sent the other units home as well"
    episode: str


class Strategy(Conclusion):
    """A shape that the defection took (VE table 4)."""

    episode: str
    strategy: str


class ReturnPromised(Conclusion):
    """The state said that the units would be back."""

    absence: ClassVar[str] = "no return was promised"
    presence: ClassVar[str] = "it had promised that the units would return"
    episode: str


class ConsensusShaken(Conclusion):
    """An incident of the state's own making had just become public when it decided."""

    absence: ClassVar[str] = "no incident had just become public"
    presence: ClassVar[str] = (
        "harm done by its units had just become public, or its government had broken apart over the mission"
    )
    episode: str
    incident: str


class EliteConsensus(Conclusion):
    """Government and opposition stood behind the deployment at a vote not long before the decision."""

    episode: str


class PressedToStay(Conclusion):
    """The leader asked the state not to go when it meant to take units out."""

    absence: ClassVar[str] = "the leader had not pressed the state to stay"
    presence: ClassVar[str] = "the leader had pressed it to stay"
    episode: str


class WillIntact(Conclusion):
    """The political will to take part was demonstrably unbroken; ``sign`` says by what it shows."""

    absence: ClassVar[str] = "nothing shows that the will was whole"
    presence: ClassVar[str] = "it showed a will to stay: a promised return, a substitute, a large majority"
    episode: str
    sign: str


class CapacityLimit(Conclusion):
    """An independent fact shows a limit of military capacity at the time; ``limit`` says of what."""

    absence: ClassVar[str] = "no independent fact shows a limit of capacity"
    presence: ClassVar[str] = "its means were limited: money, units, readiness or another commitment"
    episode: str
    limit: str


class WillInDoubt(Conclusion):
    """The state left without a sign that it wanted to stay and without a limit of its means."""

    absence: ClassVar[str] = "the state showed that it wanted to stay, or lacked the means"
    episode: str


class ConsensusLost(Conclusion):
    """Elites no longer agreed on staying."""

    absence: ClassVar[str] = "nothing shows that elites had fallen out"
    episode: str


class Cause(Conclusion):
    """An established cause: ``kind`` is military-capacity, political or international."""

    absence: ClassVar[str] = "no such cause is established"
    presence: ClassVar[str] = "such a cause can be shown"
    episode: str
    cause: str
    kind: str


class Interest(Conclusion):
    """An interest that a state pursued by its part in a coalition: core, linked or shared."""

    state: str
    coalition: str
    interest: str


class SpokenInterest(Conclusion):
    """An interest that a state named for one contribution."""

    absence: ClassVar[str] = "no such interest was named for these units"
    presence: ClassVar[str] = "it had named such an interest for these units"
    contribution: str
    interest: str


class SmallState(Conclusion):
    """A state that is small beside the coalition's leader."""

    state: str
    coalition: str


class Dependent(Conclusion):
    """A state that relies on the coalition's leader for its security."""

    state: str
    coalition: str


class Tethered(Conclusion):
    """Core interests are at stake, so that leaving altogether would cost the state its security."""

    state: str
    coalition: str


class Restriction(Conclusion):
    """A limit on the state's part: structural, procedural or operational (Mello 2019)."""

    state: str
    coalition: str
    restriction: str


class StaysInvolved(Conclusion):
    """Units remain in the coalition after the change."""

    absence: ClassVar[str] = "no units remained"
    presence: ClassVar[str] = "some of its units remained"
    episode: str


class OwnInitiative(Conclusion):
    """The state itself sought a way to stay: a substitute, a rotation, an offer, an extension."""

    episode: str
    sign: str


class Hypothesis(Conclusion):
    """A hypothesis judged for a defection: yes or no."""

    episode: str
    hypothesis: str
    answer: str
