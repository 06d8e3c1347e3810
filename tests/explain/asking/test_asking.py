"""What is asked in short English is understood, asked back or refused, and never guessed."""

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explain.asking.conversing import Turn, respond
from explain.asking.lexicon import Lexicon
from explain.asking.model import Ambiguous, Context, NotUnderstood, Reading, Understood
from explain.asking.queries.query import Query
from explain.asking.queries.saying import told as in_words
from explain.asking.reasons.phrases import Example, phrases
from explain.asking.understanding import known_words, plainly, understand
from explain.asking.words import split
from kb.reading.loading import load
from rules.judging.court import Court

D, B, ELITE = "denmark-2016-12", "belgium-2018-01", "cause political/elite-consensus"


@cache
def lexicon() -> Lexicon:
    kb = load()
    return Lexicon(kb, Court(kb))


@cache
def talking_of(episode: str) -> Context:
    """Return a conversation in which the verdict on an episode was explained."""
    return respond(lexicon(), f"why {episode}?").context if episode else Context()


def told(reading: Reading) -> str:
    """Return a reading in one line: commands without their first word, ``?`` with choices, ``!`` with the nearest."""
    if isinstance(reading, Understood):
        question = reading.question
        said = " + ".join(command.removeprefix("coalition ") for command in question.commands)
        if isinstance(question, Query):
            return said or in_words(lexicon(), question)
        return said or " ".join(filter(None, [question.intent, question.subject]))
    if isinstance(reading, Ambiguous):
        return " ".join(["?", *(item.label.partition(":")[0] for item in reading.choices)])
    return " | ".join(["!", *reading.nearest])


