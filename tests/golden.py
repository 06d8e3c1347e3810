"""Golden answers: short literate files, each a situation, a command, its exact output and its exit code.

::

    What a reader should know about the situation: any lines that do not start with "$ ".

    $ coalition profile gullland --on 1911-07-01
    Gullland in the Quay Coalition
    ...
    ! a line on standard error
    [exit 0]

A file may hold several commands, and a command may read its input from a file: ``coalition ask < asking/questions``.
They run in ``tests/golden``, so that cases beside the file are named by their own short path, through the command
that is installed next to the running Python. Digests change with every fact and rule: ``sha256:...`` stands for any.
"""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).parent / "golden"
_DIGEST = re.compile(r"sha256:[0-9a-f]{12}")
COMMAND = Path(sys.executable).with_name("coalition")


def run(arguments: list[str], *, typed: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the installed ``coalition`` with some arguments and input, without a terminal, no settings inherited."""
    kept = ("PATH", "HOME", "SYSTEMROOT", "XDG_CACHE_HOME")
    inherited = {name: os.environ[name] for name in kept if name in os.environ}
    return subprocess.run(
        [str(COMMAND), *arguments],
        cwd=FOLDER,
        env={**inherited, "PYTHONUTF8": "1", **environment},
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )


def answered(text: str) -> str:
    """Return the text of a golden file with every answer replaced by what its command prints now."""
    lines: list[str] = []
    inside = False
    for line in text.splitlines():
        if line.startswith("$ "):
            assert not inside, f"no [exit] line before: {line}"
            lines += [line, *_answer(line)]
            inside = True
        elif not inside:
            lines.append(line)
        elif line.startswith("[exit "):
            inside = False
    return "\n".join(lines) + "\n"


def output(text: str) -> Iterator[tuple[str, str]]:
    """Yield every line of standard output in a golden file, with the command that printed it."""
    command = ""
    for line in text.splitlines():
        if line.startswith("$ "):
            command = line
        elif line.startswith("[exit "):
            command = ""
        elif command and not line.startswith("!"):
            yield command, line


def _answer(line: str) -> list[str]:
    name, *arguments = shlex.split(line.removeprefix("$ "))
    assert name == "coalition", f"a golden answer runs coalition, not {name}"
    typed = ""
    if "<" in arguments:
        *arguments, _, path = arguments
        typed = (FOLDER / path).read_text(encoding="utf-8")
    done = run(arguments, typed=typed)
    printed = _DIGEST.sub("sha256:...", done.stdout)
    errors = [f"! {told}".rstrip() for told in done.stderr.splitlines()]
    return [*printed.splitlines(), *errors, f"[exit {done.returncode}]"]
