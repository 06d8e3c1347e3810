"""Every shape accepts one example and refuses another: those of the schema, and the same with one thing wrong."""

from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from pyshacl import validate
from rdflib import RDF, SH, XSD, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kb.reading.yaml_ld import to_json_ld
from ontology import terms
from ontology.stating import bundled

CK = Namespace(terms.NAMESPACE)
SHAPE = f"{terms.BASE}shapes#"
GULL = Literal("gull", datatype=XSD.anyURI)
"""What no field takes."""

Complaints = set[tuple[str, str]]
"""Nodes, each with the name of a shape that refuses it."""


@pytest.fixture(scope="module")
def examples(vocabularies: Graph, shapes: Graph) -> Graph:
    """Return the examples of all kinds, with the vocabularies and all that the examples name."""
    found = Graph() + vocabularies
    for kind in bundled().observed.values():
        if kind.example:
            document, _ = to_json_ld(f"facts:\n{kind.example}", kind.name)
            triples = {quad.triple for quad in ox.parse(document, format=ox.RdfFormat.JSON_LD, base_iri=terms.BASE)}
            found.parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")
    for shape, path in shapes.subject_objects(SH.path):
        wanted = kinds_of(shapes, shape)
        for value in [*found.objects(predicate=path)] if wanted and isinstance(path, URIRef) else ():
            if isinstance(value, URIRef) and not wanted & set(found.objects(value, RDF.type)):
                found.add((value, RDF.type, min(wanted, key=str)))
    return found


@pytest.fixture(scope="module")
def pairs(examples: Graph, shapes: Graph) -> dict[str, tuple[URIRef, URIRef]]:
    """Return, for each shape, a node that is sound and one that is not, which is put beside the examples."""
    return {shape.removeprefix(SHAPE): _pair(examples, shapes, shape, kind) for shape, kind in _told(shapes)}


@pytest.fixture(scope="module")
def complaints(pairs: dict[str, tuple[URIRef, URIRef]], examples: Graph, shapes: Graph) -> Complaints:
    """Return what the shapes refuse in all these nodes."""
    del pairs  # which has put the unsound examples beside the sound ones
    _, report, _ = validate(examples, shacl_graph=shapes, inplace=True)
    assert isinstance(report, Graph)
    return {
        (str(report.value(result, SH.focusNode)), str(report.value(result, SH.sourceShape)).removeprefix(SHAPE))
        for result in report.subjects(RDF.type, SH.ValidationResult)
    }


def test_every_shape_of_a_field_has_an_example_that_it_accepts(
    pairs: dict[str, tuple[URIRef, URIRef]], complaints: Complaints
) -> None:
    refused = {node for node, _ in complaints}
    assert [name for name, (sound, _) in pairs.items() if str(sound) in refused] == []


def test_every_shape_of_a_field_has_an_example_that_it_refuses(
    pairs: dict[str, tuple[URIRef, URIRef]], complaints: Complaints
) -> None:
    assert len(pairs) > 200
    assert [name for name, (_, wrong) in pairs.items() if (str(wrong), name) not in complaints] == []


def _told(shapes: Graph) -> Iterator[tuple[URIRef, Node]]:
    """Yield every shape of a field that has a name, with a class whose facts it is about."""
    owners: dict[Node, Node] = dict(shapes.subject_objects(SH.targetClass))
    owners[URIRef(f"{SHAPE}Record")] = CK.Vote
    for owner, kind in owners.items():
        yield from ((shape, kind) for shape in shapes.objects(owner, SH.property) if isinstance(shape, URIRef))


def _pair(examples: Graph, shapes: Graph, shape: URIRef, kind: Node) -> tuple[URIRef, URIRef]:
    known = {node for node in examples.subjects(RDF.type, kind) if isinstance(node, URIRef)}
    sound = min(node for node in known if (node, CK.source, None) in examples or kind == CK.Citation)
    wrong, path = URIRef(f"{terms.BASE}wrong/{shape.removeprefix(SHAPE)}"), shapes.value(shape, SH.path)
    assert path is not None
    for link, value in [*examples.predicate_objects(sound)]:
        if link != path:
            examples.add((wrong, link, value))
    later = shapes.value(shape, SH.lessThanOrEquals)
    if later is None:
        examples.add((wrong, path, GULL))
    else:
        examples.add((wrong, path, Literal("1911-12-01", datatype=XSD.date)))
        examples.set((wrong, later, Literal("1911-11-30", datatype=XSD.date)))
    return sound, wrong


def kinds_of(shapes: Graph, shape: Node) -> set[Node]:
    """Return the classes that the values of a field may be of."""
    several = shapes.value(shape, SH["or"])
    inner = list(Collection(shapes, several)) if several is not None else []
    return {kind for node in (shape, *inner) for kind in shapes.objects(node, SH["class"])}
