"""Reads a question in words that no form of the phrase book has: the facts that answer to all of them, or none.

Every word that carries a meaning must be a name, a kind of fact, one of its figures, a word for what is done in it, or
stand in what the fact says; so that what is listed is about all that was asked, whatever exactly was asked of it.
"""

from collections.abc import Iterator
from dataclasses import fields, replace

from explain.asking.lexicon import Lexicon
from explain.asking.model import Context, Mention, Reading, Understood
from explain.asking.queries.names import PLAIN
from explain.asking.queries.query import Query
from explain.asking.reading.asked import WHETHER
from explain.asking.reading.line import Line, lifted, lines
from explain.asking.stems import stem
from explain.asking.words import PRONOUNS
from kb.records import Record

_TAKES = frozenset({"states", "coalitions", "spans", "persons", "units", "places", "works"})
_ONE = frozenset({"it", "its", "they", "their", "them"})
_OF_EPISODES = "event|topic|strategy|hypothesis|rule"
"""Kinds of name for what is concluded, of which no fact speaks."""
ACTORS = {"Statement": "speaker", "Government": "head", "Request": "requester", "Recognition": "by"}
_MANY = 12


def widely(lexicon: Lexicon, text: str, context: Context) -> Reading | None:
    """Return what facts a text is about; ``None`` where it says anything that no fact answers to."""
    for raw in lines(lexicon.names, text):
        if "from" in raw.said and (raw.said & {"where", "whence"} or _from_a_place(raw)):
            continue  # where units set out from, no fact says
        if raw.said & PRONOUNS and _spoken_of(lexicon, context) is None:
            continue
        for line in lifted(raw, lexicon.names.book.narrowings):
            if line.said & lexicon.names.book.barred:
                continue
            for query, remark in _asked(lexicon, raw, line, context):
                found = lexicon.search.find(query.filters, query.option("kinds").split(), query.words, widely=True)
                apt, found = most_apt(lexicon, query, found)
                if found and _fit(lexicon, raw, apt, found) and (line.filters.kinds or _of_itself(lexicon, apt, found)):
                    return Understood(_led(raw, apt, found), tuple(_mentions(lexicon, raw, apt, context)), remark)
    return None


_PLACES = frozenset({"country", "state", "base", "place", "airport", "airfield", "city"})


def _from_a_place(line: Line) -> bool:
    """Tell whether a text asks from which country or place something was done."""
    said = [token.phrase[0] for token in line.tokens[:3]]
    return said[:1] == ["from"] and bool(_PLACES.intersection(said))


def _spoken_of(lexicon: Lexicon, context: Context) -> str | None:
    """Return the state that is being talked about."""
    last = context.query
    if last is not None and len(last.filters.states) == 1:
        return last.filters.states[0]
    item = lexicon.court.episodes.get(context.episode or "")
    return item.episode.state if item else None


def _asked(lexicon: Lexicon, raw: Line, line: Line, context: Context) -> Iterator[tuple[Query, str]]:
    """Yield what can be meant: of the state that is being talked about, where the text names none, before all."""
    if not line.filters.kinds <= _TAKES:
        return
    for governing in (frozenset[str](), lexicon.names.book.governing):
        yield from _of(lexicon, raw, line, context, governing)


def _of(
    lexicon: Lexicon, raw: Line, line: Line, context: Context, governing: frozenset[str]
) -> Iterator[tuple[Query, str]]:
    book = lexicon.names.book
    rest = line.without(book.passed_over | book.generic | book.asking | governing)
    if any(token.of(_OF_EPISODES) and not token.of("class") for token in rest.tokens):
        return
    kinds = [token for token in rest.tokens if token.of("class") and not token.of("units")]
    named = kinds[0].of("class") if len(kinds) == 1 else ()
    words = tuple(word for token in rest.tokens if not (named and token is kinds[0]) for word in token.phrase)
    if not words and not (named and line.filters.kinds):
        return
    figures = [token for token in rest.tokens if token.of("field") and not token.of("units")]
    if raw.said & _ONE and not (named or figures):
        return  # who or what is meant by it may be something else than a state
    opening = raw.tokens[0].phrase[0] if raw.tokens else ""
    if len(rest.tokens) == 1 and not named and not line.filters.kinds and opening not in ("who", "which", "when"):
        return
    query = Query("facts", filters=line.filters, words=words, options=_options(named))
    state = _spoken_of(lexicon, context)
    of_any = opening in ("which", "list", "show") and bool(line.filters.kinds)
    if line.filters.states or state is None or of_any:
        if not raw.said & _ONE or line.filters.states:
            yield query, ""
        return
    of = lexicon.kb.label(state)
    inherited = replace(query, filters=replace(line.filters, states=(state,)))
    yield inherited, f"of {of}, which is being talked about"
    if not raw.said & _ONE:
        yield query, f"none of {of} is on record"


