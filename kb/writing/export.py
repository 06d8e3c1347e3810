"""Graphs as files: Turtle, N-Triples, JSON-LD, RDF/XML, TriG and N-Quads, the same bytes for the same statements.

pyoxigraph writes statements in the order in which they come, and here they come sorted; the prefixes at the head,
whose order it leaves open, are sorted afterwards. JSON-LD is written in the words of the case files.
"""

import os
import re
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kb.errors import InputError, Place, unwritable
from kb.names import TYPE
from kb.writing.json_ld_writer import json_ld, prefixes
from ontology.terms import BASE, NAMESPACE

FORMATS: Mapping[str, ox.RdfFormat] = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "trig": ox.RdfFormat.TRIG,
    "nquads": ox.RdfFormat.N_QUADS,
}
"""The forms in which a graph can be written."""

SUFFIXES: Mapping[str, str] = {
    ".ttl": "turtle",
    ".nt": "ntriples",
    ".jsonld": "jsonld",
    ".rdf": "rdfxml",
    ".trig": "trig",
    ".nq": "nquads",
}
"""The form that the ending of a file stands for; the loader reads the same."""

GRAPHS = BASE + "graph/"
"""The start of the names of graphs, where several stand in one file."""

APART = frozenset({"trig", "nquads"})
"""The forms that keep several graphs apart."""

_PARTS = re.compile(rb'("(?:[^"\\]|\\.)*")|<//')
"""A text, which stays as it is, or the start of a name that lacks its scheme."""

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def serialise(parts: Mapping[str, Iterable[ox.Triple]], form: str) -> bytes:
    """Return one or more graphs, by name, in one of the :data:`FORMATS`.

    In TriG and N-Quads several graphs keep their names; a single one is the default graph, as the loader wants it.
    All other forms hold one graph, in which several melt together. The lines of N-Quads are sorted as bytes.

    Raises:
        InputError: a text holds a character that XML has no way to write.
    """
    if form in APART and len(parts) > 1:
        graphs = {name: _sorted(triples) for name, triples in sorted(parts.items())}
        quads = (_in_graph(triple, name) for name, triples in graphs.items() for triple in triples)
        return _laid_out(_written(quads, form), form)
    triples = _sorted(triple for part in parts.values() for triple in part)
    if form == "jsonld":
        return json_ld(triples)
    if form == "rdfxml":
        _refuse_for_xml(triples)
    return _laid_out(_written(triples, form), form)


def format_of(path: Path) -> str:
    """Return the form that the ending of a file stands for.

    Raises:
        InputError: it stands for none.
    """
    form = SUFFIXES.get(path.suffix.lower())
    if form is None:
        raise InputError(
            f"the ending {path.suffix!r} does not say in which form to write",
            where=Place(str(path)),
            remedy=f"Use one of {', '.join(SUFFIXES)}, or name the form with --format.",
        )
    return form


def check_goal(path: Path) -> None:
    """Check that a file could stand at a path.

    Raises:
        InputError: something that is no file stands there.
    """
    if path.exists() and not path.is_file():
        kind, remedy = "device", "Leave out -o to print, and send the output there."
        if path.is_dir():
            kind, remedy = "folder", "Name a file in it."
        raise InputError(f"this is a {kind}, not a file", where=Place(str(path)), remedy=remedy)


def write_whole(data: bytes, path: Path) -> None:
    """Write a file whole or not at all: into a file beside it first, which then takes its place.

    Raises:
        InputError: there is no such folder, the path is no file, or the right to write is lacking.
    """
    check_goal(path)
    goal = path.resolve()  # a link keeps pointing to the file
    try:
        mode = goal.stat().st_mode if goal.exists() else 0o666 & ~_umask()
        handle, name = tempfile.mkstemp(prefix=f".{goal.name}.", dir=goal.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(name).chmod(mode)
            Path(name).replace(goal)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise unwritable("file", str(path), error, why="Nothing was changed.") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sorted(triples: Iterable[ox.Triple]) -> list[ox.Triple]:
    """Return each triple once: by subject, its own classes first, then by property and value."""

    def order(triple: ox.Triple) -> tuple[bool, str, bool, str, bool, str, str]:
        node: Any = triple.subject
        value: Any = triple.object
        link = triple.predicate.value
        borrowed = link == TYPE and not value.value.startswith(NAMESPACE)
        return isinstance(node, ox.BlankNode), node.value, link != TYPE, link, borrowed, value.value, str(value)

    return sorted(set(triples), key=order)


def _in_graph(triple: ox.Triple, name: str) -> ox.Quad:
    return ox.Quad(triple.subject, triple.predicate, triple.object, ox.NamedNode(GRAPHS + name))


def _written(statements: Iterable[ox.Triple] | Iterable[ox.Quad], form: str) -> bytes:
    data = ox.serialize(statements, format=FORMATS[form], prefixes=prefixes(), base_iri=BASE)
    assert data is not None
    return b"".join(sorted(data.splitlines(keepends=True))) if form == "nquads" else data


def _laid_out(data: bytes, form: str) -> bytes:
    """Return a document with its prefixes in order, and in Turtle and TriG an empty line after each node."""
    if form in ("ntriples", "nquads"):
        return data
    if form == "rdfxml":
        head, tag, rest = re.split(rb"(<rdf:RDF[^>]*>)", data, maxsplit=1)
        spaces = b" ".join(sorted(re.findall(rb'xmlns:\w+="[^"]*"', tag)))
        base = re.findall(rb'xml:base="[^"]*"', tag)
        tag = b"<rdf:RDF " + b" ".join([*base, spaces]) + b">"
        return head + tag + rest.replace(b"\r", b"&#13;")  # else a reader would take it for the end of a line
    lines = data.split(b"\n")
    count = next(number for number, line in enumerate(lines) if not line.startswith(b"@"))
    body = b"\n".join(map(_whole, lines[count:])).replace(b" .\n", b" .\n\n").replace(b"\n\n}", b"\n}")
    return b"\n".join([*sorted(lines[:count]), b"", body.strip()]) + b"\n"


def _whole(line: bytes) -> bytes:
    """Return a line in which the name of what lies elsewhere is written out, for readers: not ``//example.org/``."""
    return _PARTS.sub(lambda found: found[1] or b"<https://", line) if b"<//" in line else line


def check_for_xml(text: str, whose: str = "what is to be written") -> None:
    """Check that XML has a way to write a text.

    Raises:
        InputError: it has none.
    """
    found = _NOT_IN_XML.search(text)
    if found:
        raise InputError(
            f"{whose}: a text holds the character U+{ord(found.group()):04X}",
            why="XML has no way to write it.",
            remedy="Take it out of the case, or choose another form.",
        )


def _refuse_for_xml(triples: Iterable[ox.Triple]) -> None:
    for triple in triples:
        if isinstance(triple.object, ox.Literal):
            check_for_xml(triple.object.value, str(triple.subject))
