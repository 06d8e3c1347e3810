"""Answers with facts: those that fit, each with where it stands; the value that was asked for in front."""

from collections import Counter
from collections.abc import Iterator

from explain.answer import Answer, Reason
from explain.asking.answers import counted as numbered
from explain.asking.lexicon import Lexicon
from explain.asking.queries.query import Filters, Query
from explain.asking.queries.ranking import FIGURES, by_states, ranked, whole
from explain.asking.queries.saying import narrowed, things
from explain.asking.queries.searching import happened_in, when
from explain.asking.queries.selecting import close_facts, fought, persons
from explain.words.headlines import line
from explain.words.phrases import counted, listed, period, spoken, task, term, units
from explain.words.telling import sentence
from kb.dates import Moment
from kb.profiles.profile import last_day
from kb.records import SCHEMES, Contribution, Membership, Record, State

_UNTOLD = {
    "against": "the votes against",
    "in_favour": "the votes in favour",
    "head": "the name of who led",
    "deaths": "the number of dead",
    "grounds": "reasons",
    "ends": "the end",
    "begins": "the beginning",
    "public": "the day on which it became public",
    "speaker": "the speaker",
    "personnel": "the number of people",
    "size": "the number",
    "flight_hours": "the hours flown in a month",
    "members": "the number of members",
}
"""What is wanting where no fact has the field that is asked for."""
_OF_EVENTS = frozenset({"deaths", "personnel", "injured", "against", "in_favour", "abstentions", "absent", "hostages"})
_MANY = 12


def facts(lexicon: Lexicon, query: Query) -> Answer:
    """Return the facts that fit a question, with the field that it asks for in front."""
    kinds = tuple(query.option("kinds").split())
    found = list(lexicon.search.find(query.filters, kinds, query.words, widely=bool(query.option("widely"))))
    found = close_facts(lexicon, found, query.filters.near)
    if query.about:
        found = [item for item in found if item.id in query.about]
    if query.option("happening"):
        found = [item for item in found if happened_in(item, query.filters.spans)]
    lead = query.leads
    if lead and not query.option("by"):
        found = [item for item in found if _led(lexicon, item, lead)] or found
    if kinds == ("Decision",) and query.filters.episodes:
        found = _decisive(lexicon, found, query.filters.episodes)
    found = [item for item in found if fought(lexicon, item, query.filters)]
    found = whole(found) if lead == "ends" else found
    found += _members(lexicon, query, found)
    if query.option("by"):
        return ranked(lexicon, query, found, lambda items: lines_of(lexicon, items))
    if query.option("states"):
        return by_states(lexicon, query, _by_state(lexicon, found), _noun(lexicon, query))
    if query.option("pick"):
        found = found[:1] if query.option("pick") == "first" else found[-1:]
    noun = things(lexicon, query, found)
    return Answer(
        question=f"{noun} {narrowed(lexicon, query)}".strip(),
        episode="",
        title=narrowed(lexicon, query, titled=True),
        verdict=(noun if len(found) != 1 else _one(lexicon, found[0])).upper() if found else f"NO {noun.upper()}",
        sentence=_sentence(lexicon, query, found, noun),
        reasons=tuple(lines_of(lexicon, found, of=lead == "state")),
    )


def _members(lexicon: Lexicon, query: Query, found: list[Record]) -> list[Record]:
    """Return the states of which a source says in sum that they fought, or did not, where it is asked who did."""
    filters, mark = query.filters, set(query.filters.marks)
    if query.leads != "state" or filters.kinds - {"coalitions", "marks"} or mark not in ({"combat"}, {"support"}):
        return []
    members = lexicon.search.find(Filters(coalitions=filters.coalitions), ("Membership",))
    listed_already = {getattr(item, "state", None) for item in found}
    return [
        item
        for item in members
        if isinstance(item, Membership)
        and item.combat_units == (mark == {"combat"})
        and item.member not in listed_already
    ]


def _decisive(lexicon: Lexicon, found: list[Record], episodes: tuple[str, ...]) -> list[Record]:
    """Return the decisions of the last day before episodes; all that concern them, where none came before."""
    chosen: list[Record] = []
    for name in episodes:
        ended = lexicon.court.episodes[name].episode.date.latest
        before = [item for item in found if (date := when(item)) and date.earliest <= ended]
        chosen += [item for item in before if when(item) == when(before[-1])]
    return list(dict.fromkeys(chosen)) or found


def _by_state(lexicon: Lexicon, found: list[Record]) -> dict[str, list[Reason]]:
    """Return the lines of facts by state, in the order of time."""
    lines: dict[str, list[Reason]] = {}
    for record, reason in zip(found, lines_of(lexicon, found), strict=True):
        lines.setdefault(str(getattr(record, "state", "")), []).append(reason)
    return {state: items for state, items in lines.items() if state}


def _sentence(lexicon: Lexicon, query: Query, found: list[Record], noun: str) -> str:
    if not found:
        return f"None is on record{' ' if narrowed(lexicon, query) else ''}{narrowed(lexicon, query)}."
    told = [item for record in found if (item := _led(lexicon, record, query.leads))]
    many = counted(len(found), noun if len(found) > 1 else _one(lexicon, found[0]))
    if query.option("total") and told:
        return _total(query, found)
    if query.option("yesno") and not (told and isinstance(getattr(found[0], query.leads, None), bool)):
        return f"Yes: {many} on record."
    if told and (query.leads == "state" or len(told) <= _MANY or len(set(told)) == 1):
        each = list(dict.fromkeys(told))
        return sentence(f"{listed(each) if query.leads == 'state' else '; '.join(each)}.")
    label = f"the {query.leads.replace('_', ' ')}" if query.option("from") == "field" else ""
    untold = _UNTOLD.get(query.leads, label) if not told else ""
    return f"No source on record gives {untold}." if untold else f"{many} on record."


