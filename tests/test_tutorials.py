"""The tutorials, followed as they are written: every file they show is written, every command run, in an empty folder.

What they leave behind stands finished in a folder of ``examples/`` that bears their name, where there is one.
``pytest --accept`` writes the real output into the pages, and the finished files into that folder.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import pages
from tests.places import ROOT

TUTORIALS = sorted((ROOT / "docs" / "tutorials").glob("*.md"))


@pytest.mark.parametrize("page", TUTORIALS, ids=lambda page: page.stem)
def test_a_tutorial_works_as_it_is_written(page: Path, tmp_path: Path, *, accept: bool) -> None:
    pages.follow(page, tmp_path, accept=accept)
    finished = ROOT / "examples" / page.stem
    for path in finished.rglob("*.*") if finished.is_dir() else ():
        left = (tmp_path / path.relative_to(finished)).read_text(encoding="utf-8")
        if accept:
            path.write_text(left, encoding="utf-8")
        assert left == path.read_text(encoding="utf-8"), f"{path} is not what the tutorial leaves"


def test_the_example_pack_is_installed_and_found_by_its_name(tmp_path: Path) -> None:
    source, target = ROOT / "examples" / "packs" / "war-weariness", tmp_path / "installed"
    copied = tmp_path / "war-weariness"
    subprocess.run(["cp", "-r", str(source), str(copied)], check=True)  # noqa: S607 - any cp will do
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*pip, "--target", str(target), str(copied)], check=True, capture_output=True)
    done = subprocess.run(
        [sys.executable, "-m", "cli.main", "rules", "test", "war-weariness"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(target)},
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "5 cases: all as expected.\n"), done.stderr
