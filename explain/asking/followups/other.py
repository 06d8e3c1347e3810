"""The last question again, of another state, time or kind of units."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from explain.asking.followups.book import beside
from explain.asking.followups.rows import last, said
from explain.asking.lexicon import Lexicon
from explain.asking.model import Context, NotUnderstood, Reading, Understood
from explain.asking.queries.query import Filters, Query, Span
from explain.asking.queries.selecting import selected
from explain.asking.reading.asked import Asked
from explain.asking.reading.building import with_command
from explain.asking.reading.line import lifted, lines
from explain.asking.reading.shortcuts import nothing_open, with_open_points

_NARROWING = ("spans", "near", "values", "excluded")
"""What bounds a list further where a text speaks of those in it; elsewhere it takes the place of the same."""
_ABOUT = frozenset({"units", "places"})
"""Of what was said something: where another is named, of that alone."""
_OPPOSED = (
    {"taken-over", "not-taken-over"},
    {"early", "not-early"},
    {"defection", "not-defection", "undetermined", "out-of-scope"},
    {"certain", "uncertain", "on-the-record"},
    {"combat", "support"},
    {"came-back", "gone"},
)
"""Marks of which one takes the place of another."""


def _same_of_another(asked: Asked) -> Reading | None:
    """The last question again with another state, time or kind of units, where a text names only these."""
    before, joining, names = _whole(asked), beside(asked.form), asked.lexicon.names
    able = frozenset(str(asked.form.options["bounds"]).split())
    marks = str(asked.form.options.get("marks", "")).split()
    for raw in lines(names, said(asked)):
        for line in lifted(raw, names.book.narrowings):
            if before.asks == "profile" and raw.said <= joining | _PEOPLE and raw.said & _PEOPLE:
                people = (("count", "yes"), ("people", "yes"))
                counted = replace(before, filters=replace(before.filters, units=()), options=people)
                return _again(asked.lexicon, counted, Filters())
            kinds = line.filters.kinds
            if line.without(joining).tokens or not kinds or not kinds <= able:
                continue
            if before.option("states") == "never" and kinds & {"marks", "conclusions", "near"}:
                continue  # none of which there are none is of some kind
            if raw.tokens[0].phrase in (("who",), ("whom",)) or not _marked(before, line.filters.marks, marks):
                continue
            if before.option("kinds") == "Statement" and kinds <= _ABOUT and raw.said & {"about", "on"}:
                before = replace(before, words=(), filters=replace(before.filters, **dict.fromkeys(_ABOUT, ())))
            return _again(asked.lexicon, before, line.filters, of_those=bool(raw.said & {"them", "those", "these"}))
    return None


def _marked(before: Query, marks: tuple[str, ...], known: list[str]) -> bool:
    """Tell whether what was asked for can have marks: only units fight or support, where not all marks are known."""
    of_units = before.asks in ("profile", "command") or before.option("kinds") == "Contribution"
    return not marks or not known or (of_units and set(marks) <= set(known))


def _whole(asked: Asked) -> Query:
    """Return the last question; the one before, where the last only picked a row of its answer."""
    at: Context | None = asked.context
    while at is not None and (at.query is None or at.query.option("row")):
        at = at.earlier
    before = at.query if at is not None and at.query is not None else last(asked)
    return replace(before, about=()) if before.option("those") else before


def _spelled(lexicon: Lexicon, before: Filters, more: Filters) -> Filters:
    """Return filters with the states and years of episodes in their place, where more is said of one of these."""
    about = [lexicon.court.episodes[name].episode for name in before.episodes if name in lexicon.court.episodes]
    if not about or more.episodes or not more.kinds & {"states", "spans"}:
        return before
    years = {str(item.date.earliest.year) for item in about}
    spans = before.spans or (tuple(Span("in", year) for year in years) if len(years) == 1 else ())
    states = before.states or tuple(dict.fromkeys(item.state for item in about))
    return replace(before, episodes=(), states=states, spans=spans)


def merged(before: Filters, more: Filters, *, of_those: bool = False) -> Filters:
    """Return filters with others put in: what they speak of takes the place of the same, and all else stays."""
    if len(years := {span.text[: len("2015")] for span in before.spans if span.text[:1].isdigit()}) == 1:
        dated = (f"{min(years)}{span.text}" if span.text.startswith("-") else span.text for span in more.spans)
        more = replace(
            more, spans=tuple(replace(span, text=text) for span, text in zip(more.spans, dated, strict=True))
        )
    found = before.overridden(more)
    schemes = {name.partition("/")[0] for name in more.conclusions}
    kept = tuple(name for name in before.conclusions if name.partition("/")[0] not in schemes)
    opposed = {mark for group in _OPPOSED for mark in group if group & set(more.marks)}
    marks = tuple(mark for mark in before.marks if mark not in opposed | set(more.marks))
    found = replace(found, conclusions=(*kept, *more.conclusions), marks=(*marks, *more.marks))
    if of_those:
        bounds = {name: (*getattr(before, name), *getattr(more, name)) for name in _NARROWING}
        return replace(found, **{name: tuple(dict.fromkeys(values)) for name, values in bounds.items()})
    if more.states and not more.persons:
        return replace(found, persons=())  # who speaks or leads is of one state
    return replace(found, states=()) if more.persons and not more.states else found


def _succession(lexicon: Lexicon, last: Query, filters: Filters) -> Reading:
    """Who took over when another state left, in the same year if it did; or when the same state left another time."""
    before = [lexicon.court.episodes[name].episode for name in last.filters.episodes]
    states, coalitions = ({item.state for item in before}, {item.coalition for item in before})
    years = {str(item.date.earliest.year) for item in before}
    asked = filters
    if not filters.states and len(states) == 1:
        asked = replace(asked, states=tuple(states))
    if not filters.coalitions and len(coalitions) == 1:
        asked = replace(asked, coalitions=tuple(coalitions))
    told = ""
    found = filters.episodes or selected(lexicon, "left", asked)
    if not filters.spans and len(years) == 1 and not filters.episodes:
        same = selected(lexicon, "left", replace(asked, spans=(Span("in", *years),)))
        found, told = (same, f"of exits in {min(years)} too") if same else (found, "of exits at any time")
    if not found:
        return NotUnderstood("no exit of that kind is on record, so nobody could take over", final=True)
    again = replace(last, filters=Filters(episodes=found), command=())
    return Understood(again, remark="; ".join(filter(None, ["as before", told])))


_PEOPLE = frozenset({"troops", "soldiers", "people", "personnel", "forces", "men"})
"""Words for all whom a state sent, and for no kind of units."""


def _again(lexicon: Lexicon, before: Query, filters: Filters, *, of_those: bool = False) -> Reading | None:
    if before.asks == "taken-over":
        return _succession(lexicon, before, filters)
    kept = before.filters if before.asks == "open" else _spelled(lexicon, before.filters, filters)
    bounds = merged(kept, filters, of_those=of_those)
    if before.asks == "open" and not bounds.episodes:
        found = with_open_points(lexicon, bounds)
        if not found:
            return replace(nothing_open(lexicon, bounds), final=True)
        bounds = replace(bounds, episodes=found[:1])
    if before.asks == "theories" and bounds.spans:
        found = selected(lexicon, "defection", replace(bounds, episodes=()))
        if not found:
            return NotUnderstood("no defection of that time is on record by which a theory could be tested", final=True)
        bounds = Filters(episodes=found)
    again = replace(before, filters=bounds, command=())
    if before.asks == "command" and filters.kinds - {"states", "coalitions"}:
        if before.option("command") != "timeline":
            return NotUnderstood("that is told of a state as a whole, and not of a time or of some units", final=True)
        again = replace(again, asks="profile")
    return Understood(with_command(again), remark="of those" if of_those else "as before")


OPERATIONS: Mapping[str, Callable[[Asked], Reading | None]] = {"same of another": _same_of_another}
