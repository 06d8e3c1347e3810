"""Graphs that the tests of the ontology share, parsed once."""

import pytest
from rdflib import Graph

from ontology import terms


@pytest.fixture(scope="session")
def ontology() -> Graph:
    """Return the ontology."""
    return Graph().parse(terms.ONTOLOGY_FILE)


@pytest.fixture(scope="session")
def vocabularies() -> Graph:
    """Return the vocabularies."""
    return Graph().parse(terms.VOCABULARIES_FILE)


@pytest.fixture(scope="session")
def shapes() -> Graph:
    """Return the shapes."""
    return Graph().parse(terms.SHAPES_FILE)
