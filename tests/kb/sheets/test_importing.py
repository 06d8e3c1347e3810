"""From rows to facts: the same facts as in a case file, every fault by its cell, and drops as questions."""

import re
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.errors import InputError
from kb.reading.loading import load
from kb.records import OBSERVED, Citation, Contribution, Decision, Record, State
from kb.sheets.cells import Cell
from kb.sheets.faults import ManyFaults
from kb.sheets.importing import from_tables, import_case
from kb.sheets.layout import DEFAULT, headed, sheet_of, slots_of
from kb.sheets.states import country_of
from kb.sheets.tables import Table, column_name
from kb.store import KnowledgeBase
from kb.writing.case_file import case_file
from tests.kb.sheets.conftest import Write

UNITS = ["id", "state", "coalition", "capability", "role", "begins", "ends", "personnel", "theatres", "work", "place"]
TERNS = [
    *("terns", "Norway", "Global Coalition against ISIL", "Infantry", "Ground combat", "2015-04", "2017-06", "1.200"),
    *("Iraq; Syria", "vaneijk-2021", "ch. 3"),
]
TABLE = ["country", "year", "troops"]


def faults_of(path: Path, kb: KnowledgeBase) -> list[str]:
    with pytest.raises(ManyFaults) as refused:
        import_case(path, kb)
    return [f"{str(fault.where).rpartition(': ')[2]} {fault.what}" for fault in refused.value.faults]


def test_a_row_is_the_fact_that_a_case_file_would_state(kb: KnowledgeBase, write: Write, tmp_path: Path) -> None:
    decided = ["state", "coalition", "date", "act", "about", "work", "place"]
    path = write(
        {
            "contributions": [UNITS, ["# remarks are skipped"], TERNS],
            "decisions": [decided, ["NO", "global-coalition", datetime(2017, 5, 3), "withdraw", "terns", "vaneijk-2021", "ch. 3"]],  # noqa: DTZ001, E501
            "sources": [["fact", "work", "place"], ["terns", "mcinnis-2020", "p. 12"]],
            "# my own notes": [["anything"]],
        }
    )  # fmt: skip
    made = import_case(path, kb)
    norway, terns, withdrawal = made.records
    assert (type(norway), norway.label, made.added) == (State, "Norway", ("Norway",))
    assert isinstance(terns, Contribution)
    assert (terns.id, terns.state, terns.capability, terns.role) == ("terns", "norway", "infantry", "ground-combat")
    assert (terns.personnel, terns.theatres, str(terns.begins)) == (1200, ("iraq", "syria"), "2015-04")
    assert [item.work for item in terns.source] == ["mcinnis-2020", "vaneijk-2021"]
    assert isinstance(withdrawal, Decision)
    assert (withdrawal.id, withdrawal.about) == ("norway-withdraw-2017-05-03", ("terns",))
    written = tmp_path / "case.yaml"
    written.write_text(case_file(made.records), encoding="utf-8")
    again = load(extra=[written])
    assert [again.records[item.id] for item in made.records] == list(made.records)


def test_the_bundled_cases_written_out_are_read_back_the_same(kb: KnowledgeBase, tmp_path: Path) -> None:
    own = [record for name, record in kb.records.items() if kb.places[name].path.startswith("kb/")]
    path = tmp_path / "case.yaml"
    path.write_text(case_file(own, {own[0].id: "a remark"}, "An opening."), encoding="utf-8")
    assert load([path]).records == kb.records


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
def test_any_text_is_written_so_that_it_is_read_back(text: str) -> None:
    from kb.reading.yaml_guard import Mapping, Scalar, Sequence, read_yaml  # noqa: PLC0415

    record = State(id="gullland", label=text, source=(Citation(work="tern-1999", place=text),))
    tree = read_yaml(case_file([record]), "case.yaml")
    assert isinstance(tree, Mapping)
    facts = tree.items["facts"]
    assert isinstance(facts, Sequence)
    fact = facts.items[0]
    assert isinstance(fact, Mapping)
    label = fact.items["label"]
    assert isinstance(label, Scalar)
    assert label.text == text


def test_every_fault_is_told_at_once_by_its_cell(kb: KnowledgeBase, write: Write) -> None:
    path = write(
        {
            "events": [
                ["id", "type", "state", "date", "deaths", "carried?", "work", "place"],
                ["a", "election", "Narnia", "6/10/2014", None, None, "vaneijk-2021", "ch. 1"],
                ["a", "electoin", "Belgium", 2014, None, None, "vaneijk-2021", "ch. 1"],
                ["a", "Election", "Belgium", 2014, 3, None, "vaneijk-2021", None],
                ["a", "Attack", "Belgium", 2014, -3, None, "nobody-1999", "ch. 1", "stray"],
                ["b", "Attack", "Belgium", "=TODAY()", None, None, None, None],
            ],
            "votes": [["state", "coalition", "date"], ["Belgium", "isaf", 2014]],
        }
    )
    found = faults_of(path, kb)
    assert found == [
        "events!F1 the sheet 'events' has no column 'carried?'",
        "events!D2 `date` is '6/10/2014', which may be 2014-06-10 or 2014-10-06",
        "events!B3 `type` names the unknown kind 'electoin'",
        "events!E4 an election has no `deaths`",
        "events!A4 a source has no `place`",
        "events!A4 the id 'a' is used twice (and at 1 other cell)",
        "events!I5 'stray' stands under no head",
        "events!E5 `deaths` is -3",
        "events!G5 `work` names the unknown source 'nobody-1999'",
        "events!D6 `date` holds a formula",
        "events!C2 `state` names 'Narnia', and there is no such State",
        "votes!A2 the row names no source",
    ]


