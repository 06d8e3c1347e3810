"""What every computed figure has: a name, and the facts that it was computed from."""

from dataclasses import dataclass
from typing import ClassVar

from kb.records import Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed:
    """A figure computed from facts. ``id`` is built from what it is about; ``basis`` names the facts, sorted."""

    derived_from: ClassVar[frozenset[str]] = frozenset({"Contribution"})
    presumes_complete: ClassVar[frozenset[str]] = frozenset()

    id: Node
    basis: tuple[Node, ...] = ()
