"""Cases held against the ontology's SHACL shapes: what a well-formed case says, field by field."""

import warnings
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import pyoxigraph as ox
from pyshacl import validate
from rdflib import RDF, RDFS, SH, Graph, URIRef
from rdflib.term import Node

from kb.errors import Place
from kb.names import name_of
from kb.store import KnowledgeBase
from kb.writing.export import serialise
from kb.writing.rdf import IRI, facts, ontology
from ontology.terms import SHAPES_FILE, term, text_of

Watch = Callable[[Sequence[Sequence[str]]], Iterable[Sequence[str]]]
"""Hands on slices of nodes one after another, and may tell of it."""

_SLICE = 1000


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that a shape refuses: the node, where it was read (``None``: not known), and what is wrong."""

    place: str
    node: str
    what: str

    def __str__(self) -> str:
        """Return the finding in one line."""
        return f"{self.place}: {self.node}: {self.what}"


def check(kb: KnowledgeBase, names: Collection[str] | None = None, watch: Watch = iter) -> list[Finding]:
    """Return what the shapes refuse in the facts of a knowledge base, or in those of some names, by place.

    Args:
        kb: the facts, all of them: what one names must be there.
        names: those to hold against the shapes; the bundled concepts are sound, a test checks them.
        watch: is handed the slices in which that is done, to show how far it has come.
    """
    said = list(facts(kb))
    with warnings.catch_warnings(action="ignore", category=UserWarning):  # what is no value of its type is a finding
        return _check(kb, said, names, watch)


def _check(kb: KnowledgeBase, said: list[ox.Triple], names: Collection[str] | None, watch: Watch) -> list[Finding]:
    known = (triple for triple in ontology() if triple.object != IRI(term("Citation")))
    data = Graph().parse(data=serialise({"facts": said, "ontology": known}, "ntriples"), format="nt")
    shapes = Graph().parse(data=text_of(SHAPES_FILE), format="turtle")
    (query,) = shapes.objects(predicate=SH.select)
    shapes.remove((None, SH.sparql, None))  # pyoxigraph answers it, many times as fast
    every = {item.subject.value for item in said if isinstance(item.subject, IRI)}
    nodes = sorted(node for node in every if names is None or _owner(node) in names)
    found = set(_of_other_kinds(kb, said, str(query), nodes))
    of_class = {kind: shape for shape, kind in shapes.subject_objects(SH.targetClass)}
    shapes.remove((None, SH.targetClass, None))
    for part in watch([nodes[first : first + _SLICE] for first in range(0, len(nodes), _SLICE)]):
        shapes.remove((None, SH.targetNode, None))
        for node in map(URIRef, part):
            for kind in _kinds(data, node) & of_class.keys():
                shapes.add((of_class[kind], SH.targetNode, node))
        _, report, _ = validate(data, shacl_graph=shapes, inplace=True)
        assert isinstance(report, Graph)
        found.update(_findings(kb, report))
    return sorted(found)


def _kinds(data: Graph, node: Node) -> set[Node]:
    """Return the classes of a node, and those of which they are kinds."""
    own = data.objects(node, RDF.type)
    return {kind for item in own for kind in data.transitive_objects(item, RDFS.subClassOf) if kind}


def _owner(node: str) -> str:
    """Return the name of the fact that a node is, or whose source it is."""
    return name_of(node).partition("/source/")[0]


def _of_other_kinds(kb: KnowledgeBase, said: list[ox.Triple], query: str, nodes: Sequence[str]) -> Iterator[Finding]:
    """Yield the fields of some nodes that the kind of the node does not have."""
    store, prefixes, asked = ox.Store(), {"ck": term("")}, frozenset(nodes)
    store.bulk_extend(ox.Quad(*triple) for triple in said)
    rows = store.query(query, prefixes=prefixes)
    assert isinstance(rows, ox.QuerySolutions)
    for row in rows:
        if row["value"].value in asked:
            name = name_of(row["value"].value)
            what = f"{name} bears a field that its class does not have: {name_of(row['path'].value)}"
            yield Finding(_place(kb, name), name, what)


def _findings(kb: KnowledgeBase, report: Graph) -> Iterator[Finding]:
    details = set(report.objects(predicate=SH.detail))  # why a value is not as another shape wants it
    for result in set(report.subjects(RDF.type, SH.ValidationResult)) - details:
        name = name_of(str(report.value(result, SH.focusNode)))
        yield Finding(_place(kb, name), name, _told(report, result))


def _place(kb: KnowledgeBase, name: str) -> str:
    """Return where a node was read; for a source, where the fact that it belongs to was read."""
    place = kb.places.get(name) or kb.places.get(_owner(name))
    return str(place or Place("somewhere"))


def _told(report: Graph, result: Node) -> str:
    message = " ".join(str(report.value(result, SH.resultMessage)).split())
    value = report.value(result, SH.value)
    return f"{message} (it is {name_of(str(value))})" if value is not None else message
