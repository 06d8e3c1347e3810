"""Help is whole and fits the page, and what cannot be done is said instead of being left out or never ending."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from cli.main import COMMANDS, main
from kb.near import there_are


def commands(group: click.Group, *before: str) -> Iterator[tuple[str, ...]]:
    """Yield the words by which each command is called."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        yield (*before, name)
        if isinstance(command, click.Group):
            yield from commands(command, *before, name)


@pytest.mark.parametrize("words", list(commands(main)), ids=" ".join)
def test_help_fits_the_page_and_breaks_nothing_off(words: tuple[str, ...]) -> None:
    told = CliRunner().invoke(main, [*words, "--help"], env={"COLUMNS": "80"}).stdout
    assert "Example: coalition" in told
    assert "\\b" not in told
    assert not re.search(r"[a-z]\.\.\.$", told, re.MULTILINE)
    assert not [line for line in told.splitlines() if len(line) > 80 or line != line.rstrip()]


def test_one_command_checks_case_files() -> None:
    assert "check" not in COMMANDS


def test_of_very_many_names_some_are_listed_and_the_rest_counted() -> None:
    names = [f"gullland-{year}-01" for year in range(1900, 1950)]
    told = there_are([*names, "gullland"])
    assert told.startswith("There are: gullland, gullland-1900-01, ")
    assert told.endswith(" and 39 more.")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["judge", "--workers", "99999999999"], "is not in the range"),
        (["judge", "--against", "bundled", "--possible-worlds"], "--against goes with no --possible-worlds"),
    ],
)
def test_what_cannot_be_done_is_said(words: list[str], told: str) -> None:
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 2
    assert told in done.stderr


def test_a_number_of_rows_beyond_any_shows_all() -> None:
    asked = "SELECT ?vote FROM <graph/facts> { ?vote a ck:Vote }"
    whole, huge = (CliRunner().invoke(main, ["query", asked, "--rows", rows]) for rows in ("0", "9" * 30))
    assert (huge.exit_code, huge.stdout) == (0, whole.stdout)


def test_a_file_that_cannot_be_read_has_one_fault(tmp_path: Path) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text("facts: [", encoding="utf-8")
    done = CliRunner().invoke(main, ["case", "check", str(path)])
    assert done.stdout.endswith("\n1 fault.\n")


def test_a_template_says_what_was_written_and_what_to_do_with_it(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["case", "template", str(tmp_path / "mine")])
    assert f"written: {tmp_path / 'mine' / 'decisions.csv'}\n" in done.stderr
    assert done.stderr.endswith(
        f"Now fill it in, and read it: coalition case import {tmp_path / 'mine'} -o mine.yaml\n"
    )
