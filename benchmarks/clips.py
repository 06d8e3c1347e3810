"""CLIPS over the same rules and the same facts: a yardstick for speed, and a second opinion on every conclusion.

Nothing of our engine has a part in it but the rules as data and the facts: CLIPS matches, compares and forbids by
itself (:mod:`rules.translating.clips`). It keeps no proof.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import clips

from rules.engine.facts import Conclusion, Mirrored, field_names
from rules.engine.prepared import Coverage
from rules.engine.rulebook import Rulebook
from rules.engine.thresholds import Threshold
from rules.translating.clips import COMPARISONS, Told, program, tell, template
from rules.translating.outline import LEVELS

_SYMBOLS = {"nil": None, "TRUE": True, "FALSE": False}

_CONCLUDED = """(deffunction concluded ()
  (bind ?told (create$))
  (do-for-all-facts ((?fact {})) TRUE
    (bind ?told (create$ ?told (fact-relation ?fact)))
    (progn$ (?slot (fact-slot-names ?fact)) (bind ?told (create$ ?told (fact-slot-value ?fact ?slot)))))
  ?told)"""
"""Lists each conclusion: its template and its values. A fact that clipspy hands to Python would never be let go."""


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
        kinds = [kind for kind in self._program.outline.fields if issubclass(kind, Conclusion)]
        self._concluded = {template(kind, level): (kind, level) for kind in kinds for level in LEVELS}
        self._environment.build(_CONCLUDED.format(" ".join(self._concluded)))

    def tell(self, facts: Iterable[Mirrored], coverage: Coverage, *, assumed: Iterable[Conclusion] = ()) -> Told:
        """Write down the facts that any rule looks at, and which records are complete."""
        return tell(self._program, facts, coverage, assumed=assumed)

    def run(self, told: Told) -> None:
        """Forget every fact, read these and infer all that follows."""
        self._environment.eval(f"(bind ?*told* {told.order})")
        self._environment.reset()
        self._environment.load_facts(told.facts)
        self._environment.run()

    def keep(self, told: Told) -> None:
        """Let CLIPS know these facts by heart, for :meth:`rerun`."""
        self._environment.eval(f"(bind ?*told* {told.order})")
        self._environment.build(f"(deffacts known {told.facts})")

    def rerun(self) -> None:
        """Forget all but the facts known by heart and infer all that follows."""
        self._environment.reset()
        self._environment.run()

    def forget(self) -> None:
        """Forget what was known by heart."""
        self._environment.eval("(undeffacts *)")

    def conclude(
        self, facts: Iterable[Mirrored], coverage: Coverage, *, assumed: Iterable[Conclusion] = ()
    ) -> dict[str, int]:
        """Return all that CLIPS concludes from facts, as :meth:`levels` does."""
        self.run(self.tell(facts, coverage, assumed=assumed))
        return self.levels()

    def levels(self) -> dict[str, int]:
        """Return the name of every conclusion of the last run, with the highest level that it reaches."""
        found: dict[str, int] = {}
        told = map(_read, self._environment.eval("(concluded)"))
        for relation in told:
            kind, level = self._concluded[relation]
            values = {name: next(told) for name in self._program.outline.fields[kind]}
            name = f"{kind.__name__}({', '.join(f'{name}={values[name]}' for name in field_names(kind))})"
            found[name] = max(found.get(name, level), level)
        return found


def _read(item: Any) -> Any:
    """Return a value of a conclusion, read back from CLIPS."""
    return _SYMBOLS.get(str(item), item) if isinstance(item, clips.Symbol) else item
