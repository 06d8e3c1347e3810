"""The description of the tables as a Frictionless data package: for each column its type, unit, values and meaning."""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from importlib.metadata import version
from typing import Any

from explain.dataset.tables import Column, Table


def data_package(tables: Sequence[Table], files: Mapping[str, bytes], made: Mapping[str, Any]) -> bytes:
    """Return the text of ``datapackage.json`` for tables that stand in CSV files beside it.

    ``made`` says with which program, rules and facts they were made.
    """
    described = {
        "profile": "data-package",
        "name": "coalition-kb",
        "title": "States in military coalitions: episodes, contributions, facts and conclusions",
        "description": "Written by coalition dataset: what sources report, and what the rules conclude from it.",
        "version": version("coalition-kb"),
        "licenses": [{"name": "MIT", "title": "MIT License", "path": "https://opensource.org/license/mit"}],
        "made_with": dict(made),
        "resources": [_resource(table, files[f"{table.name}.csv"]) for table in tables],
    }
    return (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode()


def _resource(table: Table, data: bytes) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{sha256(data).hexdigest()}",
        "dialect": {"delimiter": ",", "header": True, "lineTerminator": "\n"},
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {"fields": name, "reference": {"resource": resource, "fields": field}}
                for name, (resource, field) in table.links.items()
            ],
            "missingValues": [""],
        },
    }


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.values:
        constraints["enum"] = list(column.values)
    return {
        "name": column.name,
        "title": column.name.replace("_", " "),
        "type": column.type,
        "description": column.definition,
        **({"unit": column.unit} if column.unit else {}),
        **({"rdfType": column.property} if column.property else {}),
        **({"constraints": constraints} if constraints else {}),
    }
