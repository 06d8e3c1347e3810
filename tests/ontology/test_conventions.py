"""The ontology keeps to its conventions, and each convention notices a fault made up for it."""

import pyoxigraph as ox
import pytest
from rdflib import DC, DCTERMS, ORG, OWL, PROV, RDF, RDFS, SDO, SH, SKOS, TIME, VANN, XSD, URIRef
from rdflib.namespace import DCMITYPE, DefinedNamespace

from ontology.checking.conventions import borrowed, conventions, faults, store_of
from ontology.stating import bundled
from ontology.terms import BASE, FOLDER, NAMESPACE, SHAPES_FILE, VOCABULARIES_FILE

FILES = sorted(FOLDER.glob("*.ttl"))
LISTED: tuple[type[DefinedNamespace], ...] = (
    DCTERMS,
    DCMITYPE,
    ORG,
    OWL,
    PROV,
    RDF,
    RDFS,
    SDO,
    SH,
    SKOS,
    TIME,
    VANN,
    XSD,
)
"""Vocabularies whose terms rdflib lists."""
OTHERS = {
    "http://purl.org/ontology/bibo/": {"Document", "locator", "doi", "isbn"},
    "http://purl.org/spar/cito/": {"Citation", "hasCitedEntity", "citesAsEvidence"},
    "http://id.loc.gov/datatypes/edtf/": {"EDTF"},
}
"""Vocabularies of which no list is at hand: the terms that were looked up by hand."""

PREFIXES = {
    "ck": NAMESPACE,
    "dcterms": str(DCTERMS),
    "owl": str(OWL),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "sh": str(SH),
    "skos": str(SKOS),
    "xsd": str(XSD),
}

GULL = 'ck:Gull a owl:Class ; rdfs:label "gull"@en ; skos:definition "A bird."@en ; rdfs:isDefinedBy <ontology> .'
MADE_UP = [
    ("metadata", "DELETE { <ontology> dcterms:license ?x } WHERE { <ontology> dcterms:license ?x }", "it has no"),
    ("metadata", "DELETE { <ontology> owl:versionIRI ?x } WHERE { <ontology> owl:versionIRI ?x }", "versionIRI"),
    ("one-ontology", "INSERT DATA { <other> a owl:Ontology }", "another ontology"),
    ("one-ontology", 'INSERT DATA { <ontology> dcterms:modified "1911-06-17"^^xsd:date }', "before it was made"),
    ("one-ontology", "INSERT DATA { <ontology> owl:versionIRI <ontology/0> }", "does not end with the number"),
    ("label", "INSERT DATA { ck:Gull a owl:Class }", "no label"),
    ("label", 'INSERT DATA { ck:Vote rdfs:label "gull"@en }', "two labels"),
    ("label", 'INSERT DATA { ck:Vote rdfs:label "gull" }', "in no language"),
    ("label", 'INSERT DATA { <role/air-strike> skos:prefLabel "gull"@en }', "not its label"),
    ("definition", "INSERT DATA { ck:Gull a owl:Class }", "no definition"),
    ("definition", 'INSERT DATA { ck:Vote skos:definition "A gull."@en }', "two definitions"),
    ("definition", 'INSERT DATA { ck:Vote skos:definition "a gull"@en }', "no sentence"),
    (
        "definition",
        'INSERT DATA { ck:Gull a owl:Class ; rdfs:label "gull"@en ; skos:definition "Gull."@en }',
        "its label",
    ),
    ("own-label", 'INSERT DATA { ck:Gull a owl:Class ; rdfs:label "State"@en }', "ontology#State"),
    ("own-label", 'INSERT DATA { ck:gull a owl:DatatypeProperty ; rdfs:label "begins"@en }', "ontology#begins"),
    ("own-label", 'INSERT DATA { <role/air-strike> skos:altLabel "training"@en }', "role/air-strike"),
    (
        "own-definition",
        "INSERT { ck:Gull skos:definition ?said } WHERE { ck:Vote skos:definition ?said }",
        "is that of",
    ),
    ("defined-by", "DELETE { ck:Vote rdfs:isDefinedBy ?x } WHERE { ck:Vote rdfs:isDefinedBy ?x }", "does not say"),
    ("defined-by", "INSERT DATA { ck:Vote rdfs:isDefinedBy <http://example.org/> }", "two places"),
    ("defined-by", "INSERT DATA { <urn:gull> a owl:Class ; rdfs:isDefinedBy <ontology> }", "outside our namespace"),
    ("declared", "INSERT DATA { ck:Vote ck:gull 7 }", "not declared"),
    ("declared", "INSERT DATA { ck:Vote rdfs:subClassOf ck:Gull }", "not declared"),
    ("borrowed-declared", "INSERT DATA { ck:Vote <http://xmlns.com/foaf/0.1/name> 'gull' }", "not declared"),
    ("borrowed-declared", "INSERT DATA { <ontology> owl:imports <http://www.w3.org/ns/prov#> }", "imported"),
    ("one-sort", "INSERT DATA { ck:Vote a skos:Concept }", "both a class and a concept"),
    ("one-sort", "INSERT DATA { ck:begins a owl:ObjectProperty }", "both names and texts"),
    ("no-cycle", "INSERT DATA { ck:Fact rdfs:subClassOf ck:Vote }", "below itself"),
    ("no-cycle", "INSERT DATA { <role/air-strike> skos:broader <role/air-strike> }", "below itself"),
    ("disjoint", f"INSERT DATA {{ {GULL} ck:Gull rdfs:subClassOf ck:Event }}", "what it excludes"),
    ("deprecated", "INSERT DATA { ck:Vote owl:deprecated true }", "nothing takes its place"),
    ("deprecated", "INSERT DATA { ck:Vote owl:deprecated true ; dcterms:isReplacedBy ck:Gull }", "is not there"),
    ("deprecated", "INSERT DATA { ck:Event owl:deprecated true ; dcterms:isReplacedBy ck:Fact }", "still used by"),
    ("no-nameless-nodes", 'INSERT DATA { [] rdfs:label "gull" }', "no name"),
    ("words", 'INSERT DATA { ck:Gull a owl:Class ; rdfs:label "gull."@en }', "ends in a stop"),
    ("words", 'INSERT DATA { ck:Gull a owl:Class ; rdfs:label "grey  gull"@en }', "badly spaced"),
    ("domain-and-range", "INSERT DATA { ck:begins rdfs:domain ck:Gull }", "no class"),
    ("shapes", "INSERT DATA { <shapes#gull> a sh:PropertyShape ; sh:path ck:gull }", "ontology#gull is not declared"),
    ("shapes", "INSERT DATA { <shapes#gull> a sh:PropertyShape ; sh:path ck:begins }", "nothing to the reader"),
    ("shapes", "INSERT DATA { <shapes#gull> sh:targetClass ck:Gull }", "ontology#Gull is not declared"),
    ("shapes", f"INSERT DATA {{ {GULL} ck:Gull rdfs:subClassOf ck:Event }}", "no shape"),
    ("in-scheme", "INSERT DATA { <role/gull> a skos:Concept }", "no scheme"),
    ("in-scheme", "INSERT DATA { <role/air-strike> skos:inScheme <verdict> }", "two schemes"),
    ("in-scheme", "INSERT DATA { <role/gull> skos:inScheme <role> ; a skos:Concept }", "neither at the top"),
    ("in-scheme", "INSERT DATA { <role/air-strike> skos:broader <verdict/defection> }", "of another scheme"),
]


