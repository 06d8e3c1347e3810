"""Answers that are worked out over all that was found: by state, the longest, the largest, the fewest."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, replace

from explain.answer import Answer, Reason
from explain.asking.answers import counted
from explain.asking.lexicon import Lexicon
from explain.asking.queries.query import Query
from explain.asking.queries.saying import narrowed, narrowing, plural, things
from explain.words.phrases import listed, period
from explain.words.telling import sentence
from kb.dates import Moment, months_between
from kb.profiles.profile import last_day
from kb.records import OBSERVED, Contribution, Record

FIGURES = {
    "deaths": "killed",
    "injured": "injured",
    "against": "against",
    "in_favour": "in favour",
    "abstentions": "abstaining",
    "absent": "absent",
    "members": "members",
    "population": "inhabitants",
    "military_spending": "per cent of GDP for defence",
    "hostages": "hostages",
    "support": "per cent in support",
    "size": "in all",
    "personnel": "people",
    "foreign_fighters": "foreign fighters",
    "recovery_months": "months to recover",
    "flight_hours": "flight hours a month",
}
"""What the figures of facts count, in words that follow the number."""
Value = tuple[float, float, str]
"""How large something is at least and at most, and how that is said."""


def by_states(lexicon: Lexicon, query: Query, lines: Mapping[str, list[Reason]], noun: str) -> Answer:
    """Return the states of what was found, those with most first; only those that are asked for.

    Args:
        lexicon: the names.
        query: what is asked; its option ``states`` says which states.
        lines: what was found of each state, in the order of time.
        noun: what one thing that was found is called.
    """
    wanted = query.option("states")
    least, never = int(query.option("least") or 1), wanted == "never"
    most = int(query.option("most") or sum(map(len, lines.values())))
    if never:
        every = {item.state for item in lexicon.kb.of(Contribution)}
        chosen: dict[str, list[Reason]] = {name: [] for name in sorted(every - lines.keys())}
    else:
        chosen = {name: found for name, found in lines.items() if least <= len(found) <= most}
    ranked = sorted(chosen.items(), key=lambda item: (-len(item[1]), item[0]))
    if wanted in ("most", "least") and ranked:
        best = len(ranked[0 if wanted == "most" else -1][1])
        ranked = [item for item in ranked if len(item[1]) == best]
    if wanted in ("first", "last"):
        ranked = list(_first_of(lexicon, lines, last=wanted == "last"))
    alone = never or wanted in ("first", "last")
    told = [f"{lexicon.kb.label(name)}{'' if alone else f' {times(len(found))}'}" for name, found in ranked]
    if wanted in ("first", "last") and len(ranked) > 1:
        told = [f"{' or '.join(told)}; the dates do not settle which"]
    about = narrowed(lexicon, query)
    if never and not ranked:
        told = [f"every state with a part on record has {_enough(1, noun)}"]
    if never and ranked and query.asks == "facts":
        told = [f"none is on record of {listed(told)}"]
    lead = ("Yes: " if ranked else "No. ") if query.option("yesno") else ""
    none = f"No state is on record with {_enough(least, noun)} {about}".rstrip() + "."
    return Answer(
        question=f"Which states, by {plural(noun)} {about}?".replace(" ?", "?"),
        episode="",
        title=sentence(about),
        verdict=counted(len(ranked), "state").upper() if ranked else "NO STATE",
        sentence=f"{lead}{sentence(listed(told))}." if told else f"{lead}{none}",
        reasons=tuple(
            Reason(
                name, "rule", f"{sentence(lexicon.kb.label(name))}: {counted(len(found), noun)}", children=tuple(found)
            )
            for name, found in ranked
        ),
    )


def _first_of(lexicon: Lexicon, lines: Mapping[str, list[Reason]], *, last: bool) -> Iterator[tuple[str, list[Reason]]]:
    """Yield the states of what came first or last for certain; all that may have, where dates do not settle it."""
    dated = {line.id: date for found in lines.values() for line in found if (date := _date(lexicon, line))}
    best = foremost(dated, last=last)
    for state, found in lines.items():
        yield from ((state, [line]) for line in found if line.id in best)


def foremost(dated: Mapping[str, Moment], *, last: bool) -> tuple[str, ...]:
    """Return what came first or last for certain; all that may have, where dates do not settle it."""
    others = tuple(dated.values())
    return tuple(
        name
        for name, date in dated.items()
        if all(date.latest >= other.earliest if last else date.earliest <= other.latest for other in others)
    )


def _date(lexicon: Lexicon, line: Reason) -> Moment | None:
    """Return the day of an episode or a fact that a line is about."""
    if line.id in lexicon.court.episodes:
        return lexicon.court.episodes[line.id].episode.date
    from explain.asking.queries.searching import when  # noqa: PLC0415

    return when(lexicon.kb.records[line.id])


def _enough(least: int, noun: str) -> str:
    """Return how many there would have to be: a defection, more than 2 defections."""
    if least == 1:
        return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
    return f"more than {counted(least - 1, noun)}"


def times(count: int) -> str:
    """Return how often in words: once, twice, 3 times."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def measure(lexicon: Lexicon, query: Query, by: str) -> str:
    """Return the measure by which the facts that a query finds can be ranked; empty where there is none."""
    kinds = [kind for kind in OBSERVED if kind.__name__ in query.option("kinds").split()]
    known = [{item.name for item in fields(kind)} for kind in kinds]
    if by == "duration":
        return "duration" if known and all({"begins", "ends"} <= names for names in known) else ""
    if by == "margin":
        return by if kinds and all({"in_favour", "against"} <= names for names in known) else ""
    if query.leads in FIGURES and all(query.leads in names for names in known):
        return query.leads
    sizes = {lexicon.names.book.sizes.get(kind.__name__, "") for kind in kinds}
    return next(iter(sizes)) if len(sizes) == 1 else ""


