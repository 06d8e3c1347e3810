"""With what an answer was made stands in it, and it can be made again: `--version` and `coalition reproduce`."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from cli.main import main
from explain.made_with import TOLD
from tests import golden

QUAY = str(golden.FOLDER / "quay")


def run(*arguments: str) -> Result:
    """Run the command in this process; it takes up no pack, so that nothing is left behind."""
    return CliRunner().invoke(main, list(arguments))


def saved(path: Path, *arguments: str) -> Any:
    done = run(*arguments, "--cases", QUAY, "--json", "-o", str(path))
    assert done.exit_code == 0, done.output
    return json.loads(path.read_text(encoding="utf-8"))


def test_the_version_names_all_that_answers_are_made_from() -> None:
    lines = run("--version").stdout.splitlines()
    assert lines[0].startswith("coalition-kb ")
    assert [line.split()[0] for line in lines[1:]] == ["schema", "rules", "packs", "cases"]


@pytest.mark.parametrize(
    "command",
    [
        ["judge"],
        ["why", "gullland-1911-10", "verdict"],
        ["contrast", "gullland-1911-10", "gullland-1911-06"],
        ["theories", "gullland"],
        ["mechanism", "gullland"],
        ["profile", "gullland", "--on", "1911-07-01"],
    ],
)
def test_every_answer_as_json_says_how_it_was_made_and_is_made_again(command: list[str], tmp_path: Path) -> None:
    data = saved(tmp_path / "answer.json", *command)
    made = [item["made_with"] for item in (data if isinstance(data, list) else [data])]
    assert {one["asked"] for one in made} == {" ".join([*command, "--cases", QUAY])}
    assert all(re.fullmatch(r"sha256:[0-9a-f]{12}", one[part]) for one in made for part in ("rules", "cases", "facts"))
    done = run("reproduce", str(tmp_path / "answer.json"))
    assert done.exit_code == 0, done.output
    assert done.stdout.endswith("conclusions  the same\nReproduced.\n")


def test_html_and_linked_data_say_it_too() -> None:
    page = run("why", "gullland-1911-10", "--cases", QUAY, "--format", "html").stdout
    assert f"Asked: <code>coalition why gullland-1911-10 verdict --cases {QUAY}</code>. Made with coalition-kb " in page
    graph = run("why", "gullland-1911-10", "--cases", QUAY, "--format", "rdf").stdout
    (told,) = re.findall(r'ck:madeWith "([^"]*)"', graph)
    assert TOLD.fullmatch(told)
    assert told in page


def test_what_differs_is_told_and_in_which_part(tmp_path: Path) -> None:
    path = tmp_path / "answer.json"
    data = saved(path, "judge", "gullland-1911-10", "--threshold", "early=12")
    data[0]["verdict"] = "out-of-scope"
    data[0]["made_with"] |= {"rules": "sha256:000000000000", "asked": data[0]["made_with"]["asked"]}
    path.write_text(json.dumps(data), encoding="utf-8")
    done = run("reproduce", str(path))
    assert done.exit_code == 1
    lines = done.stdout.splitlines()
    assert "schema       the same" in lines
    assert any(line.startswith("rules        not the same: sha256:000000000000 then, sha256:") for line in lines)
    assert any(line.startswith("  gullland-1911-10 verdict: out-of-scope then, ") for line in lines)


def test_another_fact_that_bears_on_nothing_changes_the_cases_and_not_the_facts_used(tmp_path: Path) -> None:
    folder = tmp_path / "quay"
    folder.mkdir()
    for file in Path(QUAY).iterdir():
        (folder / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    path = tmp_path / "answer.json"
    assert run("judge", "gullland-1911-10", "--cases", str(folder), "--json", "-o", str(path)).exit_code == 0
    more = "facts:\n  - {id: plovermark-west, type: Theatre, label: West, source: {work: tern-1999, place: ch. 1}}\n"
    (folder / "more.yaml").write_text(more, encoding="utf-8")
    done = golden.run(["reproduce", str(path)])
    assert done.returncode == 0, done.stderr
    assert "cases        not the same" in done.stdout
    assert "facts        the same" in done.stdout
    assert done.stdout.endswith("Reproduced, with another state of cases.\n")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("judge nowhere", "no episode, state or coalition is called 'nowhere'"),
        ("judge -o /tmp/never-written.json", "It is not as the program writes it."),
        ("export", "'export' is no command whose answers can be made again."),
        ("judge 'gullland", "No closing quotation"),
        ("", "cannot be given again"),
    ],
)
def test_a_command_that_cannot_be_given_again_is_refused(asked: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "answer.json"
    data = saved(path, "judge", "gullland-1911-10")
    data[0]["made_with"]["asked"] = asked
    path.write_text(json.dumps(data), encoding="utf-8")
    done = run("reproduce", str(path))
    assert done.exit_code == 2
    assert told in done.stderr
    assert not Path("/tmp/never-written.json").exists()  # noqa: S108 - it must not be there


@pytest.mark.parametrize("text", ["", "[]", "{}", "[1]", '{"made_with": {}}', "[" * 100_000])
def test_what_does_not_say_how_it_was_made_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "answer.json"
    path.write_text(text, encoding="utf-8")
    done = run("reproduce", str(path))
    assert done.exit_code == 2
    assert "Save an answer with --json -o FILE.json." in done.stderr


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('"verdict"', '"verdict": "none", "verdict"', 2),
        ('"made_with": {', '"made_with": {"by": "nobody", ', 2),
        ('"made_with": {', '"refuted": null, "made_with": {', 1),
        ('"packs": []', '"packs": null', 2),
    ],
)
def test_what_says_a_thing_twice_or_says_more_is_not_reproduced(old: str, new: str, code: int, tmp_path: Path) -> None:
    path = tmp_path / "answer.json"
    text = json.dumps(saved(path, "judge", "gullland-1911-10"))
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert run("reproduce", str(path)).exit_code == code


def test_a_list_of_what_may_come_is_made_again(tmp_path: Path) -> None:
    saved(tmp_path / "watch.json", "watch", "--on", "1911-07-01")
    assert run("reproduce", str(tmp_path / "watch.json")).exit_code == 0
