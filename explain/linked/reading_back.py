"""Linked data that the program wrote, read back and held against what follows from the facts: no more and no less.

The data say what was judged, so that the same can be written once more. Each statement must then be there, and no
other; a difference is told by the node and the property at which it lies.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, groupby
from typing import Any

import pyoxigraph as ox

from explain.linked.conclusions import conclusions
from explain.linked.graphs import CONCLUSIONS, alignments, bibliography, graph_names, graphs
from explain.linked.theory import BOUND, MADE_WITH, RUN, threshold_node
from explain.made_with import TOLD, others
from kb.errors import InputError, Place
from kb.names import name_of
from kb.writing.export import GRAPHS
from kb.writing.rdf import facts, ontology
from ontology.terms import NAMESPACE, term
from rules.judging.dossier import Archive
from rules.judging.review import known, made_otherwise
from rules.judging.verification import Fault

Document = frozenset[ox.Quad]
Asked = Callable[[str], Iterable[ox.Triple]]
"""Asks a question again: takes it as it was typed and returns the answer as triples."""

JUDGED, ASKED, AS_OF = (ox.NamedNode(term(name)) for name in ("judged", "asked", "asOf"))


@dataclass(frozen=True)
class Subject:
    """What linked data say that they are about: episodes and states' parts, and a question where they answer one."""

    names: tuple[str, ...]
    asked: str | None = None


class Linked:
    """What linked data must say, by a second court's findings; what was written once is not written again."""

    def __init__(self, review: Archive, ask: Asked) -> None:
        """Keep the findings, and the way to ask a question again."""
        self.review = review
        self._ask = ask
        self._written: dict[Subject, Document] = {}

    def subject(self, quads: Iterable[ox.Quad], place: str) -> Subject:
        """Return what data are about.

        Raises:
            InputError: they do not say, or no case tells of what they name.
        """
        found = [quad for quad in quads if quad.predicate in (JUDGED, ASKED)]
        names = sorted({name_of(_text(quad.object)) for quad in found if quad.predicate == JUDGED})
        asked = sorted(_text(quad.object) for quad in found if quad.predicate == ASKED)
        if not names:
            raise InputError(
                "the file does not say what was judged",
                where=Place(place),
                why="Only conclusions can be checked, and they begin with what they are about.",
                remedy="Write them with: coalition export --what conclusions -o FILE",
            )
        for name in names:
            known(self.review, name, place)
        return Subject(tuple(names), asked[0] if asked else None)

    def faults(self, quads: Iterable[ox.Quad], subject: Subject, place: str) -> tuple[Fault, ...]:
        """Return where data differ from what was to be written about a subject.

        Raises:
            InputError: the data hold a question that cannot be asked, or too many nodes without a name.
        """
        given, others = self._by_this_rulebook(self._as_here(frozenset(quads), subject))
        meant = self._meant(given, subject)
        if _nameless(given - meant):
            given = self._canonical(given, place)
            meant = self._meant(given, subject)
        wrong, lacking = given - meant, meant - given
        return tuple(self._made_otherwise(wrong, lacking)) or (*others, *_told(wrong, lacking))

    def _by_this_rulebook(self, given: Document) -> tuple[Document, tuple[Fault, ...]]:
        """Return data with the conclusions in the graph of this rulebook, and a fault if they stood in another's."""
        ours, start = self._graphs[CONCLUSIONS], GRAPHS + CONCLUSIONS
        named = {quad.graph_name for quad in given if str(quad.graph_name).startswith(f"<{start}")}
        if named <= {ours}:
            return given, ()
        moved = frozenset(
            ox.Quad(quad.subject, quad.predicate, quad.object, ours) if quad.graph_name in named else quad
            for quad in given
        )
        told = ", ".join(sorted(name_of(_text(name)) for name in named))
        what = f"the conclusions stand in {told}; those of this rulebook would be in {name_of(ours.value)}"
        return moved, (Fault("graph", what),)

    def _as_here(self, given: Document, subject: Subject) -> Document:
        """Return data as if they had been made here: what matters of how they were made shows in what follows.

        Data that say it twice say two things, of which one is not so.
        """
        here = [quad.object for quad in self._about(subject) if quad.predicate == MADE_WITH]
        said = [quad for quad in given if quad.predicate == MADE_WITH]
        if len(said) != 1 or not here or not _says_how_made(said[0]):
            return given
        return (given - {said[0]}) | {ox.Quad(said[0].subject, MADE_WITH, here[0], said[0].graph_name)}

    def otherwise(self, quads: Iterable[ox.Quad], subject: Subject) -> tuple[str, ...]:
        """Return what data were made with that is another here: the program, the schema, the rules or the cases."""
        here = [_text(quad.object) for quad in self._about(subject) if quad.predicate == MADE_WITH]
        said = [_text(quad.object) for quad in quads if _says_how_made(quad)]
        return others(said[0], here[0]) if said and here else ()

    def _made_otherwise(self, wrong: Document, lacking: Document) -> Iterator[Fault]:
        """Yield what data were made with, where that is not what holds here."""
        said = {(quad.subject, quad.predicate): _text(quad.object) for quad in wrong}
        day = self.review.court.kb.as_of
        right = day.isoformat() if day and not any(quad.predicate == AS_OF for quad in lacking) else None
        bounds = {name: said.get((threshold_node(name), BOUND)) for name in self.review.court.inference.thresholds}
        return made_otherwise(self.review, bounds, said.get((RUN, AS_OF), right))

    def _meant(self, given: Document, subject: Subject) -> Document:
        """Return, of the documents that could have been written about a subject, the one that comes nearest."""
        core = self._about(subject)
        more = given - core
        if any(quad.graph_name == self._graphs[CONCLUSIONS] for quad in more):
            return self._apart(subject)
        parts = (self._facts, self._ontology, self._works, self._alignments)
        beside = [part for part in parts if not part.isdisjoint(more)]
        chosen = (some for size in range(len(beside) + 1) for some in combinations(beside, size))
        return min((core.union(*some) for some in chosen), key=lambda whole: len(whole ^ given))

    def _apart(self, subject: Subject) -> Document:
        """Return all parts in graphs of their own."""
        parts = graphs(self.review.court, subject.names).items()
        return _relabelled(
            frozenset(
                ox.Quad(item.subject, item.predicate, item.object, _graph(name))
                for name, part in parts
                for item in part
            )
        )

    @cached_property
    def _graphs(self) -> dict[str, ox.NamedNode]:
        return {part: _graph(name) for part, name in graph_names(self.review.court).items()}

    def _about(self, subject: Subject) -> Document:
        if subject not in self._written:
            again = None if subject.asked is None else self._ask(subject.asked)
            self._written[subject] = _document(again or conclusions(self.review.court, subject.names))
        return self._written[subject]

    @cached_property
    def _facts(self) -> Document:
        return _document(facts(self.review.court.kb))

    @cached_property
    def _works(self) -> Document:
        return _document(bibliography(self.review.court))

    @cached_property
    def _alignments(self) -> Document:
        return _document(alignments(self.review.court))

    @cached_property
    def _ontology(self) -> Document:
        return _document(ontology())

    def _canonical(self, given: Document, place: str) -> Document:
        """Return data with the labels for nodes without a name that the program gives them."""
        if len(_nameless(given)) > len(_nameless(self._ontology)):
            raise InputError(
                "there are more nodes without a name than the ontology has",
                where=Place(place),
                why="All that is concluded has a name, so that it can be pointed to.",
                remedy="Write the file anew with: coalition export -o FILE",
            )
        return _relabelled(given)


