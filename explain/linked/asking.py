"""A query put to what a court knows: only the graphs that it asks for are made."""

from collections.abc import Mapping

import pyoxigraph as ox

from explain.linked.graphs import CONCLUSIONS, graph_names, graphs
from explain.linked.querying import SECONDS, Found, Query, check_graphs, run, store_of
from kb.writing.export import GRAPHS
from rules.judging.court import Court
from rules.judging.dossier import archive_of


def ask(
    court: Court,
    query: Query,
    settings: Mapping[str, str] | None = None,
    *,
    seconds: float = SECONDS,
    rows: int | None = None,
) -> Found:
    """Return what a query finds in facts, conclusions and proofs, the ontology, the bibliography and alignments.

    Raises:
        InputError: it asks for a graph from elsewhere, it takes too long, or a node that is set is not there.
    """
    named = {GRAPHS + name: part for part, name in graph_names(court).items()}
    check_graphs(query, named)
    parts = [part for graph, part in named.items() if not query.graphs or graph in query.graphs]
    about = archive_of(court).names if CONCLUSIONS in parts else ()
    return run(store_of(graphs(court, about, parts)), query, settings, seconds=seconds, rows=rows)


def ask_store(
    store: ox.Store,
    query: Query,
    settings: Mapping[str, str] | None = None,
    *,
    seconds: float = SECONDS,
    rows: int | None = None,
) -> Found:
    """Return what a query finds in a store that was written before.

    Raises:
        InputError: as :func:`ask` does.
    """
    check_graphs(query, (str(getattr(graph, "value", graph)) for graph in store.named_graphs()))
    return run(store, query, settings, seconds=seconds, rows=rows)