@pytest.fixture(scope="module")
def whole() -> ox.Store:
    """Return all that the files of the ontology say."""
    return store_of(FILES)


@pytest.fixture(scope="module")
def quads(whole: ox.Store) -> list[ox.Quad]:
    """Return the same, one by one."""
    return list(whole)


@pytest.fixture
def spoilt(quads: list[ox.Quad]) -> ox.Store:
    """Return the same in a store of its own, to be spoilt."""
    store = ox.Store()
    store.bulk_extend(quads)
    return store


def test_the_ontology_keeps_to_every_convention(whole: ox.Store) -> None:
    assert [str(fault) for fault in faults(whole)] == []


@pytest.mark.parametrize(("convention", "change", "told"), MADE_UP)
def test_a_convention_notices_what_breaks_it(convention: str, change: str, told: str, spoilt: ox.Store) -> None:
    spoilt.update(change, base_iri=BASE, prefixes=PREFIXES)
    found = [fault.told for fault in faults(spoilt, [convention])]
    assert any(told in item for item in found), found


def test_every_convention_has_a_fault_made_up_for_it_and_asks_for_something() -> None:
    assert {name for name, _, _ in MADE_UP} == set(conventions())
    assert all(item.asks.endswith(".") for item in conventions().values())


def test_no_term_is_minted_in_the_namespace_of_another(whole: ox.Store) -> None:
    assert unlisted(borrowed(whole)) == set()
    assert unlisted({f"{PROV}wasGulledBy", f"{DC}gull", "http://purl.org/ontology/bibo/Gull"}) != set()
    assert len(unlisted({f"{PROV}wasGulledBy", f"{SKOS}prefLabel", "http://purl.org/ontology/bibo/Gull"})) == 2


def unlisted(terms: set[str]) -> set[str]:
    """Return, of terms, those in a vocabulary that does not list them."""
    starts = {str(listed): listed for listed in LISTED}
    return {
        term
        for term in terms
        for start in (term.rpartition("#")[0] + "#" if "#" in term else term.rpartition("/")[0] + "/",)
        if (start in starts and term != start and URIRef(term) not in starts[start])
        or (start in OTHERS and term != start and term.removeprefix(start) not in OTHERS[start])
    }


def test_the_version_is_that_of_the_package(whole: ox.Store) -> None:
    import tomllib  # noqa: PLC0415 - beside its only use

    said = bundled().parts[0].rest["ontology"]
    package = tomllib.loads((FOLDER.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert said["version"] == package["version"]
    assert whole.query(
        f"ASK {{ <ontology> owl:versionIRI <ontology/{package['version']}> }}", base_iri=BASE, prefixes=PREFIXES
    )


def test_the_program_says_how_many_faults_there_are() -> None:
    broken = store_of([VOCABULARIES_FILE, SHAPES_FILE])  # without the ontology, nothing is declared
    assert len(list(faults(broken))) > 100
