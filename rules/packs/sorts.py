"""What a field holds: dates, numbers, terms of a vocabulary, names; and which two can never be the same."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from kb.dates import Moment
from kb.records import CONCEPTS, FOLDERS, NODES, field_types
from kb.words.vocabulary import bundled_vocabulary
from rules.engine.experta_engine import Fact
from rules.engine.facts import VOCABULARY, Mirrored

DATE, NUMBER, TRUTH, NAME = "a date", "a number", "yes or no", "a name or a word"
_PLAIN: dict[Any, str] = {Moment: DATE, int: NUMBER, float: NUMBER, bool: TRUTH}


@dataclass(frozen=True)
class Sort:
    """What a field holds: of which sort, from which scheme, one or a list, and whether it must be given."""

    sort: str
    scheme: str | None = None
    many: bool = False
    required: bool = True
    whole: bool = True

    @property
    def told(self) -> str:
        """Return the sort in words."""
        one = f"a term of the vocabulary {self.scheme!r}" if self.scheme else self.sort
        return f"a list, each item {one}" if self.many else one

    def clashes(self, other: "Sort") -> bool:
        """Tell whether no value can be of both sorts."""
        if self.many != other.many or self.sort != other.sort:
            return True
        if self.scheme and other.scheme and self.scheme != other.scheme:
            return terms_of(self.scheme).isdisjoint(terms_of(other.scheme))
        return False


_SORTS: dict[tuple[Any, str], Sort] = {}


def sort_of(kind: type[Fact], field: str) -> Sort:
    """Return what a field of a kind of fact holds."""
    if (kind, field) not in _SORTS:
        _SORTS[kind, field] = _sort(kind, field)
    return _SORTS[kind, field]


def _sort(kind: type[Fact], field: str) -> Sort:
    if issubclass(kind, Mirrored):
        if field == "id":
            return Sort(NAME, FOLDERS[kind.record] if kind in VOCABULARY else None)
        record: Any = kind.record
        hint = field_types(record)[field]
    else:
        hint = get_type_hints(kind)[field]
    optional = get_origin(hint) in (Union, UnionType)
    if optional:
        hint = next(part for part in get_args(hint) if part is not NoneType)
    many = get_origin(hint) is tuple
    plain = get_args(hint)[0] if many else hint
    sort = _PLAIN.get(plain, NAME)
    scheme = CONCEPTS.get(field) if sort == NAME and field not in NODES else None
    return Sort(sort, scheme, many, not optional, plain is not float)


@cache
def terms_of(scheme: str) -> frozenset[str]:
    """Return the terms of a vocabulary."""
    return bundled_vocabulary().concepts.get(scheme, frozenset())


def schemes() -> Iterator[str]:
    """Yield the name of every vocabulary that some field draws on."""
    yield from sorted({*CONCEPTS.values(), *FOLDERS.values()} & bundled_vocabulary().concepts.keys())
