"""`coalition rules new`, `test` and `check`, as somebody who writes rules meets them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli.main import main
from tests import golden


def run(*arguments: str) -> Result:
    """Run the command in this process; it takes up no pack, so that nothing is left behind."""
    return CliRunner().invoke(main, list(arguments))


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """Return a new pack."""
    made = run("rules", "new", str(tmp_path / "quay-theory"))
    assert made.exit_code == 0, made.output
    return tmp_path / "quay-theory"


def changed(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_new_pack_passes_its_cases_and_every_check(pack: Path) -> None:
    tested, checked = run("rules", "test", str(pack)), run("rules", "check", str(pack))
    assert (tested.exit_code, tested.stdout) == (0, "3 cases: all as expected.\n")
    assert (checked.exit_code, checked.stdout) == (0, "Nothing to object to.\n")


def test_a_new_pack_changes_nothing_that_is_there(pack: Path) -> None:
    assert run("rules", "new", str(pack)).exit_code == 2
    refused = run("rules", "new", str(pack.parent / "Quay Theory"))
    assert refused.exit_code == 2
    assert "Use small letters, digits and hyphens" in refused.stderr


def test_a_case_that_fails_is_told_with_its_place_and_what_is_lacking(pack: Path) -> None:
    changed(pack / "rules.yaml", "withdrawal-pledged", "status-sought")
    failed = run("rules", "test", str(pack))
    assert failed.exit_code == 1
    assert failed.stdout.startswith(f"{pack / 'cases' / 'first.yaml'}:8:9: Who had said that they would go")
    assert "condition 4 is not met" in failed.stdout
    assert failed.stdout.endswith("3 cases: 2 not as expected.\n")


def test_a_rule_that_no_case_tries_is_told(pack: Path) -> None:
    changed(pack / "cases" / "first.yaml", "silent: quay-theory.warned-partners", "not_concluded: [{type: Cause}]")
    failed = run("rules", "test", str(pack))
    assert failed.exit_code == 1
    assert failed.stdout == (
        f"{pack / 'rules.yaml'}:9:5: no case says `silent: quay-theory.warned-partners`\n"
        "  A rule that nobody has tried may never fire, or always. Add such a case.\n"
        "3 cases: all as expected.\n"
    )


def test_a_pack_without_cases_is_refused(pack: Path) -> None:
    for file in (pack / "cases").iterdir():
        file.unlink()
    (pack / "cases").rmdir()
    refused = run("rules", "test", str(pack))
    assert refused.exit_code == 2
    assert "the pack has no rule cases" in refused.stderr


def test_a_fault_is_told_with_its_place_its_reason_and_what_to_do(pack: Path) -> None:
    changed(pack / "rules.yaml", "date: $said,", "date: $said, speaker: $speaker,")
    found = run("rules", "check", str(pack))
    assert found.exit_code == 1
    assert found.stdout == (
        f"{pack / 'rules.yaml'}:9:5: unused-variable\n"
        "  in quay-theory.warned-partners, $speaker stands in one place alone, and\n"
        "  nothing hangs on it\n"
        "  It looks like a condition and is none.\n"
        "  Take it out, or correct its spelling where it was to stand again.\n"
        "1 fault found.\n"
    )
    as_json = run("rules", "check", str(pack), "--json")
    assert as_json.exit_code == 1
    assert '"check": "unused-variable"' in as_json.stdout
    goal = pack / "faults.sarif"
    assert run("rules", "check", str(pack), "-o", str(goal)).exit_code == 1
    (log,) = json.loads(goal.read_text(encoding="utf-8"))["runs"]
    assert log["tool"]["driver"]["name"] == "coalition rules check"
    (result,) = log["results"]
    assert (result["ruleId"], result["level"]) == ("unused-variable", "error")
    (place,) = result["locations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == (pack / "rules.yaml").as_posix()
    assert place["physicalLocation"]["region"] == {"startLine": 9, "startColumn": 5}


SCHEMA = """\
vocabularies: [tone.yaml]
kinds:
  Hearing:
    label: hearing
    is: Event
    definition: A committee of parliament questions the government.
    fields: {state: exactly one, tone: exactly one}
fields:
  tone:
    label: tone
    takes: concept
    scheme: tone
    definition: How the committee treated it.
"""
TONES = """\
label: tone
definition: How a committee treats a government.
work: vaneijk-2021
concepts:
  hostile:
    label: hostile
    definition: To hurt.
    source: {work: vaneijk-2021, place: ch. 2}
  friendly:
    label: friendly
    definition: To help.
    source: {work: vaneijk-2021, place: ch. 2}
"""


def test_a_term_that_no_rule_reads_is_told_where_a_pack_brings_it(pack: Path) -> None:
    (pack / "schema.yaml").write_text(SCHEMA, encoding="utf-8")
    (pack / "tone.yaml").write_text(TONES, encoding="utf-8")
    changed(
        pack / "rules.yaml",
        "      - $content includes",
        "      - Hearing: {state: $state, tone: hostile}\n      - $content includes",
    )
    done = golden.run(["rules", "check", str(pack)])
    assert done.returncode == 1, done.stderr
    assert "no rule reads the term 'friendly' of the vocabulary 'tone'" in done.stdout
    assert done.stdout.endswith("1 fault found.\n")