UNDERSTOOD = [
    # One word misspelt, where only one is near
    ("", "why was Denmark's 2016 withdrwal a defection?", f"why {D} verdict"),
    ("", "why was Denmrk's 2016 withdrawal a defection?", f"why {D} verdict"),
    ("", "why was Denmark's 2016 withdrawal a defction?", f"why {D} verdict"),
    # Why a verdict
    ("", "why was Denmark's 2016 withdrawal a defection?", f"why {D} verdict"),
    ("", "Why was the Danish withdrawal of 2016 a defection", f"why {D} verdict"),
    ("", "why is Denmark's exit in December 2016 considered a defection?", f"why {D} verdict"),
    ("", "why was the 2016 withdrawal of Denmark's F-16s judged a defection?", f"why {D} verdict"),
    ("", "why denmark-2016-12", f"why {D} verdict"),
    ("", "explain denmark 2016-12", f"why {D} verdict"),
    ("", "why was Denmark's departure in Dec 2016 an abandonment?", f"why {D} verdict"),
    ("", "why was Denmark's 2016 withdrawal in December a defection?", f"why {D} verdict"),
    ("", "why did Denmark defect in 2016?", f"why {D} verdict"),
    ("", "why was Belgium's 2018 exit not a defection?", f"why-not {B} defection"),
    ("", "why was there no defection in Belgium's 2018 exit?", f"why {B} verdict"),
    ("", "why was Belgium's 2018 exit a defection?", f"why-not {B} defection"),
    ("", "why was the Belgian frigate withdrawal of 2016 a defection?", "why belgium-2016-01 verdict"),
    ("", "why was Belgium's warship withdrawal a defection?", "why belgium-2016-01 verdict"),
    ("", "why was denmark-2015-03 out of scope?", "why denmark-2015-03 verdict"),
    (
        "",
        "why was Bahrain's deployment of January 2015 undetermined?",
        "what is open of Bahrain at bahrain-2015-01 in January 2015",
    ),
    (D, "why?", f"why {D} verdict"),
    (D, "how come?", f"why {D} verdict"),
    (D, "why was that?", f"why {D} verdict"),
    (D, "why was the withdrawal a defection?", f"why {D} verdict"),
    (D, "why was its 2015 withdrawal a defection?", "why denmark-2015-10 verdict"),
    # Causes, strategies, interests, hypotheses
    ("", "why did Denmark withdraw in 2016?", f"why {D} cause"),
    ("", "why did Denmark pull out in December 2016?", f"why {D} cause"),
    ("", "what was the cause of Denmark's 2016 exit?", f"why {D} cause"),
    ("", "what caused the Belgian withdrawal of July 2015?", "why belgium-2015-07 cause"),
    ("", "what was Denmark's strategy in 2015?", "why denmark-2015-10 strategy"),
    ("", "which interests did denmark-2016-06 pursue?", "why denmark-2016-06 interests"),
    (D, "which cause?", f"why {D} cause"),
    (D, "what was the cause?", f"why {D} cause"),
    (D, "and the strategy?", f"why {D} strategy"),
    (D, "what restrictions?", f"why {D} restrictions"),
    (D, "why does H1 hold?", f"why {D} H1"),
    (D, "what about H1A?", f"why-not {D} H1A"),
    (D, "was the cause loss of elite consensus?", f"why {D} cause --depth 1"),
    (D, "was elite dissensus the cause?", f"why {D} cause --depth 1"),
    # Whether
    ("", "was denmark-2016-12 a defection?", f"why {D} verdict --depth 1"),
    (D, "was it a defection?", f"why {D} verdict --depth 1"),
    (D, "is that out of scope?", f"why {D} verdict --depth 1"),
    (D, "did military capacity cause it?", f"why-not {D} cause military-capacity --depth 1"),
    (D, "was it a full pull-out?", f"why-not {D} strategy total-withdrawal --depth 1"),
    # Why not
    (D, "why not total withdrawal?", f"why-not {D} strategy total-withdrawal"),
    (D, "why wasn't it a complete withdrawal?", f"why-not {D} strategy total-withdrawal"),
    (D, "why not swapping?", f"why-not {D} strategy swapping"),
    (D, "why not the budget?", f"why-not {D} cause military-capacity/budget"),
    (D, "why not defection?", f"why {D} verdict"),
    (B, "why not?", f"why-not {B} defection"),
    # What if
    (D, "what if the radar had not come?", f"what-if {D} --retract denmark-radar-2015"),
    (D, "what if the radar hadn't been sent?", f"what-if {D} --retract denmark-radar-2015"),
    (D, "suppose Denmark had not sent the mobile radar", f"what-if {D} --retract denmark-radar-2015"),
    (D, "what if the frigate had stayed at home?", f"what-if {D} --retract denmark-frigate-2017"),
    (
        D,
        "what if the strike had become public in 2019?",
        f"what-if {D} --set denmark-strike-2016.public=2019",
    ),
    (
        D,
        "what if the strike had become known on 5 May 2017?",
        f"what-if {D} --set denmark-strike-2016.public=2017-05-05",
    ),
    (D, "what if the incident had not happened?", f"what-if {D} --retract denmark-strike-2016"),
    (D, "what would happen if the mission had ended in June 2017?", f"what-if {D} --set global-coalition.ends=2017-06"),
    (D, "what if the F-16s had been 3?", f"what-if {D} --set denmark-f16am-2016.count=3"),
    (D, "what if denmark-f16am-2016.count=3", f"what-if {D} --set denmark-f16am-2016.count=3"),
    (
        "",
        "for Denmark's 2016 withdrawal, what if the radar had not come?",
        f"what-if {D} --retract denmark-radar-2015",
    ),
    # How firm it is, and where it stands
    (D, "how sure?", f"robust {D} + flip {D}"),
    (D, "how sure are you of that?", f"robust {D} + flip {D}"),
    (D, "how certain is the cause?", f"robust {D} {ELITE} + flip {D} {ELITE}"),
    (D, "what would overturn it?", f"flip {D}"),
    (D, "what would change that?", f"flip {D}"),
    (D, "what would it take to overturn the verdict?", f"flip {D}"),
    (D, "how robust is it?", f"robust {D}"),
    (D, "what does it depend on?", f"robust {D}"),
    (D, "who says so?", "sources"),
    (D, "says who?", "sources"),
    (D, "what are the sources?", "sources"),
    (D, "how do you know that?", "sources"),
    (D, "sources of the radar", "sources denmark-radar-2015"),
    (D, "who says that the radar came?", "sources denmark-radar-2015"),
    (D, "show rule", "rule defection.combat"),
    (D, "which rule?", "rule defection.combat"),
    ("", "show rule burden.shifted", "rule burden.shifted"),
    # Two episodes
    (
        "",
        "why was Belgium's 2015 exit a defection and its 2018 exit not?",
        "contrast belgium-2015-07 belgium-2018-01",
    ),
    (
        "",
        "why was Belgium's 2018 exit not a defection but its 2015 exit was?",
        "contrast belgium-2015-07 belgium-2018-01",
    ),
    ("", "compare denmark-2015-10 with denmark-2016-12", "contrast denmark-2015-10 denmark-2016-12"),
    (D, "how does it differ from Belgium's 2018 exit?", f"contrast {D} {B}"),
    (D, "why not Belgium's 2018 exit?", f"contrast {D} {B}"),
    # All episodes
    ("", "list episodes of Belgium", "judge belgium"),
    ("", "Belgium", "judge belgium"),
    ("", "list all episodes", "judge"),
    ("", "show all episodes", "judge"),
    (D, "all episodes of Belgium", "judge belgium"),
    (D, "what would it take to overturn belgium-2015-07?", "flip belgium-2015-07"),
    ("", "which defections of Denmark are there?", "defections of Denmark"),
    ("", "who defected in 2016?", "states by defections in 2016"),
    ("", "list Danish defections", "defections of Denmark"),
    ("", "what happened to Denmark in 2016?", "facts of Denmark in 2016"),
    ("", "list withdrawals in 2016", "exits in 2016"),
    (D, "list its episodes", "judge denmark"),
    # The talk itself
    (D, "what about Belgium's 2018 exit?", f"why {B} verdict"),
    (D, "more", "show"),
    (D, "show all", "show"),
    ("", "help", "help"),
    ("", "what can I ask?", "help"),
    ("", "quit", "quit"),
    ("", "exit", "quit"),
]
ASKED_BACK = [
    ("", "why was Denmark's withdrawal a defection?", f"? denmark-2015-10 {D}"),
    ("", "why did the Netherlands defect in 2015?", "? netherlands-2015-07 netherlands-2015-10"),
    (
        D,
        "what if the request had not happened?",
        "? denmark-paris-request-2014 denmark-request-2014-09-25 denmark-request-2015-12-09",
    ),
]
REFUSED = [
    (D, "why not totl withdrawal?", "! | why not total withdrawal?"),
    (D, "wich cause?", "! | which cause?"),
    (D, "what if the rader had not come?", "! | what if the radar had not come?"),
    ("", "what is the colour of the sky?", None),
    ("", "why was it a defection?", None),
    ("", "why was Denmark's 2019 withdrawal in May a defection?", None),
    ("", "show rule", None),
    ("", "list its episodes", None),
    ("", "why was its 2015 withdrawal a defection?", None),
    ("", "more", None),
    (D, "what if the submarine had not come?", None),
    (D, "why not?", None),
    (D, "go back", None),
    (D, "what if it had rained?", None),
    (D, "which rule in 2015?", None),
    (D, "show it", None),
    ("", "how robust are denmark-2016-12 and belgium-2018-01?", None),
    ("", "how robust is denmark-2016-12 belgium-2018-01?", None),
    (D, "why was it a defection and its 2015 withdrawal not a total withdrawal?", None),
    (D, "which cause and strategy?", None),
    ("", "x" * 1000, None),
    ("", "", None),
]


