"""Conversations as people have them: how each question is read, and how its answer begins.

The questions stand in ``tests/golden/asking/conversations``, a blank line between conversations; the answers beside
them. ``pytest --accept`` writes them anew, for the author to read the difference.
"""

from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.query import ResultRow

from explain.asking.conversing import Turn, respond
from explain.asking.lexicon import Lexicon
from explain.asking.model import Ambiguous, NotUnderstood, Understood
from explain.asking.queries.phrasebook import Example, phrase_book
from explain.asking.queries.query import Query
from explain.asking.queries.saying import plural, told
from explain.asking.understanding import understand
from kb.reading.loading import load
from kb.records import Attack, Decision, Government, Mandate, State, Statement, Vote
from ontology.terms import BASE, NAMESPACE
from rules.judging.court import Court
from tests.places import ROOT

FOLDER = ROOT / "tests" / "golden" / "asking"
SHOWN = 4
"""How many of the reasons of an answer are shown."""


@cache
def lexicon() -> Lexicon:
    kb = load()
    return Lexicon(kb, Court(kb))


def read(turn: Turn) -> str:
    """Return how a question was read, in one line."""
    reading = turn.reading
    if isinstance(reading, NotUnderstood):
        return f"not understood: {reading.reason}"
    if isinstance(reading, Ambiguous):
        return f"{reading.asked} {'; '.join(item.label for item in reading.choices)}"
    question = reading.question
    words = told(lexicon(), question) if isinstance(question, Query) else " and ".join(question.commands)
    return f"understood: {words or question}{f' ({reading.remark})' if reading.remark else ''}"


def transcript() -> Iterator[str]:
    """Yield the conversations with their answers, line by line."""
    turn: Turn | None = None
    for question in (FOLDER / "conversations").read_text(encoding="utf-8").splitlines():
        if not question:
            turn = None
            yield ""
            continue
        turn = respond(lexicon(), question, turn.context if turn else None)
        yield f"> {question}"
        yield f"  {read(turn)}"
        if turn.answer:
            yield f"  {turn.answer.headline}: {turn.answer.sentence}"
            works = lexicon().kb.works
            yield from (f"  - {item.id if item.id in works else item.text}" for item in turn.answer.reasons[:SHOWN])


def test_conversations_go_as_they_should(request: pytest.FixtureRequest) -> None:
    golden = FOLDER / "answers"
    made = "\n".join(transcript()) + "\n"
    if request.config.getoption("--accept"):
        golden.write_text(made, encoding="utf-8")
    assert made == golden.read_text(encoding="utf-8")


EXAMPLES = [example for form in phrase_book().forms for example in form.examples]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda item: item.say)
def test_the_phrase_book_reads_its_examples(example: Example) -> None:
    reading = understand(lexicon(), example.say)
    if not isinstance(reading, Understood):
        assert example.means == ("?" if isinstance(reading, Ambiguous) else "!")
        return
    question = reading.question
    words = told(lexicon(), question) if isinstance(question, Query) else " + ".join(question.commands)
    assert words == example.means


def test_every_form_of_the_phrase_book_can_be_met() -> None:
    """No form is hidden by those before it: each with examples reads at least one of them."""
    asked = {form.asks for form in phrase_book().forms}
    met = {
        reading.question.asks
        for example in EXAMPLES
        if isinstance(reading := understand(lexicon(), example.say), Understood) and isinstance(reading.question, Query)
    }
    assert {"definition", "facts", "episodes", "profile", "hypothesis", "theories", "command"} <= met <= asked


KINDS = (Attack, Decision, Government, Mandate, Statement, Vote)
SAID = (
    "which {kinds} of {state} are there?",
    "list the {kinds} of {state}",
    "{state}'s {kinds}",
    "show {state} {kinds}",
)


@settings(max_examples=60)
@given(
    st.sampled_from(KINDS), st.sampled_from(sorted(load().of(State), key=lambda item: item.id)), st.sampled_from(SAID)
)
def test_facts_asked_for_in_words_are_those_that_a_query_of_the_graph_finds(
    kind: type, state: State, said: str
) -> None:
    noun = plural(lexicon().classes(kind.__name__)[0])
    turn = respond(lexicon(), said.format(kinds=noun, state=lexicon().kb.label(state.id)))
    wanted = f"SELECT ?fact {{ ?fact a <{NAMESPACE}{kind.__name__}> ; <{NAMESPACE}state> <{BASE}{state.id}> }}"
    found = [row.asdict()["fact"] for row in lexicon().kb.graph.query(wanted) if isinstance(row, ResultRow)]
    assert turn.answer is not None
    assert {item.id for item in turn.answer.reasons} == {str(name).removeprefix(BASE) for name in found}
