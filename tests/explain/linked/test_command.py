"""The commands export and check: where they write, what they refuse, how they end."""

from pathlib import Path

import pytest

from kb.errors import InputError
from kb.writing.export import FORMATS, write_whole
from tests.explain.linked.conftest import read
from tests.golden import run
from tests.kb.cases import write


@pytest.fixture
def case(tmp_path: Path) -> str:
    """Return the path of a small case file."""
    return str(write(tmp_path))


def test_standard_output_and_a_file_get_the_same_bytes(case: str, tmp_path: Path) -> None:
    goal = tmp_path / "out.nt"
    printed = run(["export", "--cases", case, "--format", "ntriples"])
    written = run(["export", "--cases", case, "-o", str(goal)])
    assert (printed.returncode, written.returncode) == (0, 0)
    assert (written.stdout, written.stderr) == ("", "")
    assert goal.read_text(encoding="utf-8") == printed.stdout


def test_the_format_that_is_named_counts_for_more_than_the_ending(case: str, tmp_path: Path) -> None:
    goal = tmp_path / "out.jsonld"
    assert run(["export", "--cases", case, "--what", "facts", "--format", "turtle", "-o", str(goal)]).returncode == 0
    assert read(goal.read_bytes(), "turtle")


def test_names_select_conclusions(case: str) -> None:
    told = run(["export", "ternland-1911-12", "--cases", case, "--what", "conclusions"])
    assert told.returncode == 0
    assert "<ternland-1911-12> a ck:Episode" in told.stdout
    assert "<ternland-1911-06>" not in told.stdout
    refused = run(["export", "ternland", "--cases", case, "--what", "facts"])
    assert refused.returncode == 2
    assert "names select conclusions" in " ".join(refused.stderr.split())
    assert "Did you mean 'ternland-1911-12'" in " ".join(
        run(["export", "ternland-1911-13", "--cases", case]).stderr.split()
    )


@pytest.mark.parametrize(
    ("goal", "told"),
    [
        (".", "this is a folder, not a file"),
        ("nowhere/out.ttl", "cannot be written: No such file or directory"),
        ("out.txt", "the ending '.txt' does not say in which form to write"),
        ("case.yaml/out.ttl", "cannot be written: Not a directory"),
    ],
)
def test_a_goal_that_is_no_file_is_refused(goal: str, told: str, case: str, tmp_path: Path) -> None:
    before = sorted(tmp_path.iterdir())
    done = run(["export", "--cases", case, "--what", "facts", "-o", str(tmp_path / goal)])
    assert (done.returncode, done.stdout) == (2, "")
    assert told in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
    assert sorted(tmp_path.iterdir()) == before


def test_a_device_is_refused() -> None:
    with pytest.raises(InputError, match="a device, not a file"):
        write_whole(b"", Path("/dev/null"))


@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("method", ["chmod", "replace"])
def test_a_file_is_written_whole_or_not_at_all(
    fault: BaseException, method: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    goal = tmp_path / "out.ttl"
    goal.write_bytes(b"before")

    def fail(*_: object) -> None:
        raise fault

    monkeypatch.setattr(Path, method, fail)
    with pytest.raises((InputError, KeyboardInterrupt)):
        write_whole(b"after", goal)
    assert goal.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [goal]


def test_a_file_keeps_its_rights_and_a_link_its_goal(tmp_path: Path) -> None:
    goal, link = tmp_path / "out.ttl", tmp_path / "link.ttl"
    goal.write_bytes(b"before")
    goal.chmod(0o640)
    link.symlink_to(goal)
    write_whole(b"after", link)
    assert (goal.read_bytes(), link.is_symlink()) == (b"after", True)
    assert goal.stat().st_mode & 0o777 == 0o640
    fresh, plain = tmp_path / "fresh.ttl", tmp_path / "plain.ttl"
    write_whole(b"", fresh)
    plain.touch()
    assert fresh.stat().st_mode == plain.stat().st_mode


def test_the_command_offers_the_forms_that_can_be_written() -> None:
    from cli.sharing.export import FORMATS as OFFERED  # noqa: PLC0415 - beside the one that it is compared with

    assert set(OFFERED) == set(FORMATS)
