"""Answers with what is in service, with what is open, and with how states stood as allies."""

from collections.abc import Iterator
from datetime import date

from explain.answer import Answer, Reason
from explain.answers.alliance import NOT_SHOWN, Behaviour, alliance
from explain.answers.why import title
from explain.asking.lexicon import Lexicon
from explain.asking.queries.episodes import verdict_told
from explain.asking.queries.query import Filters, Query
from explain.asking.queries.saying import narrowing
from explain.asking.queries.selecting import fought, persons
from explain.words.phrases import listed, period, task, term, the, units
from explain.words.questions import MOST, open_questions, teller_of, undoing_questions
from explain.words.telling import sentence
from kb.profiles.profile import last_day, strength
from kb.records import Contribution
from rules.judging.dossier import Archive
from rules.judging.topics import open_gaps, undoing_gaps


def open_points(lexicon: Lexicon, query: Query) -> Answer:
    """Return what an episode leaves open, the nearest first, and how to write down what is found."""
    name = query.filters.episodes[0]
    judgement = lexicon.court.judge(name)
    teller = teller_of(judgement)
    undone = undoing_questions(teller, undoing_gaps(judgement, "verdict"))
    topics = ("verdict", "strategy", "cause") if judgement.verdict == "defection" else ("verdict",)
    found = {
        item.text: item
        for topic in topics
        for item in open_questions(teller, judgement.proof, open_gaps(judgement, topic))
    }
    reasons = [Reason(f"{name}/open/{number}", "finding", text) for number, text in enumerate(list(found)[:MOST])]
    if undone:
        children = tuple(
            Reason(f"{name}/undone/{number}", "finding", item.text) for number, item in enumerate(undone[:MOST])
        )
        lead = "it would be none if" if judgement.verdict == "defection" else "it would be otherwise if"
        reasons.append(Reason(f"{name}/undone", "rule", lead, children=children))
    told = verdict_told(judgement)
    return Answer(
        question=f"What is open in {name}?",
        episode=name,
        title=title(teller, judgement.facts),
        verdict=f"{told} · what is open".upper(),
        sentence=_led(len(found), bool(undone)),
        reasons=tuple(reasons),
        advice=(f"To write down what you find: coalition case next {name}", f"The verdict: coalition why {name}"),
    )


def _led(count: int, undone: bool) -> str:
    if count:
        return "To find out first:" if count > 1 else "One question is open:"
    return "It holds on the record:" if undone else "Nothing is open: the verdict is certain."


def profile(lexicon: Lexicon, query: Query) -> Answer:
    """Return what states had in service at a time, or over the whole time, and how many where that is asked."""
    filters = query.filters
    found = [
        item
        for item in lexicon.search.find(
            Filters(filters.states, filters.coalitions, units=filters.units, places=filters.places),
            ("Contribution",),
            query.words,
        )
        if isinstance(item, Contribution)
        and all(lexicon.search.timely(item, span) for span in filters.spans)
        and fought(lexicon, item, filters)
    ]
    if query.option("rank"):
        return _ranked(lexicon, query, found)
    about = narrowing(lexicon, filters)
    people = bool(query.option("people"))
    headline = _people if people else _headline
    return Answer(
        question=f"What was in service {about}?",
        episode="",
        title=sentence(about),
        verdict=headline(lexicon, found, filters) if query.option("count") else "IN SERVICE",
        sentence=_told(lexicon, found, filters, people=people),
        reasons=tuple(_lines(lexicon, found)),
        advice=tuple(_commands(filters)),
    )


