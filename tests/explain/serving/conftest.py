"""A server under way on this machine, which tells of a small case; and the same without one."""

from collections.abc import Iterator, Mapping
from http.client import HTTPConnection
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest

from benchmarks.serving import serving
from explain.serving.hall import Hall
from explain.serving.pages.live import Live
from kb.reading.loading import load
from rules.judging.court import Court
from tests.places import ROOT

QUAY = ROOT / "tests" / "golden" / "quay"
SECONDS = 2


class Answered(NamedTuple):
    """What a server answered."""

    status: int
    headers: Mapping[str, str]
    text: str


class Client:
    """Asks one server, over a connection of its own each time."""

    def __init__(self, address: str) -> None:
        """Keep the address."""
        self.address = address

    def __call__(self, path: str, accept: str = "*/*", method: str = "GET", body: bytes = b"", **more: str) -> Answered:
        """Return the answer to a request; further headers by their names, with ``_`` for ``-``."""
        line = HTTPConnection(urlsplit(self.address).netloc, timeout=30)
        headers = {"Accept": accept, **{name.replace("_", "-"): value for name, value in more.items()}}
        try:
            line.request(method, path, body or None, headers)
            found = line.getresponse()
            return Answered(found.status, {k.lower(): v for k, v in found.getheaders()}, found.read().decode())
        finally:
            line.close()


@pytest.fixture(scope="session")
def client() -> Iterator[Client]:
    """Return who asks a server of a small case."""
    with serving("--cases", str(QUAY), "--seconds", str(SECONDS), "--memory", "128") as address:
        yield Client(address)


@pytest.fixture(scope="session")
def hall() -> Hall:
    """Return what a server of the same case would hold."""
    return Hall(Live(Court(load([QUAY]))), " ".join)
