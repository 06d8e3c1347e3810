"""How near a rule came: the best partial match of its conditions over the facts of a proof.

Every condition is reported, not only the first that failed: met, with the fact that met it; unmet, with the fact
that came closest; or unknown, with the record or value that is missing. Nothing here uses the engine.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from rules.engine.comparisons import Comparison
from rules.engine.experta_engine import Fact, negated, variable_name
from rules.engine.facts import Conclusion
from rules.engine.prepared import Coverage
from rules.engine.proof import Known, Proof
from rules.engine.rule import Rule
from rules.engine.rulebook import Rulebook, presumed_complete
from rules.engine.thresholds import Threshold

MET, UNMET, UNKNOWN = "met", "unmet", "unknown"


@dataclass(frozen=True)
class Report:
    """How one condition fared.

    Attributes:
        number: its place among the rule's conditions.
        status: ``met``, ``unmet`` or ``unknown``.
        fact: the fact that met it; for an unmet ``NOT``, the fact that stands in the way.
        closest: for an unmet pattern, the fact of that kind that agrees with it most.
        told: for a comparison, what was compared.
        values: for a pattern, its fields as far as they are filled in.
        incomplete: the kinds of fact whose record would have to be complete.
        reached: for a comparison, the facts that it compares were found.
    """

    number: int
    status: str
    fact: str | None = None
    closest: str | None = None
    told: str | None = None
    values: tuple[tuple[str, Any], ...] = ()
    incomplete: tuple[str, ...] = ()
    reached: bool = True

    @property
    def on_record(self) -> bool:
        """Tell whether it is met on the record: for certain, or but for a record that may leave something out."""
        return self.status == MET or (self.status == UNKNOWN and bool(self.incomplete))


@dataclass(frozen=True)
class NearMiss:
    """A rule's best partial match."""

    rule: str
    bindings: tuple[tuple[str, Any], ...]
    reports: tuple[Report, ...]

    @property
    def unmet(self) -> int:
        """Return how many conditions are unmet."""
        return sum(report.status == UNMET for report in self.reports)

    @property
    def unknown(self) -> int:
        """Return how many conditions are unknown."""
        return sum(report.status == UNKNOWN for report in self.reports)

    @property
    def rank(self) -> tuple[int, int, int, str]:
        """Return the order of nearness: fewest unmet, then fewest unknown, then most met, then by rule."""
        return self.unmet, self.unknown, self.unmet + self.unknown - len(self.reports), self.rule


@dataclass
class Nearness:
    """Asks how near rules came, given all that one run knew."""

    rulebook: Rulebook
    proof: Proof
    coverage: Coverage
    thresholds: Mapping[str, Threshold]

    @cached_property
    def _by_kind(self) -> dict[str, list[Known]]:
        found: dict[str, list[Known]] = {}
        for fact in self.proof.facts.values():
            if fact.name not in self.proof.possible and fact.name not in self.proof.beyond:
                found.setdefault(fact.kind, []).append(fact)
        return found

    @cached_property
    def _possible(self) -> dict[str, list[Known]]:
        found: dict[str, list[Known]] = {}
        for name in self.proof.possible:
            fact = self.proof.facts[name]
            found.setdefault(fact.kind, []).append(fact)
        return found

    def misses(self, kind: str, /, **wanted: Any) -> list[NearMiss]:
        """Return, nearest first, how near every rule came that could conclude a fact of a class with these values."""
        rules = (rule for rule in self.rulebook.rules.values() if rule.concludes.__name__ == kind)
        found = (self.miss(rule, **wanted) for rule in rules)
        return sorted(
            (item for item in found if item), key=lambda item: (*item.rank[:2], self._behind(item), item.rank)
        )

    def _behind(self, miss: NearMiss) -> int:
        """Return how many conditions are unmet that have further conditions behind them."""
        rule = self.rulebook.find(miss.rule)
        assert rule is not None
        unmet = (rule.when[report.number] for report in miss.reports if report.status == UNMET)
        return sum(isinstance(item, Conclusion) for item in unmet)

    def miss(self, rule: Rule, /, **wanted: Any) -> NearMiss | None:
        """Return how near one rule came to a conclusion with these values; ``None`` if it never concludes them."""
        bindings: dict[str, Any] = {}
        for key, value in wanted.items():
            name = variable_name(rule.then[key])
            if name is None and rule.then[key] != value:
                return None
            if name:
                bindings[name] = value
        return _Search(self, rule).best(bindings)

    def candidates(self, pattern: Fact, bindings: Mapping[str, Any], possible: bool = False) -> Iterator[Known]:
        """Yield the facts that a pattern matches under some bindings."""
        pool = self._possible if possible else self._by_kind
        wanted = filled(pattern, bindings)
        for fact in pool.get(type(pattern).__name__, ()):
            values = dict(fact.values)
            if all(values[key] == value for key, value in wanted):
                yield fact

    def closest(self, pattern: Fact, bindings: Mapping[str, Any]) -> str | None:
        """Return the fact of a pattern's class that agrees with it in most fields, if it agrees in any."""
        wanted = filled(pattern, bindings)
        best: tuple[int, str] | None = None
        for fact in self._by_kind.get(type(pattern).__name__, ()):
            values = dict(fact.values)
            agreed = sum(values[key] == value for key, value in wanted)
            if agreed and (best is None or (-agreed, fact.name) < best):
                best = (-agreed, fact.name)
        return best[1] if best else None


