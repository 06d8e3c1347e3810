"""Eight withdrawals entered by interview alone, each from what one row of news reports tells."""

from pathlib import Path

import pytest

from kb.auditing.faults import audit
from tests.explain.interview.scripted import BASE, EXPECTED, ROWS, Scripted, held


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("base") / "base.yaml"
    path.write_text(BASE, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ROWS)
def test_a_row_told_by_interview_is_judged_as_expected(name: str, base: Path, tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    made, talk = held(path, base, ROWS[name])
    judged = made.judgement()
    assert judged is not None
    assert (judged.verdict, set(judged.strategies), set(judged.causes)) == EXPECTED[name]
    assert audit([path, base])[1] == []
    _asks_nothing_twice(talk)


def _asks_nothing_twice(talk: Scripted) -> None:
    texts = [text for text, _, said in talk.asked if text.startswith(("Is it true", "Was there", "Had ", "Did parl"))]
    assert len(set(texts)) == len(texts)
