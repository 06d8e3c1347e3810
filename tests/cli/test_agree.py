"""``coalition case agree``: two codings compared, and which disagreements change a verdict."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli.main import main
from tests.places import EXAMPLES

CODING = """\
facts:
  - {id: norway, type: State, label: Norway, source: {work: vaneijk-2021, place: ch. 3}}
  - id: terns
    type: Contribution
    state: norway
    coalition: global-coalition
    capability: infantry
    role: ground-combat
    begins: 2015-04
    ends: 2017-06
    personnel: 300
    source: {work: vaneijk-2021, place: ch. 3}
  - id: going
    type: Decision
    state: norway
    coalition: global-coalition
    date: 2017-05-03
    act: withdraw
    about: terns
    source: {work: vaneijk-2021, place: ch. 3}
"""
PLEDGE = """\
  - id: pledge
    type: Statement
    state: norway
    coalition: global-coalition
    date: 2017-03
    content: withdrawal-pledged
    about: gulls
    source: {work: vaneijk-2021, place: ch. 3}
"""


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["case", "agree", *map(str, arguments)])


@pytest.fixture(scope="module")
def codings(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("codings")
    first, second = folder / "first.yaml", folder / "second.yaml"
    first.write_text(CODING, "utf-8")
    other = CODING.replace("terns", "gulls").replace("ground-combat", "training").replace("2017-05-03", "2017-05-05")
    second.write_text(other + PLEDGE, "utf-8")
    return first, second


def test_each_disagreement_is_tried_by_itself(codings: tuple[Path, Path]) -> None:
    done = run(*codings, "--json")
    assert done.exit_code == 0
    found = json.loads(done.stdout)
    tried = {(item["sort"], item["fact"], item["field"]): item["changes"] for item in found["disagreements"]}
    assert tried == {
        ("differs", "terns", "role"): True,
        ("differs", "going", "date"): False,
        ("second", "pledge", None): False,
    }
    role = next(item for item in found["disagreements"] if item["field"] == "role")
    assert (role["first"], role["second"]) == ("ground combat", "training")
    assert {"episode": "norway-2017-06", "what": "verdict", "used": "defection", "other": "out-of-scope"} in role[
        "effects"
    ]
    assert [(item["kind"], item["both"], item["first"], item["second"]) for item in found["counts"]] == [
        *(("Contribution", 1, 0, 0), ("Decision", 1, 0, 0), ("State", 1, 0, 0), ("Statement", 0, 0, 1))
    ]


def test_the_comparison_is_told_in_words(codings: tuple[Path, Path]) -> None:
    told = run(*codings).stdout
    assert "3 facts in both codings, 1 in second.yaml alone. 1 of them says the same in both." in " ".join(told.split())
    assert "changes norway-2017-06: verdict defection → out of scope" in told
    assert "1 of 3 disagreements would by itself change what is concluded." in told
    assert "not defined, one pair alone" in told


def test_codings_that_say_the_same_agree_in_everything(codings: tuple[Path, Path]) -> None:
    told = run(codings[0], codings[0], "--no-alpha").stdout
    assert "3 facts in both codings. All say the same." in told
    assert "Both codings lead to the same verdicts" in told


def test_a_coding_that_stands_by_itself_is_read_by_itself() -> None:
    path = EXAMPLES / "spain-iraq.yaml"
    done = run(path, path, "--with", EXAMPLES / "sources.bib", "--json")
    assert done.exit_code == 0
    assert not json.loads(done.stdout)["disagreements"]


def test_a_coding_with_a_fault_is_refused_with_its_place(codings: tuple[Path, Path], tmp_path: Path) -> None:
    path = tmp_path / "third.yaml"
    path.write_text(CODING.replace("infantry", "infantery"), "utf-8")
    done = run(codings[0], path)
    assert done.exit_code == 2
    assert "third.yaml:7:17" in done.output
    assert "'infantery'" in done.output
