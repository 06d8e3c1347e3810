"""Single conclusions as nanopublications, each of which can be cited and passed on alone.

After the guidelines of nanopub.org: a head names three graphs. The assertion is the conclusion; the provenance says by
which steps it follows, from which facts and after which works; the publication info says whose the nanopublication is,
under which licence, and with which record and rules it was made. The name of each ends with a digest of what it says,
so as never to say something else. It is no Trusty URI.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from explain.linked.conclusions import conclusions, node_of
from explain.linked.description import DATASET
from explain.linked.theory import MADE_WITH, SOFTWARE, rule_node
from explain.made_with import made_with
from kb.names import TYPE, XSD, iri_of
from kb.writing.export import GRAPHS
from kb.writing.rdf import DCTERMS, IRI, PROV, Triple, concept, labelled
from ontology.stating import bundled
from ontology.terms import BASE, term
from rules.engine.rule import Rule
from rules.judging.court import Court
from rules.judging.dossier import Finding, archive_of
from rules.questions.support import support

NP = "http://www.nanopub.org/nschema#"
"""The vocabulary of nanopublications."""

PARTS = {"assertion": "hasAssertion", "provenance": "hasProvenance", "pubinfo": "hasPublicationInfo"}
"""The graphs that a head names, each with the link by which it does."""

_DRAFT = "nanopublication"
_GENERATED, _ATTRIBUTED = IRI(PROV + "wasGeneratedBy"), IRI(PROV + "wasAttributedTo")
Graphs = dict[str, list[Triple]]


def nanopublications(court: Court, names: Iterable[str]) -> Graphs:
    """Return the graphs of a nanopublication for each conclusion about some episodes and states' parts, by name."""
    made = Graphs()
    for name in names:
        finding = archive_of(court).finding(name)
        about: dict[str, list[Triple]] = {}
        for triple in conclusions(court, [name]):
            about.setdefault(getattr(triple.subject, "value", ""), []).append(triple)
        writer = _Writer(court, finding, about)
        for conclusion in finding.proof.steps:
            if node_of(finding, conclusion).value.startswith(f"{iri_of(name)}/conclusion/"):
                made |= writer.nanopublication(conclusion)
    return made


class _Writer:
    """Writes the nanopublications about one episode, or about a state's part, given all that is said of it."""

    def __init__(self, court: Court, finding: Finding, about: Mapping[str, list[Triple]]) -> None:
        self._court, self._finding, self._about = court, finding, about
        self._books = (court.inference.rulebook, archive_of(court).inference.rulebook)
        self._made = made_with(court.kb, self._books, court.inference.thresholds, proofs=[finding.proof]).told

    def nanopublication(self, conclusion: str) -> Graphs:
        """Return the graphs of one conclusion, named after what they say."""
        lines = sorted(f"{name} {triple}" for name, part in self._graphs(_DRAFT, conclusion).items() for triple in part)
        digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
        path = node_of(self._finding, conclusion).value.removeprefix(BASE)
        return self._graphs(f"{_DRAFT}/{path}/{digest}", conclusion)

    def _graphs(self, name: str, conclusion: str) -> Graphs:
        whole = IRI(GRAPHS + name)
        links = (Triple(whole, IRI(NP + link), IRI(f"{whole.value}/{part}")) for part, link in PARTS.items())
        return {
            f"{name}/head": [Triple(whole, IRI(TYPE), IRI(NP + "Nanopublication")), *links],
            f"{name}/assertion": list(self._asserted(conclusion)),
            f"{name}/provenance": list(self._followed(IRI(f"{whole.value}/assertion"), conclusion)),
            f"{name}/pubinfo": list(self._published(whole)),
        }

    def _said(self, conclusion: str) -> list[Triple]:
        return self._about[node_of(self._finding, conclusion).value]

    def _asserted(self, conclusion: str) -> Iterator[Triple]:
        apart = (_GENERATED.value, term("missing"))
        return (triple for triple in self._said(conclusion) if triple.predicate.value not in apart)

    def _followed(self, assertion: IRI, conclusion: str) -> Iterator[Triple]:
        """Yield by which steps a conclusion follows, from which facts, and after which works."""
        yield Triple(assertion, _ATTRIBUTED, SOFTWARE)
        for triple in self._said(conclusion):
            if triple.predicate == _GENERATED and isinstance(triple.object, IRI):
                step = triple.object.value
                yield Triple(assertion, _GENERATED, triple.object)
                below = (part for name, part in self._about.items() if name == step or name.startswith(step + "/"))
                yield from (item for part in below for item in part)
        rests, records = support(self._finding.proof, [conclusion]), self._court.kb.records
        names = [name for name in sorted({*rests.facts, *rests.records}) if name in records]
        yield from (Triple(assertion, IRI(PROV + "wasDerivedFrom"), IRI(iri_of(name))) for name in names)
        sources = (source for name in names for source in records[name].source)
        works = sorted({key for source in sources for key in (source.work, source.document) if key})
        yield from (Triple(assertion, IRI(DCTERMS + "source"), concept("work", key)) for key in works)
        for name in sorted({step.rule for step in self._finding.proof.steps[conclusion]}):
            yield from _claimed(next(rule for book in self._books if (rule := book.find(name))))

    def _published(self, whole: IRI) -> Iterator[Triple]:
        """Yield whose a nanopublication is, under which licence, and with what it was made; no clock is asked."""
        said, run = bundled().parts[0].rest["ontology"], IRI(f"{whole.value}/run")
        yield Triple(whole, IRI(DCTERMS + "creator"), ox.Literal(said["creator"]))
        yield Triple(whole, IRI(DCTERMS + "created"), ox.Literal(str(said["modified"]), datatype=IRI(XSD + "date")))
        yield Triple(whole, IRI(DCTERMS + "license"), IRI(said["licence"]))
        yield Triple(whole, IRI(DCTERMS + "isPartOf"), DATASET)
        yield Triple(whole, _ATTRIBUTED, SOFTWARE)
        yield Triple(whole, _GENERATED, run)
        yield Triple(run, IRI(TYPE), IRI(term("Run")))
        yield Triple(run, MADE_WITH, ox.Literal(self._made))
        yield labelled(SOFTWARE, "coalition-kb")


def _claimed(rule: Rule) -> Iterator[Triple]:
    yield Triple(rule_node(rule.id), IRI(term("claim")), ox.Literal(rule.claim))
    for key in filter(None, (rule.source.work, rule.source.after)):
        yield Triple(rule_node(rule.id), IRI(DCTERMS + "source"), concept("work", key))
