"""Every sort of page, in the order in which a search shows them, and the lists to which every page leads."""

from typing import Final

from explain.site.episodes import Episodes
from explain.site.lists import Coalitions, Start, States, Verdicts
from explain.site.sorts import Link, Sort

SORTS: Final[tuple[Sort, ...]] = (Start(), Verdicts(), States(), Coalitions(), Episodes())

LISTS: Final = (
    Link("Verdicts", Verdicts.name),
    Link("States", States.name),
    Link("Coalitions", Coalitions.name),
)
