"""``coalition case new``: at a real terminal, interrupted and taken up again; in a pipe; with a kind of one's own."""

import os
import re
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.main import main
from tests import golden
from tests.explain.interview.scripted import BASE, ROWS, held
from tests.kb.test_extending import FILES

SECONDS = 60
FIRST = (
    ("source", "Jones, The War, 2009, p. 3"),
    ("Which state is it about", "Georgia"),
    ("In which coalition", "MNF-I (Iraq)"),
    ("organisation led", "United States"),
    ("mission begin", "2003"),
    ("mission end", "31 December 2009"),
    ("What kind of unit", "why?"),
    ("What kind of unit", "infantry"),
    ("With which task", "ground combat"),
    ("How many soldiers", "two thousand"),
    ("How many soldiers", "2,000"),
    ("were left after", "0"),
    ("When did that change come", "31 February 2008"),
    ("When did that change come", "between 10 August 2008 and 11 August 2008"),
)
REST = (
    ("Since when", "2003"),
    ("as announced", "unknown"),
    ("any other units", "no"),
    ("brought it about", ""),
    ("When was it", "8 August 2008"),
    ("What was decided", "withdraw"),
    ("Which reasons", "defence of the home country"),
    ("partner took over", "why?"),
    ("partner took over", "no"),
    ("passed to a partner", "no"),
    ("duty was over", "no"),
    ("attacked on its own", "yes"),
    ("When was it", "8 August 2008"),
    ("Until when", "unknown"),
)


class Terminal:
    """A pseudo-terminal in which the command runs: waits for a question, then types."""

    def __init__(self, *arguments: str) -> None:
        """Start the command."""
        import pty  # noqa: PLC0415 - not on every platform

        self._ours, theirs = pty.openpty()
        environment = {**os.environ, "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1", "COLUMNS": "80", "LINES": "60"}
        command = [str(golden.COMMAND), "case", "new", *arguments]
        self._process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment)
        os.close(theirs)
        self.shown = ""
        self._seen = 0

    def wait_for(self, pattern: str) -> None:
        """Wait until something is shown that has not been waited for, and the line below it is ready."""
        until = time.monotonic() + SECONDS
        wanted = re.compile(pattern + r"[\s\S]*?\n> ?")
        while not (found := wanted.search(self.shown, self._seen)):
            assert time.monotonic() < until, f"never shown: {pattern}\n{self.shown[self._seen :]}"
            if not self._read():
                break
        assert found, f"ended before: {pattern}\n{self.shown[self._seen :]}"
        self._seen = found.end()

    def type(self, text: str) -> None:
        """Type a line."""
        os.write(self._ours, f"{text}\r".encode())

    def press(self, key: bytes) -> None:
        """Press one key."""
        os.write(self._ours, key)

    def end(self) -> int:
        """Wait until the command ends; return its exit code."""
        while self._read():
            pass
        os.close(self._ours)
        return self._process.wait(timeout=SECONDS)

    def _read(self) -> bool:
        if not select.select([self._ours], [], [], SECONDS)[0]:
            return False
        try:
            chunk = os.read(self._ours, 65536)
        except OSError:  # the other side has closed
            return False
        self.shown += re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", chunk.decode("utf-8", "replace"))
        return bool(chunk)


