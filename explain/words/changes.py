"""Puts changes of facts into words: what had not been, what had been otherwise, what had been besides."""

from collections.abc import Mapping

from explain.answer import Reason
from explain.words.phrases import spoken, spoken_day
from explain.words.supposed import at, supposed
from explain.words.telling import Teller
from kb.altered.altering import Alteration
from kb.dates import Moment
from kb.records import Contribution, Decision, Government, Record, Request, Statement, Vote
from rules.engine.facts import mirror
from rules.engine.proof import Known
from rules.overturning.counterfactuals import Change, Span

_DATES: Mapping[str, str] = {
    "agreed": "had been agreed",
    "begins": "had begun",
    "date": "had come",
    "decided": "had been decided",
    "due": "had been due",
    "ends": "had ended",
    "known": "had been known",
    "planned_end": "had been meant to end",
    "proposed": "had been proposed",
    "public": "had become public",
    "recovered": "had been restored",
    "runs_out": "had run out",
}
"""What happened on the day that a field of a fact gives."""
_OF_KIND: Mapping[tuple[type[Record], str], str] = {
    (Contribution, "begins"): "had come",
    (Contribution, "ends"): "had stayed",
    (Decision, "date"): "had been taken",
    (Government, "begins"): "had come into office",
    (Request, "date"): "had been made",
    (Statement, "date"): "had been made",
    (Vote, "date"): "had been held",
}
"""The same, where a kind of fact has a word of its own."""
_NUMBERS: Mapping[str, str] = {
    "against": "against",
    "count": "units",
    "deaths": "killed",
    "in_favour": "in favour",
    "personnel": "people",
    "size": "in all",
}
"""What a field of a fact counts."""
_TRUTHS: Mapping[tuple[str, bool], str] = {
    ("alternates", True): "its partners had taken turns",
    ("alternates", False): "it had been a handover and no rotation",
    ("caretaker", True): "it had been a caretaker",
    ("caretaker", False): "it had been no caretaker",
    ("carried", True): "it had been carried",
    ("carried", False): "it had been lost",
    ("contested", True): "it had been fought over the deployment",
    ("contested", False): "the deployment had been no issue in it",
    ("invited", True): "it had been invited",
    ("invited", False): "it had been left out",
    ("fell", True): "the whole government had fallen",
    ("fell", False): "only a party had left the government",
    ("orders_home", True): "it had ordered the units home",
    ("orders_home", False): "it had been about letting the units stay",
    ("own_majority", True): "one party had held a majority of its own",
    ("own_majority", False): "no party had held a majority of its own",
    ("supportive", True): "it had shown approval",
    ("supportive", False): "it had shown disapproval",
}
"""What a yes or a no would have meant."""


def told(teller: Teller, change: Alteration | Record, span: Span | None = None) -> Reason:
    """Return a change of one fact as a reason, with the places where the fact stands."""
    if not isinstance(change, Alteration):
        return Reason(change.id, "change", f"if {supposed(teller, [change])}", status="appears")
    record = teller.kb.records[change.fact]
    sources = teller.sources(record)
    if change.field is None:
        return Reason(
            change.fact, "change", f"without: {described(teller, record)}", status="vanishes", sources=sources
        )
    text = f"if {otherwise(teller, record, change, span)}: {described(teller, record)}"
    return Reason(str(change), "change", text, status="moves", sources=sources)


def told_together(teller: Teller, name: str, change: Change) -> Reason:
    """Return all that one counterfactual changes as one reason."""
    if len(change.alterations) == 1 and not change.added:
        return told(teller, change.alterations[0], change.span)
    if not change.alterations:
        return Reason(name, "change", f"if {supposed(teller, list(change.added))}", status="appears")
    altered = [told(teller, item) for item in change.alterations]
    if not change.added and len({item.fact for item in change.alterations}) == 1:
        record = teller.kb.records[change.alterations[0].fact]
        text = f"if {_together(teller, record, change)}: {described(teller, record)}"
        return Reason(name, "change", text, status="moves", sources=teller.sources(record))
    added = f"{supposed(teller, list(change.added))}, and " if change.added else ""
    words = " and ".join(item.text.removeprefix("if ") for item in altered)
    return Reason(name, "change", f"if {added}{words}", status="moves", sources=altered[0].sources)


def _together(teller: Teller, record: Record, change: Change) -> str:
    """Return what several fields of one fact say together: a vote that went the other way with its counts."""
    first = change.alterations[0]
    votes = {item.field: item.value for item in change.alterations}
    words = otherwise(teller, record, first)
    if isinstance(record, Vote) and "in_favour" in votes:
        return f"{words} by {votes['in_favour']} to {votes['against']}"
    return " and ".join(otherwise(teller, record, item) for item in change.alterations)


def otherwise(teller: Teller, record: Record, change: Alteration, span: Span | None = None) -> str:
    """Return what would have been otherwise of a fact: ``they had stayed until May 1912, not December 1911``."""
    assert change.field is not None
    who = "they" if isinstance(record, Contribution) else "it"
    before, value = getattr(record, change.field), change.value
    if isinstance(value, bool) and (change.field, value) in _TRUTHS:
        return _TRUTHS[change.field, value]
    if isinstance(value, Moment):
        return f"{who} {_moved(record, change.field, value, span)}{_instead(record, change.field, before)}"
    if isinstance(value, int) and change.field in _NUMBERS:
        noun = _NUMBERS[change.field]
        return f"there had been {value} {noun}" + (f", not {before}" if before is not None else "")
    name = change.field.replace("_", " ")
    return f"its {name} had been {teller.value(value) if value is not None else 'unknown'}, not {teller.value(before)}"


def _moved(record: Record, field: str, value: Moment, span: Span | None) -> str:
    """Return on which day, or on any of which days, it would have been."""
    until = field in ("ends", "planned_end")
    verb = _verb(record, field)
    if span is None:
        return f"{verb} until {spoken(value)}" if until and isinstance(record, Contribution) else f"{verb} {at(value)}"
    preposition = "until" if until and isinstance(record, Contribution) else "on"
    if span.first == span.last and span.first is not None:
        return f"{verb} {preposition} {spoken_day(span.first)}"
    return f"{verb} {preposition} any day{days(span)}"


def days(span: Span) -> str:
    """Return the days of a span: from a first one, up to a last one, or between the two."""
    if span.first is None:
        return f" up to {spoken_day(span.last)}" if span.last else ""
    if span.last is None:
        return f" from {spoken_day(span.first)} on"
    return f" from {spoken_day(span.first)} to {spoken_day(span.last)}"


def _verb(record: Record, field: str) -> str:
    own = _OF_KIND.get((type(record), field))
    return own or _DATES.get(field, f"had seen its {field.replace('_', ' ')}")


def _instead(record: Record, field: str, before: Moment | None) -> str:
    if before is None:
        return ""
    until = field == "ends" and isinstance(record, Contribution)
    return f", not {'until ' if until else ''}{spoken(before) if until else at(before)}"


def described(teller: Teller, record: Record) -> str:
    """Return a record in one line."""
    fact = mirror(record)
    return teller.fact(Known(fact.identity, type(fact).__name__, tuple(fact.items()), "observed"))
