"""Cases held against the ontology's SHACL shapes: what a well-formed case says, field by field."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from pyshacl import validate
from rdflib import RDF, RDFS, SH, Graph, URIRef
from rdflib.term import Node

from kb.errors import Place
from kb.names import TYPE, name_of
from kb.store import KnowledgeBase
from kb.writing.export import serialise
from kb.writing.rdf import IRI, facts, ontology
from ontology.terms import SHAPES_FILE, term, text_of


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that a shape refuses: the node, where it was read (``None``: not known), and what is wrong."""

    place: str
    node: str
    what: str

    def __str__(self) -> str:
        """Return the finding in one line."""
        return f"{self.place}: {self.node}: {self.what}"


def check(kb: KnowledgeBase, names: Collection[str] | None = None) -> list[Finding]:
    """Return what the shapes refuse in the facts of a knowledge base, or in those of some names, by place."""
    said = list(facts(kb))
    known = (triple for triple in ontology() if triple.object != IRI(term("Citation")))
    data = Graph().parse(data=serialise({"facts": said, "ontology": known}, "ntriples"), format="nt")
    shapes = Graph().parse(data=text_of(SHAPES_FILE), format="turtle")
    stated = {
        triple.object.value for triple in said if triple.predicate == IRI(TYPE) and isinstance(triple.object, IRI)
    }
    for kind in data.subjects(RDFS.subClassOf, URIRef(term("Term"))):
        if str(kind) not in stated:  # the bundled concepts are sound: a test checks them
            shapes.remove((None, SH.targetClass, kind))
    _, report, _ = validate(data, shacl_graph=shapes, inplace=True)
    assert isinstance(report, Graph)
    found = sorted(set(_findings(kb, report)))
    return [item for item in found if names is None or item.node.partition("/source/")[0] in names]


def _findings(kb: KnowledgeBase, report: Graph) -> Iterator[Finding]:
    details = set(report.objects(predicate=SH.detail))  # why a value is not as another shape wants it
    for result in set(report.subjects(RDF.type, SH.ValidationResult)) - details:
        name = name_of(str(report.value(result, SH.focusNode)))
        yield Finding(_place(kb, name), name, _told(report, result))


def _place(kb: KnowledgeBase, name: str) -> str:
    """Return where a node was read; for a source, where the fact that it belongs to was read."""
    place = kb.places.get(name) or kb.places.get(name.partition("/source/")[0])
    return str(place or Place("somewhere"))


def _told(report: Graph, result: Node) -> str:
    message = " ".join(str(report.value(result, SH.resultMessage)).split())
    value = report.value(result, SH.value)
    return f"{message} (it is {name_of(str(value))})" if value is not None else message
