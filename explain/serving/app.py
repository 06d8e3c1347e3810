"""Which address is answered by what, within limits of size, and with the headers that keep a browser safe."""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from explain.made_with import program
from explain.serving.accepting import preferred
from explain.serving.apart import Apart, Broke, TookTooLong
from explain.serving.nodes import PAGE, STATEMENTS
from explain.serving.pages.live import Live
from explain.serving.pages.showing import refused
from explain.serving.protocol import parameters, query_asked
from explain.serving.reply import TEXT, Asked, Refused, Reply
from explain.site.site import POLICY
from kb.errors import InputError

BODY = 64 * 1024
"""How many bytes a request may send."""

_KEPT, _KEPT_EACH = 64 * 2**20, 2**20
"""How many bytes of answers are kept, which are the same each time, and how many one may have that is."""
_WAITING = 100
_PATIENCE = 30.0
"""How many requests may wait for one that is being answered, and for how many seconds."""

SAFE: Mapping[str, str] = {
    "Content-Security-Policy": f"{POLICY}; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-cache",
}
"""Headers of every reply."""


class Lane:
    """Lets so many requests be answered at once and the rest wait a while, so that one kind cannot crowd out others."""

    def __init__(self, places: int) -> None:
        """Begin with every place free."""
        self._free = asyncio.Semaphore(places)
        self._waiting = 0

    @asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """Hold a place.

        Raises:
            Refused: too many wait already, or none came free in time.
        """
        if self._waiting >= _WAITING:
            raise _busy()
        self._waiting += 1
        try:
            async with asyncio.timeout(_PATIENCE):
                await self._free.acquire()
        except TimeoutError:
            raise _busy() from None
        finally:
            self._waiting -= 1
        try:
            yield
        finally:
            self._free.release()


class Service:
    """Answers requests: reads them here, and has the work done apart."""

    def __init__(self, apart: Apart, site: Live, places: int, seconds: float) -> None:
        """Keep what does the work; SPARQL has places of its own, so that pages never wait for queries."""
        self._apart = apart
        self._site = site
        self._seconds = seconds
        self._lanes = {"query": Lane(places), "": Lane(places)}
        self._kept: OrderedDict[Any, Reply] = OrderedDict()
        self._size = 0
        self._making: dict[Any, asyncio.Task[Reply]] = {}

    async def health(self, request: Request) -> Response:
        """Tell whether requests are answered."""
        del request
        well = self._apart.alive
        return JSONResponse({"status": "ok" if well else "down", "program": program()}, 200 if well else 503)

    async def sparql(self, request: Request) -> Response:
        """Answer a query; without one, show the page on which it is written, or what the endpoint says of itself."""
        accept = request.headers.get("accept", "")
        body = await _body(request) if request.method == "POST" else b""
        media = request.headers.get("content-type", "")
        asked = query_asked(request.method, media, _parameters_of(request), body)
        plain = preferred(accept, ["text/plain", PAGE]) != PAGE
        if asked is not None:
            return await self._answer(Asked("query", {**asked.about, "accept": accept}, plain))
        wanted = preferred(accept, [*STATEMENTS, PAGE])
        if wanted in STATEMENTS:
            return await self._answer(Asked("service", {"media": wanted}, plain))
        return await self._answer(Asked("queries"))

    async def ask(self, request: Request) -> Response:
        """Answer a conversation."""
        texts = tuple(value for name, value in parameters(_parameters_of(request)) if name == "q")
        return await self._answer(Asked("ask", {"texts": texts}))

    async def episodes(self, request: Request) -> Response:
        """Show the episodes whose facts can be changed."""
        del request
        return await self._answer(Asked("episodes"))

    async def what_if(self, request: Request) -> Response:
        """Show an episode with facts changed."""
        given = tuple(parameters(_parameters_of(request)))
        return await self._answer(Asked("what-if", {"episode": request.path_params["episode"], "given": given}))

    async def node(self, request: Request) -> Response:
        """Answer with a file of the site, or to the IRI of a node in the form that is wanted."""
        accept = request.headers.get("accept", "")
        media = preferred(accept, [PAGE, *STATEMENTS])
        if media is None:
            offered = ", ".join([PAGE, *STATEMENTS])
            raise Refused(406, InputError(f"there is no such form: {accept}", remedy=f"There are {offered}."))
        about = {"name": request.path_params["name"], "media": media}
        return await self._answer(Asked("find", about, media != PAGE))

    async def refusing(self, request: Request, error: Exception) -> Response:
        """Tell why a request is not answered."""
        assert isinstance(error, Refused)
        plain = preferred(request.headers.get("accept", ""), ["text/plain", PAGE]) != PAGE
        return _response(refused(self._site, error, plain=plain))

    async def _answer(self, asked: Asked) -> Response:
        """Answer with what was made before, where it is kept, or with what is being made for somebody else just now."""
        key = asked.key
        if key in self._kept:
            self._kept.move_to_end(key)
            return _response(self._kept[key])
        if key not in self._making:
            self._making[key] = asyncio.create_task(self._reply(asked))
            self._making[key].add_done_callback(lambda _: self._making.pop(key))
        try:
            reply = await asyncio.shield(self._making[key])
        except asyncio.CancelledError:  # who still waits when the server ends is told so
            error = InputError("the server ends before there is an answer", remedy="Ask again once it runs.")
            raise Refused(503, error) from None
        if reply.status in (200, 303) and len(reply.body) <= _KEPT_EACH and key not in self._kept:
            self._kept[key] = reply
            self._size += len(reply.body)
            while self._size > _KEPT:
                self._size -= len(self._kept.popitem(last=False)[1].body)
        return _response(reply)

    async def _reply(self, asked: Asked) -> Reply:
        async with self._lanes.get(asked.kind, self._lanes[""]).place():
            try:
                reply = await self._apart.answer(asked)
            except TookTooLong:
                error = InputError(
                    f"the answer takes longer than {self._seconds:g} seconds",
                    why="No question may hold up the others.",
                    remedy="Say more of what you look for, or ask for less.",
                )
                return refused(self._site, Refused(422, error), plain=asked.plain)
            except Broke:
                error = InputError(
                    "there is no answer: it needs too much memory, or met a fault of the program",
                    remedy="Ask for less. Where that does not help, the program's messages tell the fault.",
                )
                return refused(self._site, Refused(500, error), plain=asked.plain)
        assert isinstance(reply, Reply)
        return reply


