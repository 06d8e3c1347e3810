"""Every question that has a name still finds what it found; ``pytest --accept`` writes the answers anew.

They are asked of six case files, whatever else is bundled: ``questions/NAME.csv`` holds what each finds there.
"""

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from explain.linked.graphs import graphs
from explain.linked.named import FOLDER, named, questions
from explain.linked.parsing import parse
from explain.linked.querying import run, store_of
from explain.linked.results import written
from kb.case_files import BUNDLED_CASES
from kb.errors import InputError
from kb.reading.loading import load
from rules.judging.court import Court
from rules.judging.dossier import archive_of

ANSWERS = Path(__file__).parent / "questions"
CASES = ("belgium", "denmark", "netherlands", "global-coalition", "other-members", "isaf")
AT_LEAST = 30


@pytest.fixture(scope="session")
def store() -> ox.Store:
    """Return all graphs of the cases that are asked."""
    court = Court(load([BUNDLED_CASES / f"{name}.yaml" for name in CASES]))
    return store_of(graphs(court, archive_of(court).names))


@pytest.mark.parametrize("name", questions())
def test_a_question_finds_what_it_found(name: str, store: ox.Store, *, accept: bool) -> None:
    path = ANSWERS / f"{name}.csv"
    found = written(run(store, parse(named(name).text), rows=None), "csv").decode()
    if accept:
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8"), f"{path} differs; if on purpose: pytest --accept"


def test_there_are_enough_questions_and_no_answers_without_one() -> None:
    assert len(questions()) >= AT_LEAST
    assert {path.stem for path in ANSWERS.glob("*.csv")} == set(questions())


@pytest.mark.parametrize("name", questions())
def test_a_question_has_a_name_and_an_english_sentence_of_its_own(name: str) -> None:
    found = named(name)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", name)
    assert re.fullmatch(r"[A-Z].*\?", found.english), f"{FOLDER / name}.rq: a question ends with a question mark"
    assert len(found.english) <= 120
    assert found.note == "" or found.note.endswith(".")
    assert "ORDER BY" in found.text, f"{FOLDER / name}.rq: its rows come in no order"
    assert sum(item.english == found.english for item in questions().values()) == 1


def test_a_question_can_be_asked_of_one_node(store: ox.Store) -> None:
    asked = parse(named("resting-on-a-document").text)
    found = run(store, asked, {"document": "work/dewitte-2016"})
    (row,) = found.rows
    assert "denmark-2016-12/conclusion/cause" in str(row)
    with pytest.raises(InputError, match="nothing is called 'work/dewit-2016'") as refused:
        run(store, asked, {"document": "work/dewit-2016"})
    assert "work/dewitte-2016" in refused.value.remedy


def test_an_unknown_question_gets_its_near_matches() -> None:
    with pytest.raises(InputError, match="no question is called 'defectoins'") as refused:
        named("defectoins")
    assert "'defections'" in refused.value.remedy
