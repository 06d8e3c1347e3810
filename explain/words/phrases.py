"""Short phrases for people: dates, units, nodes and sources."""

import re
from collections.abc import Collection
from datetime import date, timedelta

from kb.dates import DateError, Moment, moment
from kb.records import Arrangement, Capability, Citation, CompetingOperation, Contribution, Record, Variant
from kb.store import KnowledgeBase

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_CALENDAR = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d{2})?)?")
VOICES = {"own-account": "its own account", "interpretation": "the author's interpretation"}
"""What is said of voices other than plain report."""

_DOUBT = {"": "", "~": "about ", "%": "perhaps about ", "?": "perhaps "}


def spoken(moment: Moment) -> str:
    """Return a date as a reader says it: 30 June 2015, June 2015, 2015, about June 2015, between two days."""
    plain = moment.text.rstrip("~?%")
    if _CALENDAR.fullmatch(plain) and moment.text[len(plain) :] in _DOUBT:
        return _DOUBT[moment.text[len(plain) :]] + _calendar(plain)
    first, last = _shortest(moment.earliest, moment.latest)
    return f"between {_calendar(first)} and {_calendar(last)}"


def _shortest(first: date, last: date) -> tuple[str, str]:
    """Return the ends of a span as years or months, where it is made of whole ones, else as days."""
    whole = last + timedelta(days=1)
    if (first.month, first.day, whole.month, whole.day) == (1, 1, 1, 1):
        return str(first.year), str(last.year)
    if first.day == whole.day == 1:
        return f"{first:%Y-%m}", f"{last:%Y-%m}"
    return str(first), str(last)


def _calendar(text: str) -> str:
    parts = text.split("-")
    words = [str(int(parts[2]))] if len(parts) > len("ym") else []
    words += [MONTHS[int(parts[1]) - 1]] if len(parts) > 1 else []
    return " ".join([*words, parts[0]])


def spoken_day(value: date) -> str:
    """Return a day as a reader says it: 15 November 2015."""
    return _calendar(value.isoformat())


def period(begins: Moment, last: Moment | None) -> str:
    """Return a time in service: from its first to its last day, or since when."""
    return f"{spoken(begins)} to {spoken(last)}" if last else f"since {spoken(begins)}"


def term(kb: KnowledgeBase, scheme: str, name: str) -> str:
    """Return the label of a term of a vocabulary."""
    return kb.label(f"{scheme}/{name}")


def terms(kb: KnowledgeBase, scheme: str, names: tuple[str, ...]) -> str:
    """Return the labels of terms, with commas."""
    return ", ".join(term(kb, scheme, name) for name in names)


def listed(words: list[str]) -> str:
    """Join words: one, one and two, one, two and three."""
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


PEOPLE = frozenset({"soldier", "instructor", "officer", "operator", "observer", "adviser"})
"""Nouns for units that are people."""


def units(kb: KnowledgeBase, contribution: Contribution) -> str:
    """Return the units of a contribution: 7 fighters, 1 team of combat engineers."""
    noun = term(kb, "capability", contribution.capability)
    record = kb.records.get(f"capability/{contribution.capability}")
    one = record.counted_in if isinstance(record, Capability) else None
    if contribution.count is None and contribution.personnel is not None:
        return f"{contribution.personnel:,} {_people(noun, one)}"
    if contribution.count == 1 and one:
        return f"1 {_single(noun, one)}"
    if contribution.count is not None and noun.rpartition(" ")[2] in _BODIES:
        return f"{contribution.count:,} {_people(noun, one) if one in PEOPLE else _plural(noun)}"
    return counted(contribution.count, noun)


def _single(noun: str, one: str) -> str:
    """Return one unit of a kind: one drone, one soldier of a signals unit, one infantry soldier."""
    last = noun.rpartition(" ")[2]
    if last in ("troops", "forces"):
        return one if noun == last else f"{one} of {noun}"
    if noun.endswith("s"):
        return noun[:-1]
    if one not in PEOPLE:
        return noun
    return f"{one} of {with_article(noun)}" if last in _BODIES else f"{noun} {one}"


def _plural(noun: str) -> str:
    return f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"


_BODIES = frozenset(
    {"unit", "team", "hospital", "battery", "radar", "ship", "frigate", "destroyer", "vessel", "minehunter"}
)
"""Nouns for one body or ship, of which people are members."""


def _people(noun: str, one: str | None) -> str:
    """Return people by the kind of unit that they are, belong to or have with them."""
    body = with_article(noun) if noun.rpartition(" ")[2] in _BODIES else None
    if one in PEOPLE:
        return f"{one}s of {body}" if body else noun
    return f"people with {body or noun}"


