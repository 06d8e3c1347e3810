"""Going on with what was asked: every follow-up of the phrase book reads its examples."""

import pytest

from explain.asking.conversing import respond
from explain.asking.followups.book import Example, follow_ups
from explain.asking.followups.reading import OPERATIONS
from explain.asking.model import Context
from tests.explain.asking.test_asking import lexicon, told

EXAMPLES = [example for item in follow_ups() for example in item.examples]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda item: f"{item.after} {item.say}")
def test_the_phrase_book_reads_its_follow_ups(example: Example) -> None:
    context = Context()
    for question in example.after.split(" > "):
        context = respond(lexicon(), question, context).context
    assert told(respond(lexicon(), example.say, context).reading) == example.means


def test_all_that_is_done_to_a_question_is_named_in_the_phrase_book() -> None:
    assert {item.form.asks for item in follow_ups()} == OPERATIONS.keys()
