"""CLIPS, given the same rules and the same facts, concludes the same; ``make bench`` asks it of many more episodes."""

import pytest

from rules.engine.inference import Inference
from rules.engine.rulebook import Rulebook
from rules.theory.book import RULEBOOK
from rules.theory.thresholds import THRESHOLDS
from tests.rules.judging.altering import bundled

pytest.importorskip("clips", reason="clipspy is not installed")

from benchmarks.clips import Clips
from benchmarks.second_opinion import Job, differences, jobs, made_up_jobs, rule_cases

FEW = 20


@pytest.fixture(scope="module")
def engine() -> Inference:
    return Inference(RULEBOOK, THRESHOLDS)


@pytest.fixture(scope="module")
def clips() -> Clips:
    return Clips(RULEBOOK, THRESHOLDS)


def bundled_jobs() -> list[Job]:
    found = list(jobs(bundled()))
    return found[:: len(found) // FEW]


def test_both_engines_conclude_the_same_of_bundled_episodes(engine: Inference, clips: Clips) -> None:
    assert not list(differences(engine, clips, bundled_jobs()))


def test_both_engines_conclude_the_same_of_made_up_episodes(engine: Inference, clips: Clips) -> None:
    assert not list(differences(engine, clips, made_up_jobs(bundled(), FEW)))


def test_both_engines_conclude_the_same_where_every_rule_applies(engine: Inference, clips: Clips) -> None:
    assert not list(differences(engine, clips, rule_cases()))


def test_a_rule_that_one_engine_lacks_is_found_out(clips: Clips) -> None:
    """Each difference names the episode, the conclusion and what either says of it."""
    fewer = Rulebook({name: rule for name, rule in RULEBOOK.rules.items() if name != "exposure.fewer-units"})
    found = list(differences(Inference(fewer, THRESHOLDS), clips, bundled_jobs()))
    assert any("ExposureFell" in line and "not at all by ours, certain by Clips" in line for line in found), found


def test_facts_known_by_heart_lead_to_the_same(clips: Clips) -> None:
    job = bundled_jobs()[-1]
    told = clips.tell(job.facts, job.coverage)
    clips.run(told)
    expected = clips.levels()
    clips.keep(told)
    clips.rerun()
    assert clips.levels() == expected
    clips.forget()
