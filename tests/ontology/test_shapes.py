"""The shapes accept a sound case and name what is wrong with an unsound one."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pyoxigraph
import pytest
from pyshacl import validate
from rdflib import RDF, SH, XSD, Graph, Literal, Namespace

from ontology import terms

CK = Namespace(terms.NAMESPACE)
KB = Namespace(terms.BASE)
Case = dict[str, dict[str, Any]]
Change = Callable[[Case], object]

SOUND: Case = {
    "north-quay": {"type": "Theatre", "label": "north quay"},
    "gullland": {"type": "State", "posture": "balanced", "military_spending": 0.93},
    "ternland": {"type": "State"},
    "quay-coalition": {"type": "Coalition", "leader": "ternland", "begins": "1909", "theatres": "north-quay"},
    "terns": {
        "type": "Contribution",
        "state": "gullland",
        "coalition": "quay-coalition",
        "capability": "f-16am",
        "role": "air-strike",
        "begins": "1911-06-17",
        "ends": "[1911-11-25..1911-12-01]",
        "count": 7,
        "theatres": ["north-quay"],
        "caveats": ["red-card-holder"],
    },
    "radar": {
        "type": "Contribution",
        "state": "gullland",
        "coalition": "quay-coalition",
        "capability": "mobile-radar",
        "role": "surveillance",
        "begins": "1911-12~",
        "substitutes": "terns",
    },
    "rotation": {
        "type": "Arrangement",
        "coalition": "quay-coalition",
        "partners": ["gullland", "ternland"],
        "begins": "1911",
        "alternates": True,
    },
    "record": {
        "type": "CompleteRecord",
        "state": "gullland",
        "coalition": "quay-coalition",
        "kinds": ["Vote"],
        "begins": "1909",
        "ends": "1914",
    },
}


USED = (
    "capability/f-16am",
    "capability/mobile-radar",
    "role/air-strike",
    "role/surveillance",
    "limit/red-card-holder",
    "posture/balanced",
)
"""The concepts that the sound case uses: validating all of them in every test would take seconds."""


@pytest.fixture(scope="module")
def concepts(vocabularies: Graph) -> Graph:
    """Return the part of the vocabularies that the sound case uses."""
    part = Graph()
    for node in (KB[name + tail] for name in USED for tail in ("", "/source/1")):
        part += vocabularies.triples((node, None, None))
    return part


def graph_of(case: Case) -> Graph:
    """Return a case as a graph, each record with one source."""
    facts = []
    for name, fields in case.items():
        citation = {"id": f"{name}/source/1", "type": "Citation", "work": "tern-1999", "place": "p. 14"}
        facts.append({"id": name, "source": [citation], **fields})
    data = json.dumps({"@context": terms.context(), "facts": facts}).encode()
    quads = pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.JSON_LD)
    triples = pyoxigraph.serialize((quad.triple for quad in quads), format=pyoxigraph.RdfFormat.N_TRIPLES)
    assert triples is not None
    return Graph().parse(data=triples, format="nt")


def report_on(data: Graph, shapes: Graph) -> Graph:
    """Return what the shapes say of a graph."""
    _, report, _ = validate(data, shacl_graph=shapes, meta_shacl=False)
    assert isinstance(report, Graph)
    return report


def complaints(data: Graph, shapes: Graph) -> set[str]:
    """Return the names of the shapes that reject something."""
    report = report_on(data, shapes)
    return {str(shape).partition("#")[2] for shape in report.objects(predicate=SH.sourceShape)}


def test_the_shapes_are_valid_shacl(shapes: Graph) -> None:
    conforms, _, text = validate(Graph(), shacl_graph=shapes, meta_shacl=True)
    assert conforms, text


def test_the_vocabularies_are_sound(vocabularies: Graph, shapes: Graph) -> None:
    assert complaints(vocabularies, shapes) == set()


def test_a_sound_case_is_accepted(concepts: Graph, shapes: Graph) -> None:
    assert complaints(concepts + graph_of(SOUND), shapes) == set()


UNSOUND: dict[str, tuple[Change, str]] = {
    "no state": (lambda case: case["terns"].pop("state"), "Contribution-state"),
    "two states": (lambda case: case["terns"].update(state=["gullland", "ternland"]), "Contribution-state"),
    "unknown state": (lambda case: case["terns"].update(state="skualand"), "Contribution-state"),
    "unknown capability": (lambda case: case["terns"].update(capability="kite"), "Contribution-capability"),
    "unknown caveat": (lambda case: case["terns"].update(caveats=["no-fish"]), "Contribution-caveats"),
    "not a date": (lambda case: case["terns"].update(begins="last June"), "Contribution-begins"),
    "less than none": (lambda case: case["terns"].update(count=-1), "Contribution-count"),
    "not a number": (lambda case: case["terns"].update(count="seven"), "Contribution-count"),
    "not a unit": (lambda case: case["radar"].update(substitutes="gullland"), "Contribution-substitutes"),
    "another's field": (lambda case: case["terns"].update(forum="Quay"), "OwnFieldsOnly"),
    "misspelt field": (lambda case: case["terns"].update({"ck:cout": 7}), "OwnFieldsOnly"),
    "no source": (lambda case: case["terns"].update(source=[]), "Record-source"),
    "one partner": (lambda case: case["rotation"].update(partners=["gullland"]), "Arrangement-partners"),
    "not a kind": (lambda case: case["record"].update(kinds=["Role"]), "CompleteRecord-kinds"),
    "over 100 %": (lambda case: case["gullland"].update(military_spending=193), "State-militarySpending"),
}
"""Changes that make the sound case unsound, each with the shape that must say so."""


@pytest.fixture(scope="module")
def rejections(concepts: Graph, shapes: Graph) -> set[tuple[str, str]]:
    """Return which shapes reject which fact, where each change has been made to a copy of its own of what it changes.

    They are held against the shapes together, since reading these takes longer than any check.
    """
    together = dict(SOUND)
    for number, (change, _) in enumerate(UNSOUND.values()):
        case = copy.deepcopy(SOUND)
        change(case)
        together |= {f"{name}-{number}": fields for name, fields in case.items() if fields != SOUND[name]}
    report = report_on(concepts + graph_of(together), shapes)
    return {
        (str(node).rpartition("/")[2], str(shape).partition("#")[2])
        for result, shape in report.subject_objects(SH.sourceShape)
        for node in (report.value(result, SH.focusNode), report.value(result, SH.value))
        if str(node).rpartition("/")[2] in together
    }


@pytest.mark.parametrize("name", UNSOUND)
def test_an_unsound_case_is_rejected(name: str, rejections: set[tuple[str, str]]) -> None:
    number, shape = list(UNSOUND).index(name), UNSOUND[name][1]
    found = {rejecting for fact, rejecting in rejections if fact.endswith(f"-{number}")}
    assert shape in found, found


def test_an_end_before_the_start_is_rejected_where_days_are_derived(shapes: Graph) -> None:
    data = Graph()
    data.add((KB["terns"], RDF.type, CK.Contribution))
    data.add((KB["terns"], CK.beginsEarliest, Literal("1911-12-01", datatype=XSD.date)))
    data.add((KB["terns"], CK.endsLatest, Literal("1911-11-30", datatype=XSD.date)))
    assert "Contribution-begins-to-ends" in complaints(data, shapes)


def test_a_month_may_begin_and_end_a_period(shapes: Graph) -> None:
    data = Graph()
    data.add((KB["terns"], RDF.type, CK.Contribution))
    data.add((KB["terns"], CK.beginsEarliest, Literal("1911-12-01", datatype=XSD.date)))
    data.add((KB["terns"], CK.endsLatest, Literal("1911-12-31", datatype=XSD.date)))
    assert "Contribution-begins-to-ends" not in complaints(data, shapes)


def test_dates_of_any_precision_are_accepted(concepts: Graph, shapes: Graph) -> None:
    case = copy.deepcopy(SOUND)
    for text in ("2014", "2014-10", "2014-10-06", "2014-10~", "2014?", "201X", "[2016-11..2016-12-01]"):
        case[f"terns-{len(case)}"] = {**SOUND["terns"], "begins": text}
    assert complaints(concepts + graph_of(case), shapes) == set()
