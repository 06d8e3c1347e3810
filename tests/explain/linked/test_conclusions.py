"""Conclusions carry their whole proof, in terms of the ontology, and follow from nothing that is not there."""

import dataclasses
from typing import Any

import pyoxigraph as ox
import pytest
from rdflib import OWL, RDF, Graph, Namespace, URIRef

from explain.linked.conclusions import conclusions, node_of
from explain.words.questions import questions
from kb.graph import graph_of
from kb.profiles.computed import COMPUTED
from kb.records import CONCEPTS, NODES
from kb.writing.export import serialise
from kb.writing.rdf import PROV
from ontology.terms import BASE, NAMESPACE, ONTOLOGY_FILE, camel, iri, term
from rules.engine.facts import CONCLUSIONS, field_names
from rules.engine.proof import Absent, Compared, Held
from rules.judging.court import Court
from rules.judging.dossier import archive_of
from tests.explain.linked.conftest import EPISODES
from tests.golden import FOLDER
from tests.reasoning import closed, faults

Triples = set[Any]
Parts = dict[str, Triples]
CK = Namespace(NAMESPACE)
PART = "belgium/global-coalition"
QUERY = FOLDER.parent.parent / "examples" / "queries" / "conclusions-resting-on-a-document.rq"
FIELDS = {
    *((kind.__name__, item.name) for kind in COMPUTED for item in dataclasses.fields(kind) if item.name != "id"),
    *((name, field) for name, kind in CONCLUSIONS.items() for field in field_names(kind)),
}


def objects(triples: Triples, node: str, link: str) -> list[str]:
    """Return the values of a property of a node."""
    return sorted(item.object.value for item in triples if (item.subject.value, item.predicate.value) == (node, link))


def graph(*parts: Triples) -> Graph:
    """Return some parts as one graph."""
    return graph_of({ox.Quad(item.subject, item.predicate, item.object) for part in parts for item in part})


@pytest.fixture(scope="module")
def ontology() -> Graph:
    """Return the ontology."""
    return Graph().parse(ONTOLOGY_FILE)


@pytest.mark.parametrize(("kind", "field"), sorted(FIELDS))
def test_a_field_is_written_as_the_kind_of_property_that_the_ontology_has(
    kind: str, field: str, ontology: Graph
) -> None:
    wanted = OWL.ObjectProperty if field in CONCEPTS or field in NODES else OWL.DatatypeProperty
    assert (CK[kind], RDF.type, OWL.Class) in ontology
    assert (CK[camel(field)], RDF.type, wanted) in ontology


def test_every_node_that_is_named_is_described(parts: Parts) -> None:
    _all_described(parts["conclusions"], set().union(*parts.values()))


def _all_described(told: Triples, known: Triples) -> None:
    described = {item.subject for item in known}
    named = {item.object for item in told if isinstance(item.object, ox.NamedNode)}
    assert not {node.value for node in named - described if not node.value.startswith(PROV)}
    assert {item.predicate for item in told if item.predicate.value.startswith(BASE)} <= described


@pytest.mark.parametrize("episode", EPISODES)
def test_every_step_and_every_premise_is_there(episode: str, court: Court, parts: Parts) -> None:
    told = parts["conclusions"]
    steps = [step for found in court.judge(episode).proof.steps.values() for step in found]
    start = f"{iri(episode)}/conclusion/"
    kinds = {kind: _of_kind(told, kind, start) for kind in ("Step", "Absence", "Comparison", "Conclusion")}
    premises = [premise for step in steps for premise in step.premises]
    assert len(kinds["Step"]) == len(steps)
    assert len(kinds["Absence"]) == sum(isinstance(premise, Absent) for premise in premises)
    assert len(kinds["Comparison"]) == sum(isinstance(premise, Compared) for premise in premises)
    assert len(kinds["Conclusion"]) == len(court.judge(episode).proof.steps)
    used = [item for item in told if item.predicate.value == PROV + "used" and item.subject.value.startswith(start)]
    held = sum(len({premise.fact for premise in step.premises if isinstance(premise, Held)}) for step in steps)
    assert len(used) == held + len(kinds["Absence"]) + len(kinds["Comparison"])


def _of_kind(told: Triples, kind: str, start: str) -> set[str]:
    found = {item.subject.value for item in told if item.object == ox.NamedNode(term(kind))}
    return {node for node in found if node.startswith(start)}


@pytest.fixture(scope="module")
def whole(court: Court) -> Triples:
    """Return all that follows for a state's part in a coalition."""
    return set(conclusions(court, [PART]))


def test_a_part_comes_with_its_own_conclusions_and_those_of_its_episodes(court: Court, whole: Triples) -> None:
    dossier = archive_of(court).dossier(*PART.split("/"))
    judged = {item.episode.id for item in dossier.judgements}
    assert set(objects(whole, iri("run"), term("judged"))) == {iri(name) for name in {*judged, PART}}
    own = _of_kind(whole, "Conclusion", f"{iri(PART)}/conclusion/")
    nodes = {name: node_of(dossier, name).value for name in dossier.proof.steps}
    described = set(nodes.values())
    told = {item for item in whole if item.subject.value in described}
    assert own <= described
    assert iri(f"{PART}/conclusion/theory-outcome/terror-at-home/contradicted") in own
    for name, steps in dossier.proof.steps.items():
        node = nodes[name]
        assert len(objects(told, node, PROV + "wasGeneratedBy")) == len(steps), name
        assert objects(told, node, term("standing")) == [
            iri(dossier.proof.standing(name).replace(" ", "-"), "standing")
        ]


