"""The JSON-LD context of case files: what each name in one stands for."""

import json
from collections.abc import Iterator
from typing import Any

from ontology.stating import BASE_FIELDS, VALUES, Field, Schema, bundled
from ontology.terms import BASE, NAMESPACE, PREFIX, camel

PREFIXES = {
    PREFIX: NAMESPACE,
    "bibo": "http://purl.org/ontology/bibo/",
    "cito": "http://purl.org/spar/cito/",
    "dcterms": "http://purl.org/dc/terms/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

ALIASES: dict[str, Any] = {
    "id": "@id",
    "type": "@type",
    "facts": "@graph",
    "label": {"@id": "rdfs:label", "@type": "xsd:string"},
    "note": {"@id": "skos:note", "@type": "xsd:string"},
}

WIDTH = 120


def context(schema: Schema | None = None) -> str:
    """Return the context of a schema, in JSON, a name to a line where it fits."""
    schema = schema or bundled()
    named = {"@version": 1.1, "@base": BASE, **PREFIXES, **ALIASES, **names(schema)}
    lines = ",\n".join(_line(name, meaning) for name, meaning in named.items())
    return f'{{\n  "@context": {{\n{lines}\n  }}\n}}\n'


def names(schema: Schema) -> dict[str, Any]:
    """Return what the kinds and fields of a schema stand for."""
    stated = schema.stated
    borne = {name for kind in stated.values() for name in kind.counts}
    fields = [f for name, f in schema.fields.items() if name in borne or name in BASE_FIELDS]
    return {name: f"{PREFIX}:{name}" for name in stated} | {f.name: _meaning(f) for f in fields}


def _meaning(field: Field) -> dict[str, Any]:
    kinds = {"class": "@vocab", **VALUES}
    meaning: dict[str, Any] = {"@id": f"{PREFIX}:{camel(field.name)}", "@type": kinds.get(field.takes, "@id")}
    if field.scheme:
        meaning["@context"] = {"@base": f"{BASE}{field.scheme}/"}
    return meaning


def _line(name: str, meaning: Any) -> str:
    line = f"    {json.dumps(name)}: {json.dumps(meaning)}"
    return line if len(line) < WIDTH - 1 else "\n".join(_broken(name, meaning))


def _broken(name: str, meaning: Any) -> Iterator[str]:
    yield f"    {json.dumps(name)}: {{"
    yield ",\n".join(f"      {json.dumps(key)}: {json.dumps(value)}" for key, value in meaning.items())
    yield "    }"
