"""Work on many episodes: spread or not it comes to the same, and what is done is kept whatever happens."""

import json
import os
import signal
import subprocess
import sys
from typing import Any

import click
import pytest

from cli.reasons.judge import judge
from cli.spreading import Spread
from kb.errors import InputError
from rules.questions import worlds
from rules.questions.worlds import MOST, possible_worlds
from tests.golden import run
from tests.places import ROOT
from tests.rules.judging.altering import bundled, court

NAMES = ("jordan-2014-09", "jordan-2015-02", "denmark-2014-10")


def spread(work: Any, names: tuple[str, ...] = NAMES, workers: int = 1) -> Spread:
    return Spread(court(bundled()), work, names, workers)


def test_two_processes_say_what_one_says() -> None:
    words = ["judge", "jordan", "denmark", "--json"]
    assert run([*words, "--workers", "2"]).stdout == run(words).stdout


def test_a_process_that_dies_loses_no_more_than_its_own_work() -> None:
    def dying(_: object, __: object, name: str) -> str:
        if name == NAMES[1]:
            os._exit(1)
        return name

    work, done = spread(dying, workers=2), list[str]()
    told = pytest.raises(InputError, match="2 of 3 episodes were not judged: the processes")
    with told, click.Context(judge), work.kept():
        done.extend(work.results())
    assert done == list(NAMES[:1])


def test_an_interruption_keeps_what_is_done_and_names_the_rest() -> None:
    words = ["judge", "--possible-worlds", "jordan-2015-02", "belgium"]
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "cli.main", *words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    first = process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=120)
    assert first == "jordan-2015-02\n"
    assert process.returncode == 2, told
    assert "episodes were not judged: it was interrupted" in " ".join(told.split())
    assert "belgium-2019-01" in told or "more" in told


def test_a_cluster_that_does_not_answer_is_named() -> None:
    done = run(["judge", "--scheduler", "tcp://127.0.0.1:9", "--json"])
    assert done.returncode == 2
    assert "no cluster answers at tcp://127.0.0.1:9" in done.stderr


def test_without_dask_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(InputError, match="Dask is not installed"):
        list(spread(lambda *_: None, workers=2).results())


def test_every_world_is_counted_where_they_are_few() -> None:
    found = possible_worlds(court(bundled()), "jordan-2015-02")
    data = json.loads(run(["judge", "--possible-worlds", "jordan-2015-02", "--json"]).stdout)
    assert data[0]["verdicts"] == dict(found.counts)
    assert found.judged == sum(found.counts.values()) <= MOST


def test_what_decides_alone_decides_when_it_is_set_by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worlds, "MOST", 2)
    found = possible_worlds(court(bundled()), "belgium-2018-05")
    assert found.deciding
    for option, verdict in found.deciding:
        assert option.threshold is not None
        name, value = option.threshold
        done = run(["judge", "belgium-2018-05", "--threshold", f"{name}={value}", "--json"])
        assert json.loads(done.stdout)[0]["verdict"] == verdict
