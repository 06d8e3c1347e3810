"""The watch: everything that stands on a day, and what the rules would say if it went.

Each supposed exit is judged on what was known, by the same rules as any other. What the proof lacks for a defection
counts as further facts; the order of the list (:mod:`rules.foreseeing.orders`) rests on these counts and on days, and
on no degree of belief.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kb.altered.as_of import as_of
from kb.store import KnowledgeBase
from rules.foreseeing.signs import MADE_KNOWN, Sign, signs
from rules.foreseeing.standing import Standing, standing
from rules.foreseeing.suppositions import Supposition, apart, supposed, suppositions
from rules.judging.court import Court, Judgement
from rules.judging.gaps import wanting

DEFECTION = "defection"
_BESIDE = frozenset({"FleetShare"})
"""Figures that come with the facts from which they are computed."""
_MADE = frozenset({"Change", "Episode", "JointPool", "Owed", "Subject", "UnitChange"})
"""Figures of the exit itself: what wants another of these wants another exit."""


@dataclass(frozen=True)
class Near:
    """How near a supposed exit is to a defection, by what the orders go.

    Attributes:
        wanting: how many further facts would make it one; ``None``: none that could be named would.
        explained: a cause would be established on what was known.
        last: the last day before it.
        due: something comes due on that day; else a decision alone would bring it.
    """

    wanting: int | None
    explained: bool
    last: date
    due: bool

    @property
    def key(self) -> tuple[bool, int, bool, date]:
        """Return what sorts the nearest first: by facts wanting, by whether a cause stands, by how soon."""
        return self.wanting is None, self.wanting or 0, not self.explained, self.last


@dataclass(frozen=True)
class Outcome:
    """What the rules say of a supposed exit.

    Attributes:
        supposition: what is supposed.
        court: the court over what was known and is supposed.
        judgement: the judgement on the exit.
        lacking: where it would be no defection, the kinds of fact of which one each would make it one; the fewest
            first. Empty where it would be one, and where no further fact would do.
    """

    supposition: Supposition
    court: Court
    judgement: Judgement
    lacking: tuple[tuple[str, ...], ...]

    @property
    def defection(self) -> bool:
        """Tell whether it would be a defection."""
        return self.judgement.verdict == DEFECTION

    @property
    def wanting(self) -> int | None:
        """Return how many further facts would make it a defection; ``None``: none that could be named would."""
        own = int(self.supposition.decided)
        if self.defection:
            return own
        return own + len(self.lacking[0]) if self.lacking else None

    @property
    def near(self) -> Near:
        """Return how near it is to a defection."""
        explained = self.defection and bool(self.judgement.causes)
        return Near(self.wanting, explained, self.supposition.last, self.supposition.due)


@dataclass(frozen=True)
class Alert:
    """One thing that stands on a day: the signs that it may go, and what that would be, the nearest first."""

    standing: Standing
    signs: tuple[Sign, ...]
    outcomes: tuple[Outcome, ...]

    @property
    def nearest(self) -> Outcome:
        """Return what is nearest to a defection."""
        return self.outcomes[0]

    @property
    def announced(self) -> bool:
        """Tell whether it was made known that the units go, are cut or do not come."""
        return any(sign.kind in MADE_KNOWN for sign in self.signs)

    @property
    def name(self) -> str:
        """Return the name by which the alert is opened."""
        return f"{self.standing.thing.id}@{self.standing.on.isoformat()}"


class Watch:
    """What stands on a day, on what was known by a day that is no later."""

    def __init__(self, court: Court, on: date, known: date | None = None) -> None:
        """Keep the day, and look only at what was known by then.

        Args:
            court: the rules, over all that is on record.
            on: the day.
            known: the last day of which anything is to be known; the same day where none is given.
        """
        self.on = on
        self.court = court.over(_known(court.kb, min(known or on, on)))
        self.known = self.court.kb.as_of or on

    @cached_property
    def things(self) -> tuple[Standing, ...]:
        """Return all that stands on the day."""
        return tuple(standing(self.court.kb, self.on))

    def alerts(self, things: Iterable[Standing] | None = None) -> list[Alert]:
        """Return an alert for each thing, or for those given, of which some exit can be supposed."""
        found = (self.alert(item) for item in (self.things if things is None else things))
        return [item for item in found if item is not None]

    def alert(self, item: Standing) -> Alert | None:
        """Return what is known and what would be of one thing."""
        known = signs(item, self.court.inference.thresholds)
        outcomes = (self._outcome(item, one) for one in suppositions(item, known))
        judged = sorted((one for one in outcomes if one is not None), key=lambda one: one.near.key)
        return Alert(item, known, tuple(judged)) if judged else None

    def _outcome(self, item: Standing, one: Supposition) -> Outcome | None:
        found = supposed(self.court, item.part, one)
        if found is None:
            return None
        court, facts = found
        judgement = court.on_record(facts.episode.id)
        alone = apart(item, one) if judgement.verdict == DEFECTION and judgement.scope == "combat" else None
        if alone is not None:
            return self._outcome(item, alone)
        lacking = () if judgement.verdict == DEFECTION else tuple(_lacking(judgement))
        return Outcome(one, court, judgement, lacking)


def _known(kb: KnowledgeBase, on: date) -> KnowledgeBase:
    return kb if kb.as_of is not None and kb.as_of <= on else as_of(kb, on)


def _lacking(judgement: Judgement) -> list[tuple[str, ...]]:
    """Return the sets of kinds of fact that would make a defection of an exit, each once, the smallest first."""
    gaps = wanting(judgement.nearness, "Defection", DEFECTION, episode=judgement.episode.id)
    kinds = {tuple(kind for kind in gap.kinds if kind not in _BESIDE) for gap in gaps}
    return sorted((item for item in kinds if _MADE.isdisjoint(item)), key=lambda item: (len(item), item))
