"""What would keep a state in: each proposal judged by the rules beside the exit that is supposed.

A proposal helps where the exit would be no defection, where the defection would be of a lesser shape, or where its will
to stay would show. What stands in its way are the restrictions that the rules find on the state's part; what bears it
out are episodes on record, known by then, in which a state did just that, and what came of them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from kb.dates import full_months
from rules.engine.proof import Known
from rules.foreseeing import proposals as p
from rules.foreseeing.proposals import Proposal, proposals
from rules.foreseeing.suppositions import supposed
from rules.foreseeing.watching import DEFECTION, Alert, Outcome, Watch
from rules.judging.court import Judgement

NONE, LESSER, WILLING = "none", "lesser", "willing"
EFFECTS = (NONE, LESSER, WILLING)
"""What a proposal makes of the exit: no defection, a lesser one, one that leaves no doubt of the will to stay."""

_SHAPES = ("total-withdrawal", "partial-withdrawal", "swapping", "re-role", "repositioning", "caveats")
"""The shapes of a defection, the one that leaves the least behind first."""

_BURDENED: Mapping[str, frozenset[str]] = {
    p.LONGER: frozenset({"procedural", "structural"}),
    p.FEWER: frozenset({"procedural", "structural"}),
    p.AREA: frozenset({"procedural", "operational"}),
    p.TASK: frozenset({"procedural", "operational"}),
    p.LIMITS: frozenset(),
    p.RELIEF: frozenset(),
    p.TURN: frozenset(),
    p.INSTEAD: frozenset({"procedural", "structural"}),
    p.PROMISE: frozenset(),
}
"""The kinds of restriction that bear on a proposal of each kind."""


@dataclass(frozen=True)
class Precedent:
    """An episode in which a state did just that; ``back``: months until combat units of its own came again, if any."""

    judgement: Judgement
    back: int | None


@dataclass(frozen=True)
class Option:
    """A proposal that helps.

    Attributes:
        proposal: what is proposed.
        outcome: what the rules say of it.
        effect: one of :data:`EFFECTS`.
        obstacles: the restrictions that bear on it, each with the step that shows it.
        precedents: episodes in which it was done.
    """

    proposal: Proposal
    outcome: Outcome
    effect: str
    obstacles: tuple[Known, ...]
    precedents: tuple[Precedent, ...]


class Keeping:
    """Finds what would keep in what stands on a day."""

    def __init__(self, watch: Watch) -> None:
        """Look at no more than what was known on the day of a watch."""
        self.watch = watch

    def options(self, alert: Alert, base: Outcome) -> list[Option]:
        """Return the proposals that help against one supposed exit, those that help most first.

        Nothing about support units helps where combat units go with them.
        """
        found = list(self._options(alert, base)) if base.defection and not beside_combat(alert, base) else []
        return sorted(found, key=lambda item: (EFFECTS.index(item.effect), p.KINDS.index(item.proposal.kind)))

    def _options(self, alert: Alert, base: Outcome) -> Iterator[Option]:
        for proposal in proposals(alert.standing, base.supposition):
            judged = supposed(self.watch.court, alert.standing.part, proposal.supposition)
            if judged is None:
                continue
            court, facts = judged
            outcome = Outcome(proposal.supposition, court, court.on_record(facts.episode.id), ())
            effect = _effect(base.judgement, outcome.judgement)
            if effect is not None:
                obstacles = tuple(_obstacles(base.judgement, proposal.kind))
                yield Option(proposal, outcome, effect, obstacles, tuple(self._precedents(proposal.kind)))

    @cached_property
    def _before(self) -> list[Judgement]:
        court = self.watch.court
        return [court.on_record(name) for name in court.episodes]

    def _precedents(self, kind: str) -> Iterator[Precedent]:
        for item in self._before:
            if _did(kind, item):
                yield Precedent(item, self._back(item))

    def _back(self, item: Judgement) -> int | None:
        """Return after how many months more combat units of the state came; ``None`` where none are known to have."""
        own = [other for other in self._before if other.facts.part.key == item.facts.part.key]
        later = (other for other in own if other.episode.date > item.episode.date and other.change.combat_gained)
        found = next(later, None)
        return None if found is None else full_months(item.episode.date.earliest, found.episode.date.earliest)


def beside_combat(alert: Alert, base: Outcome) -> bool:
    """Tell whether the exit of support units would be a defection for the combat units that go with them."""
    return base.defection and not alert.standing.combat and base.judgement.scope == "combat"


def _effect(base: Judgement, other: Judgement) -> str | None:
    """Return what a proposal makes of an exit; ``None`` where it does not help, or the facts do not settle it."""
    if other.verdict not in (DEFECTION, "undetermined"):
        return NONE
    if other.verdict != DEFECTION:
        return None
    before, after = (min(map(_SHAPES.index, one.strategies), default=0) for one in (base, other))
    if after > before:
        return LESSER
    doubted, doubts = (one.proof.concluded("WillIntact", episode=one.episode.id) == () for one in (base, other))
    return WILLING if doubted and not doubts else None


def _obstacles(base: Judgement, kind: str) -> Iterator[Known]:
    for item in base.proof.concluded("Restriction"):
        if item["restriction"] in _BURDENED[kind]:
            yield item


def _did(kind: str, item: Judgement) -> bool:
    """Tell whether a state did in an episode what a proposal of a kind says."""
    shapes = set(item.strategies)
    if kind in (p.RELIEF, p.TURN):
        return bool({"taken-over", "beyond-own-duty"} & set(item.reasons))
    if kind == p.PROMISE:
        return item.verdict == DEFECTION and bool(item.proof.concluded("ReturnPromised", episode=item.episode.id))
    if kind == p.LONGER:
        return "no-change" in item.reasons
    if kind == p.FEWER:
        return item.verdict == DEFECTION and bool(item.change.fights)
    wanted = {p.AREA: "repositioning", p.TASK: "re-role", p.LIMITS: "caveats", p.INSTEAD: "swapping"}
    return wanted[kind] in shapes
