"""Clingo over the same rules and the same facts: a second opinion on every conclusion, from answer set programming."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import clingo

from rules.engine.facts import Conclusion, Mirrored, field_names
from rules.engine.prepared import Coverage
from rules.engine.rulebook import Rulebook
from rules.engine.thresholds import Threshold
from rules.translating import asp
from rules.translating.outline import Kind, outline


class Clingo:
    """A rulebook for clingo, written once and solved anew for each set of facts."""

    def __init__(self, rulebook: Rulebook, thresholds: Mapping[str, Threshold]) -> None:
        """Write the rules."""
        self._outline = outline(rulebook)
        self._rules = asp.rules(self._outline, thresholds) + asp.comparisons()

    def conclude(
        self, facts: Iterable[Mirrored], coverage: Coverage, *, assumed: Iterable[Conclusion] = ()
    ) -> dict[str, int]:
        """Return the name of all that clingo concludes from facts, with the highest level that it reaches."""
        told = asp.facts(self._outline, facts, coverage, assumed=assumed)
        return levels(self._rules + told, {asp.predicate(kind): kind for kind in self._outline.fields})


def levels(program: str, kinds: Mapping[str, Kind]) -> dict[str, int]:
    """Return the name of every conclusion of a program, with the highest level that it reaches."""
    found: dict[str, int] = {}
    for symbol in _solved(program):
        kind, (level, *values) = kinds[symbol.name], symbol.arguments
        named = zip(field_names(kind), map(_read, values), strict=True)
        name = f"{kind.__name__}({', '.join(f'{field}={value}' for field, value in named)})"
        found[name] = max(found.get(name, level.number), level.number)
    return found


def _solved(program: str) -> Iterator[clingo.Symbol]:
    """Yield what the one model of a program shows."""
    control = clingo.Control(["--warn=none"])
    control.add("base", [], program)
    control.ground([("base", [])])
    with control.solve(yield_=True) as handle:
        (shown,) = [model.symbols(shown=True) for model in handle]
    yield from shown


def _read(symbol: clingo.Symbol) -> Any:
    if symbol.type is clingo.SymbolType.String:
        return symbol.string
    return {"nil": None, "true": True, "false": False}[symbol.name]
