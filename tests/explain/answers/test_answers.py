"""Answers are held against an evaluator so plain that it can be trusted: no premise missing, none too many."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from explain.answer import Reason
from explain.answers.why import ANCHORS, why
from explain.answers.why_not import why_not
from explain.words.telling import Teller
from kb.store import KnowledgeBase
from rules.engine.proof import Absent, Held, Proof, Step
from rules.judging.court import HYPOTHESES, Court, Judgement
from rules.judging.targets import Target, target
from rules.judging.topics import TOPICS
from tests.explain.answers.leaves import datum, leaves, nodes, reached, seen, shown_steps
from tests.explain.answers.worlds import departures
from tests.rules.judging.altering import bundled, court
from tests.rules.judging.test_one_verdict import cases, known

EPISODES = ("belgium-2015-07", "belgium-2018-01", "denmark-2016-12", "netherlands-2016-07")
each_episode = pytest.mark.parametrize("name", EPISODES)
small = settings(max_examples=20, suppress_health_check=(HealthCheck.too_slow,))


def the_engine_agrees(judging: Court, name: str) -> None:
    """The naive evaluator concludes what the engine concludes: no less, no more, certain, on the record or open."""
    proof = judging.judge(name).proof
    open_world, listed = (seen(judging, name, listed=listed) for listed in (False, True))
    certain = [datum(proof.facts[item]) for item in proof.certain]
    recorded = [datum(proof.facts[item]) for item in proof.steps]
    either = recorded + [datum(proof.facts[item]) for item in proof.possible]
    anything = either + [datum(proof.facts[item]) for item in proof.beyond]
    pairs = (
        (certain, open_world.sure),
        (anything, open_world.possible),
        (recorded, listed.sure),
        (either, listed.possible),
    )
    for theirs, ours in pairs:
        assert [item for item in theirs if item not in ours] == [], name
        assert [item for item in ours if item not in theirs] == [], name


@each_episode
def test_the_naive_evaluator_concludes_the_same_of_published_episodes(name: str) -> None:
    the_engine_agrees(court(bundled()), name)


@small
@given(departures())
def test_the_naive_evaluator_concludes_the_same_of_departures(kb: KnowledgeBase) -> None:
    judging = court(kb)
    for name in judging.episodes:
        the_engine_agrees(judging, name)


@small
@given(cases())
def test_the_naive_evaluator_concludes_the_same_of_made_up_cases(facts: list[Any]) -> None:
    judging = court(known(facts))
    for name in judging.episodes:
        the_engine_agrees(judging, name)


# The premises are enough, and none is idle


@each_episode
@pytest.mark.parametrize("every_way", [False, True])
def test_the_leaves_of_the_proof_shown_derive_it_again(name: str, every_way: bool) -> None:
    judgement = court(bundled()).judge(name)
    for topic in TOPICS if every_way else ("verdict", "interests", "restrictions"):
        answer = why(bundled(), judgement, topic, every_way=every_way)
        proof, conclusions = judgement.proof, {reason.id for reason in answer.reasons}
        steps = reached(proof, conclusions) if every_way else shown_steps(answer, proof)
        assert {step.conclusion for step in steps} >= conclusions
        again = leaves(steps, proof).derive(judgement).sure
        assert [step for step in steps if datum(proof.facts[step.conclusion]) not in again] == [], topic


def idle(judgement: Judgement, conclusion: str) -> list[str]:
    """Return the leaves of a conclusion's only derivation without which it follows as before.

    With a leaf gone, another conclusion may take the place of one that it carried (part of the units withdrawn, and
    not swapped for others) and lead to the same end: then it is not the same derivation, and the leaf was not idle.
    """
    proof = judgement.proof
    steps = reached(proof, [conclusion])
    whole = leaves(steps, proof)
    before = whole.derive(judgement).sure
    found = []
    for leaf in whole.names:
        after = whole.without(leaf).derive(judgement).sure
        whole_again = all(datum(proof.facts[step.conclusion]) in after for step in steps)
        as_before = datum(proof.facts[conclusion]) in after and all(item in before for item in after)
        found += [leaf] if whole_again or as_before else []
    return found


def derived_once(judgement: Judgement) -> list[str]:
    """Return the conclusions of an episode that have one derivation all the way down."""
    proof = judgement.proof
    every = {name: [step.conclusion for step in reached(proof, [name])] for name in proof.steps}
    return [name for name, met in every.items() if len(met) == len(set(met))]


@each_episode
def test_no_leaf_of_an_only_derivation_can_be_left_out(name: str) -> None:
    judgement = court(bundled()).judge(name)
    once = derived_once(judgement)
    assert once
    assert {item: found for item in once if (found := idle(judgement, item))} == {}


def test_verdicts_are_among_the_conclusions_with_one_derivation() -> None:
    """The test above means something only if it goes all the way."""
    judged = [court(bundled()).judge(name) for name in EPISODES]
    assert {item.partition("(")[0] for found in judged for item in derived_once(found)} >= {"Defection", "NotDefection"}


@each_episode
def test_no_leaf_that_every_derivation_shares_can_be_left_out(name: str) -> None:
    judgement = court(bundled()).judge(name)
    proof, once = judgement.proof, derived_once(judgement)
    for conclusion in (item for item in proof.steps if item not in once):
        whole = leaves(reached(proof, [conclusion]), proof)
        before = whole.derive(judgement).sure
        for leaf in whole.names:
            after = whole.without(leaf).derive(judgement).sure
            if all(item in before for item in after):
                standing = datum(proof.facts[conclusion]) in after
                assert standing == stands_without(proof, conclusion, leaf), (conclusion, leaf)


def stands_without(proof: Proof, conclusion: str, leaf: str) -> bool:
    """Tell whether a derivation that uses neither a leaf nor anything that follows from it alone is on record."""
    gone = {leaf}
    while True:
        more = {name for name, steps in proof.steps.items() if all(_uses(step, gone) for step in steps)} - gone
        if not more:
            return conclusion not in gone
        gone |= more


def _uses(step: Step, gone: set[str]) -> bool:
    held = {item.fact for item in step.premises if isinstance(item, Held)}
    records = {
        name for item in step.premises if isinstance(item, Absent) for _, names in item.records for name in names
    }
    return bool((held | records) & gone)


@small
@given(departures())
def test_premises_are_enough_and_needed_in_made_up_cases(kb: KnowledgeBase) -> None:
    judging = court(kb)
    for judgement in map(judging.judge, judging.episodes):
        proof = judgement.proof
        again = leaves(reached(proof, proof.steps), proof).derive(judgement).sure
        assert [name for name in proof.steps if datum(proof.facts[name]) not in again] == []
        assert {name: found for name in derived_once(judgement) if (found := idle(judgement, name))} == {}


# No premise is missing


def untold(kb: KnowledgeBase, judgement: Judgement, topic: str) -> list[tuple[str, str]]:
    """Return the steps of which an answer leaves out a premise, or a fact behind a figure, with what it leaves out."""
    teller = Teller(kb, judgement.nearness.rulebook, judgement.nearness.thresholds)
    answer, proof = why(kb, judgement, topic, every_way=True), judgement.proof
    told = list(nodes(answer.reasons))
    below: dict[tuple[str, str | None], list[Reason]] = {}
    for node in told:
        below.setdefault((node.id, node.rule), []).extend(node.children)
    found = []
    for step in reached(proof, (reason.id for reason in answer.reasons)):
        shown = {(item.kind, item.id, item.text) for item in below.get((step.conclusion, step.rule), ())}
        names = {(kind, name) for kind, name, _ in shown}
        for premise in step.premises:
            name = f"{step.conclusion}/{premise.number}"
            if isinstance(premise, Absent):
                there = ("absence", name, teller.absence(premise)) in shown
            elif isinstance(premise, Held):
                origin = proof.facts[premise.fact].origin
                there = ("step" if origin == "concluded" else origin, premise.fact) in names
            else:
                there = ("comparison", name, teller.comparison(step, premise.number)) in shown
            found += [] if there else [(step.rule, repr(premise))]
    figures = [item for item in told if item.kind == "computed" and proof.facts[item.id].kind not in ANCHORS]
    behind = {record for item in figures for record in proof.facts[item.id].basis}
    ids = {item.id.partition("(")[2].rstrip(")") for item in told}
    return found + [("figure", name) for name in sorted(behind - ids)]


@each_episode
def test_every_premise_of_every_step_is_told(name: str) -> None:
    judgement = court(bundled()).judge(name)
    for topic in TOPICS:
        assert untold(bundled(), judgement, topic) == [], topic


def test_the_answers_checked_tell_absences_and_numbers() -> None:
    """The test above means something only if there are such premises."""
    answers = [why(bundled(), court(bundled()).judge(name), every_way=True) for name in EPISODES]
    kinds = {node.kind for answer in answers for node in nodes(answer.reasons)}
    assert kinds == {"step", "observed", "computed", "absence", "comparison"}


@small
@given(departures())
def test_every_premise_is_told_in_made_up_cases(kb: KnowledgeBase) -> None:
    judging = court(kb)
    for judgement in map(judging.judge, judging.episodes):
        for topic in TOPICS:
            assert untold(kb, judgement, topic) == [], topic


# Either there is a why, or there is a why not


def targets(judgement: Judgement) -> Iterator[tuple[str, Target]]:
    """Yield every conclusion that a user can name, with the topic that explains it."""
    values: dict[str, set[str]] = {}
    for rule in judgement.nearness.rulebook.rules.values():
        for field in ("reason", "strategy", "cause", "kind", "restriction"):
            value = rule.then.get(field)
            if isinstance(value, str):
                values.setdefault(f"{type(rule.then).__name__}.{field}", set()).add(value)
    named = [("verdict", ["defection"]), ("verdict", ["not-defection"]), ("verdict", ["out-of-scope"])]
    named += [("verdict", ["not-defection", value]) for value in sorted(values["NotDefection.reason"])]
    named += [("strategy", ["strategy", value]) for value in sorted(values["Strategy.strategy"])]
    named += [("cause", ["cause", value]) for value in sorted(values["Cause.cause"] | values["Cause.kind"])]
    named += [("interests", ["interest", value]) for value in ("core", "linked", "shared")]
    named += [("restrictions", ["restriction", value]) for value in sorted(values["Restriction.restriction"])]
    named += [(name, [name, answer]) for name in HYPOTHESES for answer in ("yes", "no")]
    for topic, words in named:
        yield topic, target(judgement, words)


def either_why_or_why_not(kb: KnowledgeBase, judgement: Judgement) -> None:
    facts = judgement.proof.facts
    answers = {topic: why(kb, judgement, topic) for topic in TOPICS}
    for topic, wanted in targets(judgement):
        fields = set(wanted.values)
        reasons = [
            item
            for item in answers[topic].reasons
            if facts[item.id].kind == wanted.kind and fields <= {*facts[item.id].values}
        ]
        assert bool(reasons) != bool(why_not(kb, judgement, wanted).reasons), (judgement.episode.id, wanted.words)


@each_episode
def test_why_not_is_empty_exactly_when_why_is_not(name: str) -> None:
    either_why_or_why_not(bundled(), court(bundled()).judge(name))


@small
@given(departures())
def test_why_not_is_empty_exactly_when_why_is_not_in_made_up_cases(kb: KnowledgeBase) -> None:
    judging = court(kb)
    for judgement in map(judging.judge, judging.episodes):
        either_why_or_why_not(kb, judgement)
