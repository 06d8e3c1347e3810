"""Belief in a part of the status-seeking mechanism is raised by tests that its predictions pass or fail.

A prediction that is certain but not unique is a hoop; one that is unique but not certain a smoking gun; both at once it
is doubly decisive, neither a straw in the wind (Beach and Pedersen 2019, by way of Pedersen and Reykers 2020). A hoop
missed on a complete record contradicts its part; a smoking gun that is not there proves nothing. Smoking guns raise
belief to a high level, hoops to a moderate and straws to a low one. These levels are ranks: no source puts a number on
them.
"""

from rules.engine.citation import cite
from rules.engine.experta_engine import MATCH, NOT
from rules.engine.facts import Engagement, Manifestation
from rules.theory.tie_conclusions import Circumstance, Evidence, FailedTest, PartFinding, ProcessTest, Support
from rules.theory.wider import wider_rule

TRACING = cite("pedersen-reykers-2020", "Towards a status-seeking mechanism", after="beach-pedersen-2019")
CHAIN = cite("pedersen-reykers-2020", "Towards a status-seeking mechanism")

TESTS = (
    ("hoop", "high", "low", "moderate"),
    ("smoking-gun", "low", "high", "high"),
    ("doubly-decisive", "high", "high", "high"),
    ("straw-in-the-wind", "low", "low", "low"),
)
"""For each test: how certain and how unique its prediction is, and the level of belief that passing it gives."""
FRAME = ("condition", "scope")
LINKS = ("part-1", "part-2", "part-3", "outcome")

PART = Engagement(state=MATCH.state, coalition=MATCH.coalition)


def _finding(part: str, finding: str) -> PartFinding:
    return PartFinding(state=MATCH.state, coalition=MATCH.coalition, part=part, finding=finding)


for _test, _certainty, _uniqueness, _level in TESTS:
    _words = _test.replace("-", " ")
    wider_rule(
        f"tracing.{_test}",
        claim=f"A prediction of {_certainty} certainty and {_uniqueness} uniqueness is a {_words}.",
        source=TRACING,
        when=[Manifestation(id=MATCH.manifestation, certainty=_certainty, uniqueness=_uniqueness)],
        then=ProcessTest(manifestation=MATCH.manifestation, test=_test),
        says=f"{{manifestation}}: a prediction of {_certainty} certainty and {_uniqueness} uniqueness",
    )
    wider_rule(
        f"tracing.{_test}-passed",
        claim=f"Passing a {_words} test raises belief in a part to a level that is {_level}.",
        source=TRACING,
        when=[
            Evidence(state=MATCH.state, coalition=MATCH.coalition, manifestation=MATCH.manifestation),
            Manifestation(id=MATCH.manifestation, part=MATCH.part),
            ProcessTest(manifestation=MATCH.manifestation, test=_test),
        ],
        then=Support(state=MATCH.state, coalition=MATCH.coalition, part=MATCH.part, level=_level),
        says=f"a {_words} test was passed: {{manifestation}}",
    )

for _part in (*FRAME, *LINKS):
    _shown = Circumstance if _part in FRAME else Evidence
    wider_rule(
        f"tracing.{_part}-fails",
        claim="What had to be seen, and is missing from a complete record, counts against the theory.",
        source=TRACING,
        when=[
            PART,
            Manifestation(id=MATCH.manifestation, part=_part, certainty="high"),
            NOT(_shown(state=MATCH.state, coalition=MATCH.coalition, manifestation=MATCH.manifestation)),
        ],
        then=FailedTest(state=MATCH.state, coalition=MATCH.coalition, part=_part, manifestation=MATCH.manifestation),
        says="nothing shows it, though it had to be seen: {manifestation}",
    )

wider_rule(
    "tracing.contradicted",
    claim="A part of which a certain prediction fails is contradicted.",
    source=TRACING,
    when=[FailedTest(state=MATCH.state, coalition=MATCH.coalition, part=MATCH.part, manifestation=MATCH.manifestation)],
    then=_finding(MATCH.part, "contradicted"),
    says="what had to be seen is missing: {manifestation}",
)

NOTHING_MISSING = NOT(FailedTest(state=MATCH.state, coalition=MATCH.coalition, part=MATCH.part))

wider_rule(
    "tracing.frame-found",
    claim="Condition and scope hold where all that they demand is on record.",
    source=CHAIN,
    when=[
        Circumstance(state=MATCH.state, coalition=MATCH.coalition, manifestation=MATCH.manifestation),
        Manifestation(id=MATCH.manifestation, part=MATCH.part),
        NOTHING_MISSING,
    ],
    then=_finding(MATCH.part, "found"),
    says="it holds for {state}: {manifestation}",
)

wider_rule(
    "tracing.link-found",
    claim="A part is found where a test of it was passed and none that it had to pass was failed.",
    source=TRACING,
    when=[
        Support(state=MATCH.state, coalition=MATCH.coalition, part=MATCH.part, level=MATCH.level),
        NOTHING_MISSING,
    ],
    then=_finding(MATCH.part, "found"),
    says="what was predicted is on record, with {level} force",
)

wider_rule(
    "tracing.link-not-found",
    claim="A part of which nothing is seen, and nothing had to be, is not found.",
    source=TRACING,
    when=[
        PART,
        Manifestation(id=MATCH.manifestation, part=MATCH.part, certainty="low"),
        NOT(Support(state=MATCH.state, coalition=MATCH.coalition, part=MATCH.part)),
        NOTHING_MISSING,
    ],
    then=_finding(MATCH.part, "not-found"),
    says="nothing that was predicted is on record",
)
