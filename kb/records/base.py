"""What every record has: a name, a label, its sources and a remark; and what stands for a node or a concept."""

from dataclasses import dataclass
from typing import Annotated

Node = Annotated[str, "node"]
Concept = Annotated[str, "concept"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Where a fact stands: a work, the place in it, and the primary document that the work cites there.

    ``work`` and ``document`` are keys of the bibliography. ``voice`` says in whose voice the fact stands there: the
    text reports an event or a document, a party speaks of itself, or the author interprets.
    """

    work: Concept
    place: str
    document: Concept | None = None
    document_place: str | None = None
    voice: Concept | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Anything a case file states: a name, a label for readers, its sources and an optional remark.

    ``after`` and ``before`` name facts that came before and after this one, where sources give an order and no day.
    """

    id: Node
    label: str | None = None
    source: tuple[Citation, ...] = ()
    note: str | None = None
    after: tuple[Node, ...] = ()
    before: tuple[Node, ...] = ()
