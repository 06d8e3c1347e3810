"""Every term says what it means, who defines it and where that stands."""

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from kb import records
from kb.records import SCHEMES
from ontology import terms

CK = Namespace(terms.NAMESPACE)
INFERRED = {
    *("cause", "confidence", "finding", "hypothesis", "interest", "reason"),
    *("restriction", "scope", "standing", "strategy", "test", "verdict"),
}
PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
DECLARED = (OWL.Class, *PROPERTIES, RDFS.Datatype, OWL.Ontology)


def declared(graph: Graph) -> set[Node]:
    """Return every named term that an ontology declares."""
    return {node for kind in DECLARED for node in graph.subjects(RDF.type, kind) if isinstance(node, URIRef)}


def concepts(graph: Graph) -> list[Node]:
    """Return every concept of the vocabularies, sorted."""
    return sorted(graph.subjects(RDF.type, SKOS.Concept), key=str)


def test_every_term_of_the_ontology_has_label_definition_and_definer(ontology: Graph) -> None:
    for node in declared(ontology):
        for predicate in (RDFS.label, SKOS.definition, RDFS.isDefinedBy):
            assert len(list(ontology.objects(node, predicate))) == 1, f"{node} needs one {predicate}"


def test_every_term_in_use_is_declared_so_that_nothing_need_be_imported(ontology: Graph, vocabularies: Graph) -> None:
    known = declared(ontology)
    built_in = (str(RDF), str(RDFS), str(OWL), str(XSD))
    used = {triple[1] for graph in (ontology, vocabularies) for triple in graph}
    used |= {kind for graph in (ontology, vocabularies) for kind in graph.objects(predicate=RDF.type)}
    for axiom in (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range):
        used |= {node for node in ontology.objects(predicate=axiom) if isinstance(node, URIRef)}
    assert not {node for node in used if not str(node).startswith(built_in)} - known
    assert not list(ontology.objects(predicate=OWL.imports))


def test_no_property_is_of_two_kinds(ontology: Graph) -> None:
    kinds = [set(ontology.subjects(RDF.type, kind)) for kind in PROPERTIES]
    assert not kinds[0] & kinds[1]
    assert not kinds[2] & (kinds[0] | kinds[1])
    for below, above in ontology.subject_objects(RDFS.subPropertyOf):
        assert any({below, above} <= kind for kind in kinds), f"{below} and {above} differ in kind"


def test_every_scheme_that_a_field_draws_on_exists(vocabularies: Graph) -> None:
    schemes = {terms.name_of(str(node)) for node in vocabularies.subjects(RDF.type, SKOS.ConceptScheme)}
    assert schemes == (set(SCHEMES.values()) - {"work"}) | {"ground", "theory", "manifestation"} | INFERRED


def test_every_concept_and_scheme_has_label_definition_and_definer(vocabularies: Graph) -> None:
    for node in [*concepts(vocabularies), *vocabularies.subjects(RDF.type, SKOS.ConceptScheme)]:
        for predicate in (RDFS.label, SKOS.prefLabel, SKOS.definition, RDFS.isDefinedBy):
            assert len(list(vocabularies.objects(node, predicate))) == 1, f"{node} needs one {predicate}"
        assert vocabularies.value(node, RDFS.label) == vocabularies.value(node, SKOS.prefLabel)


def test_every_concept_lies_in_the_folder_of_its_scheme_and_has_a_place_in_it(vocabularies: Graph) -> None:
    for node in concepts(vocabularies):
        (scheme,) = vocabularies.objects(node, SKOS.inScheme)
        assert str(node).startswith(f"{scheme}/")
        broader = vocabularies.value(node, SKOS.broader)
        assert (broader is None) == ((node, SKOS.topConceptOf, scheme) in vocabularies)
        assert ((scheme, SKOS.hasTopConcept, node) in vocabularies) == (broader is None)
        assert broader is None or (broader, SKOS.inScheme, scheme) in vocabularies


def test_every_concept_cites_a_work_and_a_place_in_it(vocabularies: Graph) -> None:
    for node in concepts(vocabularies):
        citation = vocabularies.value(node, CK.source)
        assert citation == URIRef(f"{node}/source/1")
        assert (citation, RDF.type, CK.Citation) in vocabularies
        assert vocabularies.value(citation, CK.place)
        assert vocabularies.value(citation, CK.work) == vocabularies.value(node, DCTERMS.source)


def test_no_name_within_a_scheme_means_two_concepts(vocabularies: Graph) -> None:
    seen: dict[tuple[Node | None, str], Node] = {}
    for node in concepts(vocabularies):
        for predicate in (SKOS.prefLabel, SKOS.altLabel):
            for label in vocabularies.objects(node, predicate):
                key = (vocabularies.value(node, SKOS.inScheme), str(label).lower())
                assert seen.setdefault(key, node) == node, f"{key[1]} names {node} and {seen[key]}"


@pytest.mark.parametrize(
    ("scheme", "kind"),
    [
        ("role", CK.Role),
        ("capability", CK.Capability),
        ("ground", CK.Ground),
        ("theory", CK.Theory),
        ("manifestation", CK.Manifestation),
    ],
)
def test_concepts_that_rules_read_are_records(scheme: str, kind: URIRef, vocabularies: Graph) -> None:
    in_scheme = set(vocabularies.subjects(SKOS.inScheme, URIRef(terms.iri(scheme))))
    assert in_scheme == set(vocabularies.subjects(RDF.type, kind))


def test_every_role_has_a_risk_and_combat_has_the_higher(vocabularies: Graph) -> None:
    for node in vocabularies.subjects(RDF.type, CK.Role):
        risk = vocabularies.value(node, CK.risk)
        combat = vocabularies.value(node, CK.combat)
        if str(node).endswith("/unspecified"):
            assert (risk, combat) == (None, None)
            continue
        assert isinstance(risk, Literal)
        assert isinstance(combat, Literal)
        assert risk.value in range(4)
        assert risk.value >= 2 if combat.value else risk.value <= 2


def test_every_capability_has_a_noun_to_count_in(vocabularies: Graph) -> None:
    for node in vocabularies.subjects(RDF.type, CK.Capability):
        assert vocabularies.value(node, CK.countedIn), f"{node} needs ck:countedIn"


def test_every_interest_of_a_ground_is_a_concept(vocabularies: Graph) -> None:
    interests = set(vocabularies.subjects(SKOS.inScheme, URIRef(terms.iri("interest"))))
    assert set(vocabularies.objects(predicate=CK.interest)) <= interests
    assert "interest" in records.field_types(records.Ground)
