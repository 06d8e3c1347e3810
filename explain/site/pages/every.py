"""Every sort of page, in the order in which a search shows them, and the lists to which every page leads."""

from typing import Final

from explain.site.pages import actors, lists
from explain.site.pages.episodes import Episodes
from explain.site.pages.facts import Facts, Record
from explain.site.pages.rules import Rulebook, Rules
from explain.site.pages.tables import Computed, Discrepancies, Search, Tables
from explain.site.pages.terms import Kinds, Terms, Vocabularies
from explain.site.pages.theories import Matrix, Theories
from explain.site.pages.works import Sources, Works
from explain.site.sorts import Link, Sort

SORTS: Final[tuple[Sort, ...]] = (
    *(lists.Start(), lists.Verdicts(), lists.States(), lists.Coalitions(), Matrix(), Computed(), Discrepancies()),
    *(Rulebook(), Vocabularies(), Record(), Sources(), Kinds(), Search()),
    *(actors.States(), actors.Coalitions(), actors.Parts(), Episodes(), Theories(), Tables()),
    *(Rules(), Works(), Terms(), Facts()),
)

LISTS: Final = (
    Link("Verdicts", lists.Verdicts.name),
    Link("States", lists.States.name),
    Link("Coalitions", lists.Coalitions.name),
    Link("Theories", Matrix.name),
    Link("Facts", Record.name),
    Link("Rules", Rulebook.name),
    Link("Terms", Vocabularies.name),
    Link("Sources", Sources.name),
    Link("Tables", Computed.name),
    Link("Discrepancies", Discrepancies.name),
)
