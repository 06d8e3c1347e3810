"""Graphs go to a server and come back: a real one, on this machine, where it is installed."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner

from cli.main import main
from explain.linked.asking import ask_server
from explain.linked.graphs import graphs
from explain.linked.parsing import parse
from kb.errors import InputError
from kb.reading.loading import load
from kb.store import KnowledgeBase
from kb.writing.servers import publish
from rules.judging.court import Court
from tests.golden import FOLDER

QUAY = ["--cases", str(FOLDER / "quay")]
CONCLUSIONS = "SELECT ?c ?says { ?c a ck:Conclusion ; rdfs:label ?says }"


def invoke(*arguments: str) -> str:
    """Run a command that must succeed, and return what it prints."""
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 0, done.stderr
    return done.stdout


def command() -> str | None:
    beside = Path(sys.executable).with_name("oxigraph")
    return str(beside) if beside.exists() else shutil.which("oxigraph")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Return the address of a server that holds the graphs of a small case."""
    found = command()
    if found is None:
        pytest.skip("the server oxigraph is not installed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    with subprocess.Popen([found, "serve", "--bind", address], stderr=subprocess.DEVNULL, env=os.environ) as process:
        try:
            _wait(address)
            invoke("export", "--endpoint", f"http://{address}/update", *QUAY)
            yield f"http://{address}"
        finally:
            process.terminate()


def _wait(address: str) -> None:
    host, _, port = address.partition(":")
    for _ in range(100):
        try:
            socket.create_connection((host, int(port)), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("the server does not start")


def test_a_server_answers_as_the_cases_do(server: str) -> None:
    for text in (CONCLUSIONS, "ASK { <gullland> a ck:State }", "SELECT ?s FROM <graph/facts> { ?s a ck:State }"):
        here = json.loads(invoke("query", text, "--json", *QUAY))
        del here["made_with"]  # a server's answer is made from what it holds
        assert json.loads(invoke("query", text, "--json", "--endpoint", f"{server}/query")) == here


def test_a_question_with_a_name_can_be_put_to_a_server(server: str) -> None:
    told = invoke("query", "--named", "rules-by-use", "--format", "csv", "--endpoint", f"{server}/query")
    assert told == invoke("query", "--named", "rules-by-use", "--format", "csv", *QUAY)


def test_facts_come_back_and_are_judged_alike(server: str, tmp_path: Path) -> None:
    file = tmp_path / "facts.ttl"
    text = "CONSTRUCT { ?s ?p ?o } { GRAPH <graph/facts> { ?s ?p ?o } }"
    invoke("query", text, "--rows", "0", "-o", str(file), "--endpoint", f"{server}/query")
    works = str(FOLDER / "quay" / "works.bib")
    back, known = (invoke("judge", *more) for more in (("--cases", str(file), "--with", works), QUAY))
    assert back.partition("To see why")[0] == known.partition("To see why")[0]


def test_rows_are_limited_on_a_server_too(server: str) -> None:
    done = CliRunner().invoke(main, ["query", CONCLUSIONS, "--rows", "2", "--json", "--endpoint", f"{server}/query"])
    assert "Only the first 2" in " ".join(done.stderr.split())


def test_a_request_that_breaks_off_changes_nothing(server: str, quay: KnowledgeBase) -> None:
    before = ask_server(f"{server}/query", parse(CONCLUSIONS))
    host, _, port = server.removeprefix("http://").partition(":")
    half = b"CLEAR ALL ; INSERT DATA { <urn:a> <urn:b> <urn:c> } ; INSERT DATA {"
    with socket.create_connection((host, int(port))) as broken:
        head = ["POST /update HTTP/1.1", f"Host: {host}", "Content-Type: application/sparql-update"]
        broken.sendall("\r\n".join([*head, "Content-Length: 9999", "\r\n"]).encode() + half)
    with pytest.raises(InputError, match="refuses"):
        publish(f"{server}/nowhere", {}, seconds=10)
    assert ask_server(f"{server}/query", parse(CONCLUSIONS)) == before
    court = Court(quay)
    publish(f"{server}/update", graphs(court, court.episodes), seconds=60)  # the same again takes the same place
    assert len(ask_server(f"{server}/query", parse("SELECT ?s FROM <graph/facts> { ?s a ck:State }")).rows) == len(
        [item for item in load([FOLDER / "quay"]).records.values() if type(item).__name__ == "State"]
    )


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("http://127.0.0.1:9/query", "cannot be reached"),
        ("file:///etc/hosts", "no address of a server"),
        ("localhost:7878", "no address of a server"),
    ],
)
def test_an_address_that_is_none_is_refused(url: str, told: str) -> None:
    for arguments in (["query", "ASK {}"], ["export", *QUAY, "gullland-1911-06"]):
        done = CliRunner().invoke(main, [*arguments, "--endpoint", url])
        assert (done.exit_code, done.stdout) == (2, "")
        assert told in " ".join(done.stderr.split())


class _Elsewhere(BaseHTTPRequestHandler):
    """Sends every caller on, or answers what nobody asked."""

    def do_POST(self) -> None:
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "http://127.0.0.1:9/")
            self.end_headers()
            return
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"<html>gulls</html>")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.mark.parametrize(("path", "told"), [("moved", "the server refuses: 302"), ("page", "a form that is not known")])
def test_a_server_that_sends_elsewhere_or_talks_of_something_else_is_refused(path: str, told: str) -> None:
    with HTTPServer(("127.0.0.1", 0), _Elsewhere) as other:
        Thread(target=other.serve_forever, daemon=True).start()
        with pytest.raises(InputError, match=told):
            ask_server(f"http://127.0.0.1:{other.server_port}/{path}", parse("ASK {}"))
        other.shutdown()
