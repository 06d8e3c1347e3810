"""Questions in SPARQL 1.1, put to a store within limits of time and rows, and what they find."""

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

import pyoxigraph as ox

from explain.linked.parsing import Forbidden, Query, prefixes
from kb.errors import InputError
from kb.names import name_of
from kb.near import suggest
from kb.writing.export import GRAPHS
from ontology.terms import BASE

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Result = TypeVar("Result")

SECONDS = 30.0
ROWS = 10_000
"""How long a query may take, and how many rows it may give, unless the caller says otherwise."""


@dataclass(frozen=True)
class Found:
    """What a query found: rows under the names of its variables, or statements, or yes or no.

    ``cut`` says that there would be more rows or statements.
    """

    kind: str
    names: tuple[str, ...] = ()
    rows: tuple[tuple[Term | None, ...], ...] = ()
    triples: tuple[ox.Triple, ...] = ()
    truth: bool | None = None
    cut: bool = False


def store_of(graphs: Mapping[str, Iterable[ox.Triple]]) -> ox.Store:
    """Return a store with some graphs, each under its name below :data:`GRAPHS`."""
    store = ox.Store()
    for name, part in graphs.items():
        graph = ox.NamedNode(GRAPHS + name)
        store.bulk_extend(ox.Quad(item.subject, item.predicate, item.object, graph) for item in part)
    return store


def check_graphs(query: Query, known: Iterable[str]) -> None:
    """Refuse graphs from elsewhere.

    Raises:
        Forbidden: the query asks for a graph that is not among those known, which are given by their whole names.
    """
    there = sorted(known)
    for graph in sorted(query.graphs - set(there)):
        raise Forbidden(
            f"the query asks for the graph {name_of(graph)}, which is not here",
            why="Nothing is fetched.",
            remedy=f"There are: {', '.join(f'<{name_of(name)}>' for name in there)}. Without FROM, all are asked.",
        )


def run(
    store: ox.Store,
    query: Query,
    settings: Mapping[str, str] | None = None,
    *,
    seconds: float = SECONDS,
    rows: int | None = ROWS,
) -> Found:
    """Put a query to a store.

    Args:
        store: what is asked.
        query: what :func:`parse` returned.
        settings: for some variables, the name of the node that each is to stand for.
        seconds: how long it may take.
        rows: how many rows or statements it may give; ``None``: any number.

    Raises:
        InputError: it takes too long, or a node that is named is not there.
    """
    fixed = {ox.Variable(name): _node(store, value) for name, value in (settings or {}).items()}
    return _within(seconds, lambda: _found(store, query, fixed, rows))


def _found(store: ox.Store, query: Query, fixed: dict[ox.Variable, Any], rows: int | None) -> Found:
    whole = not query.graphs
    try:
        answer: Any = store.query(
            query.text,
            base_iri=BASE,
            prefixes=dict(prefixes()),
            use_default_graph_as_union=whole,
            default_graph=None if whole else [ox.NamedNode(name) for name in query.default],
            named_graphs=None if whole else [ox.NamedNode(name) for name in query.named],
            substitutions=fixed or None,
        )
    except RuntimeError as error:
        given = ", ".join(f"?{variable.value}" for variable in fixed)
        remedy = f"Let SELECT name it: SELECT {given} ..."
        raise InputError(f"a query can only set what it gives, and it does not give {given}", remedy=remedy) from error
    return found_in(answer, query, rows)


def found_in(answer: Any, query: Query, rows: int | None) -> Found:
    """Return what an answer holds, in order, and no more rows than are wanted."""
    if isinstance(answer, ox.QueryBoolean):
        return Found(query.kind, truth=bool(answer))
    items = list(islice(answer, None if rows is None else rows + 1))
    cut = rows is not None and len(items) > rows
    kept = items[:rows]
    if isinstance(answer, ox.QueryTriples):
        return Found(query.kind, triples=tuple(kept), cut=cut)
    names = tuple(variable.value for variable in answer.variables)
    listed = [tuple(row) for row in kept]
    if not query.ordered:
        listed.sort(key=lambda row: tuple(map(str, row)))
    return Found(query.kind, names, tuple(listed), cut=cut)


def _node(store: ox.Store, name: str) -> ox.NamedNode:
    """Return a node by its name, which may stand in pointed brackets.

    Raises:
        InputError: nothing is said of it, or by it.
    """
    bare = name.removeprefix("<").removesuffix(">")
    try:
        node = ox.NamedNode(bare if "://" in bare else BASE + bare)
    except ValueError:
        raise InputError(
            f"{name!r} is no name of a node", remedy="Write it without spaces, as in role/training."
        ) from None
    said = store.quads_for_pattern(node, None, None, None), store.quads_for_pattern(None, None, node, None)
    if any(next(found, None) for found in said):
        return node
    known = {name_of(quad.subject.value) for quad in store if isinstance(quad.subject, ox.NamedNode)}
    otherwise = "A fact goes by its own name, a work by its key after work/."
    raise InputError(f"nothing is called {bare!r}", remedy=suggest(bare, known, otherwise=otherwise))


def _within(seconds: float, work: Callable[[], Result]) -> Result:
    """Return what some work gives.

    The work is done beside, in a thread that ends with the program: what evaluates a query cannot be stopped.

    Raises:
        InputError: it takes longer than so many seconds.
    """
    given: list[Result] = []
    failed: list[BaseException] = []

    def working() -> None:
        try:
            given.append(work())
        except BaseException as error:  # noqa: BLE001 - raised again where the work was asked for
            failed.append(error)

    thread = threading.Thread(target=working, daemon=True)
    thread.start()
    thread.join(seconds)
    if failed:
        raise failed[0]
    if not given:
        raise InputError(
            f"the query takes longer than {seconds:g} seconds",
            why="A query that joins everything with everything would never end.",
            remedy="Say more of what you look for, or allow more time with --seconds.",
        )
    return given[0]
