"""Selects the episodes that fit filters: by state, time, units and place, and by what was concluded of them."""

from collections.abc import Callable, Iterable
from dataclasses import fields
from datetime import timedelta

from explain.asking.lexicon import Lexicon
from explain.asking.queries.query import Filters, Near, Span, valued
from explain.asking.queries.searching import meets, term_of, when
from explain.asking.reasons.conclusions import holds
from explain.asking.references import concerns, happened, lost_combat, served_until, within
from explain.words.phrases import PEOPLE
from kb.dates import Moment, months_between
from kb.profiles.changes import EpisodeFacts
from kb.profiles.computed import UnitChange
from kb.profiles.profile import is_combat, successors
from kb.records import OBSERVED, Capability, Coalition, Contribution, Record
from rules.engine.proof import Known
from rules.judging.court import Judgement


def selected(lexicon: Lexicon, event: str, filters: Filters) -> tuple[str, ...]:
    """Return the episodes of a kind of event that fit filters, by time."""
    court = lexicon.court
    found = []
    for name, item in court.episodes.items():
        about = item.episode
        fitting = (
            (not filters.episodes or name in filters.episodes)
            and (not filters.states or about.state in filters.states)
            and (not filters.coalitions or about.coalition in filters.coalitions)
            and _timely(item, filters.spans)
            and (not filters.units or any(concerns(lexicon, unit, item) for unit in filters.units))
            and all(_where(lexicon, place, item) for place in filters.places)
            and happened(lexicon, event, item)
            and (event != "left" or "combat" not in filters.marks or lost_combat(item))
        )
        if fitting and _concluded(lexicon, court.judge(name), filters):
            found.append(name)
    return tuple(sorted(found, key=lambda name: (court.episodes[name].episode.date, name)))


def fought(lexicon: Lexicon, record: Record, filters: Filters) -> bool:
    """Tell whether a fact is of units in combat, or in support, or that came back, where only these are asked for."""
    if "returned" in filters.marks:
        return isinstance(record, Contribution) and _returned(lexicon, record)
    wanted = {mark == "combat" for mark in filters.marks if mark in ("combat", "support")}
    if not wanted:
        return True
    return isinstance(record, Contribution) and wanted == {is_combat(lexicon.kb, record)}


def _returned(lexicon: Lexicon, record: Contribution) -> bool:
    """Tell whether combat units came when all that the state had had in combat before were gone."""
    before = [
        item
        for item in lexicon.kb.of(Contribution)
        if (item.state, item.coalition) == (record.state, record.coalition)
        and is_combat(lexicon.kb, item)
        and item.begins.latest < record.begins.earliest
    ]
    following = successors(lexicon.kb.of(Contribution))
    gone = all(term_of(item, following)[1] < record.begins.earliest - timedelta(days=1) for item in before)
    return bool(is_combat(lexicon.kb, record)) and bool(before) and gone


def _timely(item: EpisodeFacts, spans: Iterable[Span]) -> bool:
    """Tell whether the date of an episode fits times; what served to the end of a month or on a day, left in it."""
    return all(_fits(item, span) for span in spans)


def _fits(item: EpisodeFacts, span: Span) -> bool:
    if span.text.startswith("-"):
        return within(span.text, item.month)
    found = item.episode.date
    ended = span.relation == "in" and len(span.text) > len("2015") and served_until(item, span.text)
    return ended or meets(found.earliest, found.latest, span)


def _where(lexicon: Lexicon, place: str, item: EpisodeFacts) -> bool:
    """Tell whether units that came, left or changed served in an area."""
    names = [figure.contribution for figure in item.figures if isinstance(figure, UnitChange)]
    return any(place in getattr(lexicon.kb.records[name], "theatres", ()) for name in names)


def _concluded(lexicon: Lexicon, judgement: Judgement, filters: Filters) -> bool:
    about = judgement.episode
    by_scheme: dict[str, list[str]] = {}
    for name in filters.conclusions:
        by_scheme.setdefault(name.partition("/")[0], []).append(name)
    named = all(any(holds(name)(judgement) for name in names) for names in by_scheme.values())
    return (
        named
        and not any(holds(name)(judgement) for name in filters.excluded)
        and all(close_to(lexicon, about.state, about.coalition, about.date, item) for item in filters.near)
        and all(_MARKS[mark](lexicon, judgement) for mark in filters.marks if mark in _MARKS)
    )


def nearby(lexicon: Lexicon, state: str, coalition: str | None, date: Moment, wanted: Near) -> tuple[Record, ...]:
    """Return the facts of a state that stand to a day as is wanted: after or before which it came, in whose time."""
    kind = next(item for item in OBSERVED if item.__name__ == wanted.kind)
    of_state = not {"state", "partners"}.isdisjoint(item.name for item in fields(kind))
    filters = Filters(
        states=(state,) if of_state else (), coalitions=(coalition,) if coalition else (), persons=wanted.persons
    )
    found = lexicon.search.find(filters, (wanted.kind,), wanted.words)
    return tuple(
        item
        for item in found
        if (not wanted.states or set(wanted.states) & {*lexicon.search.actors(item)} - {state})
        and (not wanted.field or valued(item, wanted.field, "=", wanted.value))
        and _stands(lexicon, item, date, wanted)
    )


def _stands(lexicon: Lexicon, record: Record, date: Moment, wanted: Near) -> bool:
    """Tell whether a day stands to a fact as is wanted."""
    if wanted.relation == "during":
        first, last = term_of(record, lexicon.search.following)
        return first <= date.latest and date.earliest <= last
    other = when(record)
    if other is None:
        return False
    if wanted.relation == "year":
        return date.earliest.year == date.latest.year == other.earliest.year == other.latest.year
    return _apart(other, date, wanted)