def test_every_node_that_a_part_names_is_described(whole: Triples, parts: Parts) -> None:
    _all_described(whole, whole | parts["facts"] | parts["ontology"])


def test_thresholds_stand_with_their_sources(parts: Parts) -> None:
    told, node = parts["conclusions"], iri("threshold/large-majority")
    assert objects(told, node, term("bound")) == ["0.6666666666666666"]
    assert objects(told, iri("threshold/early"), term("bound")) == ["12"]
    assert objects(told, f"{node}/source/1", term("work")) == [iri("work/vaneijk-2021")]


def test_a_conclusion_has_its_fields_and_its_proof(parts: Parts) -> None:
    told, node = parts["conclusions"], iri("denmark-2016-12/conclusion/hypothesis/H1A/no")
    assert objects(told, node, term("hypothesis")) == [iri("hypothesis/h1a")]
    assert objects(told, node, term("answer")) == ["no"]
    (step,) = objects(told, node, PROV + "wasGeneratedBy")
    (association,) = objects(told, step, PROV + "qualifiedAssociation")
    assert objects(told, association, PROV + "hadPlan") == [iri("rule/h1a.political")]
    assert objects(told, iri("rule/h1a.political"), term("claim"))
    assert iri("denmark-2016-12/conclusion/defection/combat") in objects(told, step, PROV + "used")
    assert objects(told, iri("denmark-2016-12"), term("verdict")) == [iri("verdict/defection")]


def test_an_absence_says_what_was_looked_for_and_which_records_are_complete(parts: Parts) -> None:
    told, step = parts["conclusions"], iri("denmark-2016-12/conclusion/burden-shifted/step/1")
    absences = [node for node in objects(told, step, PROV + "used") if node.startswith(step)]
    looked_for = {kind for node in absences for kind in objects(told, node, term("ofKind"))}
    assert {term("TakenOver"), term("DutyPassed")} <= looked_for
    assert all(objects(told, node, term("assuredBy")) for node in absences)


def test_a_figure_derives_from_its_basis(parts: Parts) -> None:
    basis = objects(parts["conclusions"], iri("belgium-2015-07/profile"), PROV + "wasDerivedFrom")
    assert iri("belgium-f-16am-2014") in basis
    assert basis == objects(parts["conclusions"], iri("belgium-2015-07/profile"), term("basis"))


def test_a_verdict_on_the_record_says_so_and_what_would_undo_it(open_court: Court) -> None:
    told: Triples = set(conclusions(open_court, ["denmark-2016-12"]))
    node = iri("denmark-2016-12/conclusion/defection/combat")
    assert objects(told, iri("denmark-2016-12"), term("verdict")) == [iri("verdict/defection")]
    assert objects(told, iri("denmark-2016-12"), term("standing")) == [iri("standing/on-the-record")]
    assert objects(told, node, term("standing")) == [iri("standing/on-the-record")]
    points = objects(told, node, term("missing"))
    assert len(points) == len(questions(open_court.judge("denmark-2016-12"))) > 0
    assert iri("verdict/defection") in {goal for point in points for goal in objects(told, point, term("towards"))}
    assert term("Contribution") in {kind for point in points for kind in objects(told, point, term("ofKind"))}


def test_a_reasoner_finds_ontology_facts_and_conclusions_consistent(parts: Parts) -> None:
    matter = {name: {item for item in part if not _is_wording(item.object)} for name, part in parts.items()}
    together = closed(Graph().parse(data=serialise(matter, "ntriples"), format="nt"))
    assert faults(together) == []
    assert (URIRef(iri("belgium-2015-07/conclusion/defection/combat")), RDF.type, CK.Fact) in together


def _is_wording(value: object) -> bool:
    """Tell whether a value is a label or definition in English: nothing follows from those, and reasoning is slow."""
    return isinstance(value, ox.Literal) and value.language is not None


def test_a_query_finds_the_conclusions_that_rest_on_a_document(parts: Parts) -> None:
    rows: list[Any] = list(graph(parts["facts"], parts["conclusions"]).query(QUERY.read_text(encoding="utf-8")))
    found = {str(row.conclusion).removeprefix(BASE): str(row.says) for row in rows}
    assert "denmark-2016-12/conclusion/cause/political+elite-consensus/political" in found
    assert "denmark-2016-12/conclusion/hypothesis/H1A/no" in found
    assert not [name for name in found if name.startswith(("belgium", "netherlands"))]
    assert "denmark-2016-12/conclusion/exposure-fell/fewer-units" not in found


def test_the_query_finds_nothing_where_the_document_is_not_cited(parts: Parts) -> None:
    said = {item for item in parts["facts"] if item.object != ox.NamedNode(iri("work/dewitte-2016"))}
    assert not list(graph(said, parts["conclusions"]).query(QUERY.read_text(encoding="utf-8")))
