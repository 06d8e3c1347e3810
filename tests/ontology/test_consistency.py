"""A reasoner finds the ontology and the vocabularies consistent, and would notice if they were not."""

import pytest
from rdflib import OWL, RDF, SKOS, Graph, Literal, Namespace

from ontology import terms
from tests.reasoning import closed, faults

CK = Namespace(terms.NAMESPACE)
KB = Namespace(terms.BASE)
PROV = Namespace("http://www.w3.org/ns/prov#")
CITO = Namespace("http://purl.org/spar/cito/")


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


def test_what_differs_from_itself_is_inconsistent(ontology: Graph) -> None:
    wrong = Graph()
    wrong.add((KB["gull"], OWL.differentFrom, KB["gull"]))
    assert faults(closed(ontology, wrong))
