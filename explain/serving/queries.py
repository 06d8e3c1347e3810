"""A query that came over the SPARQL 1.1 protocol, answered in the form that is wanted."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from explain.linked.parsing import Forbidden, Query, parse
from explain.linked.querying import Found, check_graphs, run
from explain.linked.results import written
from explain.serving.accepting import preferred
from explain.serving.hall import Hall
from explain.serving.pages.sparql_page import answer_page
from explain.serving.reply import Refused, Reply
from kb.errors import InputError
from kb.writing.export import serialise

ROWS: Mapping[str, str] = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/xml": "xml",
}
"""The forms of rows, and of yes and no, by their media types."""

STATEMENTS: Mapping[str, str] = {
    "text/turtle": "turtle",
    "application/n-triples": "ntriples",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdfxml",
}
"""The forms of statements by their media types."""

_PAGE = "text/html"
_LONG = 10**6
"""Seconds for which a query may run here: the process that asks it ends before."""


def query(hall: Hall, *, text: str, default: Sequence[str], named: Sequence[str], accept: str) -> Reply:
    """Answer a query.

    Raises:
        Refused: it cannot be read, would change something or reach elsewhere, finds too much, or is wanted in no form
            that there is.
    """
    asked = _read(hall, text, default, named)
    forms = ROWS if asked.kind in ("select", "ask") else STATEMENTS
    media = preferred(accept, [*forms, _PAGE])
    if media is None:
        raise Refused(406, InputError(f"the answer has none of the forms {accept}", remedy=f"It has {_listed(forms)}."))
    found = _found(hall, asked)
    if media == _PAGE:
        return Reply(answer_page(hall.site, text, found))
    if found.cut:
        raise Refused(
            422,
            InputError(
                f"the query finds more than {hall.rows} {'rows' if forms is ROWS else 'statements'}",
                why="An answer that was cut would pass for the whole.",
                remedy="Ask for a part with LIMIT, and for the next with OFFSET.",
            ),
        )
    return Reply(_written(found, forms[media]), f"{media}; charset=utf-8")


def _read(hall: Hall, text: str, default: Sequence[str], named: Sequence[str]) -> Query:
    """Return a query that may be put to the graphs named, which take the place of those that it names itself."""
    try:
        asked = parse(text)
        if default or named:
            asked = replace(asked, default=tuple(default), named=tuple(named))
        check_graphs(asked, (str(getattr(graph, "value", graph)) for graph in hall.store.named_graphs()))
    except Forbidden as error:
        raise Refused(403, error) from error
    except InputError as error:
        raise Refused(400, error) from error
    return asked


def _found(hall: Hall, asked: Query) -> Found:
    try:
        return run(hall.store, asked, seconds=_LONG, rows=hall.rows)
    except (InputError, RuntimeError) as error:
        raise Refused(422, InputError("the query cannot be answered", why=str(error))) from error


def _written(found: Found, form: str) -> bytes:
    try:
        return written(found, form) if form in ROWS.values() else serialise({"found": found.triples}, form)
    except InputError as error:
        raise Refused(422, error) from error


def _listed(forms: Mapping[str, str]) -> str:
    return ", ".join([*forms, _PAGE])