def _noun(lexicon: Lexicon, query: Query) -> str:
    """Return what one of the facts is called that a query asks for."""
    kinds = query.option("kinds").split()
    return lexicon.classes(kinds[0])[0] if len(kinds) == 1 else "fact"


def _one(lexicon: Lexicon, record: Record) -> str:
    return lexicon.classes(type(record).__name__)[0]


def _total(query: Query, found: list[Record]) -> str:
    field = query.leads
    known = [value for item in found if (value := getattr(item, field, None)) is not None]
    told = f"{sum(known):,} {FIGURES.get(field, '')}".strip()
    return sentence(f"{told}{'' if len(known) == 1 else f' in {len(known)} facts'}.")


def _led(lexicon: Lexicon, record: Record, lead: str) -> str:
    """Return the value of a field of a fact in words; empty where it has none."""
    kb = lexicon.kb
    if lead == "when":
        return _time(lexicon, record)
    if lead == "units" and isinstance(record, Contribution):
        return f"{units(kb, record)} ({task(kb, record)})"
    value = getattr(record, lead, None) if lead else None
    value = record.member if lead == "state" and isinstance(record, Membership) else value
    if lead == "personnel" and isinstance(record, Contribution):
        value = persons(lexicon, record)
    if lead == "ends" and isinstance(record, Contribution):
        value = last_day(record, lexicon.search.following)
    return "" if value in (None, (), "") else _value(lexicon, record, lead, value)


def _value(lexicon: Lexicon, record: Record, lead: str, value: object) -> str:
    kb = lexicon.kb
    if isinstance(value, Moment):
        return f"{spoken(value)}: {kb.label(record.id) if record.label else line(kb, record, None)}"
    if isinstance(value, bool):
        return f"{'yes' if value else 'no'}: {kb.label(record.id)}"
    if isinstance(value, int | float):
        named = lead in _OF_EVENTS or lead not in FIGURES or isinstance(record, State)
        about = f": {kb.label(record.id)}" if named else ""
        figure = "person" if lead == "personnel" and value == 1 else FIGURES.get(lead, lead.replace("_", " "))
        return f"{value:,} {figure}{about}"
    if lead == "state":
        return kb.label(str(value))
    names = value if isinstance(value, tuple) else (value,)
    return listed([_named(lexicon, SCHEMES.get(lead), str(name)) for name in names])


def _named(lexicon: Lexicon, scheme: str | None, name: str) -> str:
    """Return what a concept, a node or a text of a fact is called."""
    if scheme:
        return term(lexicon.kb, scheme, name)
    return lexicon.kb.label(name) if name in lexicon.kb.records else name


def _time(lexicon: Lexicon, record: Record) -> str:
    begins, ends = getattr(record, "begins", None), getattr(record, "ends", None)
    if isinstance(record, Contribution):
        ends = last_day(record, lexicon.search.following)
    name = lexicon.kb.label(record.id)
    if begins:
        return f"{period(begins, ends)}: {name}"
    found = when(record)
    return f"{spoken(found)}: {name}" if found else ""


def lines_of(lexicon: Lexicon, found: list[Record], *, of: bool = False) -> Iterator[Reason]:
    """Yield the facts in words, with the state that each is of where that is asked."""
    from explain.words.changes import described  # noqa: PLC0415 - it needs the rules, which an empty answer does not

    for record in found:
        state = f"{lexicon.kb.label(getattr(record, 'state', getattr(record, 'member', '')))}: " if of else ""
        yield Reason(
            record.id,
            "observed",
            sentence(f"{state}{described(lexicon.teller, record)}"),
            sources=lexicon.teller.sources(record),
            remarks=lexicon.teller.remarks(record),
        )


def works(lexicon: Lexicon, query: Query) -> Answer:
    """Return the works and documents on which facts rest, those with most facts first."""
    read: Counter[str] = Counter()
    cited: Counter[str] = Counter()
    for record in lexicon.search.find(query.filters):
        read.update({item.work for item in record.source})
        cited.update({item.document for item in record.source if item.document})
    known = lexicon.kb.works
    groups = (("works read", read), ("documents that they cite", cited))
    about = narrowed(lexicon, query)
    return Answer(
        question=f"On which works does the record rest {about}?".replace(" ?", "?"),
        episode="",
        title=narrowed(lexicon, query, titled=True),
        verdict=f"{numbered(len(read), 'work')} read, {numbered(len(cited), 'document')} cited".upper(),
        sentence="Every fact names the work, the place in it and the document that the work cites there.",
        reasons=tuple(
            Reason(
                name,
                "rule",
                name,
                children=tuple(
                    Reason(
                        key,
                        "finding",
                        f"{known[key].reference if key in known else key} ({numbered(count, 'fact')})",
                    )
                    for key, count in sorted(found.items(), key=lambda item: (-item[1], item[0]))
                ),
            )
            for name, found in groups
            if found
        ),
    )
