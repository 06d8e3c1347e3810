"""Questions in SPARQL 1.1, put to facts, conclusions and proofs: read first, then run within limits.

A query only reads, and reads only what is here: updates, calls to other services and graphs from elsewhere are refused
by what the query says once it is parsed, not by its letters. Names without a prefix are those of the knowledge base
(``<denmark-2016-12>``), and the usual prefixes are known beforehand.
"""

import re
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any, TypeVar

import pyoxigraph as ox

from kb.errors import InputError, Place
from kb.names import OWL, RDF, name_of
from kb.near import suggest
from kb.writing.export import GRAPHS
from kb.writing.json_ld_writer import prefixes as of_the_context
from ontology.terms import BASE, NAMESPACE, PREFIX

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Result = TypeVar("Result")

SECONDS = 30.0
ROWS = 10_000
"""How long a query may take, and how many rows it may give, unless the caller says otherwise."""

_KINDS = {"SelectQuery": "select", "AskQuery": "ask", "ConstructQuery": "construct", "DescribeQuery": "describe"}
_MORE = {"rdf": RDF, "owl": OWL, PREFIX: NAMESPACE, "time": "http://www.w3.org/2006/time#"}


@dataclass(frozen=True)
class Query:
    """A query that may be run.

    Attributes:
        text: what was written.
        kind: ``select``, ``ask``, ``construct`` or ``describe``.
        default: the graphs that make up what it asks; none: all there are.
        named: the graphs that it may name; none: all there are.
        ordered: whether it says itself in which order its rows come.
    """

    text: str
    kind: str
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    ordered: bool = False

    @property
    def graphs(self) -> frozenset[str]:
        """Return the names of the graphs that it asks for; none: it asks for all."""
        return frozenset((*self.default, *self.named))


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


@cache
def prefixes() -> Mapping[str, str]:
    """Return the prefixes that a query may use without declaring them."""
    return dict(sorted({**of_the_context(), **_MORE}.items()))


def parse(text: str, place: str = "query") -> Query:
    """Read a query.

    Raises:
        InputError: it is no query in SPARQL 1.1, it would change something, or it reaches beyond what is here.
    """
    from rdflib.plugins.sparql.algebra import translatePrologue  # noqa: PLC0415 - slow, and needed for queries alone

    text = _plain(text)
    prologue, body = _parsed(text, place)
    if any(part.name == "ServiceGraphPattern" for part in _parts(body)):
        raise InputError(
            "the query calls another service",
            where=Place(place),
            why="Only what was loaded is asked: nothing is fetched, and nothing is told to others.",
            remedy="Leave out SERVICE; load the other data with --with FILE.",
        )
    try:  # only now: until then it was not sure that this would stay within the program
        ox.Store().query(text, base_iri=BASE, prefixes=dict(prefixes()))
    except SyntaxError as error:
        raise _not_read(_where(place, str(error)), str(error)) from error
    names = translatePrologue(prologue, BASE, dict(prefixes()))
    chosen: dict[str, list[str]] = {"default": [], "named": []}
    for clause in body.datasetClause or ():
        for part, graph in clause.items():
            chosen[part].append(str(names.absolutize(graph)))
    ordered = bool(body.orderby)
    return Query(text, _KINDS[body.name], tuple(chosen["default"]), tuple(chosen["named"]), ordered)


def _parsed(text: str, place: str) -> Any:
    """Return the head and the body of a query.

    Raises:
        InputError: it cannot be read, or is an update.
    """
    from rdflib.plugins.sparql.parser import parseQuery  # noqa: PLC0415

    try:
        return parseQuery(text)
    except Exception as error:  # of whatever kind: that of a library on which the parser is built
        if _is_update(text):
            raise InputError(
                "this would change the data, and a query only reads them",
                where=Place(place),
                why="What is known stands in the case files.",
                remedy="Edit a case file, or try a change with coalition what-if.",
            ) from error
        raise _not_read(Place(place, getattr(error, "lineno", None), getattr(error, "col", None)), "") from error


def _is_update(text: str) -> bool:
    from rdflib.plugins.sparql.parser import parseUpdate  # noqa: PLC0415

    try:
        return bool(parseUpdate(text).request)
    except Exception:  # noqa: BLE001 - as for queries
        return False


def _plain(text: str) -> str:
    """Return a query without escapes of letters and with one kind of line end.

    It is read by two parsers, one that looks for what is refused and one that runs it: both must see the same.
    """
    from rdflib.plugins.sparql.parser import expandUnicodeEscapes  # noqa: PLC0415

    while (plain := expandUnicodeEscapes(text)) != text:
        text = plain
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _not_read(where: Place, told: str) -> InputError:
    known = "a prefix is not declared" if "Prefix not found" in told else "it breaks off or goes wrong here"
    return InputError(
        f"the query cannot be read: {known}",
        where=where,
        why="A query is SPARQL 1.1: SELECT, ASK, CONSTRUCT or DESCRIBE.",
        remedy=f"Prefixes known beforehand: {', '.join(prefixes())}.",
    )


def _where(place: str, told: str) -> Place:
    """Return the place that a parser tells in words."""
    found = re.search(r"\b(\d+):(\d+)\b", told)
    return Place(place, int(found[1]), int(found[2])) if found else Place(place)


def _parts(body: Any) -> Iterator[Any]:
    """Yield every named part of a parsed query, however deep it lies."""
    from rdflib.plugins.sparql.parserutils import CompValue  # noqa: PLC0415

    if isinstance(body, CompValue):
        yield body
        for inner in body.values():
            yield from _parts(inner)
    elif isinstance(body, Iterable) and not isinstance(body, str):
        for inner in body:
            yield from _parts(inner)


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
        InputError: the query asks for a graph that is not among those known, which are given by their whole names.
    """
    there = sorted(known)
    for graph in sorted(query.graphs - set(there)):
        raise InputError(
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
        raise InputError(f"{name!r} is no name of a node", remedy="Write it as in work/dewitte-2016.") from None
    said = store.quads_for_pattern(node, None, None, None), store.quads_for_pattern(None, None, node, None)
    if any(next(found, None) for found in said):
        return node
    known = {name_of(quad.subject.value) for quad in store if isinstance(quad.subject, ox.NamedNode)}
    otherwise = "A work is named as in work/dewitte-2016, a state as in denmark."
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
