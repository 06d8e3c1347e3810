"""The smallest changes of observed facts that overturn a conclusion.

Changes are taken from what the conclusion rests on: any fact may be withdrawn (also one that alone keeps up an
absence), a date or count moved just past the threshold it meets, and a fact added that a near miss lacked. Sets of
changes are tried by size, each by a run; a set of withdrawals that leaves one recorded derivation whole is passed
over, since it cannot overturn anything.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from kb.altering import Alteration
from kb.records import Record
from rules.additions import additions
from rules.alternatives import Alternatives
from rules.judging import Court, Judgement
from rules.proof import Absent, Held, Proof, Step
from rules.shifting import shifts
from rules.support import Support, arrangements, support
from rules.targets import Target
from rules.upholding import upholding

LARGEST = 3
"""The largest sets of changes that are tried."""
BUDGET = 400
"""How many alternatives are judged before the search gives up on proving that nothing smaller does it."""

Change = Alteration | Record


@dataclass(frozen=True)
class Flips:
    """What overturns a conclusion.

    Attributes:
        sets: every set of changes of the smallest size that does it, in a fixed order; none where none was found.
        proven: every smaller set of the changes considered was excluded.
        considered: how many single changes were considered.
        runs: how many alternatives were judged.
    """

    sets: tuple[tuple[Change, ...], ...]
    proven: bool
    considered: int
    runs: int


def flips(court: Court, judgement: Judgement, target: Target, *, budget: int = BUDGET) -> Flips:
    """Search for the smallest changes that overturn a conclusion which holds."""
    found = target.found(judgement.proof)
    ground = support(judgement.proof, [item.name for item in found])
    candidates = _candidates(judgement, ground)
    kept = frozenset(upholding(judgement, ground))
    search = _Search(Alternatives(court, judgement.episode.id), target, judgement.proof, budget, kept)
    for size in range(1, LARGEST + 1):
        sets = tuple(search.of_size(candidates, size))
        if sets or search.spent:
            return Flips(sets, not search.spent, len(candidates), search.alternatives.runs)
    return Flips((), False, len(candidates), search.alternatives.runs)


def _candidates(judgement: Judgement, ground: Support) -> list[Change]:
    names = (*ground.facts, *ground.records, *upholding(judgement, ground))
    withdrawals = [Alteration(name) for name in names]
    return [*withdrawals, *shifts(judgement, ground), *additions(judgement, ground)]


class _Search:
    """Tries sets of changes; ``spent`` tells that the budget ran out before all sets of a size were tried."""

    def __init__(
        self,
        alternatives: Alternatives,
        target: Target,
        proof: Proof,
        budget: int,
        upheld_by: frozenset[str] = frozenset(),
    ) -> None:
        self.alternatives = alternatives
        self.target = target
        self.proof = proof
        self.budget = budget
        self.never_powerless = upheld_by | _counted(proof)
        self.spent = False

    def of_size(self, candidates: Sequence[Change], size: int) -> Iterator[tuple[Change, ...]]:
        """Yield every set of a size that overturns the conclusion."""
        for chosen in combinations(candidates, size):
            if self._clashing(chosen) or self._powerless(chosen):
                continue
            if self.alternatives.runs >= self.budget:
                self.spent = True
                return
            changes = [item for item in chosen if isinstance(item, Alteration)]
            added = [item for item in chosen if not isinstance(item, Alteration)]
            if self.alternatives.overturns(self.target, changes, added):
                yield chosen

    def _clashing(self, chosen: Sequence[Change]) -> bool:
        """Tell whether two changes touch one fact, or two shift the same field."""
        facts = [item.fact for item in chosen if isinstance(item, Alteration)]
        return len(facts) != len(set(facts))

    def _powerless(self, chosen: Sequence[Change]) -> bool:
        """Tell whether only facts are withdrawn that enter no figure, and one derivation does without them all.

        Facts that keep an absence up are no premises, and never pass for powerless.
        """
        if not all(isinstance(item, Alteration) and item.field is None for item in chosen):
            return False
        gone = {item.fact for item in chosen if isinstance(item, Alteration)}
        if gone & self.never_powerless:
            return False
        return any(_stands(self.proof, item.name, gone, set()) for item in self.target.found(self.proof))


def _counted(proof: Proof) -> set[str]:
    """Return the facts that enter a figure: to withdraw one may change more than the steps that use it."""
    found = {name for fact in proof.facts.values() for name in fact.basis}
    return found | arrangements(proof, found)


def _stands(proof: Proof, name: str, gone: set[str], above: set[str]) -> bool:
    """Tell whether a conclusion keeps a derivation that uses none of the facts that are gone."""
    if name in above:
        return False
    return any(_step_stands(proof, step, gone, above | {name}) for step in proof.steps.get(name, ()))


def _step_stands(proof: Proof, step: Step, gone: set[str], above: set[str]) -> bool:
    for premise in step.premises:
        if isinstance(premise, Absent) and any(name in gone for _, names in premise.records for name in names):
            return False
        if isinstance(premise, Held):
            known = proof.facts[premise.fact]
            if known.origin == "observed" and str(known["id"]) in gone:
                return False
            if known.origin == "concluded" and not _stands(proof, premise.fact, gone, above):
                return False
    return True
