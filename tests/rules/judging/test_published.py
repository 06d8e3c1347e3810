"""The verdicts on the three cases are those that were published, and no other change was a defection."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from kb.dates import months_between
from kb.records import State
from rules.engine.proof import CERTAIN, ON_THE_RECORD
from rules.judging.court import HYPOTHESES, Judgement
from tests.rules.judging.altering import bundled, court, held, judged, steps, the_step, told

PUBLISHED: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("published.yaml").read_text("utf-8"))
WHICH = pytest.mark.parametrize("expected", PUBLISHED, ids=lambda item: item["episode"])
STATES = ("belgium", "denmark", "netherlands")


def their_episodes() -> list[str]:
    """Return the episodes of the three states in the coalition of the published study."""
    listed = court(bundled()).episodes.items()
    own = [name for name, item in listed if item.part.coalition.id == "global-coalition" and item.part.state in STATES]
    assert {name.rsplit("-", 2)[0] for name in own} == set(STATES)
    return own


def test_the_table_holds_the_twelve_published_episodes() -> None:
    assert len({item["episode"] for item in PUBLISHED}) == len(PUBLISHED) == 12
    assert all(item["place"] for item in PUBLISHED)


@WHICH
def test_verdict_and_scope_are_as_published(expected: dict[str, Any]) -> None:
    found = judged(bundled(), expected["episode"])
    assert (found.verdict, found.scope) == (expected["verdict"], expected["scope"])
    assert found.standing in (CERTAIN, ON_THE_RECORD)


@WHICH
def test_the_decisive_reason_is_as_published(expected: dict[str, Any]) -> None:
    assert expected["reason"] in judged(bundled(), expected["episode"]).reasons


@WHICH
def test_strategies_are_as_published(expected: dict[str, Any]) -> None:
    assert list(judged(bundled(), expected["episode"]).strategies) == sorted(expected.get("strategies", ()))


@WHICH
def test_causes_are_as_published(expected: dict[str, Any]) -> None:
    assert list(judged(bundled(), expected["episode"]).causes) == sorted(expected.get("causes", ()))


@WHICH
def test_hypotheses_are_as_published(expected: dict[str, Any]) -> None:
    answers = expected.get("hypotheses", {})
    assert judged(bundled(), expected["episode"]).hypotheses == {name: answers.get(name) for name in HYPOTHESES}


@pytest.mark.parametrize("expected", [item for item in PUBLISHED if "months" in item], ids=lambda item: item["episode"])
def test_as_many_months_were_left_as_published(expected: dict[str, Any]) -> None:
    found = judged(bundled(), expected["episode"])
    assert found.episode.concludes is not None
    least, most = months_between(found.episode.date, found.episode.concludes)
    assert least <= expected["months"] <= most
    assert f"{most} months, 12 needed" in told(the_step(found, "Early"), "later")[0]


def test_no_other_change_of_these_states_was_a_defection() -> None:
    judging = court(bundled())
    found = {name for name in their_episodes() if judging.judge(name).verdict == "defection"}
    assert found == {item["episode"] for item in PUBLISHED if item["verdict"] == "defection"}


def test_every_episode_of_these_states_is_settled() -> None:
    judging = court(bundled())
    assert [name for name in their_episodes() if judging.judge(name).verdict == "undetermined"] == []


@pytest.mark.parametrize(
    ("episode", "partner"), [("belgium-2018-01", "netherlands"), ("netherlands-2016-07", "belgium")]
)
def test_the_partner_that_took_over_is_named(episode: str, partner: str) -> None:
    found = steps(judged(bundled(), episode), "TakenOver", partner=partner)
    assert {step.rule for step in found} == {"burden.taken-over"}
    assert {dict(step.bindings)["gained"] for step in found} == {6}
    assert all("Arrangement(belgian-dutch-rotation)" in held(step) for step in found)


def test_no_word_of_the_three_states_stands_in_a_rule() -> None:
    """A verdict that came from a name would not be a judgement."""
    names = {word.casefold() for state in bundled().of(State) for word in (state.id, state.label or state.id)}
    rulebook = judged(bundled(), "denmark-2016-12").nearness.rulebook
    for rule in rulebook.rules.values():
        words = " ".join((rule.claim, rule.says, repr(rule.when), repr(rule.then))).casefold()
        assert not [name for name in names if name in words], rule.id


def judgements() -> list[Judgement]:
    judging = court(bundled())
    return [judging.judge(name) for name in judging.episodes]


def test_only_a_defection_has_strategies_causes_and_hypotheses() -> None:
    for found in judgements():
        answered = [*found.strategies, *found.causes, *filter(None, found.hypotheses.values())]
        assert found.verdict == "defection" or not answered, found.episode.id
