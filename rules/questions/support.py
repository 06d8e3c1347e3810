"""What a conclusion rests on: the observed facts of all its derivations, and the comparisons on the way."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rules.engine.facts import VOCABULARY
from rules.engine.proof import Absent, Compared, Held, Proof, Step

_TERMS = frozenset(kind.__name__ for kind in VOCABULARY)
"""Kinds of fact that are terms of the vocabulary, not part of a case."""


@dataclass(frozen=True)
class Support:
    """All that the derivations of some conclusions use.

    Attributes:
        facts: names of observed records, those behind computed figures and the arrangements of shifts included.
        records: names of the records that say all facts of a kind are listed.
        steps: every step, each once, in the order in which they are met.
    """

    facts: tuple[str, ...]
    records: tuple[str, ...]
    steps: tuple[Step, ...]

    def comparisons(self) -> Iterator[tuple[Step, Compared]]:
        """Yield every comparison with the step that made it."""
        for step in self.steps:
            for premise in step.premises:
                if isinstance(premise, Compared):
                    yield step, premise

    def absences(self) -> Iterator[tuple[Step, Absent]]:
        """Yield every absence with the step that used it."""
        for step in self.steps:
            for premise in step.premises:
                if isinstance(premise, Absent) and premise.kind:
                    yield step, premise


def support(proof: Proof, conclusions: list[str]) -> Support:
    """Return what conclusions rest on, in every derivation of theirs."""
    facts: dict[str, None] = {}
    records: dict[str, None] = {}
    steps: dict[Step, None] = {}
    waiting, seen = list(conclusions), set(conclusions)
    while waiting:
        for step in proof.steps.get(waiting.pop(0), ()):
            steps[step] = None
            for premise in step.premises:
                if isinstance(premise, Absent):
                    records.update(dict.fromkeys(name for _, names in premise.records for name in names))
                elif isinstance(premise, Held):
                    known = proof.facts[premise.fact]
                    if known.origin == "observed" and known.kind not in _TERMS:
                        facts[str(known["id"])] = None
                    facts.update(dict.fromkeys(known.basis))
                    if premise.fact not in seen:
                        seen.add(premise.fact)
                        waiting.append(premise.fact)
    return Support(tuple(sorted({*facts, *arrangements(proof, facts)})), tuple(sorted(records)), tuple(steps))


def arrangements(proof: Proof, names: Iterable[str]) -> set[str]:
    """Return the arrangements of the shifts among some facts: without its arrangement a shift binds nobody."""
    shifts = (proof.facts.get(f"Shift({name})") for name in names)
    found = {str(item["arrangement"]) for item in shifts if item is not None}
    return {name for name in found if f"Arrangement({name})" in proof.facts}
