"""Verdicts hang on facts and not on names or years.

Every state, person, unit and coalition bears another name, every name in another alphabetical order, and all happens
ten years later: nothing may change but names and dates. The altered cases are real case files, judged by the
installed command too.
"""

import json
import re
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from kb.dates import Moment
from kb.reading.loading import load
from kb.records import OBSERVED, SCHEMES
from kb.store import KnowledgeBase
from rules.engine.proof import Compared, Step
from rules.judging.court import Court
from rules.judging.gaps import Gap
from rules.judging.topics import TOPICS, open_gaps, undoing_gaps
from tests.golden import run
from tests.places import ROOT
from tests.rules.judging.altering import bundled, court

CASES = sorted((ROOT / "kb" / "cases").glob("*.yaml"))
YEARS = 10
QUESTIONS = ("verdict", "scope", "reasons", "strategies", "causes", "interests", "restrictions", "hypotheses")
_ASIDE = "belgium|belgian|denmark|danish|netherlands|dutch|global-coalition|global coalition"
_WORD = re.compile(r"[a-z]+", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_LEAP = re.compile(r"(\d{4})-02-29")
_TYPES = {(item.name, str(item.type)) for kind in OBSERVED for item in fields(kind)}
_DATED = {name for name, kept in _TYPES if "Moment" in kept}
_NUMBERS = {name for name, kept in _TYPES if re.search(r"\b(bool|int|float)\b", kept)}
_KEPT = {*SCHEMES, *_NUMBERS, "source", "type", "kinds", "property"}
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_MIRROR = str.maketrans(_LETTERS + _LETTERS.upper(), _LETTERS[::-1] + _LETTERS[::-1].upper())


def renamed(text: str) -> str:
    """Return a text with every word spelled in the mirrored alphabet, which is its own way back."""
    return _WORD.sub(lambda found: found[0].translate(_MIRROR), text)


def moved(text: str, years: int = YEARS) -> str:
    """Return a text with every year moved; 29 February becomes the 28th where the new year has none."""
    later = _YEAR.sub(lambda found: str(int(found[1]) + years), text)
    return _LEAP.sub(lambda found: found[0] if int(found[1]) % 4 == 0 else f"{found[1]}-02-28", later)


def elsewhere(key: str, value: Any) -> Any:
    """Return a value of a node as it stands in the other world."""
    if key in _KEPT:
        return value
    if isinstance(value, list):
        return [elsewhere(key, item) for item in value]
    return moved(value) if key in _DATED else renamed(moved(value))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the bundled case files of the other world, under other names."""
    found = tmp_path_factory.mktemp("elsewhere")
    for path in CASES:
        nodes = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)["facts"]  # noqa: S506 - texts alone
        facts = [{key: elsewhere(key, value) for key, value in node.items()} for node in nodes]
        text = yaml.safe_dump({"facts": facts}, sort_keys=False, allow_unicode=True)
        (found / f"{renamed(path.stem)}.yaml").write_text(text, encoding="utf-8")
    return found


@cache
def judged_elsewhere(folder: Path) -> Court:
    return court(load([folder]))


def back(name: str) -> str:
    """Return a name of the other world as it is in ours."""
    return renamed(moved(name, -YEARS))


def test_the_other_world_is_another() -> None:
    assert renamed("Kristian Jensen, Denmark") == "Pirhgrzm Qvmhvm, Wvmnzip"
    assert back(renamed(moved("denmark-f16am-2016"))) == "denmark-f16am-2016"
    assert (moved("2016-02-29"), moved("[2016-02..2016-03-01]")) == ("2026-02-28", "[2026-02..2026-03-01]")


def test_no_name_and_no_date_of_ours_is_left(folder: Path) -> None:
    kb = load([folder])
    facts = {name for name in kb.records if "/" not in name}
    assert not [name for name in facts if re.search(_ASIDE, name)]
    assert {back(name) for name in facts} == {name for name in bundled().records if "/" not in name}
    assert years(kb) == [year + YEARS for year in years(bundled())]


def years(kb: KnowledgeBase) -> list[int]:
    """Return the years of all dates in a knowledge base, sorted."""
    values = (getattr(record, item.name) for record in kb.records.values() for item in fields(record))
    return sorted(value.latest.year for value in values if isinstance(value, Moment))


def test_the_same_episodes_get_the_same_verdicts_for_the_same_reasons(folder: Path) -> None:
    ours, theirs = court(bundled()), judged_elsewhere(folder)
    named = {back(name): name for name in theirs.episodes}
    assert set(named) == set(ours.episodes)
    for name, other in named.items():
        one, two = ours.judge(name), theirs.judge(other)
        for question in (
            "verdict",
            "scope",
            "reasons",
            "strategies",
            "causes",
            "interests",
            "restrictions",
            "hypotheses",
        ):
            assert getattr(one, question) == getattr(two, question), (name, question)
        assert (one.standing, one.standings) == (two.standing, two.standings)
        for topic in TOPICS:
            assert list(map(_plain, undoing_gaps(one, topic))) == list(map(_plain, undoing_gaps(two, topic)))
            assert sorted(map(_plain, open_gaps(one, topic))) == sorted(map(_plain, open_gaps(two, topic)))


def _plain(gap: Gap) -> tuple[str, ...]:
    return gap.sort, gap.towards, gap.rule, gap.about, *gap.kinds


def test_the_same_rules_take_the_same_steps(folder: Path) -> None:
    ours, theirs = court(bundled()), judged_elsewhere(folder)
    for other in theirs.episodes:
        one, two = ours.judge(back(other)).proof, theirs.judge(other).proof
        counted = [
            sorted((step.rule, compared(step)) for steps in proof.steps.values() for step in steps)
            for proof in (one, two)
        ]
        assert counted[0] == counted[1], other
        figures = [
            sorted((fact.kind, *numbers(fact.values)) for fact in proof.facts.values() if fact.origin == "computed")
            for proof in (one, two)
        ]
        assert figures[0] == figures[1], other


def compared(step: Step) -> list[tuple[int, str, str]]:
    """Return the premises of a step without names: its comparisons with their answers, and the rest by kind."""
    return [
        (item.number, type(item).__name__, f"{item.relation} {item.answer}" if isinstance(item, Compared) else "")
        for item in step.premises
    ]


def numbers(values: tuple[tuple[str, Any], ...]) -> tuple[tuple[str, str], ...]:
    """Return the numbers and signs among the fields of a figure."""
    return tuple((key, repr(value)) for key, value in values if value is None or isinstance(value, (bool, int, float)))


def test_the_installed_command_prints_the_same_but_for_names_and_dates(folder: Path) -> None:
    ours, theirs = (json.loads(run(["judge", "--json", *more]).stdout) for more in ((), ("--cases", str(folder))))
    named = {back(item["episode"]): item for item in theirs}
    assert set(named) == {item["episode"] for item in ours}
    for one in ours:
        two = named[one["episode"]]
        for key in ("state", "coalition"):
            assert renamed(two[key]) == one[key]
        for key in ("date", "decided"):
            assert moved(two[key], -YEARS) == one[key]
        assert back(two["episode"]) == one["episode"]
        assert kinds_of(two["units"]) == kinds_of(one["units"])
        same = set(one) - {"episode", "state", "coalition", "date", "decided", "missing", "units", "made_with"}
        assert {key: one[key] for key in same} == {key: two[key] for key in same}


def kinds_of(units: dict[str, Any]) -> list[list[tuple[str, str, str]]]:
    """Return the kinds and numbers of units, before, after and in all, in no order of their names."""
    bodies = [*units["combat"], units["kept"]]
    return [
        sorted((item["capability"], str(item["count"]), str(item["personnel"])) for item in body) for body in bodies
    ]


def test_the_installed_command_explains_the_other_world(folder: Path) -> None:
    name = renamed("denmark") + "-2026-12"
    done = run(["why", name, "cause", "--json", "--cases", str(folder)])
    assert (done.returncode, done.stderr) == (0, "")
    answer, known = json.loads(done.stdout), json.loads(run(["why", "denmark-2016-12", "cause", "--json"]).stdout)
    assert answer["verdict"] == known["verdict"]
    assert shape(answer["reasons"]) == shape(known["reasons"])


def shape(reasons: list[dict[str, Any]]) -> list[Any]:
    """Return the rules of a tree of reasons, in no order."""
    return sorted(([item["rule"] or "", item["kind"], shape(item["children"])] for item in reasons), key=repr)
