"""Two codings: facts matched by what they say, and Krippendorff's alpha where it is defined."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.agreement.alpha import alphas
from kb.agreement.matching import match
from kb.dates import moment
from kb.records import Citation, Contribution, Decision, Record, State

SOURCE = (Citation(work="tern-1999", place="p. 1"),)
GULLLAND = State(id="gullland", label="Gullland", source=SOURCE)


def units(name: str, begins: str, role: str = "air-strike", count: int | None = 7, **more: object) -> Contribution:
    given: dict[str, object] = {"theatres": ("harbour",), **more}
    return Contribution(
        id=name,
        state="gullland",
        coalition="quay",
        capability="f-16am",
        role=role,
        begins=moment(begins),
        count=count,
        source=SOURCE,
        **given,  # type: ignore[arg-type]
    )


def decision(name: str, date: str, act: str, about: str, grounds: tuple[str, ...] = ()) -> Decision:
    return Decision(
        id=name,
        state="gullland",
        coalition="quay",
        date=moment(date),
        act=act,
        about=(about,),
        grounds=grounds,
        source=SOURCE,
    )


FIRST: list[Record] = [
    GULLLAND,
    units("terns-1", "1911-06"),
    units("terns-2", "1912-02", role="training"),
    decision("going", "1911-10-02", "withdraw", "terns-1"),
]


def test_facts_are_matched_by_what_they_say_whatever_they_are_called() -> None:
    second = [
        GULLLAND,
        units("terns-2", "1911-06"),
        units("terns-1", "1912-02", role="training"),
        decision("d1", "1911-10-02", "withdraw", "terns-2"),
    ]
    found = match(FIRST, second)
    assert dict(found.names) == {"gullland": "gullland", "terns-2": "terns-1", "terns-1": "terns-2", "d1": "going"}
    assert not any(pair.differences for pair in found.pairs)
    assert (found.only_first, found.only_second) == ((), ())


def test_what_is_said_otherwise_is_named_field_by_field() -> None:
    second = [GULLLAND, units("a", "1911-06-17", count=None), decision("b", "1911-10-05", "reduce", "a", ("costs",))]
    found = match(FIRST, second)
    told = [(pair.first.id, item.field) for pair in found.pairs for item in pair.differences]
    assert told == [
        *(("terns-1", "begins"), ("terns-1", "count")),
        *(("going", "date"), ("going", "act"), ("going", "grounds")),
    ]
    assert [item.id for item in found.only_first] == ["terns-2"]


def test_facts_of_other_states_are_never_the_same() -> None:
    other = replace(units("terns-9", "1911-06"), state="ternland")
    found = match([units("terns-1", "1911-06")], [other])
    assert not found.pairs
    same_name = match([units("terns-1", "1911-06")], [replace(other, id="terns-1")])
    assert [item.field for pair in same_name.pairs for item in pair.differences] == ["state"]


@given(st.permutations(FIRST))
def test_a_coding_is_the_same_as_itself_in_any_order(shuffled: list[Record]) -> None:
    found = match(FIRST, shuffled)
    assert len(found.pairs) == len(FIRST)
    assert all(pair.first is pair.second for pair in found.pairs)
    assert match(FIRST, FIRST) == found


def test_alpha_is_that_of_the_textbook() -> None:
    roles = [
        ("air-strike", "air-strike"),
        ("air-strike", "training"),
        ("training", "training"),
        ("training", "training"),
    ]
    first = [units(f"a{n}", f"19{n}1", role=one) for n, (one, _) in enumerate(roles, start=1)]
    second = [units(f"b{n}", f"19{n}1", role=other) for n, (_, other) in enumerate(roles, start=1)]
    found = {item.field: item for item in alphas(match(first, second))}
    # Two of eight values disagree; by chance 2 * 3 * 5 of 8 * 7 would: 1 - (2 / 8) / (30 / 56).
    assert found["role"].alpha == pytest.approx(1 - (2 / 8) / (30 / 56), abs=1e-4)
    assert (found["role"].level, found["role"].units) == ("nominal", 4)
    assert (found["begins"].level, found["begins"].alpha) == ("interval", 1)


def test_where_alpha_is_not_defined_it_says_why() -> None:
    found = {item.field: item for item in alphas(match([units("a", "1911")], [units("b", "1911")]))}
    assert (found["begins"].alpha, found["begins"].why) == (None, "one pair alone")
    two = [units("a", "1911"), units("b", "1913")]
    found = {item.field: item for item in alphas(match(two, two))}
    assert (found["role"].alpha, found["role"].why) == (None, "no value differs")
    assert "ends" not in found


def test_each_value_of_a_field_with_several_is_given_or_not() -> None:
    first = [
        decision("a", "1911", "withdraw", "x", ("costs", "risk")),
        decision("b", "1913", "reduce", "x", ("costs",)),
    ]
    second = [decision("a", "1911", "withdraw", "x", ("costs",)), decision("b", "1913", "reduce", "x", ("costs",))]
    found = {item.field: item for item in alphas(match(first, second))}
    # Units: costs and risk for each of two decisions; of these, risk for the first is given by one coder alone.
    assert found["grounds"].units == 4
    assert found["grounds"].alpha == pytest.approx(1 - (2 / 8) / (30 / 56), abs=1e-4)
