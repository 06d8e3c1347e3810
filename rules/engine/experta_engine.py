"""The one place that knows Experta: it imports it, runs it, and hands back what fired on what.

Experta 1.9.4 pins a ``frozendict`` that looks up ``collections.Mapping``, a name that Python 3.10 removed. The name
is set for the time of the import and taken away again; so is the logging set-up that Experta makes on import.

Rules, facts, agenda and engine are Experta's. The matcher is ours (``rules/matching/``), through the place that Experta
leaves for one, since its own network compares every pair of facts; the tests hold its matches against a
brute-force evaluator.
"""

import collections
import collections.abc
import heapq
import inspect
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rules.matching.conditions import Condition, Pattern, Test, forbidding
from rules.matching.joins import Found, Joins


def _import_experta() -> Any:
    """Import Experta and leave ``collections`` and the root logger as they were."""
    missing = not hasattr(collections, "Mapping")
    handlers = list(logging.root.handlers)
    if missing:
        collections.Mapping = collections.abc.Mapping  # type: ignore[attr-defined]
    try:
        import experta
        import experta.abstract
        import experta.activation
    finally:
        if missing:
            del collections.Mapping  # type: ignore[attr-defined]
        logging.root.handlers[:] = handlers
    return experta


_experta: Any = _import_experta()
MATCH = _experta.MATCH
NOT = _experta.NOT
TEST = _experta.TEST
Variable = Any
_NOTHING = inspect.Signature()
"""What an action takes; Experta would work it out for each."""


class Fact(_experta.Fact):  # type: ignore[misc]
    """Anything a rule can match: Experta's fact, with its fields named by annotations."""

    def __init__(self, **values: Any) -> None:
        """Take values as they are: records and rules hold only frozen ones, so Experta need not freeze each again."""
        dict.update(self, values)

    @property
    def identity(self) -> str:
        """Return a name for this fact that is the same in every run."""
        raise NotImplementedError


def variable_name(value: object) -> str | None:
    """Return the name of a variable (``MATCH.name``), or ``None`` for anything else."""
    return value.__bind__ if isinstance(value, _experta.W) else None


def negated(element: object) -> Fact | None:
    """Return the pattern inside a ``NOT``, or ``None`` for any other condition."""
    if isinstance(element, _experta.NOT) and len(element) == 1 and isinstance(element[0], Fact):
        return element[0]
    return None


@dataclass(frozen=True)
class Production:
    """A rule as the engine runs it.

    Attributes:
        name: unique; breaks ties within a stage.
        stage: rules of a lower stage fire first.
        conditions: Experta's conditional elements; what matches pattern number *n* is bound to ``premise_<n>``.
        positives: the numbers of the conditions that match a fact.
    """

    name: str
    stage: int
    conditions: tuple[Any, ...]
    positives: tuple[int, ...]


class _Matcher(_experta.abstract.Matcher):  # type: ignore[misc]
    """Experta's interface to our joins."""

    def __init__(self, engine: Any) -> None:
        super().__init__(engine)
        self.rules = {rule.production.name: rule for rule in engine.get_rules()}
        self.conditions = {name: _condition(rule.production) for name, rule in self.rules.items()}
        self._joins = Joins(self.conditions[name] for name in sorted(self.conditions))

    def reset(self) -> None:
        """Do nothing: each run begins with its terms."""

    def begin(self, terms: tuple[Fact, ...]) -> list[Any]:
        """Forget every fact and begin with terms; return the matches that these complete."""
        return self._activations(self._joins.begin(terms))

    def changes(self, adding: Iterable[Fact] = (), deleting: Iterable[Fact] = ()) -> tuple[list[Any], list[Any]]:
        """Return the matches that new facts complete. Facts are never taken back."""
        assert not list(deleting)
        return self._activations(match for fact in adding for match in self._joins.matches(fact)), []

    def _activations(self, found: Iterable[Found]) -> list[Any]:
        activation = _experta.activation.Activation
        return [activation(self.rules[name], (), bindings) for name, bindings in found]

    def against(self, name: str, bindings: Mapping[str, Any]) -> list[list[Fact]]:
        """Return, for each pattern that a production forbids, the facts that are there all the same."""
        return [self._joins.against(pattern, bindings) for pattern in self.conditions[name].forbidden]


