"""All that is wrong in a set of sheets, told at once: each fault with its cell, and cells that share one together."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from kb.errors import InputError, Place

MOST = 60
"""Up to so many different faults are told; who has more has one of them many times over."""
_ENOUGH = 500
"""After so many different faults reading stops."""


class ManyFaults(InputError):
    """Several faults in one input."""

    def __init__(self, faults: list[InputError], more: int = 0) -> None:
        """Keep the faults, and how many there are at least beside them."""
        super().__init__(faults[0].what, where=faults[0].where, why=faults[0].why, remedy=faults[0].remedy)
        self.faults, self.more = faults, more

    def __str__(self) -> str:
        """Return every fault, and at the end how many there are."""
        told = [str(fault) for fault in self.faults]
        count = len(told) + self.more
        if self.more:
            told.append(f"and {self.more:,} more faults: correct these first.")
        least = "at least " if count >= _ENOUGH else ""
        return "\n".join([*told, f"{least}{count:,} fault{'' if count == 1 else 's'} in all; nothing was written."])


@dataclass
class Faults:
    """Gathers faults by what they say, with the cells where they stand."""

    path: str
    _cells: dict[tuple[str, str, str], list[str]] = field(default_factory=dict)

    def add(self, where: str, what: str, why: str = "", remedy: str = "") -> None:
        """Note a fault at a cell."""
        self._cells.setdefault((what, why, remedy), []).append(where)
        if len(self._cells) >= _ENOUGH:
            self.refuse()

    def __bool__(self) -> bool:
        """Tell whether there are any."""
        return bool(self._cells)

    def refuse(self) -> None:
        """Refuse the input if anything is wrong with it.

        Raises:
            ManyFaults: something is.
        """
        if self._cells:
            found = list(self._errors())
            raise ManyFaults(found[:MOST], len(found) - len(found[:MOST]))

    def _errors(self) -> Iterator[InputError]:
        for (what, why, remedy), cells in self._cells.items():
            others = len(cells) - 1
            more = f" (and at {others:,} other cell{'' if others == 1 else 's'})" if others else ""
            where = Place(f"{self.path}: {cells[0]}" if cells[0] else self.path)
            yield InputError(f"{what}{more}", where=where, why=why, remedy=remedy)
