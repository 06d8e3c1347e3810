"""What could have been otherwise so that a conclusion falls: the smallest changes of each kind.

Changes are taken from what the conclusion rests on: a fact may not have been (also one that alone keeps up an absence),
a date may have been another, a number smaller, a yes a no; and what a near miss lacked may have been. Sets of changes
of one kind are tried by size, each by a run; a set of facts that were not that leaves one derivation whole is passed
over, since it cannot overturn anything. Facts without which the episode is another, or none, stand apart.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from kb.altered.altering import Alteration
from kb.dates import Moment
from kb.errors import InputError
from kb.records import Coalition, State
from rules.engine.listening import Heard
from rules.engine.proof import Absent, Held, Proof, Step
from rules.judging.court import Court, Judgement
from rules.judging.targets import Target
from rules.overturning.additions import additions, misses
from rules.overturning.counterfactuals import KINDS, Change, Span, change
from rules.overturning.shifting import Field, dates, near_dates, numbers, truths
from rules.overturning.spans import Reach, Region, reach, regions
from rules.questions.alternatives import Alternatives
from rules.questions.support import Support, arrangements, support
from rules.questions.upholding import upholding

LARGEST = 3
"""The largest sets of changes that are tried."""
LARGEST_OF_DAYS = 2
"""The largest sets of dates that are moved together."""
BUDGET = 600
"""How many alternatives are judged before the search gives up on proving that nothing smaller does it."""
STANDS, FALLS, ANOTHER = "stands", "falls", "another"
"""What becomes of a conclusion: it stands, it falls, or the episode is another or none."""


@dataclass(frozen=True)
class Group:
    """The smallest changes of one kind that overturn a conclusion.

    Attributes:
        kind: one of :data:`rules.overturning.counterfactuals.KINDS`.
        sets: every set of changes of the smallest size that does it, in a fixed order; none where none was found.
        proven: every smaller set of the changes of this kind that were considered was excluded.
        considered: how many single changes of this kind were considered.
    """

    kind: str
    sets: tuple[tuple[Change, ...], ...]
    proven: bool
    considered: int


@dataclass(frozen=True)
class Flips:
    """What overturns a conclusion.

    Attributes:
        groups: for every kind of which a change was considered, the likeliest first, the smallest changes.
        apart: single changes after which the episode is another, or none.
        runs: how many alternatives were judged.
    """

    groups: tuple[Group, ...]
    apart: tuple[Change, ...]
    runs: int

    @property
    def sets(self) -> tuple[tuple[Change, ...], ...]:
        """Return the smallest sets of every kind, the likeliest kind first."""
        return tuple(chosen for group in self.groups for chosen in group.sets)

    @property
    def proven(self) -> bool:
        """Tell whether every set is proven smallest of its kind."""
        return all(group.proven for group in self.groups)

    @property
    def considered(self) -> int:
        """Return how many single changes were considered."""
        return sum(group.considered for group in self.groups) + len(self.apart)


def flips(court: Court, judgement: Judgement, target: Target, *, budget: int = BUDGET) -> Flips:
    """Search for the smallest changes of each kind that overturn a conclusion which holds."""
    found = target.found(judgement.proof)
    if not found:
        return Flips((), (), 0)
    ground = support(judgement.proof, [item.name for item in found])
    search = _Search(Alternatives(court, judgement.episode.id, target.kinds), target, judgement, ground, budget)
    changes = [item for item in candidates(judgement, ground) if search.is_possible(item)]
    apart = [item for item in changes if search.outcome((item,)) == ANOTHER]
    days = list(search.days())
    groups = []
    for kind in KINDS:
        own = [item for item in changes if item.kind == kind and item not in apart]
        moved = [item for item in days if item.kind == kind]
        if own or search.fields.get(kind):
            groups.append(search.group(kind, own, moved))
    return Flips(tuple(groups), tuple(apart), search.alternatives.runs)


def candidates(judgement: Judgement, ground: Support) -> list[Change]:
    """Return the single changes that are considered, but for days, which are considered all."""
    kb, state = judgement.facts.part.kb, judgement.episode.state
    names = dict.fromkeys((*ground.facts, *upholding(judgement, ground)))
    facts = [name for name in names if not isinstance(kb.records[name], (State, Coalition))]
    parts = [
        *((Alteration(name),) for name in facts),
        *((item,) for item in numbers(judgement, ground)),
        *truths(judgement, ground),
        *additions(judgement, ground),
    ]
    return [change(kb, state, item) for item in dict.fromkeys(parts)]


@dataclass
class _Search:
    """Tries sets of changes; ``spent`` tells that the budget ran out before all sets of a size were tried."""

    alternatives: Alternatives
    target: Target
    judgement: Judgement
    ground: Support
    budget: int
    spent: bool = False
    fields: dict[str, list[Field]] = field(default_factory=dict)
    neighbours: list[Change] = field(default_factory=list)

    def __post_init__(self) -> None:
        proof = self.judgement.proof
        self.never_powerless = frozenset(upholding(self.judgement, self.ground)) | _counted(proof)

    def is_possible(self, item: Change) -> bool:
        """Tell whether a case file could state a change."""
        try:
            self.alternatives.judge(item.alterations, item.added)
        except InputError:
            return False
        return True

    def outcome(self, chosen: Sequence[Change]) -> str:
        """Return what becomes of the conclusion with changes made together."""
        altered = [part for item in chosen for part in item.alterations]
        added = list(dict.fromkeys(part for item in chosen for part in item.added))
        try:
            judged = self.alternatives.judge(altered, added)
        except InputError:
            return STANDS
        return self._of(judged)

    def _of(self, judged: Judgement | None) -> str:
        if judged is None:
            return ANOTHER
        return STANDS if self.target.at(judged.episode).found(judged.proof) else FALLS

    def group(self, kind: str, own: Sequence[Change], moved: Sequence[Change]) -> Group:
        """Return the smallest sets of one kind: of single changes and spans of days, else of pairs and more."""
        near = [item for item in self.neighbours if item.kind == kind]
        places = self.fields.get(kind, [])
        considered = len(own) + len(places)
        single = [*((item,) for item in moved), *self.of_size(own, 1)]
        if single or self.spent:
            return Group(kind, tuple(single), not self.spent, considered)
        for size in range(2, (LARGEST_OF_DAYS if places else LARGEST) + 1):
            sets = tuple(self.of_size([*own, *near], size))
            if sets or self.spent:
                return Group(kind, sets, not self.spent, considered)
        return Group(kind, (), True, considered)

    def of_size(self, changes: Sequence[Change], size: int) -> Iterator[tuple[Change, ...]]:
        """Yield every set of a size that overturns the conclusion."""
        for chosen in combinations(changes, size):
            if self._clashing(chosen) or self._powerless(chosen):
                continue
            if self.alternatives.runs >= self.budget:
                self.spent = True
                return
            if self.outcome(chosen) == FALLS:
                yield chosen

    def days(self) -> Iterator[Change]:
        """Yield every span of days to which a date would have to be moved; note the days next to it that do nothing."""
        ways = (place for miss in misses(self.judgement, self.ground) for place in near_dates(self.judgement, miss))
        for place in sorted({*dates(self.judgement, self.ground), *ways}):
            reached = reach(self.judgement, place)
            if reached is None:
                continue
            if self.alternatives.runs >= self.budget:
                self.spent = True
                return
            self.fields.setdefault(self._kind(place), []).append(place)
            yield from self._spans(place, reached)

    def _spans(self, place: Field, reached: Reach) -> Iterator[Change]:
        """Yield the nearest days, earlier and later, on which the conclusion falls; note the nearest of no effect."""
        found = regions(self.judgement, place, reached, lambda to, days: self._attempt(place, to, days))
        now: Moment = getattr(self.judgement.facts.part.kb.records[place[0]], place[1])
        earlier = [item for item in reversed(found) if item.last < now.earliest]
        later = [item for item in found if item.first > now.latest]
        for side in (earlier, later):
            falling = next((item for item in side if item.outcome == FALLS), None)
            if falling:
                yield self._moved(place, falling, reached, now)
            elif side and side[0].outcome == STANDS:
                self.neighbours.append(self._moved(place, side[0], reached, now))

    def _moved(self, place: Field, item: Region, reached: Reach, now: Moment) -> Change:
        """Return a date moved into a region, to the day that is nearest to where it lies."""
        nearest = item.first if item.first > now.latest else item.last
        first = None if item.first <= reached.first and reached.open_start else item.first
        last = None if item.last >= reached.last and reached.open_end else item.last
        moved = Alteration(place[0], place[1], Moment(nearest, nearest, nearest.isoformat()))
        return change(self.judgement.facts.part.kb, self.judgement.episode.state, [moved], Span(first, last))

    def _attempt(self, place: Field, to: Moment, days: frozenset[Moment]) -> tuple[str, Iterable[Heard]]:
        with self.alternatives.court.inference.listening(days) as heard:
            try:
                judged = self.alternatives.afresh([Alteration(place[0], place[1], to)])
            except InputError:
                return ANOTHER, ()
            return self._of(judged), frozenset(heard)

    def _kind(self, place: Field) -> str:
        now = Alteration(place[0], place[1], getattr(self.judgement.facts.part.kb.records[place[0]], place[1]))
        return change(self.judgement.facts.part.kb, self.judgement.episode.state, [now]).kind

    def _clashing(self, chosen: Sequence[Change]) -> bool:
        """Tell whether two changes touch one fact."""
        facts = [fact for item in chosen for fact in {part.fact for part in item.alterations}]
        return len(facts) != len(set(facts))

    def _powerless(self, chosen: Sequence[Change]) -> bool:
        """Tell whether only facts are taken back that enter no figure, and one derivation does without them all.

        Facts that keep an absence up are no premises, and never pass for powerless.
        """
        parts = [part for item in chosen for part in item.parts]
        if not all(isinstance(part, Alteration) and part.field is None for part in parts):
            return False
        gone = {part.fact for part in parts if isinstance(part, Alteration)}
        gone |= {other for name in gone for other in self.judgement.facts.part.kb.named_by.get(name, ())}
        if gone & self.never_powerless:
            return False
        proof = self.judgement.proof
        return any(_stands(proof, item.name, gone, set()) for item in self.target.found(proof))


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
