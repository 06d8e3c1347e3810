"""Measures linked data against bare pyoxigraph and rdflib: reading, writing and querying many statements.

Run it with ``python -m benchmarks.linked [STATEMENTS]...``; 100,000 unless given. The statements are those of the
bundled cases and conclusions, repeated under other names. Compare within a run: quote ratios, not seconds. What a query
costs beside the bare library is the thread that keeps its time limit, some hundredths of a millisecond: on the shortest
it shows.
"""

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pyoxigraph as ox
import rdflib

from explain.linked.graphs import graphs
from explain.linked.named import named
from explain.linked.parsing import parse, prefixes
from explain.linked.querying import run, store_of
from kb.reading.loading import load
from kb.writing.export import serialise
from ontology.terms import BASE
from rules.judging.court import Court
from rules.judging.dossier import archive_of

RUNS = 5
QUESTIONS = ("rules-by-use", "documents-by-weight", "facts-that-no-conclusion-uses", "causes")
RDFLIB_MOST = 200_000
"""rdflib is measured up to so many statements: beyond, it takes minutes."""


def main(sizes: list[int]) -> None:
    """Print every measurement for each number of statements."""
    court = Court(load())
    said = [item for part in graphs(court, archive_of(court).names).values() for item in part]
    for size in sizes or [100_000]:
        measure(list(repeated(said, size)))


def repeated(said: list[ox.Triple], size: int) -> Iterator[ox.Triple]:
    """Yield so many statements, each time round under other names of nodes."""
    for number in range(size):
        item, turn = said[number % len(said)], number // len(said)
        yield item if not turn else ox.Triple(_other(item.subject, turn), item.predicate, item.object)


def _other(node: Any, turn: int) -> Any:
    return ox.NamedNode(f"{node.value}/{turn}") if isinstance(node, ox.NamedNode) else node


def measure(triples: list[ox.Triple]) -> None:
    """Print what one number of statements costs, beside the bare library, and beside rdflib where it can keep up."""
    print(f"{len(triples):,} statements")
    data = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    assert data is not None
    ours = store_of({"facts": triples})
    bare = ox.Store()
    bare.bulk_load(data, format=ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(f"{BASE}graph/facts"))
    _told("keep in a store", lambda: store_of({"facts": triples}), lambda: _bare_store(triples))
    _told(
        "write as Turtle, sorted",
        lambda: serialise({"facts": triples}, "turtle"),
        lambda: ox.serialize(sorted(triples, key=str), format=ox.RdfFormat.TURTLE),
    )
    for name in QUESTIONS:
        query = parse(named(name).text)
        _told(f"query {name}", partial(run, ours, query, rows=None, seconds=600), _asked(bare, query.text))
    if len(triples) <= RDFLIB_MOST:
        graph = rdflib.Graph()
        _one("rdflib reads", lambda: graph.parse(data=data, format="nt"))
        _one("rdflib writes Turtle", lambda: graph.serialize(format="turtle"))
        text = named("causes").text
        _one("rdflib query causes", lambda: list(graph.query(text, initNs=dict(prefixes()), base=BASE)))


def _bare_store(triples: list[ox.Triple]) -> ox.Store:
    store, graph = ox.Store(), ox.NamedNode(f"{BASE}graph/facts")
    store.bulk_extend(ox.Quad(item.subject, item.predicate, item.object, graph) for item in triples)
    return store


def _asked(store: ox.Store, text: str) -> Callable[[], object]:
    def ask() -> object:
        found: Any = store.query(text, base_iri=BASE, prefixes=dict(prefixes()), use_default_graph_as_union=True)
        return list(found)

    return ask


def _told(what: str, ours: Callable[[], object], bare: Callable[[], object]) -> None:
    pairs = [(_timed(ours), _timed(bare)) for _ in range(RUNS)]
    mine, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(first / second for first, second in pairs)
    print(f"  {what:42} {mine:8.3f} s, bare {theirs:8.3f} s: {ratio:.2f} times")


def _one(what: str, work: Callable[[], object]) -> None:
    print(f"  {what:42} {_timed(work):8.3f} s")


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main([int(text.replace(",", "")) for text in sys.argv[1:]])
