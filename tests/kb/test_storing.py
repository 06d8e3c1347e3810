"""A store on disk holds the old state or the new one, whatever happens while it is written."""

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kb.errors import InputError
from kb.writing import storing
from kb.writing.export import GRAPHS
from kb.writing.storing import CURRENT, read_store, write_store
from tests.places import ROOT

MANY = 3000
WRITER = f"""
import sys, pathlib
from tests.kb.test_storing import graphs
from kb.writing.storing import write_store
print("ready", flush=True)
sys.stdin.readline()
write_store(pathlib.Path(sys.argv[1]), graphs(sys.argv[2], {MANY}))
"""


def graphs(state: str, many: int = 3) -> dict[str, Iterator[ox.Triple]]:
    """Return two graphs, each with so many statements that tell a state."""

    def said() -> Iterator[ox.Triple]:
        for number in range(many):
            yield ox.Triple(ox.NamedNode(f"urn:{number}"), ox.NamedNode("urn:state"), ox.Literal(state))

    return {"facts": said(), "conclusions/1": said()}


def held(path: Path) -> dict[str, dict[str, int]]:
    """Return how many statements of each state a store holds in each graph."""
    found: dict[str, dict[str, int]] = {}
    for quad in read_store(path):
        graph = found.setdefault(str(getattr(quad.graph_name, "value", "")).removeprefix(GRAPHS), {})
        graph[quad.object.value] = graph.get(quad.object.value, 0) + 1
    return found


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return a store in which the old state stands."""
    write_store(tmp_path / "store", graphs("old", MANY))
    return tmp_path / "store"


def test_what_is_written_takes_the_place_of_what_was(store: Path) -> None:
    write_store(store, graphs("new"))
    assert held(store) == {"facts": {"new": 3}, "conclusions/1": {"new": 3}}


def test_conclusions_of_another_rulebook_stay_beside(store: Path) -> None:
    write_store(store, {"facts": graphs("new")["facts"], "conclusions/2": graphs("new")["facts"]})
    assert held(store) == {"facts": {"new": 3}, "conclusions/1": {"old": MANY}, "conclusions/2": {"new": 3}}


def test_a_writer_that_is_killed_leaves_the_old_state_or_the_new(store: Path) -> None:
    rng = random.Random(17)  # noqa: S311 - any moment will do
    for number in range(6):
        command = [sys.executable, "-c", WRITER, str(store), f"new {number}"]
        with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as writer:
            assert writer.stdin
            assert writer.stdout
            writer.stdout.readline()
            before = held(store)
            writer.stdin.write(b"\n")
            writer.stdin.flush()
            time.sleep(rng.uniform(0, 0.4))
            writer.kill()
        new = {name: {f"new {number}": MANY} for name in ("facts", "conclusions/1")}
        found = held(store)
        assert found in (before, new)
    write_store(store, graphs("last"))
    assert held(store)["facts"] == {"last": 3}
    assert len(list(store.glob("graphs-*"))) == 2  # the last and the one before: what was left half-way is gone


def test_a_fault_while_writing_leaves_the_old_state(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> Iterator[ox.Triple]:
        yield from graphs("new")["facts"]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_store(store, {"facts": broken()})
    assert held(store)["facts"] == {"old": MANY}
    assert len(list(store.glob("graphs-*"))) == 1

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(storing, "_fill", full)
    with pytest.raises(InputError, match="No space left"):
        write_store(store, graphs("new"))
    assert held(store)["facts"] == {"old": MANY}


def test_a_database_that_another_program_is_writing_stays(store: Path) -> None:
    other = store / "graphs-other"
    writing = ox.Store(str(other))
    write_store(store, graphs("new"))
    assert other.exists()
    del writing
    write_store(store, graphs("new"))
    assert not other.exists()


def test_a_reader_goes_on_reading_what_it_opened(store: Path) -> None:
    reader = read_store(store)
    write_store(store, graphs("new"))
    assert len(list(reader)) == 2 * MANY


@pytest.mark.parametrize("kind", ["nothing", "file", "folder"])
def test_what_is_no_store_is_refused(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "gulls"
    if kind == "file":
        path.write_text("gull", encoding="utf-8")
    elif kind == "folder":
        path.mkdir()
        (path / "gull.txt").write_text("gull", encoding="utf-8")
    with pytest.raises(InputError, match="no store in this folder"):
        read_store(path)
    if kind != "nothing":
        with pytest.raises(InputError, match=r"no folder|something else"):
            write_store(path, graphs("new"))
        assert not (tmp_path / CURRENT).exists()
