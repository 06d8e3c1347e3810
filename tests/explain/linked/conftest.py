"""The bundled cases, one episode of each judged, and a small invented case, as triples."""

from collections.abc import Iterable
from dataclasses import replace

import pyoxigraph as ox
import pytest

from explain.linked.conclusions import conclusions
from kb.reading.loading import load
from kb.records import CompleteRecord
from kb.store import KnowledgeBase
from kb.writing.export import FORMATS
from kb.writing.rdf import facts, ontology
from rules.judging.court import Court
from tests.golden import FOLDER

EPISODES = ("belgium-2015-07", "denmark-2016-12", "netherlands-2016-07")
PARTS = ("ontology", "facts", "conclusions")


def read(data: bytes, form: str) -> set[ox.Triple]:
    """Return the triples of a document, whatever graph they are in."""
    return {quad.triple for quad in ox.parse(data, format=FORMATS[form])}


def canonical(triples: Iterable[ox.Triple]) -> ox.Dataset:
    """Return triples with canonical labels for blank nodes, so that equal graphs are equal."""
    dataset = ox.Dataset(ox.Quad(item.subject, item.predicate, item.object) for item in triples)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return dataset


@pytest.fixture(scope="session")
def parts(kb: KnowledgeBase, court: Court) -> dict[str, set[ox.Triple]]:
    """Return everything that can be exported, with the conclusions of a few episodes."""
    return {"ontology": set(ontology()), "facts": set(facts(kb)), "conclusions": set(conclusions(court, EPISODES))}


@pytest.fixture(scope="session")
def open_court(kb: KnowledgeBase) -> Court:
    """Return a court over the bundled cases, as though no record were complete."""
    kept = {name: record for name, record in kb.records.items() if not isinstance(record, CompleteRecord)}
    return Court(replace(kb, records=kept))


@pytest.fixture(scope="session")
def quay() -> KnowledgeBase:
    """Return a small case of invented states."""
    return load([FOLDER / "quay"])
