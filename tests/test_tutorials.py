"""The tutorials, followed as they are written: every file they show is written, every command run, in an empty folder.

``pytest --accept`` writes the real output into the pages.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests import test_documents as documents
from tests.places import ROOT

PAGES = [ROOT / "docs" / "tutorials" / name for name in ("first-rule.md", "own-theory.md")]
BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)
FILE = re.compile(r"# (\S+/\S+)\n")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_tutorial_works_as_it_is_written(page: Path, tmp_path: Path, *, accept: bool) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    text = page.read_text(encoding="utf-8")
    for kind, block in BLOCK.findall(text):
        named = FILE.match(block) if kind == "yaml" else None
        if named:
            (tmp_path / named[1]).write_text(block, encoding="utf-8")
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:] if kind == "console" else ():
            command, _, shown = part.rstrip("\n").partition("\n")
            real = run(command, tmp_path).rstrip("\n")
            if accept:
                text = text.replace(part.rstrip("\n"), f"{command}\n{real}".rstrip("\n"))
            else:
                assert documents._shows(shown, real), real
    page.write_text(text, encoding="utf-8") if accept else None


def run(command: str, folder: Path) -> str:
    """Run a command as a reader would, with the installed ``coalition`` in front; return what it prints."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "NO_COLOR": "1"}
    done = subprocess.run(  # noqa: S602 - a reader types it into a shell, too
        command, shell=True, capture_output=True, text=True, cwd=folder, env=environment, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


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
