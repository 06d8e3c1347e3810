"""Loading: the same records from every form of the same graph, in whatever order it is written."""

import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.case_files import BUNDLED_WORKS
from kb.dates import moment
from kb.reading.loading import load
from kb.reading.yaml_guard import Scalar, Sequence, read_yaml
from kb.records import SCHEMES, Capability, Citation, Contribution, Ground, Role, State
from kb.store import KnowledgeBase
from kb.words.vocabulary import bundled_vocabulary
from ontology.terms import BASE, EDTF, NAMESPACE, context
from tests.kb.cases import CASE, SOURCE, line_of, write
from tests.places import ROOT

FORMS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".trig": ox.RdfFormat.TRIG,
    ".nq": ox.RdfFormat.N_QUADS,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
}


@pytest.fixture(scope="module")
def bundled() -> KnowledgeBase:
    """Return the bundled cases."""
    return load()


def serialized(quads: Iterable[ox.Quad], suffix: str) -> bytes:
    """Return statements in the form that a file ending stands for."""
    form = FORMS[suffix]
    found = ox.serialize(list(quads) if form.supports_datasets else [quad.triple for quad in quads], format=form)
    assert found is not None
    return found


def same(one: KnowledgeBase, other: KnowledgeBase) -> bool:
    """Tell whether two knowledge bases hold the same records in the same order."""
    return list(one.records.items()) == list(other.records.items())


# What a record holds


def test_a_node_becomes_a_record(tmp_path: Path) -> None:
    base = load([write(tmp_path)])
    assert base.records["terns-1911"] == Contribution(
        id="terns-1911",
        state="ternland",
        coalition="quay-coalition",
        capability="f-16am",
        role="air-strike",
        begins=moment("1911-06-17"),
        ends=moment("1911-12"),
        count=7,
        reserve=3,
        theatres=("harbour",),
        source=(
            Citation(work="vaneijk-2021", place="ch. 5", document="folketinget-2014c", document_place="p. 3"),
            Citation(work="vaneijk-2021", place="table 10"),
        ),
    )
    place = base.places["terns-1911"]
    assert (place.path, place.line) == (str(tmp_path / "case.yaml"), line_of(CASE, "terns-1911"))


def test_only_true_false_and_numbers_are_more_than_text() -> None:
    text = "[NO, no, yes, on, ON, 2014-10-06, 1:30, 0o17, 017, 1_000, +7, 1e3, .5, .inf, 'true', \"7\", true, -7, 0.93]"
    tree = read_yaml(text, "x")
    assert isinstance(tree, Sequence)
    values = [item.value for item in tree.items if isinstance(item, Scalar)]
    assert values[:16] == [item.text for item in tree.items[:16] if isinstance(item, Scalar)]
    assert values[16:] == [True, -7, 0.93]


def test_norway_stays_norway(tmp_path: Path) -> None:
    text = CASE.replace("population: 11000", "label: NO\n    note: 1911\n    adjective: true")
    found = load([write(tmp_path, text)]).records["ternland"]
    assert (found.label, found.note, getattr(found, "adjective", None)) == ("NO", "1911", "true")


def test_values_are_sorted_and_each_kept_once(tmp_path: Path) -> None:
    node = f"  - {{id: bay, type: Theatre, source: [{SOURCE}, {SOURCE}]}}\n"
    text = CASE.replace("theatres: [harbour]", "theatres: [harbour, bay, harbour]") + node
    records = load([write(tmp_path, text)]).records
    assert getattr(records["terns-1911"], "theatres", None) == ("bay", "harbour")
    assert records["bay"].source == (Citation(work="vaneijk-2021", place="ch. 5"),)


def test_a_case_may_add_terms_of_the_vocabulary(tmp_path: Path) -> None:
    text = CASE.replace("capability: f-16am", "capability: zeppelin")
    node = "  - {id: capability/zeppelin, type: Capability, label: zeppelin, counted_in: airship}\n"
    records = load([write(tmp_path, text + node)]).records
    assert records["capability/zeppelin"] == Capability(
        id="capability/zeppelin", label="zeppelin", counted_in="airship"
    )
    assert getattr(records["terns-1911"], "capability", None) == "zeppelin"


def test_a_node_from_elsewhere_keeps_its_whole_name(tmp_path: Path) -> None:
    text = CASE.replace("harbour", "https://example.org/harbour")
    assert "https://example.org/harbour" in load([write(tmp_path, text)]).records
    same_place = CASE.replace("- id: harbour", f"- id: {BASE}harbour")
    assert "harbour" in load([write(tmp_path, same_place)]).records


