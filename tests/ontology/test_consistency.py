"""A reasoner finds the ontology and the vocabularies consistent, and would notice if they were not."""

import pytest
from owlrl import DeductiveClosure, OWLRL_Semantics
from rdflib import OWL, RDF, SKOS, Graph, Literal, Namespace, URIRef

from ontology import terms

CK = Namespace(terms.NAMESPACE)
KB = Namespace(terms.BASE)
PROV = Namespace("http://www.w3.org/ns/prov#")
CITO = Namespace("http://purl.org/spar/cito/")
ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")


def closed(*graphs: Graph) -> Graph:
    """Return the OWL RL closure of some graphs together."""
    together = Graph()
    for graph in graphs:
        together += graph
    DeductiveClosure(OWLRL_Semantics).expand(together)
    return together


def faults(graph: Graph) -> list[str]:
    """Return what a closure shows to be inconsistent."""
    impossible = [f"{node} is impossible" for node in graph.subjects(RDF.type, OWL.Nothing)]
    return impossible + [str(message) for message in graph.objects(predicate=ERROR)]


@pytest.fixture(scope="module")
def closure(ontology: Graph, vocabularies: Graph) -> Graph:
    """Return all that follows from the ontology and the vocabularies."""
    return closed(ontology, vocabularies)


def test_ontology_and_vocabularies_are_consistent(closure: Graph) -> None:
    assert faults(closure) == []


def test_evidence_follows_from_citations(closure: Graph) -> None:
    strike = KB["role/air-strike"]
    assert (strike, CITO.citesAsEvidence, KB["work/vaneijk-2021"]) in closure
    assert (KB["interest/core"], PROV.hadPrimarySource, KB["work/mcinnis-2020"]) in closure


def test_borrowed_classes_follow_from_our_own(closure: Graph) -> None:
    assert (KB["role/air-strike"], RDF.type, PROV.Entity) in closure
    assert (KB["cause/political"], RDF.type, SKOS.Concept) in closure


def test_a_fact_that_is_also_a_conclusion_is_inconsistent(ontology: Graph) -> None:
    wrong = Graph()
    wrong.add((KB["gull"], RDF.type, CK.Vote))
    wrong.add((KB["gull"], RDF.type, CK.Defection))
    assert faults(closed(ontology, wrong))


def test_a_field_of_another_class_shows_as_inconsistent(ontology: Graph) -> None:
    wrong = Graph()
    wrong.add((KB["gull"], RDF.type, CK.Vote))
    wrong.add((KB["gull"], CK.forum, Literal("Quay")))
    assert faults(closed(ontology, wrong))