def ranked(
    lexicon: Lexicon, query: Query, found: list[Record], reasons: Callable[[list[Record]], Iterator[Reason]]
) -> Answer:
    """Return the facts with the most or the least of a measure, then the others in their order."""
    by = measure(lexicon, query, query.option("by"))
    valued = {item.id: value for item in _whole(found) if (value := _value(lexicon, item, by))}
    least = query.option("rank") == "least"
    order = sorted((item for item in found if item.id in valued), key=lambda item: _rank(valued[item.id], item, least))
    best = [item for item in order if _may_be_first(valued[item.id], valued.values(), least=least)]
    order = best + [item for item in order if item not in best]
    untold = len(_whole(found)) - len(order)
    noun = things(lexicon, query, found)
    wanting = "end is on record" if by == "duration" else "figure is on record"
    lead = f"of the {noun} whose {wanting}: " if untold else ""
    return Answer(
        question=f"Which of the {noun} {narrowed(lexicon, query)} has most or least?",
        episode="",
        title=sentence(narrowing(lexicon, query.filters)),
        verdict=(_headline([valued[item.id] for item in best]) or f"no {noun}").upper(),
        sentence=sentence(f"{lead}{_told(lexicon, query, [(item, valued[item.id]) for item in best])}.")
        if best
        else f"No {wanting} for any of the {noun}.",
        reasons=_with_others(
            [
                replace(line, text=_named(lexicon, query, item, valued[item.id][2]))
                for item, line in zip(order, reasons(order), strict=True)
            ],
            len(best),
        ),
        open_points=(f"{untold} more, of which no {wanting}",) if untold else (),
    )


def _rank(value: Value, record: Record, least: bool) -> tuple[float, str]:
    """Return by what facts are put in order: how large they are, or midway between the least and most they may be."""
    return (1 if least else -1) * (value[0] + value[1]), record.id


def _may_be_first(value: Value, values: Iterable[Value], *, least: bool) -> bool:
    """Tell whether nothing is larger for certain, or smaller where the least is asked for."""
    return all(value[0] <= other[1] if least else value[1] >= other[0] for other in values)


def _headline(best: list[Value]) -> str:
    """Return the most or least in words; empty where there is none."""
    return best[0][2] if len(set(best)) == 1 else "open" if best else ""


def _told(lexicon: Lexicon, query: Query, best: list[tuple[Record, Value]]) -> str:
    """Return those that have most or least; that the dates do not settle which, where they differ."""
    told = [_named(lexicon, query, item, value[2]) for item, value in best]
    if len({value for _, value in best}) == 1:
        return "; ".join(told)
    return f"{' or '.join(told)}; the dates do not settle which"


def _with_others(lines: list[Reason], best: int) -> tuple[Reason, ...]:
    """Return the lines of those with most or least, and below a line of its own the others in their order."""
    others = lines[best:]
    told = f"The other {len(others)}, in order" if len(others) > 1 else "The other"
    return (*lines[:best], *([Reason("others", "rule", told, children=tuple(others))] if others else []))


def _named(lexicon: Lexicon, query: Query, record: Record, value: str) -> str:
    state = lexicon.kb.label(str(getattr(record, "state", ""))) if query.leads == "state" else ""
    return ": ".join(filter(None, [state, lexicon.kb.label(record.id), value]))


def _whole(found: list[Record]) -> list[Record]:
    """Return facts without those that another one goes on with."""
    gone_on = {item.continues for item in found if isinstance(item, Contribution)}
    return [item for item in found if item.id not in gone_on]


def _value(lexicon: Lexicon, record: Record, by: str) -> Value | None:
    """Return how large a fact is by a measure: a figure of it, or for how many months it lasted."""
    if by == "margin":
        pro, con = getattr(record, "in_favour", None), getattr(record, "against", None)
        return None if pro is None or con is None else (float(pro - con), float(pro - con), f"{pro:,} to {con:,}")
    if by != "duration":
        value = getattr(record, by, None)
        return None if value is None else (float(value), float(value), f"{value:,} {FIGURES.get(by, by)}")
    begins, ends = _begun(lexicon, record), getattr(record, "ends", None)
    if isinstance(record, Contribution):
        ends = last_day(record, lexicon.search.following)
    if begins is None or ends is None:
        return None
    low, high = (max(0, count) for count in months_between(begins, ends))
    told = counted(high, "month") if low == high else f"{low} to {high} months"
    told = told if high else "less than a month"
    return float(low), float(high), f"{told} ({period(begins, ends)})"


def _begun(lexicon: Lexicon, record: Record) -> Moment | None:
    """Return when a fact began, or the first of those with which it goes on."""
    before = lexicon.kb.records.get(getattr(record, "continues", None) or "")
    return _begun(lexicon, before) if isinstance(before, Contribution) else getattr(record, "begins", None)
