"""A server under way: 50 clients at once for a minute, and ten thousand requests that make no sense.

Run it with ``python -m benchmarks.serving [--seconds N] [--clients N] [--fuzz N] [--seed N] [-- OPTION...]``, where
the options are those of ``coalition serve``. It starts a server of its own on this machine and ends it afterwards; it
fails where an answer is missing or none that was to be expected, or where the server answers no longer.
"""

import argparse
import asyncio
import random
import re
import signal
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Coroutine, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import quote, urlsplit

OK = 200
COMMAND = Path(sys.executable).with_name("coalition")
GOOD = frozenset({200, 303, 404, 406})
"""What a server may answer to what the clients ask for: they ask for what is not there, and in forms that are not."""
EXPECTED = frozenset({100, 200, 206, 303, 304, 400, 403, 404, 405, 406, 413, 414, 415, 421, 422, 431, 501, 503, 505})
"""What a server may answer to a request that makes no sense; never that it met a fault of its own."""

QUERY = "SELECT ?kind (COUNT(*) AS ?number) { ?node a ?kind } GROUP BY ?kind"
VISITS = (
    "/",
    "/health",
    "/all/style.css",
    "/ask",
    "/ask?q=list+episodes",
    "/ask?q=which+states+defected%3F&q=and+why%3F",
    "/what-if",
    "/sparql",
    f"/sparql?query={quote(QUERY)}",
    "/role/training",
    "/dataset",
    "/nothing-of-that-name",
    "/sparql?query=ASK+%7B%7D%23{number}",
    "/ask?q=what+happened+on+{day}%3F",
)
"""What the clients ask for, one after the other and each from another start; what is said of episodes comes to it.

Where a number or a day is put in, hardly two ask the same.
"""


@dataclass
class Crowd:
    """What clients saw: how many answers of each status, how long each took, and what went wrong."""

    statuses: Counter[int] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """Return it in one line."""
        took = sorted(self.seconds)
        spread = f"median {statistics.median(took):.3f} s, slowest of 100 {took[-len(took) // 100 - 1]:.3f} s"
        counts = ", ".join(f"{number} x {status}" for status, number in sorted(self.statuses.items()))
        return f"{len(took)} answers ({counts}); {spread}; {len(self.faults)} faults"


