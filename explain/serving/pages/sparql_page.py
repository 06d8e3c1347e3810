"""The page on which a query in SPARQL is written, and what it finds is read."""

from html import escape

import pyoxigraph as ox

from explain.linked.named import questions
from explain.linked.querying import Found
from explain.linked.results import shown, table
from explain.serving.pages.live import Live
from explain.serving.pages.writing import address, link
from explain.serving.pages.writing import table as drawn
from ontology.terms import BASE

_ROWS = 1000
"""How many rows a page shows."""


def query_page(site: Live) -> bytes:
    """Return the page without a query: a box for one, and the questions that have names."""
    return site.framed("SPARQL", "sparql", f"{_box('')}\n{_named()}")


def answer_page(site: Live, text: str, found: Found) -> bytes:
    """Return the page with a query and what it finds."""
    return site.framed("SPARQL", "sparql", f"{_box(text)}\n{_found(found)}")


def _box(text: str) -> str:
    return (
        '<form class="live" action="sparql" method="get"><label for="query">A query in SPARQL 1.1; '
        "the usual prefixes are known</label>"
        f'<textarea id="query" name="query" spellcheck="false" required>{escape(text)}</textarea>'
        '<div class="buttons"><button>Ask</button></div></form>'
    )


def _named() -> str:
    items = "\n".join(
        f"<li>{link(address('sparql', [('query', item.text)]), item.english)}</li>" for item in questions().values()
    )
    return f"<h2>Questions that have a name</h2>\n<ul>\n{items}\n</ul>"


def _found(found: Found) -> str:
    if found.truth is not None:
        return f'<p class="sentence">{"Yes" if found.truth else "No"}.</p>'
    names, rows = table(found)
    if not rows:
        return '<p class="sentence">Nothing was found.</p>'
    cells = [[_cell(term) for term in row] for row in rows[:_ROWS]]
    count = f"{len(rows)}{' or more' if found.cut else ''} {'row' if len(rows) == 1 else 'rows'}"
    left = f" Only the first {_ROWS} are shown." if len(rows) > _ROWS else ""
    return f"<p>{count}.{left}</p>\n{drawn('What was found', names, cells)}"


def _cell(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> str:
    if isinstance(term, ox.NamedNode) and term.value.startswith(BASE):
        return link("/" + term.value.removeprefix(BASE), shown(term))
    return escape(shown(term))
