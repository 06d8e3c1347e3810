"""Follows a planned join step by step, as long as a function for it would take longer to write than it would save."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rules.matching.conditions import UNSETTLED
from rules.matching.memory import Memory
from rules.matching.planning import Lookup

Bindings = dict[str, Any]


def follow(name: str, steps: Sequence[Lookup], memory: Memory, fact: Any, found: list[Bindings]) -> None:
    """Add the bindings of every match that a new fact completes.

    Args:
        name: the production's, for errors.
        steps: the plan; the new fact stands in the first, and has the values that its pattern gives.
        memory: every fact so far.
        fact: the new one.
        found: where bindings are added.
    """
    first = _bound(steps[0], fact, {})
    found += _Join(name, memory, fact).completed(steps[1:], first) if first is not None else ()


@dataclass
class _Join:
    name: str
    memory: Memory
    newest: Any

    def completed(self, steps: Sequence[Lookup], bindings: Bindings) -> Iterator[Bindings]:
        """Yield the bindings with those that the rest of a plan adds."""
        if not steps:
            yield bindings
            return
        for extended in self._extended(steps[0], bindings):
            yield from self.completed(steps[1:], extended)

    def _extended(self, step: Lookup, bindings: Bindings) -> Iterator[Bindings]:
        values = tuple([value if variable is None else bindings[variable] for variable, value in step.values])
        items = None if step.each is None else dict.fromkeys(bindings[step.each] or ())
        for key in [values] if items is None else [(*values, item) for item in items]:
            there = self.memory.near((step.pattern.kind, step.fields), key[0] if len(key) == 1 else key)
            self.memory.try_out(self.name, len(there))
            for fact in there:
                if _agrees(step, fact, key) and not (step.older and fact is self.newest):
                    extended = _bound(step, fact, bindings)
                    if extended is not None:
                        yield extended


def _agrees(step: Lookup, fact: Any, key: tuple[Any, ...]) -> bool:
    for field, value in zip(step.fields, key, strict=True):
        if value not in (fact[field[:-1]] or ()) if field.endswith("*") else fact[field] != value:
            return False
    return True


def _bound(step: Lookup, fact: Any, bindings: Bindings) -> Bindings | None:
    """Return the bindings with those that a fact adds; ``None`` where it does not agree or a test is answered no."""
    extended = dict(bindings)
    for field, variable in step.fresh:
        extended[variable] = fact[field]
    if any(fact[field] != extended[variable] for field, variable in step.repeated):
        return None
    extended[step.premise] = fact
    for test in step.tests:
        answer = test.asks(*[extended[name] for name in test.names])
        if answer is None:
            extended[UNSETTLED] = True
        elif not answer:
            return None
    return extended