def _says_how_made(quad: ox.Quad) -> bool:
    """Tell whether a statement says, as the program writes it, with what a run was made."""
    said = quad.object
    plain = isinstance(said, ox.Literal) and said == ox.Literal(said.value)
    return plain and (quad.subject, quad.predicate) == (RUN, MADE_WITH) and TOLD.fullmatch(_text(said)) is not None


def _relabelled(given: Document) -> Document:
    """Return data with labels for nodes without a name that depend on nothing but what is said of them."""
    dataset = ox.Dataset(given)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return frozenset(dataset)


def _document(triples: Iterable[ox.Triple]) -> Document:
    return frozenset(ox.Quad(item.subject, item.predicate, item.object) for item in triples)


def _graph(part: str) -> ox.NamedNode:
    return ox.NamedNode(GRAPHS + part)


def _nameless(given: Document) -> set[Any]:
    return {node for quad in given for node in (quad.subject, quad.object) if isinstance(node, ox.BlankNode)}


def _told(wrong: Document, lacking: Document) -> Iterator[Fault]:
    """Yield, by node and property, what data say that they should not, and what they should say."""

    def place(quad: ox.Quad) -> tuple[str, str]:
        return name_of(_text(quad.subject)), quad.predicate.value.removeprefix(NAMESPACE)

    for (node, link), group in groupby(sorted(wrong | lacking, key=lambda quad: (place(quad), str(quad))), place):
        quads = list(group)
        said, meant = ([_shown(quad) for quad in quads if quad in part] for part in (wrong, lacking))
        if said and meant:
            what = f"it says {said[0]}, and should say {meant[0]}"
        else:
            what = f"it should not say {said[0]}" if said else f"it does not say {meant[0]}"
        yield Fault(f"{node} {link}", what)


def _shown(quad: ox.Quad) -> str:
    inside = f" in {name_of(quad.graph_name.value)}" if isinstance(quad.graph_name, ox.NamedNode) else ""
    return f"{quad.object}{inside}"


def _text(node: Any) -> str:
    """Return a name or a text as it is; a statement about statements in its own notation."""
    return str(getattr(node, "value", node))
