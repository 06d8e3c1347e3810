"""What is judged again with some facts changed is judged as if it had never been judged before."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kb.altered.altering import Alteration, altered
from kb.dates import Moment, add_months, day
from kb.errors import InputError
from kb.records import Record
from rules.judging.court import Court
from tests.rules.judging.altering import bundled, court, court_anew

NAMES = sorted(name for name in bundled().records if "/" not in name)


def otherwise(record: Record, months: int) -> Alteration:
    """Return a change of a fact: a date moved, a number raised, a yes turned; else the fact taken back."""
    for name in record.__dataclass_fields__:
        value: Any = getattr(record, name)
        if isinstance(value, Moment):
            return Alteration(record.id, name, day(add_months(value.earliest, months)))
        if isinstance(value, bool):
            return Alteration(record.id, name, not value)
        if isinstance(value, int):
            return Alteration(record.id, name, value + 1)
    return Alteration(record.id)


CHANGES = st.builds(
    lambda name, months: otherwise(bundled().records[name], months) if months else Alteration(name),
    st.sampled_from(NAMES),
    st.integers(-3, 3),
)


@settings(max_examples=25)
@given(st.lists(CHANGES, min_size=1, max_size=3, unique_by=lambda item: item.fact))
def test_a_change_is_judged_as_if_all_were_judged_anew(changes: list[Alteration]) -> None:
    try:
        kb = altered(bundled(), changes)
    except InputError:
        return
    again, anew = court(bundled()).over(kb), court_anew(kb)
    assert list(again.episodes) == list(anew.episodes)
    states = {getattr(bundled().records[item.fact], "state", None) for item in changes}
    for name in [name for name in anew.episodes if anew.episodes[name].episode.state in states][:6]:
        first, second = again.judge(name).proof, anew.judge(name).proof
        assert first == second
        assert repr({**vars(first), "certain": 0}) == repr({**vars(second), "certain": 0})
        assert_alike(again, name)


def assert_alike(judging: Court, name: str) -> None:
    """Hold what is worked out of some kinds of conclusion alone to what is worked out of all."""
    whole = judging.on_record(name).proof
    for kinds in (frozenset({"Defection"}), frozenset({"Strategy", "Cause"}), frozenset({"Interest"})):
        alone = judging.on_record(name, kinds).proof
        for kind in kinds:
            assert alone.concluded(kind) == whole.concluded(kind)
            assert alone.open(kind) == whole.open(kind)
