"""A query in SPARQL asked from Python."""

from collections.abc import Mapping
from typing import Any

import pyoxigraph as ox

from explain.linked.asking import ask
from explain.linked.named import named, questions
from explain.linked.parsing import parse
from explain.linked.results import shown, table
from explain.notebooks.rows import Rows
from rules.judging.court import Court


def select(court: Court, query: str, settings: Mapping[str, str] | None = None, *, rows: int | None = None) -> Rows:
    """Return what a query in SPARQL finds in facts, conclusions and proofs; ``query`` may name a question.

    Args:
        court: what :func:`rules.judge` returned.
        query: a query, or the name of one that ``coalition query --named`` lists.
        settings: for some variables, the name of the node that each is to stand for.
        rows: how many rows to give at most.

    Raises:
        kb.errors.InputError: the query cannot be read, would change something, or reaches beyond what is here.
    """
    asked = parse(named(query).text if query in questions() else query)
    found = ask(court, asked, settings, rows=rows)
    if found.truth is not None:
        return Rows([{"answer": found.truth}])
    names, listed = table(found)
    return Rows({name: _value(term) for name, term in zip(names, row, strict=True)} for row in listed)


def _value(term: Any) -> Any:
    """Return a number or truth as such, a node by its name, and anything else as text."""
    if isinstance(term, ox.Literal):
        kind = term.datatype.value.rpartition("#")[2]
        if kind in ("integer", "decimal", "double"):
            return int(term.value) if kind == "integer" else float(term.value)
        if kind == "boolean":
            return term.value in ("true", "1")
    return None if term is None else shown(term)
