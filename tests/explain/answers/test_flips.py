"""A flip flips, no smaller set of its kind does, and every alternative is one that a case file could state."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache
from itertools import combinations
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings

from kb.altered.altering import Alteration, altered
from kb.dates import Moment, day, moment
from kb.profiles.computed import Episode
from kb.records import OBSERVED, Coalition, CompleteRecord, Contribution, Mandate, State, Vote
from kb.store import KnowledgeBase
from rules.engine.facts import VOCABULARY as TERMS
from rules.judging.court import Court, Judgement
from rules.judging.targets import Target, target
from rules.overturning.counterfactuals import DAY, KINDS, MISSION, PARTNER, SAID, Change
from rules.overturning.flipping import LARGEST, LARGEST_OF_DAYS, Flips, candidates, flips
from rules.overturning.shifting import turned
from rules.questions.following import followed
from rules.questions.robustness import robustness
from rules.questions.support import support
from tests.explain.answers.leaves import seen
from tests.explain.answers.naive import Datum
from tests.explain.answers.worlds import departures
from tests.rules.judging.altering import bundled, court

KINDS_OF_CONCLUSION = ("Defection", "NotDefection", "OutOfScope", "Strategy", "Cause", "Hypothesis")
VOCABULARY = tuple(kind.record for kind in TERMS)
NAMED = ("episode", "reason", "strategy", "cause", "hypothesis", "answer")
MANY = 10_000
DENMARK = "denmark-2016-12"
PUBLISHED = (DENMARK, "netherlands-2016-07")
World = tuple[Episode, list[Datum]]
small = settings(max_examples=5, suppress_health_check=(HealthCheck.too_slow,))


def held(judgement: Judgement) -> list[Target]:
    """Return the conclusions about an episode that hold on the record."""
    found = [
        item for kind in KINDS_OF_CONCLUSION for item in judgement.proof.concluded(kind, episode=judgement.episode.id)
    ]
    return [
        Target(item.kind, tuple(pair for pair in item.values if pair[0] in NAMED), item.name.lower()) for item in found
    ]


@cache
def found_for(name: str, *words: str) -> tuple[Judgement, Target, Flips]:
    judging = court(bundled())
    judgement = judging.judge(name)
    wanted = target(judgement, words)
    return judgement, wanted, flips(judging, judgement, wanted)


def changed(kb: KnowledgeBase, changes: Sequence[Change]) -> KnowledgeBase:
    parts = [part for item in changes for part in item.alterations]
    return altered(kb, parts, list(dict.fromkeys(part for item in changes for part in item.added)))


def naive_outcome(judging: Court, name: str, target: Target, changes: Sequence[Change]) -> str:
    """Return what the naive evaluator makes of a conclusion on the record once facts are changed."""
    return outcome_in(naive_world(judging, name, changes), target)


def naive_world(judging: Court, name: str, changes: Sequence[Change]) -> World | None:
    """Return an episode once facts are changed, with what the naive evaluator concludes; none if it is another."""
    other = court(changed(judging.kb, changes))
    same = followed(judging.episodes[name], other.episodes)
    return (other.episodes[same].episode, seen(other, same, listed=True).sure) if same else None


def outcome_in(world: World | None, target: Target) -> str:
    """Return what becomes of a conclusion there."""
    if world is None:
        return "another"
    episode, sure = world
    wanted = {*target.at(episode).values}
    return "stands" if any(kind == target.kind and wanted <= {*values.items()} for kind, values in sure) else "falls"


def contradictory(changes: Sequence[Change]) -> bool:
    facts = [fact for item in changes for fact in {part.fact for part in item.alterations}]
    return len(facts) != len(set(facts))


@small
@given(departures())
def test_the_sets_found_are_all_the_smallest_of_their_kind(kb: KnowledgeBase) -> None:
    """Dates aside, which have a test of their own, every set is tried, with nothing passed over."""
    judging = court(kb)
    for name in judging.episodes:
        judgement = judging.judge(name)
        for wanted in held(judgement)[:2]:
            found = flips(judging, judgement, wanted, budget=MANY)
            ground = support(judgement.proof, [item.name for item in wanted.found(judgement.proof)])
            every = candidates(judgement, ground)
            outcomes = {item: naive_outcome(judging, name, wanted, (item,)) for item in every}
            assert naive_outcome(judging, name, wanted, ()) == "stands"
            assert list(found.apart) == [item for item in every if outcomes[item] == "another"]
            groups = {item.kind: item for item in found.groups}
            for kind in (kind for kind in KINDS if kind not in (DAY, MISSION)):
                own = [item for item in every if item.kind == kind and outcomes[item] != "another"]
                if own:
                    assert groups[kind].proven
                    assert list(groups[kind].sets) == _smallest(judging, name, wanted, own), (name, wanted, kind)


def _smallest(judging: Court, name: str, wanted: Target, own: Sequence[Change]) -> list[tuple[Change, ...]]:
    for size in range(1, LARGEST + 1):
        found = [
            chosen
            for chosen in combinations(own, size)
            if not contradictory(chosen) and naive_outcome(judging, name, wanted, chosen) == "falls"
        ]
        if found:
            return found
    return []


@small
@given(departures())
def test_no_single_fact_on_which_a_conclusion_hangs_is_left_unconsidered(kb: KnowledgeBase) -> None:
    """Every fact is withdrawn, used or not; without its state or coalition there is no episode to judge."""
    judging = court(kb)
    kinds = [kind for kind in OBSERVED if kind not in (*VOCABULARY, State, Coalition, CompleteRecord)]
    facts = [item.id for kind in kinds for item in kb.of(kind)]
    for name in judging.episodes:
        judgement = judging.judge(name)
        worlds = {fact: naive_world(judging, name, (Change("", (Alteration(fact),)),)) for fact in facts}
        for wanted in held(judgement):
            ground = support(judgement.proof, [item.name for item in wanted.found(judgement.proof)])
            tried = {part.fact for item in candidates(judgement, ground) for part in item.alterations}
            hanging = {fact for fact, world in worlds.items() if outcome_in(world, wanted) != "stands"}
            assert hanging <= tried, (name, wanted)


@pytest.mark.parametrize("name", PUBLISHED)
def test_what_overturns_a_published_verdict_overturns_it_for_the_naive_evaluator(name: str) -> None:
    judging = court(bundled())
    _, wanted, found = found_for(name)
    assert found.sets
    for chosen in found.sets:
        assert naive_outcome(judging, name, wanted, chosen) == "falls", chosen
    for item in found.apart:
        assert naive_outcome(judging, name, wanted, (item,)) == "another", item


# Days


def outcome_on(judging: Court, name: str, target: Target, part: Alteration, to: Moment) -> str:
    """Return what becomes of a conclusion with one date moved to a day, judged in full."""
    other = court(altered(judging.kb, [replace(part, value=to)]))
    same = followed(judging.episodes[name], other.episodes)
    if same is None:
        return "another"
    judged = other.judge(same)
    return "stands" if target.at(judged.episode).found(judged.proof) else "falls"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (DENMARK, ("cause", "elite-consensus")),
        ("netherlands-2016-07", ()),
        ("belgium-2016-01", ()),
        ("belgium-2015-07", ()),
    ],
)
def test_a_span_of_days_has_one_effect_and_ends_where_it_says(name: str, words: tuple[str, ...]) -> None:
    judging = court(bundled())
    _, wanted, found = found_for(name, *words)
    chance = Random(len(name))  # noqa: S311 - no secret
    spans = [item for chosen in found.sets for item in chosen if item.span]
    assert spans
    for item in spans:
        (part,) = item.alterations
        assert item.span is not None
        first, last = item.span.first or part.value.earliest, item.span.last or part.value.latest
        inside = {first, last, *(first + timedelta(days=chance.randint(0, (last - first).days)) for _ in range(3))}
        for at in inside:
            assert outcome_on(judging, name, wanted, part, day(at)) == "falls", (part.fact, at)
        if item.span.first:
            assert outcome_on(judging, name, wanted, part, day(first - timedelta(days=1))) != "falls", part.fact
        if item.span.last:
            assert outcome_on(judging, name, wanted, part, day(last + timedelta(days=1))) != "falls", part.fact


def test_units_are_moved_within_their_own_term_alone() -> None:
    kb = bundled()
    for name in ("belgium-2016-01", "netherlands-2019-01", "belgium-2015-07", "denmark-2015-10"):
        _, _, found = found_for(name)
        for part in (part for chosen in found.sets for item in chosen for part in item.alterations):
            record = kb.records[part.fact]
            if isinstance(record, Contribution) and isinstance(part.value, Moment):
                mandate = kb.records.get(record.mandate or "")
                ends = [record.ends, record.planned_end, mandate.ends if isinstance(mandate, Mandate) else None]
                assert record.begins.earliest <= part.value.earliest
                assert part.value.latest <= max(item.latest for item in ends if item)


def test_the_longer_stay_of_units_beyond_their_term_is_no_counterfactual() -> None:
    """To have stayed until March 2018 would have made the Danish exit no defection; nobody had that in mind in 2016."""
    _, _, found = found_for(DENMARK)
    moved = {part.fact for chosen in found.sets for item in chosen for part in item.alterations if part.field == "ends"}
    assert moved == {"global-coalition"}


# What is and what is not a counterfactual


@pytest.mark.parametrize("name", [DENMARK, "belgium-2015-07", "belgium-2018-01", "canada-2011-01", "denmark-2015-03"])
def test_every_alternative_is_one_that_a_case_file_could_state(name: str) -> None:
    _, _, found = found_for(name)
    for chosen in (*found.sets, *((item,) for item in found.apart)):
        changed(bundled(), chosen)  # an error if it is not


@pytest.mark.parametrize("name", [DENMARK, "belgium-2015-07", "denmark-2015-03", "netherlands-2019-01"])
def test_that_not_all_is_listed_overturns_nothing(name: str) -> None:
    _, _, found = found_for(name)
    for item in (*found.apart, *(item for chosen in found.sets for item in chosen)):
        for part in item.alterations:
            assert not isinstance(bundled().records[part.fact], CompleteRecord)


def test_the_likeliest_kinds_come_first_and_each_has_its_own_smallest() -> None:
    _, _, found = found_for(DENMARK, "cause", "elite-consensus")
    kinds = [group.kind for group in found.groups]
    assert kinds == [kind for kind in KINDS if kind in kinds]
    sizes = {group.kind: {len(chosen) for chosen in group.sets} for group in found.groups if group.sets}
    assert {PARTNER, SAID, DAY, MISSION} <= set(sizes)
    assert all(len(size) == 1 for size in sizes.values())


def test_a_partner_that_takes_over_brings_an_agreement_a_turn_and_units_at_once() -> None:
    _, _, found = found_for(DENMARK)
    (group,) = [item for item in found.groups if item.kind == PARTNER]
    made = [sorted(type(part).__name__ for part in item.added) for (item,) in group.sets]
    assert ["Arrangement", "Contribution", "Shift"] in made


def test_a_promise_to_return_is_a_counterfactual_of_lost_consensus() -> None:
    _, _, found = found_for(DENMARK, "cause", "elite-consensus")
    (group,) = [item for item in found.groups if item.kind == SAID]
    (((statement,)),) = [item.added for (item,) in group.sets]
    assert statement.content == ("return-promised",)  # type: ignore[attr-defined]


def test_a_vote_that_goes_the_other_way_has_its_counts_exchanged() -> None:
    vote = Vote(
        id="vote", state="gullland", coalition="quay", date=moment("1912"), in_favour=9, against=4, carried=True
    )
    assert turned(vote, "carried", value=False) == (
        Alteration("vote", "carried", False),
        Alteration("vote", "in_favour", 4),
        Alteration("vote", "against", 9),
    )


def test_what_makes_it_another_episode_stands_apart() -> None:
    _, _, found = found_for(DENMARK)
    assert [part for item in found.apart for part in item.parts] == [Alteration("denmark-f16am-2016")]
    single = {part for chosen in found.sets for item in chosen for part in item.parts}
    assert Alteration("denmark-f16am-2016") not in single


def test_a_search_that_runs_out_does_not_claim_to_be_proven() -> None:
    judging = court(bundled())
    judgement = judging.judge(DENMARK)
    found = flips(judging, judgement, target(judgement, []), budget=5)
    assert not found.proven
    assert LARGEST_OF_DAYS <= LARGEST


def test_the_arrangement_behind_an_owed_shift_is_considered() -> None:
    judging = court(bundled())
    judgement, wanted, found = found_for("netherlands-2017-07")
    assert Alteration("belgian-dutch-rotation") in [part for item in found.apart for part in item.parts]
    assert "belgian-dutch-rotation" in robustness(judging, judgement, wanted).facts
