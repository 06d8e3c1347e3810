"""What was measured is kept, and stands beside what is measured next."""

import json
from pathlib import Path

import pytest

pytest.importorskip("clips", reason="clipspy is not installed")

from benchmarks.figures import Figure
from benchmarks.history import last, record
from benchmarks.run import line


def test_the_last_ratio_of_each_figure_is_found_again(tmp_path: Path) -> None:
    path = tmp_path / "history.jsonl"
    assert last(path) == {}
    record({"gulls over terns": 2.0, "terns over plovers": 1.25}, path)
    record({"gulls over terns": 1.5}, path)
    assert last(path) == {"gulls over terns": 1.5, "terns over plovers": 1.25}
    entries = [json.loads(entry) for entry in path.read_text(encoding="utf-8").splitlines()]
    assert [set(entry) for entry in entries] == [{"date", "commit", "python", "figure", "ratio"}] * 3
    assert list(tmp_path.iterdir()) == [path]


def test_a_figure_that_misses_its_aim_is_marked() -> None:
    missed, met = (Figure("gulls over terns", ratio, 1.2, "3 ms") for ratio in (1.21, 1.2))
    assert line(missed, None).split() == ["gulls", "over", "terns", "1.21!", "1.2", "3", "ms"]
    assert line(met, 1.3).split() == ["gulls", "over", "terns", "1.20", "1.2", "1.30", "3", "ms"]
    without = line(Figure("gulls over terns", 9.0, None, "3 ms"), None)
    assert without.split() == ["gulls", "over", "terns", "9.00", "3", "ms"]
