"""A question as a line of words and names, and what narrows it lifted out of it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice

from explain.asking import words
from explain.asking.numbers import number, written_date
from explain.asking.queries.names import Name, Names
from explain.asking.queries.phrasebook import KINDS, Narrowing
from explain.asking.queries.query import Filters, Near, Span
from explain.asking.stems import spelled

_ARTICLES = frozenset({"the", "a", "an"})
_READINGS = 24
"""In how many ways a line is cut into names at most."""
_AT = frozenset({"on", "in", "at", "during", "by"})
_INDEX = re.compile(r"<(\d+)")
_FIELDS = {
    "state": "states",
    "coalition": "coalitions",
    "episode": "episodes",
    "person": "persons",
    "units": "units",
    "place": "places",
    "conclusion": "conclusions",
}
_ALWAYS = ("state", "coalition", "episode")
_PROPER = frozenset({"episode", "rule", "state", "coalition", "person", "work"})
"""Kinds of name whose words mean nothing one by one."""
_PERHAPS = ("person", "units", "place")


@dataclass(frozen=True)
class Token:
    """One word or name of a line; ``date`` is EDTF, ``number`` a whole number."""

    phrase: tuple[str, ...]
    names: tuple[Name, ...] = ()
    date: str = ""
    number: int | None = None

    def encoded(self, index: int, *, loosely: bool = False) -> str:
        """Return the token as patterns see it: its words, its place and the kinds of thing that it can mean."""
        kinds = {item.kind for item in self.names}
        kinds |= {"date"} if self.date else set()
        kinds |= {"number"} if self.number is not None else set()
        return f"{spelled(self.phrase, loosely=loosely)}<{','.join([str(index), *sorted(kinds)])}> "

    def of(self, kinds: str) -> tuple[str, ...]:
        """Return what the token names of some kinds."""
        wanted = "|".join(KINDS.get(kind, kind) for kind in kinds.split("|")).split("|") + kinds.split("|")
        return tuple(item.id for item in self.names if item.kind in wanted)


@dataclass(frozen=True)
class Line:
    """A line of tokens, of which some were lifted out as filters."""

    tokens: tuple[Token, ...]
    filters: Filters = field(default_factory=Filters)

    @property
    def said(self) -> frozenset[str]:
        """Return the words of the line."""
        return frozenset(word for token in self.tokens for word in token.phrase)

    @cached_property
    def encoded(self) -> str:
        """Return the line as patterns see it."""
        return "".join(token.encoded(index) for index, token in enumerate(self.tokens))

    @cached_property
    def loose(self) -> str:
        """Return the line as loose patterns see it."""
        return "".join(token.encoded(index, loosely=True) for index, token in enumerate(self.tokens))

    def part(self, places: Iterable[int]) -> str:
        """Return some tokens of the line as patterns see them."""
        return "".join(self.tokens[index].encoded(index) for index in sorted(places))

    def inside(self, encoded: str) -> tuple[Token, ...]:
        """Return the tokens of a part of the encoded line."""
        return tuple(self.tokens[int(index)] for index in _INDEX.findall(encoded))

    def without(self, left_out: frozenset[str]) -> "Line":
        """Return the line without words that carry no meaning."""
        return Line(tuple(item for item in self.tokens if " ".join(item.phrase) not in left_out), self.filters)


def lines(names: Names, text: str) -> Iterator[Line]:
    """Yield the ways to cut a text into names, those with the longest names first."""
    said = tuple(word for word in words.split(text) if word not in _ARTICLES)
    yield from (Line(tokens) for tokens in islice(_cut(names, said), _READINGS))


def _cut(names: Names, said: tuple[str, ...]) -> Iterator[tuple[Token, ...]]:
    if not said:
        yield ()
        return
    for token in _first(names, said):
        for rest in _cut(names, said[len(token.phrase) :]):
            yield (token, *rest)


def _first(names: Names, said: tuple[str, ...]) -> Iterator[Token]:
    """Yield what a line can begin with: a date, the longest names, a word."""
    dated = written_date(said)
    if dated is not None:
        yield Token(said[: dated[1]], date=dated[0])
    for length in range(min(names.longest, len(said)), 1, -1):
        found = names.phrases.get(said[:length])
        if found:
            yield Token(said[:length], tuple(sorted(found)))
            if any(item.kind in _PROPER for item in found):
                return
    for phrase in names.book.joined:
        if said[: len(phrase)] == phrase and phrase not in names.phrases:
            yield Token(phrase)
    if dated is None:
        yield Token(said[:1], tuple(sorted(names.phrases.get(said[:1], ()))), number=number(said[0]))


def lifted(line: Line, narrowings: tuple[Narrowing, ...]) -> Iterator[Line]:
    """Yield the line with all that narrows it lifted out; names that may also be plain words once in, once out."""
    given = line
    for item in narrowings:
        while match := item.pattern.search(line.encoded):
            line = _taken(line, item, match)
    narrowed = line.filters.kinds
    line = _bare(line, _ALWAYS)
    if line.filters.kinds:
        line = _ended(line)
    whole = _bare(line, _PERHAPS)
    yield whole
    if whole.tokens != line.tokens:
        for kind in _PERHAPS:
            part = _bare(line, tuple(other for other in _PERHAPS if other != kind))
            if part.tokens != whole.tokens:
                yield part
        yield line
    if narrowed:
        yield _bare(given, _ALWAYS)


def _ended(line: Line) -> Line:
    """Return a line without a conjunction at its end, which joined what was lifted out."""
    kept = list(line.tokens)
    while len(kept) > 1 and kept[-1].phrase in (("and",), ("but",), ("or",)):
        kept.pop()
    if len(kept) > 1 and kept[0].phrase[0] in _AT and kept[1].phrase[0] in ("what", "which", "who", "how", "did"):
        kept = kept[1:]  # on that day, what was there?
    return replace(line, tokens=tuple(kept))


def _taken(line: Line, item: Narrowing, match: re.Match[str]) -> Line:
    """Return a line without what a narrowing matched, which became a filter."""
    inside = line.inside(match[0])
    gone = {int(index) for index in _INDEX.findall(match[0])}
    kept = tuple(token for index, token in enumerate(line.tokens) if index not in gone)
    more = Filters()
    for name, value in item.adds.items():
        more = more.joined(_added(name, value, inside))
    return Line(kept, line.filters.joined(more))


def _added(name: str, value: str, inside: tuple[Token, ...]) -> Filters:
    if name == "marks":
        return Filters(marks=(value,))
    if name == "values":
        counts = (str(token.number) for token in inside if token.number is not None)
        value = f"={value.replace('#', next(counts, ''))}"
    if value.startswith("="):
        return Filters(**{name: (value.removeprefix("="),)})  # type: ignore[arg-type]
    if name == "spans":
        dates = _in_one_year([token.date for token in inside if token.date])
        if value == "both":
            return Filters(spans=_through(dates))
        return Filters(spans=tuple(map(Span, ("since", "until") if value == "between" else (value,), dates)))  # type: ignore[arg-type]
    if name == "near":
        return Filters(near=tuple(near(value, inside)))
    if name == "excluded":
        value = value or "cause"
    found = [name for token in inside for name in token.of(value)]
    return Filters(**{name: tuple(found)})  # type: ignore[arg-type]


def _through(dates: list[str]) -> tuple[Span, ...]:
    """Return the time from the first to the last of dates; each by itself where one is no plain date."""
    if any(text.startswith("-") or "/" in text for text in dates):
        return tuple(Span("in", text) for text in dates)
    return (Span("in", f"{min(dates)}/{max(dates)}"),)


def _in_one_year(dates: list[str]) -> list[str]:
    """Return dates, a month without a year in the year of the other: between March and May 2015."""
    year = next((text[: len("2015")] for text in dates if not text.startswith("-")), "")
    return [f"{year}{text}" if year and text.startswith("-") else text for text in dates]


def near(written: str, inside: tuple[Token, ...]) -> Iterator[Near]:
    """Yield what a narrowing says of other facts: their relation, kind, a field and words, as the phrase book has it.

    A kind that is not written is named in the text; ``?`` stands for the words that the text adds.
    """
    relation, *more = written.split()
    fixed = [part for part in more if "=" not in part and part[0].isupper()]
    field_, _, value = next((part for part in more if "=" in part), "=").partition("=")
    said = [part for part in more if "=" not in part and part[0].islower()]
    plain = Line(inside).said
    count = next((token.number for token in inside if token.number is not None), 1)
    months = count * 12 if plain & {"year", "years"} else count if plain & {"month", "months"} else None
    states = tuple(name for token in inside for name in token.of("state"))
    persons = tuple(name for token in inside for name in token.of("person"))
    if "?" in more:
        said += [word for token in inside if token.of("concept") for word in token.phrase]
    for kind in fixed or [kind for token in inside for kind in token.of("class") or token.of("event")]:
        yield Near(relation, kind, months, tuple(said), states, persons, field_, value)  # type: ignore[arg-type]


def _bare(line: Line, kinds: tuple[str, ...]) -> Line:
    """Return a line without the names of some kinds and the dates, which became filters."""
    kept, filters = [], line.filters
    for token in line.tokens:
        kind = next((kind for kind in kinds if token.of(kind)), None)
        if kind:
            filters = filters.joined(Filters(**{_FIELDS[kind]: token.of(kind)}))  # type: ignore[arg-type]
        elif token.date:
            filters = filters.joined(Filters(spans=(Span("in", token.date),)))
        else:
            kept.append(token)
    return Line(tuple(kept), filters)
