"""``coalition case check``: all faults of a file in one run, as text, as JSON and in SARIF."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from cli.cases.case_check import audited
from cli.cases.findings import as_json, as_text
from cli.main import main
from kb.auditing.faults import Finding
from kb.case_files import BUNDLED_CASES
from tests.kb.cases import CASE, SOURCE
from tests.places import EXAMPLES

NEWCOMER = f"""\
facts:
  - id: spain
    type: State
    source: {SOURCE}
  - id: us
    type: Stat
    source: {SOURCE}
  - id: mnf
    type: Coalition
    leader: us
    begins: 31.06.2003
    source: {SOURCE}
  - id: brigade
    type: Contribution
    state: spian
    coalition: mnf
    capability: f16
    role: air-strike
    begins: 2004-01
    ends: 2003
    personel: 1300
    source: {SOURCE}
  - id: vote
    type: Vote
    state: spain
    coalition: mnf
    date:
    note: "unclosed: yes
  - id: vote
    type: Vote
    state: spain
    coalition: mnf
    date: 2004
    date: 2005
  - id: rotation
    type: Arrangement
    coalition: mnf
    partners: [spain]
    begins: 2004
    source: {{work: nobody-2000, place: 3}}
  - id: looked
    type: CompleteRecord
    state: spain
    coalition: mnf
    kinds: [Casualties]
    begins: 2004
    ends: 2023
    source: {SOURCE}
"""
FAULTS = {
    6: "of the unknown class 'Stat'",
    11: "'31.06.2003', which is no date",
    15: "there is no such State",
    17: "unknown capability 'f16'",
    20: "lies before `begins`",
    21: "'personel' is not a key",
    27: "a value is missing",
    28: "a quotation mark is not closed",
    29: "has no source",
    34: "the key 'date' is given twice",
    35: "at least two",
    40: "unknown source 'nobody-2000'",
    41: "its source is of 2021",
}
"""What is wrong in it, and on which line."""


def checked(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["case", "check", *map(str, arguments)])


@pytest.fixture(scope="module")
def newcomer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("case") / "case.yaml"
    path.write_text(NEWCOMER, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def told(newcomer: Path) -> tuple[int, list[Finding]]:
    """Return how many facts the file has, and what is found wrong with it."""
    return audited((newcomer,), (), ())


@pytest.fixture(scope="module")
def rows(told: tuple[int, list[Finding]]) -> list[dict[str, Any]]:
    found = json.loads(as_json(*told))["findings"]
    assert isinstance(found, list)
    return found


def test_every_fault_of_a_newcomer_is_told_once_and_where_it_stands(rows: list[dict[str, Any]]) -> None:
    assert {row["line"]: FAULTS.get(row["line"], "?") in row["what"] for row in rows} == dict.fromkeys(FAULTS, True)
    assert len(rows) == len(FAULTS)
    assert all(row["why"] and row["remedy"] and row["level"] == "error" and row["column"] for row in rows)


def test_the_text_tells_place_fault_reason_and_remedy(newcomer: Path, told: tuple[int, list[Finding]]) -> None:
    text = as_text(*told)
    assert f"{newcomer}:15:12\n  brigade: `state` names 'spian', and there is no such State\n" in text
    assert "  Did you mean 'spain'?\n" in text
    assert text.endswith(f"\n{len(FAULTS)} faults.\n")
    assert all(len(line) <= 80 for line in text.splitlines() if not line.startswith("/"))


def test_sarif_has_the_structure_that_its_readers_expect(
    newcomer: Path, rows: list[dict[str, Any]], tmp_path: Path
) -> None:
    goal = tmp_path / "faults.sarif"
    assert checked(newcomer, "-o", goal).exit_code == 1
    log = json.loads(goal.read_text(encoding="utf-8"))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(set(rules)) == len(rules)
    assert len(run["results"]) == len(rows)
    for result, row in zip(run["results"], rows, strict=True):
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert row["what"] in result["message"]["text"]
        (place,) = result["locations"]
        assert place["physicalLocation"]["artifactLocation"]["uri"] == newcomer.as_posix()
        assert place["physicalLocation"]["region"] == {"startLine": row["line"], "startColumn": row["column"]}


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml"))[:1], ids=lambda path: path.stem)
def test_examples_are_sound(path: Path) -> None:
    done = checked(path, "--with", EXAMPLES / "sources.bib", "--format", "json")
    assert (done.exit_code, json.loads(done.stdout)["faults"]) == (0, 0)


def test_a_number_that_is_none_is_told_once_and_by_nobody_else(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "case.yaml"
    said = f"type: Contribution, state: gullland, coalition: quay-coalition, begins: 1911, source: {SOURCE}"
    path.write_text(CASE + f"  - {{id: more, {said}, capability: f-16am, role: air-strike, count: two}}\n", "utf-8")
    done = checked(path)
    assert "`count` is 'two', which is no whole number" in done.stdout
    assert done.stdout.endswith("\n1 fault.\n")
    assert [record.message for record in caplog.records] == []


def test_facts_that_no_rule_reads_are_remarks(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(
        CASE + f"  - {{id: vote, type: Election, state: gullland, date: 1911, source: {SOURCE}}}\n", "utf-8"
    )
    done = checked(path)
    assert done.exit_code == 0
    assert "(remark)\n  vote: no rule reads this fact\n  It concerns no state that sent units" in done.stdout
    assert done.stdout.endswith("\n1 remark.\n")


def test_a_decision_that_is_not_carried_out_or_whose_reason_nothing_bears_out_is_remarked_on(tmp_path: Path) -> None:
    path, beside = tmp_path / "case.yaml", ("--with", EXAMPLES / "sources.bib")
    whole = (EXAMPLES / "spain-iraq.yaml").read_text("utf-8")
    path.write_text(whole.replace(", ends: 2004-05", "").replace("campaign-pledge", "handover"), "utf-8")
    done = checked(path, *beside)
    assert done.exit_code == 0
    assert "(remark)\n  spain-withdrawal: nothing on record says that it was carried out" in done.stdout
    assert "it gives handover to others as its reason" in done.stdout
    assert done.stdout.endswith("\n2 remarks.\n")
    path.write_text(whole, "utf-8")
    assert "nothing to object to" in checked(path, *beside).stdout


def test_a_file_that_names_what_the_bundled_cases_have_is_read_with_them(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(
        f"facts:\n  - {{id: danish-vote, type: Vote, state: denmark, coalition: global-coalition, date: 2015,"
        f" source: {SOURCE}}}\n",
        encoding="utf-8",
    )
    assert checked(path).stdout == "1 fact: nothing to object to.\n"


def test_a_file_that_is_not_there_exits_with_two(tmp_path: Path) -> None:
    done = checked(tmp_path / "nothing.yaml")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "cannot be read" in done.stderr


def test_without_a_file_what_is_added_is_checked_beside_the_bundled_cases(tmp_path: Path) -> None:
    path = tmp_path / "more.yaml"
    told = "facts:\n  - {id: eve, type: Election, state: denmark, date: 2019-06-05, contested: true, SOURCE}\n"
    path.write_text(told.replace("SOURCE", "source: {work: vaneijk-2021, place: ch. 5}"), encoding="utf-8")
    assert checked("--with", path).stdout == "1 fact: nothing to object to.\n"


def test_a_bundled_file_that_is_named_by_its_path_is_checked() -> None:
    facts, found = audited((BUNDLED_CASES / "belgium.yaml",), (), ())
    assert facts > 20
    assert not any(item.is_fault for item in found)
