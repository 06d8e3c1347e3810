"""What the rules can conclude of a state's ties to its coalition: why it takes part, and how it behaves as an ally."""

from typing import ClassVar

from rules.engine.facts import Conclusion


class ProcessTest(Conclusion):
    """The test of process tracing that looking for a manifestation amounts to (Beach and Pedersen 2019)."""

    manifestation: str
    test: str


class Prompted(Conclusion):
    """Something said or decided when the coalition's leader had already asked."""

    absence: ClassVar[str] = "the leader had not asked yet"
    presence: ClassVar[str] = "the leader had asked by then"
    state: str
    coalition: str
    fact: str


class Circumstance(Conclusion):
    """A fact that shows the condition or the scope of the mechanism to hold for a state in a coalition."""

    absence: ClassVar[str] = "nothing shows it"
    presence: ClassVar[str] = "something shows it"
    state: str
    coalition: str
    manifestation: str
    fact: str


class Evidence(Conclusion):
    """A fact in which a manifestation that the mechanism predicts is seen."""

    absence: ClassVar[str] = "nothing of the kind was said or done"
    presence: ClassVar[str] = "something of the kind was said or done"
    state: str
    coalition: str
    manifestation: str
    fact: str


class FailedTest(Conclusion):
    """A manifestation that had to be seen is missing from a complete record."""

    absence: ClassVar[str] = "nothing that had to be there is missing"
    presence: ClassVar[str] = "something that had to be seen was not"
    state: str
    coalition: str
    part: str
    manifestation: str


class Support(Conclusion):
    """How strongly a test that was passed speaks for a part of the mechanism."""

    absence: ClassVar[str] = "no test of that strength was passed"
    presence: ClassVar[str] = "a test of that strength was passed"
    state: str
    coalition: str
    part: str
    level: str


class PartFinding(Conclusion):
    """What the record shows for a part of the mechanism: found, not found or contradicted."""

    state: str
    coalition: str
    part: str
    finding: str


class PartConfidence(Conclusion):
    """How far belief in a part of the mechanism is raised; ``rank`` orders the levels, from 0 (none) to 3 (high)."""

    state: str
    coalition: str
    part: str
    level: str
    rank: int


class ChainConfidence(Conclusion):
    """How far belief in the whole mechanism is raised: as far as in its weakest part."""

    state: str
    coalition: str
    level: str


class MotivesCompatible(Conclusion):
    """Status is sought, and protection may be sought with it: neither motive rules out the other."""

    state: str
    coalition: str


class AbandonmentFeared(Conclusion):
    """A small state that leans on the leader has its patron's protection to lose (Snyder 1984)."""

    absence: ClassVar[str] = "it has no patron's protection to lose"
    presence: ClassVar[str] = "it has a patron's protection to lose"
    state: str
    coalition: str


class EntrapmentFeared(Conclusion):
    """Someone in the state voiced the fear of being drawn into costs and dangers by the coalition, in ``fact``."""

    absence: ClassVar[str] = "no fear of being drawn in was voiced"
    presence: ClassVar[str] = "somebody voiced the fear of being drawn in"
    state: str
    coalition: str
    fact: str


class PrevailingFear(Conclusion):
    """Which horn of the alliance dilemma weighs more in what the state did: abandonment or entrapment."""

    state: str
    coalition: str
    fear: str


class LeftAltogether(Conclusion):
    """The state once withdrew all its units from the coalition before the end."""

    absence: ClassVar[str] = "it never withdrew altogether"
    presence: ClassVar[str] = "it once withdrew altogether"
    state: str
    coalition: str


class SuperLoyalty(Conclusion):
    """The state builds its whole security policy on unbroken support for its patron."""

    state: str
    coalition: str


class FightsOn(Conclusion):
    """The state sent units to fight in the coalition."""

    absence: ClassVar[str] = "it sent no units to fight"
    presence: ClassVar[str] = "it sent units to fight"
    state: str
    coalition: str


class FreeRiding(Conclusion):
    """Whether a small state leaves the burden to others, as expected: ``answer`` is supported or contradicted."""

    state: str
    coalition: str
    answer: str


class AboveWeight(Conclusion):
    """A small state does more than its size would lead one to expect; ``sign`` says in what this shows."""

    state: str
    coalition: str
    sign: str


class Alignment(Conclusion):
    """How the state seeks security or standing through others: ``form`` names the behaviour."""

    state: str
    coalition: str
    form: str
