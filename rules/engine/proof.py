"""The recorded proof: which rule led from which premises to which conclusion. Plain data, sorted, comparable."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

CERTAIN: Final = "certain"
"""It holds whatever the record leaves out."""
ON_THE_RECORD: Final = "on the record"
"""It holds if the record lists all there was."""
OPEN: Final = "open"
"""Not even the record decides it."""
STANDINGS = (CERTAIN, ON_THE_RECORD, OPEN)
"""The standings of a conclusion, the strongest first."""


@dataclass(frozen=True)
class Known:
    """A fact as the proof names it.

    Attributes:
        name: its identity, the same in every run.
        kind: its class.
        values: its fields, in order.
        origin: ``observed``, ``computed`` or ``concluded``; ``assumed`` for a conclusion that the run was given.
        basis: for a computed fact, the names of the observed records it was computed from.
    """

    name: str
    kind: str
    values: tuple[tuple[str, Any], ...]
    origin: str
    basis: tuple[str, ...] = ()

    def __getitem__(self, field: str) -> Any:
        """Return the value of a field."""
        return dict(self.values)[field]


class Held(NamedTuple):
    """A premise that a fact met."""

    number: int
    fact: str


class Absent(NamedTuple):
    """A premise that nothing met: the pattern with its values filled in, and the records that say all is listed."""

    number: int
    kind: str
    values: tuple[tuple[str, Any], ...]
    records: tuple[tuple[str, tuple[str, ...]], ...]
    incomplete: tuple[str, ...] = ()


class Compared(NamedTuple):
    """A premise that a comparison met (or, in a possible step, left open)."""

    number: int
    relation: str
    told: str
    answer: bool | None
    open_values: tuple[str, ...] = ()


Premise = Held | Absent | Compared


class Step(NamedTuple):
    """One application of a rule: its conclusion, what its variables stood for and every premise, in rule order."""

    rule: str
    conclusion: str
    bindings: tuple[tuple[str, Any], ...]
    premises: tuple[Premise, ...]


@dataclass(frozen=True)
class Proof:
    """Everything concluded in one run.

    Attributes:
        facts: every fact used or concluded, by name.
        steps: for each conclusion that holds on the record, every step that led to it; of a certain one, every step
            that is certain.
        possible: steps to what may hold on the record: a comparison on the way may go either way.
        certain: the conclusions that hold whatever the record leaves out.
        beyond: steps to what would hold only with a fact that is not on record.
    """

    facts: Mapping[str, Known]
    steps: Mapping[str, tuple[Step, ...]]
    possible: Mapping[str, tuple[Step, ...]]
    certain: frozenset[str] = frozenset()
    beyond: Mapping[str, tuple[Step, ...]] = field(default_factory=dict)

    def concluded(self, kind: str, /, **values: Any) -> tuple[Known, ...]:
        """Return the conclusions of a class, with these values, that hold on the record, sorted by name."""
        return self._found(self.steps, kind, values)

    def open(self, kind: str, /, **values: Any) -> tuple[Known, ...]:
        """Return the conclusions of a class that may or may not hold on the record, sorted by name."""
        return self._found(self.possible, kind, values)

    def standing(self, name: str) -> str:
        """Return how a conclusion stands: ``certain``, ``on the record`` or ``open``.

        Raises:
            KeyError: it does not even possibly hold on the record.
        """
        if name in self.steps:
            return CERTAIN if name in self.certain else ON_THE_RECORD
        if name in self.possible:
            return OPEN
        raise KeyError(name)

    def _found(self, steps: Mapping[str, object], kind: str, values: Mapping[str, Any]) -> tuple[Known, ...]:
        facts = (self.facts[name] for name in sorted(steps))
        return tuple(fact for fact in facts if fact.kind == kind and values.items() <= dict(fact.values).items())
