"""A query put to what a court knows: only the graphs that it asks for are made."""

from collections.abc import Mapping

import pyoxigraph as ox

from explain.linked.graphs import CONCLUSIONS, graph_names, graphs
from explain.linked.parsing import Query, prefixes
from explain.linked.querying import SECONDS, Found, check_graphs, found_in, run, store_of
from kb.errors import InputError, Place
from kb.writing.export import GRAPHS
from kb.writing.servers import ROWS, STATEMENTS, asked
from ontology.terms import BASE
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


def ask_server(url: str, query: Query, *, seconds: float = SECONDS, rows: int | None = None) -> Found:
    """Return what a query finds on a server: in all its graphs, or in those that the query asks for.

    Raises:
        InputError: the server cannot be reached, refuses, or answers in no form that is known.
    """
    declared = "".join(f"PREFIX {name}: <{start}>\n" for name, start in prefixes().items())
    text = f"BASE <{BASE}>\n{declared}{query.text}"
    default, named = query.default, query.named
    if not query.graphs:
        default = named = _graphs_of(url, seconds)
    kind = STATEMENTS if query.kind in ("construct", "describe") else ROWS
    data = asked(url, text, default=default, named=named, accept=kind, seconds=seconds)
    if kind == ROWS:
        return found_in(_read(url, data), query, rows)
    said = sorted({quad.triple for quad in _statements(url, data)}, key=str)
    return Found(query.kind, triples=tuple(said[:rows]), cut=rows is not None and len(said) > rows)


def _graphs_of(url: str, seconds: float) -> tuple[str, ...]:
    """Return the graphs of a server that bear names as written here; none where it holds other data."""
    text = "SELECT DISTINCT ?graph { GRAPH ?graph { ?node ?link ?value } }"
    found = _read(url, asked(url, text, accept=ROWS, seconds=seconds))
    names = (str(getattr(row[0], "value", "")) for row in found) if isinstance(found, ox.QuerySolutions) else ()
    return tuple(sorted(name for name in names if name.startswith(GRAPHS)))


def _read(url: str, data: bytes) -> ox.QuerySolutions | ox.QueryBoolean:
    try:
        return ox.parse_query_results(data, format=ox.QueryResultsFormat.JSON)
    except (SyntaxError, ValueError) as error:
        raise _unknown(url) from error


def _statements(url: str, data: bytes) -> list[ox.Quad]:
    try:
        return list(ox.parse(data, format=ox.RdfFormat.N_TRIPLES))
    except (SyntaxError, ValueError) as error:
        raise _unknown(url) from error


def _unknown(url: str) -> InputError:
    return InputError(
        "the server answers in a form that is not known",
        where=Place(url),
        remedy="Check that this is where the server takes queries.",
    )
