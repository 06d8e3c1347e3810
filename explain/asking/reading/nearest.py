"""Questions that can be answered, near in meaning to one that cannot: about what it names."""

from collections.abc import Iterator
from contextlib import suppress

from explain.asking.lexicon import Lexicon
from explain.asking.queries.query import Filters
from explain.asking.queries.saying import plural
from explain.asking.queries.selecting import selected
from explain.asking.reading.line import Line, lifted, lines
from explain.asking.words import split
from explain.words.phrases import spoken
from kb.dates import moment

_NAMED = ("verdict", "strategy", "cause", "interest", "restriction", "hypothesis", "theory")


def near_in_meaning(lexicon: Lexicon, text: str) -> Iterator[str]:
    """Yield questions about the states, kinds of fact and terms that a text names; none where it names nothing."""
    line = _named(lexicon, text)
    of = f" of {lexicon.kb.label(line.filters.states[0])}" if line.filters.states else ""
    for token in line.tokens:
        for kind in token.of("class")[:1]:
            if not of or any(lexicon.search.find(line.filters, (kind,))):
                yield f"list the {plural(lexicon.classes(kind)[0])}{of}"
        for name in token.of("|".join(_NAMED))[:1]:
            scheme, _, concept = name.partition("/")
            label = concept if scheme == "hypothesis" else " ".join(token.phrase)
            yield f"what does {label} mean?"
    if line.filters.kinds:
        yield from near_to(lexicon, line.filters)


def by_topic(lexicon: Lexicon, text: str, episode: str | None) -> Iterator[str]:
    """Yield questions on what a text is about, as the phrase book has them: of what it names, else of an episode."""
    said, filters, court = frozenset(split(text)), names_in(lexicon, text), lexicon.court
    found = selected(lexicon, "defection", filters) or selected(lexicon, "defection", Filters(states=filters.states))
    name = found[-1] if found and filters.kinds & {"states", "episodes"} else episode if not filters.states else None
    filled = {}
    if name is not None and name in court.episodes:
        item = court.episodes[name]
        state, month = lexicon.kb.label(item.episode.state), spoken(moment(item.month))
        filled = {"exit": name, "state": state, "month": month}
    for ask, words in lexicon.names.book.offers:
        if said & words:
            with suppress(KeyError):
                yield ask.format(**filled)


def names_in(lexicon: Lexicon, text: str) -> Filters:
    """Return what a text names, whatever it asks of it."""
    return _named(lexicon, text).filters


def _named(lexicon: Lexicon, text: str) -> Line:
    raw = next(lines(lexicon.names, text), Line(()))
    return next(lifted(raw, lexicon.names.book.narrowings))


def near_to(lexicon: Lexicon, filters: Filters) -> Iterator[str]:
    """Yield questions about what filters name: what a state sent, why it went, which states went."""
    states = [lexicon.kb.label(name) for name in filters.states[:1]]
    found = selected(lexicon, "defection", filters) or selected(lexicon, "defection", Filters(states=filters.states))
    for person in filters.persons[:1]:
        yield f"what did {person} say?"
    for state in states:
        yield f"what did {state} send?"
    if found:
        yield f"why was {found[-1]} a defection?"
    yield "which states defected?"
    if not states:
        yield "what counts as a defection?"
