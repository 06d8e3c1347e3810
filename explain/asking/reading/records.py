"""Questions about facts: of what is named, else of what is being talked about."""

from collections.abc import Iterator
from dataclasses import fields, replace

from explain.asking.composing.widely import day_named, most_apt
from explain.asking.model import UNREAD, NotUnderstood, Reading, Understood
from explain.asking.numbers import ORDINALS
from explain.asking.queries.query import Filters, Query, Span
from explain.asking.queries.saying import narrowing
from explain.asking.reading.asked import WHETHER, Asked
from explain.asking.reading.keeping import fits_the_form, of_votes, picked
from explain.asking.reading.turns import spoken_of
from explain.asking.words import LEADS
from kb.records import OBSERVED

_DEEDS = frozenset(
    {*ORDINALS, "last", "time", "say", "said", "do", "done", "happen", "happened", "go", "went", "come", "came"}
    | {"send", "sent", "stay", "stayed"}
)
"""Words for what somebody did, which name no fact by themselves."""


_OF_ONE = frozenset({"who", "whom", "whose", "what", "when", "until", "did"})
"""Words that ask about one fact, and not which there are: after what was listed of a time, about one of that."""
_LISTING = frozenset({"which", "list", "show"})
"""Words that ask which there are: where something narrows that, not only those of the state that is spoken of."""
_OF_COALITIONS = frozenset({"coalition", "mission", "campaign", "operation", "war", "alliance"})
"""Words for what a state leads, and no government."""
_TERMS = ("Role", "Capability", "Ground", "Manifestation", "Theatre", "Theory")
"""Kinds of what is of no state."""
_COUNTED = frozenset({"deaths", "injured", "hostages"})
"""Figures that mean the same in whatever kind of fact they stand."""


def facts(asked: Asked) -> Reading | None:
    """Facts of what is being talked about, where the text names nothing else; if there are none, of any."""
    options = _options(asked)
    if options is None:
        return None
    if _of_others(asked, options):
        return None
    if (
        options.get("leads") == "head"
        and asked.whole.said & _OF_COALITIONS
        and not asked.line.filters.kinds - {"works"}
    ):
        return None
    if options.get("leads") == "head" and asked.speaks_of_one and not _of_governments(asked):
        last = asked.context.query
        of_coalition = last is not None and last.option("kinds") == "Coalition"
        unclear = NotUnderstood("it is not clear whether a state or a coalition is meant; name it")
        return None if of_coalition else unclear
    if options.get("kinds") == "Contribution" and _of_the_units_of_one(asked, options):
        return NotUnderstood("it is not clear which units are meant; name them")
    return _of_kinds(asked, options)


def _of_others(asked: Asked, options: dict[str, str]) -> bool:
    """Tell whether a text asks of a state what only a coalition has, or of a state what has units and a time."""
    kinds, narrowed = options.get("kinds"), asked.line.filters.kinds
    of_state = kinds == "Coalition" and bool(asked.line.filters.states)
    of_state = of_state or (kinds in _TERMS and bool(narrowed & {"states", "units", "spans"} or asked.speaks_of_one))
    return of_state or (kinds == "State" and bool(narrowed - {"states", "coalitions"}))


def _of_the_units_of_one(asked: Asked, options: dict[str, str]) -> bool:
    """Tell whether a text asks when it came or went, after the reasons of one episode: it may be units or the state."""
    bare = not asked.line.filters.kinds and asked.speaks_of_one and asked.context.question is not None
    return bare and options.get("leads") in ("begins", "ends", "when")


def _of_kinds(asked: Asked, options: dict[str, str]) -> Reading | None:
    words = tuple(options.pop("words", "").split()) or asked.words
    joined = words[:1] == (asked.opening,) and words[0] in LEADS
    words = (*options.pop("also", "").split(), *words[int(joined) :])
    words, house = of_votes(asked, words) if options.get("kinds") == "Vote" else (words, ())
    if not fits_the_form(asked, options, words):
        return None
    following, told = options.pop("next", ""), options.pop("told", "")
    leads = _lead(asked, options)
    filters = asked.line.filters.joined(Filters(coalitions=asked.against, states=house))
    query = asked.query(filters=filters, words=words, leads=leads, options=tuple(options.items()))
    found = _the_next(asked, query) if following else _searched(asked, query)
    return replace(found, remark=told) if told and isinstance(found, Understood) and not found.remark else found


