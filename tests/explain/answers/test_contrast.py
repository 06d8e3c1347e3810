"""Two episodes are compared on every topic unless one is named, and what differs is told with where they part."""

import pytest

from explain.answer import Answer
from explain.answers.contrast import contrast
from kb.errors import InputError
from rules.judging.court import Judgement
from rules.judging.targets import TOPICS
from rules.questions.contrasting import differences
from tests.rules.judging.altering import bundled, court

DANISH = ("denmark-2015-10", "denmark-2016-12")


def pair(*names: str) -> tuple[Judgement, Judgement]:
    first, second = (court(bundled()).judge(name) for name in names)
    return first, second


def answer(*words: str, names: tuple[str, str] = DANISH) -> Answer:
    return contrast(bundled(), *pair(*names), words)


def test_the_same_verdict_leaves_every_other_topic_to_compare() -> None:
    found = answer()
    assert found.sentence == "They differ in strategy, cause and H1A; the verdict on both is defection."
    assert [item.id for item in found.reasons] == ["first", "second", "strategy", "cause", "H1A"]
    assert all(item.children for item in found.reasons[2:])


def test_one_topic_is_compared_alone_if_it_is_named() -> None:
    assert answer("cause").sentence == "They differ in cause."
    assert [item.id for item in answer("cause").reasons] == ["first", "second", "cause"]
    assert answer("h1").sentence == "They do not differ in h1."


def test_a_conclusion_is_compared_alone_if_it_is_named() -> None:
    assert answer("strategy", "swapping").sentence == "denmark-2015-10 alone reached strategy swapping."
    later = answer("strategy", "partial-withdrawal")
    assert later.sentence == "denmark-2016-12 alone reached strategy partial-withdrawal."
    assert answer("defection").sentence == "Both reached defection."
    assert answer("cause", "budget").sentence == "Neither reached cause budget."


def test_what_is_neither_a_topic_nor_a_conclusion_is_refused() -> None:
    with pytest.raises(InputError, match="no conclusion is called 'colour'"):
        answer("colour")


def test_two_that_are_no_defections_are_compared_by_the_reasons_why() -> None:
    found = differences(*pair("netherlands-2018-01", "belgium-2017-07"))
    reasons = {dict(item.target.values)["reason"]: item.by_first for item in found if item.topic == "reason"}
    assert reasons == {"increase": True, "exposure-not-lower": True, "beyond-own-duty": False}


def test_the_shape_and_cause_of_one_defection_are_not_compared_with_none() -> None:
    topics = {item.topic for item in differences(*pair("belgium-2015-07", "belgium-2018-01"))}
    assert "verdict" in topics
    assert not topics & {"strategy", "cause", "H1", "H1A", "H2", "H2A"}


@pytest.mark.parametrize("second", ["denmark-2016-12", "belgium-2015-07", "belgium-2018-01", "netherlands-2018-01"])
def test_nothing_that_differs_is_passed_over(second: str) -> None:
    judgements = pair("denmark-2015-10", second)
    found = {item.topic for item in differences(*judgements)}
    concluded = [
        {
            "verdict": item.verdict,
            "strategy": item.strategies,
            "cause": item.causes,
            "interests": item.interests,
            "restrictions": item.restrictions,
            **item.hypotheses,
        }
        for item in judgements
    ]
    both = {item.verdict for item in judgements} == {"defection"}
    topics = [topic for topic in TOPICS if both or topic in ("verdict", "interests", "restrictions")]
    assert {topic for topic in topics if concluded[0][topic] != concluded[1][topic]} == found - {"reason"}


@pytest.mark.parametrize("second", ["denmark-2016-12", "belgium-2015-07", "belgium-2018-01"])
def test_they_part_where_one_met_a_condition_and_the_other_did_not(second: str) -> None:
    for item in differences(*pair("denmark-2015-10", second)):
        for parting in item.partings:
            met = [side[1].on_record for side in (parting.first, parting.second)]
            assert met == [item.by_first, not item.by_first], (item.topic, parting.rule, parting.number)
