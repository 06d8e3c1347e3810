"""Where the theory says so: the source of a rule or a threshold."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Cite:
    """A work of the bibliography, the place in it, and the work whose idea it takes up, if any."""

    work: str
    place: str
    after: str | None = None


def cite(work: str, place: str, *, after: str | None = None) -> Cite:
    """Return a source: ``work`` and ``after`` are keys of the bibliography."""
    return Cite(work, place, after)
