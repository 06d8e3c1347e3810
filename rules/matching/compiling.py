"""Writes a planned join as a Python function: a loop for each pattern, a local variable for each variable.

Nothing of what a rule says enters the text but as a quoted name or as a value that is handed in, so no rule can run
code by what it is called or compares.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from rules.matching.conditions import UNSETTLED, Source, Test
from rules.matching.memory import Memory
from rules.matching.planning import Lookup

Match = Callable[[Memory, Any, list[dict[str, Any]]], None]
"""Adds to a list the bindings of every match that a new fact completes."""


def compiled(name: str, steps: Sequence[Lookup]) -> Match:
    """Return the function that completes a match.

    Args:
        name: the production's, for errors and for who profiles.
        steps: the plan; the new fact stands in the first.
    """
    text = _Text()
    source = "\n".join(text.function(steps))
    space: dict[str, Any] = {"name": name, **text.values}
    exec(compile(source, f"<{name}>", "exec"), space)  # noqa: S102 - only quoted names and numbered variables are in it
    match: Match = space["match"]
    return match


@dataclass
class _Text:
    """The text of one function, as far as it is written, and the values that it is handed in."""

    values: dict[str, Any] = field(default_factory=dict)
    variables: dict[str, str] = field(default_factory=dict)
    open: str = ""

    def function(self, steps: Sequence[Lookup]) -> Iterator[str]:
        """Yield the lines of the whole function."""
        yield "def match(memory, fact_0, found):"
        indent, first = " ", steps[0]
        for name, value in first.pattern.literals:
            yield f"{indent}if fact_0[{name!r}] != {self._value(value)}: return"
        yield from self._bound(indent, 0, first, "return")
        for number, step in enumerate(steps[1:], 1):
            lines, indent = self._loop(indent, number, step)
            yield from lines
            yield from self._bound(indent, number, step, "continue")
        premises = [f"{step.premise!r}: fact_{number}" for number, step in enumerate(steps)]
        context = ", ".join([*(f"{name!r}: {local}" for name, local in self.variables.items()), *premises])
        if not self.open:
            yield f"{indent}found.append({{{context}}})"
            return
        yield f"{indent}context = {{{context}}}"
        yield f"{indent}if {self.open}: context[{UNSETTLED!r}] = True"
        yield f"{indent}found.append(context)"

    def _loop(self, indent: str, number: int, step: Lookup) -> tuple[list[str], str]:
        """Return the lines that begin a loop over the facts that a pattern finds, and the indent within it."""
        index = self._value((step.pattern.kind, step.fields))
        values = [self._from(source) for source in step.values]
        lines = []
        if step.each:
            lines.append(f"{indent}for item_{number} in dict.fromkeys({self.variables[step.each]} or ()):")
            indent, values = f"{indent} ", [*values, f"item_{number}"]
        key = values[0] if len(values) == 1 else f"({', '.join(values)})"
        lines += [
            f"{indent}there = memory.near({index}, {key})",
            f"{indent}memory.try_out(name, len(there))",
            f"{indent}for fact_{number} in there:",
        ]
        indent = f"{indent} "
        if step.older:
            lines.append(f"{indent}if fact_{number} is fact_0: continue")
        for name, value in zip(step.fields, values, strict=True):
            has = f"fact_{number}[{name.rstrip('*')!r}]"
            lacks = f"{value} not in ({has} or ())" if name.endswith("*") else f"{has} != {value}"
            lines.append(f"{indent}if {lacks}: continue")
        return lines, indent

    def _bound(self, indent: str, number: int, step: Lookup, leave: str) -> Iterator[str]:
        """Yield the lines that bind what a fact shows and ask what can be asked now."""
        for name, variable in step.fresh:
            self.variables[variable] = f"value_{len(self.variables)}"
            yield f"{indent}{self.variables[variable]} = fact_{number}[{name!r}]"
        for name, variable in step.repeated:
            yield f"{indent}if fact_{number}[{name!r}] != {self.variables[variable]}: {leave}"
        if step.tests:
            before, self.open = self.open or "False", f"open_{number}"
            yield f"{indent}{self.open} = {before}"
        for test in step.tests:
            yield f"{indent}answer = {self._asked(test)}"
            yield f"{indent}if not answer:"
            yield f"{indent} if answer is not None: {leave}"
            yield f"{indent} {self.open} = True"

    def _asked(self, test: Test) -> str:
        return f"{self._value(test.asks)}({', '.join(self.variables[name] for name in test.names)})"

    def _from(self, source: Source) -> str:
        name, value = source
        return self._value(value) if name is None else self.variables[name]

    def _value(self, value: Any) -> str:
        """Return the name under which a value is handed in."""
        name = f"given_{len(self.values)}"
        self.values[name] = value
        return name
