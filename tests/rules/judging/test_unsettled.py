"""Every topic without an answer lists what would settle that topic, and no other."""

import pytest

from explain.answers.why import why
from kb.dates import moment
from rules.judging.gaps import COMPARISON
from rules.judging.targets import TOPICS, answering
from rules.judging.topics import open_gaps
from tests.rules.judging.altering import altered, bundled, court, judged

NAMED = {"strategy": "strategy", "cause": "cause", "interests": "interest", "restrictions": "restriction"}


def test_a_strategy_left_open_lists_what_would_settle_the_strategy() -> None:
    """A radar that came some time in 2015 makes the exit a swap or a partial withdrawal."""
    vague = altered(
        bundled(),
        changes={"denmark-radar-2015": {"begins": moment("2015"), "substitutes": None}},
    )
    found = judged(vague, "denmark-2015-10")
    assert found.verdict == "defection"
    assert found.strategies == ()
    points = open_gaps(found, "strategy")
    assert {item.towards for item in points} == {"swapping", "partial-withdrawal"}
    assert {(item.sort, item.rule) for item in points} == {(COMPARISON, "strategy.concurrent")}
    answer = why(vague, found, "strategy")
    assert answer.open_points
    assert not any("repair" in point or "budget" in point for point in answer.open_points)


@pytest.mark.parametrize("name", ["bahrain-2014-12", "canada-2011-01", "denmark-2016-12", "jordan-2017-01"])
def test_what_would_settle_a_topic_leads_to_an_answer_on_that_topic(name: str) -> None:
    found = court(bundled()).judge(name)
    for topic in TOPICS:
        answers = answering(found, topic)
        points = open_gaps(found, topic)
        names = {str(dict(item.values).get(NAMED.get(topic, ""), item.words)) for item in answers}
        assert {item.towards for item in points} <= {*names, topic}, topic
        if any(item.found(found.proof) for item in answers):
            assert topic in ("strategy", "cause", "interests", "restrictions") or points == (), topic
