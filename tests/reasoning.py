"""What follows from graphs under OWL RL, and what shows that they contradict themselves."""

from typing import Any

from owlrl import DeductiveClosure, OWLRL_Semantics
from rdflib import OWL, RDF, Graph, URIRef

ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")


class Reasoner(OWLRL_Semantics):  # type: ignore[misc] # the library is untyped
    """OWL RL, except that it does not note of everything that it is the same as itself, which takes most of the time.

    Nothing follows from such a note but an error where something is said to differ from itself, which is noticed here.
    """

    def _equality(self, triple: tuple[Any, Any, Any], cycle_num: int) -> None:
        subject, link, value = triple
        if link == OWL.differentFrom and subject == value:
            self.add_error(f"{subject} is said to differ from itself")
        if (link == OWL.sameAs and subject != value) or value == OWL.AllDifferent:
            super()._equality(triple, cycle_num)


def closed(*graphs: Graph) -> Graph:
    """Return all that follows from some graphs together."""
    together = Graph()
    for graph in graphs:
        together += graph
    DeductiveClosure(Reasoner).expand(together)
    return together


def faults(graph: Graph) -> list[str]:
    """Return what a closure shows to be inconsistent."""
    impossible = [f"{node} is impossible" for node in graph.subjects(RDF.type, OWL.Nothing)]
    return impossible + [str(message) for message in graph.objects(predicate=ERROR)]
