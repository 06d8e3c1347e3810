"""Where a fact stands, and what every record has: a name, a label, its sources, a remark and an order."""

# Written by `make schema` from ontology/schema/: edit the files there, not this one.

from dataclasses import dataclass

from kb.records.naming import Concept


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A citation.

    The link from a fact to its evidence. It names a work, the place in it, and the primary document that the work cites
    there. ``work`` and ``document`` are keys of the bibliography. ``voice`` says in whose voice the fact stands there:
    the text reports an event or a document, a party speaks of itself, or the author interprets.
    """

    work: Concept
    place: str
    document: Concept | None = None
    document_place: str | None = None
    voice: Concept | None = None