def filled(pattern: Fact, bindings: Mapping[str, Any]) -> tuple[tuple[str, Any], ...]:
    """Return the fields of a pattern that are literal or bound, with their values."""
    known: list[tuple[str, Any]] = []
    for key, value in pattern.items():
        name = variable_name(value)
        if name is None:
            known.append((str(key), value))
        elif name in bindings:
            known.append((str(key), bindings[name]))
    return tuple(known)


class _Search:
    """Branch and bound over one rule's conditions, in order."""

    def __init__(self, nearness: Nearness, rule: Rule) -> None:
        self.nearness = nearness
        self.rule = rule
        self.found: NearMiss | None = None
        self._least = len(rule.when) + 1, 0

    def best(self, bindings: dict[str, Any]) -> NearMiss | None:
        self._step(0, bindings, ())
        return self.found

    def _step(self, number: int, bindings: dict[str, Any], reports: tuple[Report, ...], unmet: int = 0) -> None:
        """Go on from the reports on the conditions before a number, so many of which are unmet."""
        if (unmet, 0) >= self._least:
            return
        if number == len(self.rule.when):
            made = NearMiss(self.rule.id, tuple(sorted(bindings.items())), reports)
            if self.found is None or made.rank < self.found.rank:
                self.found = made
                self._least = made.unmet, made.unknown
            return
        item = self.rule.when[number]
        if isinstance(item, Fact):
            self._positive(number, item, bindings, reports, unmet)
        else:
            told = self._compared if isinstance(item, Comparison) else self._absent
            report = told(number, item, bindings)
            self._step(number + 1, bindings, (*reports, report), unmet + (report.status == UNMET))

    def _positive(
        self, number: int, pattern: Fact, bindings: dict[str, Any], reports: tuple[Report, ...], unmet: int
    ) -> None:
        values = filled(pattern, bindings)
        incomplete = tuple(sorted(presumed_complete(pattern) - self.nearness.coverage.keys()))
        status = UNKNOWN if incomplete else MET
        matched = False
        for fact in self.nearness.candidates(pattern, bindings):
            matched = True
            report = Report(number, status, fact=fact.name, values=values, incomplete=incomplete)
            self._step(number + 1, self._extended(pattern, fact, bindings), (*reports, report), unmet)
        for fact in () if matched else self.nearness.candidates(pattern, bindings, possible=True):
            matched = True
            report = Report(number, UNKNOWN, fact=fact.name, values=values)
            self._step(number + 1, self._extended(pattern, fact, bindings), (*reports, report), unmet)
        if not matched:
            report = Report(number, UNMET, closest=self.nearness.closest(pattern, bindings), values=values)
            self._step(number + 1, bindings, (*reports, report), unmet + 1)

    def _extended(self, pattern: Fact, fact: Known, bindings: dict[str, Any]) -> dict[str, Any]:
        values = dict(fact.values)
        named = ((variable_name(value), values[str(key)]) for key, value in pattern.items())
        return {**bindings, **{name: value for name, value in named if name}}

    def _compared(self, number: int, item: Comparison, bindings: dict[str, Any]) -> Report:
        if any(name not in bindings for name in item.variables):
            return Report(number, UNKNOWN, reached=False)
        answer = item.answer(bindings, self.nearness.thresholds)
        status = UNKNOWN if answer is None else MET if answer else UNMET
        return Report(number, status, told=item.tell(bindings, self.nearness.thresholds))

    def _absent(self, number: int, item: Any, bindings: dict[str, Any]) -> Report:
        pattern = negated(item)
        assert pattern is not None
        report = Report(number, MET, values=filled(pattern, bindings))
        for fact in self.nearness.candidates(pattern, bindings):
            return replace(report, status=UNMET, fact=fact.name)
        for fact in self.nearness.candidates(pattern, bindings, possible=True):
            return replace(report, status=UNKNOWN, fact=fact.name)
        kinds = self.nearness.rulebook.closure(type(pattern), dict(report.values))
        incomplete = tuple(sorted(kinds - self.nearness.coverage.keys()))
        return replace(report, status=UNKNOWN, incomplete=incomplete) if incomplete else report
