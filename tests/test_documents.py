"""Every command that the README and the pages of docs/ show is run, and prints what they say it prints.

``pytest --accept`` writes the real output into the pages. A line ``...`` stands for any lines left out.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from explain.renderings.catalogue import catalogue
from tests.places import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
ELISION = "..."
NOT_RUN = ("make ", "eval ", "git ")
"""`make` is what runs these tests; `eval` changes a shell that is not there; `git` fetches."""


def sessions(page: Path) -> list[tuple[str, str]]:
    """Return the commands of a page, each with the output shown below it."""
    found: list[tuple[str, str]] = []
    for block in BLOCK.findall(page.read_text(encoding="utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            found.append((command.partition("  #")[0].strip(), output.rstrip("\n")))
    return found


SHOWN = [
    pytest.param(page, command, output, id=f"{page.name}: {command}")
    for page in PAGES
    for command, output in sessions(page)
    if not command.startswith(NOT_RUN)
]


def run(command: str) -> subprocess.CompletedProcess[str]:
    """Run a command as a reader would, with the installed ``coalition`` in front."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "NO_COLOR": "1"}
    return subprocess.run(  # noqa: S602 - a reader types it into a shell, too
        command,
        shell=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment,
        check=False,
    )


@pytest.mark.parametrize(("page", "command", "output"), SHOWN)
def test_a_command_that_is_shown_prints_what_is_shown(
    page: Path, command: str, output: str, request: pytest.FixtureRequest
) -> None:
    done = run(command)
    assert done.returncode in (0, 1), done.stderr
    if not output:
        return
    real = done.stdout.rstrip("\n")
    if request.config.getoption("--accept") and not _shows(output, real):
        text = page.read_text(encoding="utf-8")
        page.write_text(
            text.replace(f"$ {command}\n{output}\n", f"$ {command}\n{_shortened(output, real)}\n"), encoding="utf-8"
        )
        return
    assert _shows(output, real)


def _shows(output: str, real: str) -> bool:
    """Tell whether a page shows real output, lines left out where it says so."""
    parts = re.split(r"^\.\.\.\n?", output, flags=re.MULTILINE)
    pattern = r"(?:.*\n)*?".join(re.escape(part) for part in parts)
    return re.fullmatch(pattern + r"(?:.*\n?)*" * output.endswith(ELISION), real) is not None


def _shortened(output: str, real: str) -> str:
    """Return real output, cut as the page cut it: after as many lines as it showed before ``...``."""
    if not output.endswith(ELISION):
        return real
    lines = output.splitlines()
    return "\n".join([*real.splitlines()[: max(len(lines) - 1, 1)], ELISION])


def test_the_catalogue_of_rules_is_fresh() -> None:
    shown = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert shown == catalogue(), "the rules have changed: run `make docs`"
