"""Forms of the phrase book read without regard to the order of words: what must be said, and what else may be.

A text has a form in this sense when some pattern of it has all its parts in the text, each by a word of its own, and
every other word of the text stands somewhere in the patterns of the same form. Since no word is left over, a word that
would turn the question into another one keeps the form from being taken.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from explain.asking.stems import bare

_PIECE = re.compile(r"\{[a-z|:0-9]+\}|[a-z0-9_]+|[()\[\]|]")
REST = "..."


class Word(Protocol):
    """A word or name of a line, as bags see it."""

    @property
    def phrase(self) -> tuple[str, ...]:
        """Return its words."""

    def of(self, kinds: str) -> tuple[str, ...]:
        """Return what it names of some kinds."""


@dataclass(frozen=True)
class Part:
    """A part of a pattern: a word or slot, or alternatives, each of several parts."""

    said: str = ""
    kinds: str = ""
    ways: tuple[tuple["Part", ...], ...] = ()
    optional: bool = False

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Return every word in it, without endings, that says by itself what it says there: no half of "take place"."""
        own = {"_".join(map(bare, self.said.split("_")))} if self.said else set()
        alone = (way for way in self.ways if sum(bool(part.said) for part in way if not part.optional) <= 1)
        return frozenset(own.union(*(part.vocabulary for way in alone for part in way)))

    @cached_property
    def slots(self) -> frozenset[str]:
        """Return the kinds of name that it has a slot for."""
        own = {self.kinds} if self.kinds else set()
        return frozenset(own.union(*(part.slots for way in self.ways for part in way)))


@dataclass(frozen=True)
class Bag:
    """A pattern as its parts in no order, and what else its form knows."""

    parts: tuple[Part, ...]
    vocabulary: frozenset[str]
    slots: frozenset[str]

    def holds(self, words: Sequence[Word]) -> dict[str, list[int]] | None:
        """Return which words fill which slots; ``None`` where a part is wanting or a word is left over."""
        needed = tuple(part for part in self.parts if not part.optional)
        for taken, used in _filled(needed, words, frozenset()):
            if not _headed(needed, words) or (not {0, 1} <= used and _asked_for(words)):
                continue
            left = [index for index in range(len(words)) if index not in used]
            slots = {kinds: list(found) for kinds, found in taken.items()}
            if all(self._knows(words, index, slots) for index in left):
                return slots
        return None

    def _knows(self, words: Sequence[Word], index: int, slots: dict[str, list[int]]) -> bool:
        """Tell whether a word that no part needs stands in the form, as a word or for a slot."""
        if "_".join(map(bare, words[index].phrase)) in self.vocabulary:
            return True
        for kinds in sorted(self.slots):
            if words[index].of(kinds):
                slots.setdefault(kinds, []).append(index)
                return True
        return False


_OF_WHAT = frozenset({"which", "what", "whose"})
_NEAR = 3
_WHO = frozenset(
    {"state", "states", "country", "countries", "government", "governments", "parliament", "source", "theory"}
)
"""Nouns that, where they follow "which", are what is asked for."""


def _asked_for(words: Sequence[Word]) -> bool:
    """Tell whether the word after "which" is what is asked for: a state, a source, an exit."""
    if len(words) < len("abc") or words[0].phrase[0] not in _OF_WHAT:
        return False
    return words[1].phrase[0] in _WHO or bool(words[1].of("event"))


def _headed(needed: tuple[Part, ...], words: Sequence[Word]) -> bool:
    """Tell whether what a text asks for, the noun after "which", is what the pattern asks for."""
    if len(needed) < len("ab") or words[0].phrase[0] not in _OF_WHAT:
        return True
    plain = len(words) > 1 and (words[1].phrase[0] in _WHO or words[1].of("event"))
    return any(used for _, used in _one(needed[1], words[: len("ab") if plain else _NEAR], frozenset({0})))


Taken = dict[str, tuple[int, ...]]


def _filled(
    parts: tuple[Part, ...], words: Sequence[Word], used: frozenset[int]
) -> Iterator[tuple[Taken, frozenset[int]]]:
    """Yield the ways in which words fill parts, each word one of them."""
    if not parts:
        yield {}, used
        return
    for taken, after in _one(parts[0], words, used):
        for more, last in _filled(parts[1:], words, after):
            yield {name: taken.get(name, ()) + more.get(name, ()) for name in taken.keys() | more.keys()}, last


def _one(part: Part, words: Sequence[Word], used: frozenset[int]) -> Iterator[tuple[Taken, frozenset[int]]]:
    if part.ways:
        for way in part.ways:
            yield from _filled(tuple(item for item in way if not item.optional), words, used)
        return
    for index, word in enumerate(words):
        if index in used:
            continue
        if part.kinds and word.of(part.kinds):
            yield {part.kinds: (index,)}, used | {index}
        elif part.said and "_".join(map(bare, word.phrase)) in part.vocabulary:
            yield {}, used | {index}


def bags(patterns: Sequence[str]) -> tuple[Bag, ...]:
    """Return the patterns of a form, groups of words filled in, as bags; without those that take any words."""
    read = [_read(_PIECE.findall(pattern)) for pattern in patterns if REST not in pattern]
    vocabulary = frozenset().union(*(part.vocabulary for parts in read for part in parts))
    slots = frozenset().union(*(part.slots for parts in read for part in parts))
    return tuple(Bag(parts, vocabulary, slots) for parts in read)


def _read(pieces: list[str]) -> tuple[Part, ...]:
    ways, rest = _ways(pieces)
    assert not rest, rest
    return ways[0] if len(ways) == 1 else (Part(ways=ways),)


def _ways(pieces: list[str]) -> tuple[tuple[tuple[Part, ...], ...], list[str]]:
    """Return the alternatives up to the end of a group, and the pieces after it."""
    ways: list[tuple[Part, ...]] = []
    parts: list[Part] = []
    while pieces:
        piece, pieces = pieces[0], pieces[1:]
        if piece in "([":
            inner, pieces = _ways(pieces)
            parts.append(Part(ways=inner, optional=piece == "["))
        elif piece in ")]":
            break
        elif piece == "|":
            ways.append(tuple(parts))
            parts = []
        else:
            parts.append(Part(kinds=piece[1:-1]) if piece.startswith("{") else Part(said=piece))
    return (*ways, tuple(parts)), pieces
