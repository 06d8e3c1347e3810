"""Pages that show commands: what they show, and what the commands really print.

A line ``...`` stands for any lines left out. A line ``> yes`` in what a command shows is typed by the reader.
"""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from click.testing import CliRunner

from cli.main import main
from tests.places import ROOT

BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)
FILE = re.compile(r"# (\S+\.(?:yaml|bib))\n")
ELISION = "..."
NOT_RUN = ("make ", "eval ", "git ", "pip ")
"""`make` is what runs these tests; `eval` changes a shell that is not there; `git` and `pip` fetch."""

APART = {"|", "<", "&&", ";", "--rules", "--schema", "rules", "diff", "reproduce"}
"""Words of commands that need a shell, or that let the whole program know more rules or kinds from then on."""


def blocks(page: Path) -> Iterator[tuple[str, str]]:
    """Yield every block of a page with its language."""
    yield from BLOCK.findall(page.read_text(encoding="utf-8"))


def commands(block: str) -> Iterator[tuple[str, str]]:
    """Yield the commands of a block, each with the output shown below it."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        while command.count('"') % 2:  # a text in quotes may run over several lines
            more, _, output = output.partition("\n")
            command += f"\n{more}"
        yield command, output.rstrip("\n")


def sessions(page: Path) -> list[tuple[str, str]]:
    """Return the commands of a page, each with the output shown below it."""
    return [found for kind, block in blocks(page) if kind == "console" for found in commands(block)]


def typed(output: str) -> str:
    """Return what a reader types in answer to what a command asks."""
    return "".join(f"{line[2:]}\n" for line in output.splitlines() if line.startswith("> "))


def run(command: str, folder: Path, answers: str = "") -> tuple[str, str, int]:
    """Run a command as a reader would; return what it prints, what it says on standard error, and its exit code."""
    line = command.partition("  #")[0].strip()
    words = shlex.split(line)
    if words[0] == "coalition" and not APART & set(words):
        before = Path.cwd()
        os.chdir(folder)
        try:
            told = CliRunner(env={"NO_COLOR": "1"}).invoke(main, words[1:], input=answers)
        finally:
            os.chdir(before)
        return told.stdout, told.stderr, told.exit_code
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "NO_COLOR": "1"}
    done = subprocess.run(  # noqa: S602 - a reader types it into a shell, too
        line, shell=True, capture_output=True, text=True, cwd=folder, env=environment, check=False
    )
    return done.stdout, done.stderr, done.returncode


def shows(output: str, real: str) -> bool:
    """Tell whether a page shows real output, lines left out where it says so."""
    parts = re.split(r"^\.\.\.\n?", output, flags=re.MULTILINE)
    pattern = r"(?:.*\n)*?".join(re.escape(part) for part in parts)
    return re.fullmatch(pattern + r"(?:.*\n?)*" * output.endswith(ELISION), real) is not None


def shortened(output: str, real: str) -> str:
    """Return real output, cut as the page cut it: after as many lines as it showed before ``...``."""
    if not output.endswith(ELISION):
        return real
    lines = output.splitlines()
    return "\n".join([*real.splitlines()[: max(len(lines) - 1, 1)], ELISION])


def follow(page: Path, folder: Path, *, accept: bool) -> None:
    """Follow a page in a folder: write every file that it shows, run every command, and compare what is printed."""
    (folder / "examples").symlink_to(ROOT / "examples")
    text = page.read_text(encoding="utf-8")
    for kind, block in blocks(page):
        if kind in ("yaml", "bibtex", "text") and (named := FILE.match(block)):
            (folder / named[1]).parent.mkdir(parents=True, exist_ok=True)
            (folder / named[1]).write_text(block, encoding="utf-8")
        for command, output in commands(block) if kind == "console" else ():
            if command.startswith(NOT_RUN):
                continue
            printed, said, code = run(command, folder, typed(output))
            real = printed.rstrip("\n")
            assert code in (0, 1), f"{command}\n{printed}{said}"
            if accept and not shows(output, real):
                text = text.replace(_shown(command, output), _shown(command, shortened(output, real)), 1)
            elif not accept:
                assert shows(output, real), f"{command}\n{real}"
    if accept:
        page.write_text(text, encoding="utf-8")


def _shown(command: str, output: str) -> str:
    """Return a command and its output as a page shows them."""
    return f"$ {command}\n{output}\n" if output else f"$ {command}\n"
