"""What is said of one node: in Turtle, JSON-LD or other forms of linked data, and as a page."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

import pyoxigraph as ox

from explain.linked.description import DATASET, description
from explain.linked.graphs import graph_names
from explain.linked.results import shown
from explain.serving.frame import page
from explain.serving.hall import Hall
from explain.serving.parts import link, table
from explain.serving.reply import HTML, Refused, Reply
from kb.errors import InputError
from kb.names import TYPE, name_of
from kb.near import suggest
from kb.writing.export import GRAPHS, serialise
from kb.writing.rdf import Triple
from ontology.terms import BASE, ONTOLOGY

STATEMENTS: Mapping[str, str] = {
    "text/turtle": "turtle",
    "application/ld+json": "jsonld",
    "application/n-triples": "ntriples",
    "application/rdf+xml": "rdfxml",
}
"""The forms of statements by their media types."""

PAGE = "text/html"
_SERVICE = "http://www.w3.org/ns/sparql-service-description#"
_FORMS = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "JSON-LD",
    "RDF_XML",
)
"""The names that the W3C gives to the forms of answers."""
_NAMING = 200
"""How many statements that name a node its page shows."""


def node(hall: Hall, *, name: str, media: str) -> Reply:
    """Return what is said of the node of a name, in one of the :data:`STATEMENTS` or as a page.

    Raises:
        Refused: nothing is said of it.
    """
    try:
        iri = ox.NamedNode(BASE + name)
    except ValueError as error:
        raise Refused(404, InputError(f"{name!r} is no name of a node")) from error
    said = list(_said(hall, iri))
    if not said:
        raise Refused(404, InputError(f"nothing is called {name!r}", remedy=_near(hall, name)))
    if media == PAGE:
        return Reply(_page(hall, iri, said).encode(), HTML, headers={"Vary": "Accept"})
    data = serialise({"node": said}, STATEMENTS[media])
    return Reply(data, f"{media}; charset=utf-8", headers={"Vary": "Accept"})


def _said(hall: Hall, iri: ox.NamedNode) -> Iterator[Triple]:
    """Yield what is said of a node; of the ontology all that it says, of the data set and its graphs what they hold."""
    if iri.value == ONTOLOGY:
        graph = ox.NamedNode(f"{GRAPHS}ontology")
        yield from (quad.triple for quad in hall.store.quads_for_pattern(None, None, None, graph))
        return
    yield from dict.fromkeys(quad.triple for quad in hall.store.quads_for_pattern(iri, None, None, None))
    if iri == DATASET or iri.value.startswith(GRAPHS):
        parts = {name: _graph(hall.store, name) for name in graph_names(hall.court).values()}
        yield from (triple for triple in description(parts) if iri in (DATASET, triple.subject))


def _graph(store: ox.Store, name: str) -> Iterable[Triple]:
    return (quad.triple for quad in store.quads_for_pattern(None, None, None, ox.NamedNode(GRAPHS + name)))


def _near(hall: Hall, name: str) -> str:
    otherwise = "A fact goes by its own name, a work by its key after work/, a term by its scheme and name."
    return suggest(name, [*hall.kb.records, *hall.court.episodes], otherwise=otherwise)


def _page(hall: Hall, iri: ox.NamedNode, said: Sequence[Triple]) -> str:
    name = name_of(iri.value)
    rows = sorted({(shown(item.predicate), _term(item.object)) for item in said if item.subject == iri})
    naming = sorted(
        {(_term(quad.subject), shown(quad.predicate)) for quad in hall.store.quads_for_pattern(None, None, iri, None)}
    )
    forms = " · ".join(f"<code>{media}</code>" for media in STATEMENTS)
    more = f"<p>{len(naming) - _NAMING} more</p>" if len(naming) > _NAMING else ""
    named = f"<h2>What names it</h2>\n{_table(('Node', 'Through'), naming[:_NAMING], 0)}{more}" if naming else ""
    return page(
        name,
        f"{_table(('Property', 'Value'), rows, 1)}\n{named}\n"
        f"<p>The same statements answer to this address in {forms}, by the header <code>Accept</code>.</p>",
        above=escape(iri.value),
    )


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], linked: int) -> str:
    """Return a table of two columns, of which one is HTML already."""
    cells = ([cell if index == linked else escape(cell) for index, cell in enumerate(row)] for row in rows)
    return table(heads, cells, linked=len(heads))


def _term(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    """Return a node or value as HTML: what is ours as a link."""
    if isinstance(term, ox.NamedNode) and term.value.startswith(BASE):
        where = "/" + term.value.removeprefix(BASE)
        return link(where, shown(term))
    return escape(shown(term))


def service(hall: Hall, *, media: str) -> Reply:
    """Return what the endpoint for SPARQL says of itself, in the vocabulary of the W3C for it."""
    at, kind = ox.NamedNode(f"{BASE}sparql"), ox.NamedNode(TYPE)
    said = [
        Triple(at, kind, ox.NamedNode(f"{_SERVICE}Service")),
        Triple(at, ox.NamedNode(f"{_SERVICE}endpoint"), at),
        Triple(at, ox.NamedNode(f"{_SERVICE}supportedLanguage"), ox.NamedNode(f"{_SERVICE}SPARQL11Query")),
        Triple(at, ox.NamedNode(f"{_SERVICE}feature"), ox.NamedNode(f"{_SERVICE}UnionDefaultGraph")),
        Triple(at, ox.NamedNode(f"{_SERVICE}availableGraphs"), DATASET),
    ]
    said += [
        Triple(at, ox.NamedNode(f"{_SERVICE}resultFormat"), ox.NamedNode(f"http://www.w3.org/ns/formats/{form}"))
        for form in _FORMS
    ]
    parts = {name: _graph(hall.store, name) for name in graph_names(hall.court).values()}
    return Reply(serialise({"service": [*said, *description(parts)]}, STATEMENTS[media]), f"{media}; charset=utf-8")
