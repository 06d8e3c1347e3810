"""The facts of one run, with a table for each way in which joins look them up."""

from collections.abc import Callable, Iterable
from operator import itemgetter
from typing import Any

from kb.errors import InputError

MOST_TRIED = 1_000_000
"""How many facts the joins of one run may try: far more than any theory needs, and a few seconds' work."""

_FEW = 8
"""So many facts are sooner looked at than entered in a table."""
_NONE: list[Any] = []

Table = dict[Any, list[Any]]
Index = tuple[type[Any], tuple[str, ...]]
"""A class of fact and the fields by which its facts are looked up; a last field with ``*`` is a list of values."""


class Memory:
    """The facts of one run, in the order in which they came.

    Attributes:
        kinds: the facts of each class.
        tried: how many facts joins have tried.
    """

    def __init__(self, terms: "Memory | None" = None) -> None:
        """Begin empty, or with terms: facts of classes of which none is added later, so that their tables are shared.

        Args:
            terms: a memory that holds them.
        """
        self._terms = terms
        self.kinds: dict[type[Any], list[Any]] = {} if terms is None else dict(terms.kinds)
        self._tables: dict[Index, Table] = {}
        self._fed: dict[type[Any], list[tuple[Callable[[Any], Iterable[Any]], Table]]] = {}
        self.tried = 0

    def add(self, fact: Any) -> None:
        """Add a fact to every table of its class."""
        kind = type(fact)
        if kind in self.kinds:
            self.kinds[kind].append(fact)
        else:
            self.kinds[kind] = [fact]
        for keys, table in self._fed.get(kind, ()):
            _enter(table, keys, fact)

    def near(self, index: Index, key: Any) -> list[Any]:
        """Return facts of a class of which none is left out that has these values; all of them where they are few."""
        there = self.kinds.get(index[0], _NONE)
        return there if len(there) <= _FEW else self.table(index).get(key, _NONE)

    def table(self, index: Index) -> Table:
        """Return the facts of a class by their values in some fields: by the value of one field, a tuple of several."""
        found = self._tables.get(index)
        if found is None:
            found = self._tables[index] = self._made(*index)
        return found

    def _made(self, kind: type[Any], fields: tuple[str, ...]) -> Table:
        if self._terms is not None and kind in self._terms.kinds:
            return self._terms.table((kind, fields))
        keys, table = _keys(fields), Table()
        for fact in self.kinds.get(kind, ()):
            _enter(table, keys, fact)
        self._fed.setdefault(kind, []).append((keys, table))
        return table

    def exceeded(self, name: str) -> InputError:
        """Return what to raise where the joins of a rule have tried too many facts."""
        return InputError(
            f"rule {name!r} tries more than {MOST_TRIED:,} facts against each other",
            why="Patterns that share nothing match every fact with every other, and such a run might never end.",
            remedy="Let each of its patterns share a variable with those before it.",
        )


def _enter(table: Table, keys: Callable[[Any], Iterable[Any]], fact: Any) -> None:
    for key in keys(fact):
        if key in table:
            table[key].append(fact)
        else:
            table[key] = [fact]


def _keys(fields: tuple[str, ...]) -> Callable[[Any], Iterable[Any]]:
    """Return what tells under which keys a fact is found: one, or one for each item of a list in a last field."""
    if not fields:
        return lambda _: ((),)
    if not fields[-1].endswith("*"):
        key = itemgetter(*fields)
        return lambda fact: (key(fact),)
    *head, listed = (*fields[:-1], fields[-1][:-1])
    if not head:
        return lambda fact: dict.fromkeys(fact[listed] or ())
    return lambda fact: [(*[fact[name] for name in head], item) for item in dict.fromkeys(fact[listed] or ())]
