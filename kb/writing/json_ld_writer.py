"""JSON-LD for readers: the keys and bare names of a case file, and the context written out, so that nothing is fetched.

What the context has no key for stands under a prefixed name with its datatype or language beside it.
"""

import json
import re
from collections.abc import Iterable
from functools import cache
from itertools import groupby
from typing import Any, NamedTuple

import pyoxigraph as ox

from kb.names import TYPE, XSD
from ontology.terms import BASE, NAMESPACE, context

_NAME = re.compile(r"\w[\w.~+%-]*(/\w[\w.~+%-]*)*")


class _Key(NamedTuple):
    """A key of the context: its name, what text is read as (``@id``, ``@vocab`` or a datatype), its own base."""

    name: str
    reads: str
    base: str


def json_ld(triples: Iterable[ox.Triple]) -> bytes:
    """Return a document with one object for each subject, in the order of the triples given (sorted by subject)."""
    nodes = [
        {"id": _reference(subject), **_properties(list(group))}
        for subject, group in groupby(triples, key=lambda triple: triple.subject)
    ]
    document = {"@context": context(), "facts": nodes}
    return json.dumps(document, indent=1, ensure_ascii=False).encode() + b"\n"


def _properties(triples: list[ox.Triple]) -> dict[str, Any]:
    found: dict[str, list[Any]] = {}
    for triple in triples:
        name, value = _pair(triple.predicate.value, triple.object)
        found.setdefault(name, []).append(value)
    return {name: values[0] if len(values) == 1 else values for name, values in found.items()}


def _pair(link: str, value: Any) -> tuple[str, Any]:
    """Return the key and the value of one statement."""
    if link == TYPE:
        return "type", _word(value.value)
    key = _keys().get(link)
    if not isinstance(value, ox.Literal):
        if key is None or key.reads not in ("@id", "@vocab"):
            return _prefixed(link), {"@id": _reference(value)}
        return key.name, _word(value.value) if key.reads == "@vocab" else _reference(value, key.base)
    if key is not None and key.reads == value.datatype.value:
        return key.name, _native(value)
    return _prefixed(link), _expanded(value)


def _native(value: ox.Literal) -> str | int | bool:
    """Return a value as JSON has it, where that is sure to be read back as written; else its text."""
    text, datatype = value.value, value.datatype.value
    if datatype == XSD + "boolean" and text in ("true", "false"):
        return text == "true"
    if datatype == XSD + "integer" and re.fullmatch(r"0|-?[1-9]\d{0,14}", text, re.ASCII):
        return int(text)
    return text


def _expanded(value: ox.Literal) -> str | dict[str, str]:
    if value.language:
        return {"@value": value.value, "@language": value.language}
    if value.datatype.value == XSD + "string":
        return value.value
    return {"@value": value.value, "@type": _prefixed(value.datatype.value)}


def _reference(node: Any, base: str = BASE) -> str:
    """Return a node as an ``@id``: relative to a base where that can be misread by nobody."""
    if isinstance(node, ox.BlankNode):
        return f"_:{node.value}"
    iri: str = node.value
    short = iri.removeprefix(base)
    return short if short != iri and _NAME.fullmatch(short) else _prefixed(iri)


def _word(iri: str) -> str:
    """Return a class by its word in the context, or prefixed."""
    short = iri.removeprefix(NAMESPACE)
    return short if context().get(short) == f"ck:{short}" else _prefixed(iri)


def _prefixed(iri: str) -> str:
    for prefix, start in prefixes().items():
        if iri.startswith(start) and re.fullmatch(r"\w[\w-]*", iri.removeprefix(start)):
            return f"{prefix}:{iri.removeprefix(start)}"
    return iri


@cache
def prefixes() -> dict[str, str]:
    """Return the prefixes that the context defines, by name."""
    return {
        name: start
        for name, start in sorted(context().items())
        if isinstance(start, str) and start.startswith("http") and not name.startswith("@")
    }


@cache
def _keys() -> dict[str, _Key]:
    """Return the keys of the context by the IRI of their property."""
    found = {}
    for name, meaning in context().items():
        if isinstance(meaning, dict) and "@type" in meaning:
            base = meaning.get("@context", {}).get("@base", BASE)
            found[_full(meaning["@id"])] = _Key(name, _full(meaning["@type"]), base)
    return found


def _full(word: str) -> str:
    prefix, colon, name = word.partition(":")
    return prefixes()[prefix] + name if colon else word
