"""Published tables made again: every cell is computed, and every difference has its footnote."""

import csv
import io
import re
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from explain.tables.cells import Context
from explain.tables.computed import Entry, Footnote, Table, make
from explain.tables.formats import FORMATS
from kb.altered.as_of import as_of
from kb.reading.published import Row, published_tables
from kb.records import Contribution, State
from kb.words.terms import terms_of
from rules.judging.court import Court
from tests.rules.judging.altering import altered, bundled, court

NAMES = tuple(published_tables())


@cache
def shared() -> Court:
    return court(bundled())


@cache
def made(name: str) -> Table:
    return make(shared(), published_tables()[name])


def cells(table: Table) -> list[list[str]]:
    return [[entry.text for entry in row] for row in table.rows]


@pytest.mark.parametrize("name", NAMES)
def test_what_a_published_row_is_about_is_on_record(name: str) -> None:
    context = Context(shared(), published_tables()[name])
    assert [row.of for row in context.published.rows if not context.has(row.of)] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_mark_has_a_footnote_and_every_footnote_a_mark(name: str) -> None:
    table = made(name)
    marks = [mark for row in table.rows for entry in row for mark in entry.marks]
    assert set(marks) == {note.mark for note in table.footnotes if note.mark}
    assert all(len(row) == len(table.heads) for row in table.rows)


@pytest.mark.parametrize("name", NAMES)
def test_a_table_names_only_columns_that_it_has(name: str) -> None:
    published = published_tables()[name]
    columns = {column.id for column in published.columns}
    for row in published.rows:
        assert set(row.cells) | set(row.why) | set(row.notes) <= columns
        assert set(row.why) <= set(row.cells)


DIFFERENCES = {
    "vaneijk-3": ["8 F-16AM", "2017; 2019"],
    "vaneijk-7": ["May 2015"],
    "vaneijk-8": ["partial withdrawal"],
    "vaneijk-10": ["140"],
    "vaneijk-app3": ["October 2014 to June 2016"],
}


@pytest.mark.parametrize("name", NAMES)
def test_the_known_contradictions_are_the_only_differences(name: str) -> None:
    told = [note.text for note in made(name).footnotes if note.differs and note.text.startswith(("Published", "Diff"))]
    expected = DIFFERENCES.get(name, [])
    assert len(told) == len(expected)
    assert all(text.startswith(f"Published: {value}. ") for text, value in zip(told, expected, strict=True))


def test_hypotheses_come_out_as_published_but_for_one_strategy() -> None:
    case, number, strategy, *answers = zip(*cells(made("vaneijk-8")), strict=True)
    assert case == ("Belgium", "Denmark", "Denmark", "The Netherlands", "The Netherlands", "The Netherlands")
    assert number == ("1", "1", "2", "1", "2", "3")
    assert strategy[:3] == ("partial withdrawal and swapping", "swapping", "partial withdrawal")
    assert strategy[3:] == ("partial withdrawal and swapping", "partial withdrawal", "swapping")
    assert [column.count("yes") for column in answers] == [6, 5, 6, 6]
    assert answers[1].index("no") == 2


def test_states_come_out_with_their_combat_units_in_each_area() -> None:
    state, population, spending, *rest = zip(*cells(made("vaneijk-1")), strict=True)
    assert state == ("Belgium", "Denmark", "The Netherlands")
    assert population == ("11,778,842", "5,894,687", "17,337,403")
    assert spending == ("0.93% of GDP", "1.31% of GDP", "1.36% of GDP")
    assert rest == [
        ("6 F-16AM", "7 F-16AM", "8 F-16AM"),
        ("6 F-16AM", "7 F-16AM", "6 F-16AM"),
        ("2015; 2018", "2015; 2016", "2016; 2019"),
    ]


def test_every_contribution_of_a_state_stands_in_its_table() -> None:
    for name in ("vaneijk-9", "vaneijk-10", "vaneijk-app3"):
        (state,) = published_tables()[name].states
        listed = {each for row in published_tables()[name].rows for each in row.of}
        listed |= set(published_tables()[name].added)
        about = (state, published_tables()[name].coalition)
        own = {item.id for item in bundled().of(Contribution) if (item.state, item.coalition) == about}
        assert own == listed, name


def test_what_a_table_leaves_out_is_added_with_a_footnote() -> None:
    table = made("vaneijk-10")
    last = table.rows[-1]
    assert [entry.text for entry in last] == ["since October 2014", "Iraq", "20 staff officers", "–"]
    note = next(note for note in table.footnotes if note.mark in last[0].marks)
    assert note.text.startswith("Not in the published table. Chapter 5")


# Other facts, other tables


def test_a_difference_that_nobody_foresaw_is_told_as_such() -> None:
    kb = altered(bundled(), changes={"denmark": {"population": 6_000_000}})
    table = make(court(kb), published_tables()["vaneijk-1"])
    assert table.rows[1][1].text == "6,000,000"
    assert [note.text for note in table.footnotes if note.differs] == ["Differs from the published value, 5,894,687."]


