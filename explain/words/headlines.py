"""One line of words for each kind of record: what a case file says, and no more.

A record's own label is its headline; where it has none, a generic one is made. Details follow from its fields.
"""

from collections.abc import Callable, Mapping
from typing import Any

from explain.words.phrases import counted, listed, named, spoken, term, terms, to_do
from kb import records as r
from kb.dates import Moment, moment
from kb.schema import Slot, slots
from kb.store import KnowledgeBase
from kb.words.synonyms import class_labels
from ontology.terms import camel

Words = Callable[[KnowledgeBase, Any], tuple[str, ...]]
"""Returns a generic headline, then details; empty ones are passed over."""


def line(kb: KnowledgeBase, record: r.Record, date: Moment | None) -> str:
    """Return a record in one line; a date that closes its label is left out, for the line has it already."""
    headline, *details = _UNDATED.get(type(record), kinds().get(type(record), ("", "", _bare))[2])(kb, record)
    if record.label and date is not None:
        headline = record.label.removesuffix(f", {spoken(date)}").removesuffix(f", {spoken(moment(date.month))}")
    return "; ".join(part for part in (headline, *details) if part)


def _decision(kb: KnowledgeBase, record: r.Decision) -> tuple[str, ...]:
    act = f"{kb.label(record.state)} decides {to_do(term(kb, 'act', record.act))}{_about(kb, record.about, ': ')}"
    return act, _grounds(kb, record.grounds)


def _vote(kb: KnowledgeBase, record: r.Vote) -> tuple[str, ...]:
    counts = {
        "in favour": record.in_favour,
        "against": record.against,
        "abstaining": record.abstentions,
        "absent": record.absent,
    }
    told = [f"{count} {word}" for word, count in counts.items() if count is not None]
    outcome = {True: "carried", False: "lost", None: ""}[record.carried]
    return f"parliament votes{_about(kb, record.about, ' on ')}", ", ".join(told), outcome


def _mandate(kb: KnowledgeBase, record: r.Mandate) -> tuple[str, ...]:
    basis = terms(kb, "legal-basis", record.legal_basis)
    places = listed([kb.label(name) for name in record.theatres])
    return "mandate", _term(record.begins, record.ends), places, f"legal basis: {basis}" if basis else ""


def _limitation(kb: KnowledgeBase, record: r.Limitation) -> tuple[str, ...]:
    return f"sets limits{_about(kb, record.about, ' on ')}", f"limits: {terms(kb, 'limit', record.limits)}"


def _statement(kb: KnowledgeBase, record: r.Statement) -> tuple[str, ...]:
    head = f"{record.speaker or 'the government'} speaks{_about(kb, record.about, ' of ')}"
    return head, terms(kb, "content", record.content), _grounds(kb, record.grounds)


def _request(kb: KnowledgeBase, record: r.Request) -> tuple[str, ...]:
    head = f"{kb.label(record.requester)} asks {kb.label(record.state)}{_about(kb, record.about, ' about ')}"
    return head, terms(kb, "content", record.asks)


def _recognition(kb: KnowledgeBase, record: r.Recognition) -> tuple[str, ...]:
    return (f"{kb.label(record.by)} praises {kb.label(record.state)} in public",)


def _arrangement(kb: KnowledgeBase, record: r.Arrangement) -> tuple[str, ...]:
    turns = "partners take turns" if record.alternates else ""
    return "arrangement", listed([kb.label(name) for name in record.partners]), turns


def _shift(kb: KnowledgeBase, record: r.Shift) -> tuple[str, ...]:
    head = f"{kb.label(record.state)}'s turn of {term(kb, 'role', record.role)}"
    count = f"{record.count} units" if record.count is not None else ""
    return head, count, f"until {spoken(record.ends)}" if record.ends else ""


def _pledge(kb: KnowledgeBase, record: r.Pledge) -> tuple[str, ...]:
    what = term(kb, "capability", record.capability) if record.capability else "units"
    return f"pledges {counted(record.count, what)} for {term(kb, 'role', record.role)}", f"due {spoken(record.due)}"


def _government(kb: KnowledgeBase, record: r.Government) -> tuple[str, ...]:
    traits = {
        "caretaker": record.caretaker,
        "of several parties": record.coalition_government,
        "one party has a majority of its own": record.own_majority,
        "no party has a majority of its own": record.own_majority is False,
    }
    side = term(kb, "orientation", record.orientation) if record.orientation else ""
    return (
        f"government of {record.head}" if record.head else "a government",
        side,
        *(word for word, holds in traits.items() if holds),
    )


