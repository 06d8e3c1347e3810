"""A graph goes through every form unchanged, and the same graph gives the same bytes."""

import json
import os
import random
import subprocess
import sys

import pyoxigraph as ox
import pytest
from rdflib import XSD, Graph, Literal

from kb.errors import InputError
from kb.store import KnowledgeBase
from kb.writing.export import APART, FORMATS, GRAPHS, serialise
from kb.writing.rdf import facts
from ontology.terms import context, iri, term
from tests.explain.linked.conftest import PARTS, canonical, read
from tests.golden import FOLDER

Parts = dict[str, set[ox.Triple]]
every_form = pytest.mark.parametrize("form", FORMATS)
every_part = pytest.mark.parametrize("part", PARTS)

ALL_FORMS = """
import hashlib, pathlib, sys
from explain.linked.conclusions import conclusions
from kb.writing.export import FORMATS, serialise
from kb.reading.loading import load
from kb.writing.rdf import facts, ontology
from rules.judging.court import Court

kb = load([pathlib.Path(sys.argv[1])])
court = Court(kb)
for form in FORMATS:
    parts = {"ontology": ontology(), "facts": facts(kb), "conclusions": conclusions(court, court.episodes)}
    print(form, hashlib.sha256(serialise(parts, form)).hexdigest())
"""


def labelled(text: str) -> ox.Triple:
    """Return a statement that a node bears a label."""
    return ox.Triple(ox.NamedNode(iri("gull")), ox.NamedNode(term("aim")), ox.Literal(text))


@every_form
@every_part
def test_a_part_goes_through_a_form_unchanged(part: str, form: str, parts: Parts) -> None:
    found = read(serialise({part: parts[part]}, form), form)
    assert canonical(found) == canonical(parts[part])


@every_form
def test_all_parts_together_hold_what_each_holds(form: str, parts: Parts) -> None:
    found = read(serialise(parts, form), form)
    assert canonical(found) == canonical(set().union(*parts.values()))


@every_form
def test_the_order_of_statements_does_not_show(form: str, parts: Parts) -> None:
    shuffled = {part: random.Random(14).sample(sorted(parts[part], key=str), len(parts[part])) for part in PARTS}  # noqa: S311
    assert serialise(shuffled, form) == serialise(parts, form)


def test_the_same_bytes_come_out_under_any_hash_seed() -> None:
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", ALL_FORMS, str(FOLDER / "quay")],
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
            cwd=FOLDER.parent.parent,
            stdout=subprocess.PIPE,
        )
        for seed in range(3)
    ]
    printed = {run.communicate()[0] for run in runs}
    assert [run.returncode for run in runs] == [0] * len(runs)
    (lines,) = printed
    assert len(lines.splitlines()) == len(FORMATS)


@pytest.mark.parametrize("part", ["facts", "conclusions"])
def test_every_node_has_an_iri(part: str, parts: Parts) -> None:
    nodes = {node for item in parts[part] for node in (item.subject, item.object)}
    assert not [node for node in nodes if isinstance(node, ox.BlankNode)]


@pytest.mark.parametrize("form", sorted(APART))
def test_two_forms_keep_several_parts_apart(form: str, parts: Parts) -> None:
    quads = list(ox.parse(serialise(parts, form), format=FORMATS[form]))
    for part in ("facts", "conclusions"):
        graph = ox.NamedNode(GRAPHS + part)
        assert {quad.triple for quad in quads if quad.graph_name == graph} == parts[part]
    assert {quad.graph_name for quad in quads} == {ox.NamedNode(GRAPHS + part) for part in PARTS}


@pytest.mark.parametrize("form", sorted(APART))
def test_one_part_alone_is_the_default_graph(form: str, parts: Parts) -> None:
    quads = ox.parse(serialise({"facts": parts["facts"]}, form), format=FORMATS[form])
    assert {quad.graph_name for quad in quads} == {ox.DefaultGraph()}


@pytest.mark.parametrize(("form", "name"), [("jsonld", "json-ld"), ("rdfxml", "xml"), ("turtle", "turtle")])
def test_another_library_reads_the_same(form: str, name: str, quay: KnowledgeBase) -> None:
    def valued(found: Graph) -> set[tuple[str, str, str]]:
        return {(str(node), str(link), _text(value)) for node, link, value in found}

    said = set(facts(quay))
    theirs = Graph().parse(data=serialise({"facts": said}, form), format=name)
    ours = Graph().parse(data=serialise({"facts": said}, "ntriples"), format="nt")
    assert valued(theirs) == valued(ours)


def _text(value: object) -> str:
    return str(float(value)) if isinstance(value, Literal) and value.datatype == XSD.double else str(value)


def test_json_ld_speaks_the_words_of_a_case_file_and_carries_its_context(quay: KnowledgeBase) -> None:
    document = json.loads(serialise({"facts": facts(quay)}, "jsonld"))
    assert document["@context"] == context()
    (fighters,) = [node for node in document["facts"] if node["id"] == "gullland-fighters-1911"]
    wanted = {"type": "Contribution", "role": "air-strike", "capability": "f-16am", "begins": "1911-06-17", "count": 8}
    assert wanted.items() <= fighters.items()


@pytest.mark.parametrize("form", ["turtle", "trig"])
def test_names_from_elsewhere_are_written_whole(form: str) -> None:
    node, link = ox.NamedNode(iri("gull")), ox.NamedNode(term("aim"))
    triples = {ox.Triple(node, link, ox.NamedNode("https://example.org/gull")), labelled('say \\ "<//quay"')}
    data = serialise({"facts": triples}, form)
    assert b"<https://example.org/gull>" in data
    assert read(data, form) == triples


@every_form
@pytest.mark.parametrize("text", ["quay\r\nside", " \t two\n\nlines ", '"""<&>\\', "Ærø – naïve", "true"])
def test_any_text_survives(text: str, form: str) -> None:
    triples = {labelled(text), labelled("other")}
    assert read(serialise({"facts": triples}, form), form) == triples


@every_form
@pytest.mark.parametrize(
    ("text", "datatype"),
    [
        ("0.93", "double"),
        ("9.3E-1", "double"),
        ("007", "integer"),
        ("1", "boolean"),
        ("12345678901234567890", "integer"),
    ],
)
def test_numbers_keep_their_spelling(text: str, datatype: str, form: str) -> None:
    value = ox.Literal(text, datatype=ox.NamedNode(str(XSD) + datatype))
    paths = ("militarySpending", "count", "combat", "aim")
    triples = {ox.Triple(ox.NamedNode(iri("gull")), ox.NamedNode(term(path)), value) for path in paths}
    assert read(serialise({"facts": triples}, form), form) == triples


def test_a_character_that_xml_cannot_hold_is_refused_there_and_kept_elsewhere() -> None:
    triples = {labelled("a\u0001b")}
    assert read(serialise({"facts": triples}, "turtle"), "turtle") == triples
    with pytest.raises(InputError, match=r"U\+0001"):
        serialise({"facts": triples}, "rdfxml")


@every_form
@pytest.mark.parametrize(
    "name", ["https://example.org/gull#1", "urn:gull:1", "gull%20land", "Ærø/2", "a:b", "x/../y", "ontology#Gull"]
)
def test_any_name_survives(name: str, form: str) -> None:
    node = ox.NamedNode(name if name.startswith(("http", "urn")) else iri(name))
    triples = {ox.Triple(node, ox.NamedNode(term(path)), node) for path in ("role", "state", "kinds", "basis")}
    assert read(serialise({"facts": triples}, form), form) == triples
