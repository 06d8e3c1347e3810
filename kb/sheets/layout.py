"""How facts lie in sheets: a sheet for a kind of fact, or for all kinds below a class; a row for a fact.

Everything follows from the records and the ontology: a kind that an extension adds can be a sheet like any other. A row
gives one source beside the fact; further sources stand in the sheet of citations, each with the ``fact`` it is for.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from kb.errors import InputError
from kb.near import suggest, there_are
from kb.records import OBSERVED, Citation, Record
from kb.schema import Slot, slots
from kb.words.meanings import meaning_of
from kb.words.synonyms import class_labels
from ontology.stating import bundled
from ontology.terms import camel

DEFAULT: Final = ("Contribution", "Decision", "Event", "Statement", "Vote", "Citation")
"""The sheets that a template has unless others are named."""

REMARK: Final = "#"
"""What the first cell of a row begins with if the row is for readers alone."""

FACT: Final = "fact"
"""The column of the sheet of citations that names the fact."""

_LATER = ("label", "after", "before", "note")
"""Fields of every fact that stand behind its own."""


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, and the kinds of fact whose rows it holds; none for the citations of further sources."""

    name: str
    of: str
    kinds: tuple[type[Record], ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the heads of its columns: fields as in a case file, with spaces."""
        cited = [slot.field for slot in slots(Citation).values()]
        if not self.kinds:
            return tuple(map(headed, (FACT, *cited)))
        shared = [field for field in _fields(self.kinds) if field not in ("source", *_LATER)]
        kind = ["type"] if len(self.kinds) > 1 else []
        return tuple(map(headed, ("id", *kind, *shared, *_LATER[:1], *cited, *_LATER[1:])))


def sheet_of(text: str) -> Sheet:
    """Return the sheet that somebody means by the name of a kind or class of fact, its label, or its plural.

    Raises:
        InputError: nothing is called so.
    """
    found = _names().get(shape(text))
    if found is None:
        known = sorted({sheet.name for sheet in _names().values()})
        raise InputError(
            f"no kind of fact is called {text!r}",
            remedy=suggest(text, _names(), otherwise=there_are(known)),
        )
    return found


def knows_sheet(text: str) -> bool:
    """Tell whether a sheet of that name holds facts."""
    return shape(text) in _names()


def headed(field: str) -> str:
    """Return a field as the head of a column."""
    return field.replace("_", " ")


def shape(text: str) -> str:
    """Return a name without what does not matter: capitals, and how words are parted."""
    return " ".join(text.casefold().replace("_", " ").replace("-", " ").split())


def slots_of(kind: type) -> dict[str, Slot]:
    """Return what each field of a kind takes, by field."""
    return {slot.field: slot for slot in slots(kind).values()}


def definition_of(field: str) -> str:
    """Return what a column holds."""
    known = {
        "id": "A name of the fact, by which others point to it; may be left empty.",
        "type": "Which kind of fact it is.",
        "label": "What readers call it.",
        "note": "A remark.",
        FACT: "The name (id) of the fact for which this is a further source.",
    }
    stated = bundled().fields.get(field)  # else an extension states it
    return known.get(field) or (stated.definition if stated else meaning_of(camel(field)).definition)


def called(kind: str) -> str:
    """Return what a kind or class of fact is called."""
    return class_labels().get(kind, (kind,))[0]


def _fields(kinds: Iterable[type[Record]]) -> dict[str, None]:
    """Return the fields of kinds, each once: first what every fact needs, then the rest, in order."""
    found = [slot for kind in kinds for slot in slots(kind).values()]
    return dict.fromkeys(slot.field for slot in (*(s for s in found if s.required), *found))


@cache
def _sheets(known: tuple[type[Record], ...]) -> dict[str, Sheet]:
    made: dict[str, Sheet] = {}
    for sheet in _all(known):
        for word in (sheet.of, sheet.name, called(sheet.of), _plural(shape(_spaced(sheet.of)))):
            made.setdefault(shape(word), sheet)
    return made


def _names() -> dict[str, Sheet]:
    return _sheets(tuple(OBSERVED))


def _all(known: tuple[type[Record], ...]) -> Iterator[Sheet]:
    schema = bundled()
    yield Sheet("sources", "Citation", ())
    for kind in known:
        yield Sheet(_plural(called(kind.__name__)), kind.__name__, (kind,))
    above = {name for kind in known for name in schema.kinds if schema.is_a(kind.__name__, name)}
    for name in sorted(above - {kind.__name__ for kind in known}):
        below = tuple(kind for kind in known if schema.is_a(kind.__name__, name))
        yield Sheet(_plural(called(name)), name, below)


def _spaced(name: str) -> str:
    """Return the name of a class as words."""
    return "".join(f" {letter}" if letter.isupper() else letter for letter in name).strip()


def _plural(label: str) -> str:
    """Return what several are called: the noun stands at the end, or before "of", "on", "to" or "about"."""
    first, either, second = label.partition(" or ")
    if either:
        return f"{_plural(first)} or {_plural(second)}"
    words = label.split()
    last = next((at for at, word in enumerate(words) if word in ("of", "on", "to", "about")), len(words)) - 1
    return " ".join([*words[:last], _several(words[last]), *words[last + 1 :]])


def _several(noun: str) -> str:
    """Return the plural of a noun, which may be one already; what cannot be counted has none."""
    if noun in ("opinion", "maintenance", "due"):
        return noun
    if noun.endswith(("sis", "ss")):
        return f"{noun[:-2]}es" if noun.endswith("sis") else f"{noun}es"
    return f"{noun[:-1]}ies" if noun.endswith("y") else noun if noun.endswith("s") else f"{noun}s"