def _leadership(kb: KnowledgeBase, record: r.LeadershipChange) -> tuple[str, ...]:
    turn = term(kb, "direction", record.direction) if record.direction else ""
    return f"new leader {record.head or ''}".strip(), turn


def _election(_: KnowledgeBase, record: r.Election) -> tuple[str, ...]:
    return "election", {True: "the deployment an issue", False: "the deployment no issue", None: ""}[record.contested]


def _attack(kb: KnowledgeBase, record: r.Attack) -> tuple[str, ...]:
    linked = f"a source links it to the campaign: {kb.label(record.linked_to)}" if record.linked_to else ""
    injured = f"{record.injured} injured" if record.injured is not None else ""
    return "terror attack", _deaths(record), injured, linked


def _incident(_: KnowledgeBase, record: r.Incident) -> tuple[str, ...]:
    return "incident", _deaths(record), f"public: {spoken(record.public)}"


def _release(kb: KnowledgeBase, record: r.Release) -> tuple[str, ...]:
    manner = term(kb, "release", record.ending) if record.ending else "released"
    by = f" by {record.authority}" if record.authority else ""
    return f"the units of {kb.label(record.state)} are {manner}{by}", _about(kb, record.about, "")


def _crisis(_: KnowledgeBase, record: r.CabinetCrisis) -> tuple[str, ...]:
    told = {True: "the government falls", False: "a party leaves the government", None: "the government breaks apart"}
    return (f"{told[record.fell]} over the mission",)


def _invasion(_: KnowledgeBase, record: r.TerritorialAttack) -> tuple[str, ...]:
    by = f" by {record.attacker}" if record.attacker else ""
    return f"the home country is attacked{by}", f"until {spoken(record.ends)}" if record.ends else ""


def _opinion(_: KnowledgeBase, record: r.PublicOpinion) -> tuple[str, ...]:
    share = f"{record.support:g} per cent" if record.support is not None else ""
    return "public opinion", "in support" if record.supportive else "not in support", share


def _turn(kb: KnowledgeBase, record: r.BattlefieldTurn) -> tuple[str, ...]:
    return "the war turns", term(kb, "direction", record.direction)


def _resolution(_: KnowledgeBase, record: r.Resolution) -> tuple[str, ...]:
    return "resolution", f"until {spoken(record.ends)}" if record.ends else ""


def _consent(kb: KnowledgeBase, record: r.ConsentWithdrawal) -> tuple[str, ...]:
    asked = listed([kb.label(name) for name in record.asked_to_leave])
    return "the host withdraws its consent", f"asks the troops of {asked} to go" if asked else ""


def _invitation(kb: KnowledgeBase, record: r.Invitation) -> tuple[str, ...]:
    return (f"{kb.label(record.state)} {'invited to' if record.invited else 'left out of'} {record.forum}",)


def _fleet(kb: KnowledgeBase, record: r.Fleet) -> tuple[str, ...]:
    return (f"{record.size} {term(kb, 'capability', record.capability)} in all",)


def _budget(_: KnowledgeBase, record: r.BudgetLimit) -> tuple[str, ...]:
    return "money for the deployment ends", f"last day paid for: {spoken(record.runs_out)}"


def _maintenance(kb: KnowledgeBase, record: r.MaintenanceDue) -> tuple[str, ...]:
    return (f"{term(kb, 'capability', record.capability)}: repair or rest due",)


def _readiness(kb: KnowledgeBase, record: r.ReadinessLoss) -> tuple[str, ...]:
    months = f"{record.recovery_months} months to recover" if record.recovery_months is not None else ""
    return f"{term(kb, 'capability', record.capability)}: readiness worn down", months


def _competing(kb: KnowledgeBase, record: r.CompetingOperation) -> tuple[str, ...]:
    return f"{term(kb, 'capability', record.capability)} needed elsewhere", _term(record.begins, record.ends)


def _plain(noun: str) -> Words:
    """Return the words for a record that says little more than its label."""
    return lambda _, record: (noun, _deaths(record))


