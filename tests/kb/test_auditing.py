"""Every fault at once: what belies a statement of completeness, and files of whatever structure end in no traceback."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.auditing.faults import FACT, FORM, Finding, against_shapes, audit
from kb.case_files import BUNDLED_CASES
from kb.errors import InputError
from kb.reading.loading import load
from kb.records import OBSERVED
from kb.schema import slots
from tests.kb.cases import CASE, SOURCE, write

DECISION = (
    "  - {{id: leave, type: Decision, state: ternland, coalition: quay-coalition, date: 1911-10, act: withdraw,"
    " grounds: {grounds}, source: {source}}}\n"
)
LOOKED = (
    "  - {{id: looked, type: CompleteRecord, state: ternland, coalition: quay-coalition, kinds: {kinds},"
    " begins: 1911-01, ends: 1911-12, source: {source}}}\n"
)
BELIED = {
    "a reason that speaks of losses": ("[casualties]", "[Casualties]", "", ["a reason in 'leave' is casualties"]),
    "losses that are listed": (
        "[casualties]",
        "[Casualties]",
        "{id: losses, type: Casualties, state: ternland, coalition: quay-coalition, date: 1911-09, source: %s}",
        [],
    ),
    "a reason that may speak of something else": ("[troop-safety]", "[Casualties]", "", []),
    "a pledge that nobody made": ("[campaign-pledge]", "[Statement]", "", ["all is listed of this kind: statement"]),
    "another kind": ("[casualties]", "[Vote]", "", []),
    "a summary that knows of combat": (
        "[practical]",
        "[Contribution]",
        "{id: part, type: Membership, member: ternland, coalition: quay-coalition, combat_units: true, source: %s}",
        [],
    ),
}


def found(path: Path) -> list[Finding]:
    return audit([path])[1]


@pytest.mark.parametrize("name", BELIED)
def test_a_statement_of_completeness_is_held_against_the_record(name: str, tmp_path: Path) -> None:
    grounds, kinds, more, wanted = BELIED[name]
    text = CASE + DECISION.format(grounds=grounds, source=SOURCE) + LOOKED.format(kinds=kinds, source=SOURCE)
    told = found(write(tmp_path, text + (f"  - {more % SOURCE}\n" if more else "")))
    assert [item.fact for item in told] == ["looked"] * len(wanted)
    assert all(text in item.what for text, item in zip(wanted, told, strict=True))


def test_a_summary_that_knows_of_combat_belies_a_list_without_any(tmp_path: Path) -> None:
    part = "{id: part, type: Membership, member: ternland, coalition: quay-coalition, combat_units: true, source: %s}"
    text = CASE.replace("role: air-strike", "role: training") + LOOKED.format(kinds="[Contribution]", source=SOURCE)
    (told,) = found(write(tmp_path, text + f"  - {part % SOURCE}\n"))
    assert "'part' says that it fought" in told.what


def test_the_bundled_cases_are_sound() -> None:
    assert found(BUNDLED_CASES) == []


def test_what_only_follows_from_a_fault_is_not_told(tmp_path: Path) -> None:
    text = CASE.replace("begins: 1911-06\n", "begins: soon\n")
    assert [item.what for item in found(write(tmp_path, text))] == [
        "quay-coalition: `begins` is 'soon', which is no date"
    ]


def test_a_fault_in_the_bibliography_hides_no_other(tmp_path: Path) -> None:
    bib = write(
        tmp_path, "@book{tern-1999, title = {Terns}\n\n@book{gull-2000, title = {Gulls}, year = 2000}\n", "a.bib"
    )
    text = CASE.replace("work: vaneijk-2021, place: table", "work: tern-1999, place: table").replace(
        "count: 7", "count: -7"
    )
    _, told = audit([write(tmp_path, text), bib])
    assert sorted(Path(item.path).suffix for item in told) == [".bib", ".yaml"]


NAMES = ["gullland", "ternland", "harbour", "quay-coalition", "terns-1911", "x", "", "a b", "http://x", "*", "@id", "ä"]
KEYS = sorted({slot.field for kind in OBSERVED for slot in slots(kind).values()} | {"id", "type", "context", "@id", ""})
TYPES = [*(kind.__name__ for kind in OBSERVED), "Citation", "Defection", "Nothing"]
SCALARS = st.one_of(
    st.sampled_from([*NAMES, *TYPES, "2014-10", "[2014..2015]", "1911/1912", "1911-13", "vaneijk-2021", "air-strike"]),
    st.integers(-(10**20), 10**20),
    st.floats(allow_nan=False),
    st.booleans(),
    st.none(),
    st.text(max_size=5),
)
CITATIONS = st.dictionaries(st.sampled_from(["work", "place", "document", "voice", "x"]), SCALARS, max_size=4)
VALUES = st.one_of(SCALARS, st.lists(SCALARS, max_size=3), CITATIONS, st.lists(CITATIONS, max_size=2))
FACTS = st.fixed_dictionaries(
    {},
    optional={
        "id": st.one_of(st.sampled_from(NAMES), SCALARS),
        "type": st.one_of(st.sampled_from(TYPES), VALUES),
        "source": st.one_of(st.just({"work": "vaneijk-2021", "place": "ch. 1"}), VALUES),
    },
)
DOCUMENTS = st.one_of(
    st.fixed_dictionaries(
        {
            "facts": st.lists(
                st.tuples(FACTS, st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=5)).map(
                    lambda pair: {**pair[1], **pair[0]}
                ),
                max_size=5,
            )
        }
    ),
    st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner)),
)


@given(DOCUMENTS, st.text(max_size=8), st.integers(0, 400))
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
def test_no_structure_of_a_case_file_ends_in_a_traceback(tmp_path: Path, document: Any, cut: str, where: int) -> None:
    text = json.dumps(document, ensure_ascii=False, indent=1)  # JSON is YAML, and keeps whatever is in it
    path = write(tmp_path, (text[:where] + cut + text[where:]) if cut else text)
    told = found(path)
    assert all(item.what and item.line >= 1 and item.column >= 1 for item in told)
    assert len(set(told)) == len(told)
    if any(item.sort in (FORM, FACT) for item in told):
        with pytest.raises(InputError):
            load([path])
    else:
        load([path])


@given(st.lists(st.sampled_from(CASE.splitlines(keepends=True)), max_size=60))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_mixture_of_lines_ends_in_a_traceback(tmp_path: Path, lines: list[str]) -> None:
    path = write(tmp_path, "facts:\n" + "".join(lines))
    assert all(item.what for item in audit([path])[1])


@given(st.lists(st.sampled_from(CASE.splitlines(keepends=True)), max_size=60))
@settings(max_examples=1, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_shapes_are_held_against_whatever_is_left(tmp_path: Path, lines: list[str]) -> None:
    path = write(tmp_path, CASE + "".join(lines))
    kb, told = audit([path])
    assert all(item.what for item in against_shapes(kb, {str(path)}, told))
