"""From a file to its graph: YAML-LD, Turtle, N-Triples, TriG, N-Quads, JSON-LD, RDF/XML; nothing is fetched for any.

Size, encoding and whatever could reach beyond the file (remote contexts, XML entities, imports) are checked
before or while it is parsed; nodes without a name are refused, since no fact could point to them.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from kb.case_files import SUFFIXES
from kb.errors import InputError, Place, Report, refuse
from kb.names import OWL, name_of
from kb.reading.json_ld import guard_json_ld
from kb.reading.limits import MAX_WRITTEN_BYTES, read_text
from kb.reading.yaml_ld import Marks, to_json_ld
from ontology.terms import BASE

_RDF: dict[str, ox.RdfFormat] = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".trig": ox.RdfFormat.TRIG,
    ".nq": ox.RdfFormat.N_QUADS,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
}
_ENTITY = re.compile(r"<!(DOCTYPE|ENTITY)", re.IGNORECASE)

Value = ox.NamedNode | ox.Literal
Description = dict[str, dict[Value, None]]
"""The values of a node by property, each once, in the order of the file."""


@dataclass(frozen=True)
class Reading:
    """What one file says: its statements, the same by node and property (IRIs), and where nodes and values stand."""

    marks: Marks
    quads: list[ox.Quad] = field(default_factory=list)
    nodes: dict[str, Description] = field(default_factory=dict)


def read_file(path: Path, shown: str | None = None, report: Report = refuse) -> Reading:
    """Read the graph of one case file; ``shown`` is what messages call it, if not its path.

    ``report`` hears of each fault beside which the rest can still be read.

    Raises:
        InputError: the file cannot be read, or is not a graph of named nodes in one of the accepted forms.
    """
    shown = shown or str(path)
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise InputError(
            f"the ending {suffix!r} is not that of a case file",
            where=Place(shown),
            why="The ending says how a file is to be read.",
            remedy=f"Use one of {', '.join(sorted(SUFFIXES))}, or .bib for a bibliography.",
        )
    text = read_text(path)
    if suffix not in _RDF:
        told: list[InputError] = []

        def hear(error: InputError) -> None:
            told.append(error)
            report(error)

        document, marks = to_json_ld(text, shown, hear)
        return _parse(document, ox.RdfFormat.JSON_LD, marks, may_be_empty=bool(told))
    return _parse(_guarded(text, suffix, shown), _RDF[suffix], Marks(shown))


def read_quads(path: Path) -> list[ox.Quad]:
    """Return the statements of a file that the program wrote as linked data, named graphs and all.

    Raises:
        InputError: the file cannot be read, or is no linked data.
    """
    suffix, shown = path.suffix.lower(), str(path)
    data = _guarded(read_text(path, MAX_WRITTEN_BYTES), suffix, shown)
    try:
        return list(ox.parse(data, format=_RDF[suffix], base_iri=BASE))
    except (SyntaxError, ValueError) as error:
        raise InputError(
            f"not valid {_RDF[suffix].name}: {getattr(error, 'msg', error)}",
            where=Place(shown, getattr(error, "lineno", None), getattr(error, "offset", None)),
            why="Nothing of a file that cannot be read is used.",
            remedy="Write it anew.",
        ) from error


def _guarded(text: str, suffix: str, shown: str) -> bytes:
    """Return a text of linked data once it is sure that it reaches for nothing and hides nothing from its reader."""
    guards: dict[str, Callable[[str, str], str]] = {".jsonld": guard_json_ld, ".rdf": _guard_xml}
    return (guards[suffix](text, shown) if suffix in guards else text).encode()


def _guard_xml(text: str, path: str) -> str:
    found = _ENTITY.search(text)
    if found:
        raise InputError(
            f"{found.group()} is not allowed",
            where=Place(path, text.count("\n", 0, found.start()) + 1),
            why="A document type can fetch from afar, and its entities can fill the memory.",
            remedy="Write the IRIs out, or save the graph as Turtle.",
        )
    return text


def _parse(data: bytes, form: ox.RdfFormat, marks: Marks, *, may_be_empty: bool = False) -> Reading:
    reading = Reading(marks)
    try:
        for quad in ox.parse(data, format=form, base_iri=BASE, without_named_graphs=True):
            _keep(quad, reading)
    except SyntaxError as error:
        raise InputError(
            f"not valid {form.name}: {error.msg}",
            where=Place(marks.path, error.lineno, error.offset),
            why="Nothing of a file that cannot be read is used.",
            remedy="All facts stand in the default graph." if "Named graphs" in error.msg else "Correct it here.",
        ) from error
    if not (reading.nodes or marks.nodes or marks.lost or may_be_empty):
        raise InputError("the file holds no facts", where=Place(marks.path), remedy="Add facts, or leave the file out.")
    return reading


def _keep(quad: ox.Quad, reading: Reading) -> None:
    node, link, value = quad.subject, quad.predicate.value, quad.object
    if not isinstance(node, ox.NamedNode) or not isinstance(value, (ox.NamedNode, ox.Literal)):
        owner = f"{name_of(node.value)!r}" if isinstance(node, ox.NamedNode) else "a node"
        raise InputError(
            f"a node without a name: at {name_of(link).rpartition('#')[2]!r} of {owner}",
            where=Place(reading.marks.path),
            why="Blank nodes change their names at every reading, so no proof can point to them.",
            remedy="Give it an IRI, for a source the fact's own with /source/1 added.",
        )
    if link == OWL + "imports":
        raise InputError(
            f"the file imports <{value.value}>",
            where=Place(reading.marks.path),
            why="Nothing is fetched: a case must say the same tomorrow.",
            remedy="Remove owl:imports, and name the other file on the command line.",
        )
    values = reading.nodes.setdefault(node.value, {}).setdefault(link, {})
    if value not in values:
        values[value] = None
        reading.quads.append(quad)
