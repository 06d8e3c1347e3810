"""The parts stand in graphs apart, and come back from a file as the same data set."""

from dataclasses import replace

import pyoxigraph as ox
import pytest

from explain.linked.graphs import PARTS, bibliography, graph_names, graphs, version_of
from explain.linked.reading_back import Linked
from kb.names import TYPE
from kb.store import KnowledgeBase
from kb.writing.export import APART, FORMATS, GRAPHS, serialise
from ontology.terms import term
from rules.judging.court import Court
from rules.judging.review import review_of
from rules.theory.thresholds import with_overrides


def dataset(named: dict[str, list[ox.Triple]]) -> ox.Dataset:
    """Return graphs as one data set, with canonical labels for blank nodes."""
    found = ox.Dataset(
        ox.Quad(item.subject, item.predicate, item.object, ox.NamedNode(GRAPHS + name))
        for name, part in named.items()
        for item in part
    )
    found.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return found


@pytest.fixture(scope="module")
def named(quay: KnowledgeBase) -> dict[str, list[ox.Triple]]:
    """Return the graphs of a small case."""
    court = Court(quay)
    return {name: list(part) for name, part in graphs(court, court.episodes).items()}


def test_each_part_has_a_graph_of_its_own(named: dict[str, list[ox.Triple]], quay: KnowledgeBase) -> None:
    assert list(named) == list(graph_names(Court(quay)).values())
    assert [name.partition("/")[0] for name in named] == list(PARTS)
    assert all(named.values())


def test_the_bibliography_holds_every_work_and_no_other_graph_does(named: dict[str, list[ox.Triple]]) -> None:
    kind = (ox.NamedNode(TYPE), ox.NamedNode(term("Work")))
    holding = [name for name, part in named.items() if any((item.predicate, item.object) == kind for item in part)]
    assert holding == ["bibliography"]


@pytest.mark.parametrize("form", sorted(APART))
def test_a_data_set_read_back_is_equal(form: str, named: dict[str, list[ox.Triple]]) -> None:
    found = ox.Dataset(ox.parse(serialise(named, form), format=FORMATS[form]))
    found.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    assert found == dataset(named)


def test_the_lines_of_n_quads_are_sorted(named: dict[str, list[ox.Triple]]) -> None:
    lines = serialise(named, "nquads").splitlines()
    assert lines == sorted(lines)
    assert len(lines) == len(set(lines)) == len(dataset(named))


def test_a_rulebook_keeps_its_version_and_another_theory_has_another(quay: KnowledgeBase) -> None:
    court = Court(quay)
    assert version_of(court) == version_of(Court(replace(quay, records={})))
    assert version_of(court) != version_of(Court(quay, with_overrides({"early": 6})))


def test_every_part_is_found_again_by_a_second_court(named: dict[str, list[ox.Triple]], quay: KnowledgeBase) -> None:
    linked = Linked(review_of(Court(quay)), lambda _: ())
    quads = set(dataset(named))
    subject = linked.subject(quads, "all.trig")
    assert linked.faults(quads, subject, "all.trig") == ()
    merged = {ox.Quad(*quad.triple) for quad in quads}
    assert linked.faults(merged, subject, "all.ttl") == ()


def test_conclusions_in_the_graph_of_another_rulebook_are_refused(
    named: dict[str, list[ox.Triple]], quay: KnowledgeBase
) -> None:
    court = Court(quay)
    linked, ours = Linked(review_of(court), lambda _: ()), graph_names(court)["conclusions"]
    quads = set(dataset({"conclusions/0" if name == ours else name: part for name, part in named.items()}))
    (fault,) = linked.faults(quads, linked.subject(quads, "all.nq"), "all.nq")
    assert fault.where == "graph"
    assert "graph/conclusions/0;" in fault.what


def test_the_bibliography_knows_what_rules_and_facts_cite(quay: KnowledgeBase) -> None:
    court = Court(quay)
    works = {str(item.subject).strip("<>").rpartition("/")[2] for item in bibliography(court)}
    cited = {source.work for record in quay.records.values() for source in record.source}
    assert cited | {rule.source.work for rule in court.inference.rulebook.rules.values()} <= works
