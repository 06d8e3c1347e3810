"""Alignments name terms that both sides have, and say why and whence."""

import re

import pytest
import yaml
from rdflib import DCTERMS, ORG, OWL, PROV, RDF, RDFS, SDO, SKOS, TIME, Graph, URIRef

from ontology.generating.alignments import FILE, some_of
from ontology.terms import ALIGNMENTS_FILE

GIVEN = yaml.safe_load(FILE.read_text(encoding="utf-8"))
SAID = [said for some in GIVEN["alignments"].values() for said in some_of(some)]
LISTED = {"org": ORG, "prov": PROV, "schema": SDO, "time": TIME}
PARTS = (OWL.annotatedSource, OWL.annotatedProperty, OWL.annotatedTarget)
AIF = {"I-node", "RA-node"}
"""The terms of AIF that are used; rdflib lists none of them."""
CCO = {
    "ont00000176": "Geopolitical Organization",
    "ont00000265": "Election",
    "ont00000402": "Act of Communication",
    "ont00000472": "Geospatial Region",
    "ont00000654": "Act of Terrorism",
    "ont00000769": "Act of Requesting",
    "ont00000821": "Act of Promising",
    "ont00000883": "Act of Inviting",
    "ont00000958": "Information Content Entity",
    "ont00001180": "Organization",
    "ont00001335": "Government",
}
"""The terms of the Common Core Ontologies that are used, with their labels in the version that is named."""


@pytest.fixture(scope="module")
def alignments() -> Graph:
    """Return the alignments."""
    return Graph().parse(ALIGNMENTS_FILE)


def test_every_term_of_others_is_one_that_they_have() -> None:
    targets = [target for said in SAID for key, target in said.items() if key != "why"]
    assert {target.partition(":")[0] for target in targets} == GIVEN["vocabularies"].keys()
    for target in targets:
        vocabulary, _, name = target.partition(":")
        if vocabulary == "aif":
            assert name in AIF
        elif vocabulary == "cco":
            assert re.search(rf"'{target}'.*# {CCO[name]}\n", FILE.read_text(encoding="utf-8"))
        else:
            assert str(LISTED[vocabulary]) == GIVEN["vocabularies"][vocabulary]["start"]
            assert URIRef(GIVEN["vocabularies"][vocabulary]["start"] + name) in LISTED[vocabulary]


def test_every_term_of_ours_is_declared(alignments: Graph, ontology: Graph) -> None:
    for node in alignments.objects(predicate=OWL.annotatedSource):
        assert (node, RDFS.label, None) in ontology


def test_every_mapping_stands_beside_an_axiom_that_says_why_and_whence(alignments: Graph) -> None:
    axioms = set(alignments.subjects(RDF.type, OWL.Axiom))
    said = set()
    for axiom in axioms:
        (reason,) = alignments.objects(axiom, RDFS.comment)
        assert str(reason).endswith(".")
        assert alignments.value(axiom, DCTERMS.source)
        said.add(tuple(alignments.value(axiom, part) for part in PARTS))
    assert said == {triple for triple in alignments if str(triple[1]).startswith(str(SKOS))}
    assert len(said) == len(axioms) == len(SAID)


def test_what_the_ontology_says_itself_is_not_said_again(alignments: Graph, ontology: Graph) -> None:
    for ours, theirs in alignments.subject_objects(SKOS.broadMatch):
        assert (ours, RDFS.subClassOf, theirs) not in ontology
        assert (ours, RDFS.subPropertyOf, theirs) not in ontology
