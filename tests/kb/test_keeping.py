"""What was read before is kept: the same knowledge base comes back, and nothing that is out of date or damaged."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kb.keeping import kept
from kb.keeping.kept import load_kept
from kb.reading.loading import load
from kb.store import KnowledgeBase
from tests.kb.cases import write
from tests.places import ROOT


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep what is kept in a folder of the test."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    return tmp_path / "caches" / "coalition-kb"


def orders(kb: KnowledgeBase) -> list[object]:
    """Return what dates know of the order of facts, which does not count when they are compared."""
    values = ((record, name) for record in kb.records.values() for name in record.__dataclass_fields__)
    found = (getattr(record, name) for record, name in values)
    return [(value.of, value.follows) for value in found if hasattr(value, "follows")]


def everything(kb: KnowledgeBase) -> tuple[object, ...]:
    return list(kb.records.items()), dict(kb.works), dict(kb.places), orders(kb), kb.quads


def the_only(folder: Path) -> Path:
    (path,) = folder.glob("*.json")
    return path


def test_what_is_kept_is_what_was_read(folder: Path) -> None:
    read, first, again = load(), load_kept(), load_kept()
    assert the_only(folder).stat().st_size
    assert everything(first) == everything(again) == everything(read)


def test_examples_with_works_of_their_own_are_kept_too() -> None:
    folder = ROOT / "examples" / "cases"
    examples = [folder / "spain-iraq.yaml", *folder.glob("*.bib")]
    assert everything(load_kept(examples)) == everything(load_kept(examples)) == everything(load(examples))


def test_the_second_time_no_file_is_parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path)
    first = load_kept([path])

    def refuse(*_: object) -> None:
        raise AssertionError("the files were read again")

    monkeypatch.setattr("kb.reading.loading.load", refuse)
    assert load_kept([path]).records == first.records


def test_an_edited_file_is_read_again_whatever_its_time_says(tmp_path: Path) -> None:
    path = write(tmp_path)
    before, status = load_kept([path]), path.stat()
    path.write_text(path.read_text(encoding="utf-8").replace("count: 7", "count: 9"), encoding="utf-8")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert load_kept([path]).records != before.records
    assert load_kept([path]).records == load([path]).records


@pytest.mark.parametrize(
    "damage",
    [lambda data: data[: len(data) // 2], lambda data: data.replace(b"tern", b"gull"), lambda _: b"", lambda _: b"[]"],
    ids=["cut off", "altered", "empty", "another thing"],
)
def test_what_is_damaged_is_read_anew_and_mended(folder: Path, tmp_path: Path, damage: object) -> None:
    assert callable(damage)
    path = write(tmp_path)
    load_kept([path])
    sound = the_only(folder).read_bytes()
    the_only(folder).write_bytes(damage(sound))
    assert load_kept([path]).records == load([path]).records
    assert the_only(folder).read_bytes() == sound


def test_where_nothing_can_be_kept_the_files_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert load_kept([write(tmp_path)]).records == load([write(tmp_path)]).records


def test_the_oldest_go_first(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_MOST", 2)
    for number in range(4):
        load_kept([write(tmp_path, name=f"case-{number}.yaml")])
    assert len(list(folder.glob("*.json"))) == 2


def coalition(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    code = (
        "import sys; from cli.main import main\n"
        "try: main(sys.argv[1:])\n"
        "finally: print(sorted({'rdflib', 'pyshacl', 'yaml', 'bibtexparser', 'edtf'} & sys.modules.keys()), "
        "file=sys.stderr)"
    )
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=ROOT,
        env={**os.environ, "XDG_CACHE_HOME": str(folder)},
        capture_output=True,
        text=True,
        check=True,
    )


def test_a_question_asked_again_parses_nothing_and_is_answered_alike(tmp_path: Path) -> None:
    asked = ["why", "denmark-2016-12"]
    first, second = (coalition(tmp_path / "kept", *asked) for _ in range(2))
    assert second.stderr.strip() == "[]"
    anew = coalition(tmp_path / "not", "--no-cache", *asked)
    assert not (tmp_path / "not").exists()
    assert first.stdout == second.stdout == anew.stdout


def parsed(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Return a list that grows whenever files are parsed."""
    calls: list[object] = []

    def noted(*given: Any) -> KnowledgeBase:
        calls.append(given)
        return load(*given)

    monkeypatch.setattr("kb.reading.loading.load", noted)
    return calls


def test_the_bundled_cases_come_ready_with_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "BUNDLED", tmp_path / "bundled.json")
    kept.keep_bundled()
    calls = parsed(monkeypatch)
    ready = load_kept()
    assert calls == []
    assert everything(ready) == everything(load())


def test_bundled_cases_made_ready_before_something_changed_are_read_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "BUNDLED", tmp_path / "bundled.json")
    kept.keep_bundled()
    calls = parsed(monkeypatch)
    monkeypatch.setattr(kept, "_PROGRAM", (Path(__file__).parent,))
    assert load_kept().records == load().records
    assert len(calls) == 1
