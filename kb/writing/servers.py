"""A server that speaks SPARQL 1.1, asked and written to: only the one that the caller names, and only over HTTP.

Graphs are written in one request, so that a server that keeps transactions has all of them or none.
"""

from collections.abc import Iterable, Mapping, Sequence
from http.client import HTTPException
from typing import Final
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

import pyoxigraph as ox

from kb.errors import InputError, Place, printable
from kb.writing.export import GRAPHS

MOST: Final = 512 * 2**20
"""How many bytes of an answer are read."""

ROWS: Final = "application/sparql-results+json"
STATEMENTS: Final = "application/n-triples"
_TOLD = 300


class _Straight(HTTPRedirectHandler):
    """Follows no redirection: who names a server means that one."""

    def redirect_request(self, *_: object) -> None:
        """Return no request, so that the redirection counts as a fault."""


def publish(url: str, graphs: Mapping[str, Iterable[ox.Triple]], *, seconds: float) -> None:
    """Put graphs, by their names below :data:`GRAPHS`, in the place of those of the same names on a server.

    Args:
        url: where the server takes updates.
        graphs: what to write.
        seconds: how long each step of the exchange may take.

    Raises:
        InputError: the server cannot be reached, or refuses.
    """
    parts = []
    for name, triples in graphs.items():
        said = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
        assert said is not None
        graph = f"GRAPH <{GRAPHS}{name}>".encode()
        parts.append(b"DROP SILENT " + graph + b" ;\nINSERT DATA { " + graph + b" {\n" + said + b"} }")
    _exchange(url, b" ;\n".join(parts), "application/sparql-update", "*/*", seconds)


def asked(
    url: str, query: str, *, default: Sequence[str] = (), named: Sequence[str] = (), accept: str, seconds: float
) -> bytes:
    """Return what a server answers to a query.

    Args:
        url: where the server takes queries.
        query: the query, with its prefixes declared.
        default: the graphs that make up what is asked; none: what the server thinks best.
        named: the graphs that the query may name.
        accept: the form of the answer, :data:`ROWS` or :data:`STATEMENTS`.
        seconds: how long each step of the exchange may take.

    Raises:
        InputError: the server cannot be reached, or refuses.
    """
    pairs = [("query", query), *(("default-graph-uri", graph) for graph in default)]
    pairs += [("named-graph-uri", graph) for graph in named]
    return _exchange(url, urlencode(pairs).encode(), "application/x-www-form-urlencoded", accept, seconds)


def _exchange(url: str, body: bytes, kind: str, accept: str, seconds: float) -> bytes:
    if urlsplit(url).scheme not in ("http", "https"):
        raise InputError(
            f"{url!r} is no address of a server", remedy="Write it whole, as in http://localhost:7878/query."
        )
    where = Place(url)
    request = Request(url, body, {"Content-Type": kind, "Accept": accept}, method="POST")  # noqa: S310 - checked above
    try:
        with build_opener(_Straight).open(request, timeout=seconds) as answer:
            data: bytes = answer.read(MOST + 1)
    except HTTPError as error:
        told = printable(error.read(_TOLD).decode(errors="replace")).strip()
        raise InputError(
            f"the server refuses: {error.code} {error.reason}" + (f" ({told})" if told else ""),
            where=where,
            remedy="Check that this is where the server takes such requests: queries and updates differ.",
        ) from error
    except (URLError, HTTPException, TimeoutError, OSError) as error:
        raise InputError(
            f"the server cannot be reached: {getattr(error, 'reason', error)}",
            where=where,
            remedy="Check the address, and that the server runs.",
        ) from error
    if len(data) > MOST:
        raise InputError("the answer is too large", where=where, remedy="Ask for less, or in parts.")
    return data
