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

from benchmarks.clips_rules import COMPLETE, LEVELS, program, template, templates, value
from kb.dates import Moment
from rules.engine.facts import Conclusion, Mirrored, field_names
from rules.engine.notebook import Coverage
from rules.engine.rulebook import Rulebook
from rules.engine.thresholds import Threshold

COMPARISONS = Path(__file__).with_name("comparisons.clp")
_DAY, _WRITTEN, _FACTS, _SETS = 2**22, 2**3, 2**10, 2**6
_SYMBOLS = {"nil": None, "TRUE": True, "FALSE": False}

_CONCLUDED = """(deffunction concluded ()
  (bind ?told (create$))
  (do-for-all-facts ((?fact {})) TRUE
    (bind ?told (create$ ?told (fact-relation ?fact)))
    (progn$ (?slot (fact-slot-names ?fact)) (bind ?told (create$ ?told (fact-slot-value ?fact ?slot)))))
  ?told)"""
"""Lists each conclusion: its template and its values. A fact that clipspy hands to Python would never be let go."""


@dataclass(frozen=True)
class Told:
    """What CLIPS is told before a run, as source: facts, and which of them came before which."""

    facts: str
    order: str


class Clips:
    """A rulebook in CLIPS, made ready once and run many times."""

    def __init__(self, rulebook: Rulebook, thresholds: Mapping[str, Threshold]) -> None:
        """Write the rules and let CLIPS read them."""
        self._program = program(rulebook, thresholds)
        self._environment = clips.Environment()
        for router in self._environment.routers():
            router.deactivate()  # clipspy's own is asked about every character that CLIPS reads
        self._environment.load(str(COMPARISONS))
        for construct in (*self._program.templates, *self._program.rules):
            self._environment.build(construct)
        self._environment.eval("(set-reset-globals FALSE)")
        kinds = [kind for kind in self._program.fields if issubclass(kind, Conclusion)]
        self._concluded = {template(kind, level): (kind, level) for kind in kinds for level in LEVELS}
        self._environment.build(_CONCLUDED.format(" ".join(self._concluded)))

    def tell(self, facts: Iterable[Mirrored], coverage: Coverage, *, assumed: Iterable[Conclusion] = ()) -> Told:
        """Write down the facts that any rule looks at, and which records are complete."""
        dates, closures = _Dates(), self._program.closures
        complete = [number for kinds, number in closures.items() if kinds <= coverage.keys()]
        told = [f"({COMPLETE} (closure {number}))" for number in complete]
        for fact in (*facts, *assumed):
            named = self._program.fields.get(type(fact))
            if named is not None:
                slots = " ".join([f"({name} {dates.written(fact[name])})" for name in named])
                told += [f"({name} {slots})" for name in templates(type(fact))]
        return Told("\n".join(told), f"(bind ?*told* (create$ {' '.join(map(str, dates.order()))}))")

    def run(self, told: Told) -> None:
        """Forget every fact, read these and infer all that follows."""
        self._environment.eval(told.order)
        self._environment.reset()
        self._environment.load_facts(told.facts)
        self._environment.run()

    def keep(self, told: Told) -> None:
        """Let CLIPS know these facts by heart, for :meth:`rerun`."""
        self._environment.eval(told.order)
        self._environment.build(f"(deffacts known {told.facts})")

    def rerun(self) -> None:
        """Forget all but the facts known by heart and infer all that follows."""
        self._environment.reset()
        self._environment.run()

    def forget(self) -> None:
        """Forget what was known by heart."""
        self._environment.eval("(undeffacts *)")

    def levels(self) -> dict[str, int]:
        """Return the name of every conclusion of the last run, with the highest level that it reaches."""
        found: dict[str, int] = {}
        told = map(_read, self._environment.eval("(concluded)"))
        for relation in told:
            kind, level = self._concluded[relation]
            values = {name: next(told) for name in self._program.fields[kind]}
            name = f"{kind.__name__}({', '.join(f'{name}={values[name]}' for name in field_names(kind))})"
            found[name] = max(found.get(name, level), level)
        return found


class _Dates:
    """The dates of one run as the integers that ``comparisons.clp`` describes."""

    def __init__(self) -> None:
        self._facts: dict[str, int] = {"": 0}
        self._before: dict[frozenset[str], int] = {frozenset(): 0}
        self._texts: dict[tuple[date, date], list[str]] = {}

    def written(self, item: Any) -> str:
        """Return a value of a fact as CLIPS reads it."""
        return str(self._number(item)) if isinstance(item, Moment) else value(item)

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
    return _SYMBOLS.get(str(item), item) if isinstance(item, clips.Symbol) else item
