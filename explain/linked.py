"""Linked data that the program wrote, read back and held against what follows from the facts: no more and no less.

The data say what was judged, so that the same can be written once more. Each statement must then be there, and no
other; a difference is told by the node and the property at which it lies.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import combinations, groupby
from typing import Any

import pyoxigraph as ox

from explain.rdf import conclusions
from explain.theory_rdf import BOUND, RUN, threshold_node
from kb.errors import InputError, Place
from kb.export import GRAPHS
from kb.names import name_of
from kb.rdf import facts, ontology
from ontology.terms import NAMESPACE, term
from rules.dossier import Archive
from rules.review import known, made_otherwise
from rules.verification import Fault

Document = frozenset[ox.Quad]
Asked = Callable[[str], Iterable[ox.Triple]]
"""Asks a question again: takes it as it was typed and returns the answer as triples."""

JUDGED, ASKED, AS_OF = (ox.NamedNode(term(name)) for name in ("judged", "asked", "asOf"))


class Linked:
    """What linked data must say, by a second court's findings; what was written once is not written again."""

    def __init__(self, review: Archive, ask: Asked) -> None:
        """Keep the findings, and the way to ask a question again."""
        self.review = review
        self._ask = ask
        self._written: dict[tuple[str, ...], Document] = {}

    def judged(self, quads: Iterable[ox.Quad], place: str) -> list[str]:
        """Return the names of the episodes and states' parts of which data say that they were judged.

        Raises:
            InputError: they do not say, or no case tells of what they name.
        """
        found = {quad.object for quad in quads if (quad.subject, quad.predicate) == (RUN, JUDGED)}
        names = sorted(name_of(_text(node)) for node in found)
        if not names:
            raise InputError(
                "the file does not say what was judged",
                where=Place(place),
                why="Only conclusions can be checked, and they begin with what they are about.",
                remedy="Write them with: coalition export --what conclusions -o FILE",
            )
        for name in names:
            known(self.review, name, place)
        return names

    def faults(self, quads: Iterable[ox.Quad], names: Iterable[str], place: str) -> tuple[Fault, ...]:
        """Return where data differ from what was to be written about some episodes and states' parts.

        Raises:
            InputError: the data hold a question that cannot be asked, or too many nodes without a name.
        """
        given = self._canonical(frozenset(quads), place)
        values = {(quad.subject, quad.predicate): _text(quad.object) for quad in given}
        thresholds = self.review.court.inference.thresholds
        bounds = {name: values.get((threshold_node(name), BOUND)) for name in thresholds}
        otherwise = made_otherwise(self.review, bounds, values.get((RUN, AS_OF)))
        return tuple(otherwise) or tuple(_told(given, self._meant(given, tuple(names))))

    def _meant(self, given: Document, names: tuple[str, ...]) -> Document:
        """Return, of the documents that could have been written about this, the one that comes nearest."""
        asked = sorted(_text(quad.object) for quad in given if quad.predicate == ASKED)
        core = self._about((*names, *asked[:1]), lambda: self._ask(asked[0])) if asked else self._about(names)
        if any(isinstance(quad.graph_name, ox.NamedNode) for quad in given):
            parts = {"conclusions": core, "facts": self._facts, "ontology": self._ontology}
            return _relabelled(frozenset().union(*(_named(*part) for part in parts.items())))
        beside = [part for part in (self._facts, self._ontology) if not part.isdisjoint(given - core)]
        chosen = (some for size in range(len(beside) + 1) for some in combinations(beside, size))
        return min((core.union(*some) for some in chosen), key=lambda whole: len(whole ^ given))

    def _about(self, key: tuple[str, ...], write: Callable[[], Iterable[ox.Triple]] | None = None) -> Document:
        if key not in self._written:
            self._written[key] = _document(write() if write else conclusions(self.review.court, key))
        return self._written[key]

    @cached_property
    def _facts(self) -> Document:
        return _document(facts(self.review.court.kb))

    @cached_property
    def _ontology(self) -> Document:
        return _document(ontology())

    def _canonical(self, given: Document, place: str) -> Document:
        """Return data with the labels for nodes without a name that the program gives them."""
        nameless = _nameless(given)
        if not nameless:
            return given
        if len(nameless) > len(_nameless(self._ontology)):
            raise InputError(
                "there are more nodes without a name than the ontology has",
                where=Place(place),
                why="All that is concluded has a name, so that it can be pointed to.",
                remedy="Write the file anew with: coalition export -o FILE",
            )
        return _relabelled(given)


def _relabelled(given: Document) -> Document:
    """Return data with labels for nodes without a name that depend on nothing but what is said of them."""
    dataset = ox.Dataset(given)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return frozenset(dataset)


def _document(triples: Iterable[ox.Triple]) -> Document:
    return frozenset(ox.Quad(item.subject, item.predicate, item.object) for item in triples)


def _named(graph: str, part: Document) -> Document:
    name = ox.NamedNode(GRAPHS + graph)
    return frozenset(ox.Quad(item.subject, item.predicate, item.object, name) for item in part)


def _nameless(given: Document) -> set[Any]:
    return {node for quad in given for node in (quad.subject, quad.object) if isinstance(node, ox.BlankNode)}


def _told(given: Document, meant: Document) -> Iterator[Fault]:
    """Yield, by node and property, what data say that they should not, and what they should say."""

    def place(quad: ox.Quad) -> tuple[str, str]:
        return name_of(_text(quad.subject)), quad.predicate.value.removeprefix(NAMESPACE)

    for (node, link), group in groupby(sorted(given ^ meant, key=lambda quad: (place(quad), str(quad))), place):
        quads = list(group)
        wrong, lacking = ([_shown(quad) for quad in quads if (quad in given) is there] for there in (True, False))
        if wrong and lacking:
            what = f"it says {wrong[0]}, and should say {lacking[0]}"
        else:
            what = f"it should not say {wrong[0]}" if wrong else f"it does not say {lacking[0]}"
        yield Fault(f"{node} {link}", what)


def _shown(quad: ox.Quad) -> str:
    inside = f" in {name_of(quad.graph_name.value)}" if isinstance(quad.graph_name, ox.NamedNode) else ""
    return f"{quad.object}{inside}"


def _text(node: Any) -> str:
    """Return a name or a text as it is; a statement about statements in its own notation."""
    return str(getattr(node, "value", node))