@pytest.mark.parametrize(("about", "text", "expected"), UNDERSTOOD, ids=lambda item: item or "-")
def test_a_question_is_understood_as_a_command(about: str, text: str, expected: str) -> None:
    reading = understand(lexicon(), text, talking_of(about))
    assert told(reading).partition(" |")[0] == expected, reading
    assert not isinstance(reading, Understood) or unfounded(reading, text, talking_of(about)) == []


@pytest.mark.parametrize(("about", "text", "expected"), ASKED_BACK)
def test_what_can_mean_several_things_is_asked_back(about: str, text: str, expected: str) -> None:
    assert told(understand(lexicon(), text, talking_of(about))) == expected


@pytest.mark.parametrize(("about", "text", "expected"), REFUSED)
def test_what_is_not_understood_is_said_with_the_nearest(about: str, text: str, expected: str | None) -> None:
    reading = understand(lexicon(), text, talking_of(about))
    assert isinstance(reading, NotUnderstood)
    assert reading.reason
    assert expected is None or told(reading) == expected


@pytest.mark.parametrize(("about", "text"), [(about, text) for about, text, _ in REFUSED if text])
def test_the_nearest_questions_are_ones_that_are_understood(about: str, text: str) -> None:
    context = talking_of(about)
    reading = understand(lexicon(), text, context)
    assert isinstance(reading, NotUnderstood)
    for nearest in reading.nearest:
        assert not isinstance(understand(lexicon(), nearest, context), NotUnderstood)


def unfounded(reading: Understood, text: str, context: Context) -> list[str]:
    """Return what a reading is about without the text or the conversation naming it."""
    said = {*split(text), *plainly(split(text))}
    wrong = []
    for item in reading.mentions:
        if item.origin == "context":
            shown = repr(context.answer)
            wrong += [item.name] if item.name != context.episode and item.name not in shown else []
        elif not item.words or not set(item.words) <= said | set(split(reading.remark)):
            wrong.append(item.name)
    question = reading.question
    if isinstance(question, Query):
        return wrong
    named = {item.name for item in reading.mentions}
    changed = [*question.retracted, *(text.partition("=")[0].rpartition(".")[0] for text in question.changed)]
    wrong += [name for name in changed if name not in named]
    if question.episode and question.episode != context.episode and not reading.mentions:
        wrong.append(question.episode)
    return wrong


