"""The JSON Schema of an answer, made from the classes that an answer consists of and what their docstrings say.

It is published beside this file as ``answer.schema.json``; a test keeps the two alike.
"""

import inspect
import re
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from explain.answer import Answer, Reason, Source
from explain.made_with import MadeWith
from explain.renderings.signs import KINDS, SIGNS
from ontology.terms import BASE

DRAFT = "https://json-schema.org/draft/2020-12/schema"
_ONLY: Mapping[tuple[type, str], list[str]] = {(Reason, "kind"): [*KINDS], (Reason, "status"): [*SIGNS]}

_MADE = "the program, rules and facts with which the answer was made"


def schema() -> dict[str, Any]:
    """Return the schema of an answer as ``--json`` prints it."""
    answer = _object(Answer)
    return {
        "$schema": DRAFT,
        "$id": f"{BASE}answer.schema.json",
        "title": "An answer of coalition",
        **answer,
        "properties": {**answer["properties"], "made_with": {"description": _MADE, "$ref": "#/$defs/MadeWith"}},
        "required": [*answer["required"], "made_with"],
        "$defs": {kind.__name__: _object(kind) for kind in (Reason, Source, MadeWith)},
    }


def _object(kind: type) -> dict[str, Any]:
    hints, told = get_type_hints(kind), _attributes(kind.__doc__ or "")
    return {
        "description": " ".join((kind.__doc__ or "").split("\n\n")[0].split()),
        "type": "object",
        "properties": {item.name: _property(kind, item, hints, told) for item in fields(kind)},
        "required": [item.name for item in fields(kind)],
        "additionalProperties": False,
    }


def _property(kind: type, item: Field[Any], hints: Mapping[str, Any], told: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {"description": told[item.name]} if item.name in told else {}
    found |= _type(hints[item.name])
    only = _ONLY.get((kind, item.name))
    if only:
        found["enum"] = [*only, None] if "null" in found["type"] else only
    if item.default is not MISSING:
        found["default"] = [] if item.default == () else item.default
    return found


def _type(hint: Any) -> dict[str, Any]:
    if isinstance(hint, UnionType):
        [inner] = [part for part in get_args(hint) if part is not NoneType]
        return {"type": [_type(inner)["type"], "null"]}
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _type(get_args(hint)[0])}
    if hint in (Reason, Source):
        return {"$ref": f"#/$defs/{hint.__name__}"}
    return {"type": {str: "string", int: "integer", bool: "boolean"}[hint]}


def _attributes(text: str) -> dict[str, str]:
    """Return what a docstring says of each attribute."""
    _, _, listed = inspect.cleandoc(text).partition("Attributes:\n")
    entries = re.findall(r"^ {4}(\w+): (.*?)(?=^ {4}\w|\Z)", listed, re.MULTILINE | re.DOTALL)
    return {name: " ".join(words.replace("``", "").split()) for name, words in entries}
