"""An answer as RDF: the question, its reasons, and the proof in PROV-O that they are taken from.

An explanation has its reasons along ``ck:because``, numbered in the order in which they are told. A reason that
tells a fact or a conclusion is derived from its node (``prov:wasDerivedFrom``). Where facts were only supposed to
be otherwise, the proof is that of the facts as they are; what would follow is told by the reasons alone.
"""

import hashlib
from collections.abc import Iterator, Sequence

import pyoxigraph as ox

from explain.answer import Answer, Reason
from explain.linked.conclusions import conclusions, node_of
from explain.renderings.notes import spell
from kb.names import TYPE, iri_of
from kb.writing.rdf import DCTERMS, IRI, PROV, Triple, concept, labelled
from ontology.terms import term
from rules.judging.court import Court
from rules.judging.dossier import Finding, archive_of

_SKOS_NOTE = IRI("http://www.w3.org/2004/02/skos/core#note")
_TOLD = frozenset({"step", "observed", "computed"})


def subjects(court: Court, answer: Answer) -> list[str]:
    """Return the episodes, and the states' parts, that an answer is about."""
    about = {answer.episode, *answer.title.split(" · ")}  # a contrast names both episodes in its title
    return [name for name in archive_of(court).names if name in about]


def triples(court: Court, answer: Answer, asked: str) -> Iterator[Triple]:
    """Yield an answer, and the proof of each episode, or of the state's part, that it is about.

    ``asked`` is the question as it was typed.
    """
    archive, names = archive_of(court), subjects(court, answer)
    name = hashlib.sha256(answer.question.encode()).hexdigest()[:12]
    node = IRI(f"{iri_of(answer.episode)}/answer/{name}")
    yield Triple(node, IRI(TYPE), IRI(term("Explanation")))
    yield Triple(node, IRI(TYPE), IRI(PROV + "Entity"))
    yield labelled(node, answer.sentence)
    yield Triple(node, IRI(DCTERMS + "title"), ox.Literal(answer.title))
    yield Triple(node, IRI(term("question")), ox.Literal(answer.question))
    yield Triple(node, IRI(term("headline")), ox.Literal(answer.verdict))
    yield Triple(node, IRI(term("asked")), ox.Literal(asked))
    for name in names:
        yield Triple(node, IRI(term("episode" if name in court.episodes else "engagement")), IRI(iri_of(name)))
    for number, point in enumerate(answer.open_points, start=1):
        missing = IRI(f"{node.value}/open/{number}")
        yield Triple(node, IRI(term("missing")), missing)
        yield Triple(missing, IRI(TYPE), IRI(term("OpenPoint")))
        yield Triple(missing, IRI(term("needed")), ox.Literal(point))
    if answer.standing:
        yield Triple(node, IRI(term("standing")), concept("standing", answer.standing.replace(" ", "-")))
    for number, point in enumerate(answer.undone_by, start=1):
        missing = IRI(f"{node.value}/undone/{number}")
        yield Triple(node, IRI(term("undoneBy")), missing)
        yield Triple(missing, IRI(TYPE), IRI(term("OpenPoint")))
        yield Triple(missing, IRI(term("needed")), ox.Literal(point))
    judged = archive.finding(answer.episode) if answer.episode in archive.names else None
    yield from _reasons(node, answer.reasons, judged)
    yield from conclusions(court, names)


def _reasons(above: IRI, reasons: Sequence[Reason], judged: Finding | None) -> Iterator[Triple]:
    width = len(str(len(reasons)))
    for number, reason in enumerate(reasons, start=1):
        node = IRI(f"{above.value}/{number:0{width}d}")
        yield Triple(above, IRI(term("because")), node)
        yield from _reason(node, reason, judged)
        yield from _reasons(node, reason.children, judged)


def _reason(node: IRI, reason: Reason, judged: Finding | None) -> Iterator[Triple]:
    yield Triple(node, IRI(TYPE), IRI(term("Reason")))
    yield Triple(node, IRI(TYPE), IRI(PROV + "Entity"))
    yield labelled(node, reason.text)
    yield Triple(node, IRI(term("reasonKind")), ox.Literal(reason.kind))
    if reason.status:
        yield Triple(node, IRI(term("fared")), ox.Literal(reason.status))
    if reason.rule:
        yield Triple(node, IRI(DCTERMS + "identifier"), ox.Literal(reason.rule))
    yield from (Triple(node, _SKOS_NOTE, ox.Literal(remark)) for remark in reason.remarks)
    for source in reason.sources:
        yield Triple(node, IRI(DCTERMS + "bibliographicCitation"), ox.Literal(spell(source)))
    if judged and reason.kind in _TOLD and reason.id in judged.proof.facts:
        yield Triple(node, IRI(PROV + "wasDerivedFrom"), node_of(judged, reason.id))