def application(apart: Apart, site: Live, *, places: int, seconds: float, hosts: frozenset[str] | None) -> ASGIApp:
    """Return what answers requests; ``hosts`` are the names under which it may be called, ``None``: any."""
    service = Service(apart, site, places, seconds)
    routes = [
        Route("/health", service.health),
        Route("/sparql", service.sparql, methods=["GET", "POST"]),
        Route("/ask", service.ask),
        Route("/what-if", service.episodes),
        Route("/what-if/{episode}", service.what_if),
        Route("/{name:path}", service.node),
    ]
    return _guarded(Starlette(routes=routes, exception_handlers={Refused: service.refusing}), hosts)


def _guarded(app: ASGIApp, hosts: frozenset[str] | None) -> ASGIApp:
    """Return an application that gives every reply the headers, and refuses calls by names that are not its own."""
    fixed = [(name.lower().encode(), value.encode()) for name, value in SAFE.items()]

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = {name.lower() for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *(item for item in fixed if item[0] not in own)]
            await send(message)

        if scope["type"] == "http" and hosts is not None and not _called(scope, hosts):
            error = InputError("this server does not go by that name", remedy="Call it by the address that it printed.")
            told = Reply(f"{error}\n".encode(), TEXT, 421)
            await _response(told)(scope, receive, sending)
            return
        await app(scope, receive, sending)

    return guarded


def _called(scope: Scope, hosts: frozenset[str]) -> bool:
    """Tell whether a request calls the server by one of its names, if it calls it at all.

    Else a page from elsewhere could have its own name point here, and read what is served to this machine alone.
    """
    named = [value.decode("latin-1").lower() for name, value in scope["headers"] if name == b"host"]
    return all(host.rpartition(":")[0] in hosts or host in hosts for host in named)


async def _body(request: Request) -> bytes:
    """Return what a request sends.

    Raises:
        Refused: it is more than a request may send.
    """
    body = b""
    try:
        async for part in request.stream():
            body += part
            if len(body) > BODY:
                raise Refused(413, InputError(f"a request may send {BODY // 1024} kB, and this is more"))
    except ClientDisconnect:
        raise Refused(400, InputError("the request breaks off")) from None  # which nobody hears any more
    return body


def _parameters_of(request: Request) -> str:
    text: bytes = request.scope["query_string"]
    return text.decode("latin-1")


def _response(reply: Reply) -> Response:
    headers = {**reply.headers, "Content-Type": reply.media}
    if reply.status == 413:  # noqa: PLR2004 - what is still to come is not read
        headers["Connection"] = "close"
    if reply.status == 503:  # noqa: PLR2004
        headers["Retry-After"] = "5"
    return Response(reply.body, reply.status, headers)


def _busy() -> Refused:
    return Refused(503, InputError("too much is asked at once", remedy="Ask again in a few seconds."))
