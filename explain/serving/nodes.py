"""What is said of one node: in Turtle, JSON-LD or other forms of linked data, and as a page."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from html import escape
from urllib.parse import quote

import pyoxigraph as ox

from explain.linked.description import DATASET, description
from explain.linked.graphs import graph_names
from explain.linked.results import shown
from explain.serving.hall import Hall
from explain.serving.pages.writing import link, table
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
_FILES: Mapping[str, str] = {
    ".html": HTML,
    ".ttl": "text/turtle; charset=utf-8",
    ".json": "application/json",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
}
"""The endings of the files of a site, and their media types."""
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


def find(hall: Hall, *, name: str, media: str) -> Reply:
    """Return what stands at an address: a file of the site; or the node of that name, in the form that is wanted.

    Raises:
        Refused: nothing does.
    """
    ending = f".{(name or 'index.html').rpartition('.')[2]}"
    if ending in _FILES:
        with suppress(KeyError):
            return Reply(hall.site.file(name or "index.html"), _FILES[ending])
    page = hall.site.pages.get(name)
    if page is None:
        return _node(hall, name, media)
    if media == PAGE:
        return Reply(b"", status=303, headers={"Location": f"/{quote(page.address)}", "Vary": "Accept"})
    said = _said(hall, ox.NamedNode(BASE + name))
    return _written(dict.fromkeys((*said, *hall.site.graph(page))), media)


def _node(hall: Hall, name: str, media: str) -> Reply:
    try:
        iri = ox.NamedNode(BASE + name)
    except ValueError as error:
        raise Refused(404, InputError(f"{name!r} is no name of a node")) from error
    said = list(_said(hall, iri))
    if not said:
        raise Refused(404, InputError(f"nothing is called {name!r}", remedy=_near(hall, name)))
    if media == PAGE:
        return Reply(_page(hall, iri, said), headers={"Vary": "Accept"})
    return _written(said, media)


def _written(said: Iterable[Triple], media: str) -> Reply:
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


def _page(hall: Hall, iri: ox.NamedNode, said: Sequence[Triple]) -> bytes:
    name = name_of(iri.value)
    rows = sorted({(escape(shown(item.predicate)), _term(item.object)) for item in said if item.subject == iri})
    quads = hall.store.quads_for_pattern(None, None, iri, None)
    naming = sorted({(_term(quad.subject), escape(shown(quad.predicate))) for quad in quads})
    more = f"<p>{len(naming) - _NAMING} more</p>" if len(naming) > _NAMING else ""
    parts = [table("What is said of it", ("Property", "Value"), rows)]
    if naming:
        named = table("What names it", ("Node", "Through"), naming[:_NAMING])
        parts.append(f"<h2>What names it</h2>\n{named}{more}")
    forms = " · ".join(f"<code>{media}</code>" for media in STATEMENTS)
    parts.append(f"<p>This address answers in these forms too, by the header <code>Accept</code>: {forms}</p>")
    return hall.site.framed(name, name, "\n".join(parts), escape(iri.value))


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
    return _written([*said, *description(parts)], media)