def test_facts_that_contradict_each_other_are_told_by_their_cells(kb: KnowledgeBase, write: Write) -> None:
    path = write(
        {
            "contributions": [
                [*UNITS, "continues"],
                [*TERNS[:5], "2017-06", "2015-04", *TERNS[7:]],
                ["auks", *TERNS[1:], "auks"],
                ["gulls", "Belgium", *TERNS[2:], "auks"],
            ]
        }
    )
    assert faults_of(path, kb) == [
        "contributions!G2 `ends` (2015-04) lies before `begins` (2017-06)",
        "contributions!L3 `continues` leads back to 'auks'",
        "contributions!L4 `continues` names 'auks', units of norway in global-coalition",
    ]


def test_a_source_for_no_fact_and_a_sheet_of_no_kind_are_faults(kb: KnowledgeBase, write: Write) -> None:
    path = write({"sources": [["fact", "work", "place"], ["terns", "mcinnis-2020", "p. 1"]], "xyz": [["a"], ["b"]]})
    assert faults_of(path, kb) == [
        "xyz the sheet 'xyz' holds no kind of fact",
        "sources!A2 no fact of these sheets is called 'terns'",
    ]


def test_sheets_without_facts_are_refused(kb: KnowledgeBase, write: Write) -> None:
    with pytest.raises(InputError, match="there is no fact in these sheets"):
        import_case(write({"contributions": [UNITS]}), kb)


def test_many_cells_with_one_fault_are_one_message_and_many_faults_are_cut_short(
    kb: KnowledgeBase, write: Write
) -> None:
    rows = [["Belgium", "isaf", "soon"] for _ in range(40)]
    assert faults_of(write({"votes": [["state", "coalition", "date"], *rows]}), kb)[0].endswith(
        "(and at 39 other cells)"
    )
    lands: list[list[Any]] = [[f"land {number}", 2000, 5] for number in range(700)]
    with pytest.raises(ManyFaults, match="at least 500 faults in all") as refused:
        import_case(write({"troops": [TABLE, *lands]}), kb, coalition="isaf", source=Citation(work="tern", place=""))
    assert len(refused.value.faults) < 100


SOURCE = Citation(work="mcinnis-2020", place="")
ROWS = [
    ["Canada", 2006, 2500], ["Canada", 2007, 2500], ["CAN", 2008, 950], ["Canada", 2010, 0],
    ["Norway", 2006, "1.200"], ["Norway", 2007, 1000], ["Germany", 2010, 4000],
]  # fmt: skip


def test_a_long_table_becomes_contributions_of_troops_with_an_unspecified_task(kb: KnowledgeBase, write: Write) -> None:
    made = import_case(write({"placemats": [TABLE, *ROWS]}), kb, source=SOURCE, coalition="isaf")
    units = {item.id: item for item in made.records if isinstance(item, Contribution)}
    assert {name: (item.personnel, str(item.begins), str(item.ends)) for name, item in units.items()} == {
        "canada-isaf-2006": (2500, "2006", "None"),
        "canada-isaf-2008": (950, "2008", "2008"),
        "germany-isaf-2010": (4000, "2010", "None"),
        "norway-isaf-2006": (1200, "2006", "None"),
        "norway-isaf-2007": (1000, "2007", "2007"),
    }
    assert {(item.capability, item.role, item.planned_end) for item in units.values()} == {
        ("troops", "unspecified", None)
    }
    assert units["canada-isaf-2008"].continues == "canada-isaf-2006"
    assert units["canada-isaf-2008"].source == (Citation(work="mcinnis-2020", place="placemats, row 4"),)


def test_large_drops_are_questions(kb: KnowledgeBase, write: Write) -> None:
    made = import_case(write({"placemats": [TABLE, *ROWS]}), kb, source=SOURCE, coalition="isaf")
    asked = [re.sub(r" Were there.*", "", text) for texts in made.questions.values() for text in texts]
    mission = kb.label("isaf")
    assert asked == [
        f"Canada in {mission}: 2,500 in 2007, 950 in 2008.",
        f"Canada in {mission}: 950 in 2008, and no row after that.",
        f"Norway in {mission}: 1,000 in 2007, and no row after that.",
    ]


