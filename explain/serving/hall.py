"""What answers are made from, held in memory once for all of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox

from explain.asking.lexicon import Lexicon
from explain.linked.graphs import graphs
from explain.linked.querying import store_of
from explain.serving.pages.live import Live
from kb.store import KnowledgeBase
from rules.judging.court import Court
from rules.judging.dossier import archive_of


@dataclass(frozen=True)
class Hall:
    """The record, what follows from it, and how commands that print are run.

    Attributes:
        site: the pages, and what they are made from.
        run: runs a command of the program, given as words, and returns what it prints.
        rows: how many rows or statements a query may find.
        most: how many bytes a reply may have.
    """

    site: Live
    run: Callable[[Sequence[str]], str]
    rows: int = 10_000
    most: int = 16 * 2**20

    @property
    def court(self) -> Court:
        """Return what judges."""
        return self.site.held.court

    @property
    def kb(self) -> KnowledgeBase:
        """Return what is known."""
        return self.site.held.kb

    @cached_property
    def store(self) -> ox.Store:
        """Return the graphs of all there is, for SPARQL."""
        return store_of(graphs(self.court, archive_of(self.court).names))

    @cached_property
    def lexicon(self) -> Lexicon:
        """Return the words by which questions are understood."""
        return Lexicon(self.kb, self.court)
