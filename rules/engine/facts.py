"""The observed and computed facts that rules match, each mirroring one record class of ``kb`` field by field.

What a class means and what its fields hold stands with the record. Labels, sources and remarks are left out: no
rule reads them. A role, capability or ground bears its bare name, as the fields that refer to it do.
"""

from functools import cached_property
from typing import Any, ClassVar

from kb import records
from kb.profiles import computed
from rules.engine.experta_engine import Fact

_UNMATCHED = frozenset({"label", "source", "note", "basis", "absence", "presence", "on_record"})
_ORDER = frozenset({"after", "before"})  # dates know the order of observed facts (kb.order)
_FIELDS: dict[type[Fact], tuple[str, ...]] = {}


class Mirrored(Fact):
    """A fact that mirrors a record of ``kb``; ``record`` is its class, ``basis`` what a figure was computed from."""

    record: ClassVar[type[Any]]
    basis: tuple[str, ...] = ()

    @cached_property
    def identity(self) -> str:
        """Return the class and the record's name."""
        return f"{type(self).__name__}({self['id']})"


CONCLUSIONS: dict[str, "type[Conclusion]"] = {}
"""Every class of conclusion, by name."""


class Conclusion(Fact):
    """A fact that a rule concludes; its annotated fields tell one conclusion from another.

    ``stands_for`` names the class when this one only says that the conclusion is possible; ``absence`` says in
    words that nothing of the kind was concluded, ``presence`` that something was. ``on_record`` says that a conclusion
    is about something on record, so that it is absent where it is not even possible, whatever else no case tells of.
    """

    stands_for: ClassVar[str | None] = None
    absence: ClassVar[str] = ""
    presence: ClassVar[str] = ""
    on_record: ClassVar[bool] = False

    def __init_subclass__(cls) -> None:
        """Enter the class in the list of conclusions."""
        if cls.stands_for is None:
            CONCLUSIONS[cls.__name__] = cls

    @cached_property
    def identity(self) -> str:
        """Return the class and its fields."""
        named = ", ".join(f"{name}={self[name]}" for name in field_names(type(self)))
        return f"{self.stands_for or type(self).__name__}({named})"


def field_names(kind: type[Fact]) -> tuple[str, ...]:
    """Return the fields that a pattern over a class of fact may name, in order."""
    if kind not in _FIELDS:
        record: Any = getattr(kind, "record", None)
        named = kind.__annotations__ if record is None else records.field_types(record)
        unmatched = _UNMATCHED | (_ORDER if isinstance(record, type) and issubclass(record, records.Record) else set())
        _FIELDS[kind] = tuple(name for name in named if name not in unmatched)
    return _FIELDS[kind]


_POSSIBLE: dict[type[Conclusion], type[Conclusion]] = {}


def possible(kind: type[Conclusion]) -> type[Conclusion]:
    """Return the class of facts which say that a conclusion of this class may hold."""
    if kind not in _POSSIBLE:
        namespace = {"__annotations__": dict(kind.__annotations__), "stands_for": kind.__name__}
        _POSSIBLE[kind] = type(f"Possible{kind.__name__}", (kind,), namespace)
    return _POSSIBLE[kind]


def mirror(record: records.Record | computed.Computed) -> Mirrored:
    """Return the fact that mirrors a record."""
    kind = MIRRORS[type(record)]
    values = {name: getattr(record, name) for name in field_names(kind)}
    values["id"] = record.id.rpartition("/")[2] if kind in VOCABULARY else record.id
    fact = kind(**values)
    fact.basis = getattr(record, "basis", ())
    return fact


class Role(Mirrored):
    record = records.Role


class Capability(Mirrored):
    record = records.Capability


class Ground(Mirrored):
    record = records.Ground


class Theory(Mirrored):
    record = records.Theory


class Manifestation(Mirrored):
    record = records.Manifestation


class Theatre(Mirrored):
    record = records.Theatre


class Coalition(Mirrored):
    record = records.Coalition


class State(Mirrored):
    record = records.State


class Government(Mirrored):
    record = records.Government


class SizeComparison(Mirrored):
    record = records.SizeComparison


class Dependency(Mirrored):
    record = records.Dependency


class Membership(Mirrored):
    record = records.Membership


class Contribution(Mirrored):
    record = records.Contribution


class Mandate(Mirrored):
    record = records.Mandate


class Arrangement(Mirrored):
    record = records.Arrangement


class Shift(Mirrored):
    record = records.Shift


class Pledge(Mirrored):
    record = records.Pledge


class Limitation(Mirrored):
    record = records.Limitation


class Decision(Mirrored):
    record = records.Decision


class Statement(Mirrored):
    record = records.Statement


class Request(Mirrored):
    record = records.Request


class Vote(Mirrored):
    record = records.Vote


class Election(Mirrored):
    record = records.Election


class LeadershipChange(Mirrored):
    record = records.LeadershipChange


class Attack(Mirrored):
    record = records.Attack


class Incident(Mirrored):
    record = records.Incident


class Casualties(Mirrored):
    record = records.Casualties


class HostageTaking(Mirrored):
    record = records.HostageTaking


class Release(Mirrored):
    record = records.Release


class CabinetCrisis(Mirrored):
    record = records.CabinetCrisis


class TerritorialAttack(Mirrored):
    record = records.TerritorialAttack


class PublicOpinion(Mirrored):
    record = records.PublicOpinion


class BattlefieldTurn(Mirrored):
    record = records.BattlefieldTurn


class Resolution(Mirrored):
    record = records.Resolution


class ConsentWithdrawal(Mirrored):
    record = records.ConsentWithdrawal


class Invitation(Mirrored):
    record = records.Invitation


class Recognition(Mirrored):
    record = records.Recognition


class Fleet(Mirrored):
    record = records.Fleet


class BudgetLimit(Mirrored):
    record = records.BudgetLimit


class MaintenanceDue(Mirrored):
    record = records.MaintenanceDue


class ReadinessLoss(Mirrored):
    record = records.ReadinessLoss


class CompetingOperation(Mirrored):
    record = records.CompetingOperation


class CompleteRecord(Mirrored):
    record = records.CompleteRecord


class Variant(Mirrored):
    record = records.Variant


class Episode(Mirrored):
    record = computed.Episode


class Engagement(Mirrored):
    record = computed.Engagement


class Tour(Mirrored):
    record = computed.Tour


class Anniversary(Mirrored):
    record = computed.Anniversary


class Change(Mirrored):
    record = computed.Change


class UnitChange(Mirrored):
    record = computed.UnitChange


class Subject(Mirrored):
    record = computed.Subject


class JointPool(Mirrored):
    record = computed.JointPool


class Owed(Mirrored):
    record = computed.Owed


class VoteShare(Mirrored):
    record = computed.VoteShare


class FleetShare(Mirrored):
    record = computed.FleetShare


MIRRORS: dict[type[Any], type[Mirrored]] = {kind.record: kind for kind in Mirrored.__subclasses__()}
VOCABULARY: frozenset[type[Mirrored]] = frozenset({Role, Capability, Ground, Theory, Manifestation})
"""Kinds that the vocabularies list in full, so that no case need say that its record of them is complete."""
