"""Questions for a table: one that was published, the verdicts of a time, with another threshold or as of a day."""

import re
from dataclasses import replace

from explain.asking.model import Ambiguous, Choice, NotUnderstood, Reading
from explain.asking.queries.query import Filters
from explain.asking.queries.selecting import selected
from explain.asking.reading.asked import Asked
from explain.asking.stems import stem
from explain.asking.words import split
from kb.reading.published import published_tables
from kb.records import State


def table(asked: Asked, numbers: list[str]) -> Reading | None:
    """The published table that has a number, or whose caption says what the text does; else all of them."""
    kb = asked.lexicon.kb
    if numbers:
        names = [name for name in published_tables() if name.endswith(f"-{numbers[0]}")]
    else:
        states = [record for name in asked.line.filters.states if isinstance(record := kb.records[name], State)]
        wanted = {stem(word) for word in (*asked.words, *(split(item.adjective or item.id)[0] for item in states))}
        names = [item.id for item in published_tables().values() if wanted <= set(map(stem, split(item.caption)))]
        if not wanted:
            return asked.understood(asked.query(command=("table",)))
    readings = [asked.understood(asked.query(command=("table", name))) for name in names]
    if len(readings) == 1:
        return readings[0]
    labels = [f"{name}: {published_tables()[name].caption}" for name in names]
    none = NotUnderstood("no published table answers to that; `coalition table` lists them")
    return Ambiguous("which table is meant?", tuple(map(Choice, labels, readings))) if readings else none


def verdicts(asked: Asked) -> Reading | None:
    """Every verdict of a state or a time, of the state that is talked about where none is named."""
    filters, remark = asked.line.filters, ""
    if not filters.states and asked.state and not asked.whole.said & {"all", "every", "each"}:
        filters = replace(filters, states=(asked.state,))
        remark = f"of {asked.lexicon.kb.label(asked.state)}, which is being talked about"
    if asked.whole.said & {"would", "could"}:
        return None  # what is concluded now is no answer to what would have been
    event = next(iter(asked.named("event")), "any")
    meant = selected(asked.lexicon, event, filters) or selected(asked.lexicon, "defection", filters)
    command = ("judge", *meant)
    return asked.understood(asked.query(filters=Filters(episodes=meant), command=command), remark) if meant else None


def with_threshold(asked: Asked, filters: Filters, numbers: list[str]) -> Reading | None:
    """Every verdict with another threshold; where the text names no event, only after a question of that kind."""
    last = asked.context.query
    again = last is not None and ("threshold" in dict(last.options) or last.asks == "thresholds")
    if len(numbers) != 1 or not (asked.named("event") or again):
        return None
    name = str(asked.form.options["threshold"])
    query = asked.query(command=("judge", *filters.states, "--threshold", f"{name}={numbers[0]}"))
    return asked.understood(query, f"months of the mission that must remain for a change to count as {name}")


def as_of(asked: Asked, filters: Filters) -> Reading | None:
    """Every verdict as it would have been by a day."""
    if (
        len(filters.spans) != 1
        or filters.spans[0].relation not in ("in", "until")
        or not re.fullmatch(r"\d{4}(-\d\d){1,2}", filters.spans[0].text)
    ):
        return None
    command = ("judge", *filters.states, "--as-of", filters.spans[0].text)
    return asked.understood(asked.query(command=command), "with what had happened and was known by then")
