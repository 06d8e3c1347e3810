"""Where sources disagree: both values are shown, and what the other would change is found by judging again."""

from functools import cache

import pytest

from explain.answers.discrepancies import PREFERENCE, Discrepancy, discrepancies, rests_on
from explain.renderings.discrepancy_text import as_data, render
from explain.tables.computed import make
from kb.altered.altering import altered, setting
from kb.reading.published import published_tables
from kb.records import Statement, Variant
from rules.judging.court import Judgement
from tests.rules.judging.altering import altered as changed
from tests.rules.judging.altering import bundled, court

EPISODES = ("belgium-2015-07", "denmark-2016-12", "netherlands-2015-10")


@cache
def found() -> dict[str, Discrepancy]:
    return {item.variant: item for item in discrepancies(court(bundled()))}


def footnotes(table: str) -> str:
    return " ".join(note.text for note in make(court(bundled()), published_tables()[table]).footnotes)


# The contradictions of the texts, one by one: what is used, what another place says, and where both are shown

ROWS = [
    ("start of the rotation", "belgian-dutch-rotation-begins-variant", "July 2015", "30 June 2015", "ch. 4"),
    ("Dutch withdrawal years", "netherlands-variant-exit-year", "30 June 2016", "2017", "table 3"),
    ("Dutch F-16s over Syria", "netherlands-variant-syria-count", "6", "8", "table 3"),
    ("Danish staff, second term", "denmark-f16am-2016-personnel-variant", "110", "140", "table 10"),
    ("Danish F-16s, first term", "denmark-f16am-2014-count-variant", "7", "6", "ch. 7"),
    (
        "Danish C-130J, first term",
        "denmark-c130j-2014-ends-variant",
        "March 2015",
        "end of the 2014-15 parliamentary year",
        "ch. 5",
    ),
    ("Dutch instructors, spring 2016", "netherlands-variant-instructors", "155", "130", "app. 3"),
    ("dead in Brussels", "brussels-attack-2016-deaths-variant", "35", "32", "ch. 3"),
    ("year of the Brussels attack", "brussels-attack-2016-date-variant", "22 March 2016", "22 March 2015", "ch. 7"),
    (
        "Danish proposal to the committee",
        "denmark-decision-2016-03-04-date-variant",
        "4 March 2016",
        "4 March 2015",
        "ch. 5",
    ),
    (
        "De Crem on reliability",
        "belgium-de-crem-2016-variant",
        "21 January 2016",
        "after the election of Donald Trump",
        "part 1",
    ),
]


@pytest.mark.parametrize(("variant", "used", "other", "place"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_a_contradiction_of_the_texts_is_listed_with_both_values(
    variant: str, used: str, other: str, place: str
) -> None:
    item = found()[variant]
    assert (item.used, item.other) == (used, other)
    assert item.used_places
    assert any(place in told for told in item.other_places)


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("vaneijk-5", "July 2016"),
        ("vaneijk-7", "Published: May 2015"),
        ("vaneijk-7", "Table 8 has partial withdrawal"),
        ("vaneijk-8", "Published: partial withdrawal"),
        ("vaneijk-8", "H2A holds for the first case alone, where H1A must be meant"),
        ("vaneijk-1", "Table 3 has 2017"),
        ("vaneijk-3", "Published: 2017; 2019"),
        ("vaneijk-1", "Table 3 has 8"),
        ("vaneijk-3", "Published: 8 F-16AM"),
        ("vaneijk-10", "Published: 140"),
        ("vaneijk-1", "Chapter 7 has 6"),
        ("vaneijk-10", "parliament's year 2014-15"),
        ("vaneijk-app3", "25 were added, which makes 155"),
    ],
)
def test_a_contradiction_about_a_published_table_is_a_footnote_to_it(table: str, told: str) -> None:
    assert told in footnotes(table)


# What the other value would change


def test_no_discrepancy_is_left_out() -> None:
    assert found().keys() == {item.id for item in bundled().of(Variant)}


def conclusions(judgement: Judgement) -> tuple[object, ...]:
    return judgement.verdict, judgement.strategies, judgement.causes, tuple(judgement.hypotheses.items())


@pytest.mark.parametrize("name", EPISODES)
def test_effects_are_what_judging_everything_again_shows(name: str) -> None:
    """No episode is passed over that would have come out otherwise."""
    kb = bundled()
    base = court(kb).judge(name)
    for variant in kb.of(Variant):
        item = found()[variant.id]
        if item.untried:
            continue
        other = court(altered(kb, [setting(kb, f"{variant.about}.{variant.property}={variant.value}")]))
        changes = name not in other.episodes or conclusions(other.judge(name)) != conclusions(base)
        assert changes == (name in {effect.episode for effect in item.effects}), variant.id


def test_a_start_of_the_turns_on_the_day_before_turns_no_verdict() -> None:
    for name in ("belgian-dutch-rotation-begins-variant", "rotation-shift-1-begins-variant"):
        assert {item.what for item in found()[name].effects} <= {"month"}


def test_had_the_strike_been_known_within_days_it_would_explain_the_exit_as_well() -> None:
    assert found()["denmark-strike-2016-public-variant"].effects == ()


def test_another_number_of_dead_changes_nothing() -> None:
    assert found()["brussels-attack-2016-deaths-variant"].effects == ()
    assert as_data(found()["brussels-attack-2016-deaths-variant"])["changes"] is False


def test_an_episode_that_only_moves_is_told_as_moved() -> None:
    (effect,) = found()["belgium-f-16am-2014-begins-variant"].effects
    assert (effect.what, effect.used, effect.other) == ("month", "belgium-2014-10", "belgium-2014-09")


def test_what_is_no_value_of_the_field_is_listed_and_not_tried() -> None:
    item = found()["belgium-de-crem-2016-variant"]
    assert item.untried
    assert item.effects == ()
    assert as_data(item)["changes"] is None
    assert "not tried" in render([item]).plain


def one(variant_of: str, field: str, value: str) -> Discrepancy:
    kb = bundled()
    made = Variant(id="made-up", about=variant_of, property=field, value=value, source=kb.records[variant_of].source)
    (item,) = discrepancies(court(changed(kb, added=[made])), [made])
    return item


@pytest.mark.parametrize(
    ("fact", "field", "value"),
    [
        ("denmark-f16am-2014", "count", "seven"),
        ("denmark-f16am-2014", "ends", "1999"),
        ("denmark-f16am-2014", "role", "juggling"),
        ("denmark-f16am-2014", "state", "atlantis"),
        ("denmark-f16am-2014", "begins", "none"),
        ("denmark-f16am-2014", "theatres", "iraq,atlantis"),
    ],
)
def test_a_value_that_cannot_hold_is_not_tried(fact: str, field: str, value: str) -> None:
    item = one(fact, field, value)
    assert item.untried
    assert (item.other, item.effects) == (value, ())


def test_without_a_note_the_chapter_that_treats_the_matter_is_preferred() -> None:
    assert one("denmark-f16am-2014", "count", "5").why == PREFERENCE


def test_a_role_is_told_by_its_label_and_its_change_is_judged() -> None:
    item = one("denmark-f16am-2016", "role", "transport")
    assert item.other == "transport"
    assert {effect.episode for effect in item.effects} >= {"denmark-2016-12"}


def test_a_proof_rests_on_the_facts_behind_its_figures() -> None:
    used = rests_on(court(bundled()).judge("denmark-2016-12"))
    assert {"denmark-f16am-2016", "denmark-strike-2016"} <= used
    assert not [name for name in used if isinstance(bundled().records.get(name), Statement) and "2018" in name]
