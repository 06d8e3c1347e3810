"""Puts facts that were made up into words: what a partner, a host or a parliament would have had to do."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

from explain.words.phrases import asked, counted, listed, named, spoken, term, terms, to_do
from explain.words.telling import Teller, spaced
from kb import records as r
from kb.dates import Moment
from kb.records import Record

Words = Callable[[Teller, Any], str]
_PLUMBING = frozenset({"id", "label", "source", "note", "state", "coalition"})


def supposed(teller: Teller, records: list[Record]) -> str:
    """Return what would have had to happen for some facts to be on record, all together."""
    told = [_WORDS.get(type(item), _other)(teller, item) for item in records if not isinstance(item, r.State)]
    return listed(told)


def at(moment: Moment) -> str:
    """Return when something happened: on a day, in a month, between two days."""
    text = spoken(moment)
    return text if text.startswith("between ") else f"{'on' if moment.is_day else 'in'} {text}"


def _by(moment: Moment | None) -> str:
    return f" by {spoken(moment)}" if moment is not None else ""


def _about(teller: Teller, names: tuple[str, ...]) -> str:
    return f" about {listed([named(teller.kb, name) for name in names])}" if names else ""


def _arrangement(teller: Teller, record: r.Arrangement) -> str:
    partners = listed([teller.value(name) for name in record.partners])
    purpose = {True: "to take turns", False: "that one hands its task to the other", None: "to share the burden"}
    return f"{partners} had agreed{_by(record.agreed or record.begins)} {purpose[record.alternates]}"


def _shift(teller: Teller, record: r.Shift) -> str:
    turn = f"the turn of {term(teller.kb, 'role', record.role)}"
    return f"{turn} had passed to {teller.value(record.state)} {at(record.begins)}"


def _contribution(teller: Teller, record: r.Contribution) -> str:
    units = counted(record.count, term(teller.kb, "capability", record.capability))
    instead = f" in place of {named(teller.kb, record.substitutes)}" if record.substitutes else ""
    task = term(teller.kb, "role", record.role)
    return f"{teller.value(record.state)} had sent {units} for {task} {at(record.begins)}{instead}"


def _statement(teller: Teller, record: r.Statement) -> str:
    said = terms(teller.kb, "content", record.content)
    grounds = terms(teller.kb, "ground", record.grounds)
    heard = "; ".join(filter(None, (said, f"for these reasons: {grounds}" if grounds else "")))
    return f"{teller.value(record.state)} had said{_by(record.date)}{_about(teller, record.about)}: {heard}"


def _request(teller: Teller, record: r.Request) -> str:
    asked = terms(teller.kb, "content", record.asks)
    who = teller.value(record.requester)
    return f"{who} had asked {teller.value(record.state)}{_by(record.date)}{_about(teller, record.about)}: {asked}"


def _decision(teller: Teller, record: r.Decision) -> str:
    act = to_do(term(teller.kb, "act", record.act))
    grounds = f", giving as reason: {terms(teller.kb, 'ground', record.grounds)}" if record.grounds else ""
    about = f": {listed([named(teller.kb, name) for name in record.about])}" if record.about else ""
    return f"{teller.value(record.state)} had decided{_by(record.date)} {act}{about}{grounds}"


def _vote(teller: Teller, record: r.Vote) -> str:
    counts = f" by {record.in_favour} to {record.against}" if record.in_favour is not None else ""
    outcome = "refused" if record.carried is False else "voted in favour"
    return f"the parliament of {teller.value(record.state)} had {outcome}{counts} {at(record.date)}"


def _consent(teller: Teller, record: r.ConsentWithdrawal) -> str:
    asked = listed([teller.value(name) for name in record.asked_to_leave])
    act = f"asked the troops of {asked} to go" if asked else "taken back its consent"
    return (
        f"{teller.value(record.host) if record.host in teller.kb.records else 'the host'} had {act}{_by(record.date)}"
    )


def _resolution(_: Teller, record: r.Resolution) -> str:
    ended = f"run out {at(record.ends)}" if record.ends else f"been adopted {at(record.date)}"
    return f"a resolution that permits the mission had {ended}"


def _budget(_: Teller, record: r.BudgetLimit) -> str:
    return f"the money for the units had run out {at(record.runs_out)}, as was known{_by(record.known)}"


def _maintenance(teller: Teller, record: r.MaintenanceDue) -> str:
    units = term(teller.kb, "capability", record.capability)
    return f"{units} and crews had been due for repair or rest, as was known{_by(record.known)}"


def _readiness(teller: Teller, record: r.ReadinessLoss) -> str:
    return f"readiness for {term(teller.kb, 'capability', record.capability)} had been worn down{_by(record.known)}"


def _competing(teller: Teller, record: r.CompetingOperation) -> str:
    return (
        f"{term(teller.kb, 'capability', record.capability)} had been needed elsewhere from {spoken(record.begins)} on"
    )


def _incident(_: Teller, record: r.Incident) -> str:
    return f"harm done by its own units had become public {at(record.public)}"


def _release(teller: Teller, record: r.Release) -> str:
    manner = {"barred": "barred", "sent-home": "sent home"}.get(record.ending or "", "let go")
    owner = f"the units of {teller.value(record.state)}" if record.state else "its units"
    about = listed([named(teller.kb, name) for name in record.about])
    return f"the coalition had {manner} {owner} {at(record.date)}" + (f" ({about})" if about else "")


def _crisis(teller: Teller, record: r.CabinetCrisis) -> str:
    happened = {True: "fallen", False: "lost a party", None: "broken apart"}[record.fell]
    return f"the government of {teller.value(record.state)} had {happened} over the mission {at(record.date)}"


def _invasion(teller: Teller, record: r.TerritorialAttack) -> str:
    by = f" by {record.attacker}" if record.attacker else ""
    return f"{teller.value(record.state)} had been attacked on its own territory{by} {at(record.date)}"


def _attack(teller: Teller, record: r.Attack) -> str:
    answer = " in answer to its part" if record.linked_to else ""
    return f"there had been a terror attack in {teller.value(record.state)}{answer} {at(record.date)}"


def _losses(teller: Teller, record: r.Casualties) -> str:
    return f"{teller.value(record.state)} had lost troops {at(record.date)}"


def _hostages(teller: Teller, record: r.HostageTaking) -> str:
    return f"people of {teller.value(record.state)} had been taken hostage {at(record.date)}"


def _election(teller: Teller, record: r.Election) -> str:
    issue = ", fought over the deployment" if record.contested else ""
    return f"there had been an election in {teller.value(record.state)} {at(record.date)}{issue}"


def _other(teller: Teller, record: Record) -> str:
    """Return a record of any other kind by its class and the fields it has."""
    kind = spaced(type(record).__name__)
    given = [
        f"{asked(item.name)}: {teller.value(value)}"
        for item in fields(record)
        if item.name not in _PLUMBING and (value := getattr(record, item.name)) not in (None, ())
    ]
    article = "an" if kind[0] in "aeiou" else "a"
    return f"there had been {article} {kind}" + (f" ({', '.join(given)})" if given else "")


_WORDS: Mapping[type[Record], Words] = {
    r.Arrangement: _arrangement,
    r.Shift: _shift,
    r.Contribution: _contribution,
    r.Statement: _statement,
    r.Request: _request,
    r.Decision: _decision,
    r.Vote: _vote,
    r.ConsentWithdrawal: _consent,
    r.Resolution: _resolution,
    r.BudgetLimit: _budget,
    r.MaintenanceDue: _maintenance,
    r.ReadinessLoss: _readiness,
    r.CompetingOperation: _competing,
    r.Incident: _incident,
    r.Release: _release,
    r.CabinetCrisis: _crisis,
    r.TerritorialAttack: _invasion,
    r.Attack: _attack,
    r.Casualties: _losses,
    r.HostageTaking: _hostages,
    r.Election: _election,
}
"""What would have had to happen for a fact of a kind to be on record."""
