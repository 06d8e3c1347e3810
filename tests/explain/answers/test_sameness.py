"""The same question gets the same answer, whatever the order of the facts and the seed of the hashes."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from explain.answers.flip import flip
from explain.answers.why import why
from explain.answers.why_not import why_not
from explain.renderings.plain import as_data
from kb.store import KnowledgeBase
from rules.judging.targets import target
from rules.overturning.flipping import flips
from tests.places import ROOT
from tests.rules.judging.altering import bundled, court

ASKED = (
    ("denmark-2016-12", "cause", "cause elite-consensus", "cause military-capacity"),
    ("netherlands-2016-07", "verdict", "not-defection", "defection"),
)
"""Episodes, each with what holds of it (a topic, and a conclusion to overturn) and what does not."""


def answers(kb: KnowledgeBase) -> str:
    """Return why, why-not and flip answers as text."""
    judging = court(kb)
    found = []
    for name, topic, holds, fails in ASKED:
        judgement = judging.judge(name)
        wanted = target(judgement, holds.split())
        found += [
            why(kb, judgement, topic, every_way=True),
            why_not(kb, judgement, target(judgement, fails.split())),
            flip(kb, judgement, wanted, flips(judging, judgement, wanted)),
        ]
    assert all(answer.reasons for answer in found)
    return json.dumps([as_data(answer) for answer in found], indent=1)


@cache
def expected() -> str:
    return answers(bundled())


@settings(max_examples=2)
@given(st.integers(min_value=0))
def test_the_order_of_records_makes_no_difference(seed: int) -> None:
    kb = bundled()
    names = list(kb.records)
    Random(seed).shuffle(names)  # noqa: S311 - no secret
    shuffled = KnowledgeBase({name: kb.records[name] for name in names}, kb.works, kb.places)
    assert answers(shuffled) == expected()


def printed(seed: int) -> str:
    """Return the answers as another process gives them, with hashes of text seeded so."""
    done = subprocess.run(
        [sys.executable, "-c", "from tests.explain.answers.test_sameness import *; print(answers(bundled()))"],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
        text=True,
        timeout=300,
    )
    return done.stdout.rstrip("\n")


def test_hash_seeds_make_no_difference() -> None:
    with ThreadPoolExecutor(max_workers=2) as pool:
        assert list(pool.map(printed, (1, 2))) == [expected(), expected()]
