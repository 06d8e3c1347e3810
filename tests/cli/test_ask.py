"""``coalition ask``: one question, a pipe, a terminal."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import pytest
from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.history import FileHistory, InMemoryHistory
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from cli.asking.prompting import Questions, history, history_file, prompted
from explain.asking.lexicon import Lexicon
from kb.reading.loading import load
from rules.judging.court import Court
from tests import golden

TERMINAL_SECONDS = 60


@cache
def lexicon() -> Lexicon:
    kb = load()
    return Lexicon(kb, Court(kb))


@pytest.mark.parametrize(
    "question",
    [
        "why was Denmark's 2016 withdrawal a defection?",
        "why was denmark-2016-12 not a total withdrawal?",
        "why was Belgium's 2018 exit not a defection?",
        "was Belgium's 2018 exit a defection?",
        "what caused Denmark's 2016 withdrawal?",
        "for Denmark's 2016 withdrawal, what if the radar had not come?",
        "compare denmark-2015-10 and belgium-2018-01",
        "list episodes of Denmark",
    ],
)
def test_the_command_that_is_echoed_answers_the_same(question: str) -> None:
    asked = golden.run(["ask", question])
    assert asked.returncode == 0, asked.stderr
    echoed, _, answer = asked.stdout.partition("\n\n")
    line = " ".join(echoed.split("\n(")[0].removeprefix("understood:").split())
    done = golden.run(line.removeprefix("coalition ").split())
    assert done.stdout == answer


def test_one_question_that_is_not_understood_exits_with_two() -> None:
    done = golden.run(["ask", "what is the colour of the sky?"])
    assert done.returncode == 2
    assert done.stdout == ""
    assert "colour" in done.stderr


def test_a_pipe_that_is_not_understood_goes_on() -> None:
    done = golden.run(["ask"], typed="what is the colour of the sky?\n\nlist episodes of Belgium\n")
    assert done.returncode == 0
    assert "not understood" in done.stdout
    assert "understood: coalition judge belgium" in done.stdout
    assert done.stderr == ""


def test_an_empty_pipe_asks_nothing() -> None:
    done = golden.run(["ask"])
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_what_follows_quit_is_not_answered() -> None:
    assert "understood: coalition" not in golden.run(["ask"], typed="quit\nlist episodes\n").stdout


def test_the_echo_repeats_the_options_of_the_conversation() -> None:
    done = golden.run(["ask", "--cases", "quay", "--threshold", "early=6", "Gullland"])
    assert done.stdout.startswith("understood: coalition judge gullland --cases quay --threshold early=6\n")


def test_lines_are_typed_interrupted_and_ended() -> None:
    with create_pipe_input() as typed:
        session: PromptSession[str] = PromptSession(history=InMemoryHistory(), input=typed, output=DummyOutput())
        typed.send_text("which cause?\rhalf a quest\x03quit\r\x04")
        with ThreadPoolExecutor(1) as elsewhere:  # a browser test beside it may hold this thread's event loop
            lines = elsewhere.submit(lambda: list(prompted(lexicon(), session))).result()
    assert lines == ["which cause?", "quit"]


def test_questions_and_names_are_completed() -> None:
    completer = Questions(lexicon())
    found = {item.text for item in completer.get_completions(Document("list e"), CompleteEvent())}
    assert "list episodes" in found
    found = {item.text for item in completer.get_completions(Document("why denmark-2016-1"), CompleteEvent())}
    assert found == {"denmark-2016-12"}
    assert list(completer.get_completions(Document(""), CompleteEvent())) == []


@pytest.mark.skipif(sys.platform != "linux", reason="where state is kept depends on the platform")
def test_history_is_kept_where_state_belongs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    path = history_file()
    assert path == tmp_path / "coalition-kb" / "ask-history"
    assert path.stat().st_mode & 0o077 == 0
    assert isinstance(history(path), FileHistory)
    monkeypatch.setenv("COALITION_NO_HISTORY", "1")
    assert history_file() is None


@pytest.mark.skipif(sys.platform == "win32", reason="a file in place of a folder")
def test_no_history_is_kept_where_it_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(blocked))
    monkeypatch.setenv("HOME", str(blocked))
    assert history_file() is None
    assert isinstance(history(None), InMemoryHistory)


def conversation(typed: bytes, **settings: str) -> bytes:
    """Return what a real terminal shows of a conversation."""
    import pty  # noqa: PLC0415 - not on every platform

    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1", **settings}
    process = subprocess.Popen(
        [str(golden.COMMAND), "ask"], stdin=theirs, stdout=theirs, stderr=theirs, env=environment, close_fds=True
    )
    os.close(theirs)
    os.write(ours, typed)
    shown = b""
    try:
        while chunk := os.read(ours, 4096):
            shown += chunk
    except OSError:  # the other side has closed
        pass
    assert process.wait(timeout=TERMINAL_SECONDS) == 0
    os.close(ours)
    return shown


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_conversation_at_a_real_terminal(tmp_path: Path) -> None:
    shown = conversation(b"was denmark-2016-12 a defection?\rquit\r", XDG_STATE_HOME=str(tmp_path))
    assert b"understood: coalition why denmark-2016-12 verdict --depth 1" in shown
    assert b"is remembered" in shown or b"are remembered" in shown


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_what_is_longer_than_the_screen_is_paged_and_what_is_not_is_not(tmp_path: Path) -> None:
    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\necho PAGED\ncat\n", encoding="utf-8")
    pager.chmod(0o755)
    settings = {"XDG_STATE_HOME": str(tmp_path), "PAGER": str(pager), "COLUMNS": "80"}
    asked = b"why was denmark-2016-12 a defection?\rquit\r"
    assert conversation(asked, LINES="12", **settings).count(b"PAGED") == 1
    assert conversation(asked, LINES="400", **settings).count(b"PAGED") == 0
