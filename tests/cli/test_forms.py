"""An answer in other forms, on standard output and in a file."""

import json
from pathlib import Path

import pytest

from cli.answering import FORMATS
from cli.forms import SUFFIXES
from tests.golden import run

QUESTION = ["why", "denmark-2016-12"]
STARTS = {
    "text": "DEFECTION",
    "json": "{",
    "markdown": "# DEFECTION",
    "html": "<!DOCTYPE html>",
    "dot": "digraph answer {",
    "mermaid": "---\ntitle:",
    "rdf": "@base",
}


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_holds_what_would_be_printed(form: str, tmp_path: Path) -> None:
    path = tmp_path / f"answer{next(suffix for suffix, name in SUFFIXES.items() if name == form)}"
    printed, written = run([*QUESTION, "--format", form]), run([*QUESTION, "-o", str(path)])
    assert (written.returncode, written.stdout, written.stderr) == (0, "", "")
    assert printed.stdout.startswith(STARTS[form])
    assert [line.rstrip() for line in path.read_text(encoding="utf-8").splitlines()] == printed.stdout.splitlines()
    assert [item.name for item in tmp_path.iterdir()] == [path.name]


def test_an_ending_that_names_no_form_is_refused_before_anything_is_judged(tmp_path: Path) -> None:
    done = run([*QUESTION, "-o", str(tmp_path / "answer.docx")])
    assert (done.returncode, done.stdout) == (2, "")
    assert "'.docx' does not say in which form" in done.stderr
    assert not list(tmp_path.iterdir())


def test_json_and_another_form_exclude_each_other() -> None:
    done = run([*QUESTION, "--json", "--format", "html"])
    assert done.returncode == 2
    assert "exclude each other" in done.stderr


OTHERS = {
    "judge": ["judge", "denmark"],
    "profile": ["profile", "denmark", "--on", "2015-11-15"],
    "timeline": ["timeline", "denmark"],
    "theories": ["theories", "denmark", "terror-at-home"],
    "mechanism": ["mechanism", "denmark"],
    "alliance": ["alliance", "denmark"],
    "discrepancies": ["discrepancies", "isaf"],
    "table": ["table", "vaneijk-8"],
}
"""The commands that lay something out."""


@pytest.mark.parametrize("command", OTHERS)
@pytest.mark.parametrize("form", ["text", "json"])
def test_what_other_commands_print_can_go_to_a_file(command: str, form: str, tmp_path: Path) -> None:
    path = tmp_path / {"text": "found.txt", "json": "found.json"}[form]
    shown = {"text": [], "json": ["--json"]}[form]
    printed, written = run([*OTHERS[command], *shown]), run([*OTHERS[command], "-o", str(path)])
    assert (written.returncode, written.stdout, written.stderr) == (0, "", "")
    assert path.read_text(encoding="utf-8") == printed.stdout
    assert form == "text" or json.loads(printed.stdout)


def test_a_list_of_tables_is_no_spreadsheet(tmp_path: Path) -> None:
    done = run(["table", "-o", str(tmp_path / "tables.csv")])
    assert (done.returncode, done.stdout) == (2, "")
    assert "name the table" in done.stderr


def test_the_schema_is_printed() -> None:
    done = run(["schema"])
    assert done.returncode == 0
    assert json.loads(done.stdout)["$schema"] == "https://json-schema.org/draft/2020-12/schema"
