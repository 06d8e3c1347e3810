"""YAML-LD: a case file in YAML becomes JSON-LD, given the ontology's own context and nobody else's."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kb.errors import InputError, Place, Report, refuse
from kb.names import coercions, iri_of
from kb.near import suggest
from kb.reading.yaml_guard import Mapping as YamlMapping
from kb.reading.yaml_guard import Scalar, Sequence, Tree, names_in, pieces, read_yaml
from kb.records import Citation, field_types
from kb.schema import text_fields
from ontology.terms import context

_NAME = re.compile(r"\w[\w.~-]*(/\w[\w.~-]*)*|(https?://|urn:)[^\s<>\"{}|\\^`]+")
_WORDS = ("id", "type")

Json = str | int | float | bool | list["Json"] | dict[str, "Json"]


@dataclass(frozen=True)
class Marks:
    """Where nodes and their values stand in a file: for each node, by IRI, its own line and that of each value.

    ``lost`` are the IRIs of nodes of which nothing else could be read: to name one is no fault of its own.
    """

    path: str
    nodes: Mapping[str, YamlMapping] = field(default_factory=dict)
    lost: frozenset[str] = frozenset()

    def gives(self, node: str, key: str) -> bool:
        """Tell whether a node has a key in the file, whatever is wrong with its value."""
        found = self.nodes.get(node)
        return found is not None and key in found.keys

    def place(self, node: str, key: str | None = None, value: str | None = None) -> Place:
        """Return the place of a node, of one of its keys, or of one of the values there, as exactly as known."""
        found = self.nodes.get(node)
        if found is None:
            return Place(self.path)
        spot: YamlMapping | Scalar = found
        if key in found.keys:
            spot = found.keys[key]
            tree = found.items[key]
            values = tree.items if isinstance(tree, Sequence) else [tree]
            spot = next((item for item in values if isinstance(item, Scalar) and _says(item, value)), spot)
        return Place(self.path, spot.line, spot.column)


def _is_broken(tree: Tree) -> bool:
    return isinstance(tree, Scalar) and tree.broken


def _says(item: Scalar, value: str | None) -> bool:
    """Tell whether a word in a file became this IRI or literal."""
    return value is not None and (value == item.text or value.endswith(("/" + item.text, "#" + item.text)))


def to_json_ld(text: str, path: str, report: Report = refuse) -> tuple[bytes, Marks]:
    """Return a case file as JSON-LD, with the places of its nodes; ``report`` hears of what is wrong with it.

    Raises:
        InputError: the file is not YAML of the kind read here, or says something the context has no word for.
    """
    converter = _Converter(path, report)
    try:
        tree = read_yaml(text, path, report)
    except InputError as error:
        return converter.salvage(text, error)
    return converter.convert(tree)


class _Converter:
    """Turn the tree of one file into JSON-LD, refusing what has no meaning."""

    def __init__(self, path: str, report: Report) -> None:
        self._path = path
        self._report = report
        self._nodes: dict[str, YamlMapping] = {}
        self._lost: set[str] = set()
        self._kept: set[str] = set()

    def convert(self, tree: Tree) -> tuple[bytes, Marks]:
        """Return the document and the places of its nodes."""
        if not isinstance(tree, YamlMapping):
            raise self._error(tree, "a case file must be a mapping", "It holds one list.", "Start it with `facts:`.")
        for key, mark in tree.keys.items():
            if key != "facts":
                self._report(self._unknown_key(key, mark, ("facts",), "at the top of a case file"))
        facts = tree.items.get("facts")
        if not isinstance(facts, Sequence) or not facts.items:
            raise self._error(
                facts or tree,
                "`facts` must be a list of nodes",
                "A case file states facts, each a node of its own.",
                "Begin each node with a dash: `- id: some-name`.",
            )
        return self._document(facts.items)

    def salvage(self, text: str, broken: InputError) -> tuple[bytes, Marks]:
        """Return what can be read of a file that is no YAML as a whole: each fact for itself."""
        if self._report is refuse:
            raise broken
        found: list[Tree] = []
        faults: list[InputError] = []
        for above, piece in pieces(text):
            try:
                tree = read_yaml(piece, self._path, self._report, above)
            except InputError as error:
                self._lost.update(map(iri_of, names_in(piece)))
                faults.append(error)
                continue
            found += tree.items if isinstance(tree, Sequence) else []
        for fault in faults or [broken]:
            self._report(fault)
        return self._document(found)

    def _document(self, items: Iterable[Tree]) -> tuple[bytes, Marks]:
        graph = []
        for item in items:
            try:
                graph.append(self._node(item))
            except InputError as error:
                self._report(error)
        document = {"@context": context(), "@graph": graph}
        return json.dumps(document).encode(), Marks(self._path, self._nodes, frozenset(self._lost - self._kept))

    def _node(self, tree: Tree) -> Json:
        if not isinstance(tree, YamlMapping):
            raise self._error(
                tree,
                "a node must be a mapping",
                "It needs at least `id` and `type`.",
                "Begin it with `- id: some-name`.",
            )
        for key in ("id", "type"):
            if key not in tree.keys:
                error = self._error(
                    tree,
                    f"a node has no `{key}`",
                    "Every fact has a name, so that proofs can point to it, and a class, so that rules can read it.",
                    f"Add a line `{key}: ...`.",
                )
                self._report(error)
        name = self._named(tree)
        found: dict[str, Json] = {"@id": name, **self._typed(name, tree)}
        for key, value in tree.items.items():
            try:
                if key == "source":
                    found["source"] = self._sources(name, value)
                elif key not in _WORDS:
                    found[key] = self._values(key, tree.keys[key], value)
            except InputError as error:
                self._report(error)
        return found

    def _named(self, tree: YamlMapping) -> str:
        """Return the name of a node; where its own cannot serve, one that says where it stands."""
        spare = f"fact-at-line-{tree.line}"
        try:
            given = tree.items.get("id")
            name = spare if given is None or _is_broken(given) else self._name(given)
            self._keep(name, tree)
        except InputError as error:
            self._report(error)
            self._nodes[iri_of(spare)] = tree
            return spare
        return name

    def _typed(self, name: str, tree: YamlMapping) -> dict[str, Json]:
        """Return the class of a node; of one without any no more is said than that."""
        given = tree.items.get("type")
        try:
            if given is not None and not _is_broken(given):
                kind = self._name(given)
                self._kept.add(iri_of(name))
                return {"@type": kind}
        except InputError as error:
            self._report(error)
        self._lost.add(iri_of(name))
        return {}

    def _keep(self, name: str, tree: YamlMapping) -> None:
        earlier = self._nodes.get(iri_of(name))
        if earlier is not None:
            raise self._error(
                tree.items.get("id", tree),
                f"the id {name!r} is used twice",
                f"It stands at line {earlier.line} already; two facts under one name would melt into one.",
                "Give one of them another id.",
            )
        self._nodes[iri_of(name)] = tree

    def _sources(self, name: str, tree: Tree) -> Json:
        found: list[Json] = []
        for number, item in enumerate(tree.items if isinstance(tree, Sequence) else [tree], start=1):
            if _is_broken(item):
                continue
            if not isinstance(item, YamlMapping):
                raise self._error(
                    item,
                    "a source must be a mapping",
                    "It needs the work and the place in it.",
                    "Write `source: {work: vaneijk-2021, place: p. 3}`.",
                )
            source = f"{name}/source/{number}"
            self._keep(source, item)
            citation: dict[str, Json] = {"@id": source, "@type": "Citation"}
            for key, value in item.items.items():
                if key not in field_types(Citation):
                    self._report(self._unknown_key(key, item.keys[key], field_types(Citation), "in a source"))
                    continue
                citation[key] = self._values(key, item.keys[key], value)
            found.append(citation)
        return found

    def _values(self, key: str, mark: Scalar, tree: Tree) -> Json:
        if key not in coercions():
            raise self._unknown_key(key, mark, coercions(), "of a case file")
        if isinstance(tree, Sequence):
            return [self._value(key, item) for item in tree.items if not _is_broken(item)]
        return [] if _is_broken(tree) else self._value(key, tree)

    def _value(self, key: str, tree: Tree) -> Json:
        if not isinstance(tree, Scalar):
            raise self._error(
                tree,
                f"`{key}` must be a plain value or a list of them",
                "Only sources are written inside a node; every other node stands in the list of facts.",
                "Give that node an id and write the id here.",
            )
        coercion = coercions()[key]
        if coercion in ("@id", "@vocab"):
            return self._name(tree)
        return tree.value if coercion is None and key not in text_fields() else tree.text

    def _name(self, tree: Tree) -> str:
        if isinstance(tree, Scalar) and _NAME.fullmatch(tree.text):
            return tree.text
        what = f"{tree.text!r} is not a name" if isinstance(tree, Scalar) else "one name is needed here"
        raise self._error(
            tree,
            what,
            "A name stands for one node and becomes part of its IRI.",
            "Use letters, digits and hyphens, as in `air-strike`.",
        )

    def _unknown_key(self, key: str, mark: Scalar, known: Iterable[str], where: str) -> InputError:
        words = sorted(known)
        if key.startswith("@"):
            why = "A context or other keyword inside a file could change what every word means, or fetch from afar."
            return self._error(mark, f"the key {key!r} is not allowed", why, "Remove it; the context is built in.")
        return self._error(
            mark,
            f"{key!r} is not a key {where}",
            "A key without a meaning would be lost in silence.",
            suggest(key, words, otherwise=f"Known keys: {', '.join(words)}."),
        )

    def _error(self, tree: Tree, what: str, why: str, remedy: str) -> InputError:
        return InputError(what, where=Place(self._path, tree.line, tree.column), why=why, remedy=remedy)
