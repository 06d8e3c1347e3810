"""Which decision dates an episode: the latest about the units on which it turns, and of units that went one to end."""

from kb.dates import moment
from kb.profiles.episodes import Episodes
from kb.records import Coalition, Contribution, Decision, Record, Role, State
from kb.store import KnowledgeBase

ROLES = (Role(id="role/air-strike", combat=True, risk=3), Role(id="role/training", combat=False, risk=1))
PLACES = (
    State(id="gullland"),
    State(id="ternland"),
    Coalition(id="quay-coalition", leader="ternland", begins=moment("1911")),
)


def units(name: str, begins: str, ends: str | None, role: str = "air-strike", **more: object) -> Contribution:
    return Contribution(
        id=name,
        state="gullland",
        coalition="quay-coalition",
        capability="tern",
        role=role,
        begins=moment(begins),
        ends=moment(ends) if ends else None,
        **more,  # type: ignore[arg-type]
    )


def decision(date: str, act: str, *about: str) -> Decision:
    return Decision(
        id=f"{act}-{date}", state="gullland", coalition="quay-coalition", date=moment(date), act=act, about=about
    )


def decided(month: str, *facts: Record) -> str:
    """Return when what changed in a month was decided."""
    records: dict[str, Record] = {record.id: record for record in (*ROLES, *PLACES, *facts)}
    found = {item.month: item.episode for item in Episodes(KnowledgeBase(records)).values()}
    return str(found[month].decided)


TERNS = units("terns", "1911-03-01", "1912-06-14", count=4)


def test_a_later_decision_to_send_or_keep_units_does_not_date_their_going() -> None:
    later = [decision("1912-05-20", act, "terns") for act in ("deploy", "extend", "expand-theatre", "accept-request")]
    assert decided("1912-06", TERNS, decision("1912-03-01", "withdraw", "terns"), *later) == "1912-03-01"


def test_every_act_that_ends_or_cuts_dates_the_going() -> None:
    for act in ("withdraw", "not-extend", "reduce", "recall", "complete-task", "substitute"):
        assert decided("1912-06", TERNS, decision("1912-03-01", act, "terns")) == "1912-03-01"


def test_without_a_decision_to_end_the_change_itself_is_the_date() -> None:
    assert decided("1912-06", TERNS, decision("1911-02-01", "deploy", "terns")) == "1912-06-15"
    assert decided("1912-06", TERNS, decision("1912-07-01", "withdraw", "terns")) == "1912-06-15"


def test_units_that_come_are_dated_by_the_decision_to_send_them() -> None:
    assert decided("1911-03", TERNS, decision("1911-02-01", "deploy", "terns")) == "1911-02-01"


def test_the_going_of_combat_units_is_not_dated_by_what_is_decided_of_others() -> None:
    kites = units("kites", "1912-06-20", None, role="training", count=20)
    guards = units("guards", "1911-03-01", "1912-06-20", role="training", count=20)
    facts = (
        TERNS,
        kites,
        guards,
        decision("1912-03-01", "withdraw", "terns"),
        decision("1912-05-20", "deploy", "kites"),
        decision("1912-05-25", "withdraw", "guards"),
    )
    assert decided("1912-06", *facts) == "1912-03-01"


def test_units_that_stay_as_many_are_dated_by_any_decision_about_them() -> None:
    north = units("north", "1911-03-01", None, count=4)
    south = units("south", "1912-06-15", None, count=4, continues="north", caveats=("fixed-term",))
    assert decided("1912-06", north, south, decision("1912-05-20", "extend", "south", "north")) == "1912-05-20"


def test_a_part_that_shrinks_by_an_unknown_number_is_dated_by_a_decision_to_cut() -> None:
    north = units("north", "1911-03-01", None, count=4)
    south = units("south", "1912-06-15", None, continues="north")
    facts = (north, south, decision("1912-03-01", "reduce", "north"), decision("1912-05-20", "extend", "north"))
    assert decided("1912-06", *facts) == "1912-03-01"
