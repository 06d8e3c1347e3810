"""Exported facts can be loaded again, and lead to the same judgements."""

from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from explain.answers.judgements import as_data
from kb.names import name_of
from kb.reading.loading import load
from kb.reading.shapes import check
from kb.store import KnowledgeBase
from kb.writing.export import FORMATS, SUFFIXES, serialise
from kb.writing.rdf import facts
from ontology.terms import EARLIEST, LATEST, iri, term
from rules.judging.court import Court
from tests.explain.linked.conftest import EPISODES, read
from tests.golden import FOLDER
from tests.kb.cases import CASE, write

Parts = dict[str, set[ox.Triple]]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_facts_load_again_and_lead_to_the_same_judgements(
    suffix: str, tmp_path: Path, kb: KnowledgeBase, court: Court, parts: Parts
) -> None:
    path = tmp_path / f"facts{suffix}"
    path.write_bytes(serialise({"facts": parts["facts"]}, SUFFIXES[suffix]))
    again = load([path])
    assert again.records == kb.records
    judged = Court(again)
    assert [as_data(judged.judge(name)) for name in EPISODES] == [as_data(court.judge(name)) for name in EPISODES]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_exporting_what_was_exported_changes_no_byte(suffix: str, tmp_path: Path, quay: KnowledgeBase) -> None:
    first = serialise({"facts": facts(quay)}, SUFFIXES[suffix])
    path = tmp_path / f"facts{suffix}"
    path.write_bytes(first)
    again = load([path, FOLDER / "quay" / "works.bib"])
    assert serialise({"facts": facts(again)}, SUFFIXES[suffix]) == first


def test_every_date_comes_with_its_first_and_last_day(quay: KnowledgeBase) -> None:
    node = iri("gullland-fighters-1911-10")
    days = {item.predicate.value: item.object for item in facts(quay) if item.subject == ox.NamedNode(node)}
    assert [days[term("begins" + end)] for end in ("", EARLIEST, LATEST)] == [
        ox.Literal("1911-10", datatype=ox.NamedNode("http://id.loc.gov/datatypes/edtf/EDTF")),
        ox.Literal("1911-10-01", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#date")),
        ox.Literal("1911-10-31", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#date")),
    ]


def test_days_that_a_file_gives_itself_give_way_to_those_of_its_dates(tmp_path: Path, quay: KnowledgeBase) -> None:
    told = serialise({"facts": facts(quay)}, "ntriples")
    path = tmp_path / "facts.nt"
    path.write_bytes(told.replace(b'"1911-10-31"', b'"1914-10-31"'))
    assert set(facts(load([path, FOLDER / "quay" / "works.bib"]))) == read(told, "ntriples")


def test_the_bundled_facts_conform_to_the_shapes(kb: KnowledgeBase) -> None:
    assert check(kb) == []


def test_what_only_the_shapes_refuse_is_found_with_its_place(tmp_path: Path) -> None:
    rotation = """\
  - id: rotation
    type: Arrangement
    coalition: quay-coalition
    partners: [ternland]
    begins: 1911-07
    source: {work: vaneijk-2021, place: ch. 5}
"""
    path = write(tmp_path, CASE + rotation)
    (found,) = check(load([path]))
    assert found.node == "rotation"
    assert found.place == f"{path}:{CASE.count(chr(10)) + 1}:5"
    assert "partners" in found.what


def test_every_form_that_is_written_has_an_ending() -> None:
    assert set(SUFFIXES.values()) == set(FORMATS)


def test_check_looks_into_values_that_fields_share(quay: KnowledgeBase) -> None:
    unit = next(quad for quad in quay.quads if quad.object == ox.NamedNode(term("Contribution"))).subject
    wrong = ox.Quad(unit, ox.NamedNode(term("caveats")), ox.NamedNode(iri("air-strike", "role")))
    (found,) = check(replace(quay, statements=lambda: (*quay.quads, wrong)))
    assert found.what.startswith("caveats of a contribution")


def test_a_field_of_another_kind_is_found_in_the_facts_that_are_asked_about(quay: KnowledgeBase) -> None:
    unit = next(quad for quad in quay.quads if quad.object == ox.NamedNode(term("Contribution"))).subject
    wrong = ox.Quad(unit, ox.NamedNode(term("forum")), ox.Literal("Quay"))
    kb, name = replace(quay, statements=lambda: (*quay.quads, wrong)), name_of(str(unit)[1:-1])
    (found,) = check(kb, {name})
    assert (found.node, "forum" in found.what) == (name, True)
    assert not check(kb, {"gullland"})