def test_a_long_table_must_say_whose_troops_where_and_by_which_work(kb: KnowledgeBase, write: Write) -> None:
    rows = [
        ["Atlantis", "isaf", 2006, 5],
        ["Canada", "nato", 2006, 5],
        ["Canada", "isaf", "?", 5],
        ["Canada", "isaf", 2007, "lots"],
    ]
    assert faults_of(write({"troops": [["country", "mission", "year", "troops"], *rows]}), kb) == [
        "troops the table names no source",
        "troops!A2 no state is called 'Atlantis'",
        "troops!B3 no coalition is called 'nato'",
        "troops!C4 `year` is empty",
        "troops!D5 `personnel` is 'lots', which is no whole number",
    ]


def test_two_numbers_for_one_year_are_a_fault(kb: KnowledgeBase, write: Write) -> None:
    path = write({"troops": [TABLE, ["Canada", 2006, 5], ["Canada", 2006, 6]]})
    with pytest.raises(ManyFaults, match="another number of people for the same state"):
        import_case(path, kb, source=SOURCE, coalition="isaf")


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        *(("NLD", "", "netherlands"), ("NL", "", "netherlands"), ("210", "", "netherlands")),
        *(("the Netherlands", "", "netherlands"), ("UAE", "", "united-arab-emirates"), ("2", "", "united-states")),
        *(("United States of America", "", "united-states"), ("NA", "", "namibia"), ("nl", "", None)),
        *(("Holland", "", None), ("9999", "", None), ("Atlantis", "", None), ("970", "", None)),
        *(("970", "cow", "nauru"), ("255", "cow", "germany"), ("260", "gw", "germany")),
    ],
)
def test_states_are_known_by_name_and_code(text: str, code: str, name: str | None) -> None:
    assert country_of(text, code) == name


def test_numbers_of_states_count_by_the_list_that_the_column_names(kb: KnowledgeBase, write: Write) -> None:
    for head, number in (("ccode", 255), ("gwno", 260), ("iso3", "DEU"), ("country", "Federal Republic of Germany")):
        made = import_case(
            write({"troops": [[head, "year", "troops"], [number, 2006, 5]]}), kb, source=SOURCE, coalition="isaf"
        )
        assert [item.state for item in made.records if isinstance(item, Contribution)] == ["germany"], head
    rows: list[list[Any]] = [["country", "year", "troops"], [255, 2006, 5]]
    with pytest.raises(ManyFaults, match="no state is called '255'"):
        import_case(write({"troops": rows}), kb, source=SOURCE, coalition="isaf")


def test_no_field_of_a_fact_bears_the_name_of_one_of_its_source() -> None:
    cited = slots_of(Citation).keys()
    assert not [kind for kind in OBSERVED if cited & slots_of(kind).keys()]


@pytest.mark.parametrize("kind", OBSERVED, ids=lambda kind: kind.__name__)
def test_every_kind_of_fact_can_be_a_sheet(kind: type[Record]) -> None:
    sheet = sheet_of(kind.__name__)
    assert sheet.kinds == (kind,)
    assert sheet_of(sheet.name) == sheet
    assert len(sheet.name) <= 31


def test_the_sheets_of_a_template_are_those_that_coders_ask_for() -> None:
    assert [sheet_of(name).name for name in DEFAULT] == [
        *("contributions", "decisions", "events", "statements", "parliamentary votes", "sources")
    ]
    assert sheet_of("votes") == sheet_of("Vote")
    with pytest.raises(InputError, match="no kind of fact is called 'desicions'"):
        sheet_of("desicions")


ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**6), 10**6),
    st.floats(allow_nan=True),
    st.datetimes(),
    st.sampled_from(
        ["Belgium", "isaf", "withdraw", "2014-10", "vaneijk-2021", "ch. 1", "Election", "# x", "=A1", "terns"]
    ),
    st.text(max_size=8),
)
HEADS = [headed(field) for field in ("id", "type", "state", "coalition", "date", "begins", "act", "about", "count")]
HEADS += ["year", "troops", "work", "place", "after", "fact", "kinds"]


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_whatever_cells_hold_it_is_read_or_refused(kb: KnowledgeBase, data: st.DataObject) -> None:
    heads = data.draw(st.lists(st.sampled_from(HEADS), min_size=1, max_size=9))
    name = data.draw(
        st.sampled_from(["contributions", "decisions", "events", "sources", "votes", "complete records", "x"])
    )
    rows = data.draw(st.lists(st.lists(ODD, max_size=len(heads) + 1), min_size=1, max_size=4))
    table = Table(name, _cells(heads, 1), tuple(_cells(row, at) for at, row in enumerate(rows, start=2) if row))
    made = None
    with suppress(InputError):
        made = from_tables("case.xlsx", [table], kb, source=SOURCE, coalition="isaf")
    assert made is None or case_file(made.records)


def _cells(values: list[Any], row: int) -> tuple[Cell, ...]:
    return tuple(
        Cell(value, f"x!{column_name(at)}{row}", formula=isinstance(value, str) and value.startswith("="))
        for at, value in enumerate(values)
    )
