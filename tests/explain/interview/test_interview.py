"""An interview: asked for what can matter, stopped and taken up again, corrected, and never asked twice."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explain.interview.conversing import Ask, Conversation, Ended, Misread
from explain.interview.interview import interview
from explain.interview.reading import read_count, read_name
from kb.auditing.faults import audit
from kb.reading.loading import load
from tests.explain.interview.scripted import BASE, EXPECTED, ROWS, Answers, Scripted, held, session


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("base") / "base.yaml"
    path.write_text(BASE, encoding="utf-8")
    return path


@pytest.mark.parametrize("stopped", [4, 12, 19])
def test_stopped_anywhere_it_goes_on_with_the_next_question(stopped: int, base: Path, tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    _, before = held(path, base, ROWS["IQ22"], most=stopped)
    made, after = held(path, base, {**before.answers})
    asked_first, asked_then = ({text for text, _, _ in talk.asked} for talk in (before, after))
    assert asked_first & asked_then <= {"When was it?"}  # of another fact
    judged = made.judgement()
    assert judged is not None
    assert (judged.verdict, set(judged.strategies), set(judged.causes)) == EXPECTED["IQ22"]


def test_a_fact_that_contradicts_another_is_told_and_asked_for_again(base: Path, tmp_path: Path) -> None:
    answers: Answers = {**ROWS["IQ22"], "^When did that change come": ["10 August 2008", "10 August 2008"]}
    answers = {**answers, "^Since when were they there": ["2009", "2007"]}
    made, talk = held(tmp_path / "case.yaml", base, answers)
    assert any("lies before begins (2009)" in text for text in talk.told)
    assert made.draft.facts[made.units[0].id]["begins"] == "2007"


@pytest.mark.parametrize("text", ["2004-05", "19 June 2015", "June, 2015", "2015", "?"])
def test_a_date_is_no_name_of_a_state(text: str) -> None:
    with pytest.raises(Misread, match="is no name"):
        read_name(text)
    assert read_name("the  Netherlands.") == "the Netherlands"
    assert read_name("Operation 1027") == "Operation 1027"


def test_a_state_named_for_a_fact_that_did_not_fit_is_not_written_with_the_next(base: Path, tmp_path: Path) -> None:
    leaders, begun = ["Plovermark", "United States"], ["2010", "2003"]
    answers: Answers = {
        "^Which state or organisation led": leaders, "^When did the mission begin": begun,
        "^When did the mission end": ["2009", "2011"], **ROWS["IQ22"],
    }  # fmt: skip
    made, talk = held(tmp_path / "case.yaml", base, answers, most=8)
    assert any("lies before begins (2010)" in text for text in talk.told)
    assert [fact["id"] for fact in made.draft.facts.values() if fact["type"] == "State"] == ["georgia"]


def test_what_was_answered_no_to_is_vouched_for_only_with_a_source(base: Path, tmp_path: Path) -> None:
    answers: Answers = {"^Is it true": "no", "^Where would": "vaneijk-2021, ch. 4", **ROWS["IQ01"]}
    made, talk = held(tmp_path / "case.yaml", base, answers)
    (looked,) = (fact for fact in made.draft.facts.values() if fact["type"] == "CompleteRecord")
    assert looked["source"] == [{"work": "vaneijk-2021", "place": "ch. 4"}]
    assert "Release" in looked["kinds"]
    judged = made.judgement()
    assert judged is not None
    assert judged.verdict == "defection"
    assert any(text.startswith("Where would") for text, _, _ in talk.asked)


@pytest.mark.parametrize(("way", "told"), [("1", {"Arrangement", "Shift"}), ("2", {"Arrangement"})])
def test_a_partner_that_took_over_is_told_fact_by_fact_and_undoes_the_verdict(
    base: Path, tmp_path: Path, way: str, told: set[str]
) -> None:
    answers: Answers = {
        "^In which way": way,
        "^Is it true that a partner took over": "yes",
        "^Which other states": "Ternland",
        "^Since when": ["2003", "1 May 2004", "1 May 2004", "May 2004"],
        "^Which state is meant": "Ternland",
        "^Do the partners": "yes",
        "^When was it put forward": "unknown",
        "^What kind of unit\\?": "",
        "^How many soldiers": "1300",
        **ROWS["IQ01"],
    }
    answers = {"were left after": "0", "were there before": "1300", **answers}
    made, _ = held(tmp_path / "case.yaml", base, answers)
    kinds = [fact["type"] for fact in made.draft.facts.values()]
    assert set(kinds) & {"Arrangement", "Shift"} == told
    assert kinds.count("Contribution") == 2
    judged = made.judgement()
    assert judged is not None
    assert judged.verdict == "not-defection"


def test_the_verdict_so_far_stands_beside_the_question(base: Path, tmp_path: Path) -> None:
    _, talk = held(tmp_path / "case.yaml", base, ROWS["IQ01"])
    standing = dict.fromkeys(status for _, status, _ in talk.asked)
    assert list(standing) == [
        "",
        "defection (on the record); total withdrawal; cause open",
        "defection (on the record); total withdrawal; campaign pledge, election",
    ]


def test_new_works_stand_in_a_bibliography_beside_the_case(base: Path, tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    answers: Answers = {**ROWS["IQ22"], "^What is your source": "Jones, {The} War, 2005, p. 3; vaneijk-2021, ch. 1"}
    made, _ = held(path, base, answers, most=19)
    fact = next(iter(made.draft.facts.values()))
    assert fact["source"] == [{"work": "jones-2005", "place": "p. 3"}, {"work": "vaneijk-2021", "place": "ch. 1"}]
    assert "title = {The War}" in path.with_suffix(".bib").read_text(encoding="utf-8")
    assert load([base, path]).works["jones-2005"].author == "Jones"


def test_why_list_and_stop_are_no_answers() -> None:
    talk = Scripted({"^How many": ["why?", "list", "seven hundred", "", "7"]})
    heard: list[list[str]] = []
    asking = Conversation(talk, lambda said: heard.append(list(said)))
    assert asking.ask(Ask("How many?", why=("Because.",)), read_count) == 7
    assert (talk.told[0], asking.asked, heard) == ("Because.", 1, [["7"]])
    assert any("whole number" in text for text in talk.told)


def test_another_source_holds_from_where_it_is_named(base: Path, tmp_path: Path) -> None:
    answers: Answers = {
        **ROWS["IQ22"],
        "^What is your source": ["vaneijk-2021, ch. 1", "vaneijk-2021, ch. 2"],
        "^Who or what brought it about": ["source", "decision"],
    }
    made, _ = held(tmp_path / "case.yaml", base, answers)
    places = {fact["type"]: fact["source"][0]["place"] for fact in made.draft.facts.values()}
    assert places["Contribution"] == "ch. 1"
    assert places["Decision"] == "ch. 2"


ANSWERS = st.sampled_from(
    [
        *("yes", "no", "unknown", "why?", "list", "source", "", "xyzzy", "'\"{}[]: #", "7", "0", "some", "1, 2, 3, 4"),
        *("Jones, The War, 2009, p. 3", "vaneijk-2021, ch. 1", "Ternland", "MNF", "infantry", "training", "recall"),
        *("May 2004", "2004", "before the decision", "after the election", "between 2003 and 2004", "10 August 2008"),
        *("2004, before the decision", "decision, vote", "dissent voiced", "election", "complete record", "statement"),
    ]
)


class Random(Scripted):
    """Answers a row as one should, and now and then whatever comes to mind."""

    def __init__(self, name: str, strange: list[str]) -> None:
        """Keep the strange answers, each for one question."""
        super().__init__(ROWS[name], most=30)
        self.strange = strange

    def _said(self, text: str) -> str:
        return self.strange.pop() if self.strange and len(self.asked) > 2 else super()._said(text)


@given(st.sampled_from(sorted(ROWS)), st.lists(ANSWERS, max_size=20))
@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_answered_the_file_stays_sound(base: Path, tmp_path: Path, name: str, strange: list[str]) -> None:
    path = tmp_path / "case.yaml"
    for file in (path, path.with_suffix(".bib")):
        file.unlink(missing_ok=True)
    made = session(path, base, Random(name, list(strange)))
    with suppress(Ended):
        interview(made)
    if made.draft.facts:
        assert audit([path, base])[1] == []
