"""What else a state or a partner could do: candidates from the vocabulary, from partners, and from what others did.

Facts that belong together are one proposal: a decision with the units that then carry on, an agreement with the
partner's units that come under it. Whether a proposal helps is for the rules (:mod:`rules.foreseeing.keeping`).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from kb import records as r
from kb.dates import day
from kb.profiles.part import Part
from kb.records import Contribution, Record
from rules.foreseeing.standing import Standing, there
from rules.foreseeing.suppositions import SUPPOSED, Supposition

LONGER, FEWER, AREA, TASK, LIMITS = "longer", "part", "area", "task", "limits"
RELIEF, TURN, INSTEAD, PROMISE = "relief", "partner-turn", "instead", "promise"
STAYING = (LONGER, FEWER, AREA, TASK, LIMITS)
"""Proposals by which the units carry on in some way."""
KINDS = (*STAYING, RELIEF, TURN, INSTEAD, PROMISE)
_DAY = timedelta(days=1)
_EACH = 3
"""How many proposals of one kind are put to the rules, the best borne out on record first."""


@dataclass(frozen=True)
class Proposal:
    """Something else that could be done.

    Attributes:
        kind: one of :data:`KINDS`.
        supposition: the exit as it was supposed, or what comes in its place, with what is proposed.
        added: the facts that are proposed, without the exit.
        partner: the state that would have to agree, if any.
    """

    kind: str
    supposition: Supposition
    added: tuple[Record, ...]
    partner: str | None = None


def proposals(item: Standing, base: Supposition) -> Iterator[Proposal]:
    """Yield what else could be done about one thing that is supposed to go, kind by kind."""
    made = _Making(item, base)
    if isinstance(item.thing, Contribution) and item.thing.ends is None:
        yield from made.staying(item.thing)
    if item.combat:
        yield from made.shared()
        yield from made.instead()
        yield made.promise()


class _Making:
    def __init__(self, item: Standing, base: Supposition) -> None:
        self.item, self.base = item, base
        self.part: Part = item.part
        self.own: dict[str, Any] = {"state": item.part.state, "coalition": item.part.coalition.id}
        self.said = day(item.on + _DAY)
        self.first = day(self._first())

    def _first(self) -> date:
        """Return the first day on which something else would have to be there: when units are due, or are gone."""
        return self.base.last if self.item.owed else self.base.last + _DAY

    # The units carry on

    def staying(self, units: Contribution) -> Iterator[Proposal]:
        """Yield that the units carry on: for longer, in part, in another area, with another task, under limits."""
        yield self._carrying(LONGER, units)
        size = units.count or units.personnel
        if size and size > 1:
            name = "count" if units.count else "personnel"
            yield self._carrying(FEWER, units, **{name: size - size // 2})
        for theatres in self._areas(units):
            yield self._carrying(AREA, units, theatres=theatres)
        for role in self._tasks(units):
            yield self._carrying(TASK, units, role=role)
        for limit in self._limits(units):
            yield self._carrying(LIMITS, units, caveats=(*units.caveats, limit))

    def _carrying(self, kind: str, units: Contribution, **changed: Any) -> Proposal:
        rest = replace(
            units, **{**_PLAIN, "id": f"{SUPPOSED}-rest", "begins": self.first, "continues": units.id} | changed
        )
        decision = self._decision("extend", units.id, rest.id)
        return self._proposal(kind, (rest, decision), going=False)

    def _areas(self, units: Contribution) -> list[tuple[str, ...]]:
        """Return the areas in which the units could serve alone: each of theirs, where there are several."""
        found: list[tuple[str, ...]] = [(name,) for name in units.theatres]
        return found[:_EACH] if len(found) > 1 else []

    def _tasks(self, units: Contribution) -> list[str]:
        """Return safer tasks that such units have had on record."""
        risk = self.part.risk(units.role)
        seen = dict.fromkeys(one.role for one in self.part.kb.of(Contribution) if one.capability == units.capability)
        return [role for role in seen if risk is not None and (self.part.risk(role) or risk) < risk][:_EACH]

    def _limits(self, units: Contribution) -> list[str]:
        """Return limits that states have set on their units on record."""
        found = dict.fromkeys(limit for one in self.part.kb.of(Contribution) for limit in one.caveats)
        return [limit for limit in found if limit not in units.caveats][:_EACH]

    # Somebody else carries the burden

    def shared(self) -> Iterator[Proposal]:
        """Yield that a partner with like units in the coalition relieves these, or takes its turn."""
        for partner, model in self._partners()[:_EACH]:
            size = getattr(self.item.thing, "count", None)
            units = replace(
                model,
                **_PLAIN | {"id": f"{SUPPOSED}-relief", "begins": self.first, "count": size or model.count},
            )
            agreed = self._agreement(partner, alternates=None)
            yield self._proposal(RELIEF, (agreed, units), partner)
            turn = r.Shift(
                id=f"{SUPPOSED}-turn",
                arrangement=agreed.id,
                state=partner,
                role=self.item.thing.role,
                begins=self.first,
                count=size,
            )
            yield self._proposal(TURN, (replace(agreed, alternates=True), turn, units), partner)

    def _partners(self) -> list[tuple[str, Contribution]]:
        """Return members with like units in the coalition, those that share an agreement and those that serve first."""
        sharing = {name for one in self.part.arrangements for name in one.partners}
        found: dict[str, tuple[bool, bool, Contribution]] = {}
        wanted = getattr(self.item.thing, "capability", None)
        for one in self.part.kb.of(Contribution):
            if one.state == self.part.state or one.coalition != self.part.coalition.id:
                continue
            if one.role == self.item.thing.role and (one.capability == wanted or wanted is None) and one.count:
                serves = there(Part(self.part.kb, one.state, self.part.coalition), one, self.item.on)
                found[one.state] = one.state not in sharing, not serves, one
        ranked = sorted(found.items(), key=lambda pair: (pair[1][:2], pair[0]))
        return [(state, model) for state, (_, _, model) in ranked]

    def _agreement(self, partner: str, *, alternates: bool | None) -> r.Arrangement:
        return r.Arrangement(
            id=f"{SUPPOSED}-agreement",
            coalition=self.part.coalition.id,
            partners=tuple(sorted((self.part.state, partner))),
            agreed=self.said,
            begins=self.first,
            alternates=alternates,
        )

    # The state makes up for it

    def instead(self) -> Iterator[Proposal]:
        """Yield other units in place of these: such as were sent in place of others on record, then any there."""
        known = [one for one in self.part.kb.of(Contribution) if self.part.is_combat(one.role) is False and one.count]
        own = [one for one in known if one.substitutes] + [one for one in known if one.state == self.part.state]
        kinds = dict.fromkeys((one.capability, one.role) for one in (*own, *known))
        models = [next(one for one in known if (one.capability, one.role) == kind) for kind in kinds][:_EACH]
        for model in models:
            about = self._substituted()
            units = replace(
                model,
                **_PLAIN
                | {
                    "id": f"{SUPPOSED}-instead",
                    **self.own,
                    "begins": self.first,
                    "substitutes": about,
                    "mandate": None,
                },
            )
            yield self._proposal(INSTEAD, (units,))

    def _substituted(self) -> str | None:
        return self.item.thing.id if isinstance(self.item.thing, (Contribution, r.Shift)) else None

    def promise(self) -> Proposal:
        """Return that the state promises that the units will be back."""
        said = r.Statement(
            id=f"{SUPPOSED}-promise",
            **self.own,
            speaker="the government",
            date=self.said,
            about=(self.item.thing.id,),
            content=("return-promised",),
        )
        return self._proposal(PROMISE, (said,))

    # Putting together

    def _decision(self, act: str, *about: str) -> r.Decision:
        return r.Decision(id=f"{SUPPOSED}-stay", **self.own, date=self.said, act=act, about=tuple(sorted(about)))

    def _proposal(
        self, kind: str, added: tuple[Record, ...], partner: str | None = None, *, going: bool = True
    ) -> Proposal:
        before = self.base.parts if going else ()
        return Proposal(kind, replace(self.base, way=kind, parts=(*before, *added)), added, partner)


_PLAIN: dict[str, Any] = {
    "label": None,
    "note": None,
    "source": (),
    "ends": None,
    "planned_end": None,
    "continues": None,
    "substitutes": None,
    "after": (),
    "before": (),
}
"""What is taken off units on which others are modelled."""