def _options(named: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return (("kinds", " ".join(named)), ("widely", "yes"))


def _fit(lexicon: Lexicon, raw: Line, query: Query, found: tuple[Record, ...]) -> bool:
    """Tell whether facts are about all states that are named, and few enough to be an answer."""
    states = set(query.filters.states)
    if len(states) > 1 and "and" not in raw.said and any(states - set(lexicon.search.actors(item)) for item in found):
        return False
    if not (query.option("kinds") or _anchored(lexicon, query, found) or _says_enough(raw, query)):
        return False
    return len(found) <= _MANY or bool(query.option("kinds"))


def most_apt(lexicon: Lexicon, query: Query, found: tuple[Record, ...]) -> tuple[Query, tuple[Record, ...]]:
    """Return only the kinds of fact in which what a text names is done or counted, where it names that."""
    apt = tuple(item for item in found if _anchored(lexicon, query, (item,)))
    kinds = {type(item).__name__ for item in apt}
    if not apt or query.option("kinds") or kinds == {type(item).__name__ for item in found}:
        return query, found
    options = {**dict(query.options), "kinds": " ".join(sorted(kinds))}
    narrower = replace(query, options=tuple(options.items()))
    return narrower, tuple(item for item in found if type(item).__name__ in kinds)


def _anchored(lexicon: Lexicon, query: Query, found: tuple[Record, ...]) -> bool:
    """Tell whether a text names what is done in the facts or a figure that they give, and no mere word of a label."""
    wanted = set(map(stem, query.words))
    return bool(found) and all(wanted & lexicon.search.doings(item) for item in found)


def _of_itself(lexicon: Lexicon, query: Query, found: tuple[Record, ...]) -> bool:
    """Tell whether a word of the text stands in the facts themselves, and not only for what is done in their kind."""
    said = set(map(stem, query.words))
    return not said or len(found) == 1 or all(said & lexicon.search.answers_to[item.id] for item in found)


def _says_enough(raw: Line, query: Query) -> bool:
    """Tell whether a text asks what there is, and not whether, in more than one word of its own."""
    opening = raw.tokens[0].phrase[0] if raw.tokens else ""
    return len(query.words) > 1 and opening not in WHETHER


def _led(raw: Line, query: Query, found: tuple[Record, ...]) -> Query:
    """Return a query with the field that a text asks for, where all the facts are of one kind and have it."""
    kinds = {type(item) for item in found}
    if len(kinds) != 1:
        return query
    kind = next(iter(kinds))
    known = {item.name for item in fields(kind)} - PLAIN
    asked = [name for token in raw.tokens for name in token.of("field") if name in known and not token.of("units")]
    lead = next((name for name in asked if any(getattr(item, name) not in (None, (), "") for item in found)), "")
    if lead and isinstance(getattr(found[0], lead), bool) and not raw.said & WHETHER:
        lead = ""
    if raw.said & {"who", "whom"} and f"{lead}_by" in known:
        lead = f"{lead}_by"
    if not lead and "when" in raw.said:
        lead = day_named(kind, raw) or "when"
    if f"{lead}_by" in known and query.filters.states and not _by_those(query, found, f"{lead}_by"):
        lead = f"{lead}_by"  # it was somebody else
    if not lead and raw.said & {"who", "whom"}:
        lead = ACTORS.get(kind.__name__, "state")
    if not lead and {"which"} <= raw.said and raw.said & {"country", "countries", "state", "states"}:
        lead = "state"
    return replace(query, leads=lead, options=(("kinds", kind.__name__), ("widely", "yes")))


def day_named(kind: type[Record], raw: Line) -> str:
    """Return the field with the day on which happened what a text names by its verb: when it was proposed, agreed."""
    said = set(map(stem, raw.said))
    dated = [item.name for item in fields(kind) if "Moment" in str(item.type) and item.name not in PLAIN]
    return next((name for name in dated if stem(name.partition("_")[0]) in said), "")


def _by_those(query: Query, found: tuple[Record, ...], lead: str) -> bool:
    """Tell whether one of the states that are named did it."""
    return any(getattr(item, lead) in query.filters.states for item in found)


def _mentions(lexicon: Lexicon, raw: Line, query: Query, context: Context) -> Iterator[Mention]:
    said: dict[str, tuple[str, ...]] = {}
    for token in raw.tokens:
        for item in token.names:
            said.setdefault(item.id, token.phrase)
    filters = query.filters
    for name in (*filters.states, *filters.coalitions, *filters.persons, *filters.units):
        if name in said:
            yield Mention(name, said[name])
        elif name == _spoken_of(lexicon, context):
            yield Mention(name, origin="context")
