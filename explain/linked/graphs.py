"""What the program knows, in graphs apart: ontology, facts, works, alignments, and the conclusions of one rulebook.

Each graph has a name below :data:`~kb.writing.export.GRAPHS`. That of the conclusions ends with the version of the
rulebook by which they follow, so that those of several rulebooks can stand side by side in one store.
"""

from collections.abc import Collection, Iterable, Iterator

from explain.linked.conclusions import conclusions
from explain.linked.theory import cited
from explain.made_with import rules_digest
from kb.names import iri_of
from kb.writing.identifiers import identifiers
from kb.writing.rdf import IRI, Triple, facts, ontology, works
from rules.judging.court import Court
from rules.judging.dossier import archive_of

CONCLUSIONS = "conclusions"
PARTS = ("ontology", "facts", "bibliography", "alignments", CONCLUSIONS)
"""The parts, each a graph of its own."""

_WORK = iri_of("work/")


def version_of(court: Court) -> str:
    """Return a short name for the rules and thresholds of a court: the same for the same theory, and for no other."""
    books = court.inference.rulebook, archive_of(court).inference.rulebook
    return rules_digest(books, court.inference.thresholds).removeprefix("sha256:")


def graph_names(court: Court) -> dict[str, str]:
    """Return the name of the graph of each part."""
    return {part: f"{part}/{version_of(court)}" if part == CONCLUSIONS else part for part in PARTS}


def graphs(court: Court, names: Iterable[str], parts: Collection[str] = PARTS) -> dict[str, Iterable[Triple]]:
    """Return some parts, by the names of their graphs, with the conclusions for some episodes and states' parts.

    Conclusions alone bring the works along that they cite; beside the bibliography they leave them to it.
    """
    made: dict[str, Iterable[Triple]] = {}
    for part, graph in graph_names(court).items():
        if part in parts:
            made[graph] = _part(part, court, names)
            if part == CONCLUSIONS and "bibliography" in parts:
                made[graph] = (triple for triple in made[graph] if not _of_a_work(triple))
    return made


def bibliography(court: Court) -> Iterator[Triple]:
    """Yield the works that the facts cite, the rules and the thresholds."""
    yield from works(court.kb, _cited(court))


def alignments(court: Court) -> Iterator[Triple]:
    """Yield by which terms and identifiers others know what is said here."""
    yield from identifiers(court.kb, _cited(court))


def _cited(court: Court) -> list[str]:
    archive = archive_of(court)
    rules = [rule for book in (court.inference.rulebook, archive.inference.rulebook) for rule in book.rules.values()]
    sources = [*(rule.source for rule in rules), *(item.source for item in court.inference.thresholds.values())]
    return list(cited(court, sources))


def _part(part: str, court: Court, names: Iterable[str]) -> Iterable[Triple]:
    if part == "ontology":
        return ontology()
    if part == "facts":
        return facts(court.kb)
    if part == "alignments":
        return alignments(court)
    return bibliography(court) if part == "bibliography" else conclusions(court, names)


def _of_a_work(triple: Triple) -> bool:
    return isinstance(triple.subject, IRI) and triple.subject.value.startswith(_WORK)
