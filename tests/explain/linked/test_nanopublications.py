"""Each conclusion as a nanopublication: well-formed by the guidelines of nanopub.org, the same every time."""

from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
import pytest
import rdflib
from click.testing import CliRunner

from cli.main import main
from explain.linked.nanopublications import NP, PARTS, nanopublications
from kb.names import TYPE
from kb.writing.export import FORMATS, serialise
from kb.writing.rdf import PROV
from ontology.terms import BASE, term
from rules.judging.court import Court
from rules.judging.dossier import archive_of

ABOUT = ("denmark-2016-12", "belgium/global-coalition")
Named = dict[str, list[ox.Triple]]


@pytest.fixture(scope="module")
def named(court: Court) -> Named:
    return nanopublications(court, ABOUT)


class Said(NamedTuple):
    """A statement and the graph in which it stands, by their names."""

    subject: str
    link: str
    value: str
    graph: str


def read(named: Named) -> list[Said]:
    found = ox.parse(serialise(named, "trig"), format=FORMATS["trig"])
    return [Said(*(str(getattr(node, "value", "")) for node in item)) for item in found]


@pytest.fixture(scope="module")
def said(named: Named) -> list[Said]:
    return read(named)


def test_there_is_one_for_each_conclusion(court: Court, said: list[Said]) -> None:
    about = archive_of(court).finding(ABOUT[0]).proof
    found = {item.subject for item in said if item.value == term("Conclusion")}
    assert sum(name.startswith(f"{BASE}{ABOUT[0]}/") for name in found) == len(about.steps)
    wholes = [item.subject for item in said if item.value == NP + "Nanopublication"]
    assert len(wholes) == len(set(wholes)) == len(found)


def test_each_is_well_formed(said: list[Said]) -> None:
    """The criteria of the guidelines, in their order."""
    graphs: dict[str, list[Said]] = defaultdict(list)
    for item in said:
        graphs[item.graph].append(item)
    heads = [item.graph for item in said if item.value == NP + "Nanopublication"]
    placed = set(heads)
    for head in heads:
        (whole,) = {item.subject for item in graphs[head]}
        told = {item.link: item.value for item in graphs[head]}
        links = [NP + link for link in PARTS.values()]
        assert len(graphs[head]) == len(told) == 4
        assert told.keys() == {TYPE, *links}
        assertion, provenance, published = (told[link] for link in links)
        assert len({head, assertion, provenance, published} & graphs.keys()) == 4
        assert any(item.subject == assertion for item in graphs[provenance])
        assert any(item.subject == whole for item in graphs[published])
        placed |= {assertion, provenance, published}
    assert placed == set(graphs)


def test_an_assertion_is_derived_from_facts_and_generated_by_steps_that_are_told(said: list[Said]) -> None:
    """Of a state's whole part, some conclusions say only what a term of the theory is worth, whatever the facts."""
    known = {item.subject for item in said if item.value == term("Step")}
    links: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for item in said:
        if item.subject.endswith("/assertion"):
            links[item.subject][item.link].add(item.value)
    for assertion, told in links.items():
        assert told[PROV + "wasDerivedFrom"] or ABOUT[0] not in assertion, assertion
        assert told[PROV + "wasGeneratedBy"]
        assert told[PROV + "wasGeneratedBy"] <= known


@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")
def test_rdflib_reads_the_same(named: Named) -> None:
    few = {name: part for name, part in named.items() if "/defection/" in name}
    found = rdflib.Dataset()
    found.parse(data=serialise(few, "trig"), format="trig")
    assert {tuple(map(str, item)) for item in found.quads() if item[3]} == set(map(tuple, read(few)))


def test_the_name_tells_what_it_says(court: Court, named: Named) -> None:
    assert nanopublications(court, ABOUT) == named
    stated = {name.rpartition("/")[0]: sorted(map(str, part)) for name, part in named.items() if "/assert" in name}
    assert len(stated) == len({name.rpartition("/")[2] for name in stated})


def test_the_command_writes_them_apart(tmp_path: Path) -> None:
    run = CliRunner()
    path = tmp_path / "verdict.trig"
    assert run.invoke(main, ["export", ABOUT[0], "--what", "nanopublications", "-o", str(path)]).exit_code == 0
    assert b"Nanopublication" in path.read_bytes()
    refused = run.invoke(main, ["export", "--what", "nanopublications", "--format", "turtle"])
    assert refused.exit_code == 2
    assert "write them as nquads or trig" in " ".join(refused.stderr.split())
