"""What is said of the data set as a whole is so, in terms that VoID and DCAT have."""

import pyoxigraph as ox
import pytest
import yaml
from rdflib import DCAT, DCTERMS, OWL, RDF, VOID, Graph, Literal, URIRef

from explain.linked.description import description
from explain.linked.graphs import graphs
from kb.store import KnowledgeBase
from kb.writing.export import GRAPHS, serialise
from ontology.stating import bundled
from ontology.terms import BASE, term
from rules.judging.court import Court
from tests.places import ROOT

DATASET = URIRef(f"{BASE}dataset")
SAID = bundled().parts[0].rest["ontology"]


@pytest.fixture(scope="module")
def named(quay: KnowledgeBase) -> dict[str, list[ox.Triple]]:
    """Return the graphs of a small case."""
    court = Court(quay)
    return {name: list(part) for name, part in graphs(court, court.episodes).items()}


@pytest.fixture(scope="module")
def told(named: dict[str, list[ox.Triple]]) -> Graph:
    """Return what is said of them, as another library reads it."""
    return Graph().parse(data=serialise({"description": description(named)}, "turtle"), format="turtle")


def test_each_graph_is_counted_as_it_is(named: dict[str, list[ox.Triple]], told: Graph) -> None:
    assert {str(part) for part in told.objects(DATASET, VOID.subset)} == {GRAPHS + name for name in named}
    for name, part in named.items():
        assert told.value(URIRef(GRAPHS + name), VOID.triples) == Literal(len(set(part)))
    units = {item.subject for item in named["facts"] if item.object == ox.NamedNode(term("Contribution"))}
    node = URIRef(f"{GRAPHS}facts/class/Contribution")
    assert told.value(node, VOID.entities) == Literal(len(units))
    assert told.value(node, VOID["class"]) == URIRef(term("Contribution"))


def test_every_term_is_one_that_its_vocabulary_has(told: Graph) -> None:
    for term_ in {*told.predicates(), *told.objects(predicate=RDF.type)}:
        for listed in (VOID, DCAT, DCTERMS):
            assert not str(term_).startswith(str(listed)) or URIRef(str(term_)) in listed, term_


def test_the_whole_has_a_title_a_licence_a_version_and_the_forms_it_comes_in(told: Graph) -> None:
    assert {VOID.Dataset, DCAT.Dataset} == set(told.objects(DATASET, RDF.type))
    assert str(told.value(DATASET, DCTERMS.title)) == SAID["dataset"]["title"]
    assert str(told.value(DATASET, DCTERMS.license)) == SAID["licence"]
    assert str(told.value(DATASET, OWL.versionInfo)) == SAID["version"]
    assert URIRef("http://www.w3.org/ns/formats/N-Quads") in set(told.objects(DATASET, VOID.feature))


def test_the_citation_says_the_same() -> None:
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert cited["title"] == SAID["dataset"]["title"]
    assert cited["abstract"] == SAID["dataset"]["description"]
    assert cited["version"] == SAID["version"]
    assert cited["date-released"] == SAID["modified"]
    assert cited["authors"] == [{"name": SAID["creator"]}]
