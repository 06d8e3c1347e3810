"""What answers are made from, held in memory once for all of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox

from explain.asking.lexicon import Lexicon
from explain.linked.graphs import graphs
from explain.linked.querying import store_of
from kb.store import KnowledgeBase
from rules.judging.court import Court
from rules.judging.dossier import archive_of


@dataclass(frozen=True)
class Hall:
    """The record, what follows from it, and how commands that print are run.

    Attributes:
        kb: what is known.
        court: what judges it.
        run: runs a command of the program, given as words, and returns what it prints.
        rows: how many rows or statements a query may find.
        most: how many bytes a reply may have.
    """

    kb: KnowledgeBase
    court: Court
    run: Callable[[Sequence[str]], str]
    rows: int = 10_000
    most: int = 16 * 2**20

    @cached_property
    def store(self) -> ox.Store:
        """Return the graphs of all there is, for SPARQL."""
        return store_of(graphs(self.court, archive_of(self.court).names))

    @cached_property
    def lexicon(self) -> Lexicon:
        """Return the words by which questions are understood."""
        return Lexicon(self.kb, self.court)

    def furnish(self) -> None:
        """Make at once what is made but once, so that no answer has to wait for it."""
        from explain.linked.parsing import parse  # noqa: PLC0415 - read here so that its parser is there too

        for name in self.court.episodes:
            self.court.judge(name)
        next(iter(self.store), None)
        assert self.lexicon is not None
        parse("ASK {}")
