"""The facts of one run, with a table for each way in which joins look them up."""

from collections.abc import Callable, Iterable
from operator import itemgetter
from typing import Any

from kb.errors import InputError

MOST_TRIED = 1_000_000
"""How many facts the joins of one run may try: far more than any theory needs, and a few seconds' work."""

_FEW = 32
"""So many facts are sooner looked at than entered in a table."""
_NONE: list[Any] = []

Table = dict[Any, list[Any]]
Index = tuple[type[Any], tuple[str, ...]]
"""A class of fact and the fields by which its facts are looked up; a last field with ``*`` is a list of values."""


class Memory:
    """The facts of one run, in the order in which they came.

    Attributes:
        kinds: the facts of each class.
        tables: those made so far.
        tried: how many facts joins have tried.
    """

    def __init__(self, terms: "Memory | None" = None) -> None:
        """Begin empty, or with terms: facts of classes of which none is added later, so that their tables are shared.

        Args:
            terms: a memory that holds them.
        """
        self.kinds: dict[type[Any], list[Any]] = {} if terms is None else dict(terms.kinds)
        self.tables: dict[Index, Table] = {} if terms is None else dict(terms.tables)
        self.tried = 0
        self._terms = terms
        self._fed: dict[type[Any], list[tuple[Callable[[Any], Iterable[Any]], Table]]] = {}

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
        table = self.tables.get(index)
        if table is None:
            kind, terms = index[0], self._terms
            there = self.kinds.get(kind, _NONE)
            if len(there) <= _FEW and (terms is None or kind not in terms.kinds):
                return there
            table = self._made(index)
        return table.get(key, _NONE)

    def found(self, index: Index, key: Any) -> list[Any]:
        """Return the facts of a class that have these values: by the value of one field, a tuple of several."""
        table = self.tables.get(index)
        return (self._made(index) if table is None else table).get(key, _NONE)

    def _made(self, index: Index) -> Table:
        kind, fields = index
        if self._terms is not None and kind in self._terms.kinds:
            kept = self._terms.tables.get(index)
            table = self._terms._made(index) if kept is None else kept  # noqa: SLF001 - the same class
        else:
            keys, table = _keys(fields), Table()
            for fact in self.kinds.get(kind, ()):
                _enter(table, keys, fact)
            self._fed.setdefault(kind, []).append((keys, table))
        self.tables[index] = table
        return table

    def try_out(self, name: str, number: int) -> None:
        """Count facts that the joins of a rule are about to try.

        Raises:
            InputError: they are too many.
        """
        self.tried += number
        if self.tried > MOST_TRIED:
            raise InputError(
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
