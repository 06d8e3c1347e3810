"""What vanished is explained by what broke on the way by which it held, and by nothing else."""

import pytest

from explain.answers.what_if import what_if
from kb.altered.altering import Alteration, altered, setting
from kb.dates import moment
from kb.records import OBSERVED, CompleteRecord, State
from rules.engine.proof import Held, Proof
from rules.questions.breaking import broken
from rules.questions.following import followed
from tests.rules.judging.altering import MADE_UP, bundled, court

EPISODES = ("belgium-2015-07", "belgium-2018-01", "denmark-2016-12", "netherlands-2017-07")


def on_the_way(proof: Proof, conclusion: str) -> set[str]:
    """Return the rules of every step that leads to a conclusion."""
    rules: set[str] = set()
    waiting, seen = [conclusion], {conclusion}
    while waiting:
        for step in proof.steps.get(waiting.pop(), ()):
            rules.add(step.rule)
            held = {item.fact for item in step.premises if isinstance(item, Held)} - seen
            seen |= held
            waiting += sorted(held)
    return rules


@pytest.mark.parametrize("name", EPISODES)
def test_whatever_vanishes_broke_on_its_own_way(name: str) -> None:
    judging = court(bundled())
    before = judging.judge(name)
    told = 0
    for record in (record for kind in OBSERVED if kind not in (State, CompleteRecord) for record in bundled().of(kind)):
        if getattr(record, "state", None) not in (None, before.episode.state) or "/" in record.id:
            continue
        other = court(altered(bundled(), [Alteration(record.id)]))
        found = followed(before.facts, other.episodes)
        after = other.judge(found) if found else None
        for conclusion in before.proof.steps if after else ():
            if after and conclusion.replace(name, after.episode.id) not in after.proof.steps:
                breaks = broken(before, after, conclusion)
                assert breaks, (record.id, conclusion)
                assert {item.rule for item in breaks} <= on_the_way(before.proof, conclusion), (record.id, conclusion)
                told += 1
    assert told


def remarks(episode: str, *texts: str) -> dict[str, tuple[str, ...]]:
    """Return, by rule, what is told of the conclusions that vanish."""
    kb = bundled()
    answer = what_if(kb, court(kb), episode, [setting(kb, text) for text in texts])
    return {
        str(item.rule): item.remarks for item in answer.reasons if item.kind == "finding" and item.status == "vanishes"
    }


def test_a_strike_known_too_late_is_why_its_cause_falls_and_no_purse_is_missed() -> None:
    found = remarks("denmark-2016-12", "denmark-strike-2016.public=2019")
    assert set(found) == {"cause.elite-consensus", "h1.political", "h1a.political"}
    for told in found.values():
        (because,) = told
        assert because.startswith("because it comes too late then: Two Danish F-16 in an errant strike")
        assert "2019" in because


def test_where_the_verdict_falls_the_reason_is_told_once_and_the_rest_falls_with_it() -> None:
    found = remarks("denmark-2016-12", "global-coalition.ends=2017-06")
    assert found.pop("defection.combat") == (
        "because: 5 to 6 months, 12 needed; a change is early when at least a year of the mission remains",
    )
    assert set(found.values()) == {("because it is then no defection",)}


def test_units_that_stay_longer_are_followed_into_the_month_in_which_they_leave() -> None:
    kb = bundled()
    answer = what_if(kb, court(kb), "denmark-2016-12", [setting(kb, "denmark-f16am-2016.ends=2018-05")])
    assert answer.verdict == "DEFECTION → NOT DEFECTION"
    assert answer.sentence.endswith("It then falls in May 2018.")


def test_a_record_that_is_not_complete_lowers_a_standing_and_overturns_nothing() -> None:
    listed = CompleteRecord(
        id="made-up-record", state="denmark", coalition="global-coalition",
        kinds=tuple(kind.__name__ for kind in OBSERVED), begins=moment("2014-08-01"), ends=moment("2019-04-30"),
        source=MADE_UP,
    )  # fmt: skip
    kb = altered(bundled(), (), [listed])
    answer = what_if(kb, court(kb), "denmark-2016-12", [Alteration("made-up-record")])
    (verdict,) = [item for item in answer.reasons if item.rule == "defection.combat"]
    assert (verdict.status, verdict.remarks) == ("moves", ("it is then on the record, not certain",))
    assert not [item for item in answer.reasons if item.kind == "finding" and item.status == "vanishes"]
    assert answer.sentence.endswith("change their standing.")
