"""The endpoint speaks the SPARQL 1.1 protocol, and refuses what would change something, reach elsewhere or not end."""

import csv
import io
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest

from explain.linked.asking import ask_server
from explain.linked.parsing import parse
from tests.explain.serving.conftest import SECONDS, Client

KINDS = "SELECT ?kind (COUNT(*) AS ?number) { ?node a ?kind } GROUP BY ?kind ORDER BY ?kind"
NO_END = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"


def put(client: Client, query: str, accept: str = "*/*", **more: str) -> tuple[int, str]:
    found = client(f"/sparql?{urlencode({'query': query, **more})}", accept)
    return found.status, found.text


def test_rows_come_in_four_forms_that_say_the_same(client: Client) -> None:
    read = []
    for form, media in (("JSON", "application/sparql-results+json"), ("XML", "application/sparql-results+xml")):
        status, text = put(client, KINDS, media)
        assert status == 200
        found = ox.parse_query_results(text, format=getattr(ox.QueryResultsFormat, form))
        assert isinstance(found, ox.QuerySolutions)
        read.append([[getattr(term, "value", "") for term in row] for row in found])
    read += [list(csv.reader(io.StringIO(put(client, KINDS, "text/csv")[1])))[1:]]
    assert read[0]
    assert read[0] == read[1] == read[2]
    assert put(client, KINDS, "text/tab-separated-values")[1].startswith("?kind\t?number\n<")


@pytest.mark.parametrize("media", ["text/turtle", "application/n-triples", "application/rdf+xml"])
def test_statements_come_in_every_form(client: Client, media: str) -> None:
    status, text = put(client, "DESCRIBE <role/training>", media)
    assert status == 200
    form = ox.RdfFormat.from_media_type(media)
    assert form
    assert len(list(ox.parse(text, format=form, base_iri="https://w3id.org/coalition-kb/"))) > 5


def test_a_query_comes_by_each_way(client: Client) -> None:
    status, text = put(client, KINDS)
    assert status == 200
    body = urlencode({"query": KINDS}).encode()
    for sent, media in ((body, FORM), (KINDS.encode(), QUERY), (KINDS.encode(), f"{QUERY}; charset=utf-8")):
        assert client("/sparql", method="POST", body=sent, Content_Type=media).text == text


def test_our_own_command_can_ask_it(client: Client) -> None:
    found = ask_server(f"{client.address}/sparql", parse(KINDS), seconds=20)
    assert len(found.rows) > 10
    said = ask_server(f"{client.address}/sparql", parse("CONSTRUCT WHERE { <role/training> ?b ?c }"), seconds=20)
    assert said.triples


def test_the_graphs_that_a_request_names_take_the_place_of_those_of_the_query(client: Client) -> None:
    ask = "ASK { ?conclusion a ck:Conclusion }"
    facts = "https://w3id.org/coalition-kb/graph/facts"
    assert '"boolean": true' in put(client, ask)[1]
    assert '"boolean": false' in put(client, ask, **{"default-graph-uri": facts})[1]
    assert put(client, ask, **{"named-graph-uri": "http://example.org/"})[0] == 403


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("INSERT DATA { <a> <b> <c> }", "only reads"),
        ("DROP ALL", "only reads"),
        ("LOAD <http://127.0.0.1/>", "only reads"),
        ("SELECT * { SERVICE <http://127.0.0.1/> { ?a ?b ?c } }", "another service"),
        ("ASK { { SELECT * { SERVICE SILENT <http://127.0.0.1/> { ?a ?b ?c } } } }", "another service"),
        ("SELECT * FROM <http://127.0.0.1/> { ?a ?b ?c }", "not here"),
        ("SELECT * FROM NAMED <file:///etc/passwd> { GRAPH ?g { ?a ?b ?c } }", "not here"),
    ],
)
def test_what_changes_something_or_reaches_elsewhere_is_refused(client: Client, query: str, told: str) -> None:
    status, text = put(client, query)
    assert status == 403
    assert told in text


def test_an_update_is_refused_by_whatever_way_it_comes(client: Client) -> None:
    update = b"INSERT DATA { <a> <b> <c> }"
    sent = [(urlencode({"update": update}).encode(), FORM), (update, "application/sparql-update"), (update, QUERY)]
    assert {client("/sparql", method="POST", body=body, Content_Type=media).status for body, media in sent} == {403}
    assert client(f"/sparql?{urlencode({'update': update})}").status == 403


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("?query=SELECT+%7B", 400),
        ("?query=", 400),
        ("?query=ASK+%7B%7D&query=ASK+%7B%7D", 400),
        ("?query=%ff", 400),
        (f"?query={'%28' * 3000}", 400),
        ("?" + "a=1&" * 200, 400),
        (f"?query={'a' * 40_000}", 400),
        ("?query=SELECT+*+%7B%3Fa+%3Fb+%3Fc.%3Fd+%3Fe+%3Ff%7D+LIMIT+20000", 422),
    ],
)
def test_a_request_that_cannot_be_answered_says_so(client: Client, path: str, status: int) -> None:
    found = client(f"/sparql{path}")
    assert found.status == status
    assert found.text.strip()


def test_what_is_too_long_or_of_an_unknown_form_is_refused(client: Client) -> None:
    assert client("/sparql", method="POST", body=b"a" * 70_000, Content_Type=QUERY).status == 413
    assert client("/sparql", method="POST", body=b"ASK {}", Content_Type="text/plain").status == 415
    assert client("/sparql", method="POST", body=b"", Content_Type=FORM).status == 400
    assert client("/sparql", method="PUT", body=b"ASK {}", Content_Type=QUERY).status == 405
    assert put(client, KINDS, "image/png")[0] == 406


def test_a_query_without_end_is_ended_and_holds_up_nobody(client: Client) -> None:
    with ThreadPoolExecutor(2) as several:
        slow = [several.submit(put, client, NO_END) for _ in range(2)]
        time.sleep(0.3)
        assert [client(path, "text/html").status for path in ("/health", "/what-if")] == [200, 200]
        assert not any(item.done() for item in slow)
        assert [item.result()[0] for item in slow] == [422, 422]
    assert f"longer than {SECONDS} seconds" in slow[0].result()[1]


def test_a_query_that_takes_all_memory_ends_alone(client: Client) -> None:
    greedy = "SELECT DISTINCT ?a ?f ?i { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?f"
    assert put(client, greedy)[0] in (422, 500)
    assert put(client, "ASK {}")[0] == 200
