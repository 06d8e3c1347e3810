"""The theory behind conclusions as RDF: the rules applied, the thresholds that held, and the works that both cite."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

import pyoxigraph as ox

from explain.made_with import made_with
from kb.names import RDFS, SKOS, TYPE, XSD, iri_of
from kb.writing.rdf import IRI, PROV, Triple, concept, labelled, works
from ontology.terms import BASE, EDTF, term
from rules.engine.citation import Cite
from rules.engine.rule import Rule
from rules.engine.thresholds import Threshold
from rules.judging.court import Court
from rules.judging.dossier import Finding
from rules.theory.wider_book import WIDER

SOFTWARE = IRI(BASE + "software")
"""The agent that applies the rules."""

RUN = IRI(BASE + "run")
"""The activity in which it applied them."""


BOUND = IRI(term("bound"))
MADE_WITH = IRI(term("madeWith"))


def threshold_node(name: str) -> IRI:
    """Return the IRI of a threshold."""
    return IRI(f"{BASE}threshold/{name}")


def rule_node(name: str) -> IRI:
    """Return the IRI of a rule."""
    return IRI(f"{BASE}rule/{name}")


def association(name: str) -> IRI:
    """Return the IRI of the association by which the steps of a rule follow it."""
    return IRI(f"{BASE}rule/{name}/association")


def run(court: Court, findings: Mapping[str, Finding], rules: Iterable[Rule]) -> Iterator[Triple]:
    """Yield what was judged, by which rules and thresholds, and as of which day; and the works that all of it cites."""
    applied, thresholds = list(rules), list(court.inference.thresholds.values())
    theory = [*(rule.source for rule in applied), *(item.source for item in thresholds)]
    yield Triple(SOFTWARE, IRI(TYPE), IRI(PROV + "SoftwareAgent"))
    yield labelled(SOFTWARE, "coalition-kb")
    for kind in (term("Run"), PROV + "Activity"):
        yield Triple(RUN, IRI(TYPE), IRI(kind))
    yield labelled(RUN, "What was judged, and by which thresholds")
    yield Triple(RUN, IRI(PROV + "wasAssociatedWith"), SOFTWARE)
    yield from (Triple(RUN, IRI(term("judged")), IRI(iri_of(name))) for name in findings)
    yield Triple(RUN, MADE_WITH, ox.Literal(_made_with(court, findings)))
    if court.kb.as_of:
        yield Triple(RUN, IRI(term("asOf")), ox.Literal(court.kb.as_of.isoformat(), datatype=IRI(EDTF)))
    for item in thresholds:
        yield from _threshold(item)
    for rule in applied:
        yield from stated(rule)
    yield from works(court.kb, cited(court, theory))


def _made_with(court: Court, findings: Mapping[str, Finding]) -> str:
    """Return with what all of it was made, in one line."""
    books = (court.inference.rulebook, WIDER)
    return made_with(
        court.kb, books, court.inference.thresholds, proofs=(item.proof for item in findings.values())
    ).told


def _threshold(item: Threshold) -> Iterator[Triple]:
    node = threshold_node(item.name)
    yield Triple(RUN, IRI(term("threshold")), node)
    yield Triple(node, IRI(TYPE), IRI(term("Threshold")))
    yield Triple(node, IRI(RDFS + "label"), ox.Literal(item.name))
    yield Triple(node, IRI(SKOS + "definition"), ox.Literal(item.meaning, language="en"))
    yield Triple(node, BOUND, ox.Literal(_plain(item.value), datatype=IRI(XSD + "decimal")))
    yield Triple(node, IRI(term("boundIn")), ox.Literal(item.unit))
    yield from _source(node, item.source)


def _plain(number: float) -> str:
    """Return a number without an exponent, whole ones without a point."""
    return format(Decimal(repr(float(number))).normalize(), "f")


def stated(rule: Rule) -> Iterator[Triple]:
    """Yield what a rule claims, where the theory says so, and the association by which steps follow it."""
    node, followed = rule_node(rule.id), association(rule.id)
    for kind in (term("Rule"), PROV + "Plan"):
        yield Triple(node, IRI(TYPE), IRI(kind))
    yield Triple(node, IRI(RDFS + "label"), ox.Literal(rule.id))
    yield Triple(node, IRI(term("claim")), ox.Literal(rule.claim))
    yield from _source(node, rule.source)
    yield Triple(followed, IRI(TYPE), IRI(PROV + "Association"))
    yield Triple(followed, IRI(PROV + "agent"), SOFTWARE)
    yield Triple(followed, IRI(PROV + "hadPlan"), node)


def _source(node: IRI, source: Cite) -> Iterator[Triple]:
    citation = IRI(f"{node.value}/source/1")
    yield Triple(node, IRI(term("source")), citation)
    yield Triple(citation, IRI(TYPE), IRI(term("Citation")))
    yield Triple(citation, IRI(term("work")), concept("work", source.work))
    yield Triple(citation, IRI(term("place")), ox.Literal(source.place))
    if source.after:
        yield Triple(citation, IRI(term("document")), concept("work", source.after))


def cited(court: Court, theory: Iterable[Cite]) -> Iterator[str]:
    """Yield the keys of the works that facts and theory cite, sorted."""
    sources = [source for record in court.kb.records.values() for source in record.source]
    found = {key for source in sources for key in (source.work, source.document) if key}
    yield from sorted(found | {key for source in theory for key in (source.work, source.after) if key})