def test_a_value_that_no_source_gives_differs_too() -> None:
    kb = altered(bundled(), changes={"denmark": {"population": None}})
    table = make(court(kb), published_tables()["vaneijk-1"])
    assert table.rows[1][1].text == "–"
    assert table.rows[1][1].marks


def test_a_published_row_that_is_not_computed_is_told_below() -> None:
    early = as_of(bundled(), date(2016, 12, 31))
    table = make(court(early), published_tables()["vaneijk-7"])
    assert len(table.rows) == 2
    assert "Published but not computed: netherlands-2017-07, date July 2017" in table.footnotes[-1].text


def test_a_footnote_about_the_same_matter_keeps_its_mark() -> None:
    published = published_tables()["vaneijk-1"]
    same = replace(published, rows=tuple(replace(row, notes={"iraq": "Alike."}) for row in published.rows))
    table = make(shared(), same)
    assert {row[3].marks for row in table.rows} == {("a",)}


def test_a_cause_may_be_published_broader_than_it_is_computed_but_not_other() -> None:
    published = published_tables()["vaneijk-6"]
    row = Row(("denmark-2016-12",), {"cause": ("military-capacity",)})
    table = make(shared(), replace(published, rows=(row,)))
    assert table.rows[0][1].marks == ("a",)
    assert table.footnotes[0].text == "Differs from the published value, military capacity."


def test_more_than_twenty_six_footnotes_have_marks() -> None:
    published = published_tables()["vaneijk-4"]
    rows = tuple(Row(row.of, notes={"change": f"Note {n}."}) for n in range(30) for row in published.rows[:1])
    table = make(shared(), replace(published, rows=rows))
    marks = [row[1].marks[0] for row in table.rows[:30]]
    assert marks[:2] == ["a", "b"]
    assert marks[25:28] == ["z", "aa", "ab"]


def test_every_term_of_a_scheme_has_words() -> None:
    assert all(item.label and item.definition for item in terms_of("strategy").values())
    assert terms_of("strategy").keys() == {f"strategy/{name}" for name in STRATEGIES}


STRATEGIES = ("total-withdrawal", "partial-withdrawal", "repositioning", "re-role", "caveats", "swapping")


# Formats

ODD = Table(
    id="odd",
    caption="50% & more",
    source="Tern 1999, table_1",
    heads=("A|B", "C_d"),
    numeric=(False, True),
    rows=((Entry(r"5% of $3 {x} ~ ^ \ #1"), Entry("=1+1", ("a", "b"))), (Entry("[x] <y> *z*"), Entry("7"))),
    footnotes=(Footnote("a", "One & two.", differs=True), Footnote("b", 'A "quoted", word.'), Footnote("", "Whole.")),
)


def test_latex_escapes_what_it_would_take_for_commands() -> None:
    told = FORMATS["latex"](ODD, 80)
    assert r"50\% \& more" in told
    assert r"5\% of \$3 \{x\} \textasciitilde{} \textasciicircum{} \textbackslash{} \#1" in told
    assert r"=1+1\textsuperscript{a,b} \\" in told
    body = told.replace("\\\\", "")
    assert not re.search(r"(?<!\\)[%$#]", body)
    assert body.count("{") - body.count("\\{") == body.count("}") - body.count("\\}")


def test_markdown_escapes_what_would_break_the_row() -> None:
    lines = FORMATS["markdown"](ODD, 80).splitlines()
    rows = [line for line in lines if line.startswith("|")]
    assert rows[0] == r"| A\|B | C\_d |"
    assert rows[1] == "| --- | --: |"
    assert rows[2].endswith("=1+1[^a][^b] |")
    assert "[^a]: One & two." in lines
    assert "Whole." in lines


def test_csv_reads_back_and_holds_no_formula() -> None:
    rows = list(csv.reader(io.StringIO(FORMATS["csv"](ODD, 80))))
    assert rows[0] == ["A|B", "C_d", "Notes"]
    assert rows[1][1:] == ["'=1+1", 'C_d: One & two. C_d: A "quoted", word.']
    assert rows[2] == ["[x] <y> *z*", "7", ""]


def test_text_keeps_within_the_width() -> None:
    for name in NAMES:
        assert all(len(line) <= 80 for line in FORMATS["text"](made(name), 80).splitlines()), name


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", NAMES)
def test_every_table_can_be_written_in_every_form(name: str, form: str) -> None:
    table = made(name)
    assert table.rows[0][0].text.split()[0].strip("()") in FORMATS[form](table, 80)


def test_a_state_without_a_part_has_no_units_and_no_exit() -> None:
    published = published_tables()["vaneijk-1"]
    kb = bundled()
    name = next(item.id for item in kb.of(State) if item.id not in {units.state for units in kb.of(Contribution)})
    table = make(court(kb), replace(published, rows=(Row((name,)),)))
    assert [entry.text for entry in table.rows[0]][3:] == ["none", "none", "–"]
