"""What is offered in place of a question that was not understood can itself be asked, and is answered."""

import pytest

from explain.asking.conversing import respond
from explain.asking.model import NotUnderstood
from tests.explain.asking.test_conversations import FOLDER, lexicon

STRANGE = (
    "Was the Danish government in trouble at home in 2016?",
    "Did the Belgian caretaker government limit the mission?",
    "how many instructors altogether did the other countries have in January 2016?",
    "When was the last Dutch combat mission?",
    "Which Danish politicians were angry about the mission?",
    "What if the mission had never ended?",
    "Which parties opposed the Belgian mandate?",
    "Are the sources unanimous about the Brussels attack?",
    "Which state defected in the most different ways?",
    "Who paid for the jets?",
)


@pytest.mark.parametrize("text", STRANGE)
def test_what_is_offered_is_answered(text: str) -> None:
    turn = respond(lexicon(), text)
    assert isinstance(turn.reading, NotUnderstood), turn.reading
    assert 0 < len(turn.reading.nearest) <= 3
    for item in turn.reading.nearest:
        after = respond(lexicon(), item, turn.context)
        assert not isinstance(after.reading, NotUnderstood), item
        assert after.answer is None or not after.answer.verdict.startswith("NO "), item


def test_a_refusal_says_what_was_understood() -> None:
    turn = respond(lexicon(), "Was the Danish government in trouble at home in 2016?")
    assert isinstance(turn.reading, NotUnderstood)
    assert "of Denmark" in turn.reading.reason
    assert "2016" in turn.reading.reason


def test_every_question_of_the_conversations_is_read_alike_in_capitals_and_without_its_mark() -> None:
    for text in (FOLDER / "conversations").read_text(encoding="utf-8").splitlines()[:30]:
        if text:
            turns = [respond(lexicon(), item).reading for item in (text, text.upper().rstrip("?"))]
            assert type(turns[0]) is type(turns[1]), text
