"""Makes the query that a form of the phrase book asks for, once its words and names are known."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from explain.asking.lexicon import Lexicon
from explain.asking.model import Mention, NotUnderstood, Question, Reading, Understood
from explain.asking.patterns import rules_shown
from explain.asking.queries import shortcuts
from explain.asking.queries.asked import Asked
from explain.asking.queries.episodes import selected
from explain.asking.queries.nearest import near_to
from explain.asking.queries.query import Filters, Query
from explain.asking.queries.theories import rules_saying
from kb.published import published_tables

_TERMS = (
    "verdict",
    "strategy",
    "interest",
    "restriction",
    "hypothesis",
    "cause",
    "theory",
    "class",
    "concept",
    "units",
    "idea",
)


def build(asked: Asked) -> Reading | None:
    """Return what is asked; ``None`` where something is wanting that neither text nor conversation gives."""
    return _BUILDERS[asked.form.asks](asked)


def finds_nothing(lexicon: Lexicon, reading: Reading) -> bool:
    """Tell whether a reading asks for facts of which none is on record, and that is not itself the answer."""
    query = reading.question if isinstance(reading, Understood) else None
    if not isinstance(query, Query) or query.asks not in ("facts", "profile"):
        return False
    if query.option("from") == "class" and not query.words:
        return False  # that there is none of a kind is the answer
    kinds = query.option("kinds").split() or (["Contribution"] if query.asks == "profile" else [])
    return not lexicon.search.find(query.filters, kinds, query.words)


def _understood(asked: Asked, query: Query, remark: str = "") -> Understood:
    """Return a query as understood, with the words of the text that name each thing that it is about."""
    filters = query.filters
    named = (*query.about, *filters.states, *filters.coalitions, *filters.episodes, *filters.persons, *filters.units)
    said: dict[str, tuple[str, ...]] = {}
    for token in asked.whole.tokens:
        for item in token.names:
            said.setdefault(item.id, token.phrase)
    mentions = [Mention(name, said[name]) for name in named if name in said]
    mentions += [Mention(name, origin="context") for name in named if name in (asked.state, asked.episode)]
    return Understood(query, tuple(mentions), remark)


def _refusal(asked: Asked) -> Reading:
    return NotUnderstood(str(asked.form.options["because"]), tuple(near_to(asked.lexicon, asked.line.filters))[:3])


def _definition(asked: Asked) -> Reading | None:
    about: list[str] = []
    topical = all(token.of("topic") for token in asked.tokens("term"))
    if not asked.whole.said & asked.lexicon.names.book.defining or (topical and asked.episode):
        return None
    for token in asked.tokens("term"):
        kinds = {name.kind for name in token.names}
        best = [kind for kind in _TERMS if kind in kinds]
        if not best and ("defection" in token.of("event")):
            about.append("verdict/defection")
            continue
        if not best and token.of("topic"):
            about.append(token.of("topic")[0].removesuffix("s"))
            continue
        wanted = best[:1] if best[:1] != ["cause"] else [kind for kind in best if kind in ("cause", "theory")][:1]
        found = [name for kind in wanted for name in token.of(kind)]
        if not found:
            return None
        about += found[:2]
    return _understood(asked, asked.query(about=tuple(dict.fromkeys(about)))) if about else None


def _shown_rule(asked: Asked) -> str | None:
    """Return the rule that was shown last."""
    return next(iter(rules_shown(asked.context)), None)


def _holder(asked: Asked) -> Reading | None:
    if asked.form.options.get("about") == "that":
        last = asked.context.query
        if last is None or last.asks not in _SAYING:
            return None
        name = last.about[0] if last.about and last.asks in ("definition", "hypothesis") else _shown_rule(asked)
        if name is None and last.about:
            name = last.about[0]
        return (
            _understood(asked, asked.query(about=(name,)))
            if name
            else NotUnderstood("no rule or theory has been shown yet")
        )
    found = asked.named("theory_conclusion_rule")
    return _understood(asked, asked.query(about=found[:1])) if found else None


def _rule_again(asked: Asked) -> Reading | None:
    name = _shown_rule(asked)
    if name is None or not asked.pronoun:
        return None
    return Understood(Question("rule", asked.context.episode, subject=name), (Mention(name, origin="context"),))


_SAYING = frozenset({"definition", "hypothesis", "holder", "rules", "uses", "theories"})
"""What is asked of the theory, so that somebody holds it."""


def _uses(asked: Asked) -> Reading | None:
    if asked.form.options.get("about") == "that":
        name = _shown_rule(asked)
        return _understood(asked, asked.query(about=(name,))) if name else NotUnderstood("no rule has been shown yet")
    return _understood(asked, asked.query(about=asked.named("rule")[:1]))


def _rules(asked: Asked) -> Reading | None:
    concluded = str(asked.form.options.get("concludes", "")).split()
    if any(token.of("rule") for token in asked.line.tokens):
        return None  # it is named, and shown
    if "many" in asked.whole.said and not asked.words:
        return _understood(asked, asked.query())
    if not asked.words or not rules_saying(asked.words, concluded):
        return None
    return _understood(asked, asked.query(words=asked.words))


def _works(asked: Asked) -> Reading | None:
    if asked.context.answer and not asked.line.filters.kinds and not asked.whole.said & {"you", "all", "use"}:
        return None  # those of the last answer are asked for
    return _understood(asked, asked.query())


def _contrast(asked: Asked) -> Reading | None:
    last = asked.context.question
    if asked.form.options.get("about") == "carried" and (last is None or last.intent != "contrast"):
        return None
    return shortcuts.contrast(asked.lexicon, asked.line.filters, asked.state)


def _not_taken_over(asked: Asked) -> Reading | None:
    return shortcuts.not_taken_over(asked.lexicon, asked.line.filters, asked.episode)


def _voted(asked: Asked) -> Reading | None:
    return shortcuts.voted_otherwise(asked.lexicon, asked.line.filters, asked.state)


def _same(asked: Asked) -> Reading | None:
    """The last command again, whose answer holds what is asked."""
    last = asked.context.query
    wanted = str(asked.form.options["of"]).split()
    if last is None or last.option("command") not in wanted:
        return None
    if asked.form.options.get("then"):
        return _understood(asked, replace(last, asks=str(asked.form.options["then"]), command=()))
    return _understood(asked, last, "its answer says so")


def _hypothesis(asked: Asked) -> Reading | None:
    if asked.episode and not asked.line.filters.kinds and asked.context.query is None:
        return None
    said = asked.whole.said
    failing = said & {"fail", "fails", "failed", "refuted", "refute", "refutes", "rejected", "reject", "wrong", "false"}
    options = (("answer", "no"),) if failing and said & {"which", "where", "when", "what"} else ()
    return _understood(asked, asked.query(about=asked.named("hypothesis")[:1], options=options))


def _theories(asked: Asked) -> Reading:
    return _understood(asked, asked.query(about=asked.named("theory")))


def _with_state(asked: Asked) -> Filters | None:
    """Return the filters with the state under discussion where the text names none."""
    filters = asked.line.filters
    if filters.states:
        return filters
    return replace(filters, states=(asked.state,)) if asked.state else None


def _command(asked: Asked) -> Reading | None:
    filters = asked.line.filters
    numbers = [str(token.number) for token in asked.line.tokens if token.number is not None]
    if asked.form.options["command"] == "table" and numbers:
        names = [name for name in published_tables() if name.endswith(f"-{numbers[0]}")]
        if len(names) != 1:
            return NotUnderstood(f"{len(names) or 'no'} tables have that number; `coalition table` lists them")
        return _understood(asked, asked.query(command=("table", names[0])))
    if "states" in asked.form.needs:
        found = _with_state(asked)
        if found is None:
            return NotUnderstood("no state is being talked about; say which is meant")
        filters = found
    return _understood(asked, with_command(asked.query(filters=filters)))


def with_command(query: Query) -> Query:
    """Return a query with the command that answers it, where one does."""
    filters = query.filters
    if query.asks == "command":
        words = [query.option("command"), *filters.episodes, *filters.states]
        if filters.coalitions and query.option("command") in ("timeline", "mechanism", "alliance"):
            words += ["--coalition", filters.coalitions[0]]
        return replace(query, command=tuple(words))
    return query


def _profile(asked: Asked) -> Reading | None:
    filters = _with_state(asked) or asked.line.filters
    if len(filters.states) > 1 and not any(token.phrase == ("and",) for token in asked.whole.tokens):
        return None  # the one may be a place where the other was
    if asked.form.needs - filters.kinds or not (filters.states or filters.units):
        return None
    return _understood(asked, asked.query(filters=filters, words=asked.words))


def _open(asked: Asked) -> Reading | None:
    filters = asked.line.filters
    if not filters.states and not filters.episodes:
        if asked.episode and (asked.form.options.get("about") == "that" or asked.state):
            return _understood(asked, asked.query(filters=replace(filters, episodes=(asked.episode,))))
        if asked.state is None:
            return NotUnderstood("no episode is being talked about; say which state is meant")
        filters = replace(filters, states=(asked.state,))
    found = shortcuts.with_open_points(asked.lexicon, filters)
    if not found:
        return NotUnderstood("nothing is open there: every verdict, strategy and cause is settled")
    return _understood(asked, asked.query(filters=replace(filters, episodes=found[:1])))


def _whether(asked: Asked) -> Reading | None:
    """Whether it would still be a defection if a partner had, or had not, taken over."""
    marks = set(asked.line.filters.marks)
    if asked.episode is None or not asked.pronoun or len(marks & {"taken-over", "not-taken-over"}) != 1:
        return None
    return shortcuts.if_taken_over(asked.lexicon, asked.episode, taken="taken-over" in marks)


def _because(asked: Asked) -> Reading | None:
    return shortcuts.because(asked.lexicon, asked.episode, asked.words, asked.line.filters)


def _taken_over(asked: Asked) -> Reading | None:
    filters = asked.line.filters
    bare = not (filters.states or filters.spans or filters.episodes)
    if bare and asked.episode:
        return _understood(asked, asked.query(filters=Filters(episodes=(asked.episode,))))
    if bare:
        return NotUnderstood("no episode is being talked about; say from whom, and when")
    found = _with_state(asked) or filters
    names = filters.episodes or selected(asked.lexicon, "left", found)
    if not names:
        return None
    return _understood(asked, asked.query(filters=Filters(episodes=names)))


def _episodes(asked: Asked) -> Reading | None:
    events = asked.named("event")
    options = dict(asked.options)
    filters = asked.line.filters
    opening = [word for token in asked.whole.tokens[:2] for word in token.phrase]
    again = opening[:2] == ["what", "about"] or opening[:1] == ["and"]
    if filters.episodes or (again and asked.context.question):
        return None  # it is answered with reasons
    listing = options.keys() & {"states", "group", "pick", "verdicts"} or filters.kinds - {"states", "coalitions"}
    if set(events) == {"any"} and not listing:
        return None  # all of them are a table of verdicts
    if asked.pronoun and not filters.kinds and asked.episode and not options.keys() & {"states", "group"}:
        return None  # it speaks of one episode
    if "defection" in events and len(events) > 1 and not options.get("verdicts"):
        filters = filters.joined(Filters(marks=("defection",)))
    event = next((item for item in events if item != "defection"), "defection" if events else "")
    options.setdefault("event", event or "any")
    if options.get("mark"):
        filters = filters.joined(Filters(marks=(options["mark"],)))
    numbers = [token.number for token in asked.line.tokens if token.number is not None]
    if options.get("states") == "enough":
        count = numbers[0] if numbers else 1
        options["least"] = str(count + 1 if "than" in asked.line.said or not numbers else count)
    if not filters.states and asked.state and asked.pronoun:
        filters = replace(filters, states=(asked.state,))
    if options.get("verdicts") and len(selected(asked.lexicon, options["event"], filters)) < 2:  # noqa: PLR2004
        return None  # what is asked of one episode is answered with reasons
    return _understood(asked, asked.query(filters=filters, options=tuple(options.items())))


def _facts(asked: Asked) -> Reading | None:
    """Facts of the state under discussion, or, where there are none, of any."""
    options = dict(asked.options)
    if options.get("from") == "class":
        options["kinds"] = " ".join(asked.named("class"))
    words = tuple(options.pop("words", "").split()) or asked.words
    query = asked.query(words=words, leads=options.pop("leads", ""), options=tuple(options.items()))
    if asked.form.needs - query.filters.kinds:
        return None
    if asked.form.options.get("worded") and not words:
        return None
    bounded = options.get("kinds") or words or query.filters.kinds - {"states", "coalitions"}
    if not bounded:
        return None
    kinds = options.get("kinds", "").split()
    for tried, remark in _tried(asked, query):
        if asked.lexicon.search.find(tried.filters, kinds, words):
            return _understood(asked, tried, remark)
    return _understood(asked, query) if kinds and not words else None


def _tried(asked: Asked, query: Query) -> Iterator[tuple[Query, str]]:
    filters = query.filters
    if not filters.states and asked.state and "states" in asked.form.takes:
        label = asked.lexicon.kb.label(asked.state)
        inherited = replace(filters, states=(asked.state,))
        yield replace(query, filters=inherited), f"of {label}, which is being talked about"
    yield query, ""


_BUILDERS: Mapping[str, Callable[[Asked], Reading | None]] = {
    "refusal": _refusal,
    "definition": _definition,
    "holder": _holder,
    "uses": _uses,
    "shown-rule": _rule_again,
    "rules": _rules,
    "contrast": _contrast,
    "not-taken-over": _not_taken_over,
    "voted": _voted,
    "same": _same,
    "hypothesis": _hypothesis,
    "theories": _theories,
    "command": _command,
    "profile": _profile,
    "open": _open,
    "whether": _whether,
    "because": _because,
    "works": _works,
    "disagreements": lambda asked: _understood(asked, asked.query()),
    "taken-over": _taken_over,
    "episodes": _episodes,
    "facts": _facts,
}
