"""The conventions of the ontology, each a query in ``faults/`` that finds what breaks it.

A file opens with the convention in one sentence. Its query gives ``?node``, what is at fault, and ``?told``, what is
wrong with it; both are looked for in the ontology, its vocabularies and shapes as one graph.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from ontology.terms import BASE, NAMESPACE, PREFIX, context

FOLDER = Path(__file__).parent / "faults"
_STARTS = {
    PREFIX: NAMESPACE,
    "dcterms": "http://purl.org/dc/terms/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vann": "http://purl.org/vocab/vann/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


@dataclass(frozen=True)
class Convention:
    """A convention: its name, what it asks for, and the query for what breaks it."""

    name: str
    asks: str
    query: str


@dataclass(frozen=True, order=True)
class Fault:
    """What breaks a convention: its name, the node, and what is wrong with it."""

    convention: str
    node: str
    told: str

    def __str__(self) -> str:
        """Return the fault in one line."""
        return f"{self.convention}: {self.node}: {self.told}"


@cache
def conventions() -> Mapping[str, Convention]:
    """Return every convention, by name."""
    return {file.stem: _read(file) for file in sorted(FOLDER.glob("*.rq"))}


def store_of(files: Iterable[Path]) -> ox.Store:
    """Return what files of the ontology say, as one graph."""
    store = ox.Store()
    for file in files:
        store.extend(
            ox.Quad(quad.subject, quad.predicate, quad.object)
            for quad in ox.parse(file.read_bytes(), format=ox.RdfFormat.TURTLE, base_iri=BASE, rename_blank_nodes=True)
        )
    return store


def faults(store: ox.Store, names: Iterable[str] | None = None) -> Iterator[Fault]:
    """Yield what breaks the conventions of some names, or any of them."""
    for convention in map(conventions().__getitem__, names if names is not None else conventions()):
        solutions: Any = store.query(convention.query, base_iri=BASE, prefixes=_STARTS)
        found = {Fault(convention.name, _shown(row["node"]), _shown(row["told"])) for row in solutions}
        yield from sorted(found)


def borrowed(store: ox.Store) -> set[str]:
    """Return the terms of others that are declared or used."""
    nodes = {node for quad in store for node in (quad.subject, quad.predicate, quad.object)}
    return {node.value for node in nodes if isinstance(node, ox.NamedNode) and not node.value.startswith(BASE)}


def _read(file: Path) -> Convention:
    text = file.read_text(encoding="utf-8")
    return Convention(file.stem, text.partition("\n")[0].removeprefix("# "), text)


def _shown(term: Any) -> str:
    value = str(getattr(term, "value", term))
    starts = {**{name: start for name, start in context().items() if isinstance(start, str)}, **_STARTS}
    known = ((name, start) for name, start in starts.items() if start.endswith(("#", "/")) and value.startswith(start))
    name, start = max(known, key=lambda pair: len(pair[1]), default=("", ""))
    return f"{name}:{value.removeprefix(start)}" if name and name != "@base" else value.removeprefix(BASE)
