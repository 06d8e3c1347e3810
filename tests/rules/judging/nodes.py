"""What the case files say, read without the loader: YAML as plain text, the vocabulary as a graph of strings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

import rdflib
import yaml

from kb.store import KnowledgeBase
from tests.places import ROOT
from tests.rules.judging.naive import Span, span

VOCABULARY = ("Role", "Capability", "Ground", "Theory", "Manifestation")
_CK = rdflib.Namespace("https://w3id.org/coalition-kb/ontology#")
_BASE = "https://w3id.org/coalition-kb/"


@dataclass(frozen=True)
class Node:
    """One fact as a file has it: every value is text, or a list of texts."""

    name: str
    kind: str
    given: Mapping[str, Any]

    def text(self, key: str) -> str | None:
        """Return a value as text."""
        value = self.given.get(key)
        return None if value is None else str(value)

    def texts(self, key: str) -> list[str]:
        """Return a list of values, also where only one is given."""
        value = self.given.get(key, [])
        return [str(item) for item in value] if isinstance(value, list) else [str(value)]

    def when(self, key: str) -> Span | None:
        """Return a date as its first and last day."""
        value = self.text(key)
        return span(value) if value else None

    def number(self, key: str) -> int | None:
        """Return a whole number."""
        value = self.text(key)
        return int(value) if value else None

    def says(self, key: str, value: Any) -> bool:
        """Tell whether the file gives this value; ``None`` is a value that it does not give."""
        given = self.text(key)
        if value is None or given is None:
            return (value is None and given is None) or (value == () and given is None)
        if isinstance(value, tuple):
            return sorted(self.texts(key)) == [str(item) for item in value]
        if isinstance(value, bool):
            return given == str(value).lower()
        if isinstance(value, (int, float)):
            return float(given) == value
        if hasattr(value, "text"):
            return bool(given == value.text and span(given) == (value.earliest, value.latest))
        return bool(given == value)


Nodes = Mapping[str, Node]


def nodes_of_files(paths: Iterable[Path]) -> dict[str, Node]:
    """Return every fact of some case files in YAML, by name, with the vocabulary's terms."""
    found = dict(_terms())
    for path in paths:
        for item in yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)["facts"]:  # noqa: S506 - texts alone
            given = {key: value for key, value in item.items() if key not in ("id", "type")}
            found[item["id"]] = Node(item["id"], item["type"], given)
    return found


def bundled_nodes() -> dict[str, Node]:
    """Return every fact of the bundled cases."""
    return nodes_of_files(sorted((ROOT / "kb" / "cases").glob("*.yaml")))


def nodes_of_records(kb: KnowledgeBase) -> dict[str, Node]:
    """Return the facts of a knowledge base that was made in a test, where there is no file to read."""
    found = dict(_terms())
    for name, record in kb.records.items():
        values = {item.name: getattr(record, item.name) for item in fields(record)}
        given = {key: _text(value) for key, value in values.items() if value not in (None, ())}
        found.setdefault(name, Node(name, type(record).__name__, given))
    return found


def _text(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_text(item) for item in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


@cache
def _terms() -> Mapping[str, Node]:
    graph = rdflib.Graph().parse(ROOT / "ontology" / "vocabularies.ttl", format="turtle", publicID=_BASE)
    found: dict[str, Node] = {}
    for kind in VOCABULARY:
        for term in graph.subjects(rdflib.RDF.type, _CK[kind]):
            bare = str(term).rpartition("/")[2]
            links = [(str(link), str(value)) for link, value in graph.predicate_objects(term)]
            given: dict[str, Any] = {}
            for link, value in sorted(links):
                if link.startswith(str(_CK)):
                    given.setdefault(_snake(link), []).append(_bare(value))
            only = {key: values[0] if len(values) == 1 else values for key, values in given.items()}
            found[f"{kind.lower()}/{bare}"] = Node(bare, kind, only)
    return found


def _bare(value: str) -> str:
    """Return a text as it is, and a concept without the folder of its scheme."""
    value = value.removeprefix(str(_CK))
    return value.removeprefix(_BASE).partition("/")[2] if value.startswith(_BASE) else value


def _snake(link: str) -> str:
    word = link.rpartition("#")[2]
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in word)
