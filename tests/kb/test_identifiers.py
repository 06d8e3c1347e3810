"""Codes of states are those of published lists, and works are to be found where the bibliography says."""

import csv
import re
from importlib.util import find_spec
from pathlib import Path

import pyoxigraph as ox
import pytest

from kb.reading.bibliography import parse_works
from kb.reading.loading import load
from kb.records import State
from kb.store import KnowledgeBase
from kb.writing.identifiers import codes, identifiers
from ontology.terms import iri, term

SHAPES = {"iso2": r"[A-Z]{2}", "iso3": r"[A-Z]{3}", "iso": r"\d{3}"}
NO_MEMBER = {"kosovo"}
"""States that no list of codes has."""


def listed() -> list[dict[str, str]]:
    """Return the rows of the list that the library of country codes brings; none where it is not installed."""
    spec = find_spec("country_converter")
    if spec is None or spec.origin is None:
        return []
    with (Path(spec.origin).parent / "country_data.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@pytest.fixture(scope="module")
def kb() -> KnowledgeBase:
    """Return the bundled cases."""
    return load()


def test_every_code_has_its_form_and_is_that_of_one_state() -> None:
    states = {id(said): said for said in codes().values()}.values()
    assert len(states) > 180
    for key in ("iso2", "iso3", "iso", "cow", "gw"):
        given = [said[key] for said in states if key in said]
        assert len(given) == len(set(given))
        assert all(re.fullmatch(SHAPES.get(key, r"\d{1,3}"), str(code)) for code in given)


def test_the_codes_are_those_of_the_list() -> None:
    rows = {row["ISO3"]: row for row in listed()}
    if not rows:
        pytest.skip("country_converter is not installed")
    for name, said in codes().items():
        row = rows[said["iso3"]]
        assert re.search(row["ISO2"], said["iso2"]), name
        assert row["ISOnumeric"].zfill(3) == said["iso"], name
        assert "gw" not in said or float(row["GWcode"]) == said["gw"], name


def test_every_state_of_the_bundled_cases_has_its_codes(kb: KnowledgeBase) -> None:
    assert [state.id for state in kb.of(State) if state.id not in {*codes(), *NO_MEMBER}] == []


def test_a_state_bears_its_codes_under_any_of_its_names(kb: KnowledgeBase) -> None:
    said = set(identifiers(kb, ()))
    number = ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")
    for state, code in (("germany", "255"), ("turkey", "640"), ("republic-of-iraq", "645")):
        value = ox.Literal(code, datatype=number)
        assert ox.Triple(ox.NamedNode(iri(state)), ox.NamedNode(term("cowCode")), value) in said
    iso = ox.Triple(ox.NamedNode(iri("belgium")), ox.NamedNode(term("isoNumeric")), ox.Literal("056"))
    assert iso in said


@pytest.mark.parametrize(
    ("entry", "link", "value"),
    [
        ("doi = {10.1000/182}", "bibo/doi", ox.Literal("10.1000/182")),
        ("doi = {10.1000/182}", "core#exactMatch", ox.NamedNode("https://doi.org/10.1000/182")),
        ("url = {https://doi.org/10.1000/182}", "bibo/doi", ox.Literal("10.1000/182")),
        ("isbn = {978-3-16-148410-0}", "bibo/isbn", ox.Literal("978-3-16-148410-0")),
        ("url = {https://hdl.handle.net/1/2}", "schema#seeAlso", ox.NamedNode("https://hdl.handle.net/1/2")),
        ("url = {https://example.org/a b}", "schema#seeAlso", ox.NamedNode("https://example.org/a%20b")),
    ],
)
def test_a_work_is_found_where_its_entry_says(entry: str, link: str, value: object, kb: KnowledgeBase) -> None:
    works = parse_works(f"@book{{tern-1911, author = {{Tern}}, title = {{Quays}}, year = 1911, {entry}}}", "works.bib")
    said = identifiers(KnowledgeBase(records=kb.records, works=works), works)
    found = [item for item in said if item.subject == ox.NamedNode(iri("tern-1911", "work"))]
    assert any(item.predicate.value.endswith(link) and item.object == value for item in found), found
