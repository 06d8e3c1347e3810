"""A state's part in a coalition: its contributions, commitments and arrangements, and what was in service when."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from kb.dates import Moment
from kb.profiles.carrying_on import carried_on
from kb.profiles.meaning import explaining, meant, with_reasons
from kb.profiles.profile import leaving, successors
from kb.records import Arrangement, Coalition, Contribution, Decision, Pledge, Role, Shift, State, Statement, Theatre
from kb.store import KnowledgeBase

Commitment = Shift | Pledge
Owned = TypeVar("Owned", Contribution, Shift, Pledge)


@dataclass(frozen=True)
class Part:
    """One state's part in one coalition: all that is needed to compute its episodes."""

    kb: KnowledgeBase
    state: str
    coalition: Coalition

    @property
    def key(self) -> tuple[str, str]:
        """Return the names of the state and the coalition."""
        return self.state, self.coalition.id

    @cached_property
    def contributions(self) -> tuple[Contribution, ...]:
        """Return the state's contributions to the coalition, in order of time, with what they carry on."""
        own = (item for item in self.kb.of_state(Contribution, self.state) if item.coalition == self.coalition.id)
        return carried_on(sorted(own, key=lambda item: (item.begins, item.id)))

    @cached_property
    def left(self) -> dict[str, Moment | None]:
        """Return when each contribution no longer holds."""
        following = successors(self.contributions)
        return {item.id: leaving(item, following) for item in self.contributions}

    @cached_property
    def gone(self) -> dict[str, str | None]:
        """Return the month (``YYYY-MM``) from whose close on each contribution counts as gone.

        That is the first month in which it may have left; where that is also the month in which it came, and the
        sources leave open how long it stayed, the last.
        """
        months = {name: moment.month if moment else None for name, moment in self.left.items()}
        for item in self.contributions:
            moment = self.left[item.id]
            if item.ends is not None and moment is not None and moment.month <= item.begins.month:
                months[item.id] = moment.latest.isoformat()[:7]
        return months

    @cached_property
    def came(self) -> dict[str, str]:
        """Return the month (``YYYY-MM``) from whose close on each contribution counts.

        That is the first month in which it may have begun; units that carry on others which came in that very month,
        as where sources give the year alone, count from where those count as gone.
        """
        months = {item.id: item.begins.month for item in self.contributions}
        for item in self.contributions:
            before = item.continues or ""
            gone = self.gone.get(before)
            if gone is not None and months[before] == months[item.id] < gone <= item.begins.latest.isoformat()[:7]:
                months[item.id] = gone
        return months

    @cached_property
    def own(self) -> tuple[Decision, ...]:
        """Return the state's decisions on its part in the coalition."""
        return tuple(item for item in self.kb.of_state(Decision, self.state) if item.coalition == self.coalition.id)

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """Return the same decisions with what they are about, and why they were made, as far as the record tells."""
        said = explaining(self.kb.of_state(Statement, self.state), self.kb.records)
        made = (meant(item, self.own, self.contributions, self.left) for item in self.own)
        return tuple(with_reasons(item, said) for item in made)

    @cached_property
    def arrangements(self) -> tuple[Arrangement, ...]:
        """Return the arrangements in this coalition to which the state is a partner."""
        return tuple(
            item
            for item in self.kb.of(Arrangement)
            if self.state in item.partners and item.coalition == self.coalition.id
        )

    @cached_property
    def partners(self) -> "dict[str, Part]":
        """Return the part in this coalition of every partner to an arrangement of the state, its own included."""
        names = {name for item in self.arrangements for name in item.partners}
        return {name: self if name == self.state else Part(self.kb, name, self.coalition) for name in sorted(names)}

    @cached_property
    def commitments(self) -> tuple[Commitment, ...]:
        """Return the combat shifts and pledges that the state owes."""
        names = {item.id for item in self.arrangements}
        shifts = (item for item in self.kb.of_state(Shift, self.state) if item.arrangement in names)
        pledges = (item for item in self.kb.of_state(Pledge, self.state) if item.coalition == self.coalition.id)
        owed: tuple[Commitment, ...] = (*shifts, *pledges)
        return tuple(item for item in owed if self.is_combat(item.role))

    def is_combat(self, role: str) -> bool:
        """Tell whether the vocabulary calls a role a combat role."""
        found = self.kb.records.get(f"role/{role}")
        return isinstance(found, Role) and found.combat is True

    def may_be_combat(self, role: str) -> bool:
        """Tell whether the vocabulary leaves it open if a role is a combat role."""
        found = self.kb.records.get(f"role/{role}")
        return isinstance(found, Role) and found.combat is None

    def risk(self, role: str | None) -> int | None:
        """Return the risk level that the vocabulary gives a role."""
        found = self.kb.records.get(f"role/{role}")
        return found.risk if isinstance(found, Role) else None

    def area_risk(self, theatres: Iterable[str]) -> int | None:
        """Return the highest risk among areas; ``None`` unless every area has one."""
        risks = [item.risk if isinstance(item := self.kb.records.get(name), Theatre) else None for name in theatres]
        known = [risk for risk in risks if risk is not None]
        return max(known) if known and len(known) == len(risks) else None

    def eve(self, month: str) -> tuple[Contribution, ...]:
        """Return what was in service when a month (``YYYY-MM``) opened."""
        return tuple(
            item
            for item in self.contributions
            if self.came[item.id] < month and not ((gone := self.gone[item.id]) and gone < month)
        )

    def close(self, month: str) -> tuple[Contribution, ...]:
        """Return what was in service when a month closed."""
        return tuple(
            item
            for item in self.contributions
            if self.came[item.id] <= month and not ((gone := self.gone[item.id]) and gone <= month)
        )

    def combat(self, units: Iterable[Contribution]) -> tuple[Contribution, ...]:
        """Return the contributions in combat roles."""
        return tuple(item for item in units if self.is_combat(item.role))


def parts(kb: KnowledgeBase, state: str | None = None) -> Iterator[Part]:
    """Yield the parts of every state, or of one, in every coalition for which its contribution or commitment is known.

    They come by coalition, then by state.
    """

    def own(kind: type[Owned]) -> tuple[Owned, ...]:
        return kb.of(kind) if state is None else kb.of_state(kind, state)

    pairs = {(item.coalition, item.state) for item in own(Contribution)}
    arrangements = {item.id: item.coalition for item in kb.of(Arrangement)}
    pairs |= {(arrangements[item.arrangement], item.state) for item in own(Shift) if item.arrangement in arrangements}
    pairs |= {(item.coalition, item.state) for item in own(Pledge)}
    for coalition, member in sorted(pairs):
        found = kb.records.get(coalition)
        if isinstance(found, Coalition) and isinstance(kb.records.get(member), State):
            yield Part(kb, member, found)


def due(commitment: Commitment) -> Moment:
    """Return when the units that a commitment promises are due."""
    return commitment.begins if isinstance(commitment, Shift) else commitment.due
