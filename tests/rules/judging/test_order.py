"""The same facts give the same verdicts and proofs, byte for byte, in whatever order they come."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from explain.answers.judgements import as_data
from explain.answers.why import why
from explain.renderings.plain import as_data as answer_data
from kb.reading.loading import load
from kb.store import KnowledgeBase
from rules.judging.court import Court
from rules.judging.topics import TOPICS
from tests.places import ROOT
from tests.rules.judging.altering import bundled, court, court_anew

CASES = sorted((ROOT / "kb" / "cases").glob("*.yaml"))
ASKED = ("denmark-2016-12", "netherlands-2017-07", "belgium-2018-01")


def told(kb: KnowledgeBase, judging: Court) -> bytes:
    """Return the judgements, and the answers to every question about some of them, as bytes."""
    judged = [as_data(judging.judge(name)) for name in judging.episodes]
    answers = [answer_data(why(kb, judging.judge(name), topic, every_way=True)) for name in ASKED for topic in TOPICS]
    return json.dumps([judged, answers]).encode()


@cache
def expected() -> tuple[bytes, dict[str, str]]:
    judging = court(bundled())
    return told(bundled(), judging), {name: repr(judging.judge(name).proof) for name in judging.episodes}


def the_same(kb: KnowledgeBase) -> None:
    judging = court(kb)
    bytes_told, proofs = expected()
    assert list(judging.episodes) == list(proofs)
    for name, proof in proofs.items():
        assert repr(judging.judge(name).proof) == proof
    assert told(kb, judging) == bytes_told


def test_a_network_made_anew_gives_the_same_proofs() -> None:
    judging = Court(bundled())
    assert {name: repr(judging.judge(name).proof) for name in judging.episodes} == expected()[1]


def test_the_order_in_which_episodes_are_judged_makes_no_difference() -> None:
    judging = court_anew(bundled())
    assert {name: repr(judging.judge(name).proof) for name in reversed(list(judging.episodes))} == expected()[1]


@settings(max_examples=5)
@given(st.integers(min_value=0))
def test_records_in_any_order_give_the_same_proofs(seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - no secret
    names = list(bundled().records)
    chance.shuffle(names)
    kb = bundled()
    the_same(KnowledgeBase(records={name: kb.records[name] for name in names}, works=kb.works))


@cache
def documents() -> dict[str, list[dict[str, object]]]:
    """Return the nodes of each case file as texts."""
    read = {path.name: yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader) for path in CASES}  # noqa: S506
    return {name: found["facts"] for name, found in read.items()}


@settings(max_examples=3)
@given(st.integers(min_value=0))
def test_files_and_the_nodes_in_them_in_any_order_give_the_same_proofs(seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - no secret
    with TemporaryDirectory() as folder:
        paths = []
        for name, nodes in documents().items():
            shuffled = [shuffle_keys(node, chance) for node in chance.sample(nodes, len(nodes))]
            path = Path(folder, name)
            path.write_text(yaml.safe_dump({"facts": shuffled}, sort_keys=False), encoding="utf-8")
            paths.append(path)
        chance.shuffle(paths)
        the_same(load(paths))


def shuffle_keys(node: dict[str, object], chance: Random) -> dict[str, object]:
    """Return a node with its keys, and the values in its lists of names, in another order."""
    found: dict[str, object] = {}
    for key in chance.sample(list(node), len(node)):
        value = node[key]
        plain = isinstance(value, list) and all(isinstance(item, str) for item in value)
        found[key] = chance.sample(value, len(value)) if plain and isinstance(value, list) else value
    return found


COMMANDS = """
import sys
from cli.main import main
for command in ("judge --json", "why denmark-2016-12 --json", "why belgium-2015-07 H2A --all"):
    main(command.split(), standalone_mode=False)
"""


def printed(seed: int) -> bytes:
    """Return what the commands print when hashes of text are seeded so."""
    done = subprocess.run(
        [sys.executable, "-c", COMMANDS],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": str(seed), "NO_COLOR": "1"},
        capture_output=True,
        check=True,
        timeout=300,
    )
    return done.stdout


def test_ten_hash_seeds_give_the_same_bytes() -> None:
    with ThreadPoolExecutor(max_workers=4) as pool:
        found = list(pool.map(printed, range(10)))
    assert b"denmark-2016-12" in found[0]
    assert len(set(found)) == 1