KINDS: Mapping[type[r.Record], tuple[str, str, Words]] = {
    r.Decision: ("decision", "date", _decision),
    r.Vote: ("decision", "date", _vote),
    r.Mandate: ("decision", "decided", _mandate),
    r.Limitation: ("decision", "date", _limitation),
    r.Statement: ("statement", "date", _statement),
    r.Recognition: ("statement", "date", _recognition),
    r.Request: ("request", "date", _request),
    r.Arrangement: ("agreement", "agreed", _arrangement),
    r.Shift: ("agreement", "begins", _shift),
    r.Pledge: ("agreement", "date", _pledge),
    r.Government: ("event", "begins", _government),
    r.Election: ("event", "date", _election),
    r.LeadershipChange: ("event", "date", _leadership),
    r.Attack: ("event", "date", _attack),
    r.Incident: ("event", "date", _incident),
    r.Casualties: ("event", "date", _plain("casualties")),
    r.HostageTaking: ("event", "date", _plain("hostages taken")),
    r.Release: ("event", "date", _release),
    r.CabinetCrisis: ("event", "date", _crisis),
    r.TerritorialAttack: ("event", "date", _invasion),
    r.PublicOpinion: ("event", "date", _opinion),
    r.BattlefieldTurn: ("event", "date", _turn),
    r.Resolution: ("event", "date", _resolution),
    r.ConsentWithdrawal: ("event", "date", _consent),
    r.Invitation: ("event", "date", _invitation),
    r.Fleet: ("capacity", "date", _fleet),
    r.BudgetLimit: ("capacity", "known", _budget),
    r.MaintenanceDue: ("capacity", "known", _maintenance),
    r.ReadinessLoss: ("capacity", "known", _readiness),
    r.CompetingOperation: ("capacity", "known", _competing),
}
"""For each kind of record: the sort of line, the field that dates it (else ``begins``), and its words."""


def kinds() -> Mapping[type[r.Record], tuple[str, str, Words]]:
    """Return :data:`KINDS` with those that extensions add: events, by the first date that they have."""
    dated = ((kind, (slot.field for slot in slots(kind).values() if slot.takes == "date")) for kind in r.ADDED)
    return {**KINDS, **{kind: ("event", next(dates, "begins"), _stated) for kind, dates in dated}} if r.ADDED else KINDS


def _dependency(kb: KnowledgeBase, record: r.Dependency) -> tuple[str, ...]:
    return (f"{kb.label(record.state)} relies on {kb.label(record.patron)} for its security",)


def _comparison(kb: KnowledgeBase, record: r.SizeComparison) -> tuple[str, ...]:
    beside = f"{kb.label(record.state)} is small beside {kb.label(record.larger_state)}"
    return beside, terms(kb, "measure", record.measures)


def _stated(kb: KnowledgeBase, record: r.Record) -> tuple[str, ...]:
    """Return what a record of a kind says that an extension added: its label or kind, then field by field."""
    labels = class_labels()
    fields = (slot for slot in slots(type(record)).values() if slot.field not in _SHARED)
    said = ((slot, getattr(record, slot.field)) for slot in fields)
    told = ((labels[camel(slot.field)][0], _value(kb, slot, value)) for slot, value in said if value not in _NOTHING)
    return record.label or labels[type(record).__name__][0], *map(": ".join, told)


def _value(kb: KnowledgeBase, slot: Slot, value: Any) -> str:
    """Return the value of a field in words."""
    if isinstance(value, tuple):
        return listed([_value(kb, slot, item) for item in value])
    if slot.takes == "concept":
        return term(kb, r.SCHEMES[slot.field], value)
    if slot.takes == "node":
        return kb.label(value)
    if slot.takes == "truth":
        return "yes" if value else "no"
    return spoken(value) if isinstance(value, Moment) else str(value)


_SHARED = frozenset({"label", "note", "source", "after", "before", "state", "coalition", "date"})
"""Fields that are told elsewhere, or in no line."""
_NOTHING = (None, ())


def _bare(kb: KnowledgeBase, record: r.Record) -> tuple[str, ...]:
    return (kb.label(record.id),)


_UNDATED: Mapping[type[r.Record], Words] = {r.Dependency: _dependency, r.SizeComparison: _comparison}


def _about(kb: KnowledgeBase, names: tuple[str, ...], lead: str) -> str:
    return lead + listed([named(kb, name) for name in names]) if names else ""


def _grounds(kb: KnowledgeBase, grounds: tuple[str, ...]) -> str:
    return f"reason{'s' * (len(grounds) > 1)} given: {terms(kb, 'ground', grounds)}" if grounds else ""


def _deaths(record: r.Record) -> str:
    deaths = getattr(record, "deaths", None)
    return f"{deaths} killed" if deaths is not None else ""


def _term(begins: Moment | None, ends: Moment | None) -> str:
    told = [f"from {spoken(begins)}"] if begins else []
    return " ".join([*told, *([f"to {spoken(ends)}"] if ends else [])])
