"""A query is read before it is run: what would change something or reach beyond what is here is refused."""

import json
import socket
import time
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from cli.main import main
from explain.linked.parsing import parse, prefixes
from explain.linked.querying import check_graphs, run, store_of
from explain.linked.results import written
from kb.errors import InputError
from kb.store import KnowledgeBase
from kb.writing.export import GRAPHS
from kb.writing.rdf import facts
from tests.golden import FOLDER

QUAY = ["--cases", str(FOLDER / "quay")]

UPDATES = [
    "INSERT DATA { <a> <b> <c> }",
    "DELETE WHERE { ?s ?p ?o }",
    "PREFIX a: <urn:a#> DELETE { ?s ?p ?o } INSERT { ?s a:p ?o } WHERE { ?s ?p ?o }",
    "LOAD <http://127.0.0.1:9/data.ttl>",
    "CLEAR ALL",
    "DROP SILENT GRAPH <graph/facts>",
]
CALLS = [
    "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "ASK { ?s ?p ?o FILTER EXISTS { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } }",
    "SELECT * { ?s ?p ?o OPTIONAL { { SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } } } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { { ?s a ?o } UNION { SERVICE ?s { ?s ?p ?o } } }",
    "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    'SELECT * { ?s ?p "\\u0022 . SERVICE <http://127.0.0.1:9/> { ?s ?p " } } # "',
    "SELECT * { ?s ?p ?o . # comment\rSERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o . # \\u000ASERVICE <http://127.0.0.1:9/> { ?s ?p ?o }\n}",
]
HARMLESS = [
    'ASK { ?s rdfs:label "LOAD <http://x> and SERVICE <http://x> { }" }',
    "SELECT ?service { ?service a ?load ; <urn:none> ?o } # SERVICE <http://127.0.0.1:9/> { ?s ?p ?o }",
    "SELECT * { ?s <urn:SERVICE> <urn:INSERT> }",
]


