"""Cuts a text into pieces: names of things, dates, and the plain words between them."""

from dataclasses import dataclass, field, replace

from explain.asking import words
from explain.asking.labels import Entity, Labels
from explain.asking.model import Mention
from explain.asking.numbers import written_date

_PARTS = ("episode", "state", "coalition", "units", "event", "date", "pronoun")
_SIGNS = {"conclusion": "C", "topic": "T", "rule": "R"}
_BETWEEN = frozenset({"C", "T", "a", "not", "happen", "hold"})
"""What may stand between two parts of one reference: "Gullland's strategy in 1911", "a defection in 1911"."""


@dataclass(frozen=True)
class Reference:
    """What a text says of an episode: any of its name, state, coalition, units, date and what happened.

    ``verb`` tells that what happened was said by a verb, so that the text asks about a deed of the state.
    """

    parts: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    verb: bool = False

    def get(self, kind: str) -> str | None:
        """Return the name of a part; ``None`` where the text does not have it."""
        return next((name for own, name, _ in self.parts if own == kind), None)

    def all(self, kind: str) -> tuple[str, ...]:
        """Return every meaning that a part can have."""
        return tuple(name for own, name, _ in self.parts if own == kind)

    @property
    def kinds(self) -> frozenset[str]:
        """Return which parts the text has; a pronoun says nothing beside another part."""
        return frozenset(kind for kind, _, _ in self.parts)

    @property
    def is_pronoun(self) -> bool:
        """Tell whether nothing but a pronoun refers."""
        return self.kinds <= {"pronoun"}

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Return what is named, with the words that name it."""
        return tuple(Mention(name, phrase) for _, name, phrase in self.parts)

    def joined(self, other: "Reference") -> "Reference":
        """Return both as one."""
        return Reference(self.parts + other.parts, self.verb or other.verb)

    def clashes(self, other: "Reference") -> bool:
        """Tell whether two references cannot be one: both say when, who or which; a year and a month go together."""
        shared = self.kinds & other.kinds - {"pronoun"}
        if shared == {"date"}:
            dates = self.all("date") + other.all("date")
            return len(dates) > 2 or len([text for text in dates if text.startswith("-")]) != 1  # noqa: PLR2004
        return bool(shared)


@dataclass(frozen=True)
class Piece:
    """One piece of a text. ``sign``: E a reference, C a conclusion, T a topic, R a rule, else the plain word itself."""

    sign: str
    phrase: tuple[str, ...]
    entities: tuple[Entity, ...] = ()
    reference: Reference = field(default_factory=Reference)


def pieces(lexicon: Labels, said: tuple[str, ...]) -> list[Piece]:
    """Return the pieces of a text, fillers left out and the parts of each reference put together."""
    found: list[Piece] = []
    start = 0
    while start < len(said):
        piece, taken = _next(lexicon, said[start:], found)
        start += taken
        if piece is not None:
            _add(found, piece)
    return _merged(found)


def signs(found: list[Piece]) -> str:
    """Return the pieces as a line of signs, for patterns."""
    return " ".join(piece.sign for piece in found)


def _next(lexicon: Labels, rest: tuple[str, ...], before: list[Piece]) -> tuple[Piece | None, int]:
    """Return the longest name, date or word at the start; nothing for a filler."""
    for length in range(min(lexicon.longest, len(rest)), 0, -1):
        entities = lexicon.phrases.get(rest[:length])
        if entities:
            return _named(rest[:length], tuple(sorted(entities)), before), length
        dated = written_date(rest)
        if dated and dated[1] == length:
            part = ("date", dated[0], rest[:length])
            return Piece("E", rest[:length], reference=Reference((part,))), length
    return (None if rest[0] in words.FILLERS else Piece(words.SAME.get(rest[0], rest[0]), rest[:1])), 1


def _named(phrase: tuple[str, ...], entities: tuple[Entity, ...], before: list[Piece]) -> Piece:
    """Return a name as a part of a reference where it can be one, else as a conclusion, topic or rule."""
    parts = tuple((item.kind, item.name, phrase) for item in entities if item.kind in _PARTS)
    others = tuple(item for item in entities if item.kind in _SIGNS)
    if parts and others and not _continues(parts, before):
        parts = ()
    if parts:
        verb = phrase[0] in words.VERBS or phrase[0] in ("defect", "defected")
        return Piece("E", phrase, entities, Reference(_least(parts), verb))
    kinds = sorted({_SIGNS[item.kind] for item in others})
    return Piece(kinds[0], phrase, tuple(item for item in others if _SIGNS[item.kind] == kinds[0]))


def _least(parts: tuple[tuple[str, str, tuple[str, ...]], ...]) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Return the parts of one kind, where a phrase could be of several: the first of :data:`_PARTS`."""
    kind = min((part[0] for part in parts), key=_PARTS.index)
    return tuple(part for part in parts if part[0] == kind)


def _continues(parts: tuple[tuple[str, str, tuple[str, ...]], ...], before: list[Piece]) -> bool:
    """Tell whether a phrase goes on with a reference to an episode, as in "Gullland's 1911 defection"."""
    if any(name == "defection" for _, name, _ in parts) and (
        not before or before[-1].sign in ("list", "show", "which")
    ):
        return True
    last = before[-1].reference if before and before[-1].sign == "E" else None
    if last is None or (last.kinds <= {"pronoun"} and before[-1].phrase[0] not in ("its", "their", "this", "that")):
        return False
    return "event" not in last.kinds and "episode" not in last.kinds


def _add(found: list[Piece], piece: Piece) -> None:
    last = found[-1] if found else None
    if last and last.sign == piece.sign == "E" and not last.reference.clashes(piece.reference):
        found[-1] = replace(last, phrase=last.phrase + piece.phrase, reference=last.reference.joined(piece.reference))
    else:
        found.append(piece)


def _merged(found: list[Piece]) -> list[Piece]:
    """Put the parts of one reference together where a conclusion or topic stands between them."""
    merged: list[Piece] = []
    for piece in found:
        place = _place(merged) if piece.sign == "E" else None
        if place is not None and not merged[place].reference.clashes(piece.reference):
            joined = merged[place].reference.joined(piece.reference)
            merged[place] = replace(merged[place], phrase=merged[place].phrase + piece.phrase, reference=joined)
        else:
            merged.append(piece)
    return merged


def _place(merged: list[Piece]) -> int | None:
    """Return where the reference stands that a further part would join."""
    for index in range(len(merged) - 1, -1, -1):
        if merged[index].sign == "E":
            return index
        if merged[index].sign not in _BETWEEN:
            return None
    return None
