"""CLIPS over the same rules and the same facts: a yardstick for speed, and a second opinion on every conclusion.

Nothing of our engine has a part in it but the rules as data and the facts: CLIPS matches, compares and forbids by
itself (:mod:`benchmarks.clips_rules`, ``comparisons.clp``). It keeps no proof.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import clips

from benchmarks.clips_rules import COMPLETE, LEVELS, program, template, templates
from kb.dates import Moment
from rules.engine.facts import Conclusion, Mirrored, field_names
from rules.engine.notebook import Coverage
from rules.engine.rulebook import Rulebook
from rules.engine.thresholds import Threshold

COMPARISONS = Path(__file__).with_name("comparisons.clp")
_DAY, _WRITTEN, _FACTS, _SETS = 2**22, 2**3, 2**10, 2**6
_SYMBOLS = {None: clips.Symbol("nil"), True: clips.Symbol("TRUE"), False: clips.Symbol("FALSE")}


@dataclass(frozen=True)
class Told:
    """What CLIPS is told before a run: facts, each with its template and values, and which came before which."""

    facts: tuple[tuple[Any, Mapping[str, Any]], ...]
    order: str


class _Environment(clips.Environment):  # type: ignore[misc]
    """An environment that lasts as long as the process: destroyed, it would complain of lists that clipspy leaked."""

    def __del__(self) -> None:
        """Leave it to the end of the process."""


class Clips:
    """A rulebook in CLIPS, made ready once and run many times."""

    def __init__(self, rulebook: Rulebook, thresholds: Mapping[str, Threshold]) -> None:
        """Write the rules and let CLIPS read them."""
        self._program = program(rulebook, thresholds)
        self._environment = _Environment()
        self._environment.load(str(COMPARISONS))
        for construct in (*self._program.templates, *self._program.rules):
            self._environment.build(construct)
        self._environment.eval("(set-reset-globals FALSE)")
        kinds = [kind for kind in self._program.fields if issubclass(kind, Conclusion)]
        self._concluded = {template(kind, level): (kind, level) for kind in kinds for level in LEVELS}
        self._templates = {item.name: item for item in self._environment.templates()}

    def tell(self, facts: Iterable[Mirrored], coverage: Coverage, *, assumed: Iterable[Conclusion] = ()) -> Told:
        """Put the facts that any rule looks at into values of CLIPS, and which records are complete."""
        dates, closures = _Dates(), self._program.closures
        complete = [number for kinds, number in closures.items() if kinds <= coverage.keys()]
        told = [(self._templates[COMPLETE], {"closure": number}) for number in complete]
        for fact in (*facts, *assumed):
            named = self._program.fields.get(type(fact))
            if named is not None:
                values = {name: dates.value(fact[name]) for name in named}
                told += [(self._templates[name], values) for name in templates(type(fact))]
        return Told(tuple(told), f"(bind ?*told* (create$ {' '.join(map(str, dates.order()))}))")

    def run(self, told: Told) -> None:
        """Forget every fact, take these and infer all that follows."""
        self._begin(told)
        self._environment.run()

    def keep(self, told: Told) -> None:
        """Let CLIPS know these facts by heart, for :meth:`rerun`; they take the place of those that it knew."""
        self._begin(told)
        facts = " ".join(map(str, self._environment.facts()))
        self._environment.build(f"(deffacts known {facts})")

    def rerun(self) -> None:
        """Forget all but the facts known by heart and infer all that follows: no Python has a part in it."""
        self._environment.reset()
        self._environment.run()

    def levels(self) -> dict[str, int]:
        """Return the name of every conclusion of the last run, with the highest level that it reaches."""
        found: dict[str, int] = {}
        for fact in self._environment.facts():
            if fact.template.name in self._concluded:
                kind, level = self._concluded[fact.template.name]
                values = ", ".join(f"{name}={_read(fact[name])}" for name in field_names(kind))
                name = f"{kind.__name__}({values})"
                found[name] = max(found.get(name, level), level)
        return found

    def _begin(self, told: Told) -> None:
        self._environment.eval("(undeffacts *)")
        self._environment.eval(told.order)
        self._environment.reset()
        for made, values in told.facts:
            made.assert_fact(**values)


class _Dates:
    """The dates of one run as the integers that ``comparisons.clp`` describes."""

    def __init__(self) -> None:
        self._facts: dict[str, int] = {"": 0}
        self._before: dict[frozenset[str], int] = {frozenset(): 0}
        self._texts: dict[tuple[date, date], list[str]] = {}

    def value(self, item: Any) -> Any:
        """Return a value of a fact as CLIPS takes it."""
        if isinstance(item, Moment):
            return self._number(item)
        if isinstance(item, tuple):
            return tuple([self.value(one) for one in item])
        return _SYMBOLS[item] if item is None or isinstance(item, bool) else item

    def order(self) -> list[int]:
        """Return which facts each set of earlier facts holds."""
        sets = self._before.items()
        pairs = ((number, name) for names, number in sets for name in names if name in self._facts)
        return sorted(_FACTS * number + self._facts[name] for number, name in pairs)

    def _number(self, item: Moment) -> int:
        before = self._before.setdefault(item.follows, len(self._before))
        dated = self._facts.setdefault(item.of, len(self._facts))
        texts = self._texts.setdefault((item.earliest, item.latest), [])
        if item.text not in texts:
            texts.append(item.text)
        written = texts.index(item.text)
        assert before < _SETS, "too many orders of facts"
        assert dated < _FACTS, "too many facts with dates"
        assert written < _WRITTEN, f"too many ways to write {item}"
        number = (before * _FACTS + dated) * _WRITTEN + written
        return (number * _DAY + _day(item.earliest)) * _DAY + _day(item.latest)


def _day(day: date) -> int:
    return 32 * (12 * day.year + day.month - 1) + day.day


def _read(item: Any) -> Any:
    """Return a value of a conclusion, read back from CLIPS."""
    return next(key for key, symbol in _SYMBOLS.items() if symbol == item) if isinstance(item, clips.Symbol) else item