def with_article(noun: str) -> str:
    """Return a noun with the indefinite article."""
    return f"{'an' if noun[0].lower() in 'aeiou' else 'a'} {noun}"


def the(name: str) -> str:
    """Return the name of a coalition as it stands in a sentence: with an article, unless it has one or takes none."""
    bare = name.lower().startswith("the ") or name.startswith("Operation ") or name.isupper()
    return name if bare else f"the {name}"


_ACTS = {
    "not extend": "not to extend",
    "complete task": "to declare the task complete",
    "expand theatre": "to widen the area",
    "accept request": "to accept the request",
    "enter arrangement": "to enter the arrangement",
}


def to_do(act: str) -> str:
    """Return an act behind a verb: to withdraw, not to extend."""
    return _ACTS.get(act, f"to {act}")


_ASKED = {
    "begins": "first day",
    "capability": "kind of unit",
    "count": "number",
    "date": "day",
    "deaths": "people killed",
    "ends": "last day",
    "personnel": "people",
    "public": "day on which it became public",
}


def asked(field: str) -> str:
    """Return what a field of a fact tells, in words."""
    return _ASKED.get(field, field.replace("_", " "))


def given(value: str) -> str:
    """Return what another place says, a date as a reader says it."""
    try:
        return spoken(moment(value)) if "-" in value else value
    except DateError:
        return value


def counted(count: int | None, noun: str) -> str:
    """Return a number of things, or the things alone where no source counts them."""
    return noun if count is None else f"{count:,} {noun}"


def task(kb: KnowledgeBase, contribution: Contribution) -> str:
    """Return what units do and where: air strike over one area and another."""
    places = listed([kb.label(theatre) for theatre in contribution.theatres])
    return f"{term(kb, 'role', contribution.role)}, {places}" if places else term(kb, "role", contribution.role)


def named(kb: KnowledgeBase, name: str) -> str:
    """Return what a reader calls a fact; without a label, units by number and month, an event by kind and date."""
    record = kb.records.get(name)
    if record is None or record.label:
        return kb.label(name)
    if isinstance(record, Contribution):
        return f"{units(kb, record)} ({spoken(record.begins)})"
    if isinstance(record, Arrangement):
        return f"the agreement of {listed([kb.label(state) for state in record.partners])}"
    if isinstance(record, CompetingOperation):
        return f"a commitment since {spoken(record.begins)}"
    date = getattr(record, "date", None)
    if date is None or type(record).__name__ not in EVENTS:
        return kb.label(name)
    told = spoken(date)
    return f"{EVENTS[type(record).__name__]} {told if told.startswith('between ') else f'of {told}'}"


EVENTS = {
    "Attack": "the attack",
    "BattlefieldTurn": "the turn of the war",
    "CabinetCrisis": "the break in the government",
    "Casualties": "the losses",
    "ConsentWithdrawal": "the host's notice",
    "Decision": "the decision",
    "Election": "the election",
    "HostageTaking": "the hostage-taking",
    "Incident": "the incident",
    "LeadershipChange": "the change of leader",
    "PublicOpinion": "the public mood",
    "Release": "the release",
    "Request": "the request",
    "Resolution": "the resolution",
    "Statement": "the words",
    "TerritorialAttack": "the attack",
    "Vote": "the vote",
}
"""What a reader calls a fact of a kind that has a date and bears no label of its own."""


def sources(kb: KnowledgeBase, record: Record) -> list[str]:
    """Return the sources of a record, one line for each place in a work, in the order of the case file.

    Behind it, in brackets, the documents that the work cites there, by their keys in the bibliography.
    """
    places: dict[str, list[str]] = {}
    for citation in record.source:
        documents = places.setdefault(f"{_short(kb, citation.work)}, {citation.place}", [])
        if citation.document:
            documents.append(" ".join(filter(None, [citation.document, citation.document_place])))
    return [f"{place} ({'; '.join(documents)})" if documents else place for place, documents in places.items()]


def voice(citation: Citation) -> str | None:
    """Return in whose voice a fact stands at a place, in words; ``None`` where the text plainly reports it."""
    return VOICES.get(citation.voice or "")


def variants(kb: KnowledgeBase, record: Record, properties: Collection[str] | None = None) -> list[str]:
    """Return what other places say of a record, or of some of its properties, one line each, with the place."""
    return [
        f"elsewhere {asked(item.property)}: {given(str(item.value))}; {'; '.join(sources(kb, item))}"
        for item in kb.of(Variant)
        if item.about == record.id and (properties is None or item.property in properties)
    ]


def _short(kb: KnowledgeBase, key: str) -> str:
    work = kb.works.get(key)
    return work.short if work else key