def _lead(asked: Asked, options: dict[str, str]) -> str:
    """Take the field that is asked for out of what a form fixes; the day that the verb of the text names, where one."""
    leads, kinds = options.pop("leads", ""), options.get("kinds", "").split()
    options |= picked(asked, leads, options)
    if leads == "when" and len(kinds) == 1:
        kind = next(kind for kind in OBSERVED if kind.__name__ == kinds[0])
        leads = day_named(kind, asked.whole) or leads
    of_states = all("state" in {item.name for item in fields(kind)} for kind in OBSERVED if kind.__name__ in kinds)
    who = options.get("pick") and asked.opening == "who" and leads == "when" and of_states
    return "state" if who else leads


def _searched(asked: Asked, query: Query) -> Reading | None:
    """Return a query of what is being talked about, where there are such facts, else of any."""
    kinds, words = query.option("kinds").split(), query.words
    narrower = None if asked.points and kinds and not _same_kinds(asked, kinds) else _narrowed(asked, query)
    vague = (asked.speaks_of_one or bool(words)) and set(words) <= _DEEDS
    if narrower is None or not _enough(asked, narrower, vague=vague):
        return None
    for tried, remark in _tried(asked, narrower):
        if _able(asked, tried, remark) and _found(asked, tried):
            return asked.understood(_of_those_kinds(asked, tried), remark)
    if vague and not narrower.filters.kinds and asked.state is None:
        return None
    return asked.understood(narrower) if _none_is_the_answer(asked, narrower) else None


def _narrowed(asked: Asked, query: Query) -> Query | None:
    """Return a query of the person who is being talked about, or with the mark of the form; ``None`` without one."""
    if asked.of_a_person and not query.filters.persons:
        if asked.person is None or "persons" not in asked.form.takes:
            return None
        query = replace(query, filters=replace(query.filters, persons=(asked.person,)))
    mark, unit = query.option("mark"), query.option("unit")
    more = Filters(marks=(mark,) if mark else (), units=(unit,) if unit and not query.filters.units else ())
    return replace(query, filters=query.filters.joined(more))


def _able(asked: Asked, tried: Query, remark: str) -> bool:
    """Tell whether what is tried has what the form needs."""
    able = remark == "of those" or not asked.form.needs - tried.filters.kinds
    return able and (not tried.option("somebody") or bool(tried.filters.kinds & {"states", "episodes", "persons"}))


def _of_those_kinds(asked: Asked, tried: Query) -> Query:
    """Return a query of only those kinds of fact in which what the text names is done, where it says no kind."""
    if tried.option("kinds") or not tried.words:
        return tried
    if asked.opening == "when" and not tried.leads:
        tried = replace(tried, leads="when")
    found = asked.lexicon.search.find(tried.filters, (), tried.words, widely=bool(tried.option("widely")))
    return most_apt(asked.lexicon, tried, found)[0]


def _found(asked: Asked, tried: Query) -> bool:
    kinds = tried.option("kinds").split()
    return bool(asked.lexicon.search.find(tried.filters, kinds, tried.words, widely=bool(tried.option("widely"))))


def _the_next(asked: Asked, query: Query) -> Reading:
    """The first fact of a kind after the day that is being talked about, of the same state."""
    dates = spoken_of(asked.lexicon, asked.context)
    if not dates:
        return NotUnderstood("it is not clear after which day")
    filters = query.filters.joined(Filters(spans=(Span("after", dates[-1]),)))
    if not filters.states and asked.state:
        filters = replace(filters, states=(asked.state,))
    return asked.understood(replace(query, filters=filters))


