"""The graph of the case files as rdflib sees it, with pyoxigraph underneath."""

from collections.abc import Iterable

import pyoxigraph as ox
from oxrdflib import OxigraphStore
from rdflib import Graph
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

from ontology.terms import NAMESPACE


def graph_of(quads: Iterable[ox.Quad]) -> Graph:
    """Return an rdflib graph that holds these statements."""
    store = ox.Store()
    store.extend(quads)
    graph = Graph(store=OxigraphStore(store=store), identifier=DATASET_DEFAULT_GRAPH_ID)
    graph.bind("ck", NAMESPACE)
    return graph
