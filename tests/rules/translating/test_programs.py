"""``coalition translate``: clingo and CLIPS, given nothing but the program, conclude what we do."""

import re
from pathlib import Path

import clips
import pytest
from click.testing import CliRunner

from benchmarks.clingo import Clingo
from benchmarks.clingo import levels as levels_by_clingo
from benchmarks.second_opinion import differences, levels, rule_cases
from cli.main import main
from kb.errors import InputError
from rules.engine import comparisons
from rules.engine.comparisons import Relation
from rules.engine.facts import CONCLUSIONS, field_names
from rules.engine.inference import Inference
from rules.engine.proof import Held
from rules.engine.rulebook import Rulebook
from rules.judging.court import Court
from rules.theory.book import RULEBOOK
from rules.theory.thresholds import THRESHOLDS, with_overrides
from rules.translating import asp
from rules.translating.clips import COMPARISONS
from rules.translating.outline import LEVELS, outline
from rules.translating.programs import for_clingo
from tests.places import ROOT
from tests.rules.judging.altering import bundled, court

NAMED = {item.name for item in vars(comparisons).values() if isinstance(item, Relation)}
EPISODES = ("belgium-2018-05", "denmark-2016-12", "netherlands-2018-01")
KINDS = {asp.predicate(kind): kind for kind in outline(RULEBOOK).fields}
FEW = 60


def said(name: str) -> dict[str, int]:
    return levels(court(bundled()).judge(name).proof)


def test_clips_knows_every_comparison_that_a_rule_can_make() -> None:
    """Two have words of their own in CLIPS: whether a value is given, and whether a list holds any."""
    named = {name.replace("_", "-") for name in NAMED}
    assert named - {"stated", "any-of"} <= set(re.findall(r"\(deffunction (\S+)", COMPARISONS.read_text("utf-8")))


def test_clingo_knows_every_comparison_that_a_rule_can_make() -> None:
    for answer in ("found_true", "found_false"):
        assert (
            set(re.findall(rf"^{answer}\((\w+)", asp.COMPARISONS.read_text("utf-8"), re.MULTILINE)) - {"same_date"}
            == NAMED
        )


@pytest.mark.parametrize("name", EPISODES)
def test_clingo_concludes_the_same_from_the_program_alone(name: str) -> None:
    written = CliRunner().invoke(main, ["translate", name])
    assert levels_by_clingo(written.stdout, KINDS) == said(name)


def test_clips_concludes_the_same_from_the_program_alone(tmp_path: Path) -> None:
    name, file = EPISODES[1], tmp_path / "episode.clp"
    assert CliRunner().invoke(main, ["translate", name, "--to", "clips", "-o", str(file)]).exit_code == 0
    environment = clips.Environment()
    environment.load(str(file))
    environment.reset()
    environment.run()
    found: dict[str, int] = {}
    for fact in environment.facts():
        kind, _, level = fact.template.name.rpartition("-")
        if kind in CONCLUSIONS:
            named = ", ".join(f"{field}={fact[field]}" for field in field_names(CONCLUSIONS[kind]))
            reached = next(number for number, word in LEVELS.items() if word == level)
            found[f"{kind}({named})"] = max(found.get(f"{kind}({named})", reached), reached)
    assert found == said(name)


def test_clingo_concludes_the_same_where_any_rule_applies() -> None:
    """All rule cases and bundled episodes are given to it by ``make bench``."""
    engine, other = Inference(RULEBOOK, THRESHOLDS), Clingo(RULEBOOK, THRESHOLDS)
    assert not list(differences(engine, other, rule_cases()[::FEW]))


def test_a_rule_that_clingo_lacks_is_found_out() -> None:
    fewer = Rulebook({name: rule for name, rule in RULEBOOK.rules.items() if name != "exposure.fewer-units"})
    other = for_clingo(Court(bundled(), inference=Inference(fewer, THRESHOLDS)), EPISODES[1])
    assert levels_by_clingo(other, KINDS) != said(EPISODES[1])


def test_a_threshold_that_clingo_cannot_count_is_refused() -> None:
    other = Court(bundled(), with_overrides({"early": 7.5}))
    with pytest.raises(InputError, match=r"the threshold early is 7\.5, and clingo counts in whole numbers from 0"):
        for_clingo(other, EPISODES[1])


def test_every_variable_has_a_name_but_in_what_is_absent() -> None:
    told = asp.named_all('a(X) :- b(X, _, "_"),\n    not c(_).\n%% _\n')
    assert told == 'a(X) :- b(X, Any1, "_"),\n    not c(_).\n%% _\n'


def test_the_example_explained_by_xclingo_names_the_rules_and_facts_of_our_proof() -> None:
    """Its text is kept, for xclingo asks for one version of clingo alone; what it says must stay true."""
    told = (ROOT / "examples" / "clingo" / "denmark-2016-12.txt").read_text("utf-8")
    proof = court(bundled()).judge("denmark-2016-12").proof
    waiting = [item.name for kind in ("Defection", "Cause") for item in proof.concluded(kind)]
    rules, facts = set[str](), set[str]()
    while waiting:
        for step in proof.steps.get(waiting.pop(), ()):
            held = [proof.facts[item.fact] for item in step.premises if isinstance(item, Held)]
            rules.add(step.rule)
            facts |= {f"{asp.spoken(item.kind)} {value}" for item in held for _, value in item.values}
            waiting += [item.name for item in held]
    assert set(re.findall(r"\[(.+)\]", told)) == rules
    assert set(re.findall(r'__"([^".\n]+)"', told)) <= facts