@pytest.fixture
def base(tmp_path: Path) -> Path:
    path = tmp_path / "base.yaml"
    path.write_text(BASE, encoding="utf-8")
    return path


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_an_interview_at_a_real_terminal_interrupted_and_taken_up_again(base: Path, tmp_path: Path) -> None:
    path = tmp_path / "georgia.yaml"
    first = Terminal(str(path), "--cases", str(base))
    for question, answer in FIRST:
        first.wait_for(question)
        first.type(answer)
    first.wait_for("Since when")
    first.press(b"\x03")
    assert first.end() == 0
    assert "Stopped here." in first.shown
    assert "which task" in first.shown.partition("> why?")[2].partition("> infantry")[0]
    assert "Write a whole number" in first.shown
    assert "is no date. Write it as closely as it is" in first.shown
    assert "#: said: 2,000\n" in path.read_text(encoding="utf-8")

    second = Terminal(str(path), "--cases", str(base))
    for question, answer in REST:
        second.wait_for(question)
        second.type(answer)
    second.wait_for("So far: defection .on the record.; total withdrawal; competing commitment")
    second.type("stop")
    assert second.end() == 0
    assert "How many soldiers" not in second.shown
    assert "rule burden.shifted" in " ".join(second.shown.split())
    judged = golden.run(["judge", "--cases", str(base), "--with", str(path), "georgia-2008-08"])
    assert "competing commitment" in " ".join(judged.stdout.split())


def piped(*arguments: str, typed: str) -> str:
    done = CliRunner().invoke(main, ["case", "new", *arguments], input=typed)
    assert done.exit_code == 0, done.output
    assert max(map(len, done.output.splitlines())) <= 80 or "/" in max(done.output.splitlines(), key=len)
    return done.output


def test_in_a_pipe_an_answer_stands_on_a_line_and_the_end_of_it_is_no_fault(base: Path, tmp_path: Path) -> None:
    path = tmp_path / "georgia.yaml"
    typed = "\n".join(answer for _, answer in FIRST) + "\n"
    shown = piped(str(path), "--cases", str(base), typed=typed)
    assert "> infantry" in shown
    assert "Stopped here." in shown
    assert f"coalition case new {path}" in shown
    again = piped(str(path), "--cases", str(base), typed="\n".join(answer for _, answer in REST) + "\n")
    assert "So far: defection (on the record); total withdrawal; competing commitment." in again


def test_without_a_name_the_file_is_named_after_the_case(base: Path, tmp_path: Path) -> None:
    typed = "\n".join([*(answer for _, answer in FIRST[:6]), str(tmp_path / "named"), ""])
    piped("--cases", str(base), typed=typed)
    assert "label: Georgia" in (tmp_path / "named.yaml").read_text(encoding="utf-8")


def test_of_an_unfinished_file_the_facts_most_worth_finding_are_named(base: Path, tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    held(path, base, ROWS["IQ01"], most=20)
    done = CliRunner().invoke(main, ["case", "next", str(path), "--cases", str(base)])
    assert done.exit_code == 0
    told = " ".join(done.stdout.split())
    assert "1. Is it true that" in told
    assert "If so, the answer (defection) would no longer hold." in told
    assert "That could show: " in told
    assert "5. " in told
    assert "6. " not in told


def test_a_file_that_is_no_case_is_refused(base: Path, tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text("facts:\n  - nothing\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["case", "new", str(path), "--cases", str(base)], input="")
    assert done.exit_code == 2
    assert "this is no fact" in done.output


def test_a_kind_that_a_schema_adds_is_asked_for_without_any_code(base: Path, tmp_path: Path) -> None:
    for name in ("hearing.yaml", "tone.yaml"):
        (tmp_path / name).write_text(FILES[name], encoding="utf-8")
    path = tmp_path / "case.yaml"
    held(path, base, ROWS["IQ22"])
    finished = path.read_text(encoding="utf-8")
    path.write_text(finished.replace("#: more: no\n", ""), encoding="utf-8")
    typed = "hearing\nJuly 2008\nlist\nhostile\n4\nno\n"
    options = ("--cases", str(base), "--schema", str(tmp_path / "hearing.yaml"))
    done = golden.run(["case", "new", str(path), *options], typed=typed)
    assert "hostile: Its questions were meant to hurt." in done.stdout, done.stdout + done.stderr
    assert "type: Hearing\n" in path.read_text(encoding="utf-8")
    assert "tone: hostile\n    witnesses: 4\n" in path.read_text(encoding="utf-8")