def _apart(other: Moment, date: Moment, wanted: Near) -> bool:
    """Tell whether a day came after another, or before it, and not too far from it."""
    first, second = (other, date) if wanted.relation == "after" else (date, other)
    return first.latest <= second.earliest and (
        wanted.months is None or months_between(first, second)[1] <= wanted.months
    )


def close_to(lexicon: Lexicon, state: str, coalition: str | None, date: Moment, wanted: Near) -> bool:
    """Tell whether a day of a state stands to some fact, or to an episode, as is wanted."""
    if wanted.kind[0].isupper():
        return bool(nearby(lexicon, state, coalition, date, wanted))
    filters = Filters(states=(state,), coalitions=(coalition,) if coalition else ())
    court = lexicon.court
    return any(
        _apart(court.episodes[name].episode.date, date, wanted) for name in selected(lexicon, wanted.kind, filters)
    )


def close_facts(lexicon: Lexicon, found: Iterable[Record], wanted: tuple[Near, ...]) -> list[Record]:
    """Return those facts that stand to others of their state as is wanted."""
    return [item for item in found if all(_close_fact(lexicon, item, near) for near in wanted)]


def _close_fact(lexicon: Lexicon, record: Record, wanted: Near) -> bool:
    state, date = getattr(record, "state", None), when(record)
    coalition = getattr(record, "coalition", None)
    return bool(state and date) and close_to(lexicon, str(state), coalition, date, wanted)  # type: ignore[arg-type]


def taking_over(judgement: Judgement) -> tuple[Known, ...]:
    """Return the conclusions that a partner took over, and that the turn to do so had passed to it."""
    return taken_over(judgement) and (*taken_over(judgement), *passed_on(judgement))


def taken_over(judgement: Judgement) -> tuple[Known, ...]:
    """Return the conclusions that a partner took over."""
    return tuple(judgement.proof.concluded("TakenOver", episode=judgement.episode.id))


def passed_on(judgement: Judgement) -> tuple[Known, ...]:
    """Return the conclusions that the turn to fight had passed to a partner, where units that fought left."""
    if not lost_combat(judgement.facts):
        return ()
    return tuple(judgement.proof.concluded("DutyPassed", episode=judgement.episode.id))


def _came_back(lexicon: Lexicon, judgement: Judgement) -> bool:
    """Tell whether combat units of the state began in the coalition after the episode."""
    about = judgement.episode
    return any(
        item.state == about.state
        and item.coalition == about.coalition
        and is_combat(lexicon.kb, item)
        and item.begins.earliest > about.date.latest
        for item in lexicon.kb.of(Contribution)
    )


def _gone(lexicon: Lexicon, judgement: Judgement) -> bool:
    """Tell whether no combat exit of the state from the coalition was followed by a return."""
    about = judgement.episode
    same = Filters(states=(about.state,), coalitions=(about.coalition,), marks=("combat",))
    exits = selected(lexicon, "left", same)
    return about.id in exits and not any(_came_back(lexicon, lexicon.court.judge(name)) for name in exits)


def _in_last_year(lexicon: Lexicon, judgement: Judgement) -> bool:
    """Tell whether an episode came for certain while its coalition had at most a year to run."""
    coalition, date = lexicon.kb.records.get(judgement.episode.coalition), judgement.episode.date
    ends = coalition.ends if isinstance(coalition, Coalition) else None
    return ends is not None and date.latest <= ends.earliest and months_between(date, ends)[1] <= _YEAR


_YEAR = 12
_MARKS: dict[str, Callable[[Lexicon, Judgement], bool]] = {
    "taken-over": lambda _, judgement: bool(taken_over(judgement)),
    "not-taken-over": lambda _, judgement: bool(
        judgement.proof.concluded("BurdenShifted", episode=judgement.episode.id)
    ),
    "combat": lambda _, judgement: judgement.scope == "combat",
    "lost-combat": lambda _, judgement: lost_combat(judgement.facts),
    "support": lambda _, judgement: judgement.scope != "combat",
    "came-back": _came_back,
    "not-early": lambda _, judgement: not judgement.proof.concluded("Early", episode=judgement.episode.id),
    "early": lambda _, judgement: bool(judgement.proof.concluded("Early", episode=judgement.episode.id)),
    "last-year": _in_last_year,
    "gone": _gone,
    "certain": lambda _, judgement: judgement.standing == "certain",
    "on-the-record": lambda _, judgement: judgement.standing == "on the record",
    "undetermined": lambda _, judgement: judgement.verdict == "undetermined",
    "not-defection": lambda _, judgement: judgement.verdict in ("not-defection", "out-of-scope"),
    "defection": lambda _, judgement: judgement.verdict == "defection",
    "out-of-scope": lambda _, judgement: judgement.verdict == "out-of-scope",
    "uncertain": lambda _, judgement: judgement.standing != "certain" or judgement.verdict == "undetermined",
    "no-cause": lambda _, judgement: judgement.verdict == "defection" and not judgement.causes,
    "some-cause": lambda _, judgement: judgement.verdict == "defection" and bool(judgement.causes),
}


def persons(lexicon: Lexicon, item: Contribution) -> int | None:
    """Return how many people a contribution had; ``None`` where no source counts them."""
    kind = lexicon.kb.records.get(f"capability/{item.capability}")
    counted = isinstance(kind, Capability) and kind.counted_in in PEOPLE
    return item.count if counted and item.personnel is None else item.personnel
