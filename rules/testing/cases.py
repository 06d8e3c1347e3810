"""Rule cases: small situations in YAML, and what the rules must and must not conclude from each.

A file holds situations. What is ``given`` is a list of facts, spelt as in a case file (``type``, ``id`` and fields),
of figures computed over time (``Change``, ``UnitChange``, ``Owed`` ...) or of conclusions that are taken as certain,
so that one rule can be tested alone. Each case of a situation changes a little of it and says what follows::

    situations:
      - situation: Gullland takes five of its seven aircraft home.
        given:
          - {type: Change, combat_before: 7, combat_after: 2, combat_lost: 5}
        cases:
          - case: Fewer combat units than before lower exposure
            fires: [{exposure.fewer-units: {before: 7, after: 2}}]
            concludes: [{type: ExposureFell, manner: fewer-units}]
          - case: As many as before do not
            but: [{type: Change, combat_after: 7, combat_lost: 0}]
            silent: exposure.fewer-units
          - case: What no source counts leaves it open
            but: [{type: Change, combat_after: unknown, combat_lost: unknown}]
            undetermined: [{exposure.fewer-units: [lost]}]

Keys of a case, all but ``case`` optional:

- ``but``: nodes that replace fields of the node with their id (or of the only one of their type), or are added. The
  value ``unknown`` says that no source gives one. ``without``, also of a situation: ids or types that are left out.
- ``complete``: the kinds of fact whose record is complete (all, unless the key is there); ``incomplete``: those
  whose record is not. ``thresholds``: other values for named thresholds.
- ``fires``, ``silent``: rules that apply, with values of their variables where these matter, and rules that do not,
  not even possibly. ``undetermined``: rules that might apply, with the kinds of record or the variables missing.
- ``concludes``, ``not_concluded``: certain conclusions, and what must not be one, by class and fields.

``defaults.yaml`` in the same folder keeps cases short: ``every`` gives required fields of any class, ``classes`` the
fields of single ones, ``always`` facts that every case has. Roles, capabilities and grounds are those of the ontology.

For a rulebook of one's own::

    cases = read_cases(Path("my_cases"), RULEBOOK)
    bench = Bench(RULEBOOK)
    assert not [failure for case in cases for failure in bench.failures(case)]
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kb.dates import Moment
from rules.engine.inference import Inference
from rules.engine.nearness import MET, UNMET, NearMiss, Nearness, Report
from rules.engine.nearness import UNKNOWN as OPEN
from rules.engine.proof import Absent, Compared, Proof, Step
from rules.engine.rulebook import Rulebook
from rules.testing.case_files import UNKNOWN, CaseReader, RuleCase
from rules.theory.thresholds import with_overrides

__all__ = ["Bench", "RuleCase", "read_cases"]

DEFAULTS = "defaults.yaml"
_STATUS = {MET: "met", UNMET: "not met", OPEN: "open"}


@dataclass
class Bench:
    """Runs cases over one rulebook; the network for each set of thresholds is built once."""

    rulebook: Rulebook
    _inferences: dict[tuple[tuple[str, float], ...], Inference] = field(default_factory=dict)

    def run(self, case: RuleCase) -> Proof:
        """Return all that follows in a case."""
        return self._inference(case).open_world(case.facts, case.coverage, assumed=case.assumed)

    def nearest(self, case: RuleCase, rule: str, proof: Proof | None = None) -> NearMiss | None:
        """Return how near a rule comes in a case: which of its conditions hold, and which do not."""
        inference = self._inference(case)
        nearness = Nearness(self.rulebook, proof or self.run(case), case.coverage, inference.thresholds)
        made = self.rulebook.find(rule)
        return nearness.miss(made) if made else None

    def failures(self, case: RuleCase) -> Iterator[str]:
        """Yield what is not as the case expects."""
        proof = self.run(case)
        sure, possible = _by_rule(proof.steps), _by_rule(proof.possible)
        for rule, values in case.expected.get("fires", ()):
            if not any(_agrees(step.bindings, values) for step in sure.get(rule, ())):
                yield f"{rule} does not fire{_with(values)}: {self._lacking(case, rule, proof)}"
        for rule in sorted(case.names("silent")):
            if rule in sure or rule in possible:
                yield f"{rule} {'fires' if rule in sure else 'is undetermined'}, and should be silent"
        for rule, values in case.expected.get("undetermined", ()):
            wants = [sorted(_missing(step)) for step in possible.get(rule, ())]
            if rule in sure or not wants:
                lacking = "it fires" if rule in sure else self._lacking(case, rule, proof)
                yield f"{rule} is not undetermined: {lacking}"
            elif values and sorted(values) not in wants:
                told = " or of ".join(", ".join(item) for item in wants)
                yield f"{rule} is undetermined for want of {told}, not of {', '.join(sorted(values))}"
        yield from _wrong_conclusions(case, proof)

    def _inference(self, case: RuleCase) -> Inference:
        key = tuple(sorted(case.thresholds.items()))
        if key not in self._inferences:
            self._inferences[key] = Inference(self.rulebook, with_overrides(case.thresholds))
        return self._inferences[key]

    def _lacking(self, case: RuleCase, rule: str, proof: Proof) -> str:
        miss = self.nearest(case, rule, proof)
        if miss is None:
            return "the rulebook lacks it"
        reports = [report for report in miss.reports if report.status != MET]
        told = (f"condition {item.number + 1} is {_STATUS[item.status]}{_shown(item)}" for item in reports)
        return "; ".join(told) or "its conditions hold with other values"


def _shown(report: Report) -> str:
    """Return what a condition asks, as far as its variables have values."""
    told = report.told or ", ".join(f"{name} {_plain(value)}" for name, value in report.values)
    return f" ({told})" if told else ""


def _wrong_conclusions(case: RuleCase, proof: Proof) -> Iterator[str]:
    for kind, values in case.expected.get("concludes", ()):
        if not proof.concluded(kind, **values):
            yield f"{kind}{_with(values)} is not concluded"
    for kind, values in case.expected.get("not_concluded", ()):
        yield from (f"{fact.name} is concluded" for fact in proof.concluded(kind, **values))


def _by_rule(steps: Mapping[str, tuple[Step, ...]]) -> dict[str, list[Step]]:
    found: dict[str, list[Step]] = {}
    for made in steps.values():
        for step in made:
            found.setdefault(step.rule, []).append(step)
    return found


def _missing(step: Step) -> set[str]:
    """Return the kinds of record and the variables that keep a step from being certain."""
    found: set[str] = set()
    for premise in step.premises:
        if isinstance(premise, Absent):
            found |= set(premise.incomplete)
        elif isinstance(premise, Compared) and premise.answer is None:
            found |= set(premise.open_values)
    return found


def _agrees(bindings: Iterable[tuple[str, Any]], wanted: Mapping[str, Any]) -> bool:
    found = {name: _plain(value) for name, value in bindings}
    return all(name in found and found[name] == value for name, value in wanted.items())


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.text if isinstance(value, Moment) else UNKNOWN if value is None else value


def _with(values: Mapping[str, Any]) -> str:
    return f" with {', '.join(f'{name} {value}' for name, value in values.items())}" if values else ""


def read_cases(path: Path, rulebook: Rulebook) -> tuple[RuleCase, ...]:
    """Read the rule cases of a file, or of every file of a folder, by name.

    Raises:
        InputError: a file is not of this format, or names a rule, class, field or term that does not exist.
    """
    files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    reader = CaseReader(rulebook)
    defaults = (path if path.is_dir() else path.parent) / DEFAULTS
    if defaults.exists():
        reader.read_defaults(defaults)
    return tuple(case for file in files if file.name != DEFAULTS for case in reader.read(file))
