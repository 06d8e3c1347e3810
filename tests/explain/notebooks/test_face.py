"""The doors of the floors: a few names that load, judge, explain and tabulate."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import explain
import kb as knowledge
import ontology
import rules
from explain import conclusions, contrast, episodes, facts, flip, robust, select, what_if, why, why_not
from explain.notebooks.shown import Shown
from kb.errors import InputError
from rules.judging.court import Court
from tests.golden import FOLDER
from tests.kb.cases import CASE, write

QUAY = FOLDER / "quay"
DOORS = ("ontology", "kb", "rules", "explain")
STARTS = tuple(f"{door}." for door in DOORS)


@pytest.fixture(scope="module")
def court() -> Court:
    """Return a court over a small case."""
    return rules.judge(knowledge.load(QUAY))


def test_a_door_opens_quickly() -> None:
    code = f"import {', '.join(DOORS)}, sys; print([name for name in sys.modules if name.startswith({STARTS})])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_name_of_a_door_leads_somewhere_and_says_what_it_does() -> None:
    for door in (ontology, knowledge, rules, explain):
        for name in door.__all__:
            assert getattr(door, name).__doc__
    with pytest.raises(AttributeError, match="gull"):
        _ = explain.gull


def test_a_file_that_was_edited_is_read_again(tmp_path: Path) -> None:
    path = write(tmp_path)
    before = knowledge.load(path)
    path.write_text(CASE.replace("count: 7", "count: 9"), encoding="utf-8")
    after = knowledge.load(str(path))
    counts = [{row["count"] for row in facts(found, "Contribution")} for found in (before, after)]
    assert counts[1] - counts[0] == {9}


def test_what_was_known_earlier_and_other_thresholds_can_be_asked_for(court: Court) -> None:
    earlier = knowledge.load(QUAY, as_of="1911-08")
    assert earlier.as_of == date(1911, 8, 31)
    assert len(episodes(rules.judge(earlier))) < len(episodes(court))
    assert rules.judge(court.kb, early=6).inference.thresholds["early"].value == 6
    with pytest.raises(InputError, match="threshold"):
        rules.judge(court.kb, gulls=6)


def test_kinds_say_what_they_mean() -> None:
    assert ontology.schema().kinds["Vote"].definition.endswith(".")


@pytest.fixture(scope="module")
def shown(court: Court) -> Shown:
    """Return one answer."""
    return why(court, next(iter(court.episodes)))


def test_an_answer_shows_itself_as_text_and_as_a_part_of_a_page(shown: Shown) -> None:
    assert repr(shown) == str(shown)
    page = shown._repr_html_()
    assert page.startswith('<div class="coalition-answer">')
    assert "<script" not in page
    assert "http" not in page
    assert shown.page().startswith("<!DOCTYPE html>")
    assert shown.markdown().startswith("# ")
    assert shown.data()["question"] == shown.answer.question


def test_two_answers_on_one_page_do_not_share_an_anchor(court: Court) -> None:
    first, second, *_ = court.episodes
    pages = [why(court, name)._repr_html_() for name in (first, second)]
    anchors = [{part.partition('"')[0] for part in page.split(' id="')[1:]} for page in pages]
    assert anchors[0]
    assert not anchors[0] & anchors[1]
    for page, known in zip(pages, anchors, strict=True):
        assert {part.partition('"')[0] for part in page.split('href="#')[1:]} <= known


def test_every_question_can_be_asked(court: Court) -> None:
    first, second, *_ = court.episodes
    fact = next(iter(court.episodes[first].episode.basis))
    answers = [
        why_not(court, first, "defection"),
        what_if(court, first, retract=[fact]),
        what_if(court, first, f"{fact}.note=gulls"),
        flip(court, first),
        robust(court, first),
        contrast(court, first, second),
        why(court, "gullland/quay-coalition", "terror-at-home"),
    ]
    assert all(str(answer).strip() and answer._repr_html_() for answer in answers)


def test_what_is_not_there_is_refused_with_what_comes_near(court: Court) -> None:
    with pytest.raises(InputError, match="no episode is called 'gullland-1911-99'") as refused:
        why(court, "gullland-1911-99")
    assert "gullland-1911" in refused.value.remedy
    with pytest.raises(InputError, match="no kind of fact is called 'Votes'"):
        facts(court.kb, "Votes")
    with pytest.raises(InputError, match="nothing to change"):
        what_if(court, next(iter(court.episodes)))


def test_rows_have_the_same_columns_and_say_how_many_they_are(court: Court) -> None:
    for rows in (episodes(court), facts(court.kb, "Contribution"), conclusions(court)):
        assert len(rows) > 1
        assert {tuple(row) for row in rows} == {tuple(rows[0])}
        assert f"<p>{len(rows)} rows" in rows._repr_html_()
    assert {row["standing"] for row in conclusions(court)} <= {"certain", "on the record", "open"}


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_libraries_take_rows_as_they_are(library: str, court: Court) -> None:
    frame = pytest.importorskip(library).DataFrame
    for rows in (episodes(court), facts(court.kb, "Contribution"), conclusions(court)):
        made = frame(rows)
        assert list(made.columns) == list(rows[0])
        assert len(made) == len(rows)


def test_a_query_gives_rows(court: Court) -> None:
    rows = select(court, "SELECT ?unit ?count FROM <graph/facts> { ?unit ck:count ?count } ORDER BY ?unit")
    assert {type(row["count"]) for row in rows} == {int}
    assert select(court, "defections") == select(court, "defections", rows=10_000)
    assert select(court, "ASK { <gullland> a ck:State }") == [{"answer": True}]
    with pytest.raises(InputError, match="calls another service"):
        select(court, "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
