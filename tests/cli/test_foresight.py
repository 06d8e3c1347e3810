"""The commands that look ahead: forms, names and faults; what they print word for word stands in the golden answers."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from cli.main import main
from tests import golden


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(item) for item in arguments])


def data(*arguments: str) -> dict[str, Any]:
    done = run(*arguments, "--json")
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


def test_the_list_as_data_has_the_rule_of_its_order_and_names_that_open() -> None:
    found = data("watch", "--on", "2016-10-01")
    assert found["order"]["rule"]
    assert [item["rank"] for item in found["alerts"]] == list(range(1, len(found["alerts"]) + 1))
    first = found["alerts"][0]["outcomes"][0]
    assert run("verify", first["name"]).stdout.startswith(f"{first['name']}: verified")
    assert {"signs", "combat", "announced", "outcomes"} <= found["alerts"][0].keys()


def test_another_order_is_another_list_of_the_same() -> None:
    orders = ("nearness", "soonest")
    near, soon = (data("watch", "--on", "2016-10-01", "global-coalition", "--order", one)["alerts"] for one in orders)
    assert [item["thing"] for item in near] != [item["thing"] for item in soon]
    assert sorted(item["thing"] for item in near) == sorted(item["thing"] for item in soon)


def test_what_was_known_by_an_earlier_day_is_less() -> None:
    then, before = (
        data("watch", "--on", "2016-12-15", "denmark", *more)["alerts"][0] for more in ((), ("--as-of", "2016-11-30"))
    )
    assert (then["announced"], before["announced"]) == (True, False)
    assert (then["outcomes"][0]["wanting"], before["outcomes"][0]["wanting"]) == (0, 1)


def test_a_proof_that_is_kept_is_checked_and_a_changed_one_refused(tmp_path: Path) -> None:
    path, name = tmp_path / "proof.json", "belgium-f-16am-2014@2015-05-01"
    assert run("verify", name, "--save", path).exit_code == 0
    assert run("verify", "--proof", path).exit_code == 0
    path.write_text(path.read_text(encoding="utf-8").replace("2015-06-30", "2015-06-29"), encoding="utf-8")
    assert run("verify", "--proof", path).exit_code == 1
    for command in (("verify", name, "--save", tmp_path / "proof.ttl"), ("why", name, "--format", "rdf")):
        assert "what was only supposed" in run(*command).output
    both = run("verify", name, "denmark-2016-12").stdout
    assert [line.partition(":")[0] for line in both.splitlines()] == ["denmark-2016-12", name]


@pytest.mark.parametrize("form", ["markdown", "html"])
@pytest.mark.parametrize(
    "command",
    [("watch", "--on", "2015-06-20", "netherlands"), ("brief", "belgium", "--on", "2015-06-01")],
    ids=" ".join,
)
def test_pages_come_in_every_form_with_their_sources(command: tuple[str, ...], form: str) -> None:
    done = run(*command, "--format", form)
    assert done.exit_code == 0
    assert "van Eijk 2021" in done.stdout
    assert ("[^1]:" if form == "markdown" else "<h2>Sources</h2>") in done.stdout
    assert "://" not in done.stdout


def test_a_briefing_as_data_holds_the_list_and_the_alternatives() -> None:
    found = data("brief", "belgium", "--on", "2015-06-01")
    assert found["alerts"][0]["thing"] == found["alternatives"][0]["thing"]
    assert found["alternatives"][0]["alternatives"][0]["effect"] == "none"
    assert found["find_out_first"]


def test_the_backtest_takes_other_cases_too() -> None:
    found = data("watch", "--backtest", "--cases", str(golden.FOLDER / "quay"))
    assert {item["coalition"] for item in found["lists"]} == {"quay-coalition"}
    assert run("watch", "--backtest", "--cases", golden.FOLDER / "quay").stdout.startswith("BACKTEST")


def test_the_foot_says_what_options_to_repeat() -> None:
    done = run("watch", "--on", "2016-12-15", "denmark", "--as-of", "2016-11-30")
    assert done.stdout.rstrip().endswith("Add: --as-of 2016-11-30")


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (("watch",), "--on YYYY-MM-DD"),
        (("watch", "--backtest", "--on", "2015-06"), "--backtest goes through all"),
        (("watch", "--on", "1990-01-01"), "No units are in service"),
        (("why", "denmark-f16am-2016@2016"), "names no supposed exit"),
        (("why", "denmark-f16am-2016@2016-13-45"), "names no supposed exit"),
        (("why", "denmark-f16am-2016@2016-10-01+7"), "1 supposed exit can be opened"),
        (("why", "denmark-f16-2016@2016-10-01"), "no units called"),
        (("why", "denmark-f16am-2016@2016-10-01~99"), "proposals can be opened"),
        (("alternatives", "denmark"), "no day is given"),
        (("brief", "denmrk", "--on", "2016-10-01"), "denmark"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_faults_say_what_to_do(command: tuple[str, ...], told: str) -> None:
    assert told in " ".join(run(*command).output.split())
