"""A query in SPARQL 1.1, read before it is run: what would change something or reach beyond what is here is refused.

It is refused by what the query says once it is parsed, not by its letters. Names without a prefix are those of the
knowledge base (``<role/training>``), and the usual prefixes are known beforehand.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import pyoxigraph as ox

from kb.errors import InputError, Place
from kb.names import OWL, RDF
from kb.near import near
from kb.writing.json_ld_writer import prefixes as of_the_context
from ontology.terms import BASE, NAMESPACE, PREFIX

_KINDS = {"SelectQuery": "select", "AskQuery": "ask", "ConstructQuery": "construct", "DescribeQuery": "describe"}
_MORE = {"rdf": RDF, "owl": OWL, PREFIX: NAMESPACE, "time": "http://www.w3.org/2006/time#"}

_OWN_TERM = re.compile(rf"\b{PREFIX}:(\w+)")


class Forbidden(InputError):
    """A query that would change something, or that reaches beyond what is here."""


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


@cache
def prefixes() -> Mapping[str, str]:
    """Return the prefixes that a query may use without declaring them."""
    return dict(sorted({**of_the_context(), **_MORE}.items()))


def parse(text: str, place: str = "query") -> Query:
    """Read a query.

    Raises:
        Forbidden: it would change something, or it reaches beyond what is here.
        InputError: it is no query in SPARQL 1.1.
    """
    from rdflib.plugins.sparql.algebra import translatePrologue  # noqa: PLC0415 - slow, and needed for queries alone

    if not text.strip():
        raise InputError(
            "the query is empty",
            where=Place(place),
            remedy="Write one as the argument, or ask a question that has a name: coalition query --named.",
        )
    text = _plain(text)
    prologue, body = _parsed(text, place)
    if any(part.name == "ServiceGraphPattern" for part in _parts(body)):
        raise Forbidden(
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
        Forbidden: it is an update.
        InputError: it cannot be read.
    """
    from rdflib.plugins.sparql.parser import parseQuery  # noqa: PLC0415

    try:
        return parseQuery(text)
    except Exception as error:  # of whatever kind: that of a library on which the parser is built
        if _is_update(text):
            raise Forbidden(
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


def unknown_terms(query: Query) -> Iterator[str]:
    """Yield a remark on each term that a query names and that the ontology does not have."""
    from kb.writing.rdf import ontology  # noqa: PLC0415 - parsed for this alone

    if query.kind == "construct":  # which may make terms of its own
        return
    known = {
        item.subject.value.removeprefix(NAMESPACE) for item in ontology() if isinstance(item.subject, ox.NamedNode)
    }
    for name in sorted(set(_OWN_TERM.findall(query.text)) - known):
        near_ones = [f"{PREFIX}:{item}" for item in near(name, known)]
        hint = f" Did you mean {' or '.join(near_ones)}?" if near_ones else ""
        yield f"The ontology has no {PREFIX}:{name}, so nothing matches it.{hint}"