def _ranked(lexicon: Lexicon, query: Query, found: list[Contribution]) -> Answer:
    """Return who had most or fewest in service at once, by kind of unit: kinds are never added up."""
    about = narrowing(lexicon, query.filters)
    known = [item for item in found if strength(item) is not None]
    most = query.option("rank") != "least"
    every = query.option("rank") == "each"
    told, rows = [], []
    for kind in dict.fromkeys(item.capability for item in known):
        of_kind = [item for item in known if item.capability == kind]
        peaks = {state: _peak(lexicon, [item for item in of_kind if item.state == state]) for state in _states(of_kind)}
        order = sorted(peaks, key=lambda state: (-peaks[state] if most else peaks[state], state))
        noun = term(lexicon.kb, "capability", kind)
        first = [lexicon.kb.label(state) for state in order if peaks[state] == peaks[order[0]]]
        children = tuple(_lines(lexicon, [item for state in order for item in of_kind if item.state == state]))
        each = ", ".join(f"{lexicon.kb.label(state)} {peaks[state]:,}" for state in order)
        told.append(f"{noun}: {each}" if every else f"{listed(first)} with {peaks[order[0]]:,} {noun}")
        rows.append(Reason(kind, "rule", sentence(f"{noun}: {each}"), children=children))
    untold = len(found) - len(known)
    return Answer(
        question=f"How many had each in service at once {about}?",
        episode="",
        title=sentence(about),
        verdict="AT ONCE AT MOST" if every else "MOST AT ONCE" if most else "FEWEST AT ONCE",
        sentence=sentence(f"{'; '.join(told)}.") if told else f"Nothing {about} is on record as counted.",
        reasons=tuple(rows),
        open_points=(f"{untold} more on record, whose number no source gives",) if untold else (),
    )


def _states(found: list[Contribution]) -> list[str]:
    return list(dict.fromkeys(item.state for item in found))


def _peak(lexicon: Lexicon, found: list[Contribution]) -> int:
    """Return how many units were in service at once at most."""
    terms = []
    for item in found:
        ends = last_day(item, lexicon.search.following)
        terms.append((item.begins.latest, ends.earliest if ends else date.max, strength(item) or 0))
    return max(sum(size for first, last, size in terms if first <= day < last or first == day) for day, _, _ in terms)


def _headline(lexicon: Lexicon, found: list[Contribution], filters: Filters) -> str:
    """Return how many units there were at a time: one number where all kinds and days agree, else each."""
    if not found:
        return "NONE"
    kinds = {item.capability for item in found}
    together = _overlap(lexicon, found) and bool(filters.spans)
    if len(found) == 1 or (together and len(kinds) == 1):
        sizes = [strength(item) for item in found]
        if all(size is not None for size in sizes):
            noun = term(lexicon.kb, "capability", found[0].capability)
            return f"{sum(size for size in sizes if size is not None):,} {noun}".upper()
    return listed(list(dict.fromkeys(units(lexicon.kb, item) for item in found))).upper()


def _overlap(lexicon: Lexicon, found: list[Contribution]) -> bool:
    """Tell whether all contributions were in service at the same time for certain."""
    ends = [last_day(item, lexicon.search.following) for item in found]
    return max(item.begins.latest for item in found) < min(end.earliest if end else date.max for end in ends)


def _people(lexicon: Lexicon, found: list[Contribution], filters: Filters) -> str:
    """Return how many people were in service on a day, as far as sources count them; else only what is counted."""
    known = [count for item in found if (count := persons(lexicon, item)) is not None]
    if not known or not filters.spans or not _overlap(lexicon, found):
        return "PEOPLE SENT"
    return f"{'at least ' if len(known) < len(found) else ''}{sum(known):,} people".upper()


def _with_people(lexicon: Lexicon, found: list[Contribution]) -> tuple[str, str]:
    """Return the people of contributions in words, 140 people with 7 fighters; and with which no source counts them."""
    told: list[str] = []
    untold: list[str] = []
    for item in found:
        count, named = persons(lexicon, item), units(lexicon.kb, item)
        counted = "" if count is None else named if count == strength(item) else f"{count:,} people with {named}"
        (told if counted else untold).append(counted or named)
    missing = f"no source counts the people with {listed(list(dict.fromkeys(untold)))}" if untold else ""
    return listed(told), missing


def _told(lexicon: Lexicon, found: list[Contribution], filters: Filters, *, people: bool = False) -> str:
    about = narrowing(lexicon, filters)
    if not found:
        return f"Nothing {about} is on record as in service.".replace("  ", " ")
    states = list(dict.fromkeys(lexicon.kb.label(item.state) for item in found))
    plain = listed([_counted(lexicon, item) for item in found])
    told, missing = _with_people(lexicon, found) if people else (plain, "")
    when = "" if filters.spans else ", one after the other or together; the terms stand below" if len(found) > 1 else ""
    return sentence(f"{listed(states)}: {'; '.join(filter(None, [told and told + when, missing]))}.")