def word_salads() -> st.SearchStrategy[str]:
    """Return texts of words that mean something, in an order that mostly does not."""
    words = st.deferred(lambda: st.sampled_from(sorted(known_words(lexicon(), talking_of(D)))))
    return st.lists(words, max_size=8).map(" ".join)


@settings(max_examples=200)
@given(st.one_of(st.text(max_size=50), word_salads()), st.sampled_from(["", D]))
def test_nothing_is_guessed(text: str, about: str) -> None:
    context = talking_of(about)
    reading = understand(lexicon(), text, context)
    readings = [item.meaning for item in reading.choices] if isinstance(reading, Ambiguous) else [reading]
    for item in readings:
        if isinstance(item, Understood):
            assert unfounded(item, text, context) == []


@settings(max_examples=100)
@given(st.sampled_from([(about, text) for about, text, expected in UNDERSTOOD if "." not in text]), st.data())
def test_a_word_that_means_nothing_is_never_passed_over(asked: tuple[str, str], data: st.DataObject) -> None:
    about, text = asked
    said = text.split()
    place = data.draw(st.integers(0, len(said)))
    strange = " ".join([*said[:place], "grzblx", *said[place:]])
    assert isinstance(understand(lexicon(), strange, talking_of(about)), NotUnderstood)


def talk(*texts: str) -> list[Turn]:
    """Return the turns of a conversation."""
    turns: list[Turn] = []
    for text in texts:
        turns.append(respond(lexicon(), text, turns[-1].context if turns else None))
    return turns


def test_a_choice_is_made_by_number_by_date_or_by_name() -> None:
    for choice in ("2", "second", "the second one", "the 2016 one", "December", D):
        last = talk("why was Denmark's withdrawal a defection?", choice)[-1]
        assert told(last.reading) == f"why {D} verdict", choice


def test_a_new_question_may_follow_instead_of_a_choice() -> None:
    last = talk("why was Denmark's withdrawal a defection?", "list episodes of Belgium")[-1]
    assert told(last.reading) == "judge belgium"


def test_an_offered_question_is_taken_with_yes() -> None:
    last = talk(f"why {D}", "why not totl withdrawal?", "yes")[-1]
    assert told(last.reading) == f"why-not {D} strategy total-withdrawal"


def test_going_back_returns_to_what_was_talked_about_before() -> None:
    turns = talk(f"why {D}", "which cause?", f"why {B}", "go back", "go back", "which strategy?")
    assert [turn.context.episode for turn in turns] == [D, D, B, D, D, D]
    assert turns[3].answer == turns[1].answer
    assert turns[4].answer == turns[0].answer
    assert isinstance(talk("go back")[-1].reading, NotUnderstood)


def test_more_shows_more_or_all() -> None:
    first, more = talk(f"why {B}", "more")
    assert more.depth is None or (first.depth is not None and more.depth > first.depth)
    assert talk(f"why {B}", "show all")[-1].depth is None


def test_a_conversation_does_not_change_what_it_was_given() -> None:
    context = talking_of(D)
    copy = replace(context)
    respond(lexicon(), "which cause?", context)
    assert context == copy


def test_who_says_so_names_the_works() -> None:
    answer = talk(f"why {D}", "who says so?")[-1].answer
    assert answer is not None
    assert "van Eijk 2021" in repr(answer)
    assert answer.sentence == "It rests on 1 work."


def test_how_sure_gives_no_probability() -> None:
    answer = talk(f"why {D}", "how sure?")[-1].answer
    assert answer is not None
    assert answer.sentence.startswith("No probability")
    assert [reason.id for reason in answer.reasons] == ["robust", "flip"]


@pytest.mark.parametrize("example", phrases().examples, ids=lambda item: item.say)
def test_the_phrases_about_reasons_read_their_examples(example: Example) -> None:
    assert told(understand(lexicon(), example.say, talking_of(example.of))) == example.means


def test_every_rule_can_be_shown_in_words() -> None:
    for name in lexicon().rulebook.rules:
        answer = respond(lexicon(), f"show rule {name}").answer
        assert answer is not None
        assert "<" not in repr([reason.text for reason in answer.reasons[1].children]), name
