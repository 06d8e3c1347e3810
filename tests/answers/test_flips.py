"""A flip flips, and no smaller set of the changes considered does: every set is tried, with nothing passed over."""

from collections.abc import Iterator, Sequence
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings

from kb.altering import Alteration, altered
from kb.records import OBSERVED, Coalition, Record, State
from kb.store import KnowledgeBase
from rules.alternatives import Alternatives
from rules.facts import VOCABULARY as TERMS
from rules.flipping import LARGEST, Change, _candidates, _Search, flips
from rules.judging import Court, Judgement
from rules.robustness import robustness
from rules.support import support
from rules.targets import Target
from tests.answers.leaves import seen
from tests.answers.worlds import departures
from tests.judging.altering import bundled, court

KINDS = ("Defection", "NotDefection", "OutOfScope", "Strategy", "Cause", "Hypothesis")
VOCABULARY = tuple(kind.record for kind in TERMS)
NAMED = ("episode", "reason", "strategy", "cause", "hypothesis", "answer")
MANY = 10_000
PUBLISHED = ("denmark-2016-12", "netherlands-2016-07")
small = settings(max_examples=6, deadline=None, suppress_health_check=(HealthCheck.too_slow,))


def held(judgement: Judgement) -> list[Target]:
    """Return the conclusions about an episode that hold."""
    found = [item for kind in KINDS for item in judgement.proof.concluded(kind, episode=judgement.episode.id)]
    return [
        Target(item.kind, tuple(pair for pair in item.values if pair[0] in NAMED), item.name.lower()) for item in found
    ]


def considered(judgement: Judgement, target: Target) -> list[Change]:
    """Return the single changes that the search considers."""
    names = [item.name for item in target.found(judgement.proof)]
    return _candidates(judgement, support(judgement.proof, names))


def changed(kb: KnowledgeBase, changes: Sequence[Change]) -> KnowledgeBase:
    added: list[Record] = [item for item in changes if not isinstance(item, Alteration)]
    return altered(kb, [item for item in changes if isinstance(item, Alteration)], added)


def naively_overturned(judging: Court, name: str, target: Target, changes: Sequence[Change]) -> bool:
    """Tell whether the naive evaluator no longer concludes it once facts are changed."""
    other = court(changed(judging.kb, changes))
    if name not in other.episodes:
        return True
    sure = seen(other, name, listed=True).sure
    return not any(kind == target.kind and {*target.values} <= {*values.items()} for kind, values in sure)


def contradictory(changes: Sequence[Change]) -> bool:
    """Tell whether one fact is withdrawn and changed too, or one field set twice."""
    touched = [item for item in changes if isinstance(item, Alteration)]
    whole = {item.fact for item in touched if item.field is None}
    fields = [(item.fact, item.field) for item in touched]
    return len(fields) != len(set(fields)) or any(item.field and item.fact in whole for item in touched)


def sets(changes: Sequence[Change], size: int) -> Iterator[tuple[Change, ...]]:
    return (chosen for chosen in combinations(changes, size) if not contradictory(chosen))


@small
@given(departures())
def test_the_sets_found_are_all_the_smallest_there_are(kb: KnowledgeBase) -> None:
    judging = court(kb)
    for name in judging.episodes:
        judgement = judging.judge(name)
        for target in held(judgement):
            found = flips(judging, judgement, target, budget=MANY)
            candidates = considered(judgement, target)
            assert found.considered == len(candidates)
            assert not naively_overturned(judging, name, target, ())
            for size in range(1, LARGEST + 1):
                expected = [
                    chosen for chosen in sets(candidates, size) if naively_overturned(judging, name, target, chosen)
                ]
                if expected:
                    break
            assert list(found.sets) == expected, (name, target)
            assert found.proven


@small
@given(departures())
def test_no_pair_of_changes_is_passed_over(kb: KnowledgeBase) -> None:
    """Where no single change of some does it, the search finds exactly the pairs that do."""
    judging = court(kb)
    for name in judging.episodes:
        judgement = judging.judge(name)
        for target in held(judgement):
            weak = [
                item for item in considered(judgement, target) if not naively_overturned(judging, name, target, (item,))
            ]
            search = _Search(Alternatives(judging, name), target, judgement.proof, MANY)
            expected = [chosen for chosen in sets(weak, 2) if naively_overturned(judging, name, target, chosen)]
            assert list(search.of_size(weak, 2)) == expected, (name, target)


@small
@given(departures())
def test_no_single_fact_on_which_a_conclusion_hangs_is_left_unconsidered(kb: KnowledgeBase) -> None:
    """Every fact is withdrawn, used or not; without its state or coalition there is no episode to judge."""
    judging = court(kb)
    case = [item for kind in OBSERVED if kind not in (*VOCABULARY, State, Coalition) for item in kb.of(kind)]
    facts = [item.id for item in case]
    for name in judging.episodes:
        judgement = judging.judge(name)
        for target in held(judgement):
            tried = {item.fact for item in considered(judgement, target) if isinstance(item, Alteration)}
            found = {fact for fact in facts if naively_overturned(judging, name, target, [Alteration(fact)])}
            assert found <= tried, (name, target)


def test_the_arrangement_behind_an_owed_shift_is_considered() -> None:
    judging = court(bundled())
    judgement = judging.judge("netherlands-2017-07")
    (found,) = [item for item in held(judgement) if item.kind == "Defection"]
    assert (Alteration("belgian-dutch-rotation"),) in flips(judging, judgement, found).sets
    assert "belgian-dutch-rotation" in robustness(judging, judgement, found).facts


@pytest.mark.parametrize("name", PUBLISHED)
def test_what_overturns_a_published_verdict_overturns_it_for_the_naive_evaluator(name: str) -> None:
    judging = court(bundled())
    judgement = judging.judge(name)
    (target,) = [item for item in held(judgement) if item.kind in ("Defection", "NotDefection")][:1]
    found = flips(judging, judgement, target)
    assert found.sets
    candidates = considered(judgement, target)
    for chosen in found.sets:
        assert naively_overturned(judging, name, target, chosen), chosen
    if len(found.sets[0]) == 1:
        idle = [item for item in candidates if (item,) not in found.sets]
        assert [item for item in idle if naively_overturned(judging, name, target, (item,))] == []
