"""The data set described in VoID and DCAT: what it is, whose, under which licence, and how much each graph holds."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pyoxigraph as ox

from kb.names import OWL, TYPE, XSD
from kb.writing.export import FORMATS, GRAPHS
from kb.writing.json_ld_writer import prefixes
from kb.writing.rdf import DCTERMS, IRI, Triple, labelled
from ontology.stating import bundled
from ontology.terms import BASE, NAMESPACE

VOID = "http://rdfs.org/ns/void#"
DCAT = "http://www.w3.org/ns/dcat#"

DATASET = IRI(BASE + "dataset")
"""The data set."""

_FEATURES = {
    "turtle": "Turtle",
    "ntriples": "N-Triples",
    "jsonld": "JSON-LD",
    "rdfxml": "RDF_XML",
    "trig": "TriG",
    "nquads": "N-Quads",
}
"""The names that the W3C gives to the forms in which the data set can be written."""


def description(graphs: Mapping[str, Iterable[Triple]]) -> Iterator[Triple]:
    """Yield what is said of the data set as a whole, and of each of its graphs."""
    said = bundled().parts[0].rest["ontology"]
    yield from _kinds(DATASET)
    for link, text in (("title", said["dataset"]["title"]), ("description", said["dataset"]["description"])):
        yield Triple(DATASET, IRI(DCTERMS + link), ox.Literal(text, language="en"))
    yield Triple(DATASET, IRI(DCTERMS + "creator"), ox.Literal(said["creator"]))
    yield Triple(DATASET, IRI(DCTERMS + "license"), IRI(said["licence"]))
    yield Triple(DATASET, IRI(DCTERMS + "issued"), ox.Literal(str(said["created"]), datatype=IRI(XSD + "date")))
    yield Triple(DATASET, IRI(DCTERMS + "modified"), ox.Literal(str(said["modified"]), datatype=IRI(XSD + "date")))
    yield Triple(DATASET, IRI(OWL + "versionInfo"), ox.Literal(said["version"]))
    yield Triple(DATASET, IRI(VOID + "uriSpace"), ox.Literal(BASE))
    for start in {**prefixes(), "ck": NAMESPACE}.values():
        yield Triple(DATASET, IRI(VOID + "vocabulary"), IRI(start))
    for form in FORMATS:
        yield Triple(DATASET, IRI(VOID + "feature"), IRI(f"http://www.w3.org/ns/formats/{_FEATURES[form]}"))
    for name, part in graphs.items():
        node = IRI(GRAPHS + name)
        yield Triple(DATASET, IRI(VOID + "subset"), node)
        yield Triple(DATASET, IRI(DCTERMS + "hasPart"), node)
        yield from _graph(node, name, set(part))


def _kinds(node: IRI) -> Iterator[Triple]:
    yield from (Triple(node, IRI(TYPE), IRI(kind)) for kind in (VOID + "Dataset", DCAT + "Dataset"))


def _graph(node: IRI, name: str, triples: set[Triple]) -> Iterator[Triple]:
    """Yield how much a graph holds: statements, nodes, properties, and nodes of each class of ours."""
    kinds: Counter[str] = Counter()
    for item in triples:
        if item.predicate.value == TYPE and isinstance(item.object, IRI) and item.object.value.startswith(NAMESPACE):
            kinds[item.object.value] += 1
    yield from _kinds(node)
    yield labelled(node, name.partition("/")[0])
    yield _count(node, "triples", len(triples))
    yield _count(node, "distinctSubjects", len({str(item.subject) for item in triples}))
    yield _count(node, "properties", len({item.predicate.value for item in triples}))
    yield _count(node, "classes", len(kinds))
    for kind, number in kinds.items():
        part = IRI(f"{node.value}/class/{kind.removeprefix(NAMESPACE)}")
        yield Triple(node, IRI(VOID + "classPartition"), part)
        yield Triple(part, IRI(VOID + "class"), IRI(kind))
        yield _count(part, "entities", number)


def _count(node: IRI, link: str, number: int) -> Triple:
    value: Any = ox.Literal(str(number), datatype=IRI(XSD + "integer"))
    return Triple(node, IRI(VOID + link), value)
