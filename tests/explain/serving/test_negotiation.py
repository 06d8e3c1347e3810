"""Each IRI answers in the form that is wanted, and every reply keeps the browser safe."""

import json

import pyoxigraph as ox
import pytest

from explain.serving.accepting import preferred
from explain.serving.app import SAFE
from tests.explain.serving.conftest import Client

BASE = "https://w3id.org/coalition-kb/"
EPISODE = "gullland-1911-10"
PLACES = (EPISODE, "gullland", "role/training", "work/tern-1999", "rule/defection.combat", "dataset", "ontology")


@pytest.mark.parametrize(
    ("accept", "offered", "found"),
    [
        ("", ["a/b", "a/c"], "a/b"),
        ("*/*", ["a/b", "a/c"], "a/b"),
        ("a/c", ["a/b", "a/c"], "a/c"),
        ("a/b;q=0.5, a/c", ["a/b", "a/c"], "a/c"),
        ("a/*;q=0.2, */*;q=0.1, d/e", ["a/b", "d/e"], "d/e"),
        ("*/*, a/b;q=0", ["a/b", "a/c"], "a/c"),
        ("A/C ; Q=0.3", ["a/b", "a/c"], "a/c"),
        ("a/b;q=x", ["a/b"], None),
        ("x/y", ["a/b"], None),
        (",;,/", ["a/b"], None),
    ],
)
def test_the_form_that_is_wanted_most(accept: str, offered: list[str], found: str | None) -> None:
    assert preferred(accept, offered) == found


@pytest.mark.parametrize("name", PLACES)
def test_an_iri_answers_as_a_page_in_turtle_and_in_json_ld(client: Client, name: str) -> None:
    page = client(f"/{name}", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8")
    if page.status == 303:
        page = client(page.headers["location"], "text/html")
    assert page.status == 200
    assert "<h1>" in page.text
    turtle = client(f"/{name}", "text/turtle")
    assert turtle.headers["content-type"].startswith("text/turtle")
    assert turtle.headers["vary"] == "Accept"
    said = {quad.subject.value for quad in ox.parse(turtle.text, format=ox.RdfFormat.TURTLE, base_iri=BASE)}
    assert BASE + name in said
    graph = client(f"/{name}", "application/ld+json, text/turtle;q=0.5")
    assert graph.headers["content-type"].startswith("application/ld+json")
    assert json.loads(graph.text)


def test_the_first_page_and_what_stands_beside_it(client: Client) -> None:
    assert "<h1>" in client("/", "text/html").text
    assert client("/all/style.css").headers["content-type"].startswith("text/css")
    assert client("/gullland-1911-10.ttl").headers["content-type"].startswith("text/turtle")
    assert json.loads(client("/gullland-1911-10.json").text)


def test_what_is_not_there_says_so_with_what_is_near(client: Client) -> None:
    found = client("/gullland-1911-11", "text/html")
    assert found.status == 404
    assert "gullland-1911-10" in found.text
    assert client("/../../etc/passwd").status == 404
    assert client("/role/training", "image/png").status == 406


def test_the_endpoint_tells_what_it_is(client: Client) -> None:
    said = client("/sparql", "text/turtle").text
    assert "sparql-service-description#Service" in said or "sd:Service" in said
    assert client("/sparql", "text/html").text.count("<li>") > 5


@pytest.mark.parametrize("path", ["/", "/health", "/ask", "/nothing", "/sparql?query=x", f"/{EPISODE}", "/all/site.js"])
def test_every_reply_keeps_the_browser_safe(client: Client, path: str) -> None:
    headers = client(path, "text/html").headers
    for name, value in SAFE.items():
        assert headers[name.lower()] == value
    assert "unsafe" not in headers["content-security-policy"]
    assert "server" not in headers


def test_a_page_from_elsewhere_cannot_read_along_under_its_own_name(client: Client) -> None:
    assert client("/", Host="rebound.example.org").status == 421
    assert client("/health", Host="localhost:80").status == 200


def test_only_the_head_is_sent_where_only_that_is_asked_for(client: Client) -> None:
    found = client("/ask", method="HEAD")
    assert (found.status, found.text) == (200, "")
    assert client("/ask", method="POST", body=b"q=x").status == 405
