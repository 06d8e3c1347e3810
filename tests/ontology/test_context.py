"""A case file reads as JSON-LD with the bundled context: bare names, dates and numbers become what they should."""

import json
from typing import Any

import pyoxigraph
import pytest
from rdflib import XSD, Graph
from rdflib import Literal as RdfLiteral

from ontology import terms

CASE: list[dict[str, Any]] = [
    {"id": "quay-coalition", "type": "Coalition", "label": "Quay Coalition", "leader": "ternland", "begins": 1909},
    {
        "id": "gullland-terns-1911",
        "type": "Contribution",
        "state": "gullland",
        "capability": "f-16am",
        "role": "air-strike",
        "begins": "1911-06-17",
        "ends": "1911-12~",
        "count": 7,
        "theatres": ["north-quay", "south-quay"],
        "caveats": ["red-card-holder"],
        "source": [
            {"id": "gullland-terns-1911/source/1", "type": "Citation", "work": "tern-1999", "place": 12},
            {"id": "gullland-terns-1911/source/2", "type": "Citation", "work": "plover-1987", "document": "log-16a"},
        ],
    },
    {"id": "gullland", "type": "State", "military_spending": 0.93, "war_powers": "parliament-approves"},
    {"id": "gullland-poll", "type": "PublicOpinion", "supportive": True, "support": 2},
    {"id": "gullland-record", "type": "CompleteRecord", "kinds": ["Vote", "Shift"]},
]


def document(facts: list[dict[str, Any]]) -> bytes:
    """Return a case as JSON-LD."""
    return json.dumps({"@context": terms.context(), "facts": facts}).encode()


def read(data: bytes, form: pyoxigraph.RdfFormat) -> set[pyoxigraph.Triple]:
    """Return the triples of a document in some form."""
    return {quad.triple for quad in pyoxigraph.parse(data, format=form)}


def objects(name: str, field: str) -> set[str]:
    """Return what the case says of a node in one field, as N-Triples."""
    node, path = (pyoxigraph.NamedNode(iri) for iri in (terms.iri(name), terms.term(terms.camel(field))))
    found = read(document(CASE), pyoxigraph.RdfFormat.JSON_LD)
    return {str(triple.object) for triple in found if (triple.subject, triple.predicate) == (node, path)}


def test_nodes_are_named_below_the_base() -> None:
    assert objects("gullland-terns-1911", "state") == {f"<{terms.BASE}gullland>"}
    assert objects("gullland-terns-1911", "theatres") == {f"<{terms.BASE}north-quay>", f"<{terms.BASE}south-quay>"}


def test_bare_concepts_lie_in_the_folder_of_their_scheme() -> None:
    assert objects("gullland-terns-1911", "role") == {f"<{terms.BASE}role/air-strike>"}
    assert objects("gullland-terns-1911", "caveats") == {f"<{terms.BASE}limit/red-card-holder>"}
    assert objects("gullland", "war_powers") == {f"<{terms.BASE}war-powers/parliament-approves>"}
    assert objects("gullland-terns-1911/source/2", "document") == {f"<{terms.BASE}work/log-16a>"}


def test_dates_keep_their_precision() -> None:
    assert objects("gullland-terns-1911", "ends") == {f'"1911-12~"^^<{terms.EDTF}>'}
    assert objects("quay-coalition", "begins") == {f'"1909"^^<{terms.EDTF}>'}


def test_numbers_and_text_are_of_the_type_of_their_field() -> None:
    assert objects("gullland-terns-1911", "count") == {'"7"^^<http://www.w3.org/2001/XMLSchema#integer>'}
    assert objects("gullland", "military_spending") == {'"9.3E-1"^^<http://www.w3.org/2001/XMLSchema#double>'}
    assert objects("gullland-poll", "supportive") == {'"true"^^<http://www.w3.org/2001/XMLSchema#boolean>'}
    assert objects("gullland-terns-1911/source/1", "place") == {'"12"'}


def test_kinds_are_classes() -> None:
    assert objects("gullland-record", "kinds") == {f"<{terms.term('Vote')}>", f"<{terms.term('Shift')}>"}


def test_every_node_has_an_iri() -> None:
    for triple in read(document(CASE), pyoxigraph.RdfFormat.JSON_LD):
        assert isinstance(triple.subject, pyoxigraph.NamedNode)
        assert not isinstance(triple.object, pyoxigraph.BlankNode)


def test_a_case_goes_through_every_form_unchanged() -> None:
    triples = read(document(CASE), pyoxigraph.RdfFormat.JSON_LD)
    forms = pyoxigraph.RdfFormat
    for form in (forms.TURTLE, forms.N_TRIPLES, forms.RDF_XML, forms.JSON_LD):
        data = pyoxigraph.serialize(triples, format=form)
        assert data is not None
        assert read(data, form) == triples, form


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning:rdflib")
def test_rdflib_reads_the_same_graph() -> None:
    """Compared by value, since rdflib keeps ``xsd:string`` on texts and the plain spelling of floats."""

    def valued(graph: Graph) -> set[tuple[str, str, str | float]]:
        found: set[tuple[str, str, str | float]] = set()
        for subject, path, value in graph:
            if isinstance(value, RdfLiteral) and value.datatype == XSD.double:
                found.add((str(subject), str(path), float(value)))
            else:
                found.add((str(subject), str(path), str(value)))
        return found

    triples = pyoxigraph.serialize(
        read(document(CASE), pyoxigraph.RdfFormat.JSON_LD), format=pyoxigraph.RdfFormat.N_TRIPLES
    )
    assert triples is not None
    ours = Graph().parse(data=triples, format="nt")
    theirs = Graph().parse(data=document(CASE), format="json-ld")
    assert valued(ours) == valued(theirs)
