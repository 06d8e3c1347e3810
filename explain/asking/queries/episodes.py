"""Answers over many episodes: which, how many, who, the first, the most common; each with its verdict."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from explain.answer import Answer, Reason
from explain.asking.answers import counted
from explain.asking.lexicon import Lexicon
from explain.asking.queries.query import Query
from explain.asking.queries.saying import narrowing
from explain.asking.queries.selecting import selected
from explain.words.phrases import listed, spoken
from explain.words.telling import sentence
from kb.records import Contribution
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
        return _states(lexicon, query, found)
    if query.option("share"):
        return _share(lexicon, query, found)
    pick = query.option("pick")
    if pick:
        found = tuple(found[:1] if pick == "first" else found[-1:])
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
        sentence=_counted(lexicon, query, found, noun),
        reasons=tuple(rows(lexicon, found)),
    )


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
    """Say that none of the exits that fit was a defection, and what each was."""
    exits = selected(lexicon, "left", replace(query.filters, conclusions=(), marks=()))
    about = narrowing(lexicon, query.filters)
    none = f"No defection {about} is on record"
    told = {0: "; nor is any other exit.", 1: "; one exit was something else."}
    return Answer(
        question=f"Which defections {about}?",
        episode="",
        title=sentence(about),
        verdict="NO DEFECTION",
        sentence=none + told.get(len(exits), f"; {len(exits)} exits were something else."),
        reasons=tuple(rows(lexicon, exits)),
    )


def _counted(lexicon: Lexicon, query: Query, found: tuple[str, ...], noun: str) -> str:
    about = narrowing(lexicon, query.filters)
    if not found:
        return f"No {noun}s {about} are on record.".replace("  ", " ")
    told = counted(len(found), noun)
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


def rows(lexicon: Lexicon, names: tuple[str, ...]) -> Iterator[Reason]:
    """Yield one line for each episode: when, verdict, shape and cause, and the question for its reasons."""
    for name in names:
        judgement = lexicon.court.judge(name)
        about = judgement.episode
        told = [verdict_told(judgement), *_shape(lexicon, judgement)]
        text = f"{sentence(lexicon.kb.label(about.state))}, {spoken(about.date)}: {'; '.join(told)}"
        yield Reason(name, "finding", text, see=f"why {name}")


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


def _states(lexicon: Lexicon, query: Query, found: tuple[str, ...]) -> Answer:
    """Return the states of episodes, the ones with most first; only those with enough, where that is asked."""
    by_state: dict[str, list[str]] = {}
    for name in found:
        by_state.setdefault(lexicon.court.episodes[name].episode.state, []).append(name)
    least = int(query.option("least") or 1)
    most = int(query.option("most") or len(found))
    never = query.option("states") == "never"
    event = query.option("event") or "any"
    noun = _NOUNS[event]
    if never:
        every = {item.state for item in lexicon.kb.of(Contribution)}
        chosen: dict[str, list[str]] = {name: [] for name in sorted(every - by_state.keys())}
    else:
        chosen = {name: names for name, names in by_state.items() if least <= len(names) <= most}
    ranked = sorted(chosen.items(), key=lambda item: (-len(item[1]), item[0]))
    if query.option("states") == "most" and ranked:
        ranked = [item for item in ranked if len(item[1]) == len(ranked[0][1])]
    if query.option("states") in ("first", "last") and found:
        picked = found[0] if query.option("states") == "first" else found[-1]
        ranked = [(lexicon.court.episodes[picked].episode.state, [picked])]
    told = [f"{lexicon.kb.label(name)}{'' if never else f' {times(len(names))}'}" for name, names in ranked]
    reasons = tuple(
        Reason(
            name,
            "rule",
            f"{sentence(lexicon.kb.label(name))}: {counted(len(names), noun)}",
            children=tuple(rows(lexicon, tuple(names))),
        )
        for name, names in ranked
    )
    about = narrowing(lexicon, query.filters)
    many = counted(len(ranked), "state")
    if never and not ranked:
        told = [f"every state with a part on record has {_enough(1, noun)}"]
    lead = ("Yes: " if ranked else "No. ") if query.option("yesno") else ""
    none = f"No state is on record with {_enough(least, noun)} {about}".rstrip() + "."
    return Answer(
        question=f"Which states, by {noun}s {about}?".replace(" ?", "?"),
        episode="",
        title=sentence(about),
        verdict=many.upper() if ranked else "NO STATE",
        sentence=f"{lead}{sentence(listed(told))}." if told else f"{lead}{none}",
        reasons=reasons,
    )


def _enough(least: int, noun: str) -> str:
    """Return how many there would have to be: a defection, more than 2 defections."""
    if least == 1:
        return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
    return f"more than {counted(least - 1, noun)}"


def times(count: int) -> str:
    """Return how often in words: once, twice, 3 times."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


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
    told = f"{listed(best)}: {counted(ranked[0][1], noun)}" if best else "None"
    each = " each" if len(best) > 1 else ""
    rank = "least" if way > 0 else "most"
    return Answer(
        question=f"Which {group} is the {rank} common among {noun}s {narrowing(lexicon, query.filters)}?",
        episode="",
        title=sentence(narrowing(lexicon, query.filters)),
        verdict=f"{noun}s by {group}".upper(),
        sentence=sentence(f"{told}{each}, of {len(found)}."),
        reasons=tuple(
            Reason(
                key,
                "rule",
                f"{key}: {counted(count, noun)}",
                children=tuple(rows(lexicon, tuple(members[key]))),
            )
            for key, count in ranked
        ),
    )


def _keys(lexicon: Lexicon, judgement: Judgement, group: str) -> list[str]:
    if group in _CONCLUDED:
        scheme = group.removesuffix("s") if group.endswith("s") else group
        return [lexicon.labels(f"{scheme}/{name}")[0] for name in getattr(judgement, _CONCLUDED[group])]
    if group == "verdict":
        return [verdict_told(judgement)]
    if group == "year":
        return [str(judgement.episode.date.earliest.year)]
    return [lexicon.kb.label(judgement.episode.state)]


def named_episode(lexicon: Lexicon, name: str) -> str:
    """Return an episode as a reader calls it: Gullland in October 1911."""
    about = lexicon.court.episodes[name].episode
    return f"{lexicon.kb.label(about.state)} in {spoken(about.date)}"
