"""Every sort of page, in the order in which a search shows them, and the lists to which every page leads."""

from typing import Final

from explain.site import actors, lists
from explain.site.episodes import Episodes
from explain.site.facts import Facts
from explain.site.rules import Rulebook, Rules
from explain.site.sorts import Link, Sort
from explain.site.tables import Computed, Discrepancies, Search, Tables
from explain.site.terms import Kinds, Terms, Vocabularies
from explain.site.theories import Matrix, Theories
from explain.site.works import Sources, Works

SORTS: Final[tuple[Sort, ...]] = (
    *(lists.Start(), lists.Verdicts(), lists.States(), lists.Coalitions(), Matrix(), Computed(), Discrepancies()),
    *(Rulebook(), Vocabularies(), Sources(), Kinds(), Search()),
    *(actors.States(), actors.Coalitions(), actors.Parts(), Episodes(), Theories(), Tables()),
    *(Rules(), Works(), Terms(), Facts()),
)

LISTS: Final = (
    Link("Verdicts", lists.Verdicts.name),
    Link("States", lists.States.name),
    Link("Coalitions", lists.Coalitions.name),
    Link("Theories", Matrix.name),
    Link("Rules", Rulebook.name),
    Link("Terms", Vocabularies.name),
    Link("Sources", Sources.name),
    Link("Tables", Computed.name),
    Link("Discrepancies", Discrepancies.name),
)
