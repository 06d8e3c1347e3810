"""A knowledge base as plain data that JSON can hold, and back: reading it runs nothing and checks nothing again."""

import dataclasses
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

from kb.dates import Moment
from kb.errors import Place
from kb.reading.order import in_order
from kb.records import Citation, Record
from kb.records.tables import OBSERVED
from kb.store import KnowledgeBase, Work

_DATE, _CITED = "date", "cited"
_CITATION = [item.name for item in dataclasses.fields(Citation)]


def packed(kb: KnowledgeBase) -> dict[str, Any]:
    """Return the records, works and places of a knowledge base, records of a class together under its fields."""
    kinds: dict[str, dict[str, Any]] = {}
    for record in kb.records.values():
        kind = type(record)
        own = kinds.setdefault(kind.__name__, {"fields": _fields(kind), "rows": []})
        own["rows"].append(_row(record))
    works = [dataclasses.asdict(work) for work in kb.works.values()]
    places = [(name, place.path, place.line, place.column) for name, place in kb.places.items()]
    return {"kinds": kinds, "works": works, "places": places}


def unpacked(data: dict[str, Any]) -> dict[str, Any]:
    """Return what a knowledge base holds, by the names of its fields.

    Raises:
        KeyError, TypeError, ValueError: the data are not what was packed.
    """
    known = {kind.__name__: kind for kind in OBSERVED}
    records: dict[str, Record] = {}
    for name, own in data["kinds"].items():
        kind, fields = known[name], own["fields"]
        for row in own["rows"]:
            record = kind(**dict(zip(fields, map(_value, row), strict=True)))
            records[record.id] = record
    ordered = in_order(records)
    return {
        "records": {name: ordered[name] for name in sorted(ordered)},
        "works": {row["key"]: Work(**{**row, "people": tuple(map(tuple, row["people"]))}) for row in data["works"]},
        "places": {name: Place(path, line, column) for name, path, line, column in data["places"]},
    }


def _fields(kind: Any) -> list[str]:
    return [item.name for item in dataclasses.fields(kind)]


def _row(item: Record | Citation) -> list[Any]:
    return [_plain(getattr(item, name)) for name in _fields(type(item))]


def _plain(value: Any) -> Any:
    if isinstance(value, Moment):
        return {_DATE: [value.earliest.toordinal(), value.latest.toordinal(), value.text]}
    if isinstance(value, tuple) and value and isinstance(value[0], Citation):
        return {_CITED: [_row(item) for item in value]}
    return value


def _value(value: Any) -> Any:
    kind = type(value)
    if kind is list:
        return tuple(value)
    if kind is dict:
        return _moment(*value[_DATE]) if _DATE in value else tuple(map(_citation, value[_CITED]))
    return value


@cache
def _moment(earliest: int, latest: int, text: str) -> Moment:
    return Moment(date.fromordinal(earliest), date.fromordinal(latest), text)


def _citation(row: Iterable[Any]) -> Citation:
    return Citation(**dict(zip(_CITATION, row, strict=True)))