def _counted(lexicon: Lexicon, item: Contribution) -> str:
    """Return the units of a contribution, how many only stood in reserve, and whether any source counts them."""
    if strength(item) is None:
        return f"{units(lexicon.kb, item)}, whose number no source gives"
    if not item.reserve or item.count is None:
        return units(lexicon.kb, item)
    return f"{units(lexicon.kb, item)} ({item.count - item.reserve} to fly and {item.reserve} in reserve)"


def _lines(lexicon: Lexicon, found: list[Contribution]) -> Iterator[Reason]:
    for item in found:
        served = period(item.begins, last_day(item, lexicon.search.following))
        text = f"{units(lexicon.kb, item)}, {task(lexicon.kb, item)}, {served}"
        if item.reserve:
            text += f"; {item.reserve} of them in reserve"
        if item.personnel is not None and item.count is not None:
            text += f"; {item.personnel:,} people"
        yield Reason(
            item.id, "observed", text, sources=lexicon.teller.sources(item), remarks=lexicon.teller.remarks(item)
        )


def _commands(filters: Filters) -> Iterator[str]:
    days = [span for span in filters.spans if len(span.text) == len("2015-01-01")]
    for state in filters.states[:1]:
        if days:
            yield f"The whole profile: coalition profile {state} --on {days[0].text}"
        else:
            yield f"Over time: coalition timeline {state}"


def ally(lexicon: Lexicon, query: Query) -> Answer:
    """Return what is concluded on one question about states as allies, for those that are named, else for all."""
    archive, key = Archive(lexicon.court), query.option("aspect")
    made: dict[tuple[str, str], Behaviour] = {}
    for state, coalition in archive.parts:
        if query.filters.states and state not in query.filters.states:
            continue
        if query.filters.coalitions and coalition not in query.filters.coalitions:
            continue
        report = alliance(lexicon.kb, archive.dossier(state, coalition))
        made[state, coalition] = next(item for item in report.behaviour if item.key == key)
    asked = next((item.text for item in made.values()), "alliance")
    shown = {part: item for part, item in made.items() if item.value != NOT_SHOWN}
    values = list(dict.fromkeys(item.value for item in shown.values()))
    return Answer(
        question=f"How do states behave as allies? {asked}",
        episode="",
        title=sentence(narrowing(lexicon, query.filters)),
        verdict=f"{asked} · {values[0] if len(values) == 1 else NOT_SHOWN if not values else 'by state'}".upper(),
        sentence=_of_allies(lexicon, shown) if shown else "Nothing on record shows it.",
        reasons=tuple(_as_ally(lexicon, part, item) for part, item in shown.items()),
        open_points=_silent(lexicon, [state for state, coalition in made if (state, coalition) not in shown]),
    )


def _of_allies(lexicon: Lexicon, shown: dict[tuple[str, str], Behaviour]) -> str:
    """Return what is concluded of one state, and why; of several, which of them have which answer."""
    if len({state for state, _ in shown}) == 1:
        texts = [answer.text for item in shown.values() for answer in item.answers]
        return " ".join(sentence(f"{text}.") for text in dict.fromkeys(texts)) or "It is open."
    by_value: dict[str, dict[str, None]] = {}
    for (state, _), item in shown.items():
        by_value.setdefault(item.value, {})[lexicon.kb.label(state)] = None
    told = (f"{sentence(value)}: {listed(list(states))}." for value, states in by_value.items())
    return " ".join(told)


def _as_ally(lexicon: Lexicon, part: tuple[str, str], item: Behaviour) -> Reason:
    state, coalition = part
    told = [answer.text for answer in item.answers] or list(item.open_points)
    return Reason(
        f"{item.key}/{state}/{coalition}",
        "finding",
        f"{sentence(lexicon.kb.label(state))} in {the(lexicon.kb.label(coalition))}: {item.value}",
        children=tuple(
            Reason(f"{item.key}/{state}/{coalition}/{number}", "finding", sentence(text))
            for number, text in enumerate(dict.fromkeys(told))
        ),
        see=f"alliance {state}",
    )


def _silent(lexicon: Lexicon, states: list[str]) -> tuple[str, ...]:
    names = [lexicon.kb.label(state) for state in dict.fromkeys(states)]
    return (f"nothing on record shows it for {listed(names)}",) if names else ()
