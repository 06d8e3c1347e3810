"""Every breaking point of a threshold is found, held against runs at every value."""

from collections.abc import Callable
from itertools import pairwise

import pytest

from explain.answers.robust import _values, robust
from kb.altered.altering import altered
from kb.dates import moment
from kb.records import OBSERVED, CompleteRecord
from rules.engine.proof import CERTAIN
from rules.judging.court import Judgement
from rules.judging.targets import target
from rules.questions.robustness import Range, robustness
from rules.questions.sweeping import Now, Stretch, sweep
from tests.rules.judging.altering import MADE_UP, bundled, court

DENMARK = "denmark-2016-12"
Predicate = Callable[[Judgement], bool]


def stretches(name: str, threshold: str, stands: Predicate) -> tuple[Stretch, ...]:
    judging = court(bundled())
    inference = judging.inference

    def standing() -> bool:
        return stands(judging.on_record(name))

    return sweep(inference, inference.thresholds[threshold], standing, Now.of(inference, standing))


def judged_at(name: str, threshold: str, value: float) -> Judgement:
    judging = court(bundled())
    with judging.inference.shifted({threshold: value}):
        return judging.afresh(name)


def at(found: tuple[Stretch, ...], value: float) -> bool:
    (item,) = [item for item in found if item.above < value <= item.upto]
    return item.stands


def one_concurrent(judgement: Judgement) -> bool:
    return len(judgement.proof.concluded("SupportConcurrent")) == 1


def is_held(*words: str) -> Predicate:
    def stands(judgement: Judgement) -> bool:
        return bool(target(judgement, words).found(judgement.proof))

    return stands


@pytest.mark.parametrize(
    ("name", "threshold", "stands"),
    [
        (DENMARK, "concurrent", one_concurrent),
        (DENMARK, "concurrent", is_held("strategy", "partial-withdrawal")),
        (DENMARK, "recent", is_held("cause", "elite-consensus")),
        ("belgium-2015-07", "handover", is_held("defection")),
        ("netherlands-2019-01", "early", is_held("defection")),
    ],
)
def test_what_is_found_is_what_a_run_at_each_value_says(name: str, threshold: str, stands: Predicate) -> None:
    found = stretches(name, threshold, stands)
    for months in range(41):
        assert at(found, months) == stands(judged_at(name, threshold, months)), months
    assert all(before.stands != after.stands for before, after in pairwise(found))
    assert [item.above for item in found[1:]] == [item.upto for item in found[:-1]]


def test_a_conclusion_that_falls_on_both_sides_has_two_breaking_points() -> None:
    """Halving between the value in use and the farthest one would meet one of them at most."""
    found = stretches(DENMARK, "concurrent", one_concurrent)
    assert [item.stands for item in found] == [False, True, False]


def test_a_share_is_compared_at_every_share_on_record() -> None:
    agreed = is_held("cause", "units")
    found = stretches("denmark-2015-10", "stretched-fleet", agreed)
    assert [item.stands for item in found] == [True, False]
    edge = found[0].upto
    assert edge == pytest.approx(7 / 44)
    for value in (0.0, edge, edge + 1e-9, 1.0):
        assert at(found, value) == agreed(judged_at("denmark-2015-10", "stretched-fleet", value)), value


def test_values_are_told_from_the_lowest() -> None:
    judging = court(bundled())
    judgement = judging.judge(DENMARK)
    wanted = target(judgement, ["cause", "elite-consensus"])
    told = robust(bundled(), judgement, wanted, robustness(judging, judgement, wanted))
    (group,) = [item for item in told.reasons if item.id == "thresholds"]
    words = {item.id: item.text.partition(": ")[2] for item in group.children}
    assert words["early"] == "stands up to 26"
    assert words["fresh"] == "stands from 1 on"
    assert words["handover"] == "stands whatever its value"


def test_two_stretches_are_both_told() -> None:
    early = court(bundled()).inference.thresholds["early"]
    made = Range(early, (Stretch(-1, 3, True), Stretch(3, 7, False), Stretch(7, 7 + 1, True), Stretch(8, 1200, False)))
    assert _values(made) == "up to 3 and at 8"


def test_a_certain_conclusion_names_the_records_that_make_it_so() -> None:
    listed = CompleteRecord(
        id="made-up-record", state="denmark", coalition="global-coalition",
        kinds=tuple(kind.__name__ for kind in OBSERVED), begins=moment("2014-08-01"), ends=moment("2019-04-30"),
        source=MADE_UP,
    )  # fmt: skip
    judging = court(altered(bundled(), (), [listed]))
    judgement = judging.judge(DENMARK)
    assert judgement.standing == CERTAIN
    found = robustness(judging, judgement, target(judgement, ["defection"]))
    assert "made-up-record" in found.certain_by
    assert not set(found.certain_by) & set(found.facts)
