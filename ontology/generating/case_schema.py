"""The JSON Schema of case files, by which an editor completes and checks one as it is written.

It knows kinds, fields, concepts and forms. What takes more than one fact to see, such as whether a node exists, is for
``coalition case check``.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from ontology.generating.shapes import describe, listable
from ontology.generating.vocabularies import concepts
from ontology.stating import Field, Kind, Schema, bundled

Json = dict[str, Any]
Concepts = Mapping[str, Sequence[str]]

NAME: Json = {"type": "string", "pattern": "^\\S+$"}
TEXT: Json = {"type": ["string", "number"]}
DATE: Json = {"type": ["string", "integer"], "pattern": "[0-9X]{4}"}

SHARED: Json = {
    "id": {"description": "The name of this fact, by which others and proofs point to it.", **NAME},
    "label": {"description": "What readers call it.", **TEXT},
    "note": {"description": "A remark.", **TEXT},
}


def case_schema(schema: Schema | None = None, named: Concepts | None = None) -> str:
    """Return the JSON Schema of case files that use a schema and concepts, by scheme; else the bundled ones."""
    schema = schema or bundled()
    named = concepts() if named is None else named
    kinds = schema.observed
    top: Json = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Case file",
        "description": "Facts, each with its sources. Conclusions are left to the rules.",
        "type": "object",
        "required": ["facts"],
        "additionalProperties": False,
        "properties": {"facts": {"type": "array", "minItems": 1, "items": {"$ref": "#/definitions/fact"}}},
        "definitions": {
            "fact": _fact(kinds),
            "citation": _citation(schema),
            **{f"concept-{scheme}": {"enum": list(names)} for scheme, names in named.items()},
            **{name: _kind(schema, kind) for name, kind in kinds.items()},
        },
    }
    return json.dumps(top, ensure_ascii=False, indent=1) + "\n"


def _fact(kinds: Mapping[str, Kind]) -> Json:
    return {
        "type": "object",
        "required": ["id", "type"],
        "properties": {"type": {"description": "The kind of fact.", "enum": list(kinds)}},
        "allOf": [
            {"if": {"properties": {"type": {"const": name}}}, "then": {"$ref": f"#/definitions/{name}"}}
            for name in kinds
        ],
    }


def _kind(schema: Schema, kind: Kind) -> Json:
    own = {name: _values(schema, kind, schema.fields[name]) for name in kind.counts}
    order = {
        name: {"description": schema.fields[name].definition, **_one_or_more(NAME)} for name in ("after", "before")
    }
    source = {"description": schema.fields["source"].definition, **_one_or_more({"$ref": "#/definitions/citation"})}
    required = [name for name in kind.counts if kind.least(name)]
    return {
        "description": " ".join(filter(None, (kind.definition, kind.scope))),
        "type": "object",
        "required": [*required, *([] if kind.vocabulary else ["source"])],
        "additionalProperties": False,
        "properties": {**SHARED, "type": {"const": kind.name}, **own, **order, "source": source},
    }


def _citation(schema: Schema) -> Json:
    kind = schema.kinds["Citation"]
    return {
        "description": f"{kind.definition} {kind.scope}",
        "type": "object",
        "required": [name for name in kind.counts if kind.least(name)],
        "additionalProperties": False,
        "properties": {name: _values(schema, kind, schema.fields[name]) for name in kind.counts},
    }


def _values(schema: Schema, kind: Kind, field: Field) -> Json:
    one = _value(schema, field)
    value = _one_or_more(one, kind.least(field.name)) if kind.many(field.name) else one
    said = f"{field.definition} It is {describe(schema, field)}."
    return {"description": said, **value}


def _one_or_more(value: Json, least: int = 1) -> Json:
    several = {"type": "array", "items": value, "minItems": max(least, 1)}
    return several if least > 1 else {"anyOf": [value, several]}


def _value(schema: Schema, field: Field) -> Json:
    """Return what one value must be; a scheme to which a case file may add names its concepts and takes others."""
    if field.takes == "class":
        return {"enum": listable(schema)}
    if field.takes == "concept":
        if field.scheme == "work":
            return NAME
        known = {"$ref": f"#/definitions/concept-{field.scheme}"}
        growing = {kind.vocabulary for kind in schema.observed.values()}
        return {"anyOf": [known, NAME] if field.scheme in growing else [known]}
    low, high = field.bounds
    bounds = {key: value for key, value in (("minimum", low), ("maximum", high)) if value is not None}
    plain: dict[str, Json] = {
        "date": DATE,
        "text": TEXT,
        "count": {"type": "integer", **bounds},
        "number": {"type": "number", **bounds},
        "truth": {"type": "boolean"},
    }
    return plain.get(field.takes, NAME)
