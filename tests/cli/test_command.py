"""The front door: help, unknown names, bad options, colour, and what is imported when."""

import subprocess
import sys

import pytest

from cli.main import COMMANDS
from tests.golden import run

HEAVY = ("experta", "pyshacl", "rdflib", "owlrl", "pyoxigraph", "rich", "edtf", "pybtex")


@pytest.mark.parametrize("name", COMMANDS)
def test_help_ends_with_an_example(name: str) -> None:
    done = run([name, "--help"])
    assert done.returncode == 0
    assert f"Example: coalition {name}" in done.stdout
    assert all(len(line) <= 80 for line in done.stdout.splitlines())


def test_the_list_of_commands_names_them_all() -> None:
    done = run(["--help"])
    assert all(name in done.stdout for name in COMMANDS)
    assert "Example: coalition" in done.stdout


def test_help_and_the_list_of_commands_import_nothing_heavy() -> None:
    code = f"import cli.main, sys; print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_imports_nothing_heavy_before_it_runs(name: str) -> None:
    module = COMMANDS[name][0].partition(":")[0]
    code = f"import {module}, sys; print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_an_unknown_command_gets_its_near_matches() -> None:
    done = run(["timelin"])
    assert (done.returncode, done.stdout) == (2, "")
    assert "no command is called 'timelin'" in done.stderr
    assert "Did you mean 'timeline'?" in done.stderr


def test_an_unknown_state_gets_its_near_matches() -> None:
    done = run(["timeline", "belgum"])
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "Error: no state is called 'belgum'\n  Did you mean 'belgium'?\n"


@pytest.mark.parametrize("arguments", [["timeline", "atlantis"], ["timeline", "--debug"], ["timeline"]])
def test_what_cannot_be_used_is_told_on_standard_error_without_a_traceback(arguments: list[str]) -> None:
    done = run(arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr


def test_debug_shows_the_traceback() -> None:
    done = run(["--debug", "timeline", "belgum"])
    assert done.returncode != 0
    assert "Traceback" in done.stderr


def test_a_missing_case_file_is_refused() -> None:
    done = run(["profile", "belgium", "--on", "2015-01-01", "--with", "nowhere.yaml"])
    assert (done.returncode, done.stdout) == (2, "")
    assert "nowhere.yaml" in done.stderr


def test_a_day_must_be_a_day() -> None:
    done = run(["profile", "belgium", "--on", "2015-02-30"])
    assert done.returncode == 2
    assert "2015-02-30 is not a day" in done.stderr


def test_a_state_is_found_by_its_label_in_any_case_of_letters() -> None:
    assert run(["profile", "BELGIUM", "--on", "2015-01-01"]).returncode == 0


@pytest.mark.parametrize(
    "environment", [{}, {"NO_COLOR": "1"}, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, {"TERM": "dumb"}]
)
def test_a_pipe_and_no_color_get_plain_text(environment: dict[str, str]) -> None:
    done = run(["profile", "belgium", "--on", "2015-01-01"], **environment)
    assert done.returncode == 0
    assert "\x1b[3" not in done.stdout


def test_the_shell_completes_commands_and_states() -> None:
    def completed(words: str, position: str) -> str:
        return run([], _COALITION_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=position).stdout

    assert "plain,timeline" in completed("coalition tim", "1")
    assert completed("coalition timeline be", "2") == "plain,belgium\n"


def test_run_as_a_module() -> None:
    done = subprocess.run([sys.executable, "-m", "cli.main", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("coalition-kb ")