class _Facts(_experta.factlist.FactList):  # type: ignore[misc]
    """Experta's list of facts, in which a fact is known by its name rather than compared field by field."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        """Begin with facts, each once."""
        super().__init__()
        named = {fact.identity: fact for fact in facts}
        self.added = list(named.values())
        self._names = set(named)

    def declare(self, fact: Fact) -> Fact | None:
        """Add a fact, unless it is there."""
        if fact.identity in self._names:
            return None
        self._names.add(fact.identity)
        self.added.append(fact)
        return fact


class _Agenda(_experta.agenda.Agenda):  # type: ignore[misc]
    """Experta's agenda as a heap."""

    @property
    def stage(self) -> int | None:
        """Return the stage of the activation that comes first; ``None`` where there is none."""
        return self.activations[0][0][0] if self.activations else None

    def get_next(self) -> Any:
        """Take off the activation that comes first in the total order."""
        return heapq.heappop(self.activations)[1] if self.activations else None


class _TotalOrder(_experta.abstract.Strategy):  # type: ignore[misc]
    """One total order: stage, then rule, then the facts matched."""

    def _update_agenda(self, agenda: Any, added: Iterable[Any], removed: Iterable[Any]) -> None:
        assert not list(removed)
        for item in added:
            production: Production = item.rule.production
            matched = tuple([item.context[f"premise_{number}"].identity for number in production.positives])
            heapq.heappush(agenda.activations, ((production.stage, production.name, matched), item))


Fire = Callable[[str, Mapping[str, Any], list[list[Fact]]], Iterable[Fact]]
"""Told which production met its conditions, with which bindings, and what speaks against it; returns what follows.

Bindings are variables, ``premise_<n>`` for the facts that met its conditions and :data:`UNSETTLED`. What speaks
against it are, for each pattern that it forbids, the facts that are there.
"""


class Engine:
    """Productions made ready once and run many times, with no conclusion carried from run to run."""

    def __init__(self, productions: Sequence[Production]) -> None:
        """Compile the productions."""
        namespace: dict[str, Any] = {"__matcher__": _Matcher, "__strategy__": _TotalOrder}
        namespace["get_deffacts"] = lambda _: ()  # there are none, and Experta would look for them in every run
        for number, production in enumerate(sorted(productions, key=lambda item: item.name)):
            namespace[f"rule_{number:04}"] = _experta.Rule(*production.conditions)(_action(production))
        self._engine: Any = type("CoalitionEngine", (_experta.KnowledgeEngine,), namespace)()

    def run(self, facts: Iterable[Fact], fire: Fire, settle: Callable[[], None], terms: tuple[Fact, ...] = ()) -> None:
        """Run to the end, stage by stage.

        Args:
            facts: those to begin with.
            fire: says what follows from a match.
            settle: called after each stage.
            terms: facts to begin with of classes of which nothing is added later; tables of the same ones are kept.
        """
        engine = self._engine
        engine.reset()
        engine.agenda, engine.facts = _Agenda(), _Facts(facts)
        engine.strategy.update_agenda(engine.agenda, engine.matcher.begin(terms), ())
        stage = 0
        for activation in self._activations():
            production: Production = activation.rule.production
            if production.stage != stage:
                settle()
                stage = production.stage
            against = engine.matcher.against(production.name, activation.context)
            for fact in fire(production.name, activation.context, against):
                engine.facts.declare(fact)
        settle()

    def _activations(self) -> Iterator[Any]:
        """Yield what fires next; what new facts bring about enters before the agenda goes on to another stage."""
        engine, stage = self._engine, -1
        while True:
            if engine.agenda.stage != stage:
                engine.strategy.update_agenda(engine.agenda, *engine.get_activations())
            activation = engine.agenda.get_next()
            if activation is None:
                return
            stage = activation.rule.production.stage
            yield activation


def _action(production: Production) -> Callable[[], None]:
    """Return an empty right-hand side that carries its production through the copies that Experta makes."""

    def action() -> None:
        """Do nothing: what follows is read from the rule, not run."""

    action.__dict__.update(production=production, __signature__=_NOTHING)
    return action


def _condition(production: Production) -> Condition:
    """Read Experta's conditional elements into what the matcher joins."""
    patterns = tuple(_pattern(item) for item in production.conditions if isinstance(item, Fact))
    forbidden = (_pattern(item[0]) for item in production.conditions if isinstance(item, NOT))
    tests = [item[0] for item in production.conditions if isinstance(item, TEST)]
    return Condition(
        production.name,
        tuple(zip(production.positives, patterns, strict=True)),
        tuple(Test(test.names, test, test.member) for test in tests),
        tuple(forbidding(item, patterns) for item in forbidden),
    )


def _pattern(fact: Fact) -> Pattern:
    items = [(str(key), value, variable_name(value)) for key, value in fact.items() if not Fact.is_special(key)]
    literals = tuple((key, value) for key, value, name in items if name is None)
    return Pattern(type(fact), literals, tuple((key, name) for key, _, name in items if name is not None))
