"""``judge`` and ``why`` as they are used: data and text agree, pipes stay plain, errors come on the right stream.

What they print word for word stands in the golden answers ``judge*.txt`` and ``why*.txt``.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.golden import run

KEYS = {
    *("episode", "state", "coalition", "date", "decided", "scope", "verdict", "reasons", "strategies"),
    *("causes", "interests", "restrictions", "hypotheses", "units", "missing"),
}
WHY = ("why", "denmark-2016-12")


def judged(*arguments: str) -> list[dict[str, Any]]:
    done = run(["judge", "--json", *arguments])
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert isinstance(found, list)
    return found


def test_every_judgement_has_every_key() -> None:
    for item in judged():
        assert set(item) >= KEYS
        assert set(item["hypotheses"]) == {"H1", "H1A", "H2", "H2A"}
        assert item["verdict"] in ("defection", "not-defection", "out-of-scope", "undetermined")


def test_states_and_coalitions_select_their_episodes_once() -> None:
    whole, state = judged("global-coalition"), judged("denmark", "denmark-2016-12", "Denmark")
    assert {item["coalition"] for item in whole} == {"global-coalition"}
    assert {item["state"] for item in state} == {"denmark"}
    names = [item["episode"] for item in state]
    assert len(set(names)) == len(names)
    assert set(names) < {item["episode"] for item in whole}


def test_the_table_tells_the_verdicts_of_the_data() -> None:
    lines = run(["judge", "denmark"]).stdout.splitlines()
    for item in judged("denmark"):
        (row,) = (line for line in lines if line.startswith(item["episode"][-7:]))
        assert item["verdict"].replace("-", " ") in row


@pytest.mark.parametrize("arguments", [("judge", "denmark"), WHY, (*WHY, "cause", "--all")], ids=" ".join)
@pytest.mark.parametrize(
    "environment", [{}, {"NO_COLOR": "1"}, {"TERM": "dumb"}, {"TERM": "xterm-256color", "COLORTERM": "truecolor"}]
)
def test_in_a_pipe_output_is_plain_and_narrow_and_the_same(
    arguments: tuple[str, ...], environment: dict[str, str]
) -> None:
    done = run(list(arguments), **environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert "\x1b" not in done.stdout
    assert all(len(line) <= 80 and line == line.rstrip() for line in done.stdout.splitlines())
    assert done.stdout == run(list(arguments)).stdout


def test_a_shortened_answer_says_how_much_it_hides_and_the_whole_hides_nothing() -> None:
    short, whole = run([*WHY, "--depth", "1"]).stdout, run([*WHY, "--all"]).stdout
    assert "more steps: --depth 3 or --all" in short
    assert "more step" not in whole
    assert len(short.splitlines()) < len(run(list(WHY)).stdout.splitlines()) < len(whole.splitlines())


def leaves(reasons: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the facts at the bottom of a tree of reasons."""
    return [found for item in reasons for found in ([item] if item["kind"] == "observed" else leaves(item["children"]))]


@pytest.mark.parametrize("episode", ["belgium-2015-07", "belgium-2018-01", "denmark-2016-12", "netherlands-2017-07"])
@pytest.mark.parametrize("topic", ["verdict", "strategy", "H2A"])
def test_every_leaf_names_its_source_and_place(episode: str, topic: str) -> None:
    """A partner's units, which no rule looks at themselves, too."""
    answer = json.loads(run(["why", episode, topic, "--json"]).stdout)
    found = leaves(answer["reasons"])
    assert found or not answer["reasons"]
    for leaf in found:
        assert leaf["shown_above"] or all(item["work"] and item["place"] for item in leaf["sources"])
        assert leaf["shown_above"] or leaf["sources"], leaf


def test_topics_are_found_in_any_case_of_letters() -> None:
    assert run([*WHY, "h1a"]).stdout == run([*WHY, "H1A"]).stdout
    assert run(["why", "DENMARK-2016-12"]).stdout == run(list(WHY)).stdout


@pytest.mark.parametrize(
    "arguments",
    [("judge", "denmrk"), ("why", "denmark-2016-13"), (*WHY, "strategie"), ("judge", "--threshold", "earl=3")],
    ids=" ".join,
)
def test_what_is_not_there_is_said_on_standard_error_alone(arguments: tuple[str, ...]) -> None:
    done = run(list(arguments))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Error: ")
    assert "Traceback" not in done.stderr


def test_a_threshold_holds_for_one_run() -> None:
    (other,) = judged("denmark-2016-12", "--threshold", "early=30")
    assert (other["verdict"], other["reasons"]) == ("not-defection", ["last-year"])
    assert judged("denmark-2016-12")[0]["verdict"] == "defection"


def test_cases_replace_the_bundled_ones_and_with_adds_to_them() -> None:
    alone, beside = judged("--cases", "quay"), judged("--with", "quay")
    made = [item.pop("made_with") for item in (*alone, *beside)]
    assert {item["asked"] for item in made} == {"judge --cases quay", "judge --with quay"}
    assert {item["state"] for item in alone} == {"gullland"}
    assert {"gullland", "denmark"} <= {item["state"] for item in beside}
    assert [item for item in beside if item["state"] == "gullland"] == alone


COMPLETE = """
facts:
  - id: gullland-complete
    type: CompleteRecord
    state: gullland
    coalition: quay-coalition
    kinds: [{kinds}]
    begins: 1911-01-01
    ends: 1914-12-31
    source: {{work: tern-1999, place: ch. 5}}
"""


def test_the_records_that_a_verdict_on_the_record_names_make_it_certain(tmp_path: Path) -> None:
    """What ``missing`` asks for, and no more, is written down; the verdict is then certain, as foretold."""
    (before,) = judged("gullland-1911-10", "--cases", "quay")
    assert (before["verdict"], before["standing"]) == ("defection", "on the record")
    undoing = [item for item in before["missing"] if item["sort"] == "absence"]
    kinds = sorted({kind for item in undoing for kind in item["kinds"]})
    path = tmp_path / "complete.yaml"
    path.write_text(COMPLETE.format(kinds=", ".join(kinds)), encoding="utf-8")
    (after,) = judged("gullland-1911-10", "--cases", "quay", "--with", str(path))
    assert (after["verdict"], after["standing"]) == ("defection", "certain")
    assert {item["towards"] for item in undoing} == {"defection"}
    assert not [item for item in after["missing"] if item["sort"] == "absence"]
    assert after["reasons"] == ["fewer-units", "new-caveats", "others-carry-more"]