def _same_kinds(asked: Asked, kinds: list[str]) -> bool:
    """Tell whether facts of one of some kinds were asked for last, at which a text may point."""
    last = asked.context.query
    if last is None or last.asks in ("profile", UNREAD):
        return True
    found = {type(item).__name__ for item in asked.lexicon.listed(asked.context.answer)}
    return last.asks != "facts" or bool(found.intersection(kinds))


def _of_governments(asked: Asked) -> bool:
    """Tell whether states and those who govern them are what is being talked about."""
    last = asked.context.query
    return last is not None and last.option("kinds").split()[:1] in (["Government"], ["LeadershipChange"], ["Election"])


def _enough(asked: Asked, query: Query, *, vague: bool) -> bool:
    """Tell whether a text says enough to look for facts: what the form needs, and something that narrows them down."""
    wanting = asked.form.needs - query.filters.kinds
    if wanting - ({"states"} if asked.state else set()) and next(_of_the_last(asked, query), None) is None:
        return False
    if query.option("whether") and asked.opening not in WHETHER:
        return False
    narrow = query.filters.kinds - {"states", "coalitions"} or (query.words and not vague)
    return bool(query.option("kinds") or narrow)


def _none_is_the_answer(asked: Asked, query: Query) -> bool:
    """Tell whether a text is surely about facts of which none is on record, so that this is the answer."""
    kinds = query.option("kinds").split()
    if query.option("somebody") and not query.filters.kinds & {"states", "episodes", "persons"}:
        return False  # whose, is not clear
    if asked.points and not query.filters.kinds and asked.state is None:
        return False  # what it is of, is not clear
    if not kinds or asked.form.needs - query.filters.kinds or _goes_on_with_the_unread(asked, query):
        return False
    if query.filters.persons and "Statement" not in kinds:
        return False  # who acts in such facts is a government
    return not query.words or (query.option("from") == "class" and _are_concepts(asked))


def _goes_on_with_the_unread(asked: Asked, query: Query) -> bool:
    """Tell whether a text names nothing of its own after one that was not understood."""
    last = asked.context.query
    return last is not None and last.asks == UNREAD and not query.filters.kinds and not query.words


def _options(asked: Asked) -> dict[str, str] | None:
    """Return what the form fixes, with the kinds of fact that are meant; ``None`` where it is not clear which."""
    options = dict(asked.options)
    if options.get("from") == "class":
        options["kinds"] = " ".join(asked.named("class"))
    if options.get("from") == "field" and not _of_field(asked, options):
        return None
    left_out = options.pop("all but", "").split()
    if left_out:
        options["kinds"] = " ".join(kind.__name__ for kind in OBSERVED if kind.__name__ not in left_out)
    if (asked.speaks_of_one or asked.points) and not options.keys() & {"kinds", "from"}:
        return None  # of what was named before, in words that are not about it
    unclear = options.get("leads") == "when" and options.get("from") == "class" and asked.speaks_of_one
    return None if unclear or (options.get("worded") and set(asked.words) <= _DEEDS) else options


def _of_field(asked: Asked, options: dict[str, str]) -> bool:
    """Take the field that is asked for, of the kinds of fact that have it; false where it is not clear of which."""
    last = asked.context.query
    of_last = tuple(last.option("kinds").split()) if last and last.asks == "facts" else ()
    named = asked.named("class") or of_last
    for token in asked.tokens("field"):
        for field in token.of("field"):
            having = [kind.__name__ for kind in OBSERVED if any(item.name == field for item in fields(kind))]
            meant = [name for name in having if name in named] if named else having
            counted = field in _COUNTED and not named
            if (len(meant) == 1 or counted) and meant and not token.of("topic"):
                options.update(leads=field, kinds=" ".join(meant))
                return True
    return False


def _are_concepts(asked: Asked) -> bool:
    """Tell whether every free word of the text names a concept of a vocabulary, of which there may be no fact."""
    known = {word for token in asked.line.tokens if token.of("concept") for word in token.phrase}
    return set(asked.words) <= known


