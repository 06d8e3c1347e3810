"""What a query found, in the forms of SPARQL 1.1: CSV, TSV, JSON, XML, and Turtle for statements."""

import csv
import io
import json
from collections.abc import Callable, Mapping
from typing import Any
from xml.etree import ElementTree as ET

import pyoxigraph as ox

from explain.linked.parsing import prefixes
from explain.linked.querying import Found, Term
from kb.errors import InputError
from kb.names import name_of
from kb.writing.export import check_for_xml, serialise
from ontology.terms import BASE, NAMESPACE

_TRIPLE = ("subject", "predicate", "object")
_STRING = "http://www.w3.org/2001/XMLSchema#string"


def written(found: Found, form: str) -> bytes:
    """Return what was found as ``csv``, ``tsv``, ``json``, ``xml`` or ``rdf``, which is Turtle.

    Raises:
        InputError: rows, or yes and no, are to be Turtle, or a text holds a character that XML has no way to write.
    """
    if form == "rdf":
        if found.kind in ("select", "ask"):
            raise InputError(
                "rows have no form as Turtle", remedy="Choose csv, tsv or json, or ask with CONSTRUCT or DESCRIBE."
            )
        return serialise({"found": found.triples}, "turtle")
    return _WRITERS[form](found).encode()


def shown(term: Term | None) -> str:
    """Return a node or value as a reader knows it: by its name, with a known prefix, or as it is spelled."""
    if term is None:
        return ""
    if not isinstance(term, ox.NamedNode):
        return term.value if isinstance(term, ox.Literal) else str(term)
    if term.value.startswith(BASE) and not term.value.startswith(NAMESPACE):
        return name_of(term.value)
    for prefix, start in prefixes().items():
        local = term.value.removeprefix(start)
        if local != term.value and local.replace("-", "").replace("_", "").isalnum():
            return f"{prefix}:{local}"
    return f"<{term.value}>"


def table(found: Found) -> tuple[tuple[str, ...], list[tuple[Term | None, ...]]]:
    """Return the names of the columns, and the rows; statements have three columns."""
    if found.kind in ("construct", "describe"):
        return _TRIPLE, sorted(((item.subject, item.predicate, item.object) for item in found.triples), key=str)
    return found.names, list(found.rows)


def _csv(found: Found) -> str:
    if found.truth is not None:
        return f"{json.dumps(found.truth)}\n"
    names, rows = table(found)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    writer.writerows(["" if term is None else getattr(term, "value", str(term)) for term in row] for row in rows)
    return text.getvalue()


def _tsv(found: Found) -> str:
    if found.truth is not None:
        return f"{json.dumps(found.truth)}\n"
    names, rows = table(found)
    lines = ["\t".join(f"?{name}" for name in names)]
    lines += ["\t".join("" if term is None else str(term).replace("\t", "\\t") for term in row) for row in rows]
    return "\n".join(lines) + "\n"


def _json(found: Found) -> str:
    if found.truth is not None:
        data: dict[str, Any] = {"head": {}, "boolean": found.truth}
    else:
        names, rows = table(found)
        bound = [
            {name: _binding(term) for name, term in zip(names, row, strict=True) if term is not None} for row in rows
        ]
        data = {"head": {"vars": list(names)}, "results": {"bindings": bound}}
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def _binding(term: Term) -> dict[str, str]:
    if isinstance(term, ox.Literal):
        more = {"xml:lang": term.language} if term.language else {"datatype": term.datatype.value}
        return {"type": "literal", "value": term.value, **({} if more == {"datatype": _STRING} else more)}
    kind = "uri" if isinstance(term, ox.NamedNode) else "bnode"
    return {"type": kind, "value": getattr(term, "value", str(term))}


def _xml(found: Found) -> str:
    root = ET.Element("sparql", xmlns="http://www.w3.org/2005/sparql-results#")
    head = ET.SubElement(root, "head")
    if found.truth is not None:
        ET.SubElement(root, "boolean").text = json.dumps(found.truth)
    else:
        names, rows = table(found)
        for name in names:
            ET.SubElement(head, "variable", name=name)
        results = ET.SubElement(root, "results")
        for row in rows:
            result = ET.SubElement(results, "result")
            for name, term in zip(names, row, strict=True):
                if term is not None:
                    _bound(ET.SubElement(result, "binding", name=name), term)
    ET.indent(root, " ")
    text = ET.tostring(root, encoding="unicode")
    check_for_xml(text)
    return f'<?xml version="1.0"?>\n{text}\n'


def _bound(above: ET.Element, term: Term) -> None:
    said = _binding(term)
    more = {name: text for name, text in said.items() if name in ("xml:lang", "datatype")}
    ET.SubElement(above, said["type"], more).text = said["value"]


_WRITERS: Mapping[str, Callable[[Found], str]] = {"csv": _csv, "tsv": _tsv, "json": _json, "xml": _xml}