@pytest.fixture(scope="session")
def quay_store(quay: KnowledgeBase) -> ox.Store:
    """Return the facts of a small case."""
    return store_of({"facts": facts(quay)})


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let any connection from Python fail a test."""

    def refuse(*_: object) -> None:
        raise AssertionError("something reached for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.mark.parametrize("text", UPDATES)
def test_what_would_change_the_data_is_refused(text: str, no_network: None) -> None:
    del no_network
    with pytest.raises(InputError, match="a query only reads"):
        parse(text)


@pytest.mark.parametrize("text", CALLS)
def test_a_call_to_another_service_is_refused_however_it_is_spelled(text: str, no_network: None) -> None:
    del no_network
    with pytest.raises(InputError, match=r"calls another service|cannot be read"):
        parse(text)


@pytest.mark.parametrize("text", HARMLESS)
def test_words_that_only_look_so_are_not_refused(text: str, quay_store: ox.Store) -> None:
    assert run(quay_store, parse(text)).rows == ()


@pytest.mark.parametrize("clause", ["FROM", "FROM NAMED"])
@pytest.mark.parametrize("graph", ["<http://127.0.0.1:9/data.ttl>", "<graph/none>", "ck:graph", "<file:///etc/hosts>"])
def test_graphs_from_elsewhere_are_refused(clause: str, graph: str) -> None:
    asked = parse(f"SELECT * {clause} {graph} {{ ?s ?p ?o }}")
    with pytest.raises(InputError, match="which is not here") as refused:
        check_graphs(asked, [f"{GRAPHS}facts"])
    assert "<graph/facts>" in refused.value.remedy


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("SELECT ?x { ?x a ck:Vote", "query:1:25"),
        ("SELECT ?x\n{ ?x a gull:Vote }", "query:2:"),
        ("tell me more", "query:1:1"),
    ],
)
def test_what_is_no_query_is_refused_where_it_goes_wrong(text: str, place: str) -> None:
    with pytest.raises(InputError, match="cannot be read") as refused:
        parse(text)
    assert str(refused.value).startswith(place)
    assert "prov" in refused.value.remedy


def test_the_usual_prefixes_and_bare_names_are_known(quay_store: ox.Store) -> None:
    assert {"ck", "prov", "skos", "rdfs", "rdf", "xsd", "dcterms", "owl"} <= prefixes().keys()
    assert run(quay_store, parse("ASK { <gullland> a ck:State }")).truth is True
    assert run(quay_store, parse("ASK { <gullland> a ck:Vote }")).truth is False


def test_a_query_asks_all_graphs_or_those_it_names() -> None:
    def said(name: str) -> list[ox.Triple]:
        return [ox.Triple(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal(name))]

    store = store_of({"facts": said("fact"), "conclusions/1": said("conclusion")})

    def values(text: str) -> list[str]:
        return sorted(str(row[0]) for row in run(store, parse(text)).rows)

    assert values("SELECT ?o { ?s ?p ?o }") == ['"conclusion"', '"fact"']
    assert values("SELECT ?o FROM <graph/facts> { ?s ?p ?o }") == ['"fact"']
    assert values("SELECT ?o FROM NAMED <graph/facts> { ?s ?p ?o }") == []
    assert values("SELECT ?o FROM NAMED <graph/facts> { GRAPH ?g { ?s ?p ?o } }") == ['"fact"']
    assert values("SELECT ?o { GRAPH <graph/conclusions/1> { ?s ?p ?o } }") == ['"conclusion"']


def test_a_query_that_would_not_end_is_stopped(quay_store: ox.Store) -> None:
    endless = parse(
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?c != ?f && ?i != ?l) }"
    )
    began = time.monotonic()
    with pytest.raises(InputError, match=r"takes longer than 0\.2 seconds"):
        run(quay_store, endless, seconds=0.2)
    assert time.monotonic() - began < 5


def test_rows_beyond_the_limit_are_left_out_and_said_to_be(quay_store: ox.Store) -> None:
    asked = parse("SELECT ?s { ?s a ck:Contribution }")
    whole = run(quay_store, asked, rows=None)
    assert not whole.cut
    assert list(whole.rows) == sorted(whole.rows, key=str)
    assert len(whole.rows) > 2
    some = run(quay_store, asked, rows=2)
    assert (len(some.rows), some.cut) == (2, True)
    assert run(quay_store, asked, rows=len(whole.rows)).cut is False


def test_each_form_says_the_same(quay_store: ox.Store) -> None:
    found = run(quay_store, parse("SELECT ?name ?count { <gullland> rdfs:label ?name . ?unit ck:count ?count }"))
    assert len(found.rows) > 1
    assert written(found, "csv").decode().splitlines()[1] == "Gullland,25"
    for name, form in {"tsv": ox.QueryResultsFormat.TSV, "json": ox.QueryResultsFormat.JSON}.items():
        read = ox.parse_query_results(written(found, name), format=form)
        assert isinstance(read, ox.QuerySolutions)
        assert [tuple(row) for row in read] == list(found.rows)
    with pytest.raises(InputError, match="no form as Turtle"):
        written(found, "rdf")


def test_statements_come_as_turtle_or_as_a_table(quay_store: ox.Store) -> None:
    found = run(quay_store, parse("DESCRIBE <gullland>"))
    read = {item.triple for item in ox.parse(written(found, "rdf"), format=ox.RdfFormat.TURTLE)}
    assert read == set(found.triples)
    assert written(found, "csv").decode().startswith("subject,predicate,object\n")


def test_a_variable_that_is_set_must_be_one_that_the_query_gives(quay_store: ox.Store) -> None:
    asked = parse("SELECT ?unit { ?unit ck:state ?state }")
    assert len(run(quay_store, asked, {"unit": "gullland-fighters-1911"}).rows) == 1
    with pytest.raises(InputError, match=r"does not give \?state"):
        run(quay_store, asked, {"state": "gullland"})


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["SELECT ?x", "--named", "defections"], "give one query"),
        (["--named", "defectoins"], "Did you mean 'defections'"),
        (["--named", "--json"], "name the question to ask"),
        (["ASK {}", "--set", "x"], "'x' sets no variable"),
        (["SELECT ?s FROM <http://127.0.0.1:9/> { ?s ?p ?o }", *QUAY], "which is not here"),
    ],
)
def test_the_command_says_what_it_cannot_do(arguments: list[str], told: str) -> None:
    done = CliRunner().invoke(main, ["query", *arguments])
    assert (done.exit_code, done.stdout) == (2, "")
    assert told in " ".join(done.stderr.split())


def test_the_command_takes_an_argument_a_file_or_standard_input(tmp_path: Path) -> None:
    text = "SELECT ?s FROM <graph/facts> { ?s a ck:State } ORDER BY ?s"
    file = tmp_path / "asked.rq"
    file.write_text(text, encoding="utf-8")
    ways = [[text], ["--file", str(file)], []]
    found = [
        json.loads(CliRunner().invoke(main, ["query", *way, "--json", *QUAY], input=text).stdout)["results"]
        for way in ways
    ]
    assert found[0] == found[1] == found[2]
    assert "gullland" in json.dumps(found[0])


def test_a_cut_is_told_beside_the_result() -> None:
    text = "SELECT ?s FROM <graph/facts> { ?s a ck:State }"
    done = CliRunner().invoke(main, ["query", text, "--rows", "1", "--format", "csv", *QUAY])
    assert done.exit_code == 0
    assert len(done.stdout.splitlines()) == 2
    assert done.stderr == "Only the first 1 is shown; --rows 0 shows all.\n"


def test_a_store_on_disk_answers_as_the_cases_do(tmp_path: Path) -> None:
    store = str(tmp_path / "store")
    assert CliRunner().invoke(main, ["export", "--store", store, *QUAY]).exit_code == 0
    text = "SELECT ?s ?p ?o FROM <graph/facts> { ?s ?p ?o }"
    asked = [CliRunner().invoke(main, ["query", text, "--json", *where]) for where in (QUAY, ["--store", store])]
    assert json.loads(asked[0].stdout)["results"] == json.loads(asked[1].stdout)["results"]
    refused = CliRunner().invoke(main, ["export", "--store", store, "--what", "facts", *QUAY])
    assert (refused.exit_code, "take everything" in " ".join(refused.stderr.split())) == (2, True)