def test_the_vocabulary_gives_records_under_its_folders(bundled: KnowledgeBase) -> None:
    strike = bundled.records["role/air-strike"]
    assert isinstance(strike, Role)
    assert (strike.combat, strike.risk, strike.label) == (True, 3, "air strike")
    influence = bundled.records["ground/influence"]
    assert isinstance(influence, Ground)
    assert influence.interest == "linked"
    assert strike.source
    assert bundled.places["role/air-strike"].path == "ontology/vocabularies.ttl"


def test_every_scheme_that_a_field_draws_on_has_concepts() -> None:
    schemes = set(SCHEMES.values()) - {"work"}
    assert {scheme for scheme in schemes if not bundled_vocabulary().concepts.get(scheme)} == set()


# The same graph in other forms


@pytest.mark.parametrize("suffix", FORMS)
def test_bundled_cases_come_back_the_same_from_every_form(bundled: KnowledgeBase, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"case{suffix}"
    path.write_bytes(serialized(bundled.quads, suffix))
    assert same(load([path]), bundled)


@pytest.mark.parametrize("form", ["turtle", "nt", "json-ld", "xml"])
def test_bundled_cases_come_back_the_same_through_rdflib(bundled: KnowledgeBase, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"case{ {'turtle': '.ttl', 'nt': '.nt', 'json-ld': '.jsonld', 'xml': '.rdf'}[form] }"
    bundled.graph.serialize(path, format=form, encoding="utf-8")
    assert same(load([path]), bundled)


@pytest.mark.parametrize("own", ["context.jsonld", f"{BASE}context.jsonld", context()])
def test_json_ld_may_use_the_ontologys_context(tmp_path: Path, own: object) -> None:
    source = {"id": "gullland/source/1", "type": "Citation", "work": "vaneijk-2021", "place": "ch. 5"}
    document = {"@context": own, "facts": [{"id": "gullland", "type": "State", "population": 7, "source": source}]}
    base = load([write(tmp_path, json.dumps(document), "case.jsonld")])
    assert getattr(base.records["gullland"], "population", None) == 7


def test_first_and_last_days_that_exports_add_are_passed_over(tmp_path: Path) -> None:
    plain = load([write(tmp_path)])
    day = ox.Literal("1911-12-01", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#date"))
    node = ox.NamedNode(BASE + "terns-1911")
    derived = [ox.Quad(node, ox.NamedNode(f"{NAMESPACE}ends{end}"), day) for end in ("Earliest", "Latest")]
    (tmp_path / "case.ttl").write_bytes(serialized([*plain.quads, *derived], ".ttl"))
    assert same(load([tmp_path / "case.ttl"]), plain)


def test_classes_of_other_ontologies_are_passed_over(tmp_path: Path) -> None:
    plain = load([write(tmp_path)])
    extra = f"<{BASE}harbour> a <http://www.w3.org/2002/07/owl#NamedIndividual> .\n".encode()
    (tmp_path / "case.ttl").write_bytes(serialized(plain.quads, ".ttl") + extra)
    assert same(load([tmp_path / "case.ttl"]), plain)


def test_the_graph_holds_every_statement_and_answers_queries(tmp_path: Path) -> None:
    base = load([write(tmp_path)])
    assert len(base.graph) == len(base.quads)
    rows = base.graph.query("SELECT ?count { ?units a ck:Contribution ; ck:count ?count }")
    assert [str(row) for row in rows.bindings[0].values()] == ["7"]
    assert base.graph is base.graph


def test_no_node_is_blank_and_dates_are_edtf(bundled: KnowledgeBase) -> None:
    assert not [quad for quad in bundled.quads if isinstance(quad.object, ox.BlankNode)]
    begins = [quad.object for quad in bundled.quads if quad.predicate.value == NAMESPACE + "begins"]
    assert {value.datatype.value for value in begins if isinstance(value, ox.Literal)} == {EDTF}


# The same whatever the order


@settings(max_examples=30)
@given(seed=st.randoms(use_true_random=False))
def test_shuffled_nodes_and_files_give_the_same_records(seed: random.Random) -> None:
    head, *nodes = CASE.split("  - id: ")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        whole = load([write(folder)])
        seed.shuffle(nodes)
        cut = seed.randint(1, len(nodes) - 1)
        parts = [nodes[:cut], nodes[cut:]]
        paths = [write(folder, "  - id: ".join([head, *part]), f"{number}.yaml") for number, part in enumerate(parts)]
        seed.shuffle(paths)
        assert same(load(paths), whole)


@settings(max_examples=5)
@given(seed=st.integers(0), suffix=st.sampled_from(sorted(FORMS)))
def test_shuffled_statements_give_the_same_records(seed: int, suffix: str) -> None:
    base = load()
    quads = list(base.quads)
    random.Random(seed).shuffle(quads)  # noqa: S311 - a seed of its own, so that a failure can be repeated
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / f"case{suffix}"
        path.write_bytes(serialized(quads, suffix))
        assert same(load([path]), base)


WORDS = st.text(st.characters(blacklist_categories=["Cc", "Cs", "Cn"], blacklist_characters="\ufeff"), min_size=1)


@settings(max_examples=50)
@given(label=WORDS.filter(str.strip), count=st.integers(0, 10**9), share=st.floats(0, 100))
def test_any_text_and_number_survives_turtle(label: str, count: int, share: float) -> None:
    node = {"label": label, "note": label, "population": str(count), "military_spending": f"{share:.6f}"}
    lines = [f"    {key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in node.items()]
    text = "facts:\n  - id: gullland\n    type: State\n" + "".join(lines) + f"    source: {SOURCE}\n"
    with tempfile.TemporaryDirectory() as name:
        base = load([write(Path(name), text)])
        record = base.records["gullland"]
        assert (record.label, getattr(record, "population", None)) == (label, count)
        assert getattr(record, "military_spending", None) == float(f"{share:.6f}")
        (Path(name) / "case.ttl").write_bytes(serialized(base.quads, ".ttl"))
        assert same(load([Path(name) / "case.ttl"]), base)


def test_hash_seeds_change_nothing() -> None:
    code = "from kb.reading.loading import load; k = load(); print([*k.records.items()], [*k.works], [*k.places])"
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(outputs) == 1


# Files and folders


def test_folders_are_walked_and_hidden_files_left_out(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    write(tmp_path / "below")
    write(tmp_path, "not yaml: [", ".hidden.yaml")
    write(tmp_path, "not a case", "notes.txt")
    assert "terns-1911" in load([tmp_path]).records


def test_extra_cases_stand_beside_the_bundled_ones(tmp_path: Path, bundled: KnowledgeBase) -> None:
    base = load(extra=[write(tmp_path)])
    assert base.records.keys() == bundled.records.keys() | load([tmp_path]).records.keys()
    assert base.places["belgium"].path == "kb/cases/global-coalition.yaml"


def test_a_file_that_is_named_twice_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path)
    (tmp_path / "link.yaml").symlink_to(path)
    assert same(load([path, tmp_path, path]), load([path]))


def test_what_two_files_say_alike_of_one_thing_stands_once(tmp_path: Path) -> None:
    """Cases of one coalition each describe its leader; each has a source for it, and one knows a little more."""
    first = write(tmp_path)
    other = f"{SOURCE[:-1]}, document: folketinget-2014c}}"
    more = f"facts:\n  - id: ternland\n    type: State\n    label: Ternland\n    source: {other}\n"
    more += f"  - id: gullland\n    type: State\n    population: 5\n    source: {other}\n"
    base, both = load([first]), load([first, write(tmp_path, more, "more.yaml")])
    known = base.records["gullland"]
    assert isinstance(known, State)
    assert both.records["ternland"] == replace(base.records["ternland"], label="Ternland")
    assert both.records["gullland"] == replace(known, population=5)
    assert len(both.quads) == len(base.quads) + 2
    (tmp_path / "both.ttl").write_bytes(serialized(both.quads, ".ttl"))
    assert same(load([tmp_path / "both.ttl"]), both)


def test_a_case_file_brings_the_bibliography_beside_it(tmp_path: Path) -> None:
    entry = "@book{own-1912, author = {Gull, Ada}, title = {Terns}, year = {1912}}"
    (tmp_path / "works.bib").write_text(entry, encoding="utf-8")
    assert "own-1912" in load([write(tmp_path)]).works
    (tmp_path / "case.bib").write_text(entry.replace("own-1912", "other-1912"), encoding="utf-8")
    assert "other-1912" in load([write(tmp_path)]).works
    assert "own-1912" not in load([write(tmp_path)]).works


def test_bundled_cases_can_be_named_as_a_path(bundled: KnowledgeBase) -> None:
    assert same(load([BUNDLED_WORKS.parent]), bundled)


def test_nothing_heavy_is_imported_to_load() -> None:
    heavy = {"rdflib", "oxrdflib", "pyshacl", "bibtexparser", "edtf", "difflib"}
    code = f"import sys; from kb.reading.loading import load; load(); print(sorted({heavy!r} & sys.modules.keys()))"
    found = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, text=True)
    assert found.stdout.strip() == "[]"
