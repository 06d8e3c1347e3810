"""The one place that knows Experta: it imports it, runs it, and hands back what fired on what.

Experta 1.9.4 pins a ``frozendict`` that looks up ``collections.Mapping``, a name that Python 3.10 removed. The name
is set for the time of the import and taken away again; so is the logging set-up that Experta makes on import.
"""

import collections
import collections.abc
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


def _import_experta() -> Any:
    """Import Experta and leave ``collections`` and the root logger as they were."""
    missing = not hasattr(collections, "Mapping")
    handlers = list(logging.root.handlers)
    if missing:
        collections.Mapping = collections.abc.Mapping  # type: ignore[attr-defined]
    try:
        import experta
        import experta.abstract
        import experta.matchers.rete
        import experta.matchers.rete.nodes
    finally:
        if missing:
            del collections.Mapping  # type: ignore[attr-defined]
        logging.root.handlers[:] = handlers
    return experta


_experta = _import_experta()
MATCH = _experta.MATCH
NOT = _experta.NOT
TEST = _experta.TEST
Variable = Any


class Fact(_experta.Fact):  # type: ignore[misc]
    """Anything a rule can match: Experta's fact, with its fields named by annotations."""

    @property
    def identity(self) -> str:
        """Return a name for this fact that is the same in every run."""
        raise NotImplementedError


def variable_name(value: object) -> str | None:
    """Return the name of a variable (``MATCH.name``), or ``None`` for anything else."""
    return value.__bind__ if isinstance(value, _experta.W) else None


def is_pattern(element: object) -> bool:
    """Tell whether a condition is a fact pattern."""
    return isinstance(element, Fact)


def negated(element: object) -> Fact | None:
    """Return the pattern inside a ``NOT``, or ``None`` for any other condition."""
    if isinstance(element, _experta.NOT) and len(element) == 1 and isinstance(element[0], Fact):
        return element[0]
    return None


class _TypedBus(_experta.matchers.rete.nodes.BusNode):  # type: ignore[misc]
    """Sends a fact only to the tests for its own class, where Experta asks every class in turn."""

    def add(self, fact: Fact) -> None:
        by_type = self.__dict__.setdefault("_by_type", {})
        if not by_type:
            for child in self.children:
                by_type.setdefault(child.node.matcher.fact_type, []).append(child)
        token = _experta.matchers.rete.nodes.Token.valid(fact)
        for child in by_type.get(type(fact), ()):
            child.callback(token)


class _Matcher(_experta.matchers.rete.ReteMatcher):  # type: ignore[misc]
    """Experta's network behind the typed bus."""

    def __init__(self, engine: Any) -> None:
        _experta.abstract.Matcher.__init__(self, engine)
        self.root_node = _TypedBus()
        self.build_network()
        self._ends = self._get_conflict_set_nodes()

    def changes(self, adding: Any = None, deleting: Any = None) -> tuple[list[Any], list[Any]]:
        for fact in adding or ():
            self.root_node.add(fact)
        added: list[Any] = []
        removed: list[Any] = []
        for node in self._ends:
            if node.added or node.removed:
                more, fewer = node.get_activations()
                added.extend(more)
                removed.extend(fewer)
        return added, removed


@dataclass(frozen=True)
class Production:
    """A rule as the engine runs it.

    Attributes:
        name: unique; breaks ties within a stage.
        stage: rules of a lower stage fire first.
        conditions: Experta's conditional elements; pattern number *n* is bound to ``premise_<n>``.
        positives: the numbers of the conditions that match a fact.
    """

    name: str
    stage: int
    conditions: tuple[Any, ...]
    positives: tuple[int, ...]


class _TotalOrder(_experta.abstract.Strategy):  # type: ignore[misc]
    """An agenda in one total order: stage, then rule, then the facts matched."""

    def _update_agenda(self, agenda: Any, added: Iterable[Any], removed: Iterable[Any]) -> None:
        gone = set(removed)
        if gone:
            agenda.activations = [item for item in agenda.activations if item not in gone]
        for item in added:
            production: Production = item.rule.production
            matched = (item.context[f"premise_{number}"] for number in production.positives)
            item.key = (production.stage, production.name, tuple(fact.identity for fact in matched))
        agenda.activations.extend(added)
        agenda.activations.sort(reverse=True)


def bound(pattern: Fact, number: int) -> Any:
    """Return a copy of a pattern that binds the matched fact as ``premise_<number>``."""
    return f"premise_{number}" << pattern.copy()


class Engine:
    """A network of productions, built once and run many times, with nothing carried from run to run."""

    def __init__(self, productions: Sequence[Production]) -> None:
        """Build the network."""
        namespace: dict[str, Any] = {"__matcher__": _Matcher, "__strategy__": _TotalOrder}
        for number, production in enumerate(sorted(productions, key=lambda item: item.name)):
            namespace[f"rule_{number:04}"] = _experta.Rule(*production.conditions)(_action(production))
        self._engine: Any = type("CoalitionEngine", (_experta.KnowledgeEngine,), namespace)()

    def run(self, facts: Iterable[Fact], fire: Callable[[str, Mapping[str, Any]], Iterable[Fact]]) -> None:
        """Run to the end.

        ``fire`` is told which production fired with which bindings (variables, and ``premise_<n>`` for the facts
        that met its conditions) and returns the facts that follow.
        """
        engine = self._engine
        engine.reset()
        for fact in facts:
            engine.declare(fact)
        while True:
            engine.strategy.update_agenda(engine.agenda, *engine.get_activations())
            activation = engine.agenda.get_next()
            if activation is None:
                return
            for fact in fire(activation.rule.production.name, activation.context):
                engine.declare(fact)


def _action(production: Production) -> Callable[[], None]:
    """Return an empty right-hand side that carries its production through the copies that Experta makes."""

    def action() -> None:
        """Do nothing: what follows is read from the rule, not run."""

    action.__dict__["production"] = production
    return action
