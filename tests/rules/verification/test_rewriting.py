"""What another program rewrote is accepted where it says the same, and a file made up to say much ends soon."""

import json
from copy import deepcopy
from typing import Any

import pyoxigraph as ox
import pytest

from explain.linked.reading_back import Linked
from explain.linked.theory import MADE_WITH
from kb.dates import DateError, moment
from kb.errors import InputError
from kb.near import near
from rules.foreseeing.opening import check_kept as check_supposed
from rules.foreseeing.opening import kept as kept_supposed
from rules.foreseeing.opening import opened
from rules.judging.dossier import Archive
from rules.judging.proof_file import dumps, loads
from rules.judging.review import check_kept
from rules.judging.verification import MOST_FAULTS, Checked
from tests.rules.verification.conftest import ABOUT

SUPPOSED = "netherlands-f-16am-2014@2015-06-20"
MANY = 3000


def turned(data: Any) -> Any:
    """Return data with the keys of each mapping the other way round."""
    if isinstance(data, dict):
        return {key: turned(data[key]) for key in reversed(data)}
    return [turned(item) for item in data] if isinstance(data, list) else data


def unpointed(data: Any) -> Any:
    """Return data with whole numbers written without a point, as some programs write them."""
    if isinstance(data, dict):
        return {key: unpointed(value) for key, value in data.items()}
    if isinstance(data, list):
        return [unpointed(item) for item in data]
    return int(data) if isinstance(data, float) and data.is_integer() else data


def checked(review: Archive, text: str) -> Checked:
    saved, data = loads(text, "proof.json")
    return check_kept(review, saved, data, "proof.json")


@pytest.fixture(scope="module")
def supposed(archive: Archive) -> str:
    return dumps(kept_supposed(SUPPOSED, opened(archive.court, SUPPOSED)[1]))


def refused(archive: Archive, text: str) -> bool:
    saved, data = loads(text, "proof.json")
    return bool(check_supposed(archive.court, saved, data).faults)


@pytest.mark.parametrize("rewritten", [turned, unpointed])
def test_the_order_of_keys_and_the_point_of_a_number_say_nothing(
    rewritten: Any, texts: dict[str, str], review: Archive, archive: Archive, supposed: str
) -> None:
    for about in ABOUT[:4]:
        assert not checked(review, json.dumps(rewritten(json.loads(texts[about])))).faults
    assert not refused(archive, json.dumps(rewritten(json.loads(supposed))))


def test_a_truth_value_is_no_number(texts: dict[str, str], review: Archive) -> None:
    data = json.loads(texts[ABOUT[1]])
    fact = next(item for item in data["facts"] if 0 in item["values"].values())
    key = next(name for name, value in fact["values"].items() if type(value) is int and value == 0)
    fact["values"][key] = False
    assert checked(review, json.dumps(data)).faults


def test_what_reads_the_same_is_told_by_its_sort(texts: dict[str, str], review: Archive) -> None:
    for value, told in (("0", "a number, not a text"), (None, "0, not left open"), ([0, 1], "0, not 0, 1")):
        data = json.loads(texts[ABOUT[1]])
        change = next(item["values"] for item in data["facts"] if item["kind"] == "Change")
        assert change["combat_after"] == 0
        change["combat_after"] = value
        assert f"combat_after is {told}" in checked(review, json.dumps(data)).faults[0].what


def test_a_premise_in_another_place_is_told_with_both_places(texts: dict[str, str], review: Archive) -> None:
    data = json.loads(texts[ABOUT[1]])
    data["steps"][0]["premises"][0]["number"] = 8
    assert checked(review, json.dumps(data)).faults[0].what == "premise 1: it stands there as premise 9"


def test_a_supposed_exit_is_kept_under_the_name_that_is_printed(archive: Archive, supposed: str) -> None:
    assert not refused(archive, supposed)
    for name in (SUPPOSED.upper(), f"{SUPPOSED}+1"):
        assert json.loads(dumps(kept_supposed(name, opened(archive.court, name)[1])))["about"] == SUPPOSED
        assert refused(archive, supposed.replace(SUPPOSED, name))


def test_another_threshold_of_a_supposed_exit_is_told_with_its_remedy(archive: Archive, supposed: str) -> None:
    saved, data = loads(supposed.replace('"early": 12.0', '"early": 6.0'), "proof.json")
    assert "--threshold early=6" in check_supposed(archive.court, saved, data).faults[0].what


def test_no_more_faults_are_looked_for_than_anybody_reads(texts: dict[str, str], review: Archive) -> None:
    data = json.loads(texts[ABOUT[1]])
    step = data["steps"][0]
    for number in range(MANY):
        false = deepcopy(step)
        false["bindings"]["made-up"] = number
        data["steps"].append(false)
    assert len(checked(review, json.dumps(data)).faults) <= MOST_FAULTS


def test_how_it_was_made_is_said_once(graphs: dict[str, Any], linked: Linked) -> None:
    quads = set(graphs[ABOUT[0]])
    said = next(quad for quad in quads if quad.predicate == MADE_WITH)
    text = said.object.value.replace("cases sha256:", "cases sha256:0")[: len(said.object.value)]
    other = ox.Quad(said.subject, MADE_WITH, ox.Literal(text))
    subject = linked.subject(quads, "proof.ttl")
    assert linked.faults(quads | {other}, subject, "proof.ttl")


def test_an_answer_is_no_proof_and_the_remedy_says_what_checks_it() -> None:
    with pytest.raises(InputError) as refusal:
        loads('[{"made_with": {}}]', "answer.json")
    assert "coalition reproduce FILE" in refusal.value.remedy


def test_what_is_longer_than_any_name_or_date_is_not_searched() -> None:
    assert near("x" * 100_000, ["x" * 99_999]) == []
    with pytest.raises(DateError, match="too long"):
        moment(f"[{','.join(['2015-01-01'] * MANY)}]")
    assert len(str(InputError("x" * 100_000, remedy="y" * 100_000))) < 10_000
