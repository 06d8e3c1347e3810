"""Answers over many episodes: which, how many, who, the first, the most common; each with its verdict."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from explain.answer import Answer, Reason
from explain.asking.answers import counted
from explain.asking.lexicon import Lexicon
from explain.asking.queries.facts import lines_of
from explain.asking.queries.query import Filters, Near, Query
from explain.asking.queries.ranking import by_states, foremost
from explain.asking.queries.saying import narrowing
from explain.asking.queries.selecting import nearby, passed_on, selected, taken_over
from explain.words.phrases import listed, spoken
from explain.words.telling import sentence
from kb.dates import add_months, moment
from kb.profiles.profile import is_combat
from kb.records import Arrangement, Contribution, Record, Shift
from rules.judging.court import Judgement

_NOUNS = {"left": "exit", "came": "arrival", "any": "episode", "defection": "defection", "not-defection": "exit"}
_CONCLUDED = {"cause": "causes", "strategy": "strategies", "interests": "interests", "restrictions": "restrictions"}


def episodes(lexicon: Lexicon, query: Query) -> Answer:
    """Return the episodes that fit a question; the states, the first, or how many of each, where it asks for that."""
    event = query.option("event") or "any"
    found = selected(lexicon, event, query.filters)
    if query.option("group"):
        return _grouped(lexicon, query, found, query.option("group"))
    if query.option("states"):
        return by_states(lexicon, query, _by_state(lexicon, found), _NOUNS[event])
    if query.option("share"):
        return _share(lexicon, query, found)
    pick = query.option("pick")
    if pick:
        found = foremost({name: lexicon.court.episodes[name].episode.date for name in found}, last=pick == "last")
    if event == "defection" and not found and (query.filters.states or query.filters.spans):
        return _none_of(lexicon, query)
    noun = _NOUNS[event]
    many = counted(len(found), noun)
    about = narrowing(lexicon, query.filters)
    return Answer(
        question=f"Which {noun}s {about}?",
        episode="",
        title=sentence(about),
        verdict=many.upper() if found else f"NO {noun.upper()}",
        sentence=_either(lexicon, found) if pick and len(found) > 1 else _counted(lexicon, query, found, noun),
        reasons=tuple(rows(lexicon, found, query.filters.near)),
    )


def _either(lexicon: Lexicon, found: tuple[str, ...]) -> str:
    """Say that it is one of several, since dates do not settle which."""
    return sentence(f"{' or '.join(named_episode(lexicon, name) for name in found)}; the dates do not settle which.")


def _by_state(lexicon: Lexicon, found: tuple[str, ...]) -> dict[str, list[Reason]]:
    """Return the lines of episodes by state, in the order of time."""
    lines: dict[str, list[Reason]] = {}
    for line in rows(lexicon, found):
        lines.setdefault(lexicon.court.episodes[line.id].episode.state, []).append(line)
    return lines


def _share(lexicon: Lexicon, query: Query, found: tuple[str, ...]) -> Answer:
    """Return whether all episodes of a kind are what is asked of them, and how many are."""
    event = query.option("event") or "any"
    every = selected(lexicon, event, replace(query.filters, conclusions=(), marks=(), near=()))
    about = narrowing(lexicon, replace(query.filters, states=(), coalitions=(), spans=()))
    noun = _NOUNS[event]
    lead = "Yes" if every and len(found) == len(every) else "No"
    return Answer(
        question=f"How many {noun}s are {about}?",
        episode="",
        title=sentence(about),
        verdict=f"{len(found)} OF {counted(len(every), noun)}".upper(),
        sentence=f"{lead}: {len(found)} of {counted(len(every), noun)} {_predicate(about)}.",
        reasons=tuple(rows(lexicon, found)),
    )


def _predicate(about: str) -> str:
    """Return what narrows several as what is said of them: that were defections, were defections."""
    return f"have {about.removeprefix('with ')}" if about.startswith("with ") else about.removeprefix("that ")


def _none_of(lexicon: Lexicon, query: Query) -> Answer:
    """Say that there was no such defection, and what there was: other defections, or exits that were something else."""
    bounds = replace(query.filters, conclusions=(), marks=())
    others = selected(lexicon, "defection", bounds)
    exits = others or selected(lexicon, "left", bounds)
    about = narrowing(lexicon, query.filters)
    told = {0: "nor is any other exit", 1: "one exit was something else"}
    else_ = told.get(len(exits), f"{len(exits)} exits were something else")
    if others:
        else_ = f"{counted(len(others), 'other defection')} {'is' if len(others) == 1 else 'are'}"
    return Answer(
        question=f"Which defections {about}?",
        episode="",
        title=sentence(about),
        verdict="NO DEFECTION",
        sentence=f"No defection {about} is on record; {else_}.",
        reasons=tuple(rows(lexicon, exits)),
    )


def _counted(lexicon: Lexicon, query: Query, found: tuple[str, ...], noun: str) -> str:
    names = query.filters.episodes
    about = narrowing(lexicon, replace(query.filters, episodes=() if len(names) > 1 else names))
    if not found:
        return f"No {noun}s {about} are on record.".replace("  ", " ")
    told = counted(len(found), noun)
    if len(names) > 1 and len(found) < len(names):
        told = f"{len(found)} of those {len(names)} {noun}s"
    states = list(dict.fromkeys(lexicon.kb.label(lexicon.court.episodes[name].episode.state) for name in found))
    yes = "Yes: " if query.option("yesno") else ""
    by = f", by {listed(states)}" if len(query.filters.states) != 1 else ""
    about = _of_one(about) if len(found) == 1 else about
    text = f"{yes}{told}{f' {about}' if about else ''}{by}."
    return sentence(text)


def _of_one(about: str) -> str:
    """Return what narrows several, of one: that was a defection."""
    for many, one in (
        ("that were defections", "that was a defection"),
        ("that were ", "that was "),
        ("that are ", "that is "),
        ("that hold ", "that holds "),
    ):
        about = about.replace(many, one)
    return about


def rows(lexicon: Lexicon, names: tuple[str, ...], near: tuple[Near, ...] = ()) -> Iterator[Reason]:
    """Yield one line for each episode: when, verdict, shape and cause, and the question for its reasons.

    Below stand the facts that it came close to, where that is asked.
    """
    for name in names:
        judgement = lexicon.court.judge(name)
        about = judgement.episode
        told = [verdict_told(judgement), *_shape(lexicon, judgement)]
        text = f"{sentence(lexicon.kb.label(about.state))}, {spoken(about.date)}: {'; '.join(told)}"
        close = {item.id: item for wanted in near for item in _close(lexicon, judgement, wanted)}
        children = tuple(Reason(f"{name}/{key}", "observed", fact_told(lexicon, item)) for key, item in close.items())
        yield Reason(name, "finding", text, see=f"why {name}", children=children)


def _close(lexicon: Lexicon, judgement: Judgement, wanted: Near) -> tuple[Record, ...]:
    """Return the facts to which an episode stands as is wanted; of those after which it came, the last."""
    about = judgement.episode
    if wanted.kind[0].islower():
        return ()
    found = nearby(lexicon, about.state, about.coalition, about.date, wanted)
    return {"after": found[-1:], "before": found[:1]}.get(wanted.relation, found)


def fact_told(lexicon: Lexicon, record: Record) -> str:
    """Return a fact in words."""
    from explain.words.changes import described  # noqa: PLC0415 - it needs the rules, which an empty answer does not

    return sentence(described(lexicon.teller, record))


def verdict_told(judgement: Judgement) -> str:
    """Return a verdict in words, with how it stands."""
    words = {"not-defection": "not a defection", "out-of-scope": "out of scope"}
    told = words.get(judgement.verdict, judgement.verdict)
    return f"{told} (on the record)" if judgement.standing == "on the record" else told


def _shape(lexicon: Lexicon, judgement: Judgement) -> Iterator[str]:
    if judgement.verdict == "defection":
        yield listed([lexicon.labels(f"strategy/{name}")[0] for name in judgement.strategies]) or "no known shape"
        causes = [lexicon.labels(f"cause/{name}")[0] for name in judgement.causes]
        yield f"cause: {listed(causes)}" if causes else "no established cause"
        if judgement.scope != "combat":
            yield "outside the combat scope"
    elif judgement.verdict == "not-defection":
        yield listed([lexicon.labels(f"reason/{name}")[0] for name in judgement.reasons])


def _grouped(lexicon: Lexicon, query: Query, found: tuple[str, ...], group: str) -> Answer:
    """Return how many episodes have each cause, strategy, verdict, year or state, the most common first."""
    counts: Counter[str] = Counter()
    members: dict[str, list[str]] = {}
    for name in found:
        for key in _keys(lexicon, lexicon.court.judge(name), group) or ["none established"]:
            counts[key] += 1
            members.setdefault(key, []).append(name)
    way = 1 if query.option("order") == "least" else -1
    ranked = sorted(counts.items(), key=lambda item: (item[0] == "none established", way * item[1], item[0]))
    noun = _NOUNS[query.option("event") or "any"]
    best = [key for key, count in ranked if count == ranked[0][1] and key != "none established"]
    each = " each" if len(best) > 1 else ""
    none = "None is established" if found else "None is on record"
    told = f"{listed(best)}: {ranked[0][1]} of {counted(len(found), noun)}{each}" if best else none
    order = sorted(ranked) if group == "year" else ranked
    rank = "least" if way > 0 else "most"
    return Answer(
        question=f"Which {group} is the {rank} common among {noun}s {narrowing(lexicon, query.filters)}?",
        episode="",
        title=sentence(narrowing(lexicon, query.filters)),
        verdict=f"{noun}s by {group}".upper(),
        sentence=sentence(f"{told}."),
        reasons=tuple(
            Reason(
                key,
                "rule",
                f"{key}: {counted(count, noun)}",
                children=tuple(rows(lexicon, tuple(members[key]))),
            )
            for key, count in order
        ),
    )


def _keys(lexicon: Lexicon, judgement: Judgement, group: str) -> list[str]:
    if group in _CONCLUDED:
        scheme = group.removesuffix("s") if group.endswith("s") else group
        return [lexicon.labels(f"{scheme}/{name}")[0] for name in getattr(judgement, _CONCLUDED[group])]
    if group == "verdict":
        return [verdict_told(judgement)]
    if group == "year":
        years = (judgement.episode.date.earliest.year, judgement.episode.date.latest.year)
        return [" to ".join(dict.fromkeys(map(str, years)))]
    return [lexicon.kb.label(judgement.episode.state)]


def named_episode(lexicon: Lexicon, name: str) -> str:
    """Return an episode as a reader calls it: Gullland in October 1911."""
    about = lexicon.court.episodes[name].episode
    to_the_day = about.date.earliest == about.date.latest
    told = spoken(about.date)
    preposition = "on " if to_the_day else "" if told.startswith("between") else "in "
    return f"{lexicon.kb.label(about.state)} {preposition}{told}"


def succession(lexicon: Lexicon, query: Query) -> Answer:
    """Return who took over from a state, under which agreement, with which units; of several exits, each by itself."""
    names = query.filters.episodes
    by_exit = {name: _takeover(lexicon, name) for name in names}
    several = len(names) > 1
    told = [f"{named_episode(lexicon, name)}: {by_exit[name][0]}" if several else by_exit[name][0] for name in names]
    reasons = [
        Reason(name, "rule", sentence(text), children=found) if several and (found := by_exit[name][1]) else None
        for name, text in zip(names, told, strict=True)
    ]
    return Answer(
        question=f"Who took over? {' '.join(names)}",
        episode="" if several else names[0],
        title=", ".join(names),
        verdict="WHO TOOK OVER",
        sentence=sentence(f"{'; '.join(told)}."),
        reasons=tuple(filter(None, reasons)) if several else by_exit[names[0]][1],
    )


def _takeover(lexicon: Lexicon, name: str) -> tuple[str, tuple[Reason, ...]]:
    """Return in words who took over at an exit, and the steps, turns and units that show it."""
    judgement = lexicon.court.judge(name)
    over, due = ([str(item["partner"]) for item in found(judgement)] for found in (taken_over, passed_on))
    reasons: list[Reason] = []
    for item in (*taken_over(judgement), *passed_on(judgement)):
        step = judgement.proof.steps[item.name][0]
        reasons.append(Reason(item.name, "step", lexicon.teller.step(step), rule=step.rule, see=f"why {name}"))
    reasons += lines_of(lexicon, list(_turns(lexicon, name, [*over, *due])))
    labels = listed([lexicon.kb.label(item) for item in dict.fromkeys(over or due)])
    told = f"the turn had passed to {labels}, of which no units are on record as having come at once"
    told = f"{labels} took over" if over else told if due else "nobody is on record as having taken over"
    return told, tuple({item.id: item for item in reasons}.values())


def _turns(lexicon: Lexicon, name: str, partners: list[str]) -> Iterator[Record]:
    """Yield the turns, agreements and units of partners at the time of an episode."""
    item = lexicon.court.episodes[name]
    if not partners:
        return
    near = Filters(states=tuple(dict.fromkeys(partners)), coalitions=(item.episode.coalition,))
    month_before = add_months(moment(item.month).earliest, -1).isoformat()[: len(item.month)]
    for record in lexicon.search.find(near, ("Shift", "Contribution")):
        begins = getattr(record, "begins", None)
        if begins and begins.earliest <= item.episode.date.latest and begins.month >= month_before:
            if isinstance(record, Contribution) and is_combat(lexicon.kb, record) is False:
                continue
            yield record
            if isinstance(record, Shift):
                arrangement = lexicon.kb.records.get(record.arrangement)
                if isinstance(arrangement, Arrangement):
                    yield arrangement