@contextmanager
def serving(*options: str) -> Iterator[str]:
    """Start a server at any free port, yield its address, and end it as a system does.

    Raises:
        RuntimeError: it does not start, or does not end as it should.
    """
    command = [str(COMMAND), "serve", "--port", "0", *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            first = process.stderr.readline()
            if not first.startswith("Serving http"):
                raise RuntimeError(first + process.stderr.read())
            told: list[str] = []
            listener = Thread(target=lambda stream: told.append(stream.read()), args=[process.stderr])
            listener.start()  # a server whose words nobody takes would stop in the middle of one
            yield first.split()[1].rstrip("/")
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(20)
    listener.join()
    if process.returncode or "Traceback" in told[0]:
        raise RuntimeError(f"the server ended with {process.returncode}\n{told[0]}")


def _apart(work: Coroutine[Any, Any, Crowd]) -> Crowd:
    """Return what came of some work, done in a thread of its own: the caller's may have an event loop that runs."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def crowd(address: str, clients: int, seconds: float) -> Crowd:
    """Return what so many clients see that ask at once, each without a pause, for so many seconds."""
    listed = re.findall(r'href="what-if/([^"?]+)"', asked(address, "/what-if")[1].decode())
    visits = [*VISITS]
    for name in listed[:: max(1, len(listed) // 8)]:
        visits += [f"/{name}.html", f"/{name}", f"/what-if/{name}", f"/ask?q=why+{name}%3F&q=which+cause%3F"]
    return _apart(_crowd(address, clients, seconds, visits))


def asked(address: str, path: str) -> tuple[int, bytes]:
    """Return the status and the body of an answer."""
    line = HTTPConnection(urlsplit(address).netloc, timeout=30)
    try:
        line.request("GET", path, headers={"Accept": "text/html"})
        answer = line.getresponse()
        return answer.status, answer.read()
    finally:
        line.close()


async def _crowd(address: str, clients: int, seconds: float, visits: Sequence[str]) -> Crowd:
    seen, end = Crowd(), time.monotonic() + seconds
    await asyncio.gather(*(_client(address, seen, end, visits, number) for number in range(clients)))
    return seen


async def _client(address: str, seen: Crowd, end: float, visits: Sequence[str], number: int) -> None:
    where = urlsplit(address)
    reader, writer = await asyncio.open_connection(where.hostname, where.port)
    try:
        while time.monotonic() < end:
            day = date(2014, 1, 1) + timedelta(days=number % 3000)
            path, started = visits[number % len(visits)].format(number=number, day=day), time.monotonic()
            number += 1009  # a prime, so that every client comes by everything
            accept = "text/turtle" if number % 3 == 0 else "text/html"
            writer.write(f"GET {path} HTTP/1.1\r\nHost: {where.netloc}\r\nAccept: {accept}\r\n\r\n".encode())
            status, length, closing = await _head(reader)
            await reader.readexactly(length)
            seen.statuses[status] += 1
            seen.seconds.append(time.monotonic() - started)
            if status not in GOOD:
                seen.faults.append(f"{path}: {status}")
            if closing:
                writer.close()
                reader, writer = await asyncio.open_connection(where.hostname, where.port)
    except (OSError, EOFError, ValueError) as error:
        seen.faults.append(f"{path}: {error!r}")
    finally:
        writer.close()


async def _head(reader: asyncio.StreamReader) -> tuple[int, int, bool]:
    """Return the status of an answer, how many bytes follow its head, and whether the connection closes then."""
    lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower().splitlines()
    lengths = [int(line.partition(":")[2]) for line in lines if line.startswith("content-length:")]
    return int(lines[0].split()[1]), lengths[0] if lengths else 0, "connection: close" in lines


def nonsense(dice: random.Random) -> bytes:
    """Return a request that makes little sense: known addresses, parameters and headers, put together badly."""
    body = dice.choice((b"", b"", _text(dice).encode("utf-8", "surrogatepass"), dice.randbytes(dice.randint(0, 300))))
    method = _mostly(dice, "POST" if body else "GET", "HEAD", "PUT", "OPTIONS", "get", "\x00", "GET GET")
    path = _mostly(dice, "/sparql", _target(dice)) if body else _target(dice)
    headers = [f"Host: {_mostly(dice, '127.0.0.1', 'localhost', 'example.org', '', '[')}"]
    headers += [f"Accept: {dice.choice(_ACCEPTED)}", f"Content-Type: {dice.choice(_SENT)}"]
    headers += [f"{dice.choice(_HEADERS)}: {_value(dice)}" for _ in range(dice.choice((0, 0, 0, 1, 3)))]
    if body:
        headers.append(f"Content-Length: {_mostly(dice, str(len(body)), '-1', 'x', str(10**9), str(len(body) + 7))}")
    version = _mostly(dice, "HTTP/1.1", "HTTP/1.0", "HTTP/9.9", "")
    end = _mostly(dice, "\r\n\r\n", "\n\n", "\r\n")
    head = "\r\n".join([f"{method} {path} {version}", *headers]) + end
    return head.encode("latin-1", "replace") + body


def _mostly(dice: random.Random, usual: str, *others: str) -> str:
    return dice.choice(others) if dice.randrange(20) == 0 else usual


_HEADERS = (
    "Accept-Encoding", "Cookie", "Expect", "Transfer-Encoding", "Connection", "Upgrade", "If-None-Match", "Range",
    "X-Forwarded-Host", "Origin",
)  # fmt: skip
_ACCEPTED = (
    "*/*", "text/html", "text/turtle", "application/ld+json;q=0.9, */*;q=0.1", "text/turtle;q=x", ",,;;", "image/png",
    "application/sparql-results+xml", "text/csv", "",
)  # fmt: skip
_SENT = (
    "application/sparql-query", "application/x-www-form-urlencoded", "application/sparql-update", "text/plain",
    "multipart/form-data; boundary=x", "",
)  # fmt: skip
_VALUES = ("chunked", "100-continue", "close", "websocket", "bytes=0-1", "*", "gzip")
_PARTS = (
    "", "ask", "what-if", "sparql", "health", "index.html", "all/style.css", "gullland-1911-10", "role",
    "role/training", "ontology", "dataset", "graph/facts", "..", "%2e%2e", "etc/passwd", "%00", "%ff", "%", "a" * 300,
    "who?", "#x", "sparql/", "//", "\\", "{name}", "work/x",
)  # fmt: skip
_NAMES = ("q", "query", "update", "set", "retract", "fact", "about", "gone", "to.ends", "to.count", "default-graph-uri")
_WORDS = (
    "why was it a defection?", "SELECT * { ?a ?b ?c }", "SELECT", "ASK {", "INSERT DATA { <a> <b> <c> }",
    "SELECT * { SERVICE <http://127.0.0.1/> { ?a ?b ?c } }", "DESCRIBE <role/training>", "CONSTRUCT WHERE { ?a a ?b }",
    "DROP ALL", "LOAD <file:///etc/passwd>", "gullland-1911-10", "x.ends=1911",
    "=", ".", "(" * 200, "{" * 200, "\\u0000",
    "<script>", "'; --", "%s%n", "9" * 400, "\u202e", "None", "../..", "SELECT * FROM <file:///etc/passwd> {}",
)  # fmt: skip


def _text(dice: random.Random) -> str:
    letters = (chr(dice.choice((dice.randint(0, 127), dice.randint(0, 0xFFFF)))) for _ in range(dice.randint(0, 40)))
    return dice.choice((*_WORDS, "".join(letters)))


def _value(dice: random.Random) -> str:
    return dice.choice((*_VALUES, _text(dice).replace("\n", " ")))


def _target(dice: random.Random) -> str:
    path = "/".join(dice.choice(_PARTS) for _ in range(dice.choice((1, 1, 2, 3))))
    given = [
        f"{dice.choice(_NAMES)}={quote(_text(dice).encode('utf-8', 'surrogatepass'))}"
        for _ in range(dice.choice((0, 0, 1, 1, 2, 5)))
    ]
    raw = _mostly(dice, "", "%zz", "&" * 200, "=" * 20, "\x7f")
    return f"/{path}?{'&'.join(given)}{raw}" if given or raw else f"/{path}"


_TALKERS = 16
_PATIENCE = 3.0
"""How many talk nonsense at a time, and how many seconds each waits: what is not whole gets no answer."""


def fuzz(address: str, number: int, seed: int) -> Crowd:
    """Return what became of so many requests that make no sense, several at a time."""
    return _apart(_fuzz(address, number, seed))


async def _fuzz(address: str, number: int, seed: int) -> Crowd:
    seen, dice = Crowd(), random.Random(seed)  # noqa: S311 - the same nonsense each time
    left = iter([nonsense(dice) for _ in range(number)])
    await asyncio.gather(*(_babble(address, seen, left) for _ in range(_TALKERS)))
    return seen


async def _babble(address: str, seen: Crowd, left: Iterator[bytes]) -> None:
    where = urlsplit(address)
    for data in left:
        started, answer = time.monotonic(), b""
        reader, writer = await asyncio.open_connection(where.hostname, where.port)
        with suppress(ConnectionError, TimeoutError, asyncio.IncompleteReadError):
            writer.write(data)
            async with asyncio.timeout(_PATIENCE):
                answer = await reader.readuntil(b"\r\n\r\n")
        writer.close()
        seen.seconds.append(time.monotonic() - started)
        status = int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/1.") else 0
        seen.statuses[status] += 1
        if status and status not in EXPECTED:
            seen.faults.append(f"{data[:300]!r}: {status}")


def main() -> int:
    """Print what clients saw; return 1 where anything went wrong."""
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("--seconds", type=float, default=60)
    reader.add_argument("--clients", type=int, default=50)
    reader.add_argument("--fuzz", type=int, default=0)
    reader.add_argument("--seed", type=int, default=1911)
    reader.add_argument("options", nargs="*")
    given = reader.parse_args()
    with serving(*given.options) as address:
        seen = fuzz(address, given.fuzz, given.seed) if given.fuzz else crowd(address, given.clients, given.seconds)
        print(seen)
        print("\n".join(seen.faults[:10]))
        return int(bool(seen.faults) or asked(address, "/health")[0] != OK)


if __name__ == "__main__":
    sys.exit(main())
