"""What is supposed of a fact passes the checks that a case file must pass; what is taken back leaves no loose ends."""

from dataclasses import fields
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.altered.altering import Alteration, altered, retraction, setting
from kb.dates import Moment, day, moment
from kb.errors import InputError
from kb.reading.loading import load
from kb.reading.order import in_order
from kb.records import OBSERVED, Arrangement, Contribution, Shift, State
from kb.schema import slots
from kb.store import KnowledgeBase
from tests.kb.cases import CASE, write

FACT = "terns-1911"


@pytest.fixture(scope="module")
def quay(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    """Return the invented case."""
    return load([write(tmp_path_factory.mktemp("quay"))])


def refusal(kb: KnowledgeBase, *texts: str) -> InputError:
    """Return the error that suppositions raise, after checking that it says all that an error must."""
    with pytest.raises(InputError) as caught:
        altered(kb, [setting(kb, text) for text in texts])
    assert caught.value.what
    assert caught.value.why
    assert caught.value.remedy
    return caught.value


@pytest.mark.parametrize(
    ("field", "value", "what"),
    [
        ("ends", "1910-12", "`ends` (1910-12) lies before `begins` (1911-06-17)"),
        ("begins", "1912-01-01", "`ends` (1911-12) lies before `begins` (1912-01-01)"),
        ("begins", "", "has no `begins`"),
        ("begins", "yesterday", "`begins` is 'yesterday', which is no date"),
        ("count", "-3", "`count` is -3"),
        ("count", "seven", "`count` is 'seven', which is no whole number"),
        ("reserve", "8", "`reserve` (8) is larger than `count` (7)"),
        ("role", "bombing", "`role` names the unknown role 'bombing'"),
        ("caveats", "single-theatre,bombing", "`caveats` names the unknown limit 'bombing'"),
        ("state", "harbour", "`state` names 'harbour', which is a Theatre"),
        ("theatres", "harbour,sea", "`theatres` names 'sea', and there is no such Theatre"),
        ("continues", FACT, f"`continues` leads back to '{FACT}'"),
    ],
)
def test_what_no_case_file_could_state_cannot_be_supposed(
    quay: KnowledgeBase, tmp_path: Path, field: str, value: str, what: str
) -> None:
    error = refusal(quay, f"{FACT}.{field}={value}")
    assert error.what == f"{FACT}: {what}"
    lines = CASE.splitlines()
    start = lines.index(f"  - id: {FACT}")
    kept = [line for number, line in enumerate(lines) if number < start or not line.startswith(f"    {field}:")]
    shown = f"[{value}]" if slots(Contribution)[_property(field)].many else value
    written = [f"    {field}: {shown}"] if value else []
    text = "\n".join([*kept[: start + 2], *written, *kept[start + 2 :]])
    with pytest.raises(InputError) as caught:
        load([write(tmp_path, text)])
    assert caught.value.what == error.what


def _property(field: str) -> str:
    return next(name for name, slot in slots(Contribution).items() if slot.field == field)


def test_dates_that_hold_together_are_taken_together(quay: KnowledgeBase) -> None:
    other = altered(quay, [setting(quay, f"{FACT}.ends=1913"), setting(quay, f"{FACT}.begins=1912-06")])
    assert str(other.records[FACT].begins) == "1912-06"  # type: ignore[attr-defined]


def test_a_share_above_a_hundred_per_cent_cannot_be_supposed(quay: KnowledgeBase) -> None:
    assert refusal(quay, "ternland.military_spending=130").what == "ternland: `military_spending` is 130"


def test_an_unknown_field_is_named_with_those_there_are(quay: KnowledgeBase) -> None:
    with pytest.raises(InputError, match="has no field 'colour'") as caught:
        setting(quay, f"{FACT}.colour=red")
    assert "begins" in caught.value.remedy


def test_what_is_added_is_checked_whole(quay: KnowledgeBase) -> None:
    made = Arrangement(
        id="turns", coalition="quay-coalition", partners=("ternland", "atlantis"), begins=moment("1911-06")
    )
    with pytest.raises(InputError, match="`partners` names 'atlantis'"):
        altered(quay, [], [made])


def test_what_is_taken_back_takes_with_it_what_cannot_do_without_it() -> None:
    kb = load()
    other = altered(kb, [retraction(kb, "belgian-dutch-rotation")])
    assert [item for item in other.of(Shift) if item.arrangement == "belgian-dutch-rotation"] == []
    assert [item for item in kb.of(Shift) if item.arrangement == "belgian-dutch-rotation"] != []


@pytest.mark.parametrize(
    "name", ["belgium-f-16am-2014", "belgian-dutch-rotation", "rotation-shift-1", "denmark-f16am-2014"]
)
def test_nothing_names_what_was_taken_back(name: str) -> None:
    kb = load()
    other = altered(kb, [Alteration(name)])
    assert name not in other.records
    for record in other.records.values():
        if type(record) in OBSERVED:
            values = [getattr(record, item.name) for item in fields(record) if item.name not in ("id", "note")]
            assert not any(value == name or (isinstance(value, tuple) and name in value) for value in values), record.id


def moved(kb: KnowledgeBase, data: st.DataObject) -> Alteration:
    """Return a change of some fact: taken back, moved by days, or said to have come after another."""
    name = data.draw(st.sampled_from(sorted(name for name in kb.records if "/" not in name)))
    record = kb.records[name]
    dates = [item.name for item in fields(record) if isinstance(getattr(record, item.name), Moment)]
    field = data.draw(st.sampled_from([None, "after", "before", *dates]))
    if field in dates:
        days = timedelta(days=data.draw(st.integers(-400, 400)))
        return Alteration(name, field, day(getattr(record, field).earliest + days))
    others = st.sampled_from(sorted(name for name in kb.records if "/" not in name))
    return Alteration(name, field, None if field is None else (data.draw(others),))


@given(data=st.data())
@settings(max_examples=50)
def test_what_was_altered_again_and_again_is_what_it_would_be_had_it_been_read_so(
    kb: KnowledgeBase, data: st.DataObject
) -> None:
    for _ in range(3):
        try:
            kb = altered(kb, [moved(kb, data)])
        except InputError:
            continue
    afresh = KnowledgeBase(in_order(kb.records))
    assert afresh.records == kb.records
    for kind in OBSERVED:
        assert afresh.of(kind) == kb.of(kind)
        for state in (None, *(record.id for record in kb.of(State))):
            assert afresh.of_state(kind, state) == kb.of_state(kind, state)
