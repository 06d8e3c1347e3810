"""Makes up the facts that would meet the conditions of one rule: given, bound, or fitted to its comparisons.

Where a rule speaks of another state, it is a partner of the state in question, else the coalition's leader; where it
speaks of a host, a nameless one. Units that come are like those that went.
"""

from dataclasses import fields
from datetime import timedelta
from math import ceil
from typing import Any

from kb import records as r
from kb.dates import Moment, add_months, day
from kb.reading.checking import fault_in
from kb.records import ORDERED, TARGETS, Record, field_types
from kb.schema import Slot, slots
from rules.engine.comparisons import Comparison
from rules.engine.experta_engine import Fact, variable_name
from rules.engine.facts import Contribution, Mirrored, Shift
from rules.engine.rule import Rule
from rules.judging.court import Judgement
from rules.overturning.counterfactuals import Part
from rules.questions.following import turns

HOST = r.State(id="supposed-host", label="the host state")
"""Stands for a host that no case describes."""
_ORDERS = frozenset({"not_later", "earlier", "within", "covers", "nearing"})
_PER_CENT = 100
_YEAR = 12


def is_plumbing(record: Record) -> bool:
    """Tell whether a fact is made up only so that others can name it."""
    return record.id == HOST.id


class Supposing:
    """Makes up facts for one rule; what one fact binds holds for the next."""

    def __init__(self, judgement: Judgement, rule: Rule, bindings: dict[str, Any]) -> None:
        """Begin with what the rule's variables stand for already."""
        self.judgement = judgement
        self.rule = rule
        self.bindings = dict(bindings)
        self._kept: dict[str, Record] = {}

    def fact(self, pattern: Mirrored) -> tuple[Part, ...]:
        """Return the facts that meet a pattern, or that a figure comes from; nothing where they cannot be made up."""
        kind: Any = type(pattern).record
        observed = issubclass(kind, Record)
        made = self._record(kind, self._values(pattern)) if observed else self._behind(kind.__name__, pattern)
        if made is None or fault_in(made, {**self.judgement.facts.part.kb.records, HOST.id: HOST, **self._kept}):
            return ()
        for key, value in pattern.items():
            name = variable_name(value)
            if name and observed:
                self.bindings[name] = getattr(made, str(key))
        host = any(getattr(made, item.name) == HOST.id for item in fields(made))
        return (HOST, made) if host else (made,)

    def _record(self, kind: Any, values: dict[str, Any]) -> Record | None:
        """Return a record with these values, and with fitting ones for what it cannot do without."""
        made = {**values, "id": f"supposed-{len(self._kept) + 1}"}
        for slot in slots(kind).values():
            if slot.required and made.get(slot.field) in (None, ()):
                made[slot.field] = self._required(kind, slot, made)
                if made[slot.field] in (None, ()):
                    return None
        record: Record = kind(**{name: value for name, value in made.items() if value is not None})
        self._kept[record.id] = record
        return record

    def _required(self, kind: Any, slot: Slot, made: dict[str, Any]) -> Any:
        """Return a value for a field that must be given."""
        if slot.takes == "date":
            later = [made[after] for before, after in ORDERED if before == slot.field and made.get(after)]
            given = [value for value in made.values() if isinstance(value, Moment)]
            if later or made.get("ends"):
                return day(add_months((*later, made.get("ends"))[0].earliest, -_YEAR))
            return min([*given, day(self.judgement.episode.date.earliest)])
        if kind is r.Contribution and slot.field in ("capability", "role"):
            return getattr(self._like(made.get("state")), slot.field, None)
        if slot.takes == "node":
            own = {"state": self.judgement.episode.state, "coalition": self.judgement.episode.coalition}
            other = HOST.id if slot.field == "host" else self.partner
            return own.get(slot.field) or (other if TARGETS[slot.field] == [r.State] else None)
        return None

    def _like(self, state: Any) -> r.Contribution | None:
        """Return units to model others on: of a partner those that went, of the state itself some that support."""
        part = self.judgement.facts.part
        changed = [item for item in part.contributions if item.id in self.judgement.episode.basis]
        if state not in (None, self.judgement.episode.state):
            fighting = [*part.combat(changed), *part.combat(part.contributions)]
            return fighting[0] if fighting else None
        return next((item for item in part.contributions if not part.is_combat(item.role)), None)

    @property
    def partner(self) -> str | None:
        """Return the state that could take a part in it: a partner on record, else the coalition's leader."""
        part, own = self.judgement.facts.part, self.judgement.episode.state
        known = [state for item in part.arrangements for state in item.partners if state != own]
        return next((state for state in (*known, part.coalition.leader) if state != own), None)

    def _values(self, pattern: Fact) -> dict[str, Any]:
        """Return a value for each field of a pattern: given, bound, or such that the comparisons hold."""
        types = field_types(getattr(type(pattern), "record"))  # noqa: B009 - a pattern's class is not known to have one
        own = {"state": self.judgement.episode.state, "coalition": self.judgement.episode.coalition}
        found: dict[str, Any] = {name: value for name, value in own.items() if name in types}
        for key, value in pattern.items():
            field, name = str(key), variable_name(value)
            if field == "id":
                continue
            if name is None or name in self.bindings:
                found[field] = self.bindings[name] if name else value
            else:
                fitted = self._fitted(name, field)
                found[field] = (
                    found.get(field) if fitted is None and field in own and not self._is_other(name) else fitted
                )
        model = self._like(self.partner)
        if found.get("about"):
            found["about"] = tuple(sorted({self._central(name) for name in found["about"]}))
        if "partners" in types and self.partner:
            found["partners"] = tuple(sorted({self.judgement.episode.state, self.partner}))
        if isinstance(pattern, Shift) and model is not None:
            found["role"] = model.role
        return self._of_one_kind(found) if isinstance(pattern, Contribution) else found

    def _of_one_kind(self, found: dict[str, Any]) -> dict[str, Any]:
        """Return the values of units with a task that goes with their kind: that of the units they are modelled on."""
        model, part = self._like(found.get("state")), self.judgement.facts.part
        role = found.get("role")
        if model is None or found.get("capability") or (role and part.is_combat(role) != part.is_combat(model.role)):
            return found
        return {**found, "capability": model.capability, "role": model.role, "theatres": model.theatres}

    def _central(self, thing: str) -> str:
        """Return what is meant when something is said about one of the things that changed: that on which it turns."""
        facts = self.judgement.facts
        core = sorted(name for name, _ in turns(facts))
        return core[0] if thing in facts.episode.basis and thing not in core and core else thing

    def _is_other(self, name: str) -> bool:
        """Tell whether a variable stands for a state that is not the one in question."""
        return any(
            item.relation.name == "differs" and name in item.variables and len(item.variables) == len(item.operands)
            for _, item in self.rule.comparisons
        )

    def _fitted(self, name: str, field: str) -> Any:
        """Return a value for an unbound variable that meets the comparisons which name it."""
        if field == "state" and self._is_other(name):
            return self.partner
        listed: set[str] = set()
        for _, item in self.rule.comparisons:
            if name in item.variables:
                listed.update(self._members(item, name))
                fitted = self._date(item, name)
                if fitted is not None:
                    return fitted
                if item.relation.name == "covers" and variable_name(item.operands[1]) == name:
                    return None
        return tuple(sorted(listed)) or None

    def _members(self, item: Comparison, name: str) -> list[str]:
        """Return what a list must hold."""
        if variable_name(item.operands[0]) != name:
            return []
        if item.relation.name not in ("includes", "includes_any"):
            return []
        other = variable_name(item.operands[1])
        value = self.bindings.get(other) if other else item.operands[1]
        if isinstance(value, tuple):
            return list(value[:1])
        return [value] if isinstance(value, str) else []

    def _date(self, item: Comparison, name: str) -> Moment | None:
        """Return a day that meets a comparison of dates, the other one being known or else the day of the change."""
        relation = item.relation.name
        if relation not in _ORDERS:
            return None
        names = [variable_name(operand) for operand in item.operands]
        place = names.index(name)
        if relation in ("covers", "nearing") and place == 1:
            return None
        others = [self.bindings.get(other) for other in names if other and other != name]
        known = next((value for value in others if isinstance(value, Moment)), self.judgement.episode.date)
        apart = timedelta(days=1 if relation == "earlier" else 0)
        return day(known.earliest - apart) if place == 0 else day(known.latest + apart)

    def _behind(self, kind: str, pattern: Fact) -> Record | None:
        """Return the fact by which a figure would come out as a pattern has it: units that come, a vote that is won."""
        bound = {str(key): self.bindings.get(variable_name(value) or "", None) for key, value in pattern.items()}
        if kind == "Change" and "combat_gained" in pattern and self._is_other(variable_name(pattern["state"]) or ""):
            model, state = self._like(self.partner), bound["state"] or self.partner
            if model is None or state is None:
                return None
            begins = day(self.judgement.episode.date.earliest)
            values = {"state": state, "coalition": model.coalition, "capability": model.capability, "role": model.role}
            lost = self.judgement.change.combat_lost
            if lost == 0:
                return None
            return self._record(r.Contribution, {**values, "begins": begins, "count": lost, "theatres": model.theatres})
        if kind == "VoteShare":
            share = self.judgement.nearness.thresholds["large-majority"].value
            for_it = ceil(share * _PER_CENT)
            values = {
                name: value for name, value in self._values(pattern).items() if name in ("state", "coalition", "date")
            }
            counts = {"in_favour": for_it, "against": _PER_CENT - for_it, "carried": True}
            return self._record(r.Vote, {**values, **counts})
        return None
