"""Proofs as linked data, to be kept and checked again: the PROV-O of an episode, with the proof itself beside it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

import pyoxigraph as ox

from explain.rdf import conclusions
from kb.computed import Computed
from kb.errors import InputError, Place
from kb.names import iri_of
from kb.store import KnowledgeBase
from ontology.terms import term
from rules.facts import field_names, mirror
from rules.judging import Court, Judgement
from rules.nearness import Nearness
from rules.proof import Known
from rules.proof_file import SavedProof, dumps, loads
from rules.theory import RULEBOOK
from rules.thresholds import Threshold

PROOF = ox.NamedNode(term("proof"))
MISSING = ox.NamedNode(term("missing"))


class _Kept(Court):
    """A court that has one judgement, made from a proof that was kept, and makes no other."""

    def __init__(self, kb: KnowledgeBase, thresholds: Mapping[str, Threshold], saved: SavedProof) -> None:
        super().__init__(kb, thresholds)
        self._saved = saved

    def afresh(self, name: str) -> Judgement:
        """Return the judgement that the kept proof supports, whatever the engine would say."""
        item = self.episodes[name]
        figures = map(_figure, (item.episode, *item.figures))
        proof = replace(
            self._saved.proof, facts={**{known.name: known for known in figures}, **self._saved.proof.facts}
        )
        return Judgement(item, proof, Nearness(RULEBOOK, proof, {}, self.inference.thresholds))


def _figure(record: Computed) -> Known:
    """Return a figure as a proof names it, whether or not a step used it."""
    fact = mirror(record)
    values = tuple((name, fact[name]) for name in field_names(type(fact)))
    return Known(fact.identity, type(fact).__name__, values, "computed", record.basis)


def with_proof(court: Court, saved: SavedProof) -> Iterator[ox.Triple]:
    """Yield the conclusions of an episode with their steps, and the proof as a literal; not what is still open."""
    found = list(conclusions(court, [saved.about]))
    points = {triple.object for triple in found if triple.predicate == MISSING}
    yield from (triple for triple in found if triple.predicate != MISSING and triple.subject not in points)
    yield ox.Triple(ox.NamedNode(iri_of(saved.about)), PROOF, ox.Literal(dumps(saved)))


def kept_proof(triples: Iterable[ox.Triple], place: str) -> SavedProof:
    """Return the proof that linked data carry.

    Raises:
        InputError: they carry none, or more than one.
    """
    found = [
        triple.object.value for triple in triples if triple.predicate == PROOF and isinstance(triple.object, ox.Literal)
    ]
    if len(found) != 1:
        raise InputError(
            f"the file carries {len(found)} proofs, not one",
            where=Place(place),
            remedy="Save one with: coalition verify EPISODE --save FILE.ttl",
        )
    return loads(found[0], place)


def altered_nodes(
    triples: Iterable[ox.Triple], kb: KnowledgeBase, thresholds: Mapping[str, Threshold], saved: SavedProof
) -> list[str]:
    """Return the nodes of which the linked data say other than the proof beside them, sorted."""
    different = set(triples) ^ set(with_proof(_Kept(kb, thresholds, saved), saved))
    return sorted({str(triple.subject) for triple in different})
