"""The last question again, of another state, time or kind of units."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from explain.asking.followups.book import beside
from explain.asking.followups.rows import last, said
from explain.asking.lexicon import Lexicon
from explain.asking.model import NotUnderstood, Reading, Understood
from explain.asking.queries.query import Filters, Query
from explain.asking.queries.selecting import selected
from explain.asking.reading.asked import Asked
from explain.asking.reading.building import with_command
from explain.asking.reading.line import lifted, lines
from explain.asking.reading.shortcuts import with_open_points


def _same_of_another(asked: Asked) -> Reading | None:
    """The last question again with another state, time or kind of units, where a text names only these."""
    before, joining, names = last(asked), beside(asked.form), asked.lexicon.names
    able = frozenset(str(asked.form.options["bounds"]).split())
    for raw in lines(names, said(asked)):
        for line in lifted(raw, names.book.narrowings):
            if before.asks == "profile" and raw.said <= joining | _PEOPLE and raw.said & _PEOPLE:
                return _again(asked.lexicon, replace(before, filters=replace(before.filters, units=())), Filters())
            if not line.without(joining).tokens and line.filters.kinds and line.filters.kinds <= able:
                return _again(asked.lexicon, before, line.filters)
    return None


def _succession(lexicon: Lexicon, last: Query, filters: Filters) -> Reading:
    """Who took over when another state left, or when the same state left at another time."""
    before = [lexicon.court.episodes[name].episode for name in last.filters.episodes]
    states, coalitions = ({item.state for item in before}, {item.coalition for item in before})
    asked = filters
    if not filters.states and len(states) == 1:
        asked = replace(asked, states=tuple(states))
    if not filters.coalitions and len(coalitions) == 1:
        asked = replace(asked, coalitions=tuple(coalitions))
    found = filters.episodes or selected(lexicon, "left", asked)
    if not found:
        return NotUnderstood("no exit of that kind is on record, so nobody could take over")
    return Understood(replace(last, filters=Filters(episodes=found), command=()), remark="as before")


_PEOPLE = frozenset({"troops", "soldiers", "people", "personnel", "forces", "men"})
"""Words for all whom a state sent, and for no kind of units."""


def _again(lexicon: Lexicon, last: Query, filters: Filters) -> Reading:
    if last.asks == "taken-over":
        return _succession(lexicon, last, filters)
    merged = last.filters.overridden(filters)
    if last.asks == "open" and not merged.episodes:
        found = with_open_points(lexicon, merged)
        if not found:
            return NotUnderstood("nothing is open there: every verdict, strategy and cause is settled")
        merged = replace(merged, episodes=found[:1])
    again = replace(last, filters=merged, command=())
    if filters.marks or filters.units:
        again = replace(again, asks="profile") if last.option("command") == "timeline" else again
    return Understood(with_command(again), remark="as before")


OPERATIONS: Mapping[str, Callable[[Asked], Reading | None]] = {"same of another": _same_of_another}