def _tried(asked: Asked, query: Query) -> Iterator[tuple[Query, str]]:
    """Yield what can be meant, the nearest to what is being talked about first."""
    filters = query.filters
    if asked.speaks_of_one and not query.leads and _goes_on_with_the_unread(asked, query):
        return  # whoever or whatever is meant was not understood
    vague = asked.speaks_of_one and not filters.kinds and not query.words
    if not filters.kinds and not query.words:
        yield from ((tried, "of those") for tried in _of_the_last(asked, query))
        decided = query.option("kinds") == "Decision" and asked.speaks_of_one
        if (query.leads or asked.points or decided) and asked.episode and "episodes" in asked.form.takes:
            yield (
                replace(query, filters=Filters(episodes=(asked.episode,))),
                "of the episode that is being talked about",
            )
    happening = bool(query.option("happening") and filters.spans) and not asked.speaks_of_one
    of_any = happening or (asked.opening in _LISTING and bool(asked.line.filters.kinds) and not asked.speaks_of_one)
    if not filters.states and asked.state and "states" in asked.form.takes and query.leads != "state" and not of_any:
        label = asked.lexicon.kb.label(asked.state)
        inherited = replace(filters, states=(asked.state,))
        remark = f"of {label}, which is being talked about"
        if spans := _time_spoken_of(asked, query):
            then = replace(inherited, spans=spans)
            told = narrowing(asked.lexicon, replace(then, units=()))
            yield replace(query, filters=then), f"{told}, which is being talked about"
            remark = f"none {told} is on record; of {label} at any time"
        yield replace(query, filters=inherited), remark
        if vague:
            return  # it is of that state
        yield query, f"none of {label} is on record" if _by_state(asked, query) else ""
    elif not _goes_on_with_the_unread(asked, query) and not ((vague or asked.points) and _by_state(asked, query)):
        yield query, ""


def _time_spoken_of(asked: Asked, query: Query) -> tuple[Span, ...]:
    """Return the time of the last question, where a text that names nothing asks what was then, and not which ever."""
    last = asked.context.query
    if last is None or last.asks not in ("facts", "profile") or query.filters.kinds or "spans" not in asked.form.takes:
        return ()
    return last.filters.spans if asked.opening in _OF_ONE and not asked.whole.said & {"ever", "first", "last"} else ()


def _by_state(asked: Asked, query: Query) -> bool:
    """Tell whether the facts that are asked for are each of one state."""
    if query.words or query.filters.persons:
        return False
    found = asked.lexicon.search.find(query.filters, query.option("kinds").split(), query.words)
    return bool(found) and all(getattr(item, "state", None) for item in found)


def _of_the_last(asked: Asked, query: Query) -> Iterator[Query]:
    """Yield the facts that were listed last, where another field of these is asked for."""
    last = asked.context.query
    kinds = set(query.option("kinds").split())
    field = query.leads not in ("", "state")
    of_one = last is not None and bool(last.filters.spans) and asked.opening in _OF_ONE
    goes_on = field or asked.speaks_of_one or asked.points or of_one
    if last is None or not goes_on or last.asks not in ("facts", "profile", UNREAD):
        return
    listed = asked.lexicon.listed(asked.context.answer)
    if last.asks == UNREAD:
        if asked.form.needs | {"states"} < last.filters.kinds | {"states"} and last.filters.kinds <= asked.form.takes:
            yield replace(query, filters=last.filters)
            yield replace(query, filters=replace(last.filters, units=()))
    elif any(type(item).__name__ in kinds for item in listed):
        widely = (("widely", "yes"),) if last.option("widely") else ()
        if any(map(last.option, ("pick", "by"))) or last.about:
            query = replace(query, about=tuple(item.id for item in listed if item is not None))
        again = replace(query, filters=last.filters, words=last.words, options=(*query.options, *widely))
        found = asked.lexicon.search.find(again.filters, kinds, again.words, widely=bool(widely))
        named = tuple(item.id for item in listed if item is not None)
        more = {item.id for item in found} - set(named)
        yield replace(again, about=named, options=(*again.options, ("those", "yes"))) if more else again
