"""The watch list: it names what came, from what was known by then, and nothing later shows in it."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explain.foresight import words
from explain.foresight.listing import as_data, listing
from kb.altered.as_of import as_of
from kb.reading.loading import load
from kb.store import KnowledgeBase
from rules.engine.proof import Held
from rules.foreseeing.opening import check_kept, kept, name_of, opened
from rules.foreseeing.orders import ORDERS
from rules.foreseeing.suppositions import SUPPOSED
from rules.foreseeing.watching import Alert, Watch
from rules.judging.proof_file import as_data as proof_data
from tests.rules.judging.altering import bundled, court, court_anew
from tests.rules.judging.test_examples import folder_of

DAYS = st.dates(date(2014, 9, 1), date(2019, 6, 30))


def watch(day: str) -> Watch:
    return Watch(court(bundled()), date.fromisoformat(day))


def found(day: str, thing: str) -> Alert:
    return next(item for item in watch(day).alerts() if item.standing.thing.id == thing)


TWO_MONTHS_BEFORE = [
    ("2015-05-01", "belgium-f-16am-2014", ("military-capacity/budget",)),
    ("2015-08-01", "denmark-f16am-2014", ()),  # repairs were first spoken of on 26 August
    ("2016-10-01", "denmark-f16am-2016", ()),  # the strike became public at the end of November
    ("2015-05-01", "netherlands-f-16am-2014", ()),  # readiness was first spoken of on 19 June
    ("2015-08-01", "netherlands-f-16am-2014", ("military-capacity/readiness",)),
    ("2017-05-01", "rotation-shift-3", ("military-capacity/readiness",)),
]


@pytest.mark.parametrize(("day", "thing", "causes"), TWO_MONTHS_BEFORE)
def test_two_months_before_each_published_combat_defection_it_is_listed_with_its_cause_if_public(
    day: str, thing: str, causes: tuple[str, ...]
) -> None:
    nearest = found(day, thing).nearest
    assert nearest.defection
    assert nearest.judgement.causes == causes
    assert nearest.wanting is not None
    assert nearest.wanting <= 1


def test_an_announced_exit_shows_though_its_month_has_not_ended() -> None:
    item = found("2016-12-15", "denmark-f16am-2016")
    assert item.announced
    assert (item.nearest.wanting, item.nearest.judgement.causes) == (0, ("political/elite-consensus",))


def test_the_day_before_it_was_announced_the_same_exit_lacked_a_decision() -> None:
    item = found("2016-12-01", "denmark-f16am-2016")
    assert (item.announced, item.nearest.wanting) == (False, 1)


def test_an_agreement_to_take_turns_shows_before_the_turns_begin() -> None:
    nearest = found("2015-06-20", "netherlands-f-16am-2014").nearest
    assert nearest.judgement.strategies == ("partial-withdrawal", "swapping")
    assert nearest.wanting == 0


def test_where_the_turn_passes_to_a_partner_no_exit_is_near() -> None:
    item = found("2017-11-01", "belgium-f-16am-2017")
    assert (item.nearest.judgement.verdict, item.nearest.wanting) == ("not-defection", None)


def test_a_support_unit_lacks_a_reason_besides_the_decision() -> None:
    assert found("2015-12-01", "belgium-frigate-2015").nearest.wanting == 2


def test_support_units_in_the_month_in_which_combat_units_went_are_no_nearer_for_it() -> None:
    folder = folder_of("canada-isil")
    kb = load([folder / "canada-isil.yaml", folder / "sources.bib"])
    instructors = next(
        item for item in Watch(court_anew(kb), date(2016, 2, 20)).alerts() if item.standing.thing.id == "ca-trainers"
    )
    assert (instructors.nearest.defection, instructors.nearest.wanting) == (False, 2)
    assert words.supposition(instructors.standing, instructors.nearest).endswith("calls them home the next month")


def test_each_order_holds_the_same_alerts_and_says_its_rule() -> None:
    names = {order: [item.name for item in listing(watch("2016-10-01"), order).alerts] for order in ORDERS}
    assert len({frozenset(listed) for listed in names.values()}) == 1
    assert len({tuple(listed) for listed in names.values()}) > 1
    assert all(order.rule.endswith(".") for order in ORDERS.values())


def test_the_soonest_order_puts_what_ends_first_in_front() -> None:
    states = [
        item.standing.part.state for item in listing(watch("2016-10-01"), "soonest").alerts if item.standing.combat
    ]
    assert states == ["denmark", "belgium"]


# Opening and checking


def test_every_outcome_is_opened_by_its_name_and_its_proof_holds() -> None:
    for alert in watch("2015-06-20").alerts()[:1]:
        for outcome in alert.outcomes:
            name = name_of(alert, outcome)
            again = opened(court(bundled()), name)[1]
            assert again.judgement.causes == outcome.judgement.causes
            proof = kept(name, again)
            assert check_kept(court(bundled()), proof, proof_data(proof)).faults == ()


# Nothing later


def told(kb: KnowledgeBase, day: date) -> object:
    return as_data(listing(Watch(court_anew(kb), day), "nearness"))


@given(DAYS)
@settings(max_examples=3)
def test_later_facts_change_nothing(day: date) -> None:
    whole = bundled()
    early = as_of(whole, day)
    assert told(whole, day) == told(replace(early, as_of=None), day)


@given(DAYS)
@settings(max_examples=3)
def test_a_warning_rests_on_what_was_known_by_its_day_and_on_what_it_says_it_supposes(day: date) -> None:
    early = as_of(bundled(), day)
    for alert in Watch(court(bundled()), day).alerts():
        outcome = alert.nearest
        changed = {getattr(part, "fact", getattr(part, "id", "")) for part in outcome.supposition.parts}
        for steps in outcome.judgement.proof.steps.values():
            for held in (item for step in steps for item in step.premises if isinstance(item, Held)):
                fact = outcome.judgement.proof.facts[held.fact]
                if fact.origin == "observed":
                    name = str(fact["id"])
                    known = name in early.records or f"{fact.kind.lower()}/{name}" in early.records
                    assert known or (name.startswith(SUPPOSED) and name in changed)
