"""The server: where it listens, how long it waits for whom, and how it ends."""

import asyncio
import ipaddress
import os
import signal
import socket
from collections.abc import Callable
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from explain.serving.apart import Apart, Limits
from explain.serving.app import application
from explain.serving.hall import Hall
from explain.serving.working import furnish, working
from kb.errors import InputError, Place

LOOPBACK = "127.0.0.1"
_HEAD = 32 * 1024
"""How many bytes the head of a request may have, its address included."""
_CONNECTIONS = 500
_SLOW = 45.0
"""Seconds that a request may take beside what its answer does: to be sent, to wait, and to be read."""
_IDLE = 5
_LEAVE = 2
"""Seconds for which answers are waited for at the end."""


class Brisk(H11Protocol):
    """A connection that is cut where a request or the reading of its answer takes too long."""

    most = _SLOW
    _due: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Begin to count."""
        super().connection_made(transport)
        self._again()

    def connection_lost(self, exc: Exception | None) -> None:
        """Count no more."""
        super().connection_lost(exc)
        if self._due is not None:
            self._due.cancel()

    def on_response_complete(self) -> None:
        """Count anew for the next request."""
        self._again()
        super().on_response_complete()

    def _again(self) -> None:
        if self._due is not None:
            self._due.cancel()
        self._due = self.loop.call_later(self.most, self.transport.abort)


def serve(hall: Hall, *, host: str, port: int, limits: Limits, told: Callable[[str], None]) -> None:
    """Answer requests until the process is told to end.

    Args:
        hall: what answers are made from.
        host: the name or number of the interface to listen at.
        port: the port; 0: any that is free.
        limits: what one answer may use.
        told: is told the address once requests are answered.

    Raises:
        InputError: nobody can listen there.
    """
    with _listening(host, port) as listening:
        furnish(hall)
        number, port = listening.getsockname()[:2]
        apart = Apart(working(hall), limits, leaving=[listening])
        try:
            app = application(
                apart, hall.site, places=max(2, os.cpu_count() or 1), seconds=limits.seconds, hosts=_names(number, host)
            )
            _run(app, listening, limits, lambda: told(f"http://{_bracketed(host)}:{port}/"))
        finally:
            apart.close()


def _run(app: Any, listening: socket.socket, limits: Limits, ready: Callable[[], None]) -> None:
    config = uvicorn.Config(
        app,
        http=type("Connection", (Brisk,), {"most": _SLOW + limits.seconds}),
        ws="none",
        lifespan="off",
        loop="asyncio",
        log_level="error",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        h11_max_incomplete_event_size=_HEAD,
        limit_concurrency=_CONNECTIONS,
        timeout_keep_alive=_IDLE,
        timeout_graceful_shutdown=_LEAVE,
    )
    before = {number: signal.signal(number, lambda *_: None) for number in (signal.SIGINT, signal.SIGTERM)}
    try:  # uvicorn ends at either, and repeats it for whoever listened before: to end is no fault
        asyncio.run(_serving(uvicorn.Server(config), listening, ready))
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


async def _serving(server: uvicorn.Server, listening: socket.socket, ready: Callable[[], None]) -> None:
    running = asyncio.ensure_future(server.serve(sockets=[listening]))
    while not server.started and not running.done():
        await asyncio.sleep(0.01)
    if server.started:
        ready()
    await running


def _listening(host: str, port: int) -> socket.socket:
    try:
        family, *_, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(where[:2], family=family)
    except OSError as error:
        raise InputError(
            f"nobody can listen there: {error.strerror or error}",
            where=Place(f"{_bracketed(host)}:{port}"),
            remedy="Choose another --port (0 takes any that is free), or another --host.",
        ) from error


def _names(number: str, host: str) -> frozenset[str] | None:
    """Return the names under which a server is called that only this machine reaches; ``None``: any."""
    if not ipaddress.ip_address(number.partition("%")[0]).is_loopback:
        return None
    return frozenset({"localhost", _bracketed(number), _bracketed(host).lower(), LOOPBACK, "[::1]"})


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
